"""JSON: a head that says what it is, and one object an event."""

import json
from collections.abc import Iterator

from django.db.models import QuerySet

from timeline.exports.rows import COLUMNS, Cells, event_batches
from timeline.reading import JOINT

VERSION = 1
SEVERAL = ("us", "prc", "others", "topics")


def events_json(events: QuerySet, *, query: str) -> Iterator[str]:
    """One JSON object in pieces, one event a line: the CSV's columns, lists as lists, null for nothing."""
    head = {"version": VERSION, "query": query, "columns": COLUMNS}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "events": ['
    separator = "\n"
    for rows in event_batches(events):
        yield separator + ",\n".join(json.dumps(as_object(row), ensure_ascii=False) for row in rows)
        separator = ",\n"
    yield "\n]}\n"


def as_object(row: Cells) -> dict:
    return {name: value_of(name, cell) for name, cell in zip(COLUMNS, row, strict=True)}


def value_of(name: str, cell: str | int | float | None):
    if name in SEVERAL:
        return cell.split(JOINT) if cell else []
    return None if cell == "" else cell
