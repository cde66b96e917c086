"""Many rows, some at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

BATCH = 500

T = TypeVar("T")


def batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Lists of at most `size`, in order, none empty."""
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch
