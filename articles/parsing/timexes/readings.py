"""What an expression turned out to mean, before it gets its span: TIMEX3 on the one side, EDTF on the other."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from articles.parsing.timexes.almanac import monday_of
from timeline.edtf import interval, month_bounds, within


class Unanchored(Exception):
    """The expression counts from a day that is not known; `value` is what TIMEX3 can still say."""

    def __init__(self, value: str):
        super().__init__(value)
        self.value = value


@dataclass(frozen=True, slots=True)
class Reading:
    type: str
    value: str
    edtf: str | None = None
    mod: str = ""
    anchor: str = ""

    def with_part(self, part: str) -> "Reading":
        """The early, middle or late part of a month, year, week or decade."""
        mod = PART_MODS.get(part, "")
        return replace(self, mod=mod, edtf=part_of(self.value, mod) or self.edtf) if mod else self


# TIMEX3 mod for the words that name a part.
PART_MODS = {
    "early": "START",
    "beginning": "START",
    "start": "START",
    "outset": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "end": "END",
    "close": "END",
    "out": "END",
}


def day(when: date, anchor: str = "") -> Reading:
    return Reading("DATE", when.isoformat(), when.isoformat(), anchor=anchor)


def week(when: date, anchor: str = "") -> Reading:
    """The Monday-to-Sunday week of a day."""
    year, number, _ = when.isocalendar()
    monday = monday_of(when)
    return Reading("DATE", f"{year:04}-W{number:02}", within(monday, monday + timedelta(6)), anchor=anchor)


def weekend(when: date, anchor: str = "") -> Reading:
    year, number, _ = when.isocalendar()
    saturday = monday_of(when) + timedelta(5)
    return Reading("DATE", f"{year:04}-W{number:02}-WE", within(saturday, saturday + timedelta(1)), anchor=anchor)


def month(year: int, number: int, anchor: str = "") -> Reading:
    value = date(year, number, 1).isoformat()[:7]
    return Reading("DATE", value, value, anchor=anchor)


def year(number: int, anchor: str = "") -> Reading:
    value = date(number, 1, 1).isoformat()[:4]
    return Reading("DATE", value, value, anchor=anchor)


def decade(first: int, anchor: str = "") -> Reading:
    return Reading("DATE", f"{first // 10:03}X", f"{first // 10:03}X", anchor=anchor)


def century(first: int, anchor: str = "") -> Reading:
    return Reading("DATE", f"{first // 100:02}", f"{first // 100:02}XX", anchor=anchor)


def quarter(of_year: int, number: int, anchor: str = "") -> Reading:
    span = within(date(of_year, 3 * number - 2, 1), month_bounds(of_year, 3 * number)[1])
    return Reading("DATE", f"{of_year:04}-Q{number}", span, anchor=anchor)


def half(of_year: int, number: int, anchor: str = "") -> Reading:
    span = within(date(of_year, 6 * number - 5, 1), month_bounds(of_year, 6 * number)[1])
    return Reading("DATE", f"{of_year:04}-H{number}", span, anchor=anchor)


SEASON_CODES = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}


def season(of_year: int, number: int, anchor: str = "") -> Reading:
    date(of_year, 1, 1)  # outside the calendar?
    return Reading("DATE", f"{of_year:04}-{SEASON_CODES[number]}", f"{of_year:04}-{number}", anchor=anchor)


def some_days(value: str, first: date | None, last: date | None, anchor: str = "dct") -> Reading:
    """Once, between two days; `value` is what TIMEX3 calls it."""
    return Reading("DATE", value, within(first, last), anchor=anchor)


def from_day_on(value: str, first: date) -> Reading:
    return Reading("DATE", value, interval(first, None), anchor="dct")


def duration(value: str, mod: str = "") -> Reading:
    return Reading("DURATION", value, mod=mod)


def repeated(value: str) -> Reading:
    return Reading("SET", value)


def reference(value: str) -> Reading:
    return Reading("DATE", value)


def part_of(value: str, mod: str) -> str | None:
    """The days of the early, middle or late third of a month, year, week or decade, by a reader's rule of thumb.

    Months go 1-10, 11-20, 21-end, years January-April, May-August, September-December. None: no such part.
    """
    third = ("START", "MID", "END").index(mod)
    if len(value) == 7 and value[4] == "-" and value[5:].isdigit():
        first, last = month_bounds(int(value[:4]), int(value[5:]))
        starts = (1, 11, 21)
        end = last if third == 2 else first.replace(day=10 * third + 10)
        return within(first.replace(day=starts[third]), end)
    if len(value) == 4 and value.isdigit():
        start_month = 4 * third + 1
        return within(date(int(value), start_month, 1), month_bounds(int(value), start_month + 3)[1])
    if len(value) == 4 and value.endswith("X"):
        first_year, last_year = ((0, 3), (4, 6), (7, 9))[third]
        first = int(value[:3]) * 10
        return within(date(first + first_year, 1, 1), date(first + last_year, 12, 31))
    if len(value) == 8 and value[4:6] == "-W":
        monday = date.fromisocalendar(int(value[:4]), int(value[6:]), 1)
        first_day, last_day = ((0, 2), (1, 4), (3, 6))[third]
        return within(monday + timedelta(first_day), monday + timedelta(last_day))
    return None
