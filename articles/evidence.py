"""Whether every value shown rests on words that stand in an article, or on an editor's decision with a name."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.models import Claim
from timeline.models import Decision, Event, Participation

FIELDS = ("date", "kind", "setting", "status", "place", "gathering", "topics")
BATCH = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """One value of one event. `support` is quoted, decided, or what is missing, in words."""

    event: str  # public id
    title: str
    field: str
    support: str

    @property
    def holds(self) -> bool:
        return self.support in ("quoted", "decided")

    def __str__(self):
        return f"{self.event} “{self.title}”: {self.field}: {self.support}"


def check_events(events=None) -> Iterator[Shown]:
    """Every value that live events show, with what it rests on; a fixed number of queries per 500 events."""
    events = Event.objects.live() if events is None else events
    pks = list(events.order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(pks), BATCH):
        batch = Event.objects.filter(pk__in=pks[at : at + BATCH]).order_by("pk")
        batch = list(batch.with_people().prefetch_related("topics"))
        standing = quoted_claims(batch)
        authors = dict(Decision.objects.filter(event__in=batch).values_list("pk", "author_name"))
        for event in batch:
            for field in shown_fields(event):
                yield Shown(event.public_id, event.title, field, support_of(event.why.get(field), standing, authors))


def quoted_claims(events: list[Event]) -> dict[int, bool]:
    """Whether each claim's words stand at its place in its article's text, by the claim's key."""
    claims = Claim.objects.filter(mention__event__in=events).select_related("mention__article").iterator()
    return {c.pk: c.mention.article.text[c.start : c.end] == c.exact != "" for c in claims}


def shown_fields(event: Event) -> Iterator[str]:
    """The names of the fields in which an event shows a value, as `why` files them."""
    has = {
        "date": event.edtf,
        "kind": event.kind,
        "setting": event.setting,
        "status": event.status,
        "place": event.city or event.country or event.venue_id,
        "gathering": event.gathering,
        "topics": event.topics.all(),
    }
    yield from (field for field in FIELDS if has[field])
    # A title is made of the other values unless an editor wrote one; summaries only editors write.
    yield from (field for field in ("title", "summary") if event.why.get(field))
    for row in event.participations.all():
        yield f"participant:{ident_of(row)}"


def ident_of(row: Participation) -> str:
    """What a participant's reasons and decisions are filed under: the person's key, else the body's name."""
    return row.person.key if row.person_id else row.name


def support_of(why: dict | None, standing: dict[int, bool], authors: dict[int, str]) -> str:
    if not why:
        return "nothing is said of where it comes from"
    if decision := why.get("decision"):
        if authors.get(decision):
            return "decided"
        return "decided, but by nobody with a name" if decision in authors else "its decision is gone"
    if any(standing.get(pk) for pk in why.get("claims") or ()):
        return "quoted"
    return "no quoted words stand in their article" if why.get("claims") else "no article says so"
