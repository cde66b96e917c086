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
