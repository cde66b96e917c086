"""Months, years, decades and centuries: "last November", "mid-2023", "the early 1970s"."""

import re
from datetime import date

from articles.parsing.timexes import lexicon, readings
from articles.parsing.timexes.almanac import add_months
from articles.parsing.timexes.context import Context
from articles.parsing.timexes.english.rules import (
    DEICTIC_STEPS,
    PART,
    Rule,
    Words,
    followed_by_noun,
    month_of,
    ordinal_of,
    part_word,
    registrar,
)
from articles.parsing.timexes.readings import Reading
from articles.parsing.timexes.tokens import Token
from timeline.edtf import month_bounds

RULES: list[Rule] = []
rule = registrar(RULES)


@rule(
    "month-year",
    f"(the)? ({PART})? m=MONTH (, | of | ' s)? y=YEAR",
    "(the)? part=beginning|start|end|middle|close of m=MONTH (of)? ,? y=YEAR",
    "part=early|late in m=MONTH (,? | of) y=YEAR",
)
def read_month_year(context: Context, words: Words) -> Reading | None:
    return readings.month(int(words["y"].word), month_of(words)).with_part(part_word(words))


@rule(
    "month",
    f"(the)? ({PART})? m=FULLMONTH",
    f"(the)? dx=last|this|next|past ({PART})? m=FULLMONTH",
    f"({PART})? m=FULLMONTH ,? (of)? (the)? dx=last|this|next|same|previous|following|that year",
    f"(the)? ({PART})? dx=last|next m=FULLMONTH",
    "(the)? part=beginning|start|end|middle|close of (dx=last|this|next)? m=FULLMONTH",
    "part=early|late in m=FULLMONTH",
    "dx=that (same)? m=FULLMONTH",
)
def read_month(context: Context, words: Words) -> Reading | None:
    token = words["m"]
    number = month_of(words)
    if not _is_month_alone(context, words) or context.before() == "on":
        return None
    base = context.base(f"XXXX-{number:02}")
    part = part_word(words)
    deictic = words["dx"].low if "dx" in words else ""
    if deictic == "that":
        found = readings.month(_year_told(context, base), number, "text")
    elif context.tokens[context.last].low == "year" and deictic:
        found = readings.month(_deictic_year(context, deictic, base), number, "dct")
    elif deictic in ("last", "past", "next"):
        found = readings.month(_stepped_year(base, number, deictic), number, "dct")
    else:
        months = [month_bounds(year, number) for year in range(base.year - 1, base.year + 2)]
        chosen = months[context.nearest(months)][0]
        found = readings.month(chosen.year, number, "dct")
    if token is context.tokens[context.last] and context.after() == "'" and context.after(2).isdigit():
        return None
    return found.with_part(part)


def _deictic_year(context: Context, deictic: str, base: date) -> int:
    if deictic in DEICTIC_STEPS and deictic not in ("previous", "following", "same", "that"):
        return base.year + DEICTIC_STEPS[deictic]
    return _year_told(context, base) + {"previous": -1, "following": 1}.get(deictic, 0)


def _year_told(context: Context, base: date) -> int:
    """The year of the date last told of, else the article's."""
    earlier = context.earlier_date()
    return int(earlier.value[:4]) if earlier and earlier.value[:4].isdigit() else base.year


def _stepped_year(base: date, month: int, deictic: str) -> int:
    """ "last November": the one before this month's, and the year before if that was but a month ago.

    Of the month just past a newspaper says "last month".
    """
    if deictic == "next":
        return base.year if month > base.month else base.year + 1
    year = base.year if month < base.month else base.year - 1
    just_past = add_months(base.replace(day=1), -1)
    return year - 1 if deictic == "last" and (year, month) == (just_past.year, just_past.month) else year


_MONTH_LEADS = frozenset(
    lexicon.word_list(
        "in since until till by of during from to through before after between and early late mid last next this "
        "past the throughout for or as around about -"
    )
)


def _is_month_alone(context: Context, words: Words) -> bool:
    """A month's name by itself is a date unless it is somebody's name, a verb or part of a title."""
    token = words["m"]
    if context.last - context.first >= 1 + (context.tokens[context.first].low == "the"):
        return True
    if token.low not in lexicon.FULL_MONTHS and not token.word.endswith("."):
        return context.before() in _MONTH_LEADS
    if token.low not in lexicon.NAME_LIKE_MONTHS and not token.word.isupper():
        following = context.word_after()
        return not (following[:1].isupper() and following.isalpha() and context.before() in ("mr", "ms", "mrs"))
    if token.word.islower():
        return False
    following = context.word_after()
    if following[:1].isupper() and following.isalpha() and following.lower() not in lexicon.WEEKDAYS:
        return context.before() in ("in", "since", "until", "the", "last", "by") and following.isupper()
    if context.before() in ("mr", "ms", "mrs", ".", "dr", "miss", "minister", "president", "sir"):
        return context.before() == "." and context.before(2) not in ("mr", "ms", "mrs", "dr")
    return context.before() in _MONTH_LEADS


@rule(
    "year",
    "y=YEAR",
    f"{PART} y=YEAR",
    "(the)? part=beginning|start|end|middle|close of y=YEAR",
    "(the)? year y=YEAR",
    "(the)? fiscal|financial|calendar (year)? y=YEAR",
)
def read_year(context: Context, words: Words) -> Reading | None:
    alone = context.first == context.last
    if alone and not _is_year(context, words["y"]):
        return None
    return readings.year(int(words["y"].word)).with_part(part_word(words))


@rule("second-year", "- y=YEAR2")
def read_second_year(context: Context, words: Words) -> Reading | None:
    """The 91 of "1990-91"."""
    if not context.accepted or context.accepted[-1][0] != context.first - 1:
        return None
    first, number = context.accepted[-1][1].value, int(words["y"].word)
    if not re.fullmatch(r"\d{4}", first) or len(context.tokens[context.first - 1].word) != 4:
        return None
    return readings.year(int(first[:2]) * 100 + number) if number > int(first[2:]) else None


@rule("short-year", "in|since|from|until|by|of|spring|summer|fall|autumn|winter ' y=YEAR2")
def read_short_year(context: Context, words: Words) -> Reading | None:
    """ "in '98"; up to '30 it is this century's."""
    number = int(words["y"].word)
    return readings.year(number + (2000 if number <= 30 else 1900))


_YEAR_LEADS = frozenset(
    lexicon.word_list(
        "in since until till by of during from through before after between early late mid the throughout for "
        "around about circa year to and post pre -"
    )
)


_OWNERS = frozenset({"s", "its", "his", "her", "their", "our", "this"})


def _is_year(context: Context, token: Token) -> bool:
    number = int(token.word)
    before, after = context.before(), context.after()
    if after in lexicon.COUNTED_NOUNS or (after in ("-", "/", "°", "%") and not _joins_years(context, after)):
        return False
    if before in ("$", "£", "€", "¥", "no", "number", "#", "than", "/", "flight", "resolution", "route", "room", "law"):
        return False
    if before == "-" and not _is_second_year(context):
        return False
    if before == "." and context.tokens[context.first - 1].end == token.start:
        return False
    if after in lexicon.CAR_MAKES and before != "in":
        return False
    if before not in _YEAR_LEADS and before not in _OWNERS and after.endswith("s") and len(after) > 3:
        return False  # "averaged 2000 contracts"
    if 1900 <= number <= 2050:
        if before in _YEAR_LEADS or after in (",", ".", ")", "'") or before in ("(", ","):
            return True
        return not context.word_before()[:1].isupper() or before in _YEAR_LEADS or before in ("a", "an")
    return before in ("in", "since", "until", "from", "year") and number >= 1000 and not followed_by_noun(context)


def _is_second_year(context: Context) -> bool:
    """ "1991-1995", "post-1989", but not a telephone number."""
    first = context.before(2)
    if first.isdigit():
        return len(first) == 4 and 1000 <= int(first) < 2200 and context.before(3) != "-"
    return first in ("post", "pre", "mid", "early", "late")


def _joins_years(context: Context, mark: str) -> bool:
    following = context.after(2)
    return mark in ("-", "/", "–") and following.isdigit() and len(following) in (2, 4)


@rule(
    "decade",
    "(the)? d=DECADE",
    f"(the)? {PART} d=DECADE",
    "(the)? part=beginning|start|end|middle|close of the d=DECADE",
    "the d=DECADEWORD",
    f"the {PART} d=DECADEWORD",
)
def read_decade(context: Context, words: Words) -> Reading | None:
    token = words["d"]
    if token.low in lexicon.DECADE_WORDS:
        first = 1900 + lexicon.DECADE_WORDS[token.low]
    else:
        digits = re.sub(r"\D", "", token.word)
        if token.word[0].isdigit() and len(digits) == 2 and not _is_short_decade(context):
            return None
        first = int(digits) if len(digits) == 4 else 1900 + int(digits)
        if first % 10:
            return None
    if first % 100 == 0 and first <= 1900:
        return readings.century(first).with_part(part_word(words))
    return readings.decade(first).with_part(part_word(words))


def _is_short_decade(context: Context) -> bool:
    """ "in the 80s", but "temperatures in the 80s" and "in their 80s"."""
    nearby = {token.low for token in context.tokens[max(0, context.first - 8) : context.first]}
    return context.before() in ("in", "of", "since", "during", "until", "from") and not nearby & _WARMTH


_WARMTH = frozenset(
    {"temperature", "temperatures", "highs", "high", "lows", "low", "weather", "degrees", "warm", "hot"}
)


@rule("century", f"(the)? ({PART})? o=ORD -? century", "(the)? turn of the century")
def read_century(context: Context, words: Words) -> Reading | None:
    if "o" not in words:
        return None
    number = ordinal_of(words["o"])
    return readings.century((number - 1) * 100).with_part(part_word(words)) if 1 < number <= 22 else None
