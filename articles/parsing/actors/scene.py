"""The stage on which actors are found: one article, what is known in it, and who has been found so far."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from timeline.vocabulary import Side

from ..lexicon import Lexicon
from ..phrasebook import Hit, plain
from ..types import ActorMention, Span

PEOPLE = ("person", "office")
KNOWN_SORTS = ("country", "demonym", "city", "venue", "office", "body", "gathering")
CHARGED = ("leader", "chief executive", "chief secretary", "financial secretary", "government", "delegation")
MEMORY, MANY = 6000, 80  # characters and mentions back that a word can point to
LONGEST_WORDING = 120  # characters; no entry of the reference files is longer


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
    mentions: list[ActorMention] = field(default_factory=list)  # always in the order of the text

    def __post_init__(self):
        self.text = plain(self.raw)
        self.taken = bytearray(len(self.text))
        self.hits = self.lexicon.phrasebook.find(self.text)
        self.sentence_starts = [span.start for span in self.sentences]
        self._starts: list[int] = []

    @cached_property
    def by_sort(self) -> dict[str, list[Hit]]:
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.sort, []).append(hit)
        return found

    def sort(self, name: str) -> list[Hit]:
        return self.by_sort.get(name, [])

    @cached_property
    def origin_at_end(self) -> dict[int, Hit]:
        """Country names and demonyms by where they end, the longest of each."""
        return longest([*self.sort("country"), *self.sort("demonym")], by_end=True)

    @cached_property
    def office_at_end(self) -> dict[int, Hit]:
        return longest(self.sort("office"), by_end=True)

    @cached_property
    def office_at_start(self) -> dict[int, Hit]:
        return longest(self.sort("office"), by_end=False)

    @cached_property
    def name_at_end(self) -> dict[int, Hit]:
        """Full and family names by where they end."""
        return longest([*self.sort("family"), *self.sort("person")], by_end=True)

    @cached_property
    def body_at_end(self) -> dict[int, Hit]:
        return longest(self.sort("body"), by_end=True)

    @cached_property
    def known(self) -> tuple[list[int], list[Hit]]:
        """Hits that are no people's names, by start, for `known_between`."""
        hits = [hit for hit in self.hits if hit.sort in KNOWN_SORTS]
        return [hit.start for hit in hits], hits

    def known_between(self, start: int, end: int) -> list[Hit]:
        """Places, offices, bodies and gatherings that overlap a stretch."""
        starts, hits = self.known
        first, last = bisect_left(starts, start - LONGEST_WORDING), bisect_left(starts, end)
        return [hit for hit in hits[first:last] if hit.end > start]

    def hits_within(self, sorts: tuple[str, ...], start: int, end: int) -> list[Hit]:
        hits = self.known_between(start, end)
        return [hit for hit in hits if hit.sort in sorts and start <= hit.start and hit.end <= end]

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

    def is_sentence_start(self, place: int) -> bool:
        return self.text[self.sentence_of(place).start : place].strip("\"'([ -") == ""

    def is_free(self, start: int, end: int) -> bool:
        return not any(self.taken[start:end])

    def take(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\x01" * (end - start)

    def add(self, start: int, end: int, **values) -> ActorMention:
        """Note an actor at a place; the words themselves come from the untouched text."""
        span = Span(start, end)
        mention = ActorMention(span=span, text=span.of(self.raw), **values)
        self._insert(mention)
        return mention

    def change(self, mention: ActorMention, **values) -> ActorMention:
        """Put a changed mention in the place of another; its text follows its span."""
        changed = replace(mention, **values)
        changed = replace(changed, text=changed.span.of(self.raw))
        place = bisect_left(self._starts, mention.span.start)
        while self.mentions[place] is not mention:
            place += 1
        del self.mentions[place], self._starts[place]
        self._insert(changed)
        return changed

    def _insert(self, mention: ActorMention) -> None:
        place = bisect_right(self._starts, mention.span.start)
        self.mentions.insert(place, mention)
        self._starts.insert(place, mention.span.start)
        self.take(mention.span.start, mention.span.end)

    def between(self, start: int, end: int) -> list[ActorMention]:
        """Mentions that begin within a stretch, in the order of the text."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, place: int, kinds: tuple[str, ...], *, within: int | None = None) -> list[ActorMention]:
        """Mentions of some kinds before a place, the nearest first; `within` counts sentences back.

        Never further back than a reader's memory, which also keeps a hostile text from costing its square.
        """
        start = max(0, place - MEMORY)
        if within is not None and self.sentences:
            start = max(start, self.sentences[max(0, self.sentence_index(place) - within)].start)
        found = [m for m in self.between(start, place)[-MANY:] if m.kind in kinds and m.span.end <= place]
        return found[::-1]


def longest(hits: list[Hit], *, by_end: bool) -> dict[int, Hit]:
    """The longest hit at each end (or start)."""
    found: dict[int, Hit] = {}
    for hit in hits:
        place = hit.end if by_end else hit.start
        if place not in found or hit.end - hit.start > found[place].end - found[place].start:
            found[place] = hit
    return found


def side_of(code: str, office: str = "") -> Side:
    """The side a country belongs to (ISO code). Those who govern Hong Kong for Beijing are of its side."""
    if code in ("HK", "MO"):
        words = office.lower()
        return Side.PRC if any(charge in words for charge in CHARGED) and "party" not in words else Side.OTHER
    return {"US": Side.US, "CN": Side.PRC}.get(code, Side.OTHER)
