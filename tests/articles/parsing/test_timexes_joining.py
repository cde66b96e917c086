"""The calendar view: what a reader would note down."""

from datetime import date

import pytest

from articles.parsing.timexes import date_expressions, tag_timexes
from articles.parsing.types import DateExpression, Span
from timeline.vocabulary import Precision

DCT = date(2024, 8, 29)  # a Thursday


def expressions(text, dct=DCT):
    return date_expressions(text, tag_timexes(text, dct=dct), dct=dct)


def test_date_expressions_join_a_range_with_its_words():
    text = "The tour lasted from Nov. 28 to Dec. 2 and went well."
    timexes = tag_timexes(text, dct=date(2023, 12, 4))

    found = date_expressions(text, timexes, dct=date(2023, 12, 4))

    assert found == (
        DateExpression(
            span=Span(16, 38),
            text="from Nov. 28 to Dec. 2",
            edtf="2023-11-28/2023-12-02",
            earliest=date(2023, 11, 28),
            latest=date(2023, 12, 2),
            precision=Precision.RANGE,
            rule="range",
            timexes=timexes,
        ),
    )


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        pytest.param("The visit, on June 17-19, went well.", "2024-06-17/2024-06-19", id="one month"),
        pytest.param("His stay, 21-28 February 1972, made news.", "1972-02-21/1972-02-28", id="day first"),
        pytest.param("He stayed from January 28 to February 5, 1979.", "1979-01-28/1979-02-05", id="year said once"),
        pytest.param("It lasted from Dec. 27, 1983 to Jan. 3.", "1983-12-27/1984-01-03", id="over new year"),
        pytest.param("She led it between 1997 and 2001.", "1997/2001", id="years"),
        pytest.param("They come Friday, a day later than planned.", "2024-08-30", id="a delay is no date"),
        pytest.param("They met Tuesday and Wednesday.", "2024-08-27/2024-08-28", id="neighbouring days"),
        pytest.param("They met on Monday, Tuesday and Wednesday.", "2024-08-26/2024-08-28", id="three days"),
        pytest.param("They will speak Friday or Saturday.", "[2024-08-30..2024-08-31]", id="either"),
        pytest.param("Talks will go on until Friday.", "2024-08-29/2024-08-30", id="until, ahead"),
        pytest.param("He stayed until Wednesday.", "../2024-08-28", id="until, past"),
        pytest.param("He had not spoken since March.", "2024-03/..", id="since"),
        pytest.param("They hope to finish by the end of the year.", "[2024-08-29..2024-12-31]", id="deadline"),
        pytest.param("They will speak before 2026.", "[2024-08-29..2025-12-31]", id="before"),
        pytest.param("They report back within two weeks.", "[2024-08-29..2024-09-12]", id="within"),
        pytest.param("They will meet in two weeks.", "2024-09-12~", id="in two weeks"),
        pytest.param("They will meet soon.", "2024-08-29/..", id="soon"),
        pytest.param("They will meet in the coming weeks.", "[2024-08-29..2024-10-31]", id="coming weeks"),
        pytest.param("This week the two sides quarrelled.", "[2024-08-26..2024-08-29]", id="this week, past"),
        pytest.param("They met on Sept. 20, 21 and 22, 2023.", "2023-09-20/2023-09-22", id="listed days"),
        pytest.param("He stayed from the 3rd to the 6th of May 2019.", "2019-05-03/2019-05-06", id="ordinals"),
        pytest.param("Between now and the end of May they will meet.", "[2024-08-29..2025-05-31]", id="from now"),
        pytest.param("The truce holds through Nov. 10.", "2024-08-29/2024-11-10", id="through"),
        pytest.param("It was built around 1995.", "1995~", id="about a year"),
        pytest.param("Voters decide before the Nov. 5 election.", "2024-11-05", id="the day belongs to the event"),
    ],
)
def test_date_expressions_read(sentence, edtf):
    assert [found.edtf for found in expressions(sentence)] == [edtf]


@pytest.mark.parametrize(
    ("sentence", "edtf", "days"),
    [
        ("He wrapped up a three-day visit that began Tuesday.", "2024-08-27/2024-08-29", 3),
        ("Two days of talks that ended Wednesday brought a text.", "2024-08-27/2024-08-28", 2),
        ("The senators start a four-day tour on Sunday.", "2024-09-01/2024-09-04", 4),
    ],
)
def test_date_expressions_place_a_stay_by_its_length(sentence, edtf, days):
    (found,) = expressions(sentence)

    assert (found.edtf, found.duration_days, found.rule) == (edtf, days, "span-of-days")


@pytest.mark.parametrize(
    ("sentence", "edtfs"),
    [
        pytest.param("The visit was moved from June to July.", ["2024-06", "2024-07"], id="moved, not lasting"),
        pytest.param(
            "It arrived on Aug. 12, and the following day he left.", ["2024-08-12", "2024-08-13"], id="told apart"
        ),
        pytest.param("They met Monday and Friday.", ["2024-08-26", "2024-08-23"], id="no neighbours"),
        pytest.param("It rang at 10:35 a.m. on Tuesday.", ["2024-08-27"], id="a clock time has no day of its own"),
        pytest.param("They talked for three hours every week.", [], id="lengths and sets"),
    ],
)
def test_date_expressions_keep_apart(sentence, edtfs):
    assert [found.edtf for found in expressions(sentence)] == edtfs


def test_date_expressions_keep_the_day_beside_the_stay_it_opens():
    found = expressions("The premier arrived in Rome on Tuesday for a three-day visit.")

    assert [(each.text, each.edtf) for each in found] == [
        ("Tuesday", "2024-08-27"),
        ("three-day", "2024-08-27/2024-08-29"),
    ]


def test_date_expressions_of_an_article_without_a_day_are_the_absolute_ones():
    sentence = "They met on Tuesday, until March, in two weeks, soon, and from 14 to 16 April 2023."

    assert [found.edtf for found in expressions(sentence, dct=None)] == ["2023-04-14/2023-04-16"]


def test_date_expressions_of_what_was_put_off_keep_both_days_apart():
    found = expressions("The talks were put off on Monday until October.")

    assert [(d.edtf, d.rule) for d in found] == [("2024-08-26", "weekday"), ("2024-08-29/2024-10", "until")]
