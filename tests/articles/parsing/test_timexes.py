"""The TIMEX3 view: spans, types, values, anchors. The calendar view is in test_timexes_joining.py."""

from datetime import date

import pytest

from articles.parsing.timexes import tag_timexes
from articles.parsing.types import Span, Timex

DCT = date(2024, 8, 29)  # a Thursday


def readings(text, dct=DCT):
    return [(timex.text, timex.type, timex.value, timex.edtf) for timex in tag_timexes(text, dct=dct)]


def test_tag_timexes_gives_the_whole_timex():
    text = "The premier landed on Tuesday night."

    timexes = tag_timexes(text, dct=DCT)

    assert timexes == (
        Timex(
            span=Span(22, 35),
            text="Tuesday night",
            type="TIME",
            value="2024-08-27TNI",
            rule="weekday",
            edtf="2024-08-27",
            earliest=date(2024, 8, 27),
            latest=date(2024, 8, 27),
            anchor="dct",
            signal="on",
        ),
    )


@pytest.mark.parametrize(
    ("sentence", "value", "edtf"),
    [
        pytest.param(
            "They signed it on Tuesday, Aug. 27, 2024.", "2024-08-27", "2024-08-27", id="weekday and full date"
        ),
        pytest.param("He was sworn in on the 17th of August 1982.", "1982-08-17", "1982-08-17", id="ordinal"),
        pytest.param("The cable of 26.06.1998 is public.", "1998-06-26", "1998-06-26", id="dotted"),
        pytest.param(
            "It was stamped 2024 Aug 27 by a clerk.", "2024-08-27", "2024-08-27", id="order that only dateparser knows"
        ),
        pytest.param("It was stamped 03/04/2024 by a clerk.", "2024-03-04", "2024-03-04?", id="day and month unclear"),
        pytest.param("Ties cooled in late November 2022.", "2022-11", "[2022-11-21..2022-11-30]", id="part of a month"),
        pytest.param("Trade boomed in the late 1980s.", "198X", "[1987-01-01..1989-12-31]", id="part of a decade"),
        pytest.param("Exports rose in the third quarter of 2023.", "2023-Q3", "[2023-07-01..2023-09-30]", id="quarter"),
        pytest.param("They toured the port the week of June 17.", "2024-W25", "[2024-06-17..2024-06-23]", id="week of"),
        pytest.param("The group was founded three months ago.", "2024-05", "2024-05~", id="months ago"),
        pytest.param("The line was tested two weeks ago.", "2024-W33", "2024-08-15~", id="weeks ago"),
        pytest.param("The line was tested a year ago today.", "2023-08-29", "2023-08-29", id="a year ago today"),
        pytest.param("Shops will be shut on Christmas Day.", "2024-12-25", "2024-12-25", id="holiday"),
        pytest.param("Thanksgiving 2019 was quiet.", "2019-11-28", "2019-11-28", id="holiday with year"),
        pytest.param("He left the post on the last Friday of June 2023.", "2023-06-30", "2023-06-30", id="nth weekday"),
        pytest.param("Few recall the attacks of 9/11 now.", "2001-09-11", "2001-09-11", id="nine-eleven"),
    ],
)
def test_tag_timexes_reads(sentence, value, edtf):
    first = tag_timexes(sentence, dct=DCT)[0]

    assert (first.value, first.edtf) == (value, edtf)


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        pytest.param("The ministry on Friday condemned the sale.", "2024-08-23", id="verb right after"),
        pytest.param("The envoy will return on Friday.", "2024-08-30", id="modal"),
        pytest.param("The session, to be held on Friday, is closed.", "2024-08-30", id="infinitive passive"),
        pytest.param("They agreed in Geneva to meet on Friday.", "2024-08-30", id="plan with to"),
        pytest.param("He came to power on Friday.", "2024-08-23", id="to before a noun"),
        pytest.param("The vote was scheduled for Friday.", "2024-08-30", id="plan seen from the past, nearer ahead"),
        pytest.param(
            "The vote was scheduled for Wednesday.", "2024-08-28", id="plan seen from the past, nearer behind"
        ),
        pytest.param("The forum opens on Friday.", "2024-08-30", id="timetable present"),
        pytest.param("The two could not be reached on Friday.", "2024-08-23", id="could not looks back"),
        pytest.param("Officials put the hearing off until Friday.", "2024-08-30", id="postponed until"),
        pytest.param("The team may fly out as early as Friday.", "2024-08-30", id="as early as"),
        pytest.param("They spoke on Thursday.", "2024-08-29", id="the article's own weekday"),
        pytest.param("The two leaders last spoke in November.", "2023-11", id="month past"),
        pytest.param("The two leaders will speak in November.", "2024-11", id="month ahead"),
        pytest.param("The Nov. 5 election divides them, he said.", "2024-11-05", id="the nearest, whatever the tense"),
        pytest.param("He had agreed last November.", "2023-11", id="last November"),
    ],
)
def test_tag_timexes_takes_the_direction_from_the_clause(sentence, edtf):
    assert tag_timexes(sentence, dct=DCT)[0].edtf == edtf


def test_tag_timexes_believes_a_parse_more_than_its_own_eyes():
    text = "The two meet Monday."

    timexes = tag_timexes(text, dct=DCT, tense_of=lambda span: "past" if span == Span(13, 19) else None)

    assert [timex.edtf for timex in timexes] == ["2024-08-26"]


@pytest.mark.parametrize(
    ("sentence", "edtf", "anchor"),
    [
        ("He landed on May 7, 1999 and the next day saw the ruins.", "1999-05-08", "text"),
        ("He landed on Feb. 27, 2024; three days later he left.", "2024-03-01", "text"),
        ("The pact dates from 1978. It was signed the following year.", "1979", "text"),
        ("They met in May 2015, and later that year they quarrelled.", "2015", "text"),
        ("Three days later he left.", None, ""),
    ],
)
def test_tag_timexes_counts_from_an_earlier_date_of_the_text(sentence, edtf, anchor):
    last = tag_timexes(sentence, dct=DCT)[-1]

    assert (last.edtf, last.anchor) == (edtf, anchor)


def test_tag_timexes_counts_from_the_dateline_where_it_is_older_than_the_article():
    text = "BRUSSELS, Dec. 2 (Own Agency) -- The two sides met today."

    timexes = tag_timexes(text, dct=date(1998, 12, 3))

    assert [timex.edtf for timex in timexes] == ["1998-12-02", "1998-12-02"]


@pytest.mark.parametrize(
    ("words", "mod"),
    [
        ("They talked for about three days.", "APPROX"),
        ("They talked for more than three days.", "MORE_THAN"),
        ("They talked for at least three days.", "EQUAL_OR_MORE"),
        ("They talked for three days.", ""),
        ("They talked early this month.", "START"),
        ("They talked in mid-2023.", "MID"),
        ("They talked at the end of May.", "END"),
    ],
)
def test_tag_timexes_tells_the_part_or_how_exact_an_amount_is(words, mod):
    assert tag_timexes(words, dct=DCT)[0].mod == mod


@pytest.mark.parametrize(
    ("words", "type_", "value"),
    [
        ("They talked for three hours.", "DURATION", "PT3H"),
        ("A 12-day tour ended.", "DURATION", "P12D"),
        ("It took two and a half years.", "DURATION", "P2.5Y"),
        ("They waited half an hour.", "DURATION", "PT30M"),
        ("He waited for decades.", "DURATION", "PXY"),
        ("He kept quiet in recent weeks.", "DURATION", "PXW"),
        ("The office meets every month.", "SET", "P1M"),
        ("The office meets on Mondays.", "SET", "XXXX-WXX-1"),
        ("The annual report is out.", "SET", "P1Y"),
        ("The two are now silent.", "DATE", "PRESENT_REF"),
        ("The tone has recently changed.", "DATE", "PAST_REF"),
    ],
)
def test_tag_timexes_leaves_lengths_sets_and_references_without_days(words, type_, value):
    timex = tag_timexes(words, dct=DCT)[0]

    assert (timex.type, timex.value, timex.edtf) == (type_, value, None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They met on Tuesday.", [("Tuesday", "DATE", "XXXX-WXX-2", None)]),
        ("They met in May.", [("May", "DATE", "XXXX-05", None)]),
        ("They met on Aug. 7.", [("Aug. 7", "DATE", "XXXX-08-07", None)]),
        ("They met last week.", [("last week", "DATE", "XXXX-WXX", None)]),
        ("They met on May 5, 2020.", [("May 5, 2020", "DATE", "2020-05-05", "2020-05-05")]),
    ],
)
def test_tag_timexes_leaves_relative_days_open_without_the_articles_day(sentence, expected):
    assert readings(sentence, dct=None) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Prices may march on.",
        "Theresa May sat in the sun.",
        "August Wilson wrote it.",
        "The firm has 2000 workers.",
        "It fell on Feb. 31, 12000.",
        "Call 555-0199-1972 now-ish.",
        "The file is report_2024.docx.",
        "A 44-year-old clerk won 21-19.",
        "USA Today asked The Sunday Times.",
    ],
)
def test_tag_timexes_finds_no_calendar_day_where_there_is_none(sentence):
    assert [timex for timex in tag_timexes(sentence, dct=DCT) if timex.edtf] == []
