"""Which visit a meeting belongs to."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from timeline.models import Event
from timeline.vocabulary import Kind, Precision, Role

EXACT = (Precision.DAY, Precision.RANGE)


def place_parents(pks: Iterable[int]) -> None:
    """Put meetings under the visit they belong to, as far as these events have a part in it.

    An editor's word counts first, then what the articles say, then days, place and people.
    """
    affected = affected_by(set(pks))
    visits = candidates_for(affected)
    for event in affected:
        parent = parent_of(event, visits)
        if event.parent_id != (parent.pk if parent else None):
            event.parent = parent
            event.save(update_fields=["parent"])


def affected_by(pks: set[int]) -> list[Event]:
    """The events themselves, what stood under them, what articles put under them, what lies within their days."""
    live = Event.objects.live()
    touched = list(live.filter(pk__in=pks).prefetch_related("participations"))
    close = Q(pk__in=pks) | Q(parent_id__in=pks) | Q(mentions__parent__event_id__in=pks)
    people, start, end = reach([event for event in touched if event.kind == Kind.VISIT])
    if people:
        close |= Q(participations__person_id__in=people, earliest__gte=start, latest__lte=end)
    found = live.filter(close).order_by("pk").distinct()
    return list(found.prefetch_related("participations", "mentions__parent", "decisions"))


def candidates_for(events: list[Event]) -> list[Event]:
    """The visits these could belong to."""
    said = {mention.parent.event_id for event in events for mention in event.mentions.all() if mention.parent_id}
    decided = {d.value for event in events for d in event.decisions.all() if d.field == "parent" and d.value}
    possible = Q(pk__in=said) | Q(public_id__in=decided)
    people, start, end = reach([event for event in events if event.kind != Kind.VISIT])
    if people:
        possible |= Q(participations__person_id__in=people, earliest__lte=end, latest__gte=start)
    visits = Event.objects.live().filter(possible, kind=Kind.VISIT).order_by("pk").distinct()
    return list(visits.prefetch_related("participations"))


def reach(events: list[Event]) -> tuple[set[int], date | None, date | None]:
    """Everybody in these events, and the days from their first to their last; those without a usable date left out."""
    exact = [event for event in events if event.precision in EXACT]
    if not exact:
        return set(), None, None
    people = {p.person_id for event in exact for p in event.participations.all() if p.person_id}
    return people, min(event.earliest for event in exact), max(event.latest for event in exact)


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
    if visit.precision not in EXACT or event.precision not in EXACT:
        return False
    if not (visit.earliest <= event.earliest and event.latest <= visit.latest):
        return False
    if not event.country or event.country != visit.country or (event.city and visit.city and event.city != visit.city):
        return False
    visitors = {p.person_id for p in visit.participations.all() if p.role == Role.VISITOR and p.person_id}
    return bool(visitors & {p.person_id for p in event.participations.all()})
