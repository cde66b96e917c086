"""What changes several rows at once, each function atomic, called alike by commands, admin and views."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from timeline.batching import batches
from timeline.decide import ClaimView, DecisionView, ShownParticipant, Values, decide
from timeline.models import Event, Origin, Participation, Person, Topic, Venue
from timeline.parents import place_parents
from timeline.people import Known, channel_of, known_people
from timeline.reading import refresh_columns, refresh_words
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

    A second call changes nothing: the values depend on claims and decisions alone. Time and memory grow with the
    number of events, not faster.
    """
    pks, changed = in_order_of_days(events), set()
    for batch in batches(pks):
        changed |= refresh_batch(batch)
        refresh_columns(batch)
        refresh_words(batch)
    for batch in batches(pks):  # only now all of them have their kinds, days and people
        place_parents(batch)
    forget_strangers()
    events_refreshed.send(sender=Event, pks=frozenset(pks))
    return changed


def in_order_of_days(events: Iterable[int]) -> list[int]:
    """Those of these primary keys that there are; neighbours in time come in one batch, so that it meets few others."""
    found = set()
    for batch in batches(set(events)):
        found |= set(Event.objects.filter(pk__in=batch).values_list("earliest", "pk"))
    return [pk for _, pk in sorted(found, key=lambda row: (row[0] or date.min, row[1]))]


def refresh_batch(pks: Iterable[int]) -> set[int]:
    found = Event.objects.filter(pk__in=pks).prefetch_related(
        Prefetch("mentions", tellings()), "mentions__claims", "decisions", "participations", "topics"
    )
    decided = [(event, decide(claims_of(event), decisions_of(event))) for event in found]
    people = people_for(decided)
    venues = {venue.key: venue for venue in Venue.objects.filter(key__in={v.venue_key for _, v in decided})}
    return {event.pk for event, values in decided if store_values(event, values, people, venues)}


def tellings() -> QuerySet:
    """Mentions with what `decide` must know of their articles, joined.

    By a prefetch of the articles, more than a thousand would be more than SQLite takes in one condition.
    """
    mentions = Event._meta.get_field("mentions").related_model.objects.select_related("article")
    return mentions.only(
        "key", "event", "values", "confidence", "background", "article__public_id", "article__published"
    )


def claims_of(event: Event) -> list[ClaimView]:
    """All claims on an event, with what `decide` must know of their articles. Prefetch them for many."""
    return [view for mention in event.mentions.all() for view in claims_of_telling(mention, mention.claims.all())]


def claims_of_telling(mention, claims: Iterable) -> list[ClaimView]:
    """Claims of one telling as `decide` wants them."""
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
        for claim in claims
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
    event.why = {name: columns(reason) for name, reason in sorted(values.why.items())} | (
        {"steps": [columns(step) for step in values.steps]} if values.steps else {}
    )
    others = {name for name, value in before.items() if getattr(event, name) != value}
    changed = store_participants(event, guests)
    changed = store_topics(event, values.topics) or changed
    if changed or others:
        event.revision += 1
        event.save(update_fields=[*others, "revision", "updated"])
        return True
    return False


def columns(row) -> dict:
    """A dataclass as JSON gives it back."""
    return {field.name: plain(getattr(row, field.name)) for field in fields(row)}


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
    gone = [rows.pop(key).pk for key in rows.keys() - wanted.keys()]
    Participation.objects.filter(pk__in=gone).delete()
    fresh, changed = [], bool(gone)
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
            fresh.append(Participation(event=event, person_id=g.person.pk if g.person else None, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            Participation.objects.filter(pk=row.pk).update(**values)
            changed = True
    Participation.objects.bulk_create(fresh)
    return changed or bool(fresh)


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
