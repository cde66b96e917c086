"""The filter: what counts, what is an error, and one URL for one view."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from tests.timeline.factories import (
    make_claim,
    make_event,
    make_mention,
    make_office,
    make_participation,
    make_person,
    make_venue,
)
from timeline.filters import EventFilterForm
from timeline.filters.facets import Counts, count_facets
from timeline.models import Event, Topic
from timeline.vocabulary import Kind, Role, Side, Status

pytestmark = pytest.mark.django_db


def asked(query: str) -> EventFilterForm:
    return EventFilterForm(QueryDict(query))


def titles(query: str) -> list[str]:
    return sorted(asked(query).narrow(Event.objects.public()).values_list("title", flat=True))


def people() -> tuple:
    blinken = make_person("antony-blinken", "Antony Blinken", side=Side.US)
    return blinken, make_person("wang-yi", "Wang Yi", name_zh="王毅"), make_person("qin-gang", "Qin Gang")


def test_people_must_all_take_part():
    blinken, wang, qin = people()
    make_event(blinken, wang, title="both")
    make_event(blinken, qin, title="one")

    assert titles("people=antony-blinken") == ["both", "one"]
    assert titles("people=antony-blinken&people=wang-yi") == ["both"]


@pytest.mark.parametrize("name", ["wang-yi", "Wang Yi", "wang yi", "王毅", "Wang"])
def test_person_is_found_by_any_name(name):
    make_event(people()[1], title="his")
    make_event(title="not his")

    assert titles(f"people={name}") == ["his"]


def test_office_finds_whoever_held_it():
    _, wang, qin = people()
    office = make_office("Foreign Minister")
    for person in (wang, qin):
        make_participation(make_event(title=person.full_name), person, office=office)
    make_event(title="nobody")

    assert titles("people=foreign minister") == ["Qin Gang", "Wang Yi"]


def test_ambiguous_name_asks_which():
    make_person("wang-yi", "Wang Yi")
    make_person("wang-yang", "Wang Yang")

    assert asked("people=Wang").errors["people"] == ["Which “Wang”: Wang Yang, Wang Yi?"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("from=1979&to=1979", ["day", "month", "open", "year"], id="year"),
        pytest.param("from=1979-01&to=1979-01", ["day", "month", "open", "year"], id="month possibly"),
        pytest.param("from=1979-01&to=1979-01&sure=1", ["day", "month"], id="month surely"),
        pytest.param("from=1979-01-30&to=1979-01-31", ["month", "open", "year"], id="days"),
        pytest.param("from=1980", ["later"], id="an open end reaches half a year"),
        pytest.param("from=1979-07&to=1979-07", ["open", "year"], id="and no further"),
        pytest.param("from=9999&to=9999-12-31", [], id="end of the calendar"),
        pytest.param("from=0001&to=0001", [], id="beginning of the calendar"),
        pytest.param("to=1978", [], id="before all"),
        pytest.param("shelf=1", ["undated"], id="undated"),
        pytest.param("", ["day", "later", "month", "open", "undated", "year"], id="everything"),
    ],
)
def test_days_asked_for(query, expected):
    for title, first, last in [
        ("day", "1979-01-29", "1979-01-29"),
        ("month", "1979-01-01", "1979-01-31"),
        ("year", "1979-01-01", "1979-12-31"),
        ("later", "1980-03-01", "1980-03-02"),
        ("open", "1979-01-05", None),
        ("undated", None, None),
    ]:
        make_event(title=title, earliest=first, latest=last)

    assert titles(query) == expected


def test_side_is_the_country_or_else_the_host():
    make_event(title="Beijing")
    make_event(title="Washington", country="US")
    make_event(title="Geneva", country="CH")
    hosted = make_event(title="hosted", country="", city="")
    make_participation(hosted, make_person(), role=Role.HOST)

    assert titles("side=PRC") == ["Beijing", "hosted"]
    assert titles("side=US&side=other") == ["Geneva", "Washington"]


def test_place_is_country_city_or_house():
    make_event(title="house", venue=make_venue())
    make_event(title="city")
    make_event(title="Shanghai", city="Shanghai")
    make_event(title="Geneva", city="Geneva", country="CH")

    assert titles("place=China") == titles("place=CN") == ["Shanghai", "city", "house"]
    assert titles("place=beijing") == ["city", "house"]
    assert titles("place=Diaoyutai State Guesthouse") == ["house"]
    assert titles("place=Geneva&place=Shanghai") == ["Geneva", "Shanghai"]


def test_words_are_looked_for_in_titles_names_and_quotes():
    make_event(title="Balloon call")
    make_claim(make_mention(make_event(title="quoted")), field="kind", value="talks", exact="held talks")
    make_participation(make_event(title="named"), name="Balloon office")

    assert titles("words=balloon") == ["Balloon call", "named"]
    assert titles("words=HELD") == ["quoted"]
    assert titles("words=balloon call") == ["Balloon call"]
    assert titles("words=100%25") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("毅", ["Balloon “call”"]),
        ("王毅", ["Balloon “call”"]),
        ("alloo", ["Balloon “call”"]),
        ("“CALL”", ["Balloon “call”"]),
        ("ÉTÉ", ["Été"]),
        ("ét", ["Été"]),
        ('"', []),
        ('x" OR "call', []),
        ("call*", []),
        ("NEAR(call)", []),
        ("_all", []),
        ("an-tian", ["Xi'an-Tianjin"]),
    ],
)
def test_any_part_of_a_word_is_found_and_nothing_in_it_is_an_operator(words, expected):
    make_event(make_person(name_zh="王毅"), title="Balloon “call”")
    make_event(title="Xi'an-Tianjin")
    make_event(title="Été")

    assert titles(urlencode({"words": words})) == expected


def test_topic_and_review_and_kind():
    event = make_event(title="topical", publication="published", kind=Kind.VISIT)
    event.topics.add(Topic.objects.get_or_create(slug="taiwan", defaults={"name": "Taiwan"})[0])
    make_event(title="other", status=Status.PLANNED)

    assert titles("topic=taiwan&topic=trade") == ["topical"]
    assert titles("review=unreviewed") == ["other"]
    assert titles("kind=visit&status=planned") == []


@pytest.mark.parametrize(
    "query",
    [
        "kind=party",
        "kind=visit&kind=%00",
        "from=yesterday",
        "from=2024-02-30",
        "from=0000",
        "to=20240",
        "from=2025&to=2024",
        "people=nobody-we-know",
        "people=" + "a" * 100_000,
        "people=%00",
        "place=Atlantis",
        "place=99999999999999999999",
        "words=" + "x" * 100_000,
        "words=%00",
        "lanes=colour",
        "order=sideways",
        "&".join(f"people={n}" for n in range(40)),
        "from=" + "9" * 5000,
        "from=%EF%BC%91%EF%BC%99%EF%BC%97%EF%BC%99",
    ],
)
def test_bad_value_is_an_error_and_shows_no_rows(query):
    make_event()

    form = asked(query)

    assert form.errors
    assert titles(query) == []


@pytest.mark.parametrize("query", ["%FF%FE=1", "kind=", "people=&people=+", "page=99999999999999999999", "nonsense=1"])
def test_what_asks_nothing_shows_everything(query):
    make_event(title="all")

    assert titles(query) == ["all"]


def test_query_is_canonical():
    people()
    one = asked("status=held&kind=call&kind=visit&people=Wang+Yi&words=+a++b+&from=2023&page=3&lanes=channel")
    two = asked("from=2023&people=wang-yi&kind=visit&kind=call&words=a+b&status=held&order=newest")

    assert one.query() == two.query() == "words=a+b&people=wang-yi&kind=visit&kind=call&status=held&from=2023"


def test_query_reopens_the_same_view():
    people()
    form = asked("people=Wang&place=China&from=1979-01&sure=1&kind=talks&lanes=kind&order=oldest")

    again = asked(form.query())

    assert again.query() == form.query()
    assert again.window == (date(1979, 1, 1), None)


def test_chips_name_what_is_active_and_how_to_drop_it():
    people()

    chips = asked("people=wang-yi&kind=visit&from=2020&to=2021&sure=1").chips()

    assert [(chip.label, chip.without) for chip in chips] == [
        ("Wang Yi", "kind=visit&sure=1&from=2020&to=2021"),
        ("visit", "people=wang-yi&sure=1&from=2020&to=2021"),
        ("surely 2020 – 2021", "people=wang-yi&kind=visit"),
    ]


def test_facet_counts_keep_the_other_conditions():
    make_event(kind=Kind.VISIT, country="US")
    make_event(kind=Kind.CALL, country="US", earliest=None, latest=None)
    make_event(kind=Kind.CALL)

    found, counts = count_facets(asked("kind=visit&side=US"), Event.objects.public())

    shown = {facet.name: {o.value: o.count for o in facet.options if o.count} for facet in found}
    assert shown == {
        "kind": {"visit": 1, "call": 1},
        "channel": {"foreign-affairs": 1},
        "status": {"held": 1},
        "side": {"US": 1},
        "setting": {"bilateral": 1},
        "topic": {},
        "level": {},
        "review": {"unreviewed": 1},
    }
    assert [option.value for option in found[0].options if option.chosen] == ["visit"]
    assert counts == Counts(total=1, shelf=0)


def test_topics_are_counted_once_an_event():
    event = make_event()
    for slug in ("taiwan", "trade"):
        event.topics.add(Topic.objects.get_or_create(slug=slug, defaults={"name": slug})[0])

    found, counts = count_facets(asked("topic=taiwan"), Event.objects.public())

    [topics] = [facet for facet in found if facet.name == "topic"]
    assert {o.value: o.count for o in topics.options if o.count} == {"taiwan": 1, "trade": 1}
    assert counts == Counts(total=1, shelf=0)


def test_level_is_asked_for_and_counted():
    for title, rank in (("leaders", 1), ("ministers", 2), ("officials", 7)):
        event = make_event(title=title)
        make_participation(event, make_person(), office=make_office(f"Office of {title}", rank=rank))
    make_event(title="nobody known")

    found, _ = count_facets(asked("level=leaders"), Event.objects.public())

    [levels] = [facet for facet in found if facet.name == "level"]
    assert {o.value: o.count for o in levels.options if o.count} == {"leaders": 1, "ministers": 1, "officials": 1}
    assert titles("level=officials&level=ministers") == ["ministers", "officials"]


def test_only_public_events_are_found():
    for fields in ({"state": "rejected"}, {"publication": "withdrawn"}, {"state": "merged"}, {"state": "empty"}):
        make_event(title="secret", **fields)

    assert titles("") == titles("words=secret") == []
