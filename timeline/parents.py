"""Which visit a meeting belongs to."""

from collections import Counter
from collections.abc import Iterable

from timeline.models import Event
from timeline.vocabulary import Kind, Precision, Role


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
