"""What a reader sees and does: marks that say how well a day is known, trouble that says what to do, keys for all."""

import random
from itertools import pairwise

import pytest

from tests.browser.conftest import drawn
from tests.timeline.factories import make_event, make_person
from timeline.management.commands.make_demo_events import make
from timeline.vocabulary import Kind, Precision, Side, Status

pytestmark = pytest.mark.django_db(transaction=True)

# Precision: EDTF, first and last day it may have been.
KNOWN = {
    Precision.DAY: ("2021-03-18", "2021-03-18", "2021-03-18"),
    Precision.RANGE: ("2021-05-01/2021-06-20", "2021-05-01", "2021-06-20"),
    Precision.WITHIN: ("[2021-08-01..2021-08-20]", "2021-08-01", "2021-08-20"),
    Precision.MONTH: ("2021-10", "2021-10-01", "2021-10-31"),
    Precision.SEASON: ("2022-22", "2022-06-01", "2022-08-31"),
    Precision.YEAR: ("2023", "2023-01-01", "2023-12-31"),
    Precision.DECADE: ("202X", "2020-01-01", "2029-12-31"),
    Precision.OPEN: ("2024-02-01/..", "2024-02-01", None),
}
FOCUS = """() => {
  const here = document.activeElement;
  return here.id ? `#${here.id}` : (here.getAttribute("href") ?? here.textContent.trim());
}"""
# Counts how often the words of a place change: what a screen reader would say.
LISTEN = """where => {
  window.said = [];
  new MutationObserver(() => window.said.push(document.querySelector(where).textContent.trim()))
    .observe(document.querySelector(where), { childList: true, characterData: true, subtree: true });
}"""


@pytest.fixture
def one_of_each(transactional_db):
    for precision, (edtf, earliest, latest) in KNOWN.items():
        make_event(title=f"Known by {precision}", precision=precision, edtf=edtf, earliest=earliest, latest=latest)


@pytest.fixture
def corpus(transactional_db):
    make(150, random.Random(3))
    people = make_person("joe-biden", "Joe Biden", side=Side.US), make_person("xi-jinping", "Xi Jinping")
    day = {"edtf": "2023-11-15", "earliest": "2023-11-15", "latest": "2023-11-15"}
    make_event(*people, public_id="woodside", title="Meeting at Woodside", kind=Kind.SUMMIT, channel="leaders", **day)


def strokes_of(page, precision: str) -> list[list]:
    """The drawn traces of lines of one precision: the x of each."""
    return page.evaluate(
        "start => document.getElementById('chart').data.filter(one => one.name.startsWith(start)).map(one => one.x)",
        f"span:{precision}:",
    )


def test_each_way_of_knowing_a_day_has_its_own_mark_and_its_line_in_the_legend(open_page, one_of_each):
    page = open_page()

    lines = {precision: strokes_of(page, precision) for precision in KNOWN}
    legend = page.eval_on_selector_all(".legend .line use", "all => all.map(one => one.getAttribute('href'))")

    assert lines.pop(Precision.DAY) == []
    assert [precision for precision, found in lines.items() if len(found) != 1] == []
    assert sorted(legend) == sorted(f"#l-{precision}" for precision in KNOWN)
    assert page.locator("#l-open, #l-day, #l-decade").count() == 3


def test_what_is_planned_is_hollow_and_says_so(open_page, transactional_db):
    make_event(title="Held", kind=Kind.VISIT)
    day = {"edtf": "2125-01-02", "earliest": "2125-01-02", "latest": "2125-01-02"}
    make_event(title="Planned", kind=Kind.VISIT, status=Status.PLANNED, **day)
    page = open_page()

    symbols = page.evaluate("document.getElementById('chart').data.find(one => one.name === 'marks').marker.symbol")
    page.focus("#chart")
    page.keyboard.press("End")

    assert symbols == ["square", "square-open"]
    assert page.locator(".row", has_text="Planned").locator(".tag").inner_text() == "planned"
    assert "Planned, 2 Jan 2125, visit, planned." in page.inner_text("#chart-said")


def test_lost_chart_says_what_to_do_and_comes_back(open_page, corpus):
    page = open_page()
    open_page.broken += ["/chart.json"]
    page.route("**/chart.json*", lambda route: route.abort())

    page.evaluate("document.querySelector('#kind-visit').click()")
    page.wait_for_selector(".trouble")
    assert page.inner_text(".trouble") == "The chart could not be loaded. Check the connection. Try again"
    page.unroute("**/chart.json*")
    page.click(".trouble button")
    drawn(page)

    assert page.locator(".trouble").count() == 0
    assert page.evaluate("document.activeElement.id") == "chart"


def test_lost_list_says_what_to_do_and_comes_back(open_page, corpus):
    page = open_page()
    before = page.inner_text("#count b")
    open_page.broken += ["kind=visit"]
    page.route(lambda address: "kind=visit" in address and ".json" not in address, lambda route: route.abort())

    page.evaluate("document.querySelector('#kind-visit').click()")
    page.wait_for_selector("#count button")
    assert page.inner_text("#count") == "The list could not be loaded. Check the connection. Try again"
    page.unroute_all()
    page.click("#count button")
    page.wait_for_url("**/?kind=visit")
    drawn(page)

    assert int(page.inner_text("#count b")) < int(before)


def test_lost_event_says_what_to_do(open_page, corpus):
    page = open_page("/?words=Woodside")
    open_page.broken += ["/events/woodside/"]
    page.route("**/events/woodside/", lambda route: route.abort())

    page.click("#results .title")
    page.wait_for_selector("#panel [data-trouble]")

    assert page.inner_text("#panel h2") == "This engagement could not be loaded"
    assert page.get_attribute("#panel [data-trouble] a", "href") == "/events/woodside/"


def test_slow_chart_shows_that_it_works(open_page, corpus):
    page = open_page()
    waiting = []
    page.route("**/chart.json*", lambda route: waiting.append(route))

    page.click("[data-zoom=in]")
    page.select_option("#lanes", "kind")
    page.wait_for_selector(".stage.busy-stage #chart[aria-busy=true]")
    for route in waiting:
        route.continue_()
    drawn(page)

    assert page.locator(".busy-stage").count() == 0


def test_count_is_announced_once_a_swap_and_nothing_else_is(open_page, corpus):
    page = open_page()
    page.evaluate(LISTEN, "#count")

    page.evaluate("document.querySelector('#kind-visit').click()")
    page.wait_for_url("**kind=visit")
    drawn(page)

    assert page.evaluate("window.said") == [page.inner_text("#count")]
    assert page.inner_text("#chart-said") == ""


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_jumps_when_conditions_come_and_go(open_page, corpus, width):
    page = open_page("/", viewport={"width": width, "height": 900})
    tops = "() => ['#strip', '.legend', '#results'].map(one => document.querySelector(one).getBoundingClientRect().top)"
    found = [page.evaluate(tops)]

    for box in ("#kind-visit", "#status-held", "#channel-leaders", "#kind-summit"):
        page.evaluate("chosen => document.querySelector(chosen).click()", box)
        page.wait_for_url(f"**{box.split('-')[1]}**")
        drawn(page)
        found.append(page.evaluate(tops))

    assert [pair for pair in pairwise(found) if pair[0] != pair[1]] == []


def tab_to(page, wanted: str, key: str = "Tab") -> None:
    """Press a key until the focus is on what `wanted` selects."""
    for _ in range(90):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is out of the keyboard's reach; last was {page.evaluate(FOCUS)}")


def test_every_readers_task_by_keyboard_alone(open_page, corpus):
    page = open_page()

    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "#main"
    tab_to(page, "#people")
    page.keyboard.insert_text("Xi Jinping")
    page.keyboard.press("Enter")
    page.wait_for_url("**people=xi-jinping")
    drawn(page)
    assert page.evaluate("document.activeElement.id") == "people"

    tab_to(page, "details.pick > summary")
    page.keyboard.press("Enter")
    tab_to(page, "#kind-summit")
    page.keyboard.press("Space")
    page.wait_for_url("**kind=summit**")
    drawn(page)
    assert page.evaluate("document.activeElement.id") == "kind-summit"
    page.keyboard.press("Escape")
    assert page.locator("details.pick[open]").count() == 0

    tab_to(page, "#lanes")
    page.keyboard.press("k")
    page.wait_for_url("**lanes=kind**")
    drawn(page)

    tab_to(page, "#chart")
    page.keyboard.press("Home")
    page.keyboard.press("+")
    page.keyboard.press("0")
    while "Woodside" not in page.inner_text("#chart-said"):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2")
    assert page.inner_text("#panel h2") == "Meeting at Woodside"
    tab_to(page, "#panel summary")
    page.keyboard.press("Enter")
    assert page.locator("#panel details[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "chart"

    tab_to(page, "[data-zoom=in]")
    page.keyboard.press("Enter")
    page.wait_for_url("**from=**")
    drawn(page)
    tab_to(page, ".chip", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    drawn(page)
    assert page.evaluate("document.activeElement.matches('.chip, #words')")

    tab_to(page, "[data-with-query][download]", "Shift+Tab")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert saved.value.suggested_filename.endswith(".csv")

    tab_to(page, "#results .title")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel a")
    tab_to(page, "#panel .panel-tools a", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:not(.unseen)")
    assert "/events/" in page.url


def test_keys_reach_a_cluster_and_list_what_it_holds(open_page, transactional_db):
    for number in range(60):
        make_event(title=f"Talks {number}", channel="leaders")
    for channel in ("military", "economic", "climate", "legislative", "foreign-affairs"):
        for year in (2021, 2022, 2023, 2025):
            make_event(channel=channel, edtf=f"{year}", earliest=f"{year}-01-01", latest=f"{year}-12-31")
    page = open_page()

    page.focus("#chart")
    for _ in range(90):
        page.keyboard.press("ArrowRight")
        if "close together" in page.inner_text("#chart-said"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .here")
    number = int(page.inner_text("#panel h2").split()[0])

    assert page.locator("#panel .here li").count() == number > 1
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .event")


def test_without_script_lists_pages_orders_presets_and_exports_work(open_page, corpus):
    page = open_page("/", java_script_enabled=False)

    page.click("text=Military channel")
    assert page.locator(".chip").count() == 1
    total = int(page.inner_text("#count b"))
    page.locator(".chip").first.click()
    assert int(page.inner_text("#count b")) > total

    first = page.locator("#results .title").first.inner_text()
    page.click("text=More →")
    assert page.locator("#results .title").first.inner_text() != first
    page.click("text=Oldest first")
    assert "order=oldest" in page.url

    page.locator("details.pick summary").first.click()
    page.check("#kind-visit")
    page.locator("details.pick summary").first.click()
    page.click("text=Apply")
    page.click("text=More forms")
    assert page.locator("main h1").inner_text() == "Take it with you"
    page.click("text=For paper")
    assert page.locator("tbody tr").count() > 0
    page.click("text=Back to the timeline")
    assert "kind=visit" in page.url

    page.click("nav >> text=People")
    page.click("text=Xi Jinping")
    assert page.locator("main h1").inner_text().startswith("Xi Jinping")
    page.click("#results >> text=Meeting at Woodside")
    assert page.locator("main h1").inner_text() == "Meeting at Woodside"


def test_what_is_printed_is_dark_on_white_even_from_the_dark_page(open_page, corpus):
    page = open_page("/", color_scheme="dark")
    ink = "() => ['color', 'backgroundColor'].map(one => getComputedStyle(document.body)[one])"
    fill = "document.querySelector('#chart .ytick text').style.fill"
    on_screen = page.evaluate(fill)

    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_timeout(400)

    assert page.evaluate(ink) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert (page.evaluate(fill), on_screen) == ("rgb(0, 0, 0)", "rgb(233, 230, 223)")
    assert page.locator("#filters").is_hidden()
