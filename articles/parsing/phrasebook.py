"""Finding many thousand known wordings in one pass over a text (Aho-Corasick), at word boundaries only."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick_rs

from .types import Span

# One character for one character, so that offsets stay: typographic marks to plain ones, hard spaces to spaces.
PLAIN = dict(zip("‘’‛`´“”–—\u00a0\u2009\u202f", "'''''\"\"--   ", strict=True))
MARK = re.compile(f"[{''.join(PLAIN)}]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A known wording at its place; `values` are all it may stand for, of one sort."""

    start: int
    end: int
    sort: str
    values: tuple

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Phrasebook:
    """An automaton for wordings whose capitals matter and one for those whose do not."""

    def __init__(self, entries: Iterable[tuple[str, str, object, bool]]):
        exact, folded = defaultdict(dict), defaultdict(dict)
        for wording, sort, value, is_exact in entries:
            wording = plain(wording)
            book = exact if is_exact else folded
            book[wording if is_exact else lower(wording)].setdefault(sort, {})[id_of(value)] = value
        self._books = [_Book(exact), _Book(folded)]
        self._last: tuple[str, list[Hit]] = ("", [])

    def find(self, text: str) -> list[Hit]:
        """Every wording at word boundaries, overlapping ones too, by start and then the longest first."""
        text = plain(text)
        if text == self._last[0]:
            return list(self._last[1])  # actors and places ask for the same article, one after the other
        hits = [
            hit for book, haystack in zip(self._books, (text, lower(text)), strict=True) for hit in book.find(haystack)
        ]
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        self._last = (text, hits)
        return list(hits)


class _Book:
    def __init__(self, wordings: dict[str, dict[str, dict]]):
        self.senses = [
            [(sort, tuple(values.values())) for sort, values in sorts.items()] for sorts in wordings.values()
        ]
        self.automaton = ahocorasick_rs.AhoCorasick(list(wordings)) if wordings else None

    def find(self, text: str) -> Iterable[Hit]:
        if not self.automaton:
            return
        for number, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True):
            if is_bounded(text, start, end):
                for sort, values in self.senses[number]:
                    yield Hit(start, end, sort, values)


def plain(text: str) -> str:
    """The text with typographic quotes, dashes and spaces made plain; of the same length."""
    return text if text.isascii() else MARK.sub(lambda mark: PLAIN[mark[0]], text)


def lower(text: str) -> str:
    """Lower case of the same length: the few letters whose lower case is longer stay."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def is_bounded(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit of the same script touches the ends; Chinese needs no boundary."""
    before, after = text[start - 1 : start], text[end : end + 1]
    first, last = text[start], text[end - 1]
    return not (is_word(before) and is_word(first)) and not (is_word(last) and is_word(after))


def is_word(char: str) -> bool:
    return char.isalnum() and not "\u3400" <= char <= "\u9fff"


def id_of(value: object) -> object:
    return value if isinstance(value, str) else id(value)
