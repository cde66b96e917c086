import pytest

from tests.timeline.factories import make_event
from timeline.models import Event, Participation, Person
from timeline.vocabulary import Side

pytestmark = pytest.mark.django_db


def test_events_for_display_may_name_more_people_than_sqlite_takes_conditions():
    event = make_event()
    people = Person.objects.bulk_create(Person(key=f"p-{n}", full_name=f"P {n}", side=Side.US) for n in range(1_100))
    Participation.objects.bulk_create(
        Participation(event=event, person=person, name=person.full_name, side=Side.US, position=n)
        for n, person in enumerate(people)
    )

    (shown,) = Event.objects.filter(pk=event.pk).for_display()

    assert [seat.person for seat in shown.participations.all()] == people
