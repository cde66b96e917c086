"""Whether it happened: the status that the words around an engagement word give it."""

from articles.parsing.engagements.status.read import read_status
from articles.parsing.engagements.status.reading import Reading

__all__ = [
    "Reading",
    "read_status",
]
