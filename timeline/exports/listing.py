"""JSON: a head that says what it is, and one object an event."""

import json
from collections.abc import Iterator

from django.db.models import QuerySet

from timeline.exports.rows import COLUMNS, event_batches

VERSION = 1
SEVERAL = ("us", "prc", "others", "topics")
NUMBERS = {"articles": int, "confidence": float}


def events_json(events: QuerySet, *, query: str) -> Iterator[str]:
    """One JSON object in pieces, one event a line: the CSV's columns, lists as lists, null for nothing."""
    head = {"version": VERSION, "query": query, "columns": COLUMNS}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "events": ['
    separator = "\n"
    for rows in event_batches(events):
        yield separator + ",\n".join(json.dumps(as_object(row), ensure_ascii=False) for row in rows)
        separator = ",\n"
    yield "\n]}\n"


def as_object(row: list[str]) -> dict:
    return {name: value_of(name, cell) for name, cell in zip(COLUMNS, row, strict=True)}


def value_of(name: str, cell: str):
    if name in SEVERAL:
        return cell.split("; ") if cell else []
    if name in NUMBERS:
        return NUMBERS[name](cell)
    return cell or None
