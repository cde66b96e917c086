"""What changes several rows at once, each function atomic, called alike by commands, admin and views."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from timeline.decide import ClaimView, DecisionView, ShownParticipant, Values, decide
from timeline.models import Event, Origin, Participation, Person, Topic, Venue
from timeline.parents import place_parents
from timeline.people import Known, channel_of, known_people
from timeline.reading import refresh_columns
from timeline.signals import events_refreshed
from timeline.titles import title_of
from timeline.vocabulary import Channel, Side, label
from timeline.vocabulary import Topic as TopicWord

# What of an event is shown, and so makes its revision grow.
SHOWN = (
    "title", "summary", "kind", "setting", "status", "edtf", "earliest", "latest", "precision", "city", "country",
    "venue_id", "gathering", "channel", "confidence", "article_count",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guest:
    """A participant made ready for the page: with the office of the day and a short name."""

    shown: ShownParticipant
    person: Known | None
    office_id: int | None
    office_title: str
    rank: int
    channel: str

    @property
    def short_name(self) -> str:
        return self.person.short_name if self.person else self.shown.name

    @property
    def side(self) -> str:
        return self.shown.side

    @property
    def role(self) -> str:
        return self.shown.role


@transaction.atomic
def refresh_events(events: Iterable[int]) -> set[int]:
    """Compute and store the values of these events (by primary key); primary keys of those that changed.

    A second call changes nothing: the values depend on claims and decisions alone.
    """
    found = Event.objects.filter(pk__in=set(events)).prefetch_related(
        "mentions__claims", "mentions__article", "decisions", "participations", "topics"
    )
    decided = {event.pk: (event, decide(claims_of(event), decisions_of(event))) for event in found}
    people = people_for(decided.values())
    venues = {venue.key: venue for venue in Venue.objects.filter(key__in={v.venue_key for _, v in decided.values()})}
    changed = {pk for pk, (event, values) in decided.items() if store_values(event, values, people, venues)}
    refresh_columns(decided)
    place_parents(decided)
    forget_strangers()
    events_refreshed.send(sender=Event, pks=frozenset(decided))
    return changed


def claims_of(event: Event) -> list[ClaimView]:
    """All claims on an event, with what `decide` must know of their articles. Prefetch them for many."""
    return [
        ClaimView(
            id=claim.pk,
            field=claim.field,
            value=claim.value,
            mention=f"{mention.article.public_id}/{mention.key}",
            article=mention.article.public_id,
            published=mention.article.published,
            status=mention.values.get("status", ""),
            score=claim.score,
            confidence=mention.confidence,
            background=mention.background,
            start=claim.start,
        )
        for mention in event.mentions.all()
        for claim in mention.claims.all()
    ]


def decisions_of(event: Event) -> list[DecisionView]:
    return [
        DecisionView(d.pk, d.field, d.mode, d.value, d.author_name, d.made_at.isoformat(), d.note)
        for d in event.decisions.all()
    ]


def people_for(decided: Iterable[tuple[Event, Values]]) -> dict[str, Known]:
    """Everybody named, strangers among them made into people of their own."""
    named = {person_key(p): p for _, values in decided for p in values.participants if not p.body}
    people = known_people(named)
    strangers = sorted(named.keys() - people.keys())
    for key in strangers:
        stranger = named[key]
        Person.objects.create(
            key=key,
            full_name=stranger.name[:200],
            side=stranger.side,
            origin=Origin.ARTICLE,
        )
    return people | known_people(strangers) if strangers else people


def forget_strangers() -> None:
    """People whom only an article knew, and none tells of any more."""
    Person.objects.filter(origin=Origin.ARTICLE, participations__isnull=True).delete()


def person_key(participant: ShownParticipant) -> str:
    """The key of a person; a stranger's is made of the name; a body has none."""
    return "" if participant.body else participant.ident


def day_of(event: Event, values: Values) -> date | None:
    """The day on which offices are looked up: the event's last, else that of the first article."""
    published = [mention.article.published for mention in event.mentions.all() if mention.article.published]
    if values.latest and values.earliest:
        return values.latest
    return values.earliest or values.latest or min(published, default=None)


def guest(participant: ShownParticipant, people: dict[str, Known], day: date | None) -> Guest:
    person = people.get(person_key(participant))
    held = person.office_on(day) if person else None
    if held:
        return Guest(participant, person, held.office, held.title, held.rank, held.channel)
    return Guest(participant, person, None, participant.office[:200], 8 if person else 9, Channel.OTHER)


def store_values(event: Event, values: Values, people: dict[str, Known], venues: dict[str, Venue]) -> bool:
    """Write what was decided to the event's rows; True if anything shown changed."""
    day = day_of(event, values)
    guests = [guest(participant, people, day) for participant in values.participants]
    guests.sort(key=lambda g: (g.shown.body, g.role != "visitor", g.rank))  # stable: then as decided
    venue = venues.get(values.venue_key)
    before = {name: getattr(event, name) for name in SHOWN} | {"why": event.why}
    event.kind, event.status, event.setting = values.kind, values.status, values.setting
    event.edtf, event.earliest, event.latest = values.edtf, values.earliest, values.latest
    event.precision = values.precision
    event.city, event.country = values.city or (venue.city if venue else ""), values.country
    event.venue_id = venue.pk if venue else None
    event.gathering, event.summary = values.gathering[:120], values.summary
    event.channel = channel_of(held for g in guests if g.person and (held := g.person.office_on(day)))
    event.confidence, event.article_count = values.confidence, values.article_count
    event.title = (values.title or title_of(values.kind, values.status, guests, event.city, event.country))[:300]
    event.why = {name: plain(asdict(reason)) for name, reason in sorted(values.why.items())} | (
        {"steps": [asdict(step) for step in values.steps]} if values.steps else {}
    )
    after = {name: getattr(event, name) for name in SHOWN} | {"why": event.why}
    changed = store_participants(event, guests)
    changed = store_topics(event, values.topics) or changed
    if changed or before != after:
        event.revision += 1
        event.save()
        return True
    return False


def plain(value):
    """Tuples as lists, as JSON gives them back: else every comparison would see a change."""
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def store_participants(event: Event, guests: list[Guest]) -> bool:
    wanted = {}
    for position, g in enumerate(guests):
        key = g.person.pk if g.person else g.shown.name[:200]
        wanted.setdefault(key, (position, g))
    rows = {row.person_id or row.name: row for row in event.participations.all()}
    changed = False
    for key in rows.keys() - wanted.keys():
        rows.pop(key).delete()
        changed = True
    for key, (position, g) in wanted.items():
        values = {
            "name": (g.person.full_name if g.person else g.shown.name)[:200],
            "side": g.side if g.side in set(Side) else Side.OTHER,
            "role": g.role,
            "office_id": g.office_id,
            "office_title": g.office_title,
            "warning": g.shown.warning[:300],
            "position": position,
        }
        row = rows.get(key)
        if row is None:
            Participation.objects.create(event=event, person_id=g.person.pk if g.person else None, **values)
            changed = True
        elif any(getattr(row, name) != value for name, value in values.items()):
            Participation.objects.filter(pk=row.pk).update(**values)
            changed = True
    return changed


def store_topics(event: Event, slugs: Iterable[str]) -> bool:
    wanted = set(slugs)
    if {topic.slug for topic in event.topics.all()} == wanted:
        return False
    known = {topic.slug: topic for topic in Topic.objects.filter(slug__in=wanted)}
    for slug in wanted - known.keys():
        name = label(TopicWord(slug)) if slug in set(TopicWord) else slug.replace("-", " ")
        known[slug] = Topic.objects.create(slug=slug, name=name)
    event.topics.set(known.values())
    return True
