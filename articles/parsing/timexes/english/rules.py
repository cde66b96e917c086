"""Rules of the English grammar: a pattern over token classes, and a function that reads the match.

A reader returns None where the words only look like a date ("in August Wilson's play", "2000 troops").
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from articles.parsing.timexes import lexicon, readings
from articles.parsing.timexes.almanac import add_months
from articles.parsing.timexes.context import Context
from articles.parsing.timexes.readings import Reading
from articles.parsing.timexes.tokens import Token

Words = Mapping[str, Token]  # the tokens the pattern has named


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: str
    read: Callable[[Context, Words], Reading | None]


def registrar(rules: list[Rule]):
    """A decorator that adds a reader with its patterns to `rules`."""

    def rule(name: str, *patterns: str):
        def register(read: Callable[[Context, Words], Reading | None]):
            rules.extend(Rule(name, pattern, read) for pattern in patterns)
            return read

        return register

    return rule


PART = "part=early|mid|late -?"


WDAY = "wd=WDAY ,?"


def day_or_none(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def followed_by_noun(context: Context) -> bool:
    following = context.word_after()
    return following[:1].isalpha() and following.islower() and following not in lexicon.PREPOSITIONS | CONNECTIVES


CONNECTIVES = frozenset(
    lexicon.word_list(
        "and or but when where which who that as with while because if than then also was were is are will would "
        "has had have said it he she they we the a an his her its their this that these those"
    )
)


def with_day_part(reading: Reading, words: Words) -> Reading:
    if "pod" not in words:
        return reading
    code = lexicon.DAY_PARTS[words["pod"].low]
    return Reading("TIME", f"{reading.value}T{code}", reading.edtf, anchor=reading.anchor)


DEICTIC_STEPS = {"this": 0, "current": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}
DEICTIC_STEPS |= {"following": 1, "upcoming": 1, "same": 0, "that": 0, "the": 0}


def open_unit(unit: str) -> str:
    return {"week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "weekend": "XXXX-WXX-WE"}.get(unit, "XXXX")


def unit_reading(base: date, unit: str, step: int, anchor: str = "dct") -> Reading | None:
    if unit == "day":
        return readings.day(base + timedelta(step), anchor)
    if unit in ("week", "fortnight"):
        return readings.week(base + timedelta(7 * step), anchor)
    if unit == "weekend":
        return readings.weekend(base + timedelta(7 * step), anchor)
    if unit == "month":
        moved = add_months(base, step)
        return readings.month(moved.year, moved.month, anchor)
    if unit == "year":
        return readings.year(base.year + step, anchor)
    if unit == "quarter":
        moved = add_months(base, 3 * step)
        return readings.quarter(moved.year, (moved.month + 2) // 3, anchor)
    if unit == "decade":
        return readings.decade((base.year // 10 + step) * 10, anchor)
    if unit == "century":
        return readings.century((base.year // 100 + step) * 100, anchor)
    return None


N = "n=CARD|INT|DECIMAL|VAGUE"


AMOUNT = (
    f"(a)? {N} (of)? u=UNIT|UNITS",
    "t=TENS - n=CARD u=UNITS",
    f"{N} times=hundred|thousand|million|dozen u=UNITS",
    f"{N} and a h=half u=UNITS|UNIT",
    "a u=UNIT and a h=half",
    f"{N} h=FRACTION u=UNITS",
    "h=half a|an u=UNIT",
)


def month_of(words: Words) -> int:
    return lexicon.MONTHS[words["m"].low]


def weekday_of(token: Token) -> int:
    return lexicon.WEEKDAYS[token.low]


def day_of(token: Token) -> int:
    return ordinal_of(token) if not token.word.isdigit() else int(token.word)


def ordinal_of(token: Token) -> int:
    digits = re.match(r"\d{1,3}", token.word)
    return int(digits[0]) if digits else lexicon.ORDINALS[token.low]


def number_of(token: Token) -> int:
    return int(token.word) if token.word.isdigit() else lexicon.CARDINALS[token.low]


def part_word(words: Words) -> str:
    return words["part"].low if "part" in words else ""
