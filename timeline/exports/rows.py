"""The cells of filtered events, in batches: what every table of them is made of."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast

from timeline.models import Event

BATCH = 500  # rows a yield: one at a time takes twice as long
# The columns, in order, with what each holds. Stable: new ones are added at the end.
COLUMNS = {
    "id": "public id, never changes; the event's page is /events/<id>/",
    "title": "headline",
    "kind": "visit, meeting, talks, summit, dialogue, call, video, military, letter or other",
    "status": "proposed, planned, ongoing, held, postponed, cancelled or declined: the last step known",
    "setting": "bilateral, third-country, multilateral or remote",
    "channel": "leaders, foreign-affairs, economic, military, climate, legislative or other",
    "date": "EDTF level 1, and [a..b] for once within; days at the venue",
    "earliest": "first day it may have been, ISO 8601; empty if open or unknown",
    "latest": "last day it may have been, inclusive",
    "precision": "day, range, within, month, season, year, decade, open or unknown",
    "us": "who took part for the United States, principals first; joined by '; '",
    "prc": "who took part for China; joined by '; '",
    "others": "who else took part; joined by '; '",
    "city": "where",
    "country": "ISO 3166-1 alpha-2",
    "venue": "the house",
    "gathering": "the larger meeting beside which it took place",
    "topics": "what was talked about; joined by '; '",
    "part_of": "id of the visit it belongs to",
    "articles": "number of articles that tell it",
    "confidence": "0 to 1, how sure the parser is",
    "review": "published (an editor has looked at it) or unreviewed",
    "summary": "in a sentence or two, if an editor wrote one",
    "level": "leaders, ministers, deputies or officials: how high both sides reach; empty if not known",
}
# Where each column is read from; what is not named here is a column of the event under the same name.
SOURCES = {
    "id": "public_id",
    "date": "edtf",
    # As text from the database: what both ends write as ISO 8601 need not be a date in between.
    "earliest": Cast("earliest", CharField()),
    "latest": Cast("latest", CharField()),
    "venue": "venue__name",
    "topics": "topic_slugs",
    "articles": "article_count",
    "review": "publication",
}
Cells = tuple[str | int | float | None, ...]


def event_batches(events: QuerySet) -> Iterator[list[Cells]]:
    """The cells of all events in the order of COLUMNS, oldest first, in batches; None or "" is nothing."""
    # A visit that readers may not see has no public id to name.
    visit = Subquery(Event.objects.public().filter(pk=OuterRef("parent")).values("public_id"))
    sources = [visit if name == "part_of" else SOURCES.get(name, name) for name in COLUMNS]
    stored = events.order_by("onset", "pk").values_list(*sources).iterator(chunk_size=BATCH)
    while batch := list(islice(stored, BATCH)):
        yield batch


def as_text(cell: str | int | float | None) -> str:
    return "" if cell is None else str(cell)
