"""Every public page is free of what axe-core calls a violation, at phone and desk width, light and dark."""

import random
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import include, path

from tests.timeline.factories import make_article, make_claim, make_event, make_mention, make_person
from timeline.management.commands.make_demo_events import make

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = [
    "/",
    "/?from=soon&people=nobody",
    "/?from=2020&kind=call&kind=visit",
    "/people/",
    "/people/wang-yi/",
    "/places/",
    "/places/beijing/",
    "/events/told/",
    "/articles/told/",
    "/method/",
    "/export/?kind=visit",
    "/export/?from=soon",
    "/print/",
    "/nothing-here/",
]
ERRORS = {"/400/": SuspiciousOperation("odd"), "/403/": PermissionDenied("no"), "/500/": RuntimeError("broken")}


def fail(request):
    raise ERRORS[request.path]


urlpatterns = [*(path(address[1:], fail) for address in ERRORS), path("", include("config.urls"))]


@pytest.fixture
def corpus(transactional_db):
    make(80, random.Random(3))
    event = make_event(make_person(), public_id="told", title="Talks at the lake")
    claim = make_claim(make_mention(event, make_article(public_id="told", url="https://news.example/")))
    make_event(title="Dinner", parent=event)
    event.why = {
        "date": {
            "words": "the only date given",
            "claims": [claim.pk],
            "others": [{"value": "2024-08-28", "claims": []}],
        },
        "status": {"words": "set by Ruth", "decision": 1, "author": "Ruth", "made_at": "2025-01-01T00:00:00+00:00"},
    }
    event.save()


def violations(page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def faults_at_all_sizes(page) -> dict[tuple, list[str]]:
    found = {}

    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            if faults := violations(page):
                found[width, theme] = faults
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_has_no_violations(open_page, corpus, address):
    page = open_page(address)

    assert faults_at_all_sizes(page) == {}


@pytest.mark.parametrize("address", ERRORS)
def test_error_page_has_no_violations_and_leads_back(open_page, corpus, settings, address):
    settings.ROOT_URLCONF = __name__
    page = open_page(address)

    assert faults_at_all_sizes(page) == {}
    page.click("main a")
    assert urlsplit(page.url).path == "/"


def test_open_panel_and_open_filter_have_no_violations(open_page, corpus):
    page = open_page("/?words=lake")

    page.click("#results .title")
    page.wait_for_selector("#panel h2")
    page.click("summary >> text=Kind")

    assert violations(page) == []


def test_page_within_other_sites_has_no_violations(open_page, corpus, settings):
    settings.EMBED_FRAME_ANCESTORS = "https://news.example"
    page = open_page("/?embed=1&kind=visit")

    assert faults_at_all_sizes(page) == {}
