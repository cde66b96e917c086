"""Amounts of time: "three weeks", "two and a half years", "several decades", as numbers and as ISO 8601 durations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from articles.parsing.timexes import lexicon
from articles.parsing.timexes.almanac import add_months
from articles.parsing.timexes.tokens import Token

_CODES = {
    "second": "PT{}S",
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "night": "P{}D",
    "week": "P{}W",
    "weekend": "P{}WE",
    "month": "P{}M",
    "quarter": "P{}Q",
    "year": "P{}Y",
    "decade": "P{}DE",
    "century": "P{}CE",
    "millennium": "P{}ML",
}
_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_MULTIPLES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_MOST = 10_000  # no newspaper counts further; keeps the calendar's arithmetic in range


@dataclass(frozen=True, slots=True)
class Amount:
    count: float | None  # None: the words give no number
    unit: str  # singular, as in lexicon.UNITS


def amount_of(words: Mapping[str, Token]) -> Amount:
    """The amount that a pattern's `n` (number), `t` (tens), `h` (half) and `u` (unit) name."""
    unit = lexicon.UNITS[words["u"].low]
    number = words.get("n")
    count: float | None
    if number is None:
        plural = words["u"].low in lexicon.PLURAL_UNITS
        count = 0.5 if "h" in words and words["u"].low not in lexicon.PLURAL_UNITS else None if plural else 1
        return Amount(count, unit)
    count = _value(number)
    if count is not None and "times" in words:
        count *= _MULTIPLES[words["times"].low]
    if count is not None and "t" in words:
        count += lexicon.CARDINALS[words["t"].low]
    if count is not None and "h" in words:
        count += 0.5
    if number.low in ("a", "an") and words["u"].low in lexicon.PLURAL_UNITS:
        count = None
    return Amount(count, unit)


def _value(token: Token) -> float | None:
    if token.low in lexicon.CARDINALS:
        return lexicon.CARDINALS[token.low]
    if token.low in lexicon.ORDINALS:
        return lexicon.ORDINALS[token.low]
    digits = token.word.replace(",", "")
    if not digits.replace(".", "", 1).isdigit() or not digits.isascii() or len(digits) > 9:
        return None
    return float(digits) if "." in digits else int(digits)


def iso_duration(amount: Amount) -> str:
    """TIMEX3 value: P3D, PT16H, PXW; decades and centuries are counted in years."""
    count, unit = amount.count, amount.unit
    if unit == "fortnight":
        count, unit = (None if count is None else count * 2), "week"
    if unit == "decade":
        count, unit = (None if count is None else count * 10), "year"
    if unit == "century" and count is not None:
        count, unit = count * 100, "year"
    if count == 0.5 and unit in _HALVES:
        return _HALVES[unit]
    if unit == "hour" and count is not None and count % 1 == 0.5:
        return f"PT{int(count)}H30M"
    return _CODES[unit].format("X" if count is None else f"{count:g}")


_HALVES = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "minute": "PT30S"}


def day_count(amount: Amount) -> int | None:
    """Length in days, where the unit is days or weeks and the count is whole."""
    if amount.count is None or amount.unit not in ("day", "week", "fortnight") or amount.count != int(amount.count):
        return None
    return int(amount.count) * _DAYS[amount.unit]


def shift(day: date, amount: Amount, sign: int) -> date:
    """The day so much earlier (`sign` -1) or later. Errors: ValueError, OverflowError outside the calendar."""
    count = amount.count or 0
    if count > _MOST:
        raise ValueError("too far")
    if amount.unit in _DAYS:
        return day + timedelta(sign * round(count * _DAYS[amount.unit]))
    if amount.unit in _MONTHS:
        return add_months(day, sign * round(count * _MONTHS[amount.unit]))
    return day
