"""Made-up events for load."""

import pytest
from django.core.management import call_command

from tests.timeline.factories import make_event
from timeline.models import Event, Participation

pytestmark = pytest.mark.django_db


def test_make_demo_events_makes_as_many_as_asked_and_the_same_again(capsys):
    call_command("make_demo_events", 60)
    first = list(Event.objects.order_by("public_id").values_list("public_id", "title", "edtf", "status"))
    call_command("make_demo_events", 60, clear=True)

    assert len(first) == 60
    assert list(Event.objects.order_by("public_id").values_list("public_id", "title", "edtf", "status")) == first
    assert Participation.objects.count() == 120


def test_make_demo_events_adds_to_what_is_there_and_clears_nothing_else(capsys):
    real = make_event()
    call_command("make_demo_events", 10)
    call_command("make_demo_events", 5)
    made = Event.objects.count()

    call_command("make_demo_events", clear=True)

    assert made == 16
    assert list(Event.objects.all()) == [real]
