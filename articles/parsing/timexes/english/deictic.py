"""This, last and next: what counts in whole units from the article's day."""

from datetime import date, timedelta

from articles.parsing.timexes import readings
from articles.parsing.timexes.almanac import monday_of
from articles.parsing.timexes.context import Context
from articles.parsing.timexes.english.days import read_full_date, read_month_day
from articles.parsing.timexes.english.rules import (
    DEICTIC_STEPS,
    Rule,
    Words,
    open_unit,
    registrar,
    unit_reading,
)
from articles.parsing.timexes.readings import Reading
from timeline.edtf import bounds, within

RULES: list[Rule] = []
rule = registrar(RULES)


@rule(
    "this-unit",
    "dx=this|last|next|current u=week|month|year|quarter|decade|century|weekend|fortnight",
    "the dx=current|coming|upcoming|next u=week|month|year|quarter|decade|century|weekend",
    "(the)? pt=earlier|later|late|early|mid -? dx=this|last|next u=week|month|year|quarter|decade|century",
    "(the)? pt=beginning|start|end|middle|close of dx=this|last|next u=week|month|year|quarter|decade|century",
    "(the)? pt=beginning|start|end|middle|close of the u=week|month|year|quarter|decade|century",
    "pt=later|earlier|early|late in the u=week|month|year|quarter|decade|century",
    "year - pt=end",
    "u=week|month|year ' s pt=end",
    "the u=week|month|year is pt=out",
    "pt=earlier|later on this u=week|month|year",
)
def read_this_unit(context: Context, words: Words) -> Reading | None:
    deictic = words["dx"].low if "dx" in words else "this"
    unit = words["u"].low if "u" in words else "year"
    if unit == "weekend" and deictic == "current":
        return None
    if context.before() == "the" and deictic in ("last",):
        return None  # "the last week" is a stretch of time
    base = context.base(open_unit(unit))
    if deictic == "next" and unit in ("decade", "century"):
        return None  # "in the next decade" is a stretch of time
    found = unit_reading(base, unit, DEICTIC_STEPS[deictic])
    if found is None:
        return None
    return _narrowed(context, found, words["pt"].low if "pt" in words else "", deictic, base)


def _narrowed(context: Context, found: Reading, part: str, deictic: str, base: date) -> Reading:
    """ "this week" in a past clause lies between Monday and the article's day; "later this year" after it."""

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
    if current and deictic == "this":
        tense = context.tense()
        if tense == "past":
            return Reading(found.type, found.value, within(first, base), anchor="dct")
        if tense == "future":
            return Reading(found.type, found.value, within(base, last), anchor="dct")
    return found


@rule("before-last", "the u=week|weekend|month|year before last", "the u=week|weekend|month|year after next")
def read_before_last(context: Context, words: Words) -> Reading | None:
    step = -2 if context.tokens[context.last].low == "last" else 2
    return unit_reading(context.base(open_unit(words["u"].low)), words["u"].low, step)


@rule("the-weekend", "the w=weekend", "w=weekend", "this past w=weekend")
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
