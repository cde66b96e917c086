import pytest

from tests.timeline.factories import make_event
from timeline.changes import record, undo
from timeline.curate import Verdict, decide_values, set_publication
from timeline.models import ChangeSet, Decision
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
