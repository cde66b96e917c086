"""Weekdays, today and its neighbours, parts of the day and clock times."""

import re
from datetime import date, timedelta

from articles.parsing.timexes import lexicon, readings
from articles.parsing.timexes.almanac import monday_of
from articles.parsing.timexes.context import Context
from articles.parsing.timexes.english.rules import (
    DEICTIC_STEPS,
    Rule,
    Words,
    followed_by_noun,
    number_of,
    registrar,
    weekday_of,
    with_day_part,
)
from articles.parsing.timexes.readings import Reading, Unanchored
from articles.parsing.timexes.tokens import Token

RULES: list[Rule] = []
rule = registrar(RULES)


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
    "this dx=coming|past wd=FULLWDAY (pod=POD)?",
    "the w=day before|after (dx=last|next)? wd=FULLWDAY",
)
def read_weekday(context: Context, words: Words) -> Reading | None:
    token = words["wd"]
    if not _is_weekday(context, token):
        return None
    weekday = weekday_of(token)
    base = context.base(f"XXXX-WXX-{weekday + 1}")
    deictic = words["dx"].low if "dx" in words else ""
    anchor = "dct"
    if deictic in ("following", "previous"):
        earlier = context.earlier_day()
        if earlier is None:
            raise Unanchored(f"XXXX-WXX-{weekday + 1}")
        base, anchor = earlier, "text"
    found = _weekday_near(context, base, weekday, deictic)
    if "w" in words:
        found += timedelta(1 if any(t.low == "after" for t in context.tokens[context.first : context.last]) else -1)
    return with_day_part(readings.day(found, anchor), words)


def _weekday_near(context: Context, base: date, weekday: int, deictic: str) -> date:
    behind, ahead = (base.weekday() - weekday) % 7, (weekday - base.weekday()) % 7
    if deictic in ("last", "past", "previous"):
        return base - timedelta(behind or 7)
    if deictic in ("next", "coming", "following"):
        return base + timedelta(ahead or 7)
    if not behind:
        return base
    tense = "past" if _belongs_to_what_happened(context) else context.tense()
    is_set_for = context.before() == "for" and context.after() not in ("'", "was", "were")
    if tense == "past" and is_set_for and not followed_by_noun(context):
        tense = "future"  # "called a strike for Wednesday"
    if tense == "either":
        tense = "future" if ahead < behind else "past"
    if tense == "future" or (deictic == "this" and tense != "past"):
        return base + timedelta(ahead)
    return base - timedelta(behind)


def _belongs_to_what_happened(context: Context) -> bool:
    """ "ways around Wednesday's ruling": news of it has come, whatever the tense."""
    return context.after() == "'" and context.after(2) == "s" and context.after(3) in lexicon.PAST_EVENTS


def _is_weekday(context: Context, token: Token) -> bool:
    """Written out and capitalised, and no part of a title ("the Friday Club", "The Mail on Sunday")."""
    if token.low not in lexicon.FULL_WEEKDAYS or not token.word[0].isupper():
        return False
    following = context.word_after()
    if following in ("Times", "Herald", "Club", "Telegraph", "Post", "Mail", "Mirror", "Express"):
        return False
    if context.tokens[context.first].low == "the" and following[:1].isupper() and following not in ("Mass",):
        return False
    return not _ends_a_title(context)


def _ends_a_title(context: Context) -> bool:
    one, two = context.word_before(), context.word_before(2)
    return (one.lower() in lexicon.TITLE_LEADS and one[0].isupper()) or f"{two} {one}".lower() in lexicon.TITLE_LEADS


@rule(
    "weekday-of-week",
    "wd=FULLWDAY ,? (of)? dx=this|last|next week",
    "dx=this|last|next week ' s wd=FULLWDAY",
    "wd=FULLWDAY ,? (of)? the dx=following|previous|same week",
)
def read_weekday_of_week(context: Context, words: Words) -> Reading | None:
    base = context.base(f"XXXX-WXX-{weekday_of(words['wd']) + 1}")
    monday = monday_of(base) + timedelta(7 * DEICTIC_STEPS[words["dx"].low])
    return readings.day(monday + timedelta(weekday_of(words["wd"])), "dct")


@rule("weeks-from-weekday", "(n=CARD|INT) weeks|week (ago|from) (on)? wd=FULLWDAY", "wd=FULLWDAY a week ago")
def read_weeks_from_weekday(context: Context, words: Words) -> Reading | None:
    if "n" not in words:
        base = context.base()
        weekday = weekday_of(words["wd"])
        return readings.day(base - timedelta((base.weekday() - weekday) % 7 + 7), "dct")
    base = context.base()
    ahead = (weekday_of(words["wd"]) - base.weekday()) % 7
    count = number_of(words["n"])
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
    if _ends_a_title(context):
        return None
    ending = context.tokens[context.last].low
    step = {"yesterday": -2, "tomorrow": 2}[ending] if word == "day" else _TODAY[word]
    base = context.base("PRESENT_REF" if word in ("today", "tonight") else "XXXX-XX-XX")
    found = readings.day(base + timedelta(step), "dct")
    if word == "tonight":
        return Reading("TIME", f"{found.value}TNI", found.edtf, anchor="dct")
    return with_day_part(found, words)


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
