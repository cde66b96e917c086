import json

import pytest
from django.core.management import CommandError, call_command

TEXT = "Jake Sullivan met Wang Yi in Beijing on Tuesday.\r\nSign up for our newsletter\r\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "metadata.csv").write_text("file,published\na.txt,2024-08-29\n", encoding="utf-8")
    events = [
        {
            "kind": "meeting",
            "status": "held",
            "date": "2024-08-27",
            "us": ["Jake Sullivan"],
            "prc": ["Wang Yi"],
            "city": "Beijing",
            "country": "CN",
        }
    ]
    expected = {"docs": [{"file": "a.txt", "events": events}]}
    (tmp_path / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    return tmp_path


def test_parse_articles_writes_one_object_a_line(folder, capsys):
    call_command("parse_articles", folder, metadata=folder / "metadata.csv")

    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert (found["file"], found["published"], [e["date"] for e in found["engagements"]]) == (
        "a.txt",
        "2024-08-29",
        ["2024-08-27"],
    )


def test_parse_articles_counts_offsets_in_the_file_as_it_is(folder, capsys):
    call_command("parse_articles", folder, metadata=folder / "metadata.csv")

    (timex,) = json.loads(capsys.readouterr().out)["timexes"]
    text = (folder / "a.txt").read_bytes().decode()
    assert text[timex["start"] : timex["end"]] == "Tuesday"


def test_parse_articles_goes_on_after_a_bad_file_and_fails_at_the_end(folder, capsys):
    (folder / "b.txt").write_bytes(b"\x00\x01\x02" * 100)

    with pytest.raises(CommandError, match="1 of 2 could not be read"):
        call_command("parse_articles", folder, output=folder / "out.jsonl")

    assert "b.txt: is no text (binary data)" in capsys.readouterr().err
    assert len((folder / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_parse_articles_without_the_metadata_fails(folder):
    with pytest.raises(CommandError, match=r"nowhere\.csv"):
        call_command("parse_articles", folder, metadata=folder / "nowhere.csv")


def test_evaluate_prints_the_figures(folder, capsys):
    call_command("evaluate", folder)

    out = capsys.readouterr().out
    assert "detection_F1     1.000" in out
    assert "strict_F1        1.000" in out


def test_evaluate_lists_misses_under_their_cause(folder, capsys):
    (folder / "a.txt").write_text("Nothing happened.", encoding="utf-8")

    call_command("evaluate", folder, misses=True)

    assert "Engagements that were not found: 1\n  a: meeting/held 2024-08-27" in capsys.readouterr().out


def test_evaluate_without_expectations_fails(tmp_path):
    with pytest.raises(CommandError, match=r"expected\.json"):
        call_command("evaluate", tmp_path)


def test_explain_article_shows_the_guess_where_the_day_is_unknown(folder, capsys):
    call_command("explain_article", folder / "a.txt")

    out = capsys.readouterr().out
    assert "Article of an unknown day" in out
    assert "Its day is not known." in out


def test_explain_article_with_a_day_that_is_none_fails(folder):
    with pytest.raises(CommandError, match="is no date"):
        call_command("explain_article", folder / "a.txt", published="20240-01-01")
