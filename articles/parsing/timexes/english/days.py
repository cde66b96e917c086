"""Days of the month: "Aug. 27, 2024", "Tuesday, 27 August", "April 24 and 25", 27/08/2024."""

import re
from datetime import date

from articles.parsing.timexes import lexicon, readings
from articles.parsing.timexes.almanac import add_months
from articles.parsing.timexes.context import Context
from articles.parsing.timexes.english.rules import (
    DEICTIC_STEPS,
    WDAY,
    Rule,
    Words,
    day_of,
    day_or_none,
    followed_by_noun,
    month_of,
    registrar,
    weekday_of,
)
from articles.parsing.timexes.leaf import read_phrase
from articles.parsing.timexes.readings import Reading, Unanchored
from articles.parsing.timexes.tokens import Token

RULES: list[Rule] = []
rule = registrar(RULES)


@rule(
    "month-day-year",
    f"({WDAY})? (the)? m=MONTH d=DAY|DAYORD ,? y=YEAR",
    "(on)? (the)? pod=POD of (WDAY ,?)? m=MONTH d=DAY|DAYORD ,? y=YEAR",
    f"({WDAY})? (the)? d=DAY|DAYORD (of)? m=MONTH ,? y=YEAR",
    "d=DAY - m=MONTH - y=YEAR",
)
def read_full_date(context: Context, words: Words) -> Reading | None:
    return readings.day(date(int(words["y"].word), month_of(words), day_of(words["d"])))


@rule(
    "month-day",
    f"({WDAY})? (the)? m=MONTH (the)? d=DAY|DAYORD",
    f"({WDAY})? (the)? d=DAYORD (day)? (of)? m=MONTH",
    "(on)? (the)? pod=POD of (WDAY ,?)? m=MONTH d=DAY|DAYORD",
    f"({WDAY})? d=DAY m=FULLMONTH",
    "wd=WDAY \\( m=MONTH d=DAY \\)",
    "dx=last|next|this m=MONTH d=DAY|DAYORD",
    "m=MONTH d=DAY|DAYORD ,? (of)? dx=last|next|this year",
)
def read_month_day(context: Context, words: Words) -> Reading | None:
    month, number = month_of(words), day_of(words["d"])
    if _is_counting(context, words["d"]):
        return None
    base = context.base(f"XXXX-{month:02}-{number:02}")
    if (month, number) == (9, 11) and base >= _NINE_ELEVEN and context.after() in _ATTACKS:
        return readings.day(_NINE_ELEVEN)
    deictic = words["dx"].low if "dx" in words else ""
    if deictic and context.tokens[context.last].low == "year":
        return readings.day(date(base.year + DEICTIC_STEPS[deictic], month, number), "dct")
    days = [day for year in range(base.year - 4, base.year + 5) if (day := day_or_none(year, month, number))]
    if "wd" in words:
        days = [day for day in days if day.weekday() == weekday_of(words["wd"])] or days
    if deictic in ("last", "next"):
        near = [day for day in days if (day < base) == (deictic == "last") and day != base]
        if not near:
            return None
        return readings.day(near[-1] if deictic == "last" else near[0], "dct")
    return readings.day(days[context.nearest([(day, day) for day in days])], "dct")


# A day that goes by its month and day for good.
_NINE_ELEVEN = date(2001, 9, 11)
_ATTACKS = frozenset({"attack", "attacks", "terrorist", "terror", "suicide", "hijackers", "hijackings", "commission"})


def _is_counting(context: Context, number: Token) -> bool:
    """ "May 24 people": the number belongs to what follows."""
    return context.tokens[context.last] is number and context.after() in (
        "percent",
        "million",
        "%",
        "billion",
        "people",
    )


@rule("listed-day", "join=, d=DAY ,? and DAY|DAYORD", "join=, d=DAY , DAY ,? and DAY|DAYORD")
def read_listed_day(context: Context, words: Words) -> Reading | None:
    """The 21 of "Sept. 20, 21 and 22"."""
    return read_second_day(context, words)


@rule("second-day", "join=and|to|-|through|or d=DAY|DAYORD ,? y=YEAR", "join=and|to|-|through|or d=DAY|DAYORD")
def read_second_day(context: Context, words: Words) -> Reading | None:
    """The 25 of "April 24 and 25", the 19 of "June 17-19"; the joining word is left out of the span."""
    named = 2 if context.after() == "of" else 1
    if context.after(named) in lexicon.MONTHS and context.word_after(named)[0].isupper():
        return None  # "4-6 September": the month is the second day's
    if not context.accepted or context.accepted[-1][0] != context.first - 1 or _is_counting(context, words["d"]):
        return None
    if words["join"].low in ("and", "or", "to") and words["d"].kind == "number" and followed_by_noun(context):
        return None
    previous = context.accepted[-1][1]
    match = re.fullmatch(r"(\d{4}|XXXX)-(\d\d)-(\d\d)", previous.value)
    before = context.tokens[context.first - 1]
    if not match or (before.kind not in ("number", "ordinal")) or len(before.word) > 4:
        return None
    number = day_of(words["d"])
    if words["join"].low in ("-", "to", "through") and number <= int(match[3]):
        return None
    if "y" in words:
        return readings.day(date(int(words["y"].word), int(match[2]), number))
    if match[1] == "XXXX":
        raise Unanchored(f"XXXX-{match[2]}-{number:02}")
    return readings.day(date(int(match[1]), int(match[2]), number), previous.anchor)


@rule(
    "day-of-pair",
    "d=DAY and|to|-|or DAY m=FULLMONTH",
    "d=DAY and|to|-|or DAY m=FULLMONTH ,? y=YEAR",
    "(the)? d=DAYORD and|to|-|or (the)? DAYORD (of)? m=FULLMONTH",
    "(the)? d=DAYORD and|to|-|or (the)? DAYORD (of)? m=FULLMONTH ,? y=YEAR",
)
def read_first_of_pair(context: Context, words: Words) -> Reading | None:
    """The 17 of "17-19 June", of whose match the engine keeps the first token only."""
    month, number = month_of(words), day_of(words["d"])
    if "y" in words:
        return readings.day(date(int(words["y"].word), month, number))
    base = context.base(f"XXXX-{month:02}-{number:02}")
    days = [day for year in range(base.year - 1, base.year + 2) if (day := day_or_none(year, month, number))]
    return readings.day(days[context.nearest([(day, day) for day in days])], "dct")


@rule("numeric-date", "n=ISO", "n=SLASHED")
def read_numeric(context: Context, words: Words) -> Reading | None:
    token = words["n"]
    numbers = [int(number) for number in re.split(r"[-/.]", token.word)]
    if token.kind == "slashed" and ("." in token.word and len(token.word) < 8):
        return None  # version and section numbers
    if len(re.split(r"[-/.]", token.word)[0]) == 4:
        return readings.day(date(*numbers))
    first, second, year = numbers
    if len(token.word) >= 8 and year >= 1000:
        if first > 12 or "." in token.word:
            return readings.day(date(year, second, first))
        read = readings.day(date(year, first, second))
        if second > 12 or first == second:
            return read
        return Reading(read.type, read.value, f"{read.value}?")  # day or month first? mostly American
    return None


@rule("nine-eleven", "n=INT / d=DAY")
def read_nine_eleven(context: Context, words: Words) -> Reading | None:
    return readings.day(_NINE_ELEVEN) if (words["n"].word, words["d"].word) == ("9", "11") else None


_DAY_LEADS = frozenset({"on", "by", "until", "from", "since", "to", "through", "and", "between"})


@rule(
    "day-of-month",
    "the d=DAYORD of dx=this|last|next month",
    "the d=DAYORD (day)? (of (the|this) month)?",
    "wd=WDAY ,? the d=DAYORD",
)
def read_day_of_month(context: Context, words: Words) -> Reading | None:
    token = words["d"]
    if token.kind != "ordinal" or not ("wd" in words or "dx" in words or context.before() in _DAY_LEADS):
        return None
    if followed_by_noun(context) or context.word_after()[:1].isupper():
        return None
    number = day_of(token)
    base = context.base(f"XXXX-XX-{number:02}")
    if "dx" in words:
        start = add_months(base.replace(day=1), DEICTIC_STEPS[words["dx"].low])
        return readings.day(start.replace(day=number), "dct")
    starts = [add_months(base.replace(day=1), months) for months in (range(-6, 7) if "wd" in words else (-1, 0, 1))]
    days = [day for start in starts if (day := day_or_none(start.year, start.month, number))]
    if "wd" in words:
        days = [day for day in days if day.weekday() == weekday_of(words["wd"])]
    return readings.day(days[context.nearest([(day, day) for day in days])], "dct")


@rule(
    "unusual-order",
    "m=MONTH - d=DAY - y=YEAR",
    "m=MONTH / d=DAY / y=YEAR",
    "d=DAY / m=MONTH / y=YEAR",
    "y=YEAR ,? m=MONTH d=DAY|DAYORD",
    "y=YEAR - m=MONTH - d=DAY",
)
def read_unusual_order(context: Context, words: Words) -> Reading | None:
    """Orders that registers and forms use; dateparser knows them."""
    start, end = context.tokens[context.first].start, context.tokens[context.last].end
    edtf = read_phrase(context.text[start:end], base=context.dct or date(2000, 1, 1))
    return readings.day(date.fromisoformat(edtf)) if edtf and len(edtf) == 10 else None
