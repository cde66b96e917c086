"""What places are read against: one article with what is known in it."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

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

    def sort(self, name: str) -> list[Hit]:
        return [hit for hit in self.hits if hit.sort == name]

    def sentence_of(self, place: int) -> Span:
        if not self.sentences:
            return Span(0, len(self.text))
        return self.sentences[max(0, bisect_right([span.start for span in self.sentences], place) - 1)]

    def place(self, start: int, end: int, **values) -> PlaceMention:
        span = Span(start, end)
        return PlaceMention(span=span, text=span.of(self.raw), **values)

    def is_capital(self, city: City) -> bool:
        """Whether a city's name can stand for a government; Hong Kong's does too."""
        country = self.lexicon.countries.get(city.country)
        return bool(country and country.capital == city.name) and city.name != "Singapore"
