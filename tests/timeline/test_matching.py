from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from timeline.matching import MentionView, cluster, compare

BALI = MentionView(
    key="a/bali",
    article="a",
    kind="meeting",
    status="held",
    published=date(2022, 11, 15),
    earliest=date(2022, 11, 14),
    latest=date(2022, 11, 14),
    precision="day",
    us=frozenset({"joe-biden"}),
    prc=frozenset({"xi-jinping"}),
    city="Bali",
    country="ID",
)
TRIP = MentionView(
    key="a/trip",
    article="a",
    kind="visit",
    status="held",
    published=date(2024, 8, 29),
    earliest=date(2024, 8, 27),
    latest=date(2024, 8, 29),
    precision="range",
    us=frozenset({"jake-sullivan"}),
    visitors=frozenset({"jake-sullivan"}),
    city="Beijing",
    country="CN",
)


def other(view, **fields):
    return replace(view, key="b/x", article="b", **fields)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param(BALI, other(BALI), id="the same told twice"),
        pytest.param(
            BALI, other(BALI, earliest=date(2022, 11, 1), latest=date(2022, 11, 30), precision="month"), id="month"
        ),
        pytest.param(BALI, other(BALI, kind="summit", city="", country=""), id="place and word differ"),
        pytest.param(BALI, other(BALI, prc=frozenset()), id="one side not named"),
        pytest.param(TRIP, other(TRIP, prc=frozenset({"wang-yi"}), city=""), id="visit with and without a host"),
        pytest.param(
            TRIP,
            other(TRIP, status="planned", earliest=date(2024, 7, 1), latest=None, precision="open", city=""),
            id="planned without a day",
        ),
    ],
)
def test_compare_joins(one, two):
    assert compare(one, two).joins
    assert compare(two, one).score == compare(one, two).score


@pytest.mark.parametrize(
    ("two", "veto"),
    [
        pytest.param(replace(BALI, key="a/y"), "one article tells them apart", id="same article"),
        pytest.param(other(BALI, kind="visit"), "a meeting is not a visit", id="visit and meeting"),
        pytest.param(other(BALI, kind="call", city=""), "a call is not a meeting", id="call"),
        pytest.param(other(BALI, prc=frozenset({"li-qiang"})), "different people", id="people"),
        pytest.param(other(BALI, earliest=date(2022, 11, 16), latest=date(2022, 11, 16)), "different days", id="days"),
        pytest.param(other(BALI, city="Lima", country="PE"), "different countries", id="countries"),
        pytest.param(other(BALI, us=frozenset(), prc=frozenset()), "nobody in common", id="nobody"),
    ],
)
def test_compare_keeps_apart(two, veto):
    assert compare(BALI, two).veto == veto


PLAN = replace(TRIP, key="p/trip", article="p", status="planned", published=date(2024, 7, 1))


def moved(view, month, **fields):
    """The same trip at another time, told by another article."""
    return replace(view, earliest=date(2024, month, 5), latest=date(2024, month, 6), **fields)


@pytest.mark.parametrize(
    ("one", "two", "joins"),
    [
        pytest.param(
            PLAN, moved(TRIP, 8, status="postponed", published=date(2024, 8, 5)), True, id="planned, then put off"
        ),
        pytest.param(
            moved(PLAN, 7, status="postponed"),
            moved(TRIP, 11, published=date(2024, 11, 7)),
            True,
            id="put off, then held",
        ),
        pytest.param(PLAN, moved(TRIP, 11, published=date(2024, 11, 7)), False, id="planned and another day"),
        pytest.param(
            moved(PLAN, 7, status="declined"),
            moved(TRIP, 11, published=date(2024, 11, 7)),
            True,
            id="refused, then held",
        ),
        pytest.param(
            replace(PLAN, earliest=date(2024, 9, 1), latest=date(2024, 10, 31), precision="within"),
            moved(TRIP, 11, published=date(2024, 11, 7)),
            True,
            id="a little later than planned",
        ),
        pytest.param(
            replace(TRIP, latest=TRIP.earliest, precision="day"),
            replace(TRIP, earliest=TRIP.latest, precision="day"),
            True,
            id="first and last day of one stay",
        ),
        pytest.param(TRIP, moved(PLAN, 11, published=date(2024, 9, 7)), False, id="held, then another plan"),
        pytest.param(
            moved(PLAN, 7, status="postponed"),
            replace(moved(TRIP, 12), earliest=date(2025, 12, 1), latest=date(2025, 12, 2)),
            False,
            id="put off, then long nothing",
        ),
    ],
)
def test_plans_that_moved(one, two, joins):
    two = replace(two, key="q/trip", article="q")

    assert compare(one, two).joins == joins


def test_comparing_is_the_same_from_either_side():
    one = moved(PLAN, 7, status="postponed")
    two = replace(moved(PLAN, 9), key="q/trip", article="q")

    assert compare(one, two) == compare(two, one)


def test_neighbouring_cities_are_one_place():
    one = replace(BALI, city="San Francisco", country="US", spot=(37.77, -122.42))
    two = other(BALI, city="Woodside", country="US", spot=(37.43, -122.25))

    assert compare(one, two).joins
    assert compare(replace(one, spot=None), two).veto == "different cities"


def test_sides_alone_join_people_only_on_the_very_day():
    sides = other(BALI, us=frozenset(), prc=frozenset(), bodies=frozenset({"US:United States", "PRC:China"}))

    assert compare(BALI, sides).joins
    assert not compare(BALI, replace(sides, latest=date(2022, 11, 15), precision="range")).joins


OFFICIALS = frozenset({"US:US officials", "PRC:Chinese officials"})
TALKS = MentionView(
    key="t/talks",
    article="t",
    kind="talks",
    status="held",
    published=date(2024, 5, 16),
    earliest=date(2024, 5, 14),
    latest=date(2024, 5, 14),
    precision="day",
    bodies=frozenset({"US:United States", "PRC:China"}),
    topics=frozenset({"technology"}),
    city="Geneva",
    country="CH",
)
SPRING = other(
    TALKS,
    status="planned",
    published=date(2024, 1, 28),
    earliest=date(2024, 3, 1),
    latest=date(2024, 5, 31),
    precision="season",
    city="",
    country="",
)


@pytest.mark.parametrize(
    ("plan", "joins"),
    [
        pytest.param(SPRING, True, id="both by their countries"),
        pytest.param(replace(SPRING, bodies=OFFICIALS), True, id="country and delegation"),
        pytest.param(replace(SPRING, topics=frozenset({"trade"})), False, id="on another subject"),
        pytest.param(replace(SPRING, topics=frozenset()), False, id="on a subject that is not told"),
        pytest.param(
            replace(SPRING, bodies=frozenset({"US:US Navy", "PRC:China"})), True, id="one body and the other country"
        ),
    ],
)
def test_sides_that_meet_on_one_subject_join_a_plan_for_the_season(plan, joins):
    assert compare(TALKS, plan).joins == joins


def test_two_bodies_of_a_side_are_not_one():
    navy = other(TALKS, bodies=frozenset({"US:US Navy", "PRC:Chinese officials"}))
    treasury = replace(navy, key="d/x", article="d", bodies=frozenset({"US:Treasury", "PRC:Chinese diplomats"}))

    assert not compare(navy, replace(treasury, earliest=date(2024, 5, 1), precision="month")).joins


CALL = replace(BALI, kind="call", city="", country="", us=frozenset({"lloyd-austin"}), prc=frozenset({"wei-fenghe"}))
SOUGHT = other(
    CALL,
    status="proposed",
    published=date(2022, 1, 1),
    earliest=date(2022, 1, 1),
    latest=None,
    precision="open",
    us=frozenset(),
    bodies=frozenset({"US:Department of Defense"}),
)


def test_call_that_a_body_sought_is_held_by_somebody_of_it():
    held = replace(CALL, houses=frozenset({"US:Department of Defense", "PRC:Ministry of National Defense"}))

    assert compare(SOUGHT, held).reasons[0] == "same person, with somebody of Department of Defense: wei-fenghe"
    assert compare(SOUGHT, held).joins
    assert not compare(SOUGHT, CALL).joins


def test_what_was_sought_goes_to_the_first_that_was_held():
    sought = replace(SOUGHT, us=CALL.us)
    soon = replace(CALL, key="s/x", article="s", earliest=date(2022, 4, 1), latest=date(2022, 4, 1))

    groups = {frozenset(m.key for m in group.members) for group in cluster([sought, CALL, soon])}

    assert groups == {frozenset({"b/x", "s/x"}), frozenset({"a/bali"})}


STATE_VISIT = MentionView(
    key="v/x",
    article="v",
    kind="visit",
    status="planned",
    published=date(2022, 11, 1),
    earliest=date(2022, 11, 14),
    latest=date(2022, 11, 14),
    precision="day",
    prc=frozenset({"xi-jinping"}),
    visitors=frozenset({"xi-jinping"}),
    country="ID",
)


@pytest.mark.parametrize(
    ("visit", "joins"),
    [
        pytest.param(STATE_VISIT, True, id="announced for the day"),
        pytest.param(replace(STATE_VISIT, status="held"), False, id="a visit that took place has meetings beneath it"),
        pytest.param(
            replace(STATE_VISIT, latest=date(2022, 11, 16), precision="range"), False, id="a stay of several days"
        ),
        pytest.param(replace(STATE_VISIT, us=frozenset({"barack-obama"})), False, id="of another host"),
        pytest.param(
            replace(STATE_VISIT, earliest=date(2022, 11, 1), latest=date(2022, 11, 30), precision="month"),
            False,
            id="in that month, of nobody named",
        ),
    ],
)
def test_planned_visit_is_the_meeting_of_its_day(visit, joins):
    assert compare(visit, BALI).joins == joins
    assert compare(BALI, visit) == compare(visit, BALI)


def test_meeting_never_takes_a_plan_from_its_visit():
    arrived = replace(STATE_VISIT, key="w/x", article="w", status="held", published=date(2022, 11, 16))
    both = [replace(BALI, article="w"), arrived]

    groups = {frozenset(m.key for m in group.members) for group in cluster([STATE_VISIT, *both])}

    assert groups == {frozenset({"v/x", "w/x"}), frozenset({"a/bali"})}


def test_calling_off_finds_the_plan_of_months_ago():
    plan = replace(SPRING, status="proposed", earliest=date(2023, 11, 8), latest=None, precision="open")
    off = replace(TALKS, status="cancelled", published=date(2024, 7, 18), earliest=date(2024, 7, 17), city="")
    off = replace(off, latest=off.earliest)

    assert compare(plan, off).joins
    assert not compare(plan, replace(off, status="held")).joins
    assert not compare(plan, replace(off, published=date(2025, 7, 18))).joins


@pytest.mark.parametrize(("told", "joins"), [(date(2024, 4, 20), True), (date(2024, 12, 20), False)])
def test_what_was_off_without_a_day_is_set_anew_within_nine_months(told, joins):
    off = replace(
        TALKS, status="cancelled", published=date(2024, 1, 5), earliest=date(2024, 1, 5), latest=None, precision="open"
    )
    plan = other(off, status="planned", published=told, earliest=told)

    assert compare(off, plan).joins == joins
    assert compare(off, plan) == compare(plan, off)


def test_two_houses_on_one_day_are_two_meetings():
    one, two = replace(BALI, venue_key="hotel"), other(BALI, venue_key="embassy")

    assert compare(one, two).veto == "different houses"


def test_same_day_at_both_ends_of_a_plan_long_ago_does_not_join():
    old = other(TRIP, status="planned", earliest=date(2023, 1, 1), latest=None, precision="open")

    assert not compare(TRIP, old).joins


def test_cluster_does_not_depend_on_order():
    month = other(BALI, earliest=date(2022, 11, 1), latest=date(2022, 11, 30), precision="month")
    call = replace(BALI, key="c/call", article="c", kind="call", city="", country="")
    views = [BALI, month, call, TRIP]

    outcomes = {
        frozenset(frozenset(member.key for member in group.members) for group in cluster(order))
        for order in permutations(views)
    }

    assert outcomes == {frozenset({frozenset({"a/bali", "b/x"}), frozenset({"c/call"}), frozenset({"a/trip"})})}


def test_cluster_keeps_what_one_article_tells_apart():
    morning, evening = replace(BALI, key="a/1"), replace(BALI, key="a/2")

    assert len(cluster([morning, evening, other(BALI)])) == 2


def test_pinned_mentions_stay_where_an_editor_put_them():
    here, there = replace(BALI, pinned="ev1"), other(BALI, pinned="ev2")

    assert sorted(group.pinned for group in cluster([here, there])) == ["ev1", "ev2"]


def test_pinned_together_stay_together_whatever_they_say():
    one, two = replace(BALI, pinned="ev1"), other(TRIP, pinned="ev1")

    assert len(cluster([one, two])) == 1


def test_reasons_are_kept():
    group = cluster([BALI, other(BALI)])[0]

    assert "same people: joe-biden, xi-jinping" in group.reasons["b/x"]
