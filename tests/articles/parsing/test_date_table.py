"""The project's own tables of date expressions and of sentences without any, see tests/data/README.md."""

import csv
from datetime import date
from pathlib import Path

from articles.parsing.timexes import date_expressions, tag_timexes
from timeline.edtf import bounds

DATA = Path(__file__).parents[2] / "data"


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def find_dates(sentence, day):
    dct = date.fromisoformat(day) if day else None
    return date_expressions(sentence, tag_timexes(sentence, dct=dct), dct=dct)


def found_edtf(row):
    """The value read for the row's own expression: of those that touch it the one that shares most."""
    start = -1
    for _ in range(int(row["occurrence"])):
        start = row["sentence"].index(row["expression"], start + 1)
    end = start + len(row["expression"])
    overlaps = [
        (min(end, d.span.end) - max(start, d.span.start), d.edtf) for d in find_dates(row["sentence"], row["dct"])
    ]
    overlap, edtf = max(overlaps, default=(0, ""), key=lambda each: each[0])
    return edtf if overlap > 0 else ""


def is_finer(found, wanted):
    """True if the found value leaves out days that the right one allows."""
    (first, last), (earliest, latest) = bounds(found), bounds(wanted)
    starts_later = first is not None and (earliest is None or first > earliest)
    ends_earlier = last is not None and (latest is None or last < latest)
    return starts_later or ends_earlier


def test_date_table_is_read_exactly():
    table = rows("date_expressions.csv")

    wrong = [(row["id"], row["edtf"], found) for row in table if (found := found_edtf(row)) != row["edtf"]]

    assert len(wrong) <= 0.03 * len(table), wrong


def test_date_table_bounds_contain_the_truth():
    table = [row for row in rows("date_expressions.csv") if row["edtf"]]

    finer = [
        (row["id"], row["edtf"], found) for row in table if (found := found_edtf(row)) and is_finer(found, row["edtf"])
    ]

    assert finer == []


def test_date_traps_hold_no_date():
    false = [
        (row["id"], found.text, found.edtf)
        for row in rows("date_traps.csv")
        for found in find_dates(row["sentence"], row["dct"])
    ]

    assert false == []
