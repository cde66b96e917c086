"""The cells of filtered events, in batches: what every table of them is made of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db.models import F, OuterRef, QuerySet, Subquery

from timeline.models import Event, Participation
from timeline.vocabulary import Side

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
}
STORED = (
    "public_id",
    "title",
    "kind",
    "status",
    "setting",
    "channel",
    "edtf",
    "earliest",
    "latest",
    "precision",
    "city",
    "country",
    "venue__name",
    "gathering",
    "part_of",
    "article_count",
    "confidence",
    "publication",
    "summary",
)


def event_batches(events: QuerySet) -> Iterator[list[list[str]]]:
    """The cells of all events, as text, oldest first, in batches."""
    ordered = events.order_by(F("earliest").asc(nulls_last=True), "pk")
    # A visit that readers may not see has no public id to name.
    parents = Event.objects.public().filter(pk=OuterRef("parent")).values("public_id")
    ordered = ordered.annotate(part_of=Subquery(parents))
    stored = ordered.values_list("pk", *STORED).iterator(chunk_size=BATCH)
    while batch := list(islice(stored, BATCH)):
        yield [*map(cells, batch, *joined_columns([row[0] for row in batch]))]


def cells(stored: Sequence, sides: dict[str, list[str]], topics: list[str]) -> list[str]:
    """One event's cells in the order of COLUMNS; `stored` are its key and the values of STORED."""
    values = ["" if value is None else str(value) for value in stored]
    who = ("; ".join(sides.get(side, ())) for side in (Side.US, Side.PRC, Side.OTHER))
    return [*values[1:11], *who, *values[11:15], "; ".join(topics), *values[15:]]


def joined_columns(keys: Sequence[int]) -> tuple[Iterable[dict[str, list[str]]], Iterable[list[str]]]:
    """Participants by side and topics of some events, in their order, by one query each."""
    sides: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    taking_part = Participation.objects.filter(event__in=keys).order_by("position", "pk")
    for event, side, name in taking_part.values_list("event_id", "side", "name"):
        sides[event][side].append(name)
    topics = defaultdict(list)
    tagged = Event.topics.through.objects.filter(event__in=keys).order_by("topic__slug")
    for event, slug in tagged.values_list("event_id", "topic__slug"):
        topics[event].append(slug)
    return [sides[key] for key in keys], [topics[key] for key in keys]
