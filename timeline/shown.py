"""What events show, in short: for telling afterwards what an act changed."""

from collections.abc import Iterable

from timeline.batching import batches
from timeline.models import Event, Participation
from timeline.vocabulary import Role

# What the values are made of; the reasons, the largest column, are not among it.
COLUMNS = (
    "title", "edtf", "kind", "setting", "status", "venue__name", "city", "country", "gathering", "parent__title",
    "summary", "article_count",
)  # fmt: skip


def shown_of(events: Iterable[int]) -> dict[int, dict]:
    """The shown values of events, by primary key, as JSON: words, lists of words, a number.

    The date is EDTF; kind, setting and status are the vocabulary's values. Three queries for each batch of events.
    """
    shown = {}
    for batch in batches(set(events)):
        found = Event.objects.filter(pk__in=batch).select_related("venue", "parent").only(*COLUMNS)
        shown |= {event.pk: values_of(event) for event in found.prefetch_related("participations", "topics")}
    return shown


def values_of(event: Event) -> dict:
    place = (event.venue.name if event.venue_id else "", event.city, event.country)
    return {
        "title": event.title,
        "date": event.edtf,
        "kind": event.kind,
        "setting": event.setting,
        "status": event.status,
        "place": ", ".join(filter(None, place)),
        "gathering": event.gathering,
        "participants": [words_of(row) for row in event.participations.all()],
        "topics": sorted(topic.slug for topic in event.topics.all()),
        "part of": event.parent.title if event.parent_id else "",
        "summary": event.summary,
        "articles": event.article_count,
    }


def words_of(row: Participation) -> str:
    said = [row.side, *([row.role] if row.role != Role.PARTY else []), *filter(None, [row.office_title])]
    return f"{row.name} ({', '.join(said)})"


def differences(before: dict, after: dict) -> tuple[dict, dict]:
    """Only what differs, on either side; a value that one side lacks is left out there."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {n: before[n] for n in names if n in before}, {n: after[n] for n in names if n in after}
