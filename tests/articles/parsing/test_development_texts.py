"""The bars on the development sets of tests/data: what was reached must not be lost again."""

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from articles.corpus import read_items
from articles.parsing.lexicon import default_lexicon
from articles.parsing.pipeline import parse_article, parse_many
from articles.parsing.report import report_json
from articles.parsing.scoring import score_corpus

DATA = Path(__file__).parents[2] / "data"


@cache
def figures(name="texts"):
    """The scores on a folder of tests/data, parsed once."""
    items = list(read_items([DATA / name], DATA / name / "metadata.csv"))
    parsed = [report_json(item.name, report) for item, report in parse_many(items, lexicon=default_lexicon())]
    expected = json.loads((DATA / name / "expected.json").read_text(encoding="utf-8"))
    return score_corpus(expected, parsed).figures()


def trap_rows():
    with (DATA / "engagement_traps.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "detection", "strict"), [("texts", 0.82, 0.74), ("webnews", 0.88, 0.73)], ids=["texts", "webnews"]
)
def test_texts_are_read(name, detection, strict):
    found = figures(name)

    assert found["detection_F1"] >= detection
    assert found["strict_F1"] >= strict


@pytest.mark.parametrize("field", ["date_acc", "status_acc", "country_acc"])
def test_what_is_detected_is_right(field):
    assert figures()[field] >= 0.93


@pytest.mark.parametrize("row", trap_rows(), ids=lambda row: row["id"])
def test_trap_holds_no_engagement(row):
    dct = date.fromisoformat(row["dct"]) if row["dct"] else None

    assert parse_article(row["text"], dct=dct, lexicon=default_lexicon()).engagements == ()
