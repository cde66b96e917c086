"""Rows of a plain HTML table, for printing."""

from collections.abc import Callable, Iterator

from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join

from timeline import edtf
from timeline.exports.rows import COLUMNS, as_text, event_batches
from timeline.filters.countries import country_name

ROW = '<tr id="{}"><td>{}</td><td><a href="{}">{}</a></td><td>{}</td><td>{}</td><td>{}</td></tr>\n'


def table_rows(events: QuerySet, address_of: Callable[[str], str]) -> Iterator[str]:
    """When, what, who, where and status of each event, escaped, in batches."""
    names = list(COLUMNS)
    for rows in event_batches(events):
        yield format_html_join(
            "", ROW, (cells(dict(zip(names, map(as_text, row), strict=True)), address_of) for row in rows)
        )


def cells(event: dict[str, str], address_of: Callable[[str], str]) -> tuple:
    who = format_html_join("; ", "{}", ((names,) for names in (event["us"], event["prc"], event["others"]) if names))
    where = ", ".join(words for words in (event["venue"], event["city"], country_name(event["country"])) if words)
    when = edtf.humanise(event["date"]) if event["date"] else "no usable date"
    address = format_html("{}", address_of(event["id"]))
    return event["id"], when, address, event["title"], who, where, event["status"]
