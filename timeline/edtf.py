"""Dates as we store them: EDTF level 1 of ISO 8601-2:2019, and `[a..b]` of level 2 for "once, within".

What is understood
    dates         2023, 2023-11, 2023-11-14, each with a trailing `?` (uncertain), `~` (approximate) or `%` (both)
    unspecified   197X, 19XX, 2023-XX, 2023-11-XX, 2023-XX-XX
    seasons       2023-21 spring, -22 summer, -23 autumn, -24 winter (December to the next February)
    parts         2023-33 to -36 quarters, -40 and -41 halves (level 2, read only: the tagger writes `[a..b]`)
    intervals     2023-11-14/2023-11-17, `..` for an open end, an empty end for an unknown one
    one of        [2023-11-14..2023-11-17], [..2023-11-17], [2023-11-14..]
Years run from 1 to 9999. A qualifier says how sure the words are; it does not move the bounds.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from timeline.vocabulary import Precision

MAX_LENGTH = 64  # what a stored value may take; also what keeps reading it cheap

_DATE = re.compile(
    r"(?:(?P<decade>\d{3})X|(?P<century>\d\d)XX|(?P<year>\d{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?)"
    r"(?P<qualifier>[?~%]?)",
    re.ASCII,
)
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_SEASON_MONTHS |= {40: (1, 6), 41: (7, 12)}
_WINTER = 24
_MONTH_NAMES = tuple(calendar.month_name)
_SEASON_NAMES = {
    21: "spring",
    22: "summer",
    23: "autumn",
    24: "winter",
    33: "first quarter of",
    34: "second quarter of",
    35: "third quarter of",
    36: "fourth quarter of",
    40: "first half of",
    41: "second half of",
}
_QUALIFIER_WORDS = {"": "", "?": "perhaps ", "~": "about ", "%": "perhaps about "}


@dataclass(frozen=True, slots=True)
class _Part:
    """One date of an expression: its days, how fine it is, how a reader says it."""

    earliest: date
    latest: date
    precision: Precision
    qualifier: str
    season: int = 0


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """First and last day, both inclusive; None for an open or unknown end.

    Errors: ValueError, in words for an editor, if `edtf` is not well-formed.
    """
    first, last = _ends(edtf)
    earliest, latest = first and first.earliest, last and last.latest
    if earliest and latest and earliest > latest:
        raise ValueError(f"{edtf}: the end lies before the beginning")
    return earliest, latest


def validate(edtf: str) -> str:
    """The same value, if it is one we can store; ValueError in words for an editor if not."""
    bounds(edtf)
    return edtf


@lru_cache(maxsize=4096)
def precision_of(edtf: str | None) -> Precision:
    """How finely the value is known; centuries count as decades. Errors: ValueError as `bounds`."""
    if not edtf:
        return Precision.UNKNOWN
    earliest, latest = bounds(edtf)
    if earliest is None and latest is None:
        return Precision.UNKNOWN
    if earliest is None or latest is None:
        return Precision.OPEN
    if edtf.startswith("["):
        return Precision.WITHIN
    if "/" in edtf:
        return Precision.RANGE
    return _read_date(edtf, edtf).precision


def interval(start: str | date | None, end: str | date | None) -> str:
    """`a/b`, lasting from one to the other; None leaves that end open. Equal ends give the one date."""
    return str(start) if start and str(start) == str(end) else f"{start or '..'}/{end or '..'}"


def within(start: date | None, end: date | None) -> str:
    """`[a..b]`, once between the two days; one day alone is that day, None leaves that end open."""
    return str(start) if start and start == end else f"[{start or ''}..{end or ''}]"


def humanise(edtf: str | None) -> str:
    """What a page shows: "27–29 August 2024", "between 26 August and 1 September 2024", "after 11 May 2023"."""
    if not edtf:
        return "date unknown"
    earliest, latest = bounds(edtf)
    if earliest is None and latest is None:
        return "date unknown"
    first, last = _ends(edtf)
    once = edtf.startswith("[")
    if first is None:
        return f"until {_words(last)}"
    if last is None:
        return f"after {_words(first)}"
    if first == last and "/" not in edtf:
        return _words(first)
    if once:
        return f"between {_shortened(first, last)} and {_words(last)}"
    return _joined(first, last)


def _ends(edtf: str) -> tuple[_Part | None, _Part | None]:
    if not isinstance(edtf, str) or not edtf:
        raise ValueError("a date is missing")
    if len(edtf) > MAX_LENGTH:
        raise ValueError(f"longer than {MAX_LENGTH} characters")
    if edtf.startswith("[") and edtf.endswith("]"):
        start, dots, end = edtf[1:-1].partition("..")
        if not dots or not (start or end):
            raise ValueError(f"{edtf}: write [first day..last day]")
        return _read_end(start, edtf), _read_end(end, edtf)
    if "/" in edtf:
        start, _, end = edtf.partition("/")
        return _read_end(start, edtf), _read_end(end, edtf)
    part = _read_date(edtf, edtf)
    return part, part


def _read_end(words: str, whole: str) -> _Part | None:
    return None if words in ("", "..") else _read_date(words, whole)


def _read_date(words: str, whole: str) -> _Part:
    match = _DATE.fullmatch(words)
    if not match:
        raise ValueError(f"{whole}: {words or 'nothing'} is not a date as YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        return _part(match)
    except ValueError:
        raise ValueError(f"{whole}: {words} is not in the calendar") from None


def _part(match: re.Match[str]) -> _Part:
    qualifier = match["qualifier"]
    if match["decade"]:
        return _years(int(match["decade"]) * 10, 10, Precision.DECADE, qualifier)
    if match["century"]:
        return _years(int(match["century"]) * 100, 100, Precision.DECADE, qualifier)
    year, month, day = int(match["year"]), match["month"], match["day"]
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise ValueError("a day of an unknown month")
        return _years(year, 1, Precision.YEAR, qualifier)
    if int(month) > 12:
        if day:
            raise ValueError("a day of a season")
        return _season(year, int(month), qualifier)
    if day is None or day == "XX":
        first, last = month_bounds(year, int(month))
        return _Part(first, last, Precision.MONTH, qualifier)
    exact = date(year, int(month), int(day))
    return _Part(exact, exact, Precision.DAY, qualifier)


def _years(first: int, count: int, precision: Precision, qualifier: str) -> _Part:
    start = max(first, 1) if count > 1 else first
    return _Part(date(start, 1, 1), date(first + count - 1, 12, 31), precision, qualifier)


def _season(year: int, code: int, qualifier: str) -> _Part:
    if code == _WINTER:
        first, last = date(year, 12, 1), month_bounds(year + 1, 2)[1]
    elif code in _SEASON_MONTHS:
        start, end = _SEASON_MONTHS[code]
        first, last = date(year, start, 1), month_bounds(year, end)[1]
    else:
        raise ValueError("no such month or season")
    return _Part(first, last, Precision.SEASON, qualifier, code)


@lru_cache(maxsize=4096)
def month_bounds(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _words(part: _Part) -> str:
    return _QUALIFIER_WORDS[part.qualifier] + _plain(part)


def _plain(part: _Part) -> str:
    year = part.earliest.year
    if part.precision is Precision.DAY:
        return f"{part.earliest.day} {_MONTH_NAMES[part.earliest.month]} {year}"
    if part.precision is Precision.MONTH:
        return f"{_MONTH_NAMES[part.earliest.month]} {year}"
    if part.precision is Precision.SEASON:
        return f"{_SEASON_NAMES[part.season]} {year}"
    if part.precision is Precision.DECADE:
        return f"the {part.latest.year // 10 * 10 if part.latest.year - year < 10 else year // 100 * 100}s"
    return str(year)


def _joined(first: _Part, last: _Part) -> str:
    """ "27–29 August 2024", "28 November – 2 December 2023", "March 2024 – about May 2024"."""
    if first.precision is last.precision is Precision.DAY and not first.qualifier and not last.qualifier:
        same_month = first.earliest.replace(day=1) == last.earliest.replace(day=1)
        if same_month:
            return f"{first.earliest.day}–{_plain(last)}"
    return f"{_shortened(first, last)} – {_words(last)}"


def _shortened(first: _Part, last: _Part) -> str:
    """The first of two dates without the year that the second one says."""
    year = f" {last.latest.year}"
    same_year = first.earliest.year == last.latest.year and first.precision in (Precision.DAY, Precision.MONTH)
    words = _words(first)
    return words.removesuffix(year) if same_year and last.precision in (Precision.DAY, Precision.MONTH) else words
