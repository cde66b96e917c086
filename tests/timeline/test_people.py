from datetime import date

import pytest

from tests.timeline.factories import make_office, make_person, make_term
from timeline.people import channel_of, known_people
from timeline.titles import title_of
from timeline.vocabulary import Channel, Side


@pytest.fixture
def xi(db):
    person = make_person("xi-jinping", "Xi Jinping")
    for title in ("Chairman of the Central Military Commission", "President of the People's Republic of China"):
        make_term(person, make_office(title, channel=Channel.LEADERS, rank=1), earliest=date(2013, 3, 14))
    make_term(person, make_office("Governor of Fujian", rank=4), earliest=date(1999, 1, 1), latest=date(2002, 10, 1))
    return known_people(["xi-jinping"])["xi-jinping"]


@pytest.mark.parametrize(
    ("day", "title"),
    [
        pytest.param(date(2024, 8, 29), "President of the People's Republic of China", id="office of the state first"),
        pytest.param(date(2000, 1, 1), "Governor of Fujian", id="the office of that day"),
        pytest.param(date(1990, 1, 1), None, id="none that day"),
        pytest.param(None, None, id="no day"),
    ],
)
def test_office_is_that_of_the_day(xi, day, title):
    held = xi.office_on(day)

    assert (held.title if held else None) == title


def test_channel_is_that_of_the_highest_office(xi):
    governor, *_, leader = sorted(xi.offices, key=lambda held: -held.rank)

    assert channel_of([governor, leader]) == Channel.LEADERS
    assert channel_of([]) == Channel.OTHER


class Guest:
    def __init__(self, name, side=Side.US, role="party"):
        self.short_name, self.side, self.role = name, side, role


BLINKEN = Guest("Blinken", role="visitor")
WANG = Guest("Wang Yi", Side.PRC, role="host")


@pytest.mark.parametrize(
    ("title", "arguments"),
    [
        ("Blinken visits Beijing", ("visit", "held", [BLINKEN, WANG], "Beijing", "CN")),
        ("Blinken visit to China", ("visit", "postponed", [BLINKEN], "", "CN")),
        (
            "Blinken and Yellen visit Beijing",
            ("visit", "held", [BLINKEN, Guest("Yellen", role="visitor")], "Beijing", "CN"),
        ),
        ("Blinken – Wang Yi talks, Beijing", ("talks", "held", [BLINKEN, WANG], "Beijing", "CN")),
        ("Blinken – Wang Yi video call", ("video", "held", [BLINKEN, WANG], "", "")),
        ("Delegation visit", ("visit", "planned", [], "", "")),
        ("US–China contact", ("other", "held", [], "", "")),
        ("Blinken and others dialogue, Lima", ("dialogue", "held", [BLINKEN, Guest("A"), Guest("B")], "Lima", "PE")),
    ],
)
def test_title_says_who_what_and_where(title, arguments):
    assert title_of(*arguments) == title
