from datetime import date

import pytest

from articles.parsing.timexes import parse_typed_date
from articles.parsing.timexes.leaf import LONGEST_PHRASE, read_phrase

BASE = date(2024, 8, 29)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        pytest.param("Aug-27-2024", "2024-08-27", id="day"),
        pytest.param("august 2024", "2024-08", id="no day filled in"),
        pytest.param("2024", "2024", id="no month filled in"),
        pytest.param("27 december", "2024-12-27", id="the nearest year"),
        pytest.param("3 days ago", "2024-08-26", id="counted in days"),
        pytest.param("in 2 months", "2024-10", id="counted in months"),
        pytest.param("last year", "2023", id="counted in years"),
        pytest.param("a", None, id="a"),
        pytest.param("sat", None, id="sat"),
        pytest.param("may", None, id="may"),
        pytest.param("2pm", None, id="a time alone"),
        pytest.param("12/5", None, id="a fraction"),
        pytest.param("9999999999", None, id="digits"),
        pytest.param("", None, id="nothing"),
        pytest.param("27 August 2024 " * 5, None, id="too long"),
    ],
)
def test_read_phrase_gives_no_more_than_the_words(words, edtf):
    assert read_phrase(words, base=BASE) == edtf


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2024-08", "2024-08"),
        ("[2024-08-26..2024-09-01]", "[2024-08-26..2024-09-01]"),
        ("june 17-19, 2024", "2024-06-17/2024-06-19"),
        ("  27 Aug   2024 ", "2024-08-27"),
        ("last november", "2023-11"),
        ("early June", "[2024-06-01..2024-06-10]"),
        ("2024 Aug 27", "2024-08-27"),
        ("8月27日", "2024-08-27"),
        ("by friday", "[2024-08-29..2024-08-30]"),
    ],
)
def test_parse_typed_date_reads_what_editors_type(words, edtf):
    assert parse_typed_date(words, base=BASE) == edtf


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("", "a date is missing"),
        ("hello", "not understood as one date; hello: hello is not a date as YYYY, YYYY-MM or YYYY-MM-DD"),
        ("2024-02-30", "not understood as one date; 2024-02-30: 2024-02-30 is not in the calendar"),
        ("x" * (LONGEST_PHRASE + 1), "longer than 40 characters"),
    ],
)
def test_parse_typed_date_says_what_is_wrong(words, complaint):
    with pytest.raises(ValueError) as error:
        parse_typed_date(words, base=BASE)

    assert str(error.value) == complaint
