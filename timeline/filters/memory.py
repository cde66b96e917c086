"""Counts over many events, kept while the events stay as they are."""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import datetime
from hashlib import blake2s

from django.core.cache import cache
from django.db.models import Count, Max, Q, QuerySet

# Below this counting is quicker than it is worth remembering.
MANY = 5_000
SECONDS = 600


@dataclass(frozen=True, slots=True)
class Stamp:
    """Tells one state of the events from another: their number, how many are reviewed, and the last change."""

    count: int
    reviewed: int
    last: datetime | None


def stamp_of(events: QuerySet) -> Stamp:
    """One pass over the events; asked for once a request."""
    found = events.order_by().aggregate(
        count=Count("pk"), reviewed=Count("pk", filter=Q(publication="published")), last=Max("updated")
    )
    return Stamp(**found)


def remembered(name: str, query: str, stamp: Stamp, compute: Callable):
    """What `compute` answers about the events of a `query`, kept as long as the stamp is the same."""
    if stamp.count < MANY:
        return compute()
    words = "\n".join((name, query, *map(str, astuple(stamp))))
    return cache.get_or_set(f"timeline:{blake2s(words.encode()).hexdigest()}", compute, SECONDS)
