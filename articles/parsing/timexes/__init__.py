"""Date expressions of a text: TIMEX3 on the one side, calendar intervals as EDTF on the other."""

from collections.abc import Callable, Sequence
from datetime import date

from articles.parsing.timexes.chinese import has_chinese, tag_chinese
from articles.parsing.timexes.joining import join_dates
from articles.parsing.timexes.leaf import parse_typed_date
from articles.parsing.timexes.tagger import tag_english
from articles.parsing.types import DateExpression, Span, Timex

__all__ = ["date_expressions", "parse_typed_date", "tag_timexes"]


def tag_timexes(
    text: str, *, dct: date | None, tense_of: Callable[[Span], str | None] | None = None
) -> tuple[Timex, ...]:
    """Every temporal expression of a text, in order, none overlapping another; offsets in code points.

    `dct` is the article's day: without it relative expressions stay open (`edtf` None), absolute ones resolve.
    `tense_of` may tell "past", "present" or "future" of the clause that governs a span, from a real parse; where
    it is missing or tells nothing, the verbs around the expression decide.
    """
    chinese = tag_chinese(text, dct=dct) if has_chinese(text) else []
    english = tag_english(text, dct=dct, tense_of=tense_of)
    return tuple(_without_overlaps(chinese, english))


def _without_overlaps(first: list[Timex], second: list[Timex]) -> list[Timex]:
    """Both in text order; where they meet, the first list's are kept."""
    if not first:
        return second
    taken = {offset for timex in first for offset in range(timex.span.start, timex.span.end)}
    free = [timex for timex in second if taken.isdisjoint(range(timex.span.start, timex.span.end))]
    return sorted([*first, *free], key=lambda timex: timex.span)


def date_expressions(text: str, timexes: Sequence[Timex], *, dct: date | None) -> tuple[DateExpression, ...]:
    """The calendar view of `tag_timexes`: ranges joined, "until", "since" and "by" read, lengths with their days.

    In text order. What has no calendar value ("now", "three hours", "every week") is left out.
    """
    return join_dates(text, timexes, dct=dct)
