from datetime import date

import pytest

from articles.parsing.timeml import (
    Annotation,
    Document,
    Score,
    Tally,
    days_of,
    match_spans,
    read_timeml,
    score,
    score_tagger,
)

SOURCE = """<?xml version="1.0" ?>
<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="1998-08-13T21:00">19980813</TIMEX3></DCT>
<TEXT>R & D <EVENT>met</EVENT> <TIMEX3 tid="t1" type="DATE" value="1998-08-07">Aug. 7 </TIMEX3>again.</TEXT></TimeML>"""


def test_read_timeml_gives_text_day_and_annotations():
    document = read_timeml(SOURCE)

    assert document == Document(
        "R & D met Aug. 7 again.", date(1998, 8, 13), (Annotation(10, 16, "DATE", "1998-08-07"),)
    )


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<TimeML>", "not well-formed: no element found: line 1, column 8"),
        ("<TimeML/>", "has no TEXT"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><TimeML><TEXT>&a;</TEXT></TimeML>', "declares entities"),
    ],
)
def test_read_timeml_says_what_is_wrong(source, complaint):
    with pytest.raises(ValueError) as error:
        read_timeml(source)

    assert str(error.value) == complaint


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("1998-08-07", (date(1998, 8, 7), date(1998, 8, 7))),
        ("1998-08-07TNI", (date(1998, 8, 7), date(1998, 8, 7))),
        ("1998-W32", (date(1998, 8, 3), date(1998, 8, 9))),
        ("1998-W32-WE", (date(1998, 8, 8), date(1998, 8, 9))),
        ("1998-W32-5", (date(1998, 8, 7), date(1998, 8, 7))),
        ("1998-08-XX", (date(1998, 8, 1), date(1998, 8, 31))),
        ("1998-Q3", (date(1998, 7, 1), date(1998, 9, 30))),
        ("1998-WI", (date(1998, 12, 1), date(1999, 2, 28))),
        ("1998-XX", (date(1998, 1, 1), date(1998, 12, 31))),
        ("199", (date(1990, 1, 1), date(1999, 12, 31))),
        ("199X", (date(1990, 1, 1), date(1999, 12, 31))),
        ("19", (date(1900, 1, 1), date(1999, 12, 31))),
        ("1998-08/1998-09", (date(1998, 8, 1), date(1998, 9, 30))),
        ("1998-13", None),
        ("PRESENT_REF", None),
        ("P3D", None),
        ("XXXX-08", None),
        ("", None),
    ],
)
def test_days_of_names_first_and_last_day(value, days):
    assert days_of(value) == days


def test_match_spans_prefers_exact_spans_and_uses_each_once():
    gold = [Annotation(0, 4, "DATE", ""), Annotation(5, 9, "DATE", "")]
    found = [Annotation(0, 9, "DATE", ""), Annotation(5, 9, "DATE", ""), Annotation(20, 22, "DATE", "")]

    assert match_spans(gold, found) == [(1, 1), (0, 0)]


def test_score_counts_values_calendar_and_days():
    gold = [
        Annotation(0, 4, "DATE", "1998-08-07"),
        Annotation(9, 12, "DATE", "1998-XX"),
        Annotation(20, 24, "DURATION", "P3D"),
    ]
    found = [
        Annotation(0, 6, "TIME", "1998-08-07TNI"),
        Annotation(9, 12, "DATE", "1998"),
        Annotation(30, 31, "SET", "P1D"),
    ]

    counted = score(gold, found)

    assert counted == Score(value=Tally(3, 3, 0), calendar=Tally(2, 2, 2), day=Tally(1, 1, 1))


def test_score_tagger_adds_up_documents():
    document = Document("Aug. 7", None, (Annotation(0, 6, "DATE", "1998-08-07"),))

    total = score_tagger([document, document], lambda text, dct: document.annotations)

    assert (total.value, total.value.f1, Tally().f1) == (Tally(2, 2, 2), 100.0, 0.0)
