"""The timeline within other sites' pages."""

import runpy

import pytest
from django.core.exceptions import ImproperlyConfigured

import config.settings
from tests.timeline.factories import make_event, make_person

pytestmark = pytest.mark.django_db
NEWS = "https://news.example https://*.example.edu"


def ancestors(response) -> str:
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    return policy["frame-ancestors"]


def test_embedding_is_refused_unless_allowed(client):
    make_event(title="Not shown")

    response = client.get("/?kind=talks&embed=1")

    assert (response.status_code, response["X-Frame-Options"], ancestors(response)) == (403, "DENY", "'none'")
    assert "http://testserver/?kind=talks\n" in response.content.decode()
    assert b"Not shown" not in response.content


def test_embedded_view_is_lean_and_may_be_framed_by_those_named_alone(client, settings):
    settings.EMBED_FRAME_ANCESTORS = NEWS
    make_event(make_person(), title="Shown")
    make_event(title="Filtered away", kind="visit")

    response = client.get("/?kind=talks&embed=1")

    page = response.content.decode()
    assert (response.status_code, ancestors(response)) == (200, NEWS)
    assert "X-Frame-Options" not in response
    assert page.startswith("<!doctype html>")
    assert "Shown" in page
    assert "Filtered away" not in page
    assert [part for part in ('<form id="filters"', 'class="top"', 'class="foot"') if part in page] == []
    assert '<a href="http://testserver/?kind=talks">Open the timeline</a>' in page
    assert 'data-query="kind=talks"' in page


def test_every_other_page_stays_unframed_when_embedding_is_allowed(client, settings):
    settings.EMBED_FRAME_ANCESTORS = NEWS
    event = make_event()

    for address in ("/", "/?embed=0", event.get_absolute_url(), "/people/", "/export/"):
        response = client.get(address)
        assert (response["X-Frame-Options"], ancestors(response)) == ("DENY", "'none'"), address


def test_embedded_view_of_an_unreadable_filter_shows_nothing(client, settings):
    settings.EMBED_FRAME_ANCESTORS = NEWS
    make_event(title="Not shown")

    page = client.get("/?from=soon&embed=1").content.decode()

    assert "the filter could not be read" in page
    assert "Not shown" not in page


def test_embedded_view_carries_no_inline_script_or_style(client, settings):
    settings.EMBED_FRAME_ANCESTORS = NEWS

    page = client.get("/?embed=1").content.decode()

    assert [words for words in ("<style", " style=", " onclick=", "<script>") if words in page] == []


@pytest.mark.parametrize("value", ["https://a.example; script-src *", "https://a.example, https://b.example", "a\nb"])
def test_setting_that_could_say_more_is_refused(monkeypatch, value):
    monkeypatch.setenv("TIMELINE_EMBED_FRAME_ANCESTORS", value)

    with pytest.raises(ImproperlyConfigured):
        runpy.run_path(config.settings.__file__)
