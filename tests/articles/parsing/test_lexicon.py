import pickle
from datetime import date

import pytest

from articles.parsing.lexicon import build_lexicon, default_lexicon
from timeline.vocabulary import Channel, Side


def person_row(**changed):
    row = {
        "person_key": "ann-lee",
        "full_name": "Ann B. Lee",
        "family_name": "Lee",
        "given_name": "Ann",
        "name_zh": "安李",
        "aliases": "Lee|Annie Lee|Ambassador Lee",
        "side": "US",
        "office_title": "Ambassador to China",
        "body": "US Embassy, Beijing",
        "start": "2001-03",
        "end": "2003",
    }
    return row | changed


OFFICE = {
    "side": "US",
    "office_title": "Ambassador to China",
    "body": "US Embassy, Beijing",
    "channel": "foreign-affairs",
    "rank": "4",
    "phrases": "ambassador to china|ambassador",
}


def test_build_lexicon_reads_a_person_with_names_and_terms():
    lexicon = build_lexicon([person_row()], [], office_rows=[OFFICE])

    person = lexicon.person("ann-lee")

    assert person.names == ("Ann B. Lee", "安李", "Annie Lee", "Ann B Lee", "Ann Lee")
    assert [(term.start, term.end, term.office.rank) for term in person.terms] == [
        (date(2001, 3, 1), date(2003, 12, 31), 4)
    ]


def test_build_lexicon_takes_an_office_nobody_told_of():
    lexicon = build_lexicon([person_row(office_title="Harbour Master", body="none")], [])

    (office,) = lexicon.offices

    assert (office.channel, office.rank, office.phrases) == (Channel.OTHER, 5, ("harbour master",))


@pytest.mark.parametrize(
    ("day", "holders"),
    [
        (date(2001, 2, 28), ()),
        (date(2001, 3, 1), ("ann-lee",)),
        (date(2003, 12, 31), ("ann-lee",)),
        (date(2004, 1, 1), ()),
        (None, ("ann-lee",)),
    ],
)
def test_holders_counts_both_ends_in(day, holders):
    lexicon = build_lexicon([person_row()], [], office_rows=[OFFICE])

    assert tuple(person.key for person in lexicon.holders("Ambassador to China", day)) == holders


def test_holders_puts_the_last_to_come_first():
    found = default_lexicon().holders("President of the United States", date(2025, 1, 20))

    assert [person.key for person in found] == ["donald-trump", "joe-biden"]


def test_offices_of_gives_the_highest_office_first():
    terms = default_lexicon().offices_of("xi-jinping", date(2024, 1, 1))

    assert terms[0].office.title == "President of the People's Republic of China"
    assert {term.office.rank for term in terms} == {1}


def test_offices_of_nobody_is_nothing():
    assert default_lexicon().offices_of("no-such-key", None) == ()


def test_by_family_tells_all_spellings():
    keys = {person.key for person in default_lexicon().by_family("Teng")}

    assert keys == {"deng-xiaoping"}


def test_lexicon_survives_pickling():
    lexicon = build_lexicon([person_row()], [], office_rows=[OFFICE])

    again = pickle.loads(pickle.dumps(lexicon))

    assert again == lexicon
    assert [hit.values for hit in again.phrasebook.find("Ann Lee")] == [
        hit.values for hit in lexicon.phrasebook.find("Ann Lee")
    ]


def test_reference_offices_are_all_known_by_some_phrase_of_newspapers():
    # An office that only officials.csv knows gets its bare title as phrase.
    offices = default_lexicon().offices

    assert [office.title for office in offices if office.phrases == (office.title.lower(),)] == ["First Lady"]


def test_reference_phrases_are_lower_case_and_of_one_line():
    phrases = [phrase for office in default_lexicon().offices for phrase in office.phrases]

    assert [phrase for phrase in phrases if phrase != phrase.lower() or "  " in phrase or "\n" in phrase] == []


def test_reference_places_name_known_countries():
    lexicon = default_lexicon()

    codes = {city.country for city in lexicon.cities} | {venue.country for venue in lexicon.venues}

    assert codes - set(lexicon.countries) == set()


def test_reference_gatherings_name_known_cities_in_order():
    lexicon = default_lexicon()
    cities = {(city.name, city.country) for city in lexicon.cities}
    editions = [edition for gathering in lexicon.gatherings for edition in gathering.editions]

    unknown = {(e.city, e.country) for e in editions if e.city} - cities
    disordered = [e for e in editions if e.start and not (e.start <= e.end and e.start.year == e.year)]

    assert (unknown, disordered) == (set(), [])


def test_country_side_is_by_code():
    countries = default_lexicon().countries

    assert [countries[code].side for code in ("US", "CN", "JP", "TW", "HK")] == [
        Side.US, Side.PRC, Side.OTHER, Side.OTHER, Side.OTHER,
    ]  # fmt: skip
