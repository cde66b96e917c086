import pytest

from articles.parsing.scoring import is_date_right, is_same_name, may_be_same, names_met, score_corpus, stretch


def expected_event(**changes):
    return {
        "kind": "meeting",
        "status": "held",
        "date": "2024-08-29",
        "us": ["Jake Sullivan"],
        "prc": ["Xi Jinping"],
        "city": "Beijing",
        "country": "China",
    } | changes


def parsed_event(**changes):
    people = [{"name": "Jake Sullivan", "side": "US"}, {"name": "Xi Jinping", "side": "PRC"}]
    return {
        "kind": "meeting",
        "status": "held",
        "date": "2024-08-29",
        "participants": people,
        "city": "Beijing",
        "country": "CN",
    } | changes


def score(expected, parsed):
    return score_corpus({"docs": [{"file": "a.txt", "events": expected}]}, [{"file": "a", "engagements": parsed}])


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024-08-29", "2024-08-29", "2024-08-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-XX", "2024-01-01", "2024-12-31"),
        ("197X", "1970-01-01", "1979-12-31"),
        ("2024-22", "2024-06-01", "2024-08-31"),
        ("2024-08-27/2024-08-29", "2024-08-27", "2024-08-29"),
        ("2024-08-29/..", "2024-08-29", "9999-12-31"),
        ("../2024-08", "0001-01-01", "2024-08-31"),
        ("2024-08-29~", "2024-08-29", "2024-08-29"),
        (None, "0001-01-01", "9999-12-31"),
        ("sometime", "0001-01-01", "9999-12-31"),
    ],
)
def test_stretch_has_both_ends(edtf, first, last):
    assert tuple(day.isoformat() for day in stretch(edtf)) == (first, last)


@pytest.mark.parametrize(
    ("expected", "parsed", "right"),
    [
        pytest.param("2024-08-29", "2024-08-30", True, id="a day off"),
        pytest.param("2024-08-29", "2024-09-01", False, id="three days off"),
        pytest.param("2024-08-29", "2024-08", True, id="the month around it"),
        pytest.param("2024-08-29", "2024", False, id="the year around it"),
        pytest.param("2024-08-29/..", "2024-10", True, id="inside an open stretch"),
        pytest.param("2024-08-29/..", "2024-08", False, id="before an open stretch"),
        pytest.param(None, "2024", True, id="nothing expected"),
    ],
)
def test_date_is_right_within_its_grain(expected, parsed, right):
    assert is_date_right(expected, parsed) is right


def test_dates_may_be_same_if_they_touch():
    assert may_be_same("2024-08-29", "2024-08-30/2024-09-02")
    assert not may_be_same("2024-08-29", "2024-08-31")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Blinken", "Antony J. Blinken", True),
        ("A. Blinken", "Antony Blinken", True),
        ("Qin Gang", "Wang Yi", False),
        ("President Xi", "Xi Jinping", True),
        ("Mr.", "Mr.", False),
    ],
)
def test_names_are_same_by_their_telling_words(one, other, same):
    assert is_same_name(one, other) is same


def test_bare_country_is_met_by_anybody():
    assert names_met(["Chinese officials"], ["Wang Yi"]) == 1
    assert names_met(["Chinese officials"], []) == 0


def test_score_counts_a_right_engagement_as_strict():
    figures = score([expected_event()], [parsed_event()]).figures()

    assert (figures["detection_F1"], figures["strict_F1"]) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"status": "planned"}, "status"),
        ({"country": "US"}, "country"),
        ({"date": "2024"}, "date"),
        ({"participants": [{"name": "Xi Jinping", "side": "PRC"}]}, "people"),
    ],
)
def test_score_files_a_wrong_field_under_its_cause(changes, cause):
    scored = score([expected_event()], [parsed_event(**changes)])

    assert (scored.counts["match"], scored.counts["strict"], [m.cause for m in scored.misses]) == (1, 0, [cause])


def test_score_files_missed_and_spurious():
    scored = score([expected_event()], [parsed_event(kind="call")])

    assert [m.cause for m in scored.misses] == ["missed", "spurious"]


def test_score_gives_neither_credit_nor_blame_for_borderline():
    neutral = expected_event(note="borderline: only hinted at")

    assert score([neutral], []).figures()["gold"] == 0
    assert score([neutral], [parsed_event()]).figures()["predicted"] == 0


def test_score_takes_alternatives():
    scored = score([expected_event(status="proposed", status_alt=["cancelled"])], [parsed_event(status="cancelled")])

    assert scored.counts["strict"] == 1


def test_score_of_an_article_that_is_missing_counts_its_events():
    scored = score_corpus({"docs": [{"file": "a.txt", "events": [expected_event()]}]}, [])

    assert (scored.docs_missing, scored.counts["gold"], scored.counts["pred"]) == (1, 1, 0)
