"""The CSV: documented columns, all rows, no formula, nothing lost."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.factories import make_event, make_participation, make_person
from timeline.exports import COLUMNS, events_csv, inert, restored
from timeline.models import Event, Topic
from timeline.vocabulary import Side


def read(text: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.django_db
def test_csv_holds_every_column_of_an_event():
    event = make_event(make_person(), make_person("qin-gang", "Qin Gang"), title='Talks, "frank"')
    make_participation(event, make_person("joe-biden", "Joe Biden", side=Side.US))
    event.topics.add(Topic.objects.get_or_create(slug="trade", defaults={"name": "trade"})[0])
    make_event(public_id="child", parent=event, earliest=None, latest=None, edtf="", precision="unknown")

    text = "".join(events_csv(Event.objects.public()))

    rows = read(text)
    assert text.startswith("\ufeff" + ",".join(COLUMNS) + "\r\n")
    assert rows[0] == {
        "id": event.public_id,
        "title": 'Talks, "frank"',
        "kind": "talks",
        "status": "held",
        "setting": "bilateral",
        "channel": "foreign-affairs",
        "date": "2024-08-27",
        "earliest": "2024-08-27",
        "latest": "2024-08-27",
        "precision": "day",
        "us": "Joe Biden",
        "prc": "Wang Yi; Qin Gang",
        "others": "",
        "city": "Beijing",
        "country": "CN",
        "venue": "",
        "gathering": "",
        "topics": "trade",
        "part_of": "",
        "articles": "1",
        "confidence": "0.8",
        "review": "unreviewed",
        "summary": "",
    }
    assert (rows[1]["id"], rows[1]["part_of"], rows[1]["earliest"]) == ("child", event.public_id, "")


@pytest.mark.django_db
def test_csv_makes_formulas_inert():
    make_event(title="=HYPERLINK(1)", city="@home")

    [row] = read("".join(events_csv(Event.objects.public())))

    assert (row["title"], row["city"]) == ("'=HYPERLINK(1)", "'@home")


@pytest.mark.django_db
def test_csv_takes_the_same_number_of_queries_for_more_rows(django_assert_num_queries):
    make_event(make_person())
    with django_assert_num_queries(3):
        list(events_csv(Event.objects.public()))
    make_event(make_person())
    make_event(make_person())

    with django_assert_num_queries(3):
        list(events_csv(Event.objects.public()))


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", " =1", "\u200b=1", "＝1", "\r", "\0", "'quoted"])
def test_inert_guards(cell):
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Talks", "2024-08-27", "习近平", "1-2"])
def test_inert_leaves_plain_cells_alone(cell):
    assert inert(cell) == cell


@given(st.text())
def test_restored_undoes_inert(cell):
    assert restored(inert(cell)) == cell
