"""Which event a mention belongs to: gather what might be the same, let `timeline.matching` cluster it, move rows.

The outcome depends on the set of mentions (and on what editors pinned), not on the order in which they came.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Max, Q
from django.utils.text import slugify

from articles.claiming import houses_of
from articles.models import Mention
from articles.parsing.lexicon import default_lexicon
from timeline.changes import Change
from timeline.curate import ID_ALPHABET
from timeline.matching import Cluster, MentionView, cluster, compare
from timeline.matching.dates import DELAY_REACH
from timeline.matching.views import EXACT
from timeline.models import Event
from timeline.reference_data import rows_of
from timeline.vocabulary import Role, Side

MONTH = timedelta(days=31)


def short_id(words: str, length: int = 8) -> str:
    """A public id made of what it names: the same on every machine."""
    number = int.from_bytes(hashlib.sha256(words.encode()).digest()[:12], "big")
    return "".join(ID_ALPHABET[(number >> (5 * place)) & 31] for place in range(length))


def stable_key(mention: Mention) -> str:
    return f"{mention.article.public_id}/{mention.key}"


@lru_cache(maxsize=1)
def spots() -> dict[tuple[str, str], tuple[float, float]]:
    """Where cities lie, by name and country; of the reference data, for an editor moves no city."""
    cities = (row for row in rows_of("venues.csv") if row["kind"] == "city")
    return {(row["city"], row["country"]): (float(row["latitude"]), float(row["longitude"])) for row in cities}


def view_of(mention: Mention) -> MentionView:
    """A stored mention as matching wants it."""
    values = mention.values
    return MentionView(
        key=stable_key(mention),
        article=mention.article.public_id,
        kind=values["kind"],
        status=values["status"],
        published=mention.article.published,
        earliest=day(values["earliest"]),
        latest=day(values["latest"]),
        precision=values["precision"],
        us=frozenset(values["us"]),
        prc=frozenset(values["prc"]),
        bodies=frozenset(values["bodies"]),
        houses=houses_of(values, mention.article.published, default_lexicon()),
        visitors=frozenset(values["visitors"]),
        topics=frozenset(values.get("topics", ())),
        city=values["city"],
        country=values["country"],
        venue_key=values["venue_key"],
        gathering=values["gathering"],
        spot=spots().get((values["city"], values["country"])),
        pinned=mention.event.public_id if mention.pinned and mention.event_id else "",
        background=mention.background,
    )


def day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def anchor_of(event: Event) -> MentionView:
    """An event as an editor decided it: later articles may find it by what is true, not only by what was said."""
    people = [p for p in event.participations.all() if p.person_id]
    bodies = [p for p in event.participations.all() if not p.person_id]
    return MentionView(
        key=f"event/{event.public_id}",
        article=f"event/{event.public_id}",
        kind=event.kind,
        status=event.status,
        earliest=event.earliest,
        latest=event.latest,
        precision=event.precision,
        us=frozenset(p.person.key for p in people if p.side == Side.US),
        prc=frozenset(p.person.key for p in people if p.side == Side.PRC),
        bodies=frozenset(f"{p.side}:{p.name}" for p in bodies),
        visitors=frozenset(p.person.key for p in people if p.role == Role.VISITOR),
        topics=frozenset(topic.slug for topic in event.topics.all()),
        city=event.city,
        country=event.country,
        venue_key=event.venue.key if event.venue_id else "",
        gathering=event.gathering,
        spot=spots().get((event.city, event.country)),
        pinned=event.public_id,
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """Primary keys of the events that are new, and of those before whose shown values changed."""

    new: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()


def place_mentions(mentions: Iterable[Mention], also: Iterable[int], change: Change) -> Placed:
    """Place these mentions, and anew all that might hang together with them.

    `also` names events that lost a mention. Every row written is recorded in `change`; values and parents of all
    touched events are refreshed.
    """
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    touched = set(also)
    component, heirs = gather(mentions), {}
    touched |= {mention.event_id for mention in component.values() if mention.event_id}
    if component:
        anchors = anchored_events(touched)
        views = [view_of(mention) for mention in component.values()]
        clusters = cluster([*views, *(anchor_of(event) for event in anchors.values())])
        heirs = assign(clusters, component, anchors, change)
        touched |= set(heirs) | set(heirs.values())
    retire_empty(touched, heirs, change)
    changed = change.refresh(touched)
    return Placed(
        new=frozenset(pk for pk in changed if pk > last),
        changed=frozenset(pk for pk in changed if pk <= last),
    )


def gather(changed: Iterable[Mention]) -> dict[str, Mention]:
    """The changed mentions and everything that could be one event with them, directly or through others."""
    related = Mention.objects.select_related("article", "event")
    found: dict[str, Mention] = {}
    queue = list(related.filter(pk__in=[mention.pk for mention in changed]))
    while queue:
        mention = queue.pop()
        key = stable_key(mention)
        if key in found:
            continue
        found[key] = mention
        view = view_of(mention)
        mates = related.filter(event_id=mention.event_id) if mention.event_id else Mention.objects.none()
        queue.extend(mate for mate in mates if stable_key(mate) not in found)
        for other in neighbours(view, related):
            if stable_key(other) not in found and compare(view, view_of(other)).joins:
                queue.append(other)
        queue.extend(
            mate
            for event in decided_neighbours(view)
            if compare(view, anchor_of(event)).joins
            for mate in related.filter(event=event)
            if stable_key(mate) not in found
        )
    return found


def neighbours(view: MentionView, related) -> Iterable[Mention]:
    """All placed mentions that `compare` could join with this one: by people, by bodies, by the very days."""
    related = related.exclude(article__public_id=view.article)
    keys = view.people | {slugify(person)[:120] for person in view.people}
    if keys:
        near = Event.objects.filter(in_reach(view), participations__person__key__in=keys)
        yield from related.filter(event_id__in=set(near.values_list("pk", flat=True)))
    if view.bodies:
        # Asked of the mentions, not of the events: an event does not show "China" beside a Chinese name.
        yield from related.filter(in_reach(view, "event__"), ~Q(values__bodies=[]), event__isnull=False)
    if view.group == "meet" and view.precision in EXACT:
        # One may name people where the other names only the sides; the very days are what they share then.
        same_days = Q(values__earliest=view.earliest.isoformat(), values__latest=view.latest.isoformat())
        close = Q(event__earliest__lte=view.latest + MONTH, event__latest__gte=view.earliest - MONTH)
        yield from related.filter(same_days, close)


def in_reach(view: MentionView, path: str = "") -> Q:
    """Events whose days come near enough for a mention to join, a plan put off and set anew included."""

    def event(**conditions) -> Q:
        return Q(**{path + name: value for name, value in conditions.items()})

    slack = 2 * DELAY_REACH
    close = Q()
    if view.latest and view.latest < date.max - slack:
        close &= event(earliest__isnull=True) | event(earliest__lte=view.latest + slack)
    if view.earliest and view.earliest > date.min + slack:
        close &= event(latest__isnull=True) | event(latest__gte=view.earliest - slack)
    return close


def decided_neighbours(view: MentionView) -> Iterable[Event]:
    return (
        Event.objects.filter(decisions__isnull=False, participations__person__key__in=view.people)
        .select_related("venue")
        .with_people()
        .prefetch_related("topics")
        .distinct()
    )


def anchored_events(pks: Iterable[int]) -> dict[str, Event]:
    """Of these events, those an editor decided something about, by public id."""
    events = Event.objects.filter(pk__in=pks, decisions__isnull=False).select_related("venue").distinct()
    return {event.public_id: event for event in events.with_people().prefetch_related("topics")}


def assign(
    clusters: Iterable[Cluster], component: dict[str, Mention], anchors: dict[str, Event], change: Change
) -> dict[int, int]:
    """Give each cluster an event and move its mentions there; an event keeps its id as long as it keeps a mention.

    The cluster with the most of an event's mentions takes it; pinned ones come first. A new event's public id is
    made of its first mention's. Gives, for each event that took or lost mentions, the one its address leads to.
    """
    claims_on: list[tuple] = []
    chosen: dict[int, int] = {}
    clusters = [c for c in clusters if any(member.key in component for member in c.members)]
    for number, group in enumerate(clusters):
        counts = Counter(
            component[m.key].event_id for m in group.members if m.key in component and component[m.key].event_id
        )
        for event_id, count in counts.items():
            claims_on.append((-count, event_id, number))
        if group.pinned:
            event = anchors.get(group.pinned) or Event.objects.get(public_id=group.pinned)
            chosen[number] = event.pk
    taken = set(chosen.values())
    for _, event_id, number in sorted(claims_on):
        if number not in chosen and event_id not in taken:
            chosen[number] = event_id
            taken.add(event_id)
    moved: dict[int, Counter] = defaultdict(Counter)
    for number, group in enumerate(clusters):
        event_id = chosen.get(number) or new_event(group, change).pk
        moved[event_id][event_id] += 1
        for member in group.members:
            if mention := component.get(member.key):
                if mention.event_id:
                    moved[mention.event_id][event_id] += 1
                move(mention, event_id, list(group.reasons[member.key]), change)
    return {old: max(targets, key=lambda pk: (targets[pk], -pk)) for old, targets in moved.items()}


def new_event(group: Cluster, change: Change) -> Event:
    """A fresh event, or the emptied one that had this id before."""
    public_id = short_id(group.members[0].key)
    while event := Event.objects.filter(public_id=public_id).first():
        if event.state == Event.State.EMPTY and not event.mentions.exists():
            return event
        public_id = short_id(public_id)
    return change.create(Event(public_id=public_id))


def move(mention: Mention, event_id: int, reasons: list[str], change: Change) -> None:
    if mention.event_id != event_id or mention.reasons != reasons:
        change.update(mention, event_id=event_id, reasons=reasons)


def retire_empty(pks: Iterable[int], heirs: dict[int, int], change: Change) -> None:
    """Events that no article tells any more, and no editor decided about, step out of sight until told again.

    Their addresses lead to where most of their mentions went.
    """
    for event in Event.objects.filter(pk__in=pks).prefetch_related("mentions", "decisions"):
        told = bool(event.mentions.all() or event.decisions.all())
        if event.state == Event.State.LIVE and not told:
            heir = heirs.get(event.pk)
            change.update(event, state=Event.State.EMPTY, merged_into_id=heir if heir != event.pk else None)
        elif event.state == Event.State.EMPTY and told:
            change.update(event, state=Event.State.LIVE, merged_into_id=None)
