"""Where something takes place: venues, cities, countries, gatherings, and the words that point to a place."""

from collections.abc import Sequence
from datetime import date

from ..lexicon import Lexicon
from ..normalize import Dateline
from ..phrasebook import plain
from ..types import PlaceMention, Span
from .gatherings import find_gatherings
from .ground import Ground
from .named import dateline_place, find_named
from .pointing import find_pointing


def find_places(
    text: str,
    sentences: Sequence[Span],
    *,
    dct: date | None,
    lexicon: Lexicon,
    dateline: Dateline | None = None,
) -> tuple[PlaceMention, ...]:
    """Every mention of a place or gathering, in order; a gathering may overlap the city named in it.

    Capitals that stand for their government ("Beijing said") are none, nor are countries nobody goes to or is in.
    "here" and "the capital" resolve to the dateline, else to what the text tells of where it was written. A gathering
    has the city named beside it, else that of the holding the text means, else none. Countries: ISO 3166-1 alpha-2.
    """
    plain_text = plain(text)
    ground = Ground(text, plain_text, dct, lexicon, dateline, tuple(sentences), lexicon.phrasebook.find(plain_text))
    named = find_named(ground)
    filed = dateline_place(ground)
    named += [filed] if filed else []
    found = {*named, *find_gatherings(ground), *find_pointing(ground, named)}
    return tuple(sorted(found, key=lambda mention: (mention.span, mention.kind, mention.rule)))


__all__ = ["find_places"]
