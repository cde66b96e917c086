import json

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from tests.articles.reports import parse_lines
from timeline.models import Event, Person, Term

LINE = "meeting | held | 2024-08-29 | Jake Sullivan | Xi Jinping | Beijing"


@pytest.fixture(autouse=True)
def parser(monkeypatch):
    monkeypatch.setattr("articles.management.commands.ingest.database_parser", lambda: (parse_lines, "test"))


def test_ingest_sums_up_and_repeats_safely(tmp_path, capsys, db):
    (tmp_path / "a.txt").write_text(LINE)
    (tmp_path / "m.csv").write_text("file,title,outlet,published\na.txt,Talks,Courier,2024-08-30\n")

    call_command("ingest", tmp_path / "a.txt", metadata=tmp_path / "m.csv")
    call_command("ingest", tmp_path / "a.txt", metadata=tmp_path / "m.csv")

    first, second = capsys.readouterr().out.splitlines()
    assert first == "1 read: 1 new, 0 changed, 0 unchanged, 0 failed; 1 events new, 0 events changed"
    assert second == "1 read: 0 new, 0 changed, 1 unchanged, 0 failed; 0 events new, 0 events changed"
    article = Article.objects.get()
    assert (article.outlet.name, article.title, str(article.published)) == ("Courier", "Talks", "2024-08-30")


def test_ingest_reads_on_after_failures_and_exits_with_an_error(tmp_path, capsys, db):
    (tmp_path / "1.txt").write_bytes(b"")
    (tmp_path / "2.txt").write_bytes(b"\0\1\2\3")
    (tmp_path / "3.txt").write_bytes(b"words " * 9_000_000)
    (tmp_path / "4.md").write_text("---\npublished: 20240-01-01\n---\nText")
    (tmp_path / "5.txt").write_text(LINE)

    with pytest.raises(CommandError, match="4 of 5 could not be read"):
        call_command("ingest", tmp_path)

    out, err = capsys.readouterr()
    assert "1 read: 1 new" in out
    assert "4 failed" in out
    assert len(err.splitlines()) == 4
    assert Article.objects.count() == 1


def test_dry_run_stores_nothing(tmp_path, capsys, db):
    (tmp_path / "a.txt").write_text(LINE)

    call_command("ingest", tmp_path, dry_run=True)

    assert "1 new" in capsys.readouterr().out
    assert not Article.objects.exists()
    assert not Event.objects.exists()


def test_ingest_refuses_a_day_that_is_none(tmp_path, db):
    with pytest.raises(CommandError, match="is no date"):
        call_command("ingest", tmp_path, published="soon")


def test_jsonl_holds_many(tmp_path, db):
    lines = [json.dumps({"text": f"{number}\n{LINE}", "published": "2024-08-30"}) for number in range(3)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))

    call_command("ingest", tmp_path / "a.jsonl", verbosity=0)

    assert Article.objects.count() == 3
    assert Event.objects.get().article_count == 3


def test_reference_data_loads_and_repeats_safely(db, capsys):
    call_command("load_reference")
    call_command("load_reference")

    assert "people: 0 new, 0 changed" in capsys.readouterr().out
    assert Person.objects.get(key="wang-yi").name_zh == "王毅"
    assert Term.objects.filter(person__key="qin-gang", office__title="Minister of Foreign Affairs").exists()
