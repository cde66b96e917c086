"""dateparser, kept on a short lead: one phrase of at most 40 characters, fixed languages, a stated base.

On its own it fills what the words leave out from the day it counts from, and does not say so. Here every phrase is
read against two bases that differ in year, month and day: what differs between the answers was filled in.
"""

import re
from datetime import date, datetime

from timeline.edtf import validate

LONGEST_PHRASE = 40
_LANGUAGES = ["en", "zh"]
# They differ in year, month, day and in the length of the year and month before them.
_PROBES = (date(1931, 2, 3), date(2056, 11, 25))
_NO_FILLING = ("today", "now")


def read_phrase(words: str, *, base: date) -> str | None:
    """The phrase as EDTF, no finer than its words; None if it names no day, month or year."""
    words = words.strip()
    if len(words) > LONGEST_PHRASE or not _could_be_date(words):
        return None
    first, second = (_ask(words, probe) for probe in _PROBES)
    found = _ask(words, base)
    if first is None or second is None or found is None:
        return None
    if first - _PROBES[0] == second - _PROBES[1]:  # counted in days from the base, or a time of day alone
        return found.isoformat() if found != base or words.lower() in _NO_FILLING else None
    months = _months_from(first, _PROBES[0])
    if months == _months_from(second, _PROBES[1]):
        return found.isoformat()[: 7 if months % 12 else 4]
    if first.year != second.year:
        return _day_near(first, base) if (first.month, first.day) == (second.month, second.day) else None
    if first.month != second.month:
        return f"{first.year:04}"
    return first.isoformat() if first.day == second.day else first.isoformat()[:7]


def _could_be_date(words: str) -> bool:
    """Has a letter, or a year beside other numbers: "12/5" alone is a score or a fraction."""
    return any(sign.isalpha() for sign in words) or re.search(r"(?<!\d)\d{4}(?!\d)", words) is not None


def _months_from(day: date, base: date) -> int:
    return (day.year - base.year) * 12 + day.month - base.month


def _day_near(day: date, base: date) -> str | None:
    """A day without a year: the one nearest to the base; None if that year lacks it."""
    years = (base.year - 1, base.year, base.year + 1)
    days = [day.replace(year=year) for year in years if (day.month, day.day) != (2, 29)]
    return min(days, key=lambda each: abs(each - base)).isoformat() if days else None


def _ask(words: str, base: date) -> date | None:
    import dateparser  # half a second to import, and few texts have words that get this far

    settings = {
        "RELATIVE_BASE": datetime(base.year, base.month, base.day, 12),
        "PARSERS": ["absolute-time", "relative-time"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    try:
        moment = dateparser.parse(words, languages=_LANGUAGES, settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    return moment.date() if moment else None


def parse_typed_date(words: str, *, base: date) -> str:
    """What an editor typed, as EDTF: EDTF itself, or words ("27 Aug 2024", "June 17-19", "last November").

    `base` is the day that relative words count from. Errors: ValueError in words for the editor.
    """
    from articles.parsing.timexes import date_expressions, tag_timexes  # they stand on this module

    words = " ".join(words.split())
    if not words:
        raise ValueError("a date is missing")
    try:
        return validate(words)
    except ValueError as error:
        complaint = str(error)
    if len(words) > LONGEST_PHRASE:
        raise ValueError(f"longer than {LONGEST_PHRASE} characters")
    for spelled in (words, words.title()):  # typed in haste: "by friday"
        found = date_expressions(spelled, tag_timexes(spelled, dct=base), dct=base)
        if len(found) == 1 and len(found[0].text) >= len(words) - _SPARE:
            return found[0].edtf
    edtf = read_phrase(words, base=base)
    if edtf is None:
        raise ValueError(f"not understood as one date; {complaint}")
    return edtf


_SPARE = len("on the ")  # characters beside the date that change nothing
