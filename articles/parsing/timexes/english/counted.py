"""Counted from the article's day or from a date of the text: "two weeks ago", "the following day"."""

import re
from datetime import date, timedelta

from articles.parsing.timexes import lexicon, readings
from articles.parsing.timexes.context import Context
from articles.parsing.timexes.english.rules import (
    AMOUNT,
    CONNECTIVES,
    DEICTIC_STEPS,
    Rule,
    Words,
    followed_by_noun,
    open_unit,
    part_word,
    registrar,
    unit_reading,
    weekday_of,
    with_day_part,
)
from articles.parsing.timexes.quantities import Amount, amount_of, iso_duration, shift
from articles.parsing.timexes.readings import Reading, Unanchored
from articles.parsing.timexes.tense import is_past_form
from timeline.edtf import bounds

RULES: list[Rule] = []
rule = registrar(RULES)


@rule(
    "ago-to-the-day",
    *(f"{amount} ago w=today|yesterday" for amount in AMOUNT[:2]),
    *(f"{amount} ago ,? (on)? wd=FULLWDAY" for amount in AMOUNT[:2]),
    *(f"{amount} ago ,? w=this|last|next u2=week|month|year|weekend" for amount in AMOUNT[:2]),
)
def read_ago_to_the_day(context: Context, words: Words) -> Reading | None:
    """ "a year ago today", "fifty years ago this week": counted back, then as fine as the second part."""
    base, amount = context.base(), amount_of(words)
    if amount.count is None:
        return readings.reference("PAST_REF")
    if "wd" in words:
        near = base - timedelta((base.weekday() - weekday_of(words["wd"])) % 7)
        return readings.day(shift(near, amount, -1), "dct")
    word = words["w"].low
    if word in ("today", "yesterday"):
        return readings.day(shift(base - timedelta(word == "yesterday"), amount, -1), "dct")
    unit = words["u2"].low
    then = unit_reading(base, unit, DEICTIC_STEPS[word])
    moved = shift(bounds(then.edtf)[0] if word != "this" else base, amount, -1)
    return unit_reading(moved, unit, 0)


@rule("ago", *(f"{amount} w=ago" for amount in AMOUNT), "u=UNITS w=ago", "a few u=UNITS w=ago")
def read_ago(context: Context, words: Words) -> Reading | None:
    amount = amount_of(words)
    base = context.base()
    return _shifted_reading(base, amount, -1, "dct")


@rule("from-now", *(f"{amount} from now" for amount in AMOUNT), *(f"{amount} hence" for amount in AMOUNT[:1]))
def read_from_now(context: Context, words: Words) -> Reading | None:
    return _shifted_reading(context.base(), amount_of(words), 1, "dct")


@rule(
    "earlier-later",
    *(f"{amount} w=earlier|later|before|afterwards" for amount in AMOUNT),
    "the u=day|week|month|year w=before|after|earlier",
)
def read_earlier_later(context: Context, words: Words) -> Reading | None:
    """Counted from a date of the text; "two days before the vote" is no date of its own."""
    amount = amount_of(words)
    word = words["w"].low
    if word in ("earlier", "later") and context.after() == "than":
        return None  # "a day later than planned" measures a delay
    if word in ("before", "after") and context.after() and context.word_after()[:1].isalpha():
        if followed_by_noun(context) or context.after() in ("the", "a", "his", "her", "its", "their", "he", "it"):
            return readings.duration(iso_duration(amount)) if "n" in words or "h" in words else None
        if context.word_after()[0].isupper():
            return readings.duration(iso_duration(amount)) if "n" in words else None
    if amount.unit in ("hour", "minute", "second"):
        return readings.duration(iso_duration(amount))
    earlier = context.earlier_day() if amount.unit in ("day", "week", "fortnight") else None
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
    """As fine as the unit counted in: "two years later" after "in May 1998" is about 2000."""
    if amount.count is None:
        return readings.reference("PAST_REF" if sign < 0 else "FUTURE_REF")
    first = bounds(reading.edtf)[0]
    if amount.unit == "month" and not re.match(r"\d{4}-\d\d", reading.value):
        return None
    moved = shift(first, amount, sign).isoformat()
    stamp = moved[:7] if amount.unit == "month" else moved[:4]
    return Reading("DATE", stamp, f"{stamp}~", anchor="text")


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
    "the u=night|morning|evening dx=before|after",
)
def read_text_day(context: Context, words: Words) -> Reading | None:
    deictic, unit = words["dx"].low, words["u"].low
    if deictic in ("before", "after") and _has_object(context):
        return None
    step = {"following": 1, "next": 1, "previous": -1, "before": -1, "after": 1}.get(deictic, 0)
    earlier = context.earlier_day()
    if earlier is None:
        raise Unanchored("XXXX-XX-XX")
    found = readings.day(earlier + timedelta(step), "text")
    return found if unit == "day" else with_day_part(found, {"pod": words["u"]})


# "the day after his arrival" is told of already, so that a date before it serves; "the day after the vote" is news.
_NO_OBJECTS = CONNECTIVES - {"he", "she", "it", "they", "we", "the", "a", "an", "this", "that", "these", "those"}


def _has_object(context: Context) -> bool:
    """ "the day after the vote" counts from the vote, "the day after flew out" from a date of the text."""
    word = context.word_after()
    if not word[:1].isalpha() or context.after() in lexicon.PREPOSITIONS or context.after() in _NO_OBJECTS:
        return False
    return not is_past_form(context.tokens[context.last + 1])


@rule(
    "text-unit",
    "the dx=following|previous|same|next u=week|month|year|weekend",
    "the dx=following|previous|same u=decade",
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
            raise Unanchored(open_unit(unit))
        month = earlier.value[5:7] if re.match(r"\d{4}-\d\d", earlier.value) else ""
        if unit == "month" and not month:
            raise Unanchored(open_unit(unit))
        base = date(int(earlier.value[:4]), int(month or 1), 1)
    else:
        found = context.earlier_day()
        if found is None:
            raise Unanchored(open_unit(unit))
        base = found
    reading = unit_reading(base, unit, step, "text")
    return reading and reading.with_part(part_word(words))
