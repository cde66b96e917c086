"""What has no place of its own in the calendar: durations, sets, "now", "recently", "soon"."""

from dataclasses import replace
from datetime import date, timedelta

from articles.parsing.timexes import lexicon, readings
from articles.parsing.timexes.almanac import add_months
from articles.parsing.timexes.context import Context
from articles.parsing.timexes.english.rules import (
    AMOUNT,
    CONNECTIVES,
    N,
    Rule,
    Words,
    registrar,
)
from articles.parsing.timexes.quantities import Amount, amount_of, iso_duration, shift
from articles.parsing.timexes.readings import Reading
from timeline.edtf import month_bounds, within

RULES: list[Rule] = []
rule = registrar(RULES)


@rule(
    "duration",
    *AMOUNT,
    f"{N} - u=UNIT|UNITS",
    "t=TENS - n=CARD - u=UNIT",
    "the dx=past|last|next|coming|first|previous|final|following (n=CARD|INT|VAGUE)? u=UNIT|UNITS",
    f"dx=past|last|next|coming|first|recent {N} u=UNITS",
    "(the)? dx=recent|coming|past|previous u=UNITS",
    "the u=UNITS dx=ahead",
    "the u=UNITS to dx=come",
    f"{N} more|straight|consecutive|full|whole|additional u=UNITS|UNIT",
    f"another {N} u=UNITS",
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
    if deictic in ("coming", "next", "ahead", "come") and amount.count is None:
        return _vague_future(context, amount)
    if amount.count is None or context.after() == "of":
        return readings.duration(iso_duration(amount))
    return _counted_on(context, amount, deictic)


def _counted_on(context: Context, amount: Amount, deictic: str) -> Reading:
    """ "will meet in two weeks" names a day about that far ahead, "within two weeks" all days until then.

    "the first in two weeks" and "the third within a year" are lengths.
    """
    length, lead = readings.duration(iso_duration(amount)), context.before()
    ahead = deictic in ("next", "coming") or (not deictic and lead in ("in", "within", "inside"))
    if not ahead or context.dct is None or amount.unit not in ("day", "week", "fortnight", "month", "year"):
        return length
    if lead == "in" and _counts_occasions(context):
        return length
    tense = context.tense()
    if tense == "past" or (tense != "future" and lead == "in" and not deictic):
        return length
    moved = shift(context.dct, amount, 1)
    if deictic or lead != "in":
        return replace(length, edtf=within(context.dct, moved), anchor="dct")
    stamp = {"month": moved.isoformat()[:7], "year": moved.isoformat()[:4]}.get(amount.unit, moved.isoformat())
    return replace(length, edtf=stamp if amount.unit == "day" else f"{stamp}~", anchor="dct")


def _counts_occasions(context: Context) -> bool:
    """ "the first visit in 16 months"."""
    before = context.tokens[max(0, context.first - 8) : context.first]
    return any(token.low in lexicon.ORDINALS or token.low in ("only", "times", "time") for token in before)


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
        end = base + timedelta(7)
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
        and context.after() not in lexicon.PREPOSITIONS | CONNECTIVES
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
