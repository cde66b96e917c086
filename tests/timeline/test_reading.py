"""The columns for quick reading: what they say, and that they are never out of step."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.factories import make_event, make_office, make_participation, make_person
from tests.timeline.test_curate import TALKS, TRIP, Editor, ingest
from timeline.cells import PARTS, unpacked
from timeline.changes import undo
from timeline.management.commands.make_demo_events import make
from timeline.models import ChangeSet, Event, EventWords
from timeline.reading import Seat, columns_of, level_of, recomputed, words_of
from timeline.vocabulary import Level, Role, Side

MINISTER = Seat(Side.US, "A", Role.PARTY, 2)


def out_of_step() -> list[str]:
    """The events whose stored columns or words are not what their participants, topics and claims say."""
    keys = list(Event.objects.values_list("pk", flat=True))
    wrong = {event.pk for event, wanted in recomputed(keys) if {n: getattr(event, n) for n in wanted} != wanted}
    words = dict(EventWords.objects.values_list("event_id", "text"))
    told = words_of(keys)
    return sorted(wrong | {pk for pk in words.keys() | told.keys() if words.get(pk, "") != told.get(pk, "")})


def test_columns_say_who_hosts_who_takes_part_and_what_about():
    seats = [
        Seat(Side.PRC, "Wang Yi", Role.HOST, 3),
        Seat(Side.US, "Antony Blinken", Role.VISITOR, 2),
        Seat(Side.PRC, "Qin Gang", Role.HOST, None),
        Seat(Side.OTHER, "European Union", Role.PARTY, None),
    ]

    assert columns_of(seats, ["trade", "korea"]) == {
        "hosted": "PRC",
        "level": "ministers",
        "us": "Antony Blinken",
        "prc": "Wang Yi; Qin Gang",
        "others": "European Union",
        "topic_slugs": "korea; trade",
    }


@pytest.mark.parametrize(
    ("ranks", "level"),
    [
        pytest.param([(Side.US, 1), (Side.PRC, 1)], Level.LEADERS, id="leaders"),
        pytest.param([(Side.US, 2), (Side.PRC, 1)], Level.MINISTERS, id="a leader receives a minister"),
        pytest.param([(Side.US, 5), (Side.US, 3), (Side.PRC, 3)], Level.MINISTERS, id="the highest of each side"),
        pytest.param([(Side.US, 4), (Side.PRC, None)], Level.DEPUTIES, id="one side is not known"),
        pytest.param([(Side.US, 9), (Side.PRC, 3)], Level.OFFICIALS, id="the lower side"),
        pytest.param([(Side.OTHER, 1), (Side.US, None)], "", id="nothing known"),
        pytest.param([], "", id="nobody"),
    ],
)
def test_level_is_what_both_sides_reach(ranks, level):
    assert level_of([Seat(side, "A", Role.PARTY, rank) for side, rank in ranks]) == level


@given(st.permutations([MINISTER, Seat(Side.PRC, "B", Role.PARTY, 4), Seat(Side.PRC, "C", Role.PARTY, None)]))
def test_level_does_not_depend_on_the_order(seats):
    assert level_of(seats) == Level.DEPUTIES


@given(st.fixed_dictionaries({name: st.sampled_from(part.values) for name, part in PARTS.items()}))
def test_unpacking_a_number_gives_what_was_packed(values):
    cell = sum(PARTS[name].packed(value) for name, value in values.items())

    assert dict(unpacked(cell)) == values


def test_parts_of_a_number_have_room_and_do_not_overlap():
    masks = [part.mask for part in PARTS.values()]

    assert all(len(part.values) <= 1 << part.bits for part in PARTS.values())
    assert sum(masks).bit_count() == sum(mask.bit_count() for mask in masks)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"kind": "talks", "channel": "foreign-affairs", "side": "PRC", "review": "unreviewed"}),
        ({"country": "US", "publication": "published"}, {"side": "US", "review": "published"}),
        ({"country": "HK"}, {"side": "PRC"}),
        ({"country": "CH", "hosted": "US"}, {"side": "other"}),
        ({"country": "", "hosted": "US"}, {"side": "US"}),
        ({"country": "", "hosted": "PRC", "level": "leaders"}, {"side": "PRC", "level": "leaders"}),
        ({"publication": "withdrawn"}, {"review": "hidden"}),
        ({"publication": "published", "state": "rejected"}, {"review": "hidden"}),
        ({"setting": "", "status": "declined", "kind": "other"}, {"setting": "", "status": "declined"}),
    ],
)
def test_number_follows_the_event_however_it_is_written(fields, expected):
    event = make_event()
    Event.objects.filter(pk=event.pk).update(**fields)

    found = unpacked(Event.objects.values_list("cell", flat=True).get())

    assert {name: found[name] for name in expected} == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "month", "onset"),
    [
        (("1972-02-21", "1972-02-28"), 1972 * 12 + 1, date(1972, 2, 21)),
        ((None, "2024-12-31"), 2024 * 12 + 11, date(9999, 12, 31)),
        (("0001-01-01", None), 12, date(1, 1, 1)),
        ((None, None), None, date(9999, 12, 31)),
    ],
)
def test_month_and_onset_of_days(days, month, onset):
    make_event(earliest=days[0], latest=days[1])

    assert Event.objects.values_list("month", "onset").get() == (month, onset)


@pytest.mark.django_db
@pytest.mark.usefixtures("only_the_app_writes")
def test_demo_events_are_in_step():
    make_office("Secretary of State", side=Side.US, rank=2)
    make(40, random.Random(3))

    assert out_of_step() == []
    assert Event.objects.exclude(us="").count() == 40


@pytest.mark.django_db
@pytest.mark.usefixtures("only_the_app_writes")
@pytest.mark.parametrize("seed", range(6))
def test_columns_keep_step_with_what_editors_do(seed):
    rnd = random.Random(seed)
    ingest(f"First.\n{TRIP}\n{TALKS}")
    editor = Editor(rnd)

    for _ in range(8):
        editor.act()
    assert out_of_step() == []
    while acts := list(ChangeSet.objects.filter(undone_by=None, undoes=None)[:1]):
        undo(acts[0])
        assert out_of_step() == []


@pytest.mark.django_db
def test_participants_written_past_the_app_would_be_noticed(only_the_app_writes):
    """The control: this is what being out of step looks like."""
    event = make_event()
    make_participation(event, make_person())

    assert out_of_step() == [event.pk]
