"""Seasons, quarters, halves, holidays."""

from datetime import date, timedelta

from articles.parsing.timexes import lexicon, readings
from articles.parsing.timexes.almanac import HOLIDAYS, nth_weekday
from articles.parsing.timexes.context import Context
from articles.parsing.timexes.english.months import read_month
from articles.parsing.timexes.english.rules import (
    DEICTIC_STEPS,
    Rule,
    Words,
    month_of,
    ordinal_of,
    registrar,
)
from articles.parsing.timexes.readings import Reading
from timeline.edtf import bounds, month_bounds

RULES: list[Rule] = []
rule = registrar(RULES)


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
    leads = context.before() in ("in", "by", "since", "until", "during", "of", "for")
    if not deictic and not (leads or first_word in ("early", "mid", "late")):
        return None
    if words["s"].low in ("fall", "spring") and not deictic and first_word != "the" and "part" not in words:
        return None
    base = context.base(f"XXXX-{readings.SEASON_CODES[number]}")
    if context.tokens[context.last].low == "year" and deictic:
        return readings.season(base.year + DEICTIC_STEPS[deictic], number, "dct")
    return readings.season(_season_year(context, base, number, deictic or first_word), number, "dct")


def _season_year(context: Context, base: date, number: int, deictic: str) -> int:

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
    "q d=DAY (of)? (y=YEAR)?",
)
def read_quarter(context: Context, words: Words) -> Reading | None:
    number = ordinal_of(words["o"]) if "o" in words else int(words["d"].word)
    if number > 4 or ("d" in words and context.tokens[context.first].end != words["d"].start):
        return None
    if "y" in words:
        return readings.quarter(int(words["y"].word), number)
    base = context.base(f"XXXX-Q{number}")
    if "dx" in words and words["dx"].low != "the":
        return readings.quarter(base.year + DEICTIC_STEPS[words["dx"].low], number, "dct")
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
    "(the)? o=first|second -? half of m=FULLMONTH (,? y=YEAR)?",
)
def read_half(context: Context, words: Words) -> Reading | None:
    number = ordinal_of(words["o"])
    if "m" in words:
        return _half_of_month(context, words, number)
    if "y" in words:
        return readings.half(int(words["y"].word), number)
    base = context.base(f"XXXX-H{number}")
    return readings.half(base.year + DEICTIC_STEPS[words["dx"].low], number, "dct")


def _half_of_month(context: Context, words: Words, number: int) -> Reading:
    named_year = readings.month(int(words["y"].word), month_of(words)) if "y" in words else None
    month = named_year or read_month(context, {"m": words["m"]})
    first, last = bounds(month.edtf)
    middle = first.replace(day=15)
    days = (first, middle) if number == 1 else (middle + timedelta(1), last)
    return readings.some_days(month.value, *days, month.anchor)


@rule("nth-of-month", "(the)? o=ORD|last w=WDAY|week|day|weekend (of|in) m=MONTH (,? y=YEAR)?")
def read_nth_of_month(context: Context, words: Words) -> Reading | None:
    number = -1 if words["o"].low == "last" else ordinal_of(words["o"])
    named_year = readings.month(int(words["y"].word), month_of(words)) if "y" in words else None
    month = named_year or read_month(context, {"m": words["m"]})
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
