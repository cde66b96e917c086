"""The calendar itself: months and weeks to shift by, and the days on which holidays and recurring occasions fall."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from articles.parsing.timexes.lexicon import word_list
from timeline.edtf import month_bounds

Days = tuple[date, date]  # first and last, inclusive


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day. Errors: ValueError outside years 1 to 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_bounds(year, month + 1)[1].day))


def add_days(day: date, days: int) -> date:
    """So many days later; the calendar's first or last day where it would leave years 1 to 9999."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min


def monday_of(day: date) -> date:
    return day - timedelta(day.weekday())


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month, Monday being 0; `nth` -1 is the last. Errors: ValueError if there is none."""
    first, last = month_bounds(year, month)
    if nth < 0:
        return last - timedelta((last.weekday() - weekday) % 7 + 7 * (-nth - 1))
    day = first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if day > last:
        raise ValueError("the month has no such weekday")
    return day


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


# MMDD for 1970 to 2035, computed from new moons and the sun's longitude at China Standard Time.
_LUNAR_NEW_YEARS = word_list(
    "0206 0127 0215 0203 0123 0211 0131 0218 0207 0128 0216 0205 0125 0213 0202 0220 0209 0129 0217 0206 0127 "
    "0215 0204 0123 0210 0131 0219 0207 0128 0216 0205 0124 0212 0201 0122 0209 0129 0218 0207 0126 0214 0203 "
    "0123 0210 0131 0219 0208 0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 0211 "
    "0131 0219 0208"
)
_MID_AUTUMN_FESTIVALS = word_list(
    "0915 1003 0922 0911 0930 0920 0908 0927 0917 1005 0923 0912 1001 0921 0910 0929 0918 1007 0925 0914 1003 "
    "0922 0911 0930 0920 0909 0927 0916 1005 0924 0912 1001 0921 0911 0928 0918 1006 0925 0914 1003 0922 0912 "
    "0930 0919 0908 0927 0915 1004 0924 0913 1001 0921 0910 0929 0917 1006 0925 0915 1003 0922 0912 1001 0919 "
    "0908 0927 0916"
)
_DRAGON_BOAT_FESTIVALS = word_list(
    "0608 0528 0615 0605 0624 0614 0602 0621 0610 0530 0617 0606 0625 0615 0604 0622 0611 0531 0618 0608 0528 "
    "0616 0605 0624 0613 0602 0620 0609 0530 0618 0606 0625 0615 0604 0622 0611 0531 0619 0608 0528 0616 0606 "
    "0623 0612 0602 0620 0609 0530 0618 0607 0625 0614 0603 0622 0610 0531 0619 0609 0528 0616 0605 0624 0612 "
    "0601 0620 0610"
)


def _in_lunar_table(table: list[str], year: int) -> date:
    """Errors: ValueError outside 1970 to 2035."""
    if not 1970 <= year < 1970 + len(table):
        raise ValueError("no lunar calendar for that year")
    month_day = table[year - 1970]
    return date(year, int(month_day[:2]), int(month_day[2:]))


def _fixed(month: int, day: int, year: int) -> Days:
    return date(year, month, day), date(year, month, day)


def _nth(month: int, weekday: int, nth: int, year: int) -> Days:
    day = nth_weekday(year, month, weekday, nth)
    return day, day


def _from_easter(offset: int, year: int, length: int = 1) -> Days:
    first = easter(year) + timedelta(offset)
    return first, first + timedelta(length - 1)


def _lunar(table: list[str], offset: int, year: int) -> Days:
    day = _in_lunar_table(table, year) + timedelta(offset)
    return day, day


def _election(year: int) -> Days:
    day = nth_weekday(year, 11, 0, 1) + timedelta(1)
    return day, day


def _after_thanksgiving(days: int, year: int) -> Days:
    day = nth_weekday(year, 11, 3, 4) + timedelta(days)
    return day, day


def _inauguration(year: int) -> Days:
    if year % 4 != 1:
        raise ValueError("no inauguration that year")
    return _fixed(1, 20, year)


_THANKSGIVING = partial(_nth, 11, 3, 4)
_CHRISTMAS = partial(_fixed, 12, 25)
_INDEPENDENCE = partial(_fixed, 7, 4)
_MLK = partial(_nth, 1, 0, 3)

# Lower-case name -> the days it fell on in a year. ValueError: not that year.
HOLIDAYS: dict[str, Callable[[int], Days]] = {
    "new year's day": partial(_fixed, 1, 1),
    "new year's eve": partial(_fixed, 12, 31),
    "martin luther king jr. day": _MLK,
    "martin luther king day": _MLK,
    "inauguration day": _inauguration,
    "valentine's day": partial(_fixed, 2, 14),
    "presidents' day": partial(_nth, 2, 0, 3),
    "presidents day": partial(_nth, 2, 0, 3),
    "st. patrick's day": partial(_fixed, 3, 17),
    "international women's day": partial(_fixed, 3, 8),
    "april fools' day": partial(_fixed, 4, 1),
    "earth day": partial(_fixed, 4, 22),
    "good friday": partial(_from_easter, -2),
    "easter": partial(_from_easter, 0),
    "easter sunday": partial(_from_easter, 0),
    "easter monday": partial(_from_easter, 1),
    "palm sunday": partial(_from_easter, -7),
    "may day": partial(_fixed, 5, 1),
    "mother's day": partial(_nth, 5, 6, 2),
    "memorial day": partial(_nth, 5, 0, -1),
    "flag day": partial(_fixed, 6, 14),
    "father's day": partial(_nth, 6, 6, 3),
    "juneteenth": partial(_fixed, 6, 19),
    "independence day": _INDEPENDENCE,
    "fourth of july": _INDEPENDENCE,
    "4th of july": _INDEPENDENCE,
    "july fourth": _INDEPENDENCE,
    "labor day": partial(_nth, 9, 0, 1),
    "columbus day": partial(_nth, 10, 0, 2),
    "halloween": partial(_fixed, 10, 31),
    "all saints' day": partial(_fixed, 11, 1),
    "election day": _election,
    "veterans day": partial(_fixed, 11, 11),
    "armistice day": partial(_fixed, 11, 11),
    "thanksgiving": _THANKSGIVING,
    "thanksgiving day": _THANKSGIVING,
    "black friday": partial(_after_thanksgiving, 1),
    "christmas eve": partial(_fixed, 12, 24),
    "christmas": _CHRISTMAS,
    "christmas day": _CHRISTMAS,
    "boxing day": partial(_fixed, 12, 26),
    "lunar new year's eve": partial(_lunar, _LUNAR_NEW_YEARS, -1),
    "chinese new year's eve": partial(_lunar, _LUNAR_NEW_YEARS, -1),
    "lunar new year's day": partial(_lunar, _LUNAR_NEW_YEARS, 0),
    "lunar new year": partial(_lunar, _LUNAR_NEW_YEARS, 0),
    "chinese new year": partial(_lunar, _LUNAR_NEW_YEARS, 0),
    "spring festival": partial(_lunar, _LUNAR_NEW_YEARS, 0),
    "lantern festival": partial(_lunar, _LUNAR_NEW_YEARS, 14),
    "mid-autumn festival": partial(_lunar, _MID_AUTUMN_FESTIVALS, 0),
    "dragon boat festival": partial(_lunar, _DRAGON_BOAT_FESTIVALS, 0),
    "china's national day": partial(_fixed, 10, 1),
    "chinese national day": partial(_fixed, 10, 1),
    "national day": partial(_fixed, 10, 1),
    "bastille day": partial(_fixed, 7, 14),
    "pearl harbor day": partial(_fixed, 12, 7),
    "human rights day": partial(_fixed, 12, 10),
}
