import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.parsing.lexicon import default_lexicon
from articles.parsing.pipeline import Item, parse_article, parse_many
from articles.parsing.report import report_json

DAY = date(2024, 8, 29)
TEXTS = (
    "Jake Sullivan met Wang Yi in Beijing on Tuesday. The two held talks for hours.",
    "BEIJING, Aug. 28 (Agency) -- Wang Yi received Jake Sullivan here Wednesday.",
    "Joe Biden and Xi Jinping will speak by telephone in the coming weeks.",
    "Nothing of the kind happened.",
)


def parse(text, *, dct=DAY):
    return parse_article(text, dct=dct, lexicon=default_lexicon())


def reports(items, *, jobs=1):
    return {
        item.name: report_json(item.name, report)
        for item, report in parse_many(items, lexicon=default_lexicon(), jobs=jobs)
    }


def items():
    return [Item(f"{n}.txt", text, DAY) for n, text in enumerate(TEXTS)]


def test_parse_is_the_same_in_any_order():
    assert reports(items()) == reports(items()[::-1])


@pytest.mark.slow
def test_parse_is_the_same_with_any_number_of_jobs():
    assert reports(items(), jobs=2) == reports(items())


def test_parse_keeps_the_outlets_lines_out():
    report = parse("Joe Biden met Xi Jinping on Monday.\nSign up for our newsletter: Blinken met Wang on Tuesday\n")

    assert [e.ref for e in report.engagements] == ["e1"]


def test_parse_takes_day_and_place_from_lead_and_dateline():
    (engagement,) = parse("BEIJING, Aug. 29 (Agency) -- Wang Yi received Jake Sullivan here Thursday.").engagements

    assert (engagement.date.edtf, engagement.place.city) == ("2024-08-29", "Beijing")


def test_parse_explains_what_it_left():
    report = parse("Xi Jinping met Russian President Vladimir Putin in Beijing on Monday.")

    assert [note.words for note in report.notes] == ["not taken: with a third side only"]


@given(st.text(alphabet="Xi met Bid.en,\n\"“” -'0129/Ã习访华€ ", max_size=120))
@settings(max_examples=40, deadline=None)
def test_parse_survives_any_text(text):
    report = parse(text)

    for engagement in report.engagements:
        for span in engagement.evidence:
            assert 0 <= span.start <= span.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Biden met Xi " * 15_000, id="no end of sentence"),
        pytest.param("Biden met Xi. " * 3_000, id="one sentence again and again"),
        pytest.param("(" * 50_000, id="brackets"),
        pytest.param("“Biden met Xi” and " * 5_000, id="quotes"),
        pytest.param("US-China-US-China-" * 8_000, id="hyphens"),
    ],
)
def test_parse_of_hostile_text_ends_soon(text):
    parse("Biden met Xi.")
    start = time.process_time()

    parse(text)

    assert time.process_time() - start < 240
