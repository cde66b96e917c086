"""What the parser knows by heart: people with their offices and terms, bodies, places and gatherings.

Built from plain rows, never changed afterwards, and picklable, so that worker processes can share one.
"""

from .book import Lexicon
from .kinds import (
    EARLY,
    Body,
    City,
    Country,
    Edition,
    Gathering,
    Office,
    Person,
    Term,
    Venue,
)
from .rows import build_lexicon, default_lexicon, load_lexicon

__all__ = [
    "EARLY",
    "Body",
    "City",
    "Country",
    "Edition",
    "Gathering",
    "Lexicon",
    "Office",
    "Person",
    "Term",
    "Venue",
    "build_lexicon",
    "default_lexicon",
    "load_lexicon",
]
