"""Finding a quoted span again in a text that was changed: by position, then by the quote and what stood beside it.

A span is kept as W3C Web Annotation has it: a text-position selector (start, end) and a text-quote selector (exact,
prefix, suffix). Pure: no Django, no database.
"""

from collections.abc import Iterator
from dataclasses import dataclass

CONTEXT = 32  # characters kept on either side of a quote
# A single common word is everywhere: without its neighbours it is not the same place.
TELLING = 12
# One letter of shared context happens by chance.
SHARED = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """A span with its words; `start` and `end` are half-open offsets in code points."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


def quote(text: str, start: int, end: int) -> Quote:
    """The span of a text with the words in and beside it."""
    return Quote(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def find_again(text: str, lost: Quote) -> Quote | None:
    """The same span in a changed text, or None if its words are not there any more.

    By position if the very words still stand there among the same neighbours; else at the place where the words
    stand with the most of their old neighbours, the nearest of equals; at last with white space and quotation marks
    set aside. Words that occur elsewhere only by chance (short, other neighbours) are not taken for the span.
    """
    if text[lost.start : lost.end] == lost.exact and neighbours(text, lost.start, lost.end, lost) >= SHARED:
        return quote(text, lost.start, lost.end)
    found = best_place(text, lost, occurrences(text, lost.exact))
    if found is None:
        found = find_folded(text, lost)
    return quote(text, *found) if found else None


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1)


def best_place(text: str, lost: Quote, places: Iterator[tuple[int, int]]) -> tuple[int, int] | None:
    """Of the places where the words stand, the one with the most of the old neighbours."""
    ranked = sorted((-neighbours(text, start, end, lost), abs(start - lost.start), start, end) for start, end in places)
    if not ranked:
        return None
    shared, _, start, end = ranked[0]
    enough = -shared >= SHARED or (len(lost.exact) >= TELLING and len(ranked) == 1)
    return (start, end) if enough else None


def neighbours(text: str, start: int, end: int, lost: Quote) -> int:
    """How many characters on both sides are as they were; a side that is wholly as it was is worth at least SHARED."""
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    left = shared_length(reversed(before), reversed(lost.prefix))
    right = shared_length(after, lost.suffix)
    return (max(left, SHARED) if before == lost.prefix else left) + (
        max(right, SHARED) if after == lost.suffix else right
    )


def shared_length(one, two) -> int:
    count = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        count += 1
    return count


# --- with white space and quotation marks set aside ----------------------------------------------------------

SAME = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'"})
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―", "-"))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without white space and with plain quotes and dashes; `offsets[i]` is where character i came from."""

    text: str
    offsets: tuple[int, ...]


def fold(text: str) -> Folded:
    kept = [(at, character) for at, character in enumerate(text.translate(SAME).translate(DASHES))]
    kept = [(at, character) for at, character in kept if not character.isspace()]
    return Folded("".join(character for _, character in kept), tuple(at for at, _ in kept))


def find_folded(text: str, lost: Quote) -> tuple[int, int] | None:
    """The span's place with white space and quotation marks set aside, in offsets of the text as it is."""
    words = fold(lost.exact).text
    if not words:
        return None
    folded = fold(text)
    wanted = Quote(
        sum(offset < lost.start for offset in folded.offsets),
        0,
        words,
        fold(lost.prefix).text,
        fold(lost.suffix).text,
    )
    found = best_place(folded.text, wanted, occurrences(folded.text, words))
    if found is None:
        return None
    start, end = found
    return folded.offsets[start], folded.offsets[end - 1] + 1
