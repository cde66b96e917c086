"""The CSV: documented columns, all rows, no formula, nothing lost."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.factories import make_event, make_participation, make_person
from timeline.exports import COLUMNS, atom, calendar, csvw, events_csv, events_json, inert, restored, timelinejs_csv
from timeline.exports.calendar import escaped, folded
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
        "level": "",
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
    with django_assert_num_queries(1):
        list(events_csv(Event.objects.public()))
    make_event(make_person())
    make_event(make_person())

    with django_assert_num_queries(1):
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


def address(public_id: str) -> str:
    return f"https://here.example/events/{public_id}/"


@pytest.mark.django_db
def test_json_has_lists_numbers_and_nulls():
    event = make_event(make_person(), make_person("qin-gang", "Qin Gang"), city="")

    made = json.loads("".join(events_json(Event.objects.public(), query="kind=talks")))

    [found] = made["events"]
    assert (made["version"], made["query"], list(made["columns"])) == (1, "kind=talks", list(COLUMNS))
    assert (found["id"], found["prc"], found["city"], found["articles"]) == (
        event.public_id,
        ["Wang Yi", "Qin Gang"],
        None,
        1,
    )


@pytest.mark.django_db
def test_json_of_nothing_is_json():
    assert json.loads("".join(events_json(Event.objects.none(), query="")))["events"] == []


@pytest.mark.django_db
def test_calendar_holds_whole_days_and_says_what_it_leaves_out():
    make_event(
        make_person(), public_id="abc", title="Talks, long; very", latest="2024-08-29", precision="range", revision=4
    )
    make_event(earliest="2024-08-01", latest="2024-08-31", precision="month")

    text = "".join(calendar(Event.objects.public(), address))

    lines = text.replace("\r\n ", "").split("\r\n")
    assert "X-WR-CALDESC:1 more are not known to the day and are left out." in lines
    assert [
        line for line in lines if line.startswith(("UID", "DTSTART", "DTEND", "SUMMARY", "SEQ", "STATUS", "URL"))
    ] == [
        "UID:abc@engagements.invalid",
        "SEQUENCE:4",
        "DTSTART;VALUE=DATE:20240827",
        "DTEND;VALUE=DATE:20240830",
        "SUMMARY:Talks\\, long\\; very",
        "URL:https://here.example/events/abc/",
        "STATUS:CONFIRMED",
    ]


@given(st.text())
def test_folded_lines_are_short_and_whole(words):
    made = folded(escaped(words))

    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    assert made.replace("\r\n ", "") == escaped(words)


@pytest.mark.django_db
def test_atom_is_xml_whatever_the_title():
    make_event(title='<&> "quoted" \x01', public_id="abc")

    feed = ElementTree.fromstring(
        "".join(atom(Event.objects.public(), own="https://here.example/f?a=1&b=2", page="p", address_of=address))
    )

    assert feed.findtext("{*}entry/{*}title") == '<&> "quoted" '
    assert feed.findtext("{*}entry/{*}id") == "https://here.example/events/abc/"


@pytest.mark.django_db
def test_timelinejs_gives_no_day_where_none_is_known():
    make_event(title="Day")
    make_event(title="Month", edtf="2024-09", earliest="2024-09-01", latest="2024-09-30", precision="month")
    make_event(title="Undated", edtf="", earliest=None, latest=None, precision="unknown")

    rows = read("".join(timelinejs_csv(Event.objects.public(), address)))

    assert [(row["Year"], row["Month"], row["Day"], row["Display Date"], row["Headline"]) for row in rows] == [
        ("2024", "08", "27", "27 August 2024", "Day"),
        ("2024", "09", "", "September 2024", "Month"),
    ]


def test_csvw_describes_every_column():
    assert [column["name"] for column in csvw("x")["tableSchema"]["columns"]] == list(COLUMNS)


def test_document_describes_every_column():
    text = (Path(settings.BASE_DIR) / "docs" / "data.md").read_text()

    assert [name for name, words in COLUMNS.items() if f"| `{name}` | {words} |" not in text] == []
