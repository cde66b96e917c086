"""Stays that a length and one of their ends place: "a three-day visit ending Friday", "arrived Monday for a week"."""

import re
from collections.abc import Sequence
from datetime import timedelta

from articles.parsing.timexes.quantities import Amount, day_count
from articles.parsing.types import Timex
from timeline.edtf import interval

_LONGEST = 60  # days: what is longer is no stay
_GAP = 140  # characters between length and day
_BEFORE = 60  # characters looked through before the first of the two

_ISO_LENGTH = re.compile(r"P(\d{1,4})([DW])")
_UNITS = {"D": "day", "W": "week"}
_ENDS = (
    r"(?:end(?:s|ed|ing)?|conclud(?:e|es|ed|ing)|clos(?:e|es|ed|ing)|finish(?:es|ed|ing)?|complet(?:es|ed|ing)"
    r"|(?:wrap|wraps|wrapped|wrapping|wind|winds|wound|winding) up)"
)
_STARTS = r"(?:begins?|began|beginning|start(?:s|ed|ing)?|open(?:s|ed|ing)?|(?:kicks|kicked) off)"
_TO_DAY = r"\s{1,3}(?:here\s{1,3})?(?:late\s{1,3}|early\s{1,3})?(?:on\s{1,3}|at\s{1,3}|from\s{1,3})?$"
# Between a length and its day.
_ENDING = re.compile(rf"^[^.;:]{{0,120}}?\b{_ENDS}\b{_TO_DAY}", re.IGNORECASE)
_BEGINNING = re.compile(rf"^[^.;:]{{0,120}}?\b(?:{_STARTS}|from)\b{_TO_DAY}", re.IGNORECASE)
_DIRECT = re.compile(r"^[^.;:]{1,120}?\s(?:on\s{1,3})?$")
# Before a length that its day follows directly.
_ENDS_BEFORE = re.compile(rf"\b{_ENDS}\b[^.;:]{{0,30}}$", re.IGNORECASE)
_STARTS_BEFORE = re.compile(rf"\b(?:{_STARTS}|embark(?:s|ed)?|pays?|make)\b[^.;:]{{0,30}}$", re.IGNORECASE)
# Between a day and the length that follows it.
_CLOSING = re.compile(
    rf"^,?\s{{1,3}}(?:{_ENDS}|capping|after|at the (?:end|close) of|to (?:end|close|conclude|wrap up)|following)"
    r"\s{1,3}(?:an?\s{1,3}|his\s{1,3}|her\s{1,3}|their\s{1,3}|the\s{1,3})?(?:\w{1,15}\s{1,3}){0,2}$",
    re.IGNORECASE,
)
_SETTING_OUT = re.compile(
    rf"^(?:\s{{1,3}}[\w.]{{1,15}}){{0,4}}\s{{1,3}}(?:for|on|{_STARTS}|to (?:begin|start|open|pay))"
    r"\s{1,3}(?:an?\s{1,3}|his\s{1,3}|her\s{1,3}|their\s{1,3})?(?:\w{1,15}\s{1,3}){0,2}$",
    re.IGNORECASE,
)
# The verb before the day.
_LEFT = re.compile(
    r"\b(?:left|leaves|departed|ended|flew (?:home|out|back)|wrapped up|concluded|returned)\b[^.;:]{0,50}$",
    re.IGNORECASE,
)
_CAME = re.compile(
    r"\b(?:arriv(?:e|es|ed|ing)|leav(?:e|es|ing)|left|fl(?:y|ies|ew)|land(?:s|ed)?|travel(?:s|ed|led)?|head(?:s|ed)?|"
    r"c[oa]mes?|goes|go|went|depart(?:s|ed)?|sets? (?:off|out)|due|visits?|visited|begins?|began|starts?|started)\b"
    r"[^.;:]{0,50}$",
    re.IGNORECASE,
)


def find_stay(text: str, timexes: Sequence[Timex], index: int) -> tuple[str, int] | None:
    """The interval of the length and day at `index` and `index` + 1, in either order, and the days it counts."""
    if index + 1 >= len(timexes):
        return None
    first, second = timexes[index], timexes[index + 1]
    gap = text[first.span.end : second.span.start]
    if len(gap) > _GAP:
        return None
    before = text[max(0, first.span.start - _BEFORE) : first.span.start]
    if first.type == "DURATION" and _is_day(second):
        return _placed(first, second, _end_told_after(gap, before))
    if second.type == "DURATION" and _is_day(first):
        return _placed(second, first, _end_told_before(gap, before))
    return None


def _is_day(timex: Timex) -> bool:
    return timex.earliest is not None and timex.earliest == timex.latest and timex.anchor != "clock"


def _end_told_after(gap: str, before: str) -> str | None:
    """Which end of the stay the day after it is: "end", "start" or None."""
    if _ENDING.match(gap):
        return "end"
    if _BEGINNING.match(gap):
        return "start"
    if _DIRECT.match(gap) and _ENDS_BEFORE.search(before):
        return "end"
    return "start" if len(gap) < _BEFORE and _DIRECT.match(gap) and _STARTS_BEFORE.search(before) else None


def _end_told_before(gap: str, before: str) -> str | None:
    if _CLOSING.match(gap):
        return "end" if "after" not in gap.split()[:1] or _LEFT.search(before) else None
    return "start" if _SETTING_OUT.match(gap) and _CAME.search(before) else None


def _placed(length: Timex, day: Timex, which: str | None) -> tuple[str, int] | None:
    match = _ISO_LENGTH.fullmatch(length.value) if which and length.edtf is None else None
    count = day_count(Amount(int(match[1]), _UNITS[match[2]])) if match else None
    if not count or count > _LONGEST:
        return None
    others = timedelta(count - 1)
    try:
        ends = (day.earliest - others, day.earliest) if which == "end" else (day.earliest, day.earliest + others)
    except OverflowError:
        return None
    return interval(*ends), count
