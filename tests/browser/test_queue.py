"""The queue as an editor works it: by keyboard alone, each key on the page that it leads to."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model

from articles.models import ReviewItem
from tests.timeline.factories import make_article, make_claim, make_event, make_mention, make_person, make_venue
from timeline.models import ChangeSet, Event
from timeline.services import refresh_events
from timeline.vocabulary import Side

QUEUE = "/admin/articles/reviewitem/queue/"
MOST_KEYS = 3  # for a clear case


@pytest.fixture
def editor(transactional_db):
    return get_user_model().objects.create_superuser("ada", password="ada-ada-ada")


@pytest.fixture
def twenty(editor):
    """Eight undated events, six that might be duplicates of six others, six of which the parser is not sure."""
    sullivan = make_person("jake-sullivan", "Jake Sullivan", Side.US)
    houses = [make_venue(), make_venue("great-hall", "Great Hall of the People")]
    pks = []
    for number in range(8):
        pks.append(make_event(edtf="", earliest=None, latest=None, title=f"Talks {number}", confidence=0.9).pk)
    for number in range(6):
        wang = make_person(f"minister-{number}", f"Minister Number{number}")
        for house in houses:
            pks.append(make_event(sullivan, wang, venue=house, title=f"Meeting {number}").pk)
    for number in range(6):
        event = make_event(title=f"Rumour {number}", confidence=0.4, edtf=f"2024-0{number + 1}-11")
        pks.append(event.pk)
    for event in Event.objects.filter(pk__in=pks):
        people = {side: [p.person.key for p in event.participations.all() if p.side == side] for side in ("US", "PRC")}
        values = {"kind": event.kind, "us": people["US"], "prc": people["PRC"], "status": event.status}
        mention = make_mention(event, make_article(), values=values, confidence=event.confidence)
        place = {"city": event.city, "country": "CN", "venue_key": event.venue.key if event.venue else ""}
        make_claim(mention, "kind", "talks", "held talks")
        make_claim(mention, "status", {"status": "held", "date": None}, "held talks")
        make_claim(mention, "place", place, "in Beijing")
        if event.edtf:
            make_claim(mention, "date", event.edtf)
        for row in event.participations.all():
            value = {"key": row.person.key, "name": row.name, "side": row.side, "role": "party", "office": ""}
            make_claim(mention, "participant", value | {"body": False, "warning": ""}, "Wang Yi")
    refresh_events(pks)
    assert ReviewItem.objects.filter(state="open").count() == 20


def sign_in(page, live_server, ready="html[data-keys='ready']"):
    page.goto(f"{live_server.url}/admin/login/?next={QUEUE}")
    page.fill("#id_username", "ada")
    page.fill("#id_password", "ada-ada-ada")
    page.press("#id_password", "Enter")
    page.wait_for_selector(f"{ready} .queue-item")


def item_shown(page) -> str:
    return page.locator(".queue-item").get_attribute("data-item")


def press(page, key: str) -> None:
    """A key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


@pytest.mark.usefixtures("twenty")
def test_twenty_items_are_cleared_by_keyboard_alone_and_the_last_five_undone(open_page, live_server):
    page = open_page("/admin/login/")
    sign_in(page, live_server)
    keys_used, cleared = [], []

    while page.locator(".queue-item").count():
        cleared.append(item_shown(page))
        reason = page.locator(".kicker .row-reason").inner_text()
        before = len(keys_used)
        if reason == "no usable date" and len(cleared) % 2:
            page.keyboard.press("e")
            page.keyboard.insert_text("2024-08-29")  # what is typed is the value, not a keystroke of the case
            press(page, "Enter")
            keys_used += ["e", "Enter"]
        else:
            key = "a" if reason != "possible duplicate" else "m" if len(cleared) % 2 else "r"
            press(page, key)
            keys_used.append(key)
        assert len(keys_used) - before <= MOST_KEYS
        assert "Done:" in page.locator(".done-line").inner_text()

    assert len(set(cleared)) == len(cleared) == 20
    assert page.locator(".all-done").is_visible()
    merged = Event.objects.filter(state="merged").count()
    for number in range(5):
        press(page, "u")
        assert item_shown(page) == cleared[-1 - number]
    assert ReviewItem.objects.filter(state="open").count() == 5
    assert set(map(str, ReviewItem.objects.filter(state="open").values_list("pk", flat=True))) == set(cleared[-5:])
    # The duplicates come last; of six, every other one was merged, and one of those is not among the last five.
    assert (merged, Event.objects.filter(state="merged").count()) == (3, 1)
    assert ChangeSet.objects.filter(act="undo review").count() == 5


@pytest.mark.usefixtures("twenty")
def test_keys_move_help_and_leave_what_is_typed_alone(open_page, live_server):
    page = open_page("/admin/login/")
    sign_in(page, live_server)
    first = item_shown(page)

    press(page, "n")
    second = item_shown(page)
    press(page, "k")
    assert (item_shown(page), first != second) == (first, True)

    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()

    page.goto(f"{live_server.url}{QUEUE}?reason=undated")
    page.keyboard.press("e")
    page.keyboard.type("arnu")
    assert page.locator("[data-edit]").input_value() == "arnu"
    assert ReviewItem.objects.filter(state="open").count() == 20


@pytest.mark.usefixtures("twenty")
def test_queue_works_without_javascript(open_page, live_server):
    page = open_page("/admin/login/", java_script_enabled=False)
    sign_in(page, live_server, ready="html")
    first = item_shown(page)

    page.locator(".act-accept button").click()
    assert item_shown(page) != first
    page.locator(".done-line button").click()

    assert item_shown(page) == first
    assert ReviewItem.objects.filter(state="open").count() == 20


@pytest.mark.usefixtures("twenty")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_desk_has_no_faults_that_a_checker_finds(open_page, live_server, scheme):
    page = open_page("/admin/login/", color_scheme=scheme, bypass_csp=True)  # the checker styles the page
    sign_in(page, live_server)
    found = {}
    for path in (QUEUE, f"{QUEUE}?reason=undated", "/admin/articles/article/desk/"):
        page.goto(live_server.url + path)
        violations = Axe().run(page, context="#content").response["violations"]
        found[path] = [(rule["id"], node["html"]) for rule in violations for node in rule["nodes"]]

    assert all(faults == [] for faults in found.values()), found
