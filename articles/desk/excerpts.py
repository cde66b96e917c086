"""An article's text cut to the paragraphs that matter, with the words behind values marked. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Of a text without a marked word the start is shown.
OPENING = 2


@dataclass(frozen=True, slots=True)
class Marked:
    """Words to mark: half-open offsets, a note for the reader, and `kind`: plain, shown or other."""

    start: int
    end: int
    note: str = ""
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `kind` is "" where nothing is marked."""

    text: str
    note: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    pieces: tuple[Piece, ...]
    marked: bool
    gap: bool = False  # something was left out before it


def paragraphs(text: str, marks: Iterable[Marked]) -> list[Paragraph]:
    """The whole text, line by line, empty lines left out."""
    flat, found, at = flattened(marks), [], 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            inside = [mark for mark in flat if mark.start < end and mark.end > at]
            found.append(Paragraph(pieces(text, at, end, inside), bool(inside)))
        at = end + 1
    return found


def excerpt(whole: Sequence[Paragraph]) -> list[Paragraph]:
    """The marked paragraphs of a text, or its opening where none is; `gap` tells where some were left out."""
    keep = [number for number, paragraph in enumerate(whole) if paragraph.marked] or range(min(OPENING, len(whole)))
    cut, last = [], -1
    for number in keep:
        cut.append(Paragraph(whole[number].pieces, whole[number].marked, gap=number > last + 1))
        last = number
    return cut


def pieces(text: str, start: int, end: int, marks: Sequence[Marked]) -> tuple[Piece, ...]:
    found, at = [], start
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first > at:
            found.append(Piece(text[at:first]))
        found.append(Piece(text[first:last], mark.note, mark.kind))
        at = last
    if at < end:
        found.append(Piece(text[at:end]))
    return tuple(found)


WEIGHT = {"other": 0, "shown": 1, "plain": 2}


def flattened(marks: Iterable[Marked]) -> list[Marked]:
    """Marks in order without overlaps: within a longer one a shorter stands, of equals the more telling kind."""
    marks = sorted(set(marks), key=lambda mark: (mark.end - mark.start, WEIGHT[mark.kind], mark.start, mark.note))
    points = sorted({point for mark in marks for point in (mark.start, mark.end)})
    flat: list[Marked] = []
    for start, end in pairwise(points):
        covering = [mark for mark in marks if mark.start <= start and end <= mark.end]
        if not covering:
            continue
        top = covering[0]
        note = "; ".join(dict.fromkeys(m.note for m in covering if m.note and m.end - m.start == top.end - top.start))
        if flat and flat[-1].end == start and (flat[-1].note, flat[-1].kind) == (note, top.kind):
            flat[-1] = Marked(flat[-1].start, end, note, top.kind)
        else:
            flat.append(Marked(start, end, note, top.kind))
    return flat
