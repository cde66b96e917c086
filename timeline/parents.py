"""Which visit a meeting belongs to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product

from django.db.models import Prefetch, QuerySet

from timeline.models import Decision, Event
from timeline.vocabulary import Kind, Precision, Role

EXACT = (Precision.DAY, Precision.RANGE)
UNUSED = ("why", "summary")  # large columns that have no part in it


def place_parents(pks: Iterable[int]) -> None:
    """Put meetings under the visit they belong to, as far as these events have a part in it.

    An editor's word counts first, then what the articles say, then days, place and people.
    """
    affected = affected_by(set(pks))
    visits = Visits(candidates_for(affected))
    for event in affected:
        parent = parent_of(event, visits)
        if event.parent_id != (parent.pk if parent else None):
            event.parent = parent
            event.save(update_fields=["parent"])


class Visits:
    """Visits by their ids, and by who travelled in which year to which country: few are left to look at each event."""

    def __init__(self, visits: Iterable[Event]):
        self.by_pk = {visit.pk: visit for visit in visits}
        self.by_public_id = {visit.public_id: visit for visit in self.by_pk.values()}
        self.near: dict[tuple, list[Event]] = defaultdict(list)
        for visit in self.by_pk.values():
            if visit.precision in EXACT:
                for person, year in product(visitors(visit), range(visit.earliest.year, visit.latest.year + 1)):
                    self.near[person, visit.country, year].append(visit)

    def holding(self, event: Event) -> Iterator[Event]:
        """Those whose days, place and people hold the event's."""
        if event.precision not in EXACT:
            return
        people = {p.person_id for p in event.participations.all() if p.person_id}
        keys = [(person, event.country, event.earliest.year) for person in people]
        near = {visit.pk: visit for key in keys for visit in self.near.get(key, ())}
        yield from (visit for visit in near.values() if holds(visit, event))


def affected_by(pks: set[int]) -> list[Event]:
    """The events themselves, what stood under them, what articles put under them, what lies within their days."""
    touched = list(found_live(pks).prefetch_related("participations"))
    live = Event.objects.live()
    # One question each, as an index answers it; all in one would look at every event there is.
    close = {event.pk for event in touched}
    close |= set(live.filter(parent_id__in=pks).values_list("pk", flat=True))
    close |= set(live.filter(mentions__parent__event_id__in=pks).values_list("pk", flat=True))
    people, start, end = reach([event for event in touched if event.kind == Kind.VISIT])
    if people:
        within = live.filter(participations__person_id__in=people, earliest__gte=start, latest__lte=end)
        close |= set(within.values_list("pk", flat=True))
    mentions = Event._meta.get_field("mentions").related_model.objects.select_related("parent")
    told = Prefetch("mentions", mentions.filter(parent__isnull=False).only("event", "parent__event"))
    decided = Prefetch("decisions", Decision.objects.filter(field="parent"))
    return list(found_live(close).prefetch_related("participations", told, decided))


def candidates_for(events: list[Event]) -> list[Event]:
    """The visits these could belong to."""
    said = {mention.parent.event_id for event in events for mention in event.mentions.all() if mention.parent_id}
    decided = {d.value for event in events for d in event.decisions.all() if d.field == "parent" and d.value}
    visits = Event.objects.live().filter(kind=Kind.VISIT)
    possible = said | set(visits.filter(public_id__in=decided).values_list("pk", flat=True))
    people, start, end = reach([event for event in events if event.kind != Kind.VISIT])
    if people:
        near = visits.filter(participations__person_id__in=people, earliest__lte=end, latest__gte=start)
        possible |= set(near.values_list("pk", flat=True))
    return list(found_live(possible).filter(kind=Kind.VISIT).prefetch_related("participations"))


def found_live(pks: set[int]) -> QuerySet[Event]:
    return Event.objects.live().filter(pk__in=pks).defer(*UNUSED).order_by("pk")


def reach(events: list[Event]) -> tuple[set[int], date | None, date | None]:
    """Everybody in these events, and the days from their first to their last; those without a usable date left out."""
    exact = [event for event in events if event.precision in EXACT]
    if not exact:
        return set(), None, None
    people = {p.person_id for event in exact for p in event.participations.all() if p.person_id}
    return people, min(event.earliest for event in exact), max(event.latest for event in exact)


def parent_of(event: Event, visits: Visits) -> Event | None:
    decided = [d for d in event.decisions.all() if d.field == "parent"]
    if decided:
        wanted = decided[-1].value if decided[-1].mode != "clear" else None
        return visits.by_public_id.get(wanted)
    if event.kind == Kind.VISIT:
        return None
    by_pk = visits.by_pk
    said = Counter(
        mention.parent.event_id
        for mention in event.mentions.all()
        if mention.parent_id and mention.parent.event_id in by_pk and mention.parent.event_id != event.pk
    )
    if said:
        return by_pk[max(said, key=lambda pk: (said[pk], by_pk[pk].public_id))]
    return min(visits.holding(event), key=lambda visit: (visit.latest - visit.earliest, visit.public_id), default=None)


def holds(visit: Event, event: Event) -> bool:
    """True if a meeting's days, place and people lie within a visit's."""
    if visit.precision not in EXACT or event.precision not in EXACT:
        return False
    if not (visit.earliest <= event.earliest and event.latest <= visit.latest):
        return False
    if not event.country or event.country != visit.country or (event.city and visit.city and event.city != visit.city):
        return False
    return bool(visitors(visit) & {p.person_id for p in event.participations.all()})


def visitors(visit: Event) -> set[int]:
    return {p.person_id for p in visit.participations.all() if p.role == Role.VISITOR and p.person_id}
