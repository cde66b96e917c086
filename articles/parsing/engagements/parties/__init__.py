"""Who takes part: the arguments of an engagement word, read off the dependency tree."""

from articles.parsing.engagements.parties.carriers import carrier_verbs, quantity_heads
from articles.parsing.engagements.parties.find import find_parties
from articles.parsing.engagements.parties.party import Party
from articles.parsing.engagements.parties.subjects import subjects

__all__ = [
    "Party",
    "carrier_verbs",
    "find_parties",
    "quantity_heads",
    "subjects",
]
