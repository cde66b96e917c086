"""Two ends of one range share what only one of them says: "January 28 to February 5, 1979"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from articles.parsing.timexes.almanac import add_days
from articles.parsing.types import Timex
from timeline.edtf import bounds

_RANGE_GAP = re.compile(
    r"\s{0,3}(?:-|–|—|to|through|until|till|and|or|至|到)\s{0,3}(?:on\s{1,3}|the\s{1,3}|in\s{1,3})?"
)
_YEAR_SHARED = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_NAMED_BY_MONTH = frozenset(
    {
        *("month", "month-year", "month-day", "month-day-year", "second-day", "listed-day", "day-of-pair"),
        *("zh-month", "zh-month-day", "zh-full-date", "zh-day"),
    }
)
_NAMES_YEAR = re.compile(r"\b\d{4}\b|\byear\b|年")


def align_pairs(text: str, timexes: Sequence[Timex], *, dct: date | None) -> list[Timex]:
    """Both ends in the same year, or the end in the year after, where a range leaves a year out."""
    aligned = list(timexes)
    for index in reversed(range(len(aligned) - 1)):  # a year at the end of a list reaches back to its head
        first, second = aligned[index], aligned[index + 1]
        gap = text[first.span.end : second.span.start]
        listed = second.rule == "listed-day" and gap.strip() == ","
        if len(gap) > 16 or not (listed or _RANGE_GAP.fullmatch(gap)):
            continue
        if _lack_years(first, second):
            aligned[index], aligned[index + 1] = _aligned(first, second, dct)
        elif dct and gap.split()[:1] not in (["and"], ["or"]) and first.rule == second.rule == "weekday":
            aligned[index], aligned[index + 1] = _in_one_week(first, second, dct)
    return aligned


def _lack_years(first: Timex, second: Timex) -> bool:
    """Both are days or months named by month, so that a year could be missing."""
    return all(timex.rule in _NAMED_BY_MONTH and _YEAR_SHARED.fullmatch(timex.edtf or "") for timex in (first, second))


def _aligned(first: Timex, second: Timex, dct: date | None) -> tuple[Timex, Timex]:
    first_named, second_named = _has_year(first), _has_year(second)
    over_new_year = _in_common_year(first) > _in_common_year(second)
    if second_named and not first_named and first.anchor == "dct":
        return _in_year(first, second.earliest.year - over_new_year), second
    if first_named and not second_named and second.anchor == "dct":
        return first, _in_year(second, first.earliest.year + over_new_year)
    if first.earliest > second.earliest and first.anchor == second.anchor == "dct" and dct:
        if first.earliest <= dct:  # both are past: the range began the year before
            return _in_year(first, first.earliest.year - 1, "dct"), second
        return first, _in_year(second, second.earliest.year + 1, "dct")
    return first, second


def _has_year(timex: Timex) -> bool:
    """Its own words name a year, or a neighbour's have lent it one."""
    return timex.anchor == "" or _NAMES_YEAR.search(timex.text) is not None


def _in_one_week(first: Timex, second: Timex, dct: date) -> tuple[Timex, Timex]:
    """ "from Friday to Sunday" read on a Friday: the end belongs to the week of the start, or the start moves back."""
    if not first.earliest or not second.earliest or first.earliest <= second.earliest:
        return first, second
    if second.earliest < dct:
        return _moved(first, -7), second
    return first, _moved(second, 7)


def _moved(timex: Timex, days: int) -> Timex:
    day = add_days(timex.earliest, days).isoformat()
    value = day + timex.value[10:]
    earliest, latest = bounds(day)
    return replace(timex, value=value, edtf=day, earliest=earliest, latest=latest)


def _in_common_year(timex: Timex) -> tuple[int, int]:
    return timex.earliest.month, timex.earliest.day


def _in_year(timex: Timex, year: int, anchor: str = "") -> Timex:
    value = f"{year:04}{timex.edtf[4:]}"
    try:
        earliest, latest = bounds(value)
    except ValueError:
        return timex  # 29 February of a common year
    return replace(timex, value=value, edtf=value, earliest=earliest, latest=latest, anchor=anchor)
