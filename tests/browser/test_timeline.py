"""What only a browser shows: the chart in step with list and address, Back, the panel, the keyboard, no script."""

import csv
import io
import random
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import drawn
from tests.timeline.factories import make_article, make_claim, make_event, make_mention, make_person
from timeline.management.commands.make_demo_events import make
from timeline.models import Event
from timeline.vocabulary import Kind, Side

pytestmark = pytest.mark.django_db(transaction=True)

# The ids of the marks within the chart's window, single or gathered.
ON_CHART = """() => document.getElementById("chart").shownIds()"""


@pytest.fixture
def corpus(transactional_db):
    """Invented events, and one with evidence: Biden and Xi at Woodside."""
    make(120, random.Random(3))
    biden = make_person("joe-biden", "Joseph R. Biden Jr.", side=Side.US)
    event = make_event(
        biden,
        make_person("xi-jinping", "Xi Jinping"),
        public_id="woodside",
        title="Biden – Xi summit, Woodside",
        kind=Kind.SUMMIT,
        city="Woodside",
        country="US",
        channel="leaders",
        edtf="2023-11-15",
        earliest="2023-11-15",
        latest="2023-11-15",
        article_count=9,
    )
    article = make_article(
        "The two met near San Francisco. They sat down at Filoli on Wednesday morning. Lunch followed."
    )
    claim = make_claim(make_mention(event, article), "date", "2023-11-15", "on Wednesday morning")
    event.why = {"date": {"rule": "date-best-supported", "words": "the only date given", "claims": [claim.pk]}}
    event.save()
    return event


def in_list(page) -> list[str]:
    return page.eval_on_selector_all("#results .title", "links => links.map(link => link.dataset.event)")


def in_csv(page) -> list[str]:
    address = page.get_attribute("[data-with-query]", "href")
    text = page.request.get(page.url.split("?")[0].rstrip("/") + urlsplit(address).path + "?" + urlsplit(address).query)
    return [row["id"] for row in csv.DictReader(io.StringIO(text.body().decode("utf-8-sig"), newline=""))]


def choose_person(page, name: str) -> None:
    page.fill("#people", name)
    page.press("#people", "Enter")
    page.wait_for_selector(".chip")
    drawn(page)


def test_chart_list_counts_and_csv_hold_the_same_after_filtering(open_page, corpus):
    page = open_page()

    choose_person(page, "Xi Jinping")
    page.fill("#from", "2023")
    page.press("#from", "Enter")
    page.wait_for_url("**from=2023**")
    page.fill("#to", "2023")
    page.press("#to", "Enter")
    page.wait_for_url("**to=2023**")
    drawn(page)

    ids = sorted(in_list(page))
    assert "woodside" in ids
    assert sorted(page.evaluate(ON_CHART)) == ids
    assert sorted(in_csv(page)) == ids
    assert page.inner_text("#count b") == str(len(ids))
    assert parse_qs(urlsplit(page.url).query) == {"people": ["xi-jinping"], "from": ["2023"], "to": ["2023"]}


def test_address_reopens_the_view_and_back_leaves_it(open_page, corpus):
    page = open_page()
    everything = page.inner_text("#count b")
    choose_person(page, "Xi Jinping")
    ids, address = in_list(page), page.url

    page.reload()
    drawn(page)
    assert (in_list(page), page.url) == (ids, address)

    page.go_back()
    page.wait_for_selector("header.top")
    drawn(page)
    assert page.inner_text("#count b") == everything
    assert page.locator(".chip").count() == 0

    page.go_forward()
    page.wait_for_selector(".chip")
    drawn(page)
    assert in_list(page) == ids


def test_chip_takes_its_condition_away(open_page, corpus):
    page = open_page("/?people=xi-jinping&kind=summit")

    page.click(".chip >> text=summit")
    page.wait_for_url("**/?people=xi-jinping")
    drawn(page)

    assert page.locator("#kind-summit").is_checked() is False
    assert page.inner_text("#chosen-kind") == "any"
    assert page.evaluate("document.activeElement.className") == "chip"


def test_typing_replaces_the_address_and_keeps_the_words(open_page, corpus):
    page = open_page()

    page.locator("#words").press_sequentially("Woodside", delay=40)
    page.wait_for_url("**words=Woodside")
    drawn(page)

    assert in_list(page) == ["woodside"]
    assert page.input_value("#words") == "Woodside"
    assert page.evaluate("document.activeElement.id") == "words"
    assert page.evaluate("history.length") <= 2


def test_year_of_the_strip_becomes_the_window(open_page, corpus):
    page = open_page("/?people=xi-jinping")

    page.locator("a[data-year='2023']").dispatch_event("click")
    page.wait_for_url("**people=xi-jinping&from=2023&to=2023")
    drawn(page)

    assert page.input_value("#from") == "2023"
    assert sorted(page.evaluate(ON_CHART)) == sorted(in_list(page))


def test_names_are_offered_while_typing(open_page, corpus):
    page = open_page()

    page.locator("#people").press_sequentially("jinp", delay=30)
    page.wait_for_selector("#people-names option:only-child", state="attached")

    assert page.get_attribute("#people-names option", "value") == "Xi Jinping"


def test_mark_opens_the_panel_with_the_words_behind_a_value(open_page, corpus):
    page = open_page("/?kind=summit&from=2023&to=2023&people=xi-jinping")

    page.focus("#chart")
    page.keyboard.press("ArrowRight")
    while "Woodside" not in page.inner_text("#chart-said"):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2")

    assert page.inner_text("#panel h2") == "Biden – Xi summit, Woodside"
    assert page.inner_text("#panel mark") == "on Wednesday morning"
    assert page.evaluate("document.activeElement.tagName") == "H2"

    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("document.activeElement.id") == "chart"


def test_click_on_a_mark_opens_it(open_page, corpus):
    page = open_page("/?words=Woodside")
    box = page.locator("#chart .scatterlayer .trace .points path").first.bounding_box()

    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    page.wait_for_selector("#panel h2")
    assert page.inner_text("#panel h2") == "Biden – Xi summit, Woodside"


def test_zoom_narrows_the_list_and_all_widens_it(open_page, corpus):
    page = open_page()
    before = int(page.inner_text("#count b"))

    page.click("[data-zoom=in]")
    page.wait_for_url("**from=**")
    drawn(page)
    fewer = int(page.inner_text("#count b"))
    assert fewer < before
    assert page.input_value("#from") != ""

    page.click("[data-zoom=all]")
    page.wait_for_url(lambda address: "from" not in address)
    drawn(page)
    assert int(page.inner_text("#count b")) == before


def test_event_page_highlights_its_evidence(open_page, corpus):
    page = open_page(corpus.get_absolute_url())

    assert page.inner_text("h1") == "Biden – Xi summit, Woodside"
    assert page.inner_text("[data-field=date] blockquote") == "They sat down at Filoli on Wednesday morning."
    assert page.inner_text("[data-field=date] mark") == "on Wednesday morning"


def test_everything_but_the_drawing_works_without_script(open_page, corpus):
    page = open_page("/", java_script_enabled=False)

    page.fill("#people", "Xi Jinping")
    page.fill("#from", "2023")
    page.fill("#to", "2023-12")
    page.click("text=Apply")
    assert "woodside" in in_list_without_script(page)
    assert sorted(in_csv(page)) == sorted(in_list_without_script(page))

    page.click("text=Biden – Xi summit, Woodside")
    assert page.inner_text("h1") == "Biden – Xi summit, Woodside"


def in_list_without_script(page) -> list[str]:
    return [link.get_attribute("data-event") for link in page.locator("#results .title").all()]


def test_error_is_said_beside_its_field(open_page, corpus):
    page = open_page()

    page.fill("#people", "Nobody At All")
    page.press("#people", "Enter")
    page.wait_for_selector("#people-error")

    assert "Nobody here is called" in page.inner_text("#people-error")
    assert in_list(page) == []


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_page_is_not_wider_than_the_window(open_page, corpus, width):
    page = open_page("/", viewport={"width": width, "height": 800})

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_many_events_come_as_bins_that_open_on_zooming(open_page, transactional_db, monkeypatch):
    from timeline.views import data

    monkeypatch.setattr(data, "MOST_MARKS", 60)
    make(200, random.Random(5))
    page = open_page()

    assert "too many for single marks: the heights" in page.inner_text("[data-chart-note]")
    for _ in range(5):
        page.click("[data-zoom=in]")
    page.wait_for_url("**from=**")
    drawn(page)

    assert sorted(page.evaluate(ON_CHART)) == sorted(in_list(page))
    assert Event.objects.count() == 200


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_no_two_labels_overlap(open_page, corpus, width):
    page = open_page("/", viewport={"width": width, "height": 900})

    for query in ("", "?from=2009&to=2026", "?from=2023&to=2024&lanes=kind", "?lanes=person"):
        page.goto(page.url.split("?")[0] + query)
        drawn(page)
        labels = page.eval_on_selector_all(
            "#chart .textpoint, #chart .xtick text, #chart .ytick text, #strip text",
            "all => all.map(one => [one.textContent, one.getBoundingClientRect()])"
            ".map(([words, r]) => [words, [r.left, r.top, r.right, r.bottom]])",
        )
        assert [(one[0], two[0]) for one, two in combinations(labels, 2) if overlap(one[1], two[1])] == []
        assert len(labels) > 4


def overlap(one: list[float], two: list[float]) -> bool:
    """Whether two boxes share more than the fraction of a pixel."""
    return min(one[2], two[2]) - max(one[0], two[0]) > 0.5 and min(one[3], two[3]) - max(one[1], two[1]) > 3


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_picture_of_the_chart_is_saved(open_page, corpus, kind):
    page = open_page("/?people=xi-jinping")

    with page.expect_download() as saved:
        page.click(f"[data-picture={kind}]")

    content = Path(saved.value.path()).read_bytes()
    assert saved.value.suggested_filename == f"engagements.{kind}"
    assert content.startswith(b"\x89PNG") if kind == "png" else b"Xi Jinping" in content


def test_wandering_back_and_forth_never_shows_a_bare_part_or_loses_a_filter(open_page, corpus):
    page = open_page()
    rng = random.Random(17)
    trail, at = [page.url], 0
    clicks = ["#kind-visit", "#kind-meeting", "#status-held", "#channel-economic", "#side-US", "#status-planned"]

    for _ in range(60):
        step = rng.choice(["choose", "choose", "choose", "back", "forward", "reload", "share", "event"])
        if step == "choose":
            box = rng.choice(clicks)
            page.evaluate("chosen => document.querySelector(chosen).click()", box)
            page.wait_for_url(lambda address, before=trail[at]: address != before)
            trail, at = [*trail[: at + 1], page.url], at + 1
        elif step == "back" and at > 0:
            page.go_back()
            at -= 1
        elif step == "forward" and at < len(trail) - 1:
            page.go_forward()
            at += 1
        elif step == "reload":
            page.reload()
        elif step == "share":
            assert in_list(open_page(urlsplit(page.url).path + "?" + urlsplit(page.url).query)) == in_list(page)
        elif step == "event" and in_list(page):
            page.goto(page.locator("#results .title").first.evaluate("link => link.href"))
            page.wait_for_selector("h1:not(.unseen)")
            page.go_back()
        page.wait_for_selector("header.top")
        drawn(page)

        asked = parse_qs(urlsplit(page.url).query)
        checked = page.eval_on_selector_all(
            "#filters input[type=checkbox]:checked", "all => all.map(one => [one.name, one.value])"
        )
        assert page.url == trail[at]
        assert sorted(map(tuple, checked)) == sorted((name, value) for name in asked for value in asked[name])
