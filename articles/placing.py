"""Which event a mention belongs to: gather what might be the same, let `timeline.matching` cluster it, move rows.

The outcome depends on the set of mentions (and on what editors pinned), not on the order in which they came.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.text import slugify

from articles.models import Mention
from timeline.curate import ID_ALPHABET
from timeline.matching import Cluster, MentionView, cluster, compare
from timeline.models import Event
from timeline.services import refresh_events
from timeline.vocabulary import Kind, Precision, Role, Side


def short_id(words: str, length: int = 8) -> str:
    """A public id made of what it names: the same on every machine."""
    number = int.from_bytes(hashlib.sha256(words.encode()).digest()[:12], "big")
    return "".join(ID_ALPHABET[(number >> (5 * place)) & 31] for place in range(length))


def stable_key(mention: Mention) -> str:
    return f"{mention.article.public_id}/{mention.key}"


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
        visitors=frozenset(values["visitors"]),
        city=values["city"],
        country=values["country"],
        venue_key=values["venue_key"],
        gathering=values["gathering"],
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
        city=event.city,
        country=event.country,
        venue_key=event.venue.key if event.venue_id else "",
        gathering=event.gathering,
        pinned=event.public_id,
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """Primary keys of the events that are new, and of those before whose shown values changed."""

    new: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()


def place_mentions(mentions: Iterable[Mention], also: Iterable[int] = ()) -> Placed:
    """Place these mentions, and anew all that might hang together with them.

    `also` names events that lost a mention. Values and parents of all touched events are refreshed. Call it
    inside a transaction.
    """
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    touched = set(also)
    component, heirs = gather(mentions), {}
    touched |= {mention.event_id for mention in component.values() if mention.event_id}
    if component:
        anchors = anchored_events(touched)
        views = [view_of(mention) for mention in component.values()]
        clusters = cluster([*views, *(anchor_of(event) for event in anchors.values())])
        heirs = assign(clusters, component, anchors)
        touched |= set(heirs) | set(heirs.values())
    retire_empty(touched, heirs)
    changed = refresh_events(touched)
    place_parents(touched)
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
    """Placed mentions of events in which somebody or some body of this mention takes part."""
    names = [name.split(":", 1)[1] for name in view.bodies]
    events = Event.objects.filter(
        participations__person__key__in=view.people | {slugify(person)[:120] for person in view.people}
    )
    by_people = set(events.values_list("pk", flat=True))
    by_body = set()
    if not view.people:
        by_body = set(Event.objects.filter(participations__name__in=names).values_list("pk", flat=True))
    return related.filter(event_id__in=by_people | by_body).exclude(article__public_id=view.article)


def decided_neighbours(view: MentionView) -> Iterable[Event]:
    return (
        Event.objects.filter(decisions__isnull=False, participations__person__key__in=view.people)
        .select_related("venue")
        .prefetch_related("participations__person")
        .distinct()
    )


def anchored_events(pks: Iterable[int]) -> dict[str, Event]:
    """Of these events, those an editor decided something about, by public id."""
    events = Event.objects.filter(pk__in=pks, decisions__isnull=False).select_related("venue").distinct()
    return {event.public_id: event for event in events.prefetch_related("participations__person")}


def assign(clusters: Iterable[Cluster], component: dict[str, Mention], anchors: dict[str, Event]) -> dict[int, int]:
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
        event_id = chosen.get(number) or new_event(group).pk
        moved[event_id][event_id] += 1
        for member in group.members:
            if mention := component.get(member.key):
                if mention.event_id:
                    moved[mention.event_id][event_id] += 1
                move(mention, event_id, list(group.reasons[member.key]))
    return {old: max(targets, key=lambda pk: (targets[pk], -pk)) for old, targets in moved.items()}


def new_event(group: Cluster) -> Event:
    """A fresh event, or the emptied one that had this id before."""
    public_id = short_id(group.members[0].key)
    event, _ = Event.objects.get_or_create(public_id=public_id)
    while event.mentions.exists() or event.state not in (Event.State.LIVE, Event.State.EMPTY):
        public_id = short_id(public_id)
        event, _ = Event.objects.get_or_create(public_id=public_id)
    return event


def move(mention: Mention, event_id: int, reasons: list[str]) -> None:
    if mention.event_id != event_id or mention.reasons != reasons:
        mention.event_id, mention.reasons = event_id, reasons
        mention.save(update_fields=["event", "reasons"])


def retire_empty(pks: Iterable[int], heirs: dict[int, int]) -> None:
    """Events that no article tells any more, and no editor decided about, step out of sight until told again.

    Their addresses lead to where most of their mentions went.
    """
    for event in Event.objects.filter(pk__in=pks).prefetch_related("mentions", "decisions"):
        told = bool(event.mentions.all() or event.decisions.all())
        if event.state == Event.State.LIVE and not told:
            heir = heirs.get(event.pk)
            event.state, event.parent = Event.State.EMPTY, None
            event.merged_into_id = heir if heir != event.pk else None
            event.save(update_fields=["state", "parent", "merged_into"])
        elif event.state == Event.State.EMPTY and told:
            event.state, event.merged_into = Event.State.LIVE, None
            event.save(update_fields=["state", "merged_into"])


# --- parents -------------------------------------------------------------------------------------------------


def place_parents(pks: Iterable[int]) -> None:
    """Put meetings under the visit they belong to.

    An editor's word counts first, then what the articles say, then days, place and people.
    """
    touched = list(
        Event.objects.live().filter(pk__in=pks).prefetch_related("participations", "mentions__parent", "decisions")
    )
    people = {p.person_id for event in touched for p in event.participations.all() if p.person_id}
    nearby = Event.objects.live().filter(participations__person_id__in=people).distinct()
    nearby = list(nearby.prefetch_related("participations", "mentions__parent", "decisions"))
    every = {event.pk: event for event in [*touched, *nearby]}
    visits = [event for event in every.values() if event.kind == Kind.VISIT]
    for event in every.values():
        parent = parent_of(event, visits)
        if event.parent_id != (parent.pk if parent else None):
            event.parent = parent
            event.save(update_fields=["parent"])


def parent_of(event: Event, visits: list[Event]) -> Event | None:
    decided = [d for d in event.decisions.all() if d.field == "parent"]
    if decided:
        wanted = decided[-1].value if decided[-1].mode != "clear" else None
        return next((visit for visit in visits if visit.public_id == wanted), None)
    if event.kind == Kind.VISIT:
        return None
    by_pk = {visit.pk: visit for visit in visits}
    said = Counter(
        mention.parent.event_id
        for mention in event.mentions.all()
        if mention.parent_id and mention.parent.event_id in by_pk and mention.parent.event_id != event.pk
    )
    if said:
        return by_pk[max(said, key=lambda pk: (said[pk], by_pk[pk].public_id))]
    holding = [visit for visit in visits if holds(visit, event)]
    return min(holding, key=lambda visit: (visit.latest - visit.earliest, visit.public_id), default=None)


def holds(visit: Event, event: Event) -> bool:
    """True if a meeting's days, place and people lie within a visit's."""
    exact = (Precision.DAY, Precision.RANGE)
    if visit.precision not in exact or event.precision not in exact:
        return False
    if not (visit.earliest <= event.earliest and event.latest <= visit.latest):
        return False
    if not event.country or event.country != visit.country or (event.city and visit.city and event.city != visit.city):
        return False
    visitors = {p.person_id for p in visit.participations.all() if p.role == Role.VISITOR and p.person_id}
    return bool(visitors & {p.person_id for p in event.participations.all()})
