"""What places are read against: one article with what is known in it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..lexicon import City, Lexicon
from ..normalize import Dateline
from ..phrasebook import Hit
from ..types import PlaceMention, Span


@dataclass(frozen=True)
class Ground:
    raw: str
    text: str  # `raw` with plain quotes and dashes, of the same length
    dct: date | None
    lexicon: Lexicon
    dateline: Dateline | None
    sentences: tuple[Span, ...]
    hits: list[Hit]

    @cached_property
    def by_sort(self) -> dict[str, list[Hit]]:
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.sort, []).append(hit)
        return found

    def sort(self, name: str) -> list[Hit]:
        return self.by_sort.get(name, [])

    @cached_property
    def city_ends(self) -> frozenset[int]:
        return frozenset(hit.end for hit in self.sort("city"))

    @cached_property
    def sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def within(self, name: str, start: int, end: int) -> list[Hit]:
        """Hits of a sort that lie within a stretch."""
        hits = self.sort(name)
        first = bisect_left(hits, start, key=lambda hit: hit.start)
        last = bisect_left(hits, end, key=lambda hit: hit.start)
        return [hit for hit in hits[first:last] if hit.end <= end]

    def sentence_of(self, place: int) -> Span:
        if not self.sentences:
            return Span(0, len(self.text))
        return self.sentences[max(0, bisect_right(self.sentence_starts, place) - 1)]

    def place(self, start: int, end: int, **values) -> PlaceMention:
        span = Span(start, end)
        return PlaceMention(span=span, text=span.of(self.raw), **values)

    def is_capital(self, city: City) -> bool:
        """Whether a city's name can stand for a government; Hong Kong's does too."""
        country = self.lexicon.countries.get(city.country)
        return bool(country and country.capital == city.name) and city.name != "Singapore"
