"""Plans and visits under way of which nobody reported the end, shown as what they are."""

from datetime import date

import pytest

from tests.timeline.factories import make_event
from timeline.overdue import overdue_note, status_words

TODAY = date(2026, 5, 1)
DAY = date(1999, 5, 3)


@pytest.mark.parametrize(
    ("status", "earliest", "latest", "words"),
    [
        pytest.param("ongoing", DAY, DAY, "ongoing when last reported", id="under way long ago"),
        pytest.param("planned", DAY, DAY, "planned, outcome not reported", id="planned for a day long gone"),
        pytest.param("proposed", None, DAY, "proposed, outcome not reported", id="before a day long gone"),
        pytest.param("planned", DAY, None, "planned, outcome not reported", id="planned for some time, long ago"),
        pytest.param("planned", date(2025, 6, 1), None, "planned", id="planned for some time within the year"),
        pytest.param("ongoing", TODAY, TODAY, "ongoing", id="today"),
        pytest.param("planned", None, None, "planned", id="without a day"),
        pytest.param("held", DAY, DAY, "held", id="held"),
        pytest.param("postponed", DAY, DAY, "postponed", id="its last state"),
    ],
)
def test_status_words_tell_what_was_heard_last(status, earliest, latest, words):
    assert status_words(status, earliest, latest, TODAY) == words


@pytest.mark.parametrize(
    ("status", "told", "note"),
    [
        ("ongoing", DAY, "last reported on 3 May 1999; no article tells of its end"),
        ("planned", DAY, "last reported on 3 May 1999; no article tells of its outcome"),
        ("planned", None, "no article tells of its outcome"),
        ("held", DAY, ""),
    ],
)
def test_overdue_note_names_the_day_of_the_last_report(status, told, note):
    assert overdue_note(status, DAY, DAY, told, TODAY) == note


@pytest.mark.django_db
def test_list_and_page_say_that_no_outcome_was_reported(client):
    event = make_event(status="planned", edtf="1999-05-03", earliest="1999-05-03", latest="1999-05-03")

    assert "planned, outcome not reported" in client.get("/").content.decode()
    assert "no article tells of its outcome" in client.get(event.get_absolute_url()).content.decode()
    assert event.title in client.get("/?status=planned").content.decode()
