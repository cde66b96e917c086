"""The stage on which actors are found: one article, what is known in it, and who has been found so far."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from timeline.vocabulary import Side

from ..lexicon import Lexicon
from ..phrasebook import Hit, plain
from ..types import ActorMention, Span

LINK = re.compile(r"(?:'s|')? ")  # between a country and what belongs to it: "China's ", "U.S. ", "Chinese "


@dataclass
class Scene:
    """One article while its actors are being found; lives no longer than the call of `find_actors`.

    Mentions are added in the order of their certainty; a later one never covers what an earlier one has taken.
    """

    raw: str
    sentences: tuple[Span, ...]
    dct: date | None
    lexicon: Lexicon
    entities: tuple[tuple[Span, str], ...] = ()
    mentions: list[ActorMention] = field(default_factory=list)

    def __post_init__(self):
        self.text = plain(self.raw)
        self.taken = bytearray(len(self.text))
        self.hits = self.lexicon.phrasebook.find(self.text)
        self.sentence_starts = [span.start for span in self.sentences]

    @cached_property
    def by_sort(self) -> dict[str, list[Hit]]:
        found = {}
        for hit in self.hits:
            found.setdefault(hit.sort, []).append(hit)
        return found

    def sort(self, name: str) -> list[Hit]:
        return self.by_sort.get(name, [])

    @cached_property
    def origin_at_end(self) -> dict[int, Hit]:
        """Country names and demonyms by where they end, the longest of each."""
        found = {}
        for hit in [*self.sort("country"), *self.sort("demonym")]:
            if hit.end not in found or hit.start < found[hit.end].start:
                found[hit.end] = hit
        return found

    @cached_property
    def office_at_end(self) -> dict[int, Hit]:
        return self._longest("office", by_end=True)

    @cached_property
    def office_at_start(self) -> dict[int, Hit]:
        return self._longest("office", by_end=False)

    def _longest(self, sort: str, *, by_end: bool) -> dict[int, Hit]:
        found = {}
        for hit in self.sort(sort):
            place = hit.end if by_end else hit.start
            if place not in found or hit.end - hit.start > found[place].end - found[place].start:
                found[place] = hit
        return found

    def origin_before(self, start: int) -> Hit | None:
        """The country or demonym just before a place: "Chinese |", "China's |", "the U.S. |"."""
        for gap in ("'s ", "' ", " "):
            end = start - len(gap)
            if end > 0 and self.text[end:start] == gap and end in self.origin_at_end:
                return self.origin_at_end[end]
        return None

    def sentence_index(self, place: int) -> int:
        return max(0, bisect_right(self.sentence_starts, place) - 1)

    def sentence_of(self, place: int) -> Span:
        return self.sentences[self.sentence_index(place)] if self.sentences else Span(0, len(self.text))

    def is_free(self, start: int, end: int) -> bool:
        return not any(self.taken[start:end])

    def take(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\x01" * (end - start)

    def add(self, start: int, end: int, **values) -> ActorMention:
        """Note an actor at a place; the words themselves come from the untouched text."""
        span = Span(start, end)
        mention = ActorMention(span=span, text=span.of(self.raw), **values)
        self.mentions.append(mention)
        self.take(start, end)
        return mention

    def widen(self, mention: ActorMention, start: int) -> ActorMention:
        """The same mention with its title before it."""
        self.mentions.remove(mention)
        span = Span(start, mention.span.end)
        wider = replace(mention, span=span, text=span.of(self.raw))
        self.mentions.append(wider)
        self.take(start, span.end)
        return wider

    def in_order(self) -> list[ActorMention]:
        return sorted(self.mentions, key=lambda mention: mention.span)

    def person_name(self, key: str) -> str:
        return self.lexicon.people[key].name


def side_of(code: str) -> Side:
    """The side a country belongs to (ISO code)."""
    return {"US": Side.US, "CN": Side.PRC}.get(code, Side.OTHER)
