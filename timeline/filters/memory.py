"""Counts over many events, kept while the events stay as they are."""

from collections.abc import Callable
from hashlib import blake2s

from django.core.cache import cache
from django.db.models import Count, Max, Q, QuerySet

# Below this counting is quicker than it is worth remembering.
MANY = 5_000
SECONDS = 600


def remembered(name: str, query: str, events: QuerySet, compute: Callable):
    """What `compute` answers about some of the public `events`, which `query` tells apart.

    Kept under a stamp of the events: their number, how many are reviewed, and the last change. A stamp costs one pass
    over an index; what is kept here costs many.
    """
    stamp = events.order_by().aggregate(
        n=Count("pk"), reviewed=Count("pk", filter=Q(publication="published")), last=Max("updated")
    )
    if stamp["n"] < MANY:
        return compute()
    words = "\n".join((name, query, *map(str, stamp.values())))
    key = f"timeline:{blake2s(words.encode()).hexdigest()}"
    return cache.get_or_set(key, compute, SECONDS)
