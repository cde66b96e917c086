from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.edtf import MAX_LENGTH, bounds, humanise, interval, precision_of, validate, within
from timeline.vocabulary import Precision


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "precision"),
    [
        ("2023-11-14", date(2023, 11, 14), date(2023, 11, 14), Precision.DAY),
        ("2023-11-14?", date(2023, 11, 14), date(2023, 11, 14), Precision.DAY),
        ("1972-02", date(1972, 2, 1), date(1972, 2, 29), Precision.MONTH),
        ("1972-02-XX", date(1972, 2, 1), date(1972, 2, 29), Precision.MONTH),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), Precision.YEAR),
        ("2023-XX~", date(2023, 1, 1), date(2023, 12, 31), Precision.YEAR),
        ("2023-XX-XX", date(2023, 1, 1), date(2023, 12, 31), Precision.YEAR),
        ("197X", date(1970, 1, 1), date(1979, 12, 31), Precision.DECADE),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), Precision.DECADE),
        ("2023-22", date(2023, 6, 1), date(2023, 8, 31), Precision.SEASON),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29), Precision.SEASON),
        ("2023-35", date(2023, 7, 1), date(2023, 9, 30), Precision.SEASON),
        ("2023-40", date(2023, 1, 1), date(2023, 6, 30), Precision.SEASON),
        ("2024-08-27/2024-08-29", date(2024, 8, 27), date(2024, 8, 29), Precision.RANGE),
        ("2024-03/2024-05", date(2024, 3, 1), date(2024, 5, 31), Precision.RANGE),
        ("2024-08-29/..", date(2024, 8, 29), None, Precision.OPEN),
        ("../2024-08-29", None, date(2024, 8, 29), Precision.OPEN),
        ("/2024-08-29", None, date(2024, 8, 29), Precision.OPEN),
        ("../..", None, None, Precision.UNKNOWN),
        ("[2024-08-26..2024-09-01]", date(2024, 8, 26), date(2024, 9, 1), Precision.WITHIN),
        ("[..2024-09-01]", None, date(2024, 9, 1), Precision.OPEN),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31), Precision.DAY),
        ("0001", date(1, 1, 1), date(1, 12, 31), Precision.YEAR),
    ],
)
def test_bounds_and_precision_follow_the_words(edtf, earliest, latest, precision):
    assert bounds(edtf) == (earliest, latest)
    assert precision_of(edtf) is precision
    assert validate(edtf) == edtf


@pytest.mark.parametrize(
    ("edtf", "complaint"),
    [
        ("", "a date is missing"),
        ("2023-02-30", "2023-02-30: 2023-02-30 is not in the calendar"),
        ("2023-13", "2023-13: 2023-13 is not in the calendar"),
        ("2023-XX-14", "2023-XX-14: 2023-XX-14 is not in the calendar"),
        ("2023-21-01", "2023-21-01: 2023-21-01 is not in the calendar"),
        ("0000", "0000: 0000 is not in the calendar"),
        ("9999-24", "9999-24: 9999-24 is not in the calendar"),
        ("soon", "soon: soon is not a date as YYYY, YYYY-MM or YYYY-MM-DD"),
        ("2023-1-4", "2023-1-4: 2023-1-4 is not a date as YYYY, YYYY-MM or YYYY-MM-DD"),
        ("２０２３", "２０２３: ２０２３ is not a date as YYYY, YYYY-MM or YYYY-MM-DD"),
        ("2023\n", "2023\n: 2023\n is not a date as YYYY, YYYY-MM or YYYY-MM-DD"),
        ("[2023]", "[2023]: write [first day..last day]"),
        ("[..]", "[..]: write [first day..last day]"),
        ("2023/2024/2025", "2023/2024/2025: 2024/2025 is not a date as YYYY, YYYY-MM or YYYY-MM-DD"),
        ("2024/2023", "2024/2023: the end lies before the beginning"),
        ("2" * (MAX_LENGTH + 1), "longer than 64 characters"),
    ],
)
def test_validate_says_what_is_wrong(edtf, complaint):
    with pytest.raises(ValueError) as error:
        validate(edtf)

    assert str(error.value) == complaint


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        (None, "date unknown"),
        ("../..", "date unknown"),
        ("2024-08-27", "27 August 2024"),
        ("2024-08-27?", "perhaps 27 August 2024"),
        ("2024-08-27/2024-08-29", "27–29 August 2024"),
        ("2023-11-28/2023-12-02", "28 November – 2 December 2023"),
        ("2023-12-28/2024-01-02", "28 December 2023 – 2 January 2024"),
        ("2022-11", "November 2022"),
        ("2022-11~", "about November 2022"),
        ("2022", "2022"),
        ("197X", "the 1970s"),
        ("19XX", "the 1900s"),
        ("1972-22", "summer 1972"),
        ("2024-35", "third quarter of 2024"),
        ("2024-03/2024-05", "March – May 2024"),
        ("2024/2026", "2024 – 2026"),
        ("[2024-08-26..2024-09-01]", "between 26 August and 1 September 2024"),
        ("[2024-08-26..2025-09-01]", "between 26 August 2024 and 1 September 2025"),
        ("2023-05-11/..", "after 11 May 2023"),
        ("../2023-05-11", "until 11 May 2023"),
    ],
)
def test_humanise_says_it_as_a_reader_would(edtf, words):
    assert humanise(edtf) == words


def test_interval_and_within_write_what_bounds_reads():
    first, last = date(2024, 8, 27), date(2024, 8, 29)

    written = [interval(first, last), interval(first, first), interval(None, last), interval(first, None)]
    written += [within(first, last), within(first, first), within(None, last), within(first, None)]

    assert written == [
        "2024-08-27/2024-08-29",
        "2024-08-27",
        "../2024-08-29",
        "2024-08-27/..",
        "[2024-08-27..2024-08-29]",
        "2024-08-27",
        "[..2024-08-29]",
        "[2024-08-27..]",
    ]


@given(st.text(alphabet="0123456789X-/.[]?~%soon ", max_size=70))
def test_validate_raises_nothing_but_value_errors(words):
    try:
        earliest, latest = bounds(validate(words))
    except ValueError:
        return

    assert humanise(words)
    assert precision_of(words)
    assert earliest is None or latest is None or earliest <= latest


@given(st.dates(), st.dates())
def test_bounds_return_the_days_that_were_written(one, other):
    first, last = sorted((one, other))

    assert bounds(interval(first, last)) == bounds(within(first, last)) == (first, last)
