"""What holds for any text: spans, order, bounds, time."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.parsing.timexes import date_expressions, tag_timexes
from timeline.edtf import bounds, precision_of

WORDS = """
the last next this early late mid May March Aug. Nov. August 1 2 17 31 1999 2024 12000 00 two a few
several days weeks week month year years decade ago later earlier of - , . ' s ( ) / Monday Tuesday
Sat. weekend in on by until since from to and or between first second half quarter end beginning
said will was meet visited 10:35 a.m. noon today tomorrow tonight night Christmas Day New Year's Eve
every daily now soon coming three-day visit ending began 8月 27日 至 上周五 去年 年底 前 自 以来 1990s '90s
nineties 3rd 17th century summer fall 2024-08-27 9/11
"""
TEXTS = st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join)
DAYS = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)))


@settings(max_examples=400, deadline=None)
@given(st.one_of(TEXTS, st.text(max_size=200)), DAYS)
def test_tags_and_dates_of_any_text_are_sound(text, dct):
    timexes = tag_timexes(text, dct=dct)
    dates = date_expressions(text, timexes, dct=dct)

    for found in (timexes, dates):
        assert all(each.span.of(text) == each.text and each.text for each in found)
        assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    for each in (*(timex for timex in timexes if timex.edtf), *dates):
        assert (each.earliest, each.latest) == bounds(each.edtf)
    assert all(each.precision is precision_of(each.edtf) for each in dates)


@given(TEXTS, DAYS)
def test_tags_are_the_same_each_time(text, dct):
    assert tag_timexes(text, dct=dct) == tag_timexes(text, dct=dct)


HOSTILE = {
    "digits": "9" * 200_000,
    "one word": "a" * 200_000,
    "blanks": " " * 200_000,
    "newlines": "\n" * 200_000,
    "apostrophes": "'" * 200_000,
    "dashed numbers": "1-" * 100_000,
    "slashed numbers": "1/" * 100_000,
    "months": "May " * 50_000,
    "weekdays": "on Monday " * 20_000,
    "ranges": "Monday to " * 20_000,
    "lists": "Monday, " * 25_000,
    "stays": "three-day visit ending Monday " * 6_666,
    "years": "1999-" * 40_000,
    "Chinese months": "8月" * 50_000,
    "right-to-left marks": "\u202e" * 66_666,
    "brackets": "(" * 200_000,
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])
def test_hostile_texts_take_no_longer_than_others(text):
    def seconds(words: str) -> float:
        started = time.process_time()
        date_expressions(words, tag_timexes(words, dct=date(2024, 8, 29)), dct=date(2024, 8, 29))
        return time.process_time() - started

    part, whole = seconds(text[: len(text) // 8]), seconds(text)

    # Growing with the square would be 64 times; the seconds themselves are `benchmarks/dates.py`'s to measure.
    assert whole < 24 * part + 1
