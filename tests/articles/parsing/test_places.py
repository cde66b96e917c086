"""Venues, cities, countries and gatherings found in sentences of our own."""

from datetime import date

import pytest

from articles.parsing.lexicon import default_lexicon
from articles.parsing.normalize import find_dateline
from articles.parsing.places import find_places
from articles.parsing.sentences import split_sentences


def places_of(text, day="2024-08-29"):
    dct = date.fromisoformat(day) if day else None
    return find_places(text, split_sentences(text), dct=dct, lexicon=default_lexicon(), dateline=find_dateline(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in Vienna.", [("Vienna", "city", "Vienna", "AT")]),
        ("He flew to Beijing on Monday.", [("Beijing", "city", "Beijing", "CN")]),
        ("He saw her at the Great Hall of the People.", [("Great Hall of the People", "venue", "Beijing", "CN")]),
        ("They dined at the White House.", [("White House", "venue", "Washington", "US")]),
        ("The talks at the State Department went on.", [("State Department", "venue", "Washington", "US")]),
        ("Her visit to China ended.", [("China", "country", "", "CN")]),
        ("They met in Bali, Indonesia.", [("Bali", "city", "Bali", "ID")]),
        ("The envoy arrived in the Chinese capital.", [("the Chinese capital", "city", "Beijing", "CN")]),
        ("He toured Guangdong by train.", [("Guangdong", "country", "", "CN")]),
        ("He went to Peking.", [("Peking", "city", "Beijing", "CN")]),
        ("The Beijing summit opened.", [("Beijing", "city", "Beijing", "CN")]),
        ("They met in Tokyo and Beijing.", [("Tokyo", "city", "Tokyo", "JP"), ("Beijing", "city", "Beijing", "CN")]),
    ],
)
def test_find_places_finds(text, expected):
    assert [(p.text, p.kind, p.city, p.country) for p in places_of(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Beijing said no.", id="a government speaks"),
        pytest.param("He warned Washington.", id="a government is warned"),
        pytest.param("Ties between Washington and Beijing are cold.", id="two governments"),
        pytest.param("The White House said so.", id="a house speaks"),
        pytest.param("The Washington Post reported it.", id="a newspaper"),
        pytest.param("He sent a letter to China.", id="a letter travels alone"),
        pytest.param("Demands from Washington grew.", id="demands"),
        pytest.param("It was a nice house, split in two.", id="common words"),
        pytest.param('The destroyer "Qingdao" sailed.', id="a ship"),
        pytest.param("Tension in the Taiwan Strait rose.", id="a strait"),
        pytest.param("George Washington slept.", id="a person"),
        pytest.param("It gave in to US demands.", id="an adjective"),
    ],
)
def test_find_places_takes_none_from(text):
    assert places_of(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("GENEVA, May 12 (Xinhua) -- The two met here on Monday.", ("Geneva", "CH"), id="dateline"),
        pytest.param(
            "Visiting hours are over. Hu met visiting US envoys here on Monday.", ("Beijing", "CN"), id="host"
        ),
        pytest.param("The State Department said the two met here.", ("Washington", "US"), id="seat of a body"),
        pytest.param("They met here on Monday. Geneva is cold; few in Geneva mind.", ("Geneva", "CH"), id="most named"),
    ],
)
def test_find_places_resolves_here(text, expected):
    here = next(p for p in places_of(text) if p.rule == "here")

    assert (here.city, here.country) == expected


def test_find_places_leaves_here_open_without_a_hint():
    assert places_of("The two met here.") == ()


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("They met at the G20 summit.", "2016-09-05", ("G20 summit", "Hangzhou", "CN")),
        ("They met at the G20 summit in Osaka.", "2020-05-01", ("G20 summit", "Osaka", "JP")),
        ("In Bali, on the sidelines of the G20 summit, they shook hands.", "2023-05-11", ("G20 summit", "Bali", "ID")),
        ("They met at the 2013 G20 summit.", "2020-05-01", ("G20 summit", "St. Petersburg", "RU")),
        ("They met at last year's APEC summit.", "2015-03-01", ("APEC summit", "Beijing", "CN")),
        ("They met at the G20 summit in November.", "2023-05-11", ("G20 summit", "Bali", "ID")),
        ("They have met at the G20 summit before.", "2023-03-11", ("G20 summit", "", "")),
        ("He spoke at the UN General Assembly.", "1999-09-20", ("UN General Assembly", "New York", "US")),
        ("They met at the Munich Security Conference.", "2023-02-18", ("Munich Security Conference", "Munich", "DE")),
        ("They met on the sidelines of the Harbour Forum in Oslo.", "2023-02-18", ("Harbour Forum", "", "")),
    ],
)
def test_find_places_dates_a_gathering_by_what_stands_beside_it(text, day, expected):
    gathering = next(p for p in places_of(text, day) if p.kind == "gathering")

    assert (gathering.gathering, gathering.city, gathering.country) == expected


def test_find_places_keeps_the_words_of_the_text():
    text = "They met in Xi’an—then in Hong Kong, at “Diaoyutai”."

    assert all(p.span.of(text) == p.text for p in places_of(text))


def test_find_places_finds_nothing_in_nothing():
    assert places_of("", day=None) == ()
