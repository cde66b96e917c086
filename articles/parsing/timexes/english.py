"""The English grammar: each rule is a pattern over token classes and a function that reads the match.

A reader returns None where the words only look like a date ("in August Wilson's play", "2000 troops").
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from articles.parsing.timexes import lexicon, readings
from articles.parsing.timexes.almanac import HOLIDAYS, add_months, monday_of, nth_weekday
from articles.parsing.timexes.context import Context
from articles.parsing.timexes.quantities import Amount, amount_of, iso_duration, shift
from articles.parsing.timexes.readings import Reading, Unanchored
from articles.parsing.timexes.tokens import Token
from timeline.edtf import month_bounds, within

Words = Mapping[str, Token]  # the tokens the pattern has named


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: str
    read: Callable[[Context, Words], Reading | None]


RULES: list[Rule] = []


def rule(name: str, *patterns: str):
    """Register a reader for some patterns; where two rules match the same words, the earlier one is asked first."""

    def register(read: Callable[[Context, Words], Reading | None]):
        RULES.extend(Rule(name, pattern, read) for pattern in patterns)
        return read

    return register


# ---------------------------------------------------------------- days of the month


_PART = "part=early|mid|late -?"
_WDAY = "wd=WDAY ,?"


@rule(
    "month-day-year",
    f"({_WDAY})? (the)? m=MONTH d=DAY|DAYORD ,? y=YEAR",
    f"({_WDAY})? (the)? d=DAY|DAYORD (of)? m=MONTH ,? y=YEAR",
    "d=DAY - m=MONTH - y=YEAR",
)
def read_full_date(context: Context, words: Words) -> Reading | None:
    return readings.day(date(int(words["y"].word), _month(words), _day(words["d"])))


@rule(
    "month-day",
    f"({_WDAY})? (the)? m=MONTH (the)? d=DAY|DAYORD",
    f"({_WDAY})? (the)? d=DAYORD (day)? (of)? m=MONTH",
    f"({_WDAY})? d=DAY m=FULLMONTH",
    "wd=WDAY \\( m=MONTH d=DAY \\)",
    "dx=last|next|this m=MONTH d=DAY|DAYORD",
    "m=MONTH d=DAY|DAYORD ,? (of)? dx=last|next|this year",
)
def read_month_day(context: Context, words: Words) -> Reading | None:
    month, number = _month(words), _day(words["d"])
    if _is_counting(context, words["d"]):
        return None
    base = context.base(f"XXXX-{month:02}-{number:02}")
    deictic = words["dx"].low if "dx" in words else ""
    if deictic and context.tokens[context.last].low == "year":
        return readings.day(date(base.year + _DEICTIC_STEPS[deictic], month, number), "dct")
    days = [day for year in range(base.year - 4, base.year + 5) if (day := _day_or_none(year, month, number))]
    if "wd" in words:
        days = [day for day in days if day.weekday() == _weekday(words["wd"])] or days
    if deictic in ("last", "next"):
        near = [day for day in days if (day < base) == (deictic == "last") and day != base]
        return readings.day(near[-1] if deictic == "last" else near[0], "dct")
    return readings.day(days[context.nearest([(day, day) for day in days])], "dct")


def _day_or_none(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _is_counting(context: Context, number: Token) -> bool:
    """ "May 24 people": the number belongs to what follows."""
    return context.tokens[context.last] is number and context.after() in (
        "percent",
        "million",
        "%",
        "billion",
        "people",
    )


@rule("second-day", "join=and|to|-|through|or d=DAY|DAYORD")
def read_second_day(context: Context, words: Words) -> Reading | None:
    """The 25 of "April 24 and 25", the 19 of "June 17-19"; the joining word is left out of the span."""
    if not context.accepted or context.accepted[-1][0] != context.first - 1 or _is_counting(context, words["d"]):
        return None
    if words["join"].low in ("and", "or", "to") and words["d"].kind == "number" and _followed_by_noun(context):
        return None
    previous = context.accepted[-1][1]
    match = re.fullmatch(r"(\d{4}|XXXX)-(\d\d)-(\d\d)", previous.value)
    before = context.tokens[context.first - 1]
    if not match or (before.kind not in ("number", "ordinal")) or len(before.word) > 4:
        return None
    number = _day(words["d"])
    if words["join"].low in ("-", "to", "through") and number <= int(match[3]):
        return None
    if match[1] == "XXXX":
        raise Unanchored(f"XXXX-{match[2]}-{number:02}")
    return readings.day(date(int(match[1]), int(match[2]), number), previous.anchor)


def _followed_by_noun(context: Context) -> bool:
    following = context.word_after()
    return following[:1].isalpha() and following.islower() and following not in lexicon.PREPOSITIONS | _CONNECTIVES


_CONNECTIVES = frozenset(
    lexicon.word_list(
        "and or but when where which who that as with while because if than then also was were is are will would "
        "has had have said it he she they we"
    )
)


@rule("day-of-pair", "d=DAY and|to|-|or DAY m=FULLMONTH", "d=DAY and|to|-|or DAY m=FULLMONTH ,? y=YEAR")
def read_first_of_pair(context: Context, words: Words) -> Reading | None:
    """The 17 of "17-19 June", which the engine reads before the rest; see `tagger.LEADING`."""
    month, number = _month(words), _day(words["d"])
    if "y" in words:
        return readings.day(date(int(words["y"].word), month, number))
    base = context.base(f"XXXX-{month:02}-{number:02}")
    days = [day for year in range(base.year - 1, base.year + 2) if (day := _day_or_none(year, month, number))]
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
    return readings.day(date(2001, 9, 11)) if (words["n"].word, words["d"].word) == ("9", "11") else None


@rule(
    "day-of-month", "the d=DAYORD (day)? (of)? (the|this|last|next month)?", "the d=DAYORD of dx=this|last|next month"
)
def read_day_of_month(context: Context, words: Words) -> Reading | None:
    token = words["d"]
    if token.kind != "ordinal" or context.before() not in ("on", "by", "until", "from", "since"):
        return None
    if context.after() and context.word_after()[:1].isalpha() and _followed_by_noun(context):
        return None
    number = _day(token)
    base = context.base(f"XXXX-XX-{number:02}")
    if "dx" in words:
        start = add_months(base.replace(day=1), _DEICTIC_STEPS[words["dx"].low])
        return readings.day(start.replace(day=number), "dct")
    starts = [add_months(base.replace(day=1), months) for months in (-1, 0, 1)]
    days = [day for start in starts if (day := _day_or_none(start.year, start.month, number))]
    return readings.day(days[context.nearest([(day, day) for day in days])], "dct")


# ---------------------------------------------------------------- months and years


@rule(
    "month-year",
    f"(the)? ({_PART})? m=MONTH (, | of | ' s)? y=YEAR",
    "(the)? part=beginning|start|end|middle|close of m=MONTH ,? y=YEAR",
)
def read_month_year(context: Context, words: Words) -> Reading | None:
    return readings.month(int(words["y"].word), _month(words)).with_part(_part(words))


@rule(
    "month",
    f"(the)? ({_PART})? m=FULLMONTH",
    f"(the)? dx=last|this|next|past ({_PART})? m=FULLMONTH",
    f"({_PART})? m=FULLMONTH ,? (of)? (the)? dx=last|this|next|same|previous|following|that year",
    f"(the)? ({_PART})? dx=last|next m=FULLMONTH",
    "(the)? part=beginning|start|end|middle|close of (dx=last|this|next)? m=FULLMONTH",
)
def read_month(context: Context, words: Words) -> Reading | None:
    token = words["m"]
    number = _month(words)
    if not _is_month_alone(context, words):
        return None
    base = context.base(f"XXXX-{number:02}")
    part = _part(words)
    deictic = words["dx"].low if "dx" in words else ""
    if context.tokens[context.last].low == "year" and deictic:
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
    if deictic in _DEICTIC_STEPS and deictic not in ("previous", "following", "same", "that"):
        return base.year + _DEICTIC_STEPS[deictic]
    earlier = context.earlier_date()
    year = int(earlier.value[:4]) if earlier and earlier.value[:4].isdigit() else base.year
    return year + {"previous": -1, "following": 1}.get(deictic, 0)


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
    if context.last - context.first >= 1 and context.tokens[context.first].low != "the":
        return True
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
    f"{_PART} y=YEAR",
    "(the)? part=beginning|start|end|middle|close of y=YEAR",
    "(the)? year y=YEAR",
    "(the)? fiscal|financial|calendar (year)? y=YEAR",
)
def read_year(context: Context, words: Words) -> Reading | None:
    alone = context.first == context.last
    if alone and not _is_year(context, words["y"]):
        return None
    return readings.year(int(words["y"].word)).with_part(_part(words))


_YEAR_LEADS = frozenset(
    lexicon.word_list(
        "in since until till by of during from through before after between early late mid the throughout for "
        "around about circa year to and post pre -"
    )
)


def _is_year(context: Context, token: Token) -> bool:
    number = int(token.word)
    before, after = context.before(), context.after()
    if after in lexicon.COUNTED_NOUNS or (after in ("-", "/", "°", "%") and not _joins_years(context, after)):
        return False
    if before in ("$", "£", "€", "¥", "no", "number", "#", "than", "/", "flight", "resolution", "route", "room", "law"):
        return False
    if before == "-" and not (
        (
            context.tokens[context.first - 1].start == context.tokens[context.first - 2].end
            and context.before(2) in ("post", "pre", "mid", "early", "late")
        )
        or (context.before(2).isdigit() and len(context.before(2)) == 4)
    ):
        return False
    if before == "." and context.tokens[context.first - 1].end == token.start:
        return False
    if after in lexicon.CAR_MAKES and before != "in":
        return False
    if 1900 <= number <= 2050:
        if before in _YEAR_LEADS or after in (",", ".", ")", "'") or before in ("(", ","):
            return True
        return not context.word_before()[:1].isupper() or before in _YEAR_LEADS
    return before in ("in", "since", "until", "from", "year") and number >= 1000 and not _followed_by_noun(context)


def _joins_years(context: Context, mark: str) -> bool:
    following = context.after(2)
    return mark in "-/" and following.isdigit() and len(following) in (2, 4)


@rule(
    "decade",
    "(the)? d=DECADE",
    f"(the)? {_PART} d=DECADE",
    "(the)? part=beginning|start|end|middle|close of the d=DECADE",
    "the d=DECADEWORD",
    f"the {_PART} d=DECADEWORD",
)
def read_decade(context: Context, words: Words) -> Reading | None:
    token = words["d"]
    if token.low in lexicon.DECADE_WORDS:
        first = 1900 + lexicon.DECADE_WORDS[token.low]
    else:
        digits = re.sub(r"\D", "", token.word)
        first = int(digits) if len(digits) == 4 else 1900 + int(digits)
        if first % 10:
            return None
    if first % 100 == 0 and first <= 1900:
        return readings.century(first).with_part(_part(words))
    return readings.decade(first).with_part(_part(words))


@rule("century", f"(the)? ({_PART})? o=ORD -? century", "(the)? turn of the century")
def read_century(context: Context, words: Words) -> Reading | None:
    if "o" not in words:
        return None
    number = _ordinal(words["o"])
    return readings.century((number - 1) * 100).with_part(_part(words)) if 1 < number <= 22 else None


# ---------------------------------------------------------------- weekdays and days


@rule(
    "weekday",
    "wd=WDAY",
    "wd=FULLWDAY (' s)? pod=POD",
    "early|late|later|earlier|mid -? wd=FULLWDAY",
    "early|late wd=FULLWDAY pod=POD",
    "(on)? the pod=POD of wd=FULLWDAY",
    "dx=last|next|this|past|coming|following|previous wd=FULLWDAY",
    "dx=last|next|this|past|coming|following|previous wd=FULLWDAY pod=POD",
    "the (dx=coming|following|previous|past)? wd=FULLWDAY",
)
def read_weekday(context: Context, words: Words) -> Reading | None:
    token = words["wd"]
    if not _is_weekday(context, token):
        return None
    weekday = _weekday(token)
    base = context.base(f"XXXX-WXX-{weekday + 1}")
    deictic = words["dx"].low if "dx" in words else ""
    anchor = "dct"
    if deictic in ("following", "previous"):
        earlier = context.earlier_day()
        if earlier:
            base, anchor = earlier, "text"
    found = _weekday_near(context, base, weekday, deictic)
    return _with_day_part(readings.day(found, anchor), words)


def _weekday_near(context: Context, base: date, weekday: int, deictic: str) -> date:
    behind, ahead = (base.weekday() - weekday) % 7, (weekday - base.weekday()) % 7
    if deictic in ("last", "past", "previous"):
        return base - timedelta(behind or 7)
    if deictic in ("next", "coming", "following"):
        return base + timedelta(ahead or 7)
    if not behind:
        return base
    tense = context.tense()
    if tense == "future" or (deictic == "this" and tense != "past"):
        return base + timedelta(ahead)
    return base - timedelta(behind)


def _is_weekday(context: Context, token: Token) -> bool:
    if token.low in lexicon.FULL_WEEKDAYS:
        following = context.word_after()
        if context.last == context.first and following in ("Times", "Herald", "Club", "Telegraph", "Post", "Mail"):
            return False
        return token.word[0].isupper()
    return False


def _with_day_part(reading: Reading, words: Words) -> Reading:
    if "pod" not in words:
        return reading
    code = lexicon.DAY_PARTS[words["pod"].low]
    return Reading("TIME", f"{reading.value}T{code}", reading.edtf, anchor=reading.anchor)


@rule(
    "weekday-of-week",
    "wd=FULLWDAY ,? (of)? dx=this|last|next week",
    "dx=this|last|next week ' s wd=FULLWDAY",
    "wd=FULLWDAY ,? (of)? the dx=following|previous|same week",
)
def read_weekday_of_week(context: Context, words: Words) -> Reading | None:
    base = context.base(f"XXXX-WXX-{_weekday(words['wd']) + 1}")
    monday = monday_of(base) + timedelta(7 * _DEICTIC_STEPS[words["dx"].low])
    return readings.day(monday + timedelta(_weekday(words["wd"])), "dct")


@rule("weeks-from-weekday", "(n=CARD|INT) weeks|week (ago|from) (on)? wd=FULLWDAY", "wd=FULLWDAY a week ago")
def read_weeks_from_weekday(context: Context, words: Words) -> Reading | None:
    if "n" not in words:
        base = context.base()
        weekday = _weekday(words["wd"])
        return readings.day(base - timedelta((base.weekday() - weekday) % 7 + 7), "dct")
    base = context.base()
    ahead = (_weekday(words["wd"]) - base.weekday()) % 7
    count = _number(words["n"])
    found = [token.low for token in context.tokens[context.first : context.last + 1]]
    if "ago" in found:
        return readings.day(base - timedelta((-ahead) % 7 + 7 * count), "dct")
    return readings.day(base + timedelta(ahead + 7 * count), "dct")


_TODAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


@rule(
    "today",
    "w=today|tonight|yesterday|tomorrow (pod=POD)?",
    "early|late|earlier|later w=today|tonight|yesterday|tomorrow (pod=POD)?",
    "the w=day before yesterday",
    "the w=day after tomorrow",
    "the pod=POD of w=today|yesterday|tomorrow",
)
def read_today(context: Context, words: Words) -> Reading | None:
    word = words["w"].low
    ending = context.tokens[context.last].low
    step = {"yesterday": -2, "tomorrow": 2}[ending] if word == "day" else _TODAY[word]
    base = context.base("PRESENT_REF" if word in ("today", "tonight") else "XXXX-XX-XX")
    found = readings.day(base + timedelta(step), "dct")
    if word == "tonight":
        return Reading("TIME", f"{found.value}TNI", found.edtf, anchor="dct")
    return _with_day_part(found, words)


@rule("this-morning", "dx=this|last pod=POD", "w=overnight")
def read_this_morning(context: Context, words: Words) -> Reading | None:
    if "w" in words:
        return None
    base = context.base()
    pod = words["pod"].low
    if words["dx"].low == "last":
        if pod not in ("night", "evening"):
            return None
        base -= timedelta(1)
    return Reading("TIME", f"{base}T{lexicon.DAY_PARTS[pod]}", base.isoformat(), anchor="dct")


@rule(
    "clock",
    "c=CLOCK (ap=AMPM)? (z=ZONE)? (time)?",
    "c=HOUR ap=AMPM (z=ZONE)? (time)?",
    "c=HHMM z=ZONE (time)?",
    "c=HHMM hours|hrs (z=ZONE)?",
    "c=noon|midnight|midday",
    "c=HOUR|CARD o ' clock",
    "c=HOUR|CARD in the pod=morning|afternoon|evening",
)
def read_clock(context: Context, words: Words) -> Reading | None:
    clock = _clock_value(context, words)
    if clock is None:
        return None
    day = context.earlier_day() or context.dct
    if day is None:
        raise Unanchored(f"XXXX-XX-XXT{clock}")
    return Reading("TIME", f"{day}T{clock}", day.isoformat(), anchor="clock")


@rule(
    "clock-day",
    "c=CLOCK (ap=AMPM)? (z=ZONE)? (time)? (on)? w=WDAY|today|tomorrow|yesterday|tonight",
    "c=HOUR ap=AMPM (z=ZONE)? (time)? (on)? w=WDAY|today|tomorrow|yesterday|tonight",
    "c=HHMM z=ZONE (time)? (on)? w=WDAY|today|tomorrow|yesterday|tonight",
    "c=noon|midnight|midday (on)? w=WDAY|today|tomorrow|yesterday|tonight",
)
def read_clock_day(context: Context, words: Words) -> Reading | None:
    clock = _clock_value(context, words)
    if clock is None:
        return None
    token = words["w"]
    named = {"wd": token} if token.low in lexicon.WEEKDAYS else {"w": token}
    found = read_weekday(context, named) if "wd" in named else read_today(context, named)
    return found and Reading("TIME", f"{found.edtf}T{clock}", found.edtf, anchor=found.anchor)


def _clock_value(context: Context, words: Words) -> str | None:
    token = words["c"]
    word = token.low
    if word in lexicon.DAY_PARTS:
        return lexicon.DAY_PARTS[word]
    evening = (words["ap"].low[0] == "p") if "ap" in words else None
    if "pod" in words:
        evening = words["pod"].low != "morning"
    if "c" in words and token.kind == "clock":
        hour, minute = (int(part) for part in re.split(r"[:.]", word)[:2])
    elif len(word) == 4 and word.isdigit():
        hour, minute = int(word[:2]), int(word[2:])
    else:
        hour, minute = (int(word) if word.isdigit() else lexicon.CARDINALS[word]), 0
    if evening is None and token.kind == "clock" and "z" not in words and context.before() not in ("at", "by", "until"):
        return None  # scores and verses
    if evening is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if evening else 0)
    if hour > 24 or minute > 59:
        return None
    return f"{hour:02}:{minute:02}"


# ---------------------------------------------------------------- this, last, next

_DEICTIC_STEPS = {"this": 0, "current": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}
_DEICTIC_STEPS |= {"following": 1, "upcoming": 1, "same": 0, "that": 0, "the": 0}


@rule(
    "this-unit",
    "dx=this|last|next|current u=week|month|year|quarter|decade|century|weekend|fortnight",
    "the dx=current|coming|upcoming|next u=week|month|year|quarter|decade|century|weekend",
    "(the)? pt=earlier|later|late|early|mid -? dx=this|last|next u=week|month|year|quarter|decade|century",
    "(the)? pt=beginning|start|end|middle|close of dx=this|last|next u=week|month|year|quarter|decade|century",
    "(the)? pt=beginning|start|end|middle|close of the u=week|month|year|quarter|decade|century",
    "pt=later|earlier|early|late in the u=week|month|year|quarter|decade|century",
    "year - pt=end",
    "pt=earlier|later on this u=week|month|year",
)
def read_this_unit(context: Context, words: Words) -> Reading | None:
    deictic = words["dx"].low if "dx" in words else "this"
    unit = words["u"].low if "u" in words else "year"
    if unit == "weekend" and deictic == "current":
        return None
    if context.before() == "the" and deictic in ("last",):
        return None  # "the last week" is a stretch of time
    base = context.base(_open_unit(unit))
    found = _unit_reading(base, unit, _DEICTIC_STEPS[deictic])
    if found is None:
        return None
    return _narrowed(context, found, words["pt"].low if "pt" in words else "", deictic, base)


def _open_unit(unit: str) -> str:
    return {"week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "weekend": "XXXX-WXX-WE"}.get(unit, "XXXX")


def _unit_reading(base: date, unit: str, step: int, anchor: str = "dct") -> Reading | None:
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


def _narrowed(context: Context, found: Reading, part: str, deictic: str, base: date) -> Reading:
    """ "this week" in a past clause lies between Monday and the article's day; "later this year" after it."""
    from timeline.edtf import bounds

    first, last = bounds(found.edtf)
    if part in readings.PART_MODS:
        return found.with_part(part)
    if part in ("late", "early"):
        return found.with_part(part)
    current = first <= base <= last
    if part == "earlier" and current:
        return Reading(found.type, found.value, within(first, base), anchor="dct")
    if part == "later" and current:
        return Reading(found.type, found.value, within(base, last), anchor="dct")
    if current and deictic == "this" and found.value[4:6] in ("-W",):
        tense = context.tense()
        if tense == "past":
            return Reading(found.type, found.value, within(first, base), anchor="dct")
        if tense == "future":
            return Reading(found.type, found.value, within(base, last), anchor="dct")
    return found


@rule("the-weekend", "the w=weekend", "w=weekend")
def read_weekend(context: Context, words: Words) -> Reading | None:
    if context.first == context.last and context.before() not in ("at", "over", "this"):
        return None
    base = context.base("XXXX-WXX-WE")
    saturday = monday_of(base) + timedelta(5)
    if context.tense() != "future" and base.weekday() < 5:
        saturday -= timedelta(7)
    return readings.weekend(saturday, "dct")


@rule("week-of", "the w=week of m=MONTH d=DAY|DAYORD (,? y=YEAR)?", "the w=week of d=DAY|DAYORD m=MONTH (,? y=YEAR)?")
def read_week_of(context: Context, words: Words) -> Reading | None:
    found = read_full_date(context, words) if "y" in words else read_month_day(context, words)
    return found and readings.week(date.fromisoformat(found.value), found.anchor)


# ---------------------------------------------------------------- counted from the article's day or the text

_N = "n=CARD|INT|DECIMAL|VAGUE"
_AMOUNT = (
    f"(a)? {_N} (of)? u=UNIT|UNITS",
    "t=TENS - n=CARD u=UNITS",
    f"{_N} hundred|thousand|million|dozen u=UNITS",
    f"{_N} and a h=half u=UNITS|UNIT",
    "a u=UNIT and a h=half",
    f"{_N} FRACTION u=UNITS",
    "h=half a|an u=UNIT",
)


@rule("ago", *(f"{amount} w=ago" for amount in _AMOUNT), "u=UNITS w=ago", "a few u=UNITS w=ago")
def read_ago(context: Context, words: Words) -> Reading | None:
    amount = amount_of(words)
    base = context.base()
    return _shifted_reading(base, amount, -1, "dct")


@rule("from-now", *(f"{amount} from now" for amount in _AMOUNT), *(f"{amount} hence" for amount in _AMOUNT[:1]))
def read_from_now(context: Context, words: Words) -> Reading | None:
    return _shifted_reading(context.base(), amount_of(words), 1, "dct")


@rule(
    "earlier-later",
    *(f"{amount} w=earlier|later|before|afterwards" for amount in _AMOUNT),
    "the u=day|week|month|year w=before|after|earlier",
)
def read_earlier_later(context: Context, words: Words) -> Reading | None:
    """Counted from a date of the text; "two days before the vote" is no date of its own."""
    amount = amount_of(words)
    word = words["w"].low
    if word in ("before", "after") and context.after() and context.word_after()[:1].isalpha():
        if _followed_by_noun(context) or context.after() in ("the", "a", "his", "her", "its", "their", "he", "it"):
            return readings.duration(iso_duration(amount)) if "n" in words or "h" in words else None
        if context.word_after()[0].isupper():
            return readings.duration(iso_duration(amount)) if "n" in words else None
    earlier = context.earlier_day() if amount.unit in ("day", "week", "hour") else None
    anchor = "text"
    if earlier is None:
        reading = context.earlier_date()
        if amount.unit in ("year", "decade", "month") and reading and reading.value[:4].isdigit():
            return _shifted_like(reading, amount, -1 if word in ("earlier", "before") else 1)
        if word not in ("earlier", "before") or context.dct is None:
            raise Unanchored("XXXX-XX-XX")
        earlier, anchor = context.dct, "dct"
    return _shifted_reading(earlier, amount, -1 if word in ("earlier", "before") else 1, anchor)


def _shifted_like(reading: Reading, amount: Amount, sign: int) -> Reading | None:
    """ "two years later" after "in May 1998" is May 2000, after "in 1998" it is 2000."""
    if amount.count is None:
        return readings.reference("PAST_REF" if sign < 0 else "FUTURE_REF")
    value = reading.value
    if re.fullmatch(r"\d{4}", value):
        if amount.unit == "month":
            return None
        years = {"decade": 10}.get(amount.unit, 1) * amount.count
        return readings.year(int(value) + sign * int(years), "text")
    month = re.match(r"(\d{4})-(\d\d)(?:-\d\d)?(?:T|$)", value)
    if not month:
        return None
    moved = shift(date(int(month[1]), int(month[2]), 1), amount, sign)
    return readings.month(moved.year, moved.month, "text")


def _shifted_reading(base: date, amount: Amount, sign: int, anchor: str) -> Reading | None:
    """As fine as the unit counted in: "two weeks ago" is about a day but TIMEX3 writes its week."""
    if amount.count is None:
        return readings.reference("PAST_REF" if sign < 0 else "FUTURE_REF")
    moved = shift(base, amount, sign)
    if amount.unit == "day":
        return readings.day(moved, anchor)
    if amount.unit in ("week", "fortnight"):
        found = readings.week(moved, anchor)
        return Reading("DATE", found.value, f"{moved}~", anchor=anchor)
    if amount.unit == "month":
        return Reading("DATE", moved.isoformat()[:7], f"{moved.isoformat()[:7]}~", anchor=anchor)
    if amount.unit in ("year", "decade", "century"):
        return Reading("DATE", moved.isoformat()[:4], f"{moved.isoformat()[:4]}~", anchor=anchor)
    if amount.unit in ("hour", "minute", "second"):
        return Reading("TIME", base.isoformat(), base.isoformat(), anchor=anchor)
    return None


@rule(
    "text-day",
    "the dx=following|next|previous|same|very u=day|night|morning|evening|afternoon",
    "the dx=next u=day (' s)?",
    "dx=that (same)? u=day|night|morning|evening|afternoon",
    "dx=earlier|later that u=day",
    "the u=day dx=before|after",
)
def read_text_day(context: Context, words: Words) -> Reading | None:
    deictic, unit = words["dx"].low, words["u"].low
    if (
        deictic in ("before", "after")
        and context.word_after()[:1].isalpha()
        and context.after() not in lexicon.PREPOSITIONS
    ):
        return None
    step = {"following": 1, "next": 1, "previous": -1, "before": -1, "after": 1}.get(deictic, 0)
    earlier = context.earlier_day()
    if earlier is None:
        raise Unanchored("XXXX-XX-XX")
    found = readings.day(earlier + timedelta(step), "text")
    return found if unit == "day" else _with_day_part(found, {"pod": words["u"]})


@rule(
    "text-unit",
    "the dx=following|previous|same|next u=week|month|year|decade|weekend",
    "dx=that (same)? u=week|month|year|decade|weekend",
    "later|earlier|early|late dx=that|the u=week|month|year",
    "(the)? part=end|beginning|start|middle of dx=that u=week|month|year",
)
def read_text_unit(context: Context, words: Words) -> Reading | None:
    deictic, unit = words["dx"].low, words["u"].low
    step = {"following": 1, "next": 1, "previous": -1}.get(deictic, 0)
    if unit in ("year", "month", "decade"):
        earlier = context.earlier_date()
        if not earlier or not earlier.value[:4].isdigit():
            raise Unanchored(_open_unit(unit))
        month = earlier.value[5:7] if re.match(r"\d{4}-\d\d", earlier.value) else ""
        if unit == "month" and not month:
            raise Unanchored(_open_unit(unit))
        base = date(int(earlier.value[:4]), int(month or 1), 1)
    else:
        found = context.earlier_day()
        if found is None:
            raise Unanchored(_open_unit(unit))
        base = found
    reading = _unit_reading(base, unit, step, "text")
    return reading and reading.with_part(_part(words))


# ---------------------------------------------------------------- seasons, quarters, halves


@rule(
    "season",
    "(the)? (dx=last|this|next|past|coming)? (part=early|mid|late -?)? s=SEASON (of)? (the)? (year)? (y=YEAR)?",
    "(the)? s=SEASON of dx=last|this|next year",
    "(the)? part=early|mid|late -? dx=last|this|next s=SEASON",
    "this past s=SEASON",
)
def read_season(context: Context, words: Words) -> Reading | None:
    number = lexicon.SEASONS[words["s"].low]
    if "y" in words:
        return readings.season(int(words["y"].word), number)
    deictic = words["dx"].low if "dx" in words else ""
    first_word = context.tokens[context.first].low
    leads = context.before() in ("in", "by", "since", "until", "during", "of", "from")
    if not deictic and not (leads or first_word in ("early", "mid", "late")):
        return None
    if words["s"].low in ("fall", "spring") and not deictic and first_word != "the" and "part" not in words:
        return None
    base = context.base(f"XXXX-{readings._SEASON_CODES[number]}")
    if context.tokens[context.last].low == "year" and deictic:
        return readings.season(base.year + _DEICTIC_STEPS[deictic], number, "dct")
    return readings.season(_season_year(context, base, number, deictic or first_word), number, "dct")


def _season_year(context: Context, base: date, number: int, deictic: str) -> int:
    from timeline.edtf import bounds

    years = range(base.year - 2, base.year + 3)
    spans = [bounds(f"{year}-{number}") for year in years]
    if deictic in ("last", "past"):
        return max(year for year, (_, last) in zip(years, spans, strict=True) if last < base)
    if deictic in ("next", "coming"):
        return min(year for year, (first, _) in zip(years, spans, strict=True) if first > base)
    if deictic == "this" and context.tokens[context.first + 1].low != "past":
        return base.year if number != 24 or base.month > 2 else base.year - 1
    return years[context.nearest(spans)]


@rule(
    "quarter",
    "(the)? o=ORD (fiscal|calendar)? -? quarter (of)? (fiscal)? y=YEAR",
    "(the)? o=ORD (fiscal)? -? quarter of (dx=this|last|next|the) year",
    "dx=this|last|next year ' s o=ORD quarter",
    "(the)? o=ORD (fiscal)? -? quarter",
)
def read_quarter(context: Context, words: Words) -> Reading | None:
    number = _ordinal(words["o"])
    if number > 4:
        return None
    if "y" in words:
        return readings.quarter(int(words["y"].word), number)
    base = context.base(f"XXXX-Q{number}")
    if "dx" in words and words["dx"].low != "the":
        return readings.quarter(base.year + _DEICTIC_STEPS[words["dx"].low], number, "dct")
    spans = [
        (date(year, 3 * number - 2, 1), month_bounds(year, 3 * number)[1])
        for year in (base.year - 1, base.year, base.year + 1)
    ]
    return readings.quarter(spans[context.nearest(spans)][0].year, number, "dct")


@rule(
    "half",
    "(the)? o=first|second -? half of (the year)? y=YEAR",
    "(the)? o=first|second -? half of (dx=this|last|next|the) year",
    "y=YEAR ' s o=first|second half",
)
def read_half(context: Context, words: Words) -> Reading | None:
    number = _ordinal(words["o"])
    if "y" in words:
        return readings.half(int(words["y"].word), number)
    base = context.base(f"XXXX-H{number}")
    return readings.half(base.year + _DEICTIC_STEPS[words["dx"].low], number, "dct")


@rule("nth-of-month", "(the)? o=ORD|last w=WDAY|week|day|weekend (of|in) m=MONTH (,? y=YEAR)?")
def read_nth_of_month(context: Context, words: Words) -> Reading | None:
    number = -1 if words["o"].low == "last" else _ordinal(words["o"])
    month = (
        readings.month(int(words["y"].word), _month(words)) if "y" in words else read_month(context, {"m": words["m"]})
    )
    if month is None:
        return None
    year, number_of_month = int(month.value[:4]), int(month.value[5:7])
    first, last = month_bounds(year, number_of_month)
    word = words["w"].low
    if word in lexicon.WEEKDAYS:
        return readings.day(nth_weekday(year, number_of_month, lexicon.WEEKDAYS[word], number), month.anchor)
    if word == "day":
        return readings.day(last if number < 0 else first.replace(day=number), month.anchor)
    start = last - timedelta(6) if number < 0 else first + timedelta(7 * (number - 1))
    if start > last:
        return None
    return readings.some_days(month.value, start, min(last, start + timedelta(6)), month.anchor)


# ---------------------------------------------------------------- holidays


@rule("holiday", "h=HOLIDAY (,? y=YEAR)?", "dx=last|this|next h=HOLIDAY", "h=HOLIDAY week|weekend")
def read_holiday(context: Context, words: Words) -> Reading | None:
    falls_on = HOLIDAYS[words["h"].low.replace("’", "'")]
    if "y" in words:
        first, last = falls_on(int(words["y"].word))
    else:
        base = context.base()
        spans = [span for year in range(base.year - 1, base.year + 2) if (span := _holiday_in(falls_on, year))]
        deictic = words["dx"].low if "dx" in words else ""
        if deictic == "last":
            spans = [span for span in spans if span[1] < base][-1:]
        elif deictic == "next":
            spans = [span for span in spans if span[0] > base][:1]
        if not spans:
            return None
        first, last = spans[context.nearest(spans)]
    anchor = "" if "y" in words else "dct"
    ending = context.tokens[context.last].low
    if ending in ("week", "weekend"):
        return readings.week(first, anchor) if ending == "week" else readings.weekend(first, anchor)
    if first == last:
        return readings.day(first, anchor)
    return readings.some_days(first.isoformat(), first, last, anchor)


def _holiday_in(falls_on, year: int):
    try:
        return falls_on(year)
    except ValueError:
        return None


# ---------------------------------------------------------------- durations, sets, references


@rule(
    "duration",
    *_AMOUNT,
    f"{_N} - u=UNIT|UNITS",
    "t=TENS - n=CARD - u=UNIT",
    "the dx=past|last|next|coming|first|previous|final|following (n=CARD|INT|VAGUE)? u=UNIT|UNITS",
    f"dx=past|last|next|coming|first|recent {_N} u=UNITS",
    "(the)? dx=recent|coming|past|previous u=UNITS",
    f"{_N} more|straight|consecutive|full|whole|additional u=UNITS|UNIT",
    f"another {_N} u=UNITS",
    "u=UNITS - long|old",
    "u=day|week|month|year|decade|hour - long",
)
def read_duration(context: Context, words: Words) -> Reading | None:
    if _is_age(context) or _is_not_length(context, words):
        return None
    amount = amount_of(words)
    deictic = words["dx"].low if "dx" in words else ""
    if deictic == "first" and "n" not in words:
        return None
    if deictic in ("coming", "next") and amount.count is None:
        return _vague_future(context, amount)
    return readings.duration(iso_duration(amount))


def _is_age(context: Context) -> bool:
    """ "a 44-year-old", "48 years old", "aged 20 years"."""
    if context.after() == "-" and context.after(2) in ("old", "olds"):
        return True
    return context.after() in ("old", "olds") and context.tokens[context.last].low != "old"


def _is_not_length(context: Context, words: Words) -> bool:
    low = words["u"].low
    if low in ("second", "seconds", "quarter", "quarters", "min") and "n" not in words:
        return True
    if low in ("quarter", "second", "night", "weekend") and context.tokens[context.last - 1].low != "-":
        return True
    return low in ("quarter", "quarters")


def _vague_future(context: Context, amount: Amount) -> Reading | None:
    """ "in the coming weeks": within about two months, "months" within about half a year, else open."""
    base = context.base("FUTURE_REF")
    code = iso_duration(amount)
    if amount.unit == "day":
        end = base + timedelta(14)
    elif amount.unit == "week":
        end = month_bounds(*divmod_month(base, 2))[1]
    elif amount.unit == "month":
        end = month_bounds(*divmod_month(base, 6))[1]
    else:
        return readings.duration(code)
    return Reading("DURATION", code, within(base, end), anchor="dct")


def divmod_month(base: date, months: int) -> tuple[int, int]:
    moved = add_months(base.replace(day=1), months)
    return moved.year, moved.month


@rule("duration-open", "for|in|over|within|after u=UNITS", "in|over|during the u=UNITS")
def read_open_duration(context: Context, words: Words) -> Reading | None:
    if words["u"].low in ("seconds", "quarters", "nights", "min", "mins", "hrs"):
        return None
    return readings.duration(iso_duration(Amount(None, lexicon.UNITS[words["u"].low])))


@rule(
    "set",
    "w=SETWORD",
    "e=every|each (n=CARD|INT|ORD|other)? u=UNIT|UNITS",
    "e=every|each wd=FULLWDAY",
    "n=once|twice a u=UNIT",
    "n=INT|CARD times a u=UNIT",
    "wd=WDAYS",
)
def read_set(context: Context, words: Words) -> Reading | None:
    if "w" in words:
        if words["w"].word[0].isupper() and context.first and context.before() not in (".", "the", '"'):
            return None
        return readings.repeated(lexicon.SET_WORDS[words["w"].low])
    if "wd" in words:
        low = words["wd"].low
        number = lexicon.PLURAL_WEEKDAYS.get(low, lexicon.WEEKDAYS.get(low, 0))
        return readings.repeated(f"XXXX-WXX-{number + 1}")
    unit = lexicon.UNITS[words["u"].low]
    if unit in ("quarter", "second"):
        return None
    count = words.get("n")
    number = amount_of({"n": count, "u": words["u"]}).count if count and "e" in words and count.low != "other" else 1
    if count and count.low == "other":
        number = 2
    return readings.repeated(iso_duration(Amount(number, unit)))


@rule(
    "present",
    "now",
    "currently|presently|nowadays",
    "the present",
    "at present",
    "the moment",
    "these days",
)
def read_present(context: Context, words: Words) -> Reading | None:
    if context.tokens[context.last].low == "present" and context.after() and context.word_after()[:1].isalpha():
        return None
    if context.tokens[context.last].low == "moment" and context.before() != "at":
        return None
    return readings.reference("PRESENT_REF")


@rule("past", "recently|lately", "the w=past", "the recent past")
def read_past(context: Context, words: Words) -> Reading | None:
    if (
        "w" in words
        and context.word_after()[:1].isalpha()
        and context.after() not in lexicon.PREPOSITIONS | _CONNECTIVES
    ):
        return None
    return readings.reference("PAST_REF")


@rule("future", "soon|shortly", "(the)? (near)? w=future", "the foreseeable|near w=future")
def read_future(context: Context, words: Words) -> Reading | None:
    low = context.tokens[context.last].low
    if low == "shortly" and context.after() in ("after", "before"):
        return None
    if low == "soon" and (context.before() in ("as", "so", "too") or context.after() in ("after", "as")):
        return None
    if "w" in words and context.tokens[context.last].word[0].isupper():
        return None
    near = {token.low for token in context.tokens[context.first : context.last + 1]} & {"near", "soon", "shortly"}
    if near and context.dct and context.tense() != "past":
        return readings.from_day_on("FUTURE_REF", context.dct)
    return readings.reference("FUTURE_REF")


# ---------------------------------------------------------------- leaves


def _month(words: Words) -> int:
    return lexicon.MONTHS[words["m"].low]


def _weekday(token: Token) -> int:
    return lexicon.WEEKDAYS[token.low]


def _day(token: Token) -> int:
    return _ordinal(token) if not token.word.isdigit() else int(token.word)


def _ordinal(token: Token) -> int:
    digits = re.match(r"\d{1,3}", token.word)
    return int(digits[0]) if digits else lexicon.ORDINALS[token.low]


def _number(token: Token) -> int:
    return int(token.word) if token.word.isdigit() else lexicon.CARDINALS[token.low]


def _part(words: Words) -> str:
    return words["part"].low if "part" in words else ""
