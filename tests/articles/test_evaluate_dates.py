from io import StringIO

import pytest
from django.core.management import CommandError, call_command

TIMEML = """<TimeML><DCT><TIMEX3 type="DATE" value="2024-08-29">29 August 2024</TIMEX3></DCT>
<TEXT>The envoy left on <TIMEX3 type="DATE" value="2024-08-27">Tuesday</TIMEX3>.</TEXT></TimeML>"""


def evaluate(folder, *options):
    out = StringIO()
    call_command("evaluate_dates", str(folder), *options, stdout=out)
    return out.getvalue().splitlines()


def test_evaluate_dates_prints_a_row_for_each_tagger(tmp_path):
    (tmp_path / "one.tml").write_text(TIMEML, encoding="utf-8")

    lines = evaluate(tmp_path)

    assert lines[0] == "1 texts, 1 expressions"
    assert [line[:47].split() for line in lines[1:]] == [
        ["tagger", "value", "calendar", "day"],
        ["ours", "100.0", "100.0", "100.0"],
        ["dateparser", "search", "100.0", "100.0", "100.0"],
    ]


def test_evaluate_dates_lists_what_is_wrong_under_its_cause(tmp_path):
    source = TIMEML.replace("2024-08-27", "2024-08-20").replace("envoy left", "envoy of last year left")
    (tmp_path / "one.tml").write_text(source, encoding="utf-8")

    lines = evaluate(tmp_path, "--ours-only", "--misses")

    assert lines[:6] == [
        "spurious DATE: 1",
        "  nothing expected, 2023 found, written 2024-08-29: The envoy of [last year] left on Tuesday.",
        "",
        "wrong DATE: 1",
        "  2024-08-20 expected, 2024-08-27 found, written 2024-08-29: The envoy of last year left on [Tuesday].",
        "",
    ]


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("one.txt", TIMEML, "No TimeML file (*.tml) in {folder}."),
        ("one.tml", "<TimeML>", "one.tml not well-formed: no element found: line 1, column 8"),
    ],
)
def test_evaluate_dates_says_what_is_wrong(tmp_path, name, content, complaint):
    (tmp_path / name).write_text(content, encoding="utf-8")

    with pytest.raises(CommandError) as error:
        evaluate(tmp_path, "--ours-only")

    assert str(error.value) == complaint.format(folder=tmp_path)
