import json
from datetime import date

import pytest

from articles.parsing.lexicon import default_lexicon
from articles.parsing.pipeline import parse_article
from articles.parsing.report import interval_of, report_json

TEXT = "Xi Jinping received Antony Blinken at the Great Hall of the People on Monday. They discussed Taiwan."


def report():
    return report_json("a.txt", parse_article(TEXT, dct=date(2023, 6, 20), lexicon=default_lexicon()))


def test_report_holds_what_outside_scripts_read():
    (engagement,) = report()["engagements"]

    assert {key: engagement[key] for key in ("kind", "setting", "status", "date", "precision", "city", "country")} == {
        "kind": "meeting",
        "setting": "bilateral",
        "status": "held",
        "date": "2023-06-19",
        "precision": "day",
        "city": "Beijing",
        "country": "CN",
    }
    assert [(p["name"], p["side"], p["role"]) for p in engagement["participants"]] == [
        ("Xi Jinping", "PRC", "party"),
        ("Antony J. Blinken", "US", "party"),
    ]


def test_report_names_the_day_and_the_file():
    found = report()

    assert (found["file"], found["published"]) == ("a.txt", "2023-06-20")


def test_report_offsets_are_code_points_of_the_text():
    found = report()

    assert [TEXT[t["start"] : t["end"]] for t in found["timexes"]] == [t["text"] for t in found["timexes"]]
    assert TEXT[slice(*found["engagements"][0]["evidence"][0].values())] == TEXT[:77]


def test_report_is_json():
    assert json.loads(json.dumps(report())) == report()


@pytest.mark.parametrize(
    ("edtf", "written"),
    [
        ("[2024-08-26..2024-09-01]", "2024-08-26/2024-09-01"),
        ("[2024-08-29..]", "2024-08-29/.."),
        ("2024-08", "2024-08"),
        ("../2024-08-29", "../2024-08-29"),
        (None, None),
    ],
)
def test_once_within_is_written_as_an_interval(edtf, written):
    assert interval_of(edtf) == written
