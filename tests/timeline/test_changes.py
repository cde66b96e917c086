import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Mention
from tests.timeline.factories import make_event, make_told_events
from tests.timeline.telling import TALKS, XI, ingest
from timeline.changes import record, undo
from timeline.curate import Verdict, decide_values, reject_events, set_publication
from timeline.models import ChangeSet, Decision, Event
from timeline.services import refresh_events
from timeline.shown import shown_of
from timeline.signals import events_refreshed

pytestmark = pytest.mark.django_db


def test_act_within_an_act_is_logged_and_undone_as_one():
    event = make_event()

    with record("review", summary="looked at"):
        decide_values(event, {"date": Verdict("set", "2024-08-28")})
        set_publication([event], "published")

    act = ChangeSet.objects.get()
    assert (act.act, act.summary) == ("review", "looked at")
    undo(act)
    event.refresh_from_db()
    assert (event.publication, Decision.objects.count()) == ("unreviewed", 0)


def test_failure_within_an_act_takes_all_of_it_back():
    event = make_event()

    with pytest.raises(RuntimeError):
        publish_and_fail(event)

    event.refresh_from_db()
    assert (event.publication, ChangeSet.objects.count()) == ("unreviewed", 0)
    with record("another"):
        set_publication([event], "published")
    assert ChangeSet.objects.get().act == "another"


def publish_and_fail(event):
    with record("review"):
        set_publication([event], "published")
        raise RuntimeError("power cut")


def test_refreshed_events_are_announced():
    event, heard = make_event(), []

    def hear(pks, **kwargs):
        heard.append(pks)

    events_refreshed.connect(hear)
    set_publication([event], "published")
    events_refreshed.disconnect(hear)

    assert heard == [frozenset({event.pk})]


def test_more_events_than_one_condition_takes_are_computed():
    made = make_told_events(1_001)  # SQLite takes a condition of a thousand parts

    changed = refresh_events([event.pk for event in made])

    assert changed == {event.pk for event in made}


def test_acts_over_more_events_take_the_same_number_of_queries_and_are_undone(django_assert_num_queries):
    events = make_told_events(40)
    refresh_events([event.pk for event in events])
    with CaptureQueriesContext(connection) as few:
        reject_events(events[:3])
        undo(ChangeSet.objects.first())

    with django_assert_num_queries(len(few)):
        reject_events(events[3:])
        undo(ChangeSet.objects.first())

    assert set(Event.objects.values_list("state", "kind", "revision")) == {("live", "meeting", 1)}
    assert not Mention.objects.filter(pinned=True).exists()


def test_values_do_not_depend_on_what_is_computed_at_once(monkeypatch, people):
    lines = ("visit | held | 2024-08-27/2024-08-29 | Jake Sullivan | Wang Yi | Beijing", TALKS, XI)
    ingest("\n".join(lines))
    at_once = sorted(shown_of(Event.objects.values_list("pk", flat=True)).values(), key=str)
    Event.objects.update(kind="other", edtf="", earliest=None, latest=None, precision="unknown", parent=None, why={})
    monkeypatch.setattr("timeline.services.batches", lambda rows: ([row] for row in list(rows)))

    refresh_events(Event.objects.values_list("pk", flat=True))

    assert {event["part of"] for event in at_once} == {"", "Sullivan visits Beijing"}
    assert sorted(shown_of(Event.objects.values_list("pk", flat=True)).values(), key=str) == at_once


def test_row_is_written_only_where_an_act_changes_it():
    event = make_event()
    stale = Event.objects.get()
    Event.objects.update(gathering="Games")

    with record("publish") as change:
        change.update(stale, publication="published")

    event.refresh_from_db()
    assert (event.publication, event.gathering) == ("published", "Games")
