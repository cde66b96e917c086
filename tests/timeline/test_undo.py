"""Whatever was done, undoing all of it leaves everything as it was."""

import json
import random
from datetime import UTC, date, datetime
from itertools import chain

import pytest
from django.core.serializers import serialize

from tests.timeline.factories import (
    make_office,
    make_term,
)
from tests.timeline.telling import TALKS, XI, ingest
from timeline.changes import record, undo
from timeline.curate import Verdict, decide_values, delete_event, make_event, set_publication
from timeline.models import ChangeSet, Decision, Event, Office, Participation, Person, Term, Venue
from timeline.reference_edits import events_showing, store_row
from timeline.roundtrip.events import EventTable
from timeline.roundtrip.files import read
from timeline.roundtrip.plan import apply, plan_of


def everything() -> str:
    """All that acts may change, but for what only ever grows."""
    models = (Person, Office, Term, Venue, Event)
    rows = json.loads(serialize("json", chain(*(model.objects.order_by("pk") for model in models))))
    for row in rows:
        for name in ("revision", "updated"):
            row["fields"].pop(name, None)
    seats = Participation.objects.order_by("event", "position").values_list("event", "person", "name", "office_title")
    return json.dumps(rows, indent=1, ensure_ascii=False) + str(list(seats)) + str(list(Decision.objects.values()))


@pytest.mark.django_db
@pytest.mark.parametrize("microsecond", [0, 456, 123_456])
def test_a_deleted_row_comes_back_with_its_times_to_the_microsecond(microsecond):
    event = make_event()
    created = datetime(2024, 8, 29, 12, 0, 0, microsecond, tzinfo=UTC)
    Event.objects.filter(pk=event.pk).update(created=created)
    event.refresh_from_db()

    delete_event(event)
    undo(ChangeSet.objects.order_by("pk").last())

    assert Event.objects.get(pk=event.pk).created == created


@pytest.mark.parametrize("seed", range(6))
def test_undoing_corrections_and_imports_leaves_everything_as_it_was(ada, people, seed):
    rng = random.Random(seed)
    make_term(Person.objects.get(key="wang-yi"), end="")
    for number in range(3):
        ingest(f"Paper {number}.\n{TALKS}\n{XI}".replace("2024-08-2", f"2024-0{number + 7}-2"))
    make_office()
    before, first = everything(), ChangeSet.objects.count()

    def edit(row, **values):
        for name, value in values.items():
            setattr(row, name, value)
        with record("edit", by=ada) as act:
            act.touches(*events_showing(getattr(row, "person", row)))
            store_row(row, act)

    def some(model):
        return rng.choice(list(model.objects.order_by("pk")))

    def bring_in():
        event, word = some(Event), f"Talks {rng.random()}"
        content = f"id,title,us,publication\r\n{event.public_id},{word},State Department,published\r\n"
        table = EventTable()
        apply(table, plan_of(table, read(content.encode(), list(table.columns), "id"), ada).changes, ada)

    acts = [
        lambda: edit(some(Person), full_name=f"Somebody {rng.random()}", aliases=["Else"]),
        lambda: edit(Term(person=some(Person), office=make_office(), start=f"{rng.randint(1900, 1990)}")),
        lambda: edit(some(Term), end="2024", latest=date(2024, 12, 31)),
        lambda: edit(Venue(key=f"v{rng.random()}"[:9].replace(".", ""), name="Hall")),
        bring_in,
        lambda: decide_values(some(Event), {"date": Verdict("set", f"2024-01-0{rng.randint(1, 9)}")}, by=ada),
        lambda: set_publication([some(Event)], rng.choice(["published", "withdrawn"]), by=ada),
    ]
    for _ in range(8):
        rng.choice(acts)()
    assert everything() != before

    for act in ChangeSet.objects.order_by("-pk")[: ChangeSet.objects.count() - first]:
        undo(act, by=ada)

    assert everything() == before
