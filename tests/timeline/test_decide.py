from datetime import date
from itertools import count, permutations

import pytest

from timeline.decide import ClaimView, DecisionView, decide
from timeline.decide.dates import agreement, choose_date
from timeline.vocabulary import Kind, Precision, Role, Setting, Status

numbers = count(1)


def claim(field, value, *, article="a", published=date(2024, 8, 29), status="held", **more) -> ClaimView:
    more.setdefault("mention", f"{article}/m")
    return ClaimView(next(numbers), field, value, article=article, published=published, status=status, **more)


def decision(field, value, mode="set", **more) -> DecisionView:
    return DecisionView(next(numbers), field, mode, value, more.pop("author", "ada"), **more)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        pytest.param(["2024-08-29"], "2024-08-29", id="one article"),
        pytest.param(["2022-11", "2022-11-14"], "2022-11-14", id="a day refines its month"),
        pytest.param(["[2024-08-26..2024-08-29]", "2024-08-27/2024-08-29"], "2024-08-27/2024-08-29", id="once within"),
        pytest.param(["2023-06-19", "2023-06-18/2023-06-19"], "2023-06-18/2023-06-19", id="a day of a visit"),
        pytest.param(["2024-08-28", "2024-08-27", "2024-08-28"], "2024-08-28", id="two against one"),
        pytest.param(["../2024-08-29", "2024-04-04/2024-04-09"], "2024-04-04/2024-04-09", id="known to be past"),
    ],
)
def test_date_is_the_best_supported(said, shown):
    claims = [claim("date", value, article=f"a{number}") for number, value in enumerate(said)]

    assert {choose_date(order)[0] for order in permutations(claims)} == {shown}


def test_date_of_a_report_beats_that_of_the_announcement():
    plan = claim("date", "2024-08-26", article="a", published=date(2024, 8, 20), status="planned")
    report = claim("date", "2024-08-27", article="b", status="held")

    values = decide([plan, report], [])

    assert values.edtf == "2024-08-27"
    assert values.why["date"].others == ({"value": "2024-08-26", "claims": [plan.id]},)


def test_date_of_a_plan_is_that_of_the_newest_announcement():
    first = claim("date", "2023-02-05", article="a", published=date(2023, 1, 17), status="planned")
    later = claim("date", "2023-06-18", article="b", published=date(2023, 6, 14), status="planned")

    assert decide([first, later], []).edtf == "2023-06-18"


def test_agreement_speaks_against_other_days():
    assert agreement("2024-08-27", "2024-08-28") < 0 < agreement("2024-08-27", "2024-08")


def test_visit_told_by_single_days_lasted_from_the_first_to_the_last():
    days = ["1972-02-21", "1972-02-28", "1972-02-24"]
    claims = [claim("date", day, article=day) for day in days] + [claim("kind", "visit")]

    values = decide(claims, [])

    assert (values.edtf, len(values.why["date"].claims)) == ("1972-02-21/1972-02-28", 3)


def test_visit_whose_days_are_told_keeps_them():
    claims = [
        claim("date", "1972-02-21/1972-02-28", article="a"),
        claim("date", "1972-02-29", article="b"),
        claim("kind", "visit"),
    ]

    assert decide(claims, []).edtf == "1972-02-21/1972-02-28"


def test_no_claims_leave_everything_open():
    values = decide([], [])

    assert (values.edtf, values.precision, values.participants, values.why) == ("", Precision.UNKNOWN, (), {})


def test_held_is_not_unsaid_by_an_older_or_newer_plan():
    claims = [
        claim("status", {"status": "held", "date": None}, article="a", status="held"),
        claim("status", {"status": "planned", "date": None}, article="b", status="planned", published=date(2024, 9, 2)),
        claim("date", "2024-08-29", article="a"),
    ]

    assert decide(claims, []).status == Status.HELD


def test_held_before_it_could_begin_is_not_believed():
    claims = [
        claim("status", {"status": "held", "date": None}, published=date(2024, 8, 1)),
        claim("status", {"status": "planned", "date": None}, article="b", status="planned", published=date(2024, 8, 2)),
        claim("date", "2024-08-29"),
    ]

    assert decide(claims, []).status == Status.PLANNED


def test_status_is_the_last_step():
    steps = [("planned", date(2023, 1, 17)), ("postponed", date(2023, 2, 3))]
    claims = [
        claim("status", {"status": status, "date": None}, article=status, status=status, published=day)
        for status, day in steps
    ]

    values = decide(claims, [])

    assert values.status == Status.POSTPONED
    assert [(step.status, step.day) for step in values.steps] == [
        ("planned", "2023-01-17"),
        ("postponed", "2023-02-03"),
    ]


def test_setting_follows_from_the_place():
    values = decide([claim("place", {"city": "Vienna", "country": "AT", "venue_key": ""})], [])

    assert (values.setting, values.why["setting"].claims) == (Setting.THIRD_COUNTRY, values.why["place"].claims)


def test_place_takes_the_finest_that_fits_the_country():
    claims = [
        claim("place", {"city": "", "country": "CN", "venue_key": ""}, article="a"),
        claim("place", {"city": "Beijing", "country": "CN", "venue_key": "great-hall"}, article="b"),
        claim("place", {"city": "Beijing", "country": "CN", "venue_key": ""}, article="c"),
    ]

    values = decide(claims, [])

    assert (values.city, values.country, values.venue_key) == ("Beijing", "CN", "great-hall")


def person(name, key=None, side="US", **more):
    return {"name": name, "key": key, "side": side, "role": "party", "office": "", "body": False, "warning": "", **more}


def test_participants_are_the_union_without_bare_countries():
    claims = [
        claim("participant", person("Jake Sullivan", "jake-sullivan", role="visitor"), article="a"),
        claim("participant", person("Jake Sullivan", "jake-sullivan"), article="b"),
        claim("participant", person("China", side="PRC", body=True), article="a"),
        claim("participant", person("Wang Yi", "wang-yi", side="PRC"), article="b"),
    ]

    shown = decide(claims, []).participants

    assert [(p.name, p.role) for p in shown] == [("Jake Sullivan", Role.VISITOR), ("Wang Yi", Role.PARTY)]


def test_decision_stands_above_claims_and_keeps_them_in_sight():
    said = claim("date", "2024-08-27")

    values = decide([said], [decision("date", "2024-08-28", made_at="2026-01-02T03:04:05")])

    reason = values.why["date"]
    assert values.edtf == "2024-08-28"
    assert (reason.author, reason.made_at) == ("ada", "2026-01-02T03:04:05")
    assert reason.others == ({"value": "2024-08-27", "claims": [said.id]},)


def test_newest_decision_counts():
    assert decide([], [decision("kind", "talks"), decision("kind", "summit")]).kind == Kind.SUMMIT


def test_cleared_value_is_gone():
    values = decide([claim("gathering", "G20")], [decision("gathering", None, mode="clear")])

    assert (values.gathering, values.why["gathering"].rule) == ("", "decision-clear")


def test_participant_can_be_taken_out_and_put_in():
    out = decision("participant:wang-yi", None, mode="clear")
    into = decision("participant:qin-gang", person("Qin Gang", "qin-gang", side="PRC"))

    values = decide([claim("participant", person("Wang Yi", "wang-yi", side="PRC"))], [out, into])

    assert [p.key for p in values.participants] == ["qin-gang"]
    assert values.why["participant:wang-yi"].decision == out.id


def test_stranger_is_filed_under_the_key_the_name_gives():
    said = claim("participant", person("Pat Newcomer"))
    out = decision("participant:pat-newcomer", None, mode="clear")

    assert decide([said], []).why["participant:pat-newcomer"].claims == (said.id,)
    assert decide([said], [out]).participants == ()


def test_status_decision_ends_the_life_line():
    values = decide(
        [claim("status", {"status": "planned", "date": None}, status="planned")],
        [decision("status", {"status": "cancelled", "date": "2024-09-01"})],
    )

    assert (values.status, values.steps[-1].status, values.steps[-1].day) == ("cancelled", "cancelled", "2024-09-01")


def test_order_of_claims_does_not_matter():
    claims = [
        claim("kind", "talks", article="a"),
        claim("kind", "meeting", article="b"),
        claim("date", "2024-08-27", article="a"),
        claim("date", "2024-08-28", article="b"),
    ]

    assert len({repr(decide(order, [])) for order in permutations(claims)}) == 1
