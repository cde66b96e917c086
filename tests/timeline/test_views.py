"""The reader's pages: one filter in every form of it, nothing secret, never a 500."""

import csv
import io
import json
import random
import re
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.timeline.factories import (
    make_article,
    make_claim,
    make_event,
    make_mention,
    make_office,
    make_participation,
    make_person,
    make_venue,
)
from timeline.management.commands.make_demo_events import make
from timeline.models import Event
from timeline.views import data
from timeline.vocabulary import Channel, Kind, Level, Setting, Side, Status, Topic

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ADDRESSES = (
    "/",
    "/chart.json",
    "/choose/people/",
    "/choose/places/",
    "/export/",
    "/export/events.csv",
    "/export/events.ics",
    "/export/events.atom",
)


def listed(client, query: str) -> list[str]:
    """The ids of all pages of the list."""
    found, number = [], 1
    while True:
        response = client.get(f"/?{query}&page={number}")
        assert response.status_code == 200
        found += [row.id for row in response.context["rows"]]
        if not response.context["page"].has_next():
            return found
        number += 1


def charted(client, query: str) -> tuple[list[str], dict]:
    answer = client.get(f"/chart.json?{query}").json()
    return sorted(set(answer["events"]["id"])), answer["counts"]


def body(client, address: str) -> str:
    return b"".join(client.get(address).streaming_content).decode("utf-8-sig")


def downloaded(client, query: str) -> list[str]:
    text = body(client, f"/export/events.csv?{query}")
    return [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def as_json(client, query: str) -> list[str]:
    return [event["id"] for event in json.loads(body(client, f"/export/events.json?{query}"))["events"]]


def in_feed(client, query: str) -> list[str]:
    feed = ElementTree.fromstring(body(client, f"/export/events.atom?{query}"))
    return [entry.text.rstrip("/").rpartition("/")[2] for entry in feed.iterfind("{*}entry/{*}id")]


def on_paper(client, query: str) -> list[str]:
    return re.findall('<tr id="([^"]+)"', body(client, f"/print/?{query}"))


def in_calendar(text: str) -> list[str]:
    return re.findall(r"UID:([^@]+)@", text)


def left_out(text: str) -> int:
    """How many events a calendar says it leaves out."""
    return int((re.search(r"X-WR-CALDESC:(\d+) more", text) or [0, 0])[1])


# --- one filter in every form --------------------------------------------------------------------------------


def some_filter(rng: random.Random) -> str:
    """Mostly sensible combinations of the fields."""
    pairs = []
    for name, values in (
        ("kind", list(Kind)),
        ("channel", list(Channel)),
        ("status", list(Status)),
        ("side", list(Side)),
        ("setting", list(Setting)),
        ("level", list(Level)),
        ("topic", list(Topic)),
    ):
        if rng.random() < (0.4 if name in ("kind", "channel", "status", "side") else 0.1):
            pairs += [(name, value) for value in rng.sample(values, rng.randint(1, len(values) - 1))]
    if rng.random() < 0.4:
        first = rng.randint(1971, 2026)
        pairs.append(("from", rng.choice([first, f"{first}-{rng.randint(1, 12):02}"])))
        if rng.random() < 0.5:
            pairs.append(("to", first + rng.randint(0, 20)))
        if rng.random() < 0.4:
            pairs.append(("sure", "1"))
    for name, values in (
        ("place", ["CN", "US", "Beijing", "Geneva"]),
        ("people", ["xi-jinping", "joe-biden", "Secretary of State"]),
        ("review", ["published", "unreviewed"]),
        ("words", ["visit", "Wang", "talks beijing"]),
        ("lanes", ["kind", "place", "person"]),
        ("order", ["oldest"]),
        ("shelf", ["1"] if rng.random() < 0.2 else []),
    ):
        if values and rng.random() < 0.2:
            pairs.append((name, rng.choice(values)))
    return urlencode(pairs)


def check_every_form(client, query: str) -> int:
    """Every form of a filter holds the same events; how many these are."""
    ids = sorted(listed(client, query))
    events = Event.objects.filter(public_id__in=ids)
    undated = set(events.filter(earliest=None, latest=None).values_list("public_id", flat=True))
    coarse = set(events.exclude(precision__in=["day", "range"]).values_list("public_id", flat=True))
    on_chart, counts = charted(client, query)
    calendar = body(client, f"/export/events.ics?{query}")

    assert sorted(downloaded(client, query)) == ids, query
    assert sorted(as_json(client, query)) == ids, query
    assert sorted(in_feed(client, query)) == ids, query
    assert sorted(on_paper(client, query)) == ids, query
    assert sorted(in_calendar(calendar)) == sorted(set(ids) - coarse), query
    assert left_out(calendar) == len(coarse), query
    assert on_chart == sorted(set(ids) - undated), query
    assert counts == {"total": len(ids), "shelf": len(undated), "chart": len(ids) - len(undated)}, query
    return len(ids)


def check_bins(client, query: str, total: int) -> None:
    """The same as counts by lane and time step: with the shelf they add up to the total, however they are laned."""
    answer = client.get(f"/chart.json?{query}").json()
    assert answer["counts"]["total"] == total, query
    if answer["mode"] == "bins" and "lanes=person" not in query:  # there one event stands in several lanes
        assert sum(answer["bins"]["count"]) + answer["counts"]["shelf"] == total, query


def check_filters(client, monkeypatch, number: int, seed: int) -> None:
    make_office("Secretary of State", side=Side.US, rank=2)
    make(300, random.Random(7))
    rng, totals = random.Random(seed), []
    for _ in range(number):
        query = some_filter(rng)
        totals.append(check_every_form(client, query))
        with monkeypatch.context() as fewer:
            fewer.setattr(data, "MOST_MARKS", 5)
            check_bins(client, query, totals[-1])
    assert sum(map(bool, totals)) >= number / 3  # else the filters asked for too much to tell anything


def test_every_form_holds_the_same_events(client, monkeypatch):
    check_filters(client, monkeypatch, 40, seed=11)


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(10))
def test_every_form_of_a_thousand_filters_holds_the_same_events(client, monkeypatch, hundred):
    check_filters(client, monkeypatch, 100, seed=1200 + hundred)


def test_bins_and_shelf_add_up_to_the_total(client, monkeypatch):
    make(300, random.Random(7))
    monkeypatch.setattr(data, "MOST_MARKS", 20)

    for lanes in ("channel", "kind", "place"):
        answer = client.get(f"/chart.json?lanes={lanes}").json()

        assert answer["mode"] == "bins"
        assert sum(answer["bins"]["count"]) + answer["counts"]["shelf"] == answer["counts"]["total"] == 300


# --- pages and parts -----------------------------------------------------------------------------------------


def test_index_comes_whole_to_a_browser_and_in_part_to_htmx(client):
    make_event()

    page = client.get("/")
    part = client.get("/?kind=talks", headers=HTMX)
    restored = client.get("/", headers={**HTMX, "HX-History-Restore-Request": "true"})

    assert page.content.startswith(b"<!doctype html>")
    assert restored.content.startswith(b"<!doctype html>")
    assert b"<html" not in part.content
    assert b'<section id="results"' in part.content
    assert {"HX-Request", "HX-Boosted", "HX-History-Restore-Request"} <= set(page["Vary"].split(", "))


def test_choosing_pushes_the_canonical_url_and_typing_replaces_it(client):
    choosing = client.get("/?status=held&kind=&kind=visit", headers=HTMX)
    typing = client.get("/?words=x", headers={**HTMX, "HX-Trigger-Name": "words"})
    panning = client.get("/?from=2020", headers={**HTMX, "X-View-Change": "replace"})

    assert choosing["HX-Push-Url"] == "/?kind=visit&status=held"
    assert typing["HX-Replace-Url"] == "/?words=x"
    assert panning["HX-Replace-Url"] == "/?from=2020"


def test_index_takes_the_same_number_of_queries_for_more_rows(
    client, django_assert_max_num_queries, django_assert_num_queries
):
    make_event(make_person())
    with django_assert_max_num_queries(24) as first:
        client.get("/")
    for number in range(3):
        make_event(make_person(), make_person(f"p{number}", f"Person {number}"))

    with django_assert_num_queries(len(first)):
        client.get("/")


def test_index_says_what_is_wrong_and_shows_nothing(client):
    make_event(title="Should not show")

    response = client.get("/?from=soon")

    assert response.status_code == 200
    assert "is no date" in response.content.decode()
    assert "Should not show" not in response.content.decode()
    assert client.get("/chart.json?from=soon").status_code == 400
    assert client.get("/export/events.csv?from=soon").status_code == 400


def test_titles_are_escaped(client):
    make_event(title="<script>alert(1)</script>")

    assert b"<script>alert(1)" not in client.get("/").content
    assert "<script>alert(1)" not in body(client, "/print/")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(
        ["words", "people", "kind", "place", "from", "to", "page", "lanes", "sure", "topic", "nonsense"]
    ),
    value=st.text(max_size=60),
)
def test_no_query_string_breaks_a_page(client, name, value):
    query = urlencode({name: value.encode("utf-8", "replace")})

    for address in ADDRESSES:
        assert client.get(f"{address}?{query}").status_code in (200, 400)


@pytest.mark.parametrize(
    "query", ["words=" + "a" * 100_000, "page=" + "9" * 5000, "page=-1", "&".join(["kind=visit"] * 900)]
)
def test_no_long_query_string_breaks_a_page(client, query):
    for address in ADDRESSES:
        assert client.get(f"{address}?{query}").status_code in (200, 400)


# --- an event's page -----------------------------------------------------------------------------------------


def told_event():
    """Talks with two claims behind them, of one article with two sentences."""
    text = "Nobody spoke to Mr. Brown. Wang Yi met Mr. Sullivan in Beijing on Tuesday, Aug. 27. They dined."
    article = make_article(text, url="https://news.example/1")
    event = make_event(make_person())
    mention = make_mention(event, article)
    date_claim = make_claim(mention, "date", "2024-08-27", "on Tuesday, Aug. 27")
    make_claim(mention, "place", {"country": "CN", "city": "Beijing"}, "in Beijing")
    return event, article, date_claim


def test_event_page_shows_the_sentence_behind_a_value_with_its_words_marked(client):
    event, _, claim = told_event()
    event.why = {"date": {"rule": "date-best-supported", "words": "the only date given", "claims": [claim.pk]}}
    event.save()

    page = client.get(event.get_absolute_url()).content.decode()

    assert "Wang Yi met Mr. Sullivan in Beijing <mark>on Tuesday, Aug. 27</mark>." in page
    assert "Wang Yi met Mr. Sullivan <mark>in Beijing</mark> on Tuesday, Aug. 27." in page
    assert "Nobody spoke" not in page
    assert '<a href="https://news.example/1"' in page


def test_event_page_does_not_point_at_words_that_are_gone(client):
    event, _, claim = told_event()
    claim.broken = True
    claim.save()
    event.why = {"date": {"words": "the only date given", "claims": [claim.pk]}}
    event.save()

    page = client.get(event.get_absolute_url()).content.decode()

    assert "<blockquote><mark>on Tuesday, Aug. 27</mark></blockquote><figcaption>No longer in the article." in page


def test_event_page_says_who_decided_and_when(client):
    event, *_ = told_event()
    event.why = {
        "date": {
            "rule": "decision-set",
            "words": "set by Ruth Editor",
            "claims": [],
            "decision": 7,
            "author": "Ruth Editor",
            "made_at": "2025-02-03T10:20:00+00:00",
            "note": "seen in the readout",
            "others": [{"value": "2024-08-28", "claims": []}],
        }
    }
    event.save()

    page = client.get(event.get_absolute_url()).content.decode()

    assert "set by Ruth Editor on 3 February 2025, 10:20 UTC: seen in the readout" in page
    assert "Elsewhere: <b>28 August 2024</b>" in page


@pytest.mark.parametrize(
    ("kind", "others", "said"),
    [
        ("call", ["2024-08-28"], "the day in Washington; in Beijing it was already 28 August 2024"),
        ("video", ["2024-08-26"], "the day in Beijing; in Washington it was still 26 August 2024"),
        ("call", ["2024-08-28", "2024-08-30"], "the day in Washington; in Beijing it was already 28 August 2024"),
        ("call", ["2024-08-26", "2024-08-28"], None),  # then at least one is wrong
        ("call", ["2024-08-29"], None),
        ("call", ["2024-08"], None),
        ("call", [], None),
        ("talks", ["2024-08-28"], None),  # held in one place: its day is the venue's
    ],
)
def test_event_page_says_which_day_of_a_call_is_which_capitals(client, kind, others, said):
    why = {"date": {"words": "the best supported", "others": [{"value": value, "claims": []} for value in others]}}
    event = make_event(kind=kind, why=why)

    page = client.get(event.get_absolute_url()).content.decode()

    assert re.findall(r"the day in \w+; in \w+ it was (?:already|still) [^<]+", page) == ([said] if said else [])


def test_event_page_shows_what_an_editor_cleared_and_took_out(client):
    event, *_ = told_event()
    make_person("qin-gang", "Qin Gang")
    by_ruth = {
        "words": "cleared by Ruth",
        "claims": [],
        "decision": 1,
        "author": "Ruth",
        "made_at": "2025-02-03T10:20:00+00:00",
    }
    event.why = {"gathering": by_ruth, "participant:qin-gang": by_ruth}
    event.save()

    page = client.get(event.get_absolute_url()).content.decode()

    assert page.count("cleared by Ruth on 3 February 2025") == 2
    assert "Taken out" in page
    assert "Qin Gang" in page


def test_event_page_shows_parent_children_and_neighbours(client):
    people = make_person(), make_person("jake-sullivan", "Jake Sullivan", side=Side.US)
    visit = make_event(*people, title="Sullivan visits Beijing", kind=Kind.VISIT)
    make_event(*people, title="Dinner at the lake", parent=visit)
    make_event(*people, title="Vienna talks", earliest="2023-05-10", latest="2023-05-11", edtf="2023-05-10/2023-05-11")

    page = client.get(visit.get_absolute_url()).content.decode()

    assert "Within this visit" in page
    assert "Dinner at the lake" in page
    assert "Vienna talks" in page
    assert "part of" in client.get(Event.objects.get(title="Dinner at the lake").get_absolute_url()).content.decode()


def test_event_page_tells_machines_and_how_to_cite(client):
    event = make_event(make_person(), title="Talks </script><b>", status="postponed")

    page = client.get(event.get_absolute_url()).content.decode()

    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    facts = json.loads(block)
    assert (facts["name"], facts["eventStatus"], facts["startDate"]) == (
        "Talks </script><b>",
        "https://schema.org/EventPostponed",
        "2024-08-27",
    )
    assert facts["attendee"] == [{"@type": "Person", "name": "Wang Yi"}]
    assert "@misc{engagements-" in page


def test_event_page_takes_the_same_number_of_queries_for_more_evidence(client, django_assert_num_queries):
    event, *_ = told_event()
    client.get(event.get_absolute_url())
    with django_assert_num_queries(11):
        client.get(event.get_absolute_url())
    for _ in range(2):
        make_claim(make_mention(event, make_article("Wang Yi arrived on Tuesday.")), exact="on Tuesday")

    with django_assert_num_queries(11):
        client.get(event.get_absolute_url())


def test_merged_event_leads_on_for_good(client):
    target = make_event()
    middle = make_event(state="merged", merged_into=target)
    first = make_event(state="merged", merged_into=middle)

    response = client.get(first.get_absolute_url())

    assert (response.status_code, response["Location"]) == (301, target.get_absolute_url())


def test_event_is_a_panel_to_htmx(client):
    event, *_ = told_event()

    part = client.get(event.get_absolute_url(), headers=HTMX).content

    assert b"<html" not in part
    assert b"data-close-panel" in part


@pytest.mark.parametrize("fields", [{"state": "rejected"}, {"state": "empty"}, {"publication": "withdrawn"}])
def test_hidden_event_leaves_no_trace(client, fields):
    hidden = make_event(title="Zanzibar marker", city="Zanzibarville", summary="Zanzibar summary", **fields)
    make_participation(hidden, make_person("zed", "Zanzibar Zed", origin="article"))
    shown = make_event(make_person(), title="Shown", city="Beijing")
    Event.objects.filter(pk=hidden.pk).update(parent=shown)

    queries = [
        "/",
        "/?words=zanzibar",
        "/?people=zed",
        "/?place=Zanzibarville",
        "/chart.json",
        "/chart.json?lanes=person",
    ]
    answers = [client.get(address) for address in (*queries, shown.get_absolute_url())]
    answers.append(client.get(hidden.get_absolute_url()))
    forms = ("events.csv", "events.json", "events.ics", "events.atom", "timelinejs.csv")
    text = "".join(body(client, f"/export/{name}") for name in forms)

    assert answers[-1].status_code == 404
    for answer in answers:
        assert not re.search("Zanzibar (marker|summary|Zed)", answer.content.decode()), answer.request["PATH_INFO"]
    assert "Zanzibar" not in text


def test_pages_carry_no_inline_script_or_style(client):
    event, *_ = told_event()

    for address in ("/", event.get_absolute_url(), "/nowhere/"):
        page = client.get(address).content.decode()
        scripts = re.findall(r"<script(?![^>]*(?:src=|application/(?:ld\+)?json))", page)

        assert (scripts, re.findall(r"<style| style=| on[a-z]+=| hx-on", page)) == ([], [])


def test_names_to_choose_from(client):
    wang = make_person(name_zh="王毅")
    make_event(wang, venue=make_venue())
    make_participation(make_event(wang), make_person("zed", "Zed Zhou"), office=make_office("Minister of Defence"))
    make_event(make_person("hid", "Hidden Wang", origin="article"), publication="withdrawn", city="Hideaway")

    def options(address: str) -> list[str]:
        return re.findall('value="([^"]+)"', client.get(address).content.decode())

    assert options("/choose/people/?people=wang") == ["Wang Yi"]
    assert options("/choose/people/?people=王") == ["Wang Yi"]
    assert options("/choose/people/") == ["Wang Yi", "Zed Zhou"]
    assert options("/choose/people/?people=defence") == ["Minister of Defence"]
    assert options("/choose/places/?place=bei") == ["Beijing"]
    assert options("/choose/places/") == ["China", "Beijing", "Diaoyutai State Guesthouse"]


def test_events_are_counted_anew_after_a_change(client):
    make_event(kind=Kind.CALL)
    event = make_event(kind=Kind.VISIT)
    first = client.get("/").context["counts"].total, client.get("/chart.json").json()["counts"]["total"]

    event.kind = Kind.CALL
    event.save()
    make_event(kind=Kind.CALL)

    [kinds] = [facet for facet in client.get("/").context["facets"] if facet.name == "kind"]
    assert first == (2, 2)
    assert {o.value: o.count for o in kinds.options if o.count} == {"call": 3}
    assert client.get("/chart.json").json()["counts"]["total"] == 3


def test_names_of_urls():
    assert [reverse(f"timeline:{name}") for name in ("index", "chart-data", "export-csv")] == [
        "/",
        "/chart.json",
        "/export/events.csv",
    ]
