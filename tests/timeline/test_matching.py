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
    assert compare(BALI, replace(sides, latest=date(2022, 11, 15), precision="range")).veto == "nobody in common"


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
