"""A text with the words behind values marked, as safe HTML."""

from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe


def highlighted(text: str, spans: Iterable[tuple[int, int, str]]) -> SafeString:
    """The text, escaped, with `<mark>` around (start, end, note) spans; overlapping ones are joined."""
    pieces, at = [], 0
    for start, end, note in joined(spans):
        pieces.append(escape(text[at:start]))
        pieces.append(format_html('<mark title="{}">{}</mark>', note, text[start:end]))
        at = end
    pieces.append(escape(text[at:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece above is escaped


def joined(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans in order, without overlaps, their notes gathered."""
    result: list[tuple[int, int, list[str]]] = []
    for start, end, note in sorted(spans):
        if result and start < result[-1][1]:
            first, last, notes = result[-1]
            result[-1] = (first, max(last, end), notes if note in notes else [*notes, note])
        else:
            result.append((start, end, [note]))
    return [(start, end, "; ".join(notes)) for start, end, notes in result]
