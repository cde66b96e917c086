"""Pages about people, places and articles."""

import pytest

from tests.timeline.factories import (
    make_article,
    make_event,
    make_mention,
    make_office,
    make_person,
    make_term,
    make_venue,
)
from timeline.views.index import legend
from timeline.vocabulary import Side

pytestmark = pytest.mark.django_db


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_person_page_shows_offices_and_whom_they_met(client):
    wang, blinken = make_person(name_zh="王毅"), make_person("antony-blinken", "Antony Blinken", side=Side.US)
    make_term(wang, make_office("Foreign Minister"), start="2013-03-16", end="2022-12")
    make_event(wang, blinken, title="Munich meeting")
    make_event(make_person("qin-gang", "Qin Gang"), blinken, title="Another meeting")

    text = page(client, "/people/wang-yi/")

    assert "王毅" in text
    assert "16 March 2013 – December 2022" in text
    assert '<a href="/people/antony-blinken/">Antony Blinken</a> <small>1</small>' in text
    assert "Munich meeting" in text
    assert "Another meeting" not in text


def test_people_page_lists_by_side_with_the_most_frequent_first(client):
    wang, qin = make_person(), make_person("qin-gang", "Qin Gang")
    make_event(wang, qin)
    make_event(qin)
    make_person("unseen", "Never Seen")

    text = page(client, "/people/")

    assert text.index("Qin Gang") < text.index("Wang Yi")
    assert "Never Seen" not in text


def test_place_pages_of_country_city_and_house(client):
    make_event(make_person(), title="At the guesthouse", venue=make_venue())
    make_event(title="In Shanghai", city="Shanghai")

    assert "In Shanghai" in page(client, "/places/cn/")
    assert "At the guesthouse" in page(client, "/places/beijing/")
    assert "In Shanghai" not in page(client, "/places/beijing/")
    assert "Diaoyutai State Guesthouse" in page(client, "/places/diaoyutai/")
    assert "Shanghai" in page(client, "/places/")


def test_article_page_gives_short_quotes_and_not_the_text(client):
    text = "Wang Yi met Mr. Sullivan in Beijing. " + "Padding. " * 200 + "The secret tail."
    article = make_article(text, url="javascript:alert(1)")
    make_mention(make_event(title="Told"), article, end=36)
    make_mention(make_event(title="Hidden", publication="withdrawn"), article, start=40)

    shown = page(client, f"/articles/{article.public_id}/")

    assert "Wang Yi met Mr. Sullivan in Beijing." in shown
    assert "Told" in shown
    for words in ("The secret tail", "Hidden", "javascript:"):
        assert words not in shown


def test_article_page_sends_the_marks_of_its_public_dated_engagements(client):
    article = make_article()
    make_mention(make_event(title="Told", public_id="told", channel="military"), article)
    make_mention(make_event(title="Undated", edtf="", earliest=None, latest=None), article, start=4)
    make_mention(make_event(title="Hidden", publication="withdrawn"), article, start=6)

    sent = client.get(f"/articles/{article.public_id}/").context["answer"]

    assert (sent["events"]["id"], [lane["label"] for lane in sent["lanes"]]) == (["told"], ["Military"])
    assert sent["counts"] == {"total": 2, "chart": 1, "shelf": 1}


def test_article_of_undated_engagements_has_no_chart(client):
    article = make_article()
    make_mention(make_event(edtf="", earliest=None, latest=None), article)

    assert "data-chart" not in page(client, f"/articles/{article.public_id}/")


@pytest.mark.parametrize("address", ["/people/nobody/", "/places/atlantis/", "/articles/none/"])
def test_unknown_addresses_are_404(client, address):
    assert client.get(address).status_code == 404


def test_what_only_hidden_events_tell_is_404(client):
    article = make_article()
    hidden = make_event(make_person("zed", "Zed Z", origin="article"), publication="withdrawn", city="Hideaway")
    make_mention(hidden, article)

    for address in ("/people/zed/", "/places/hideaway/", f"/articles/{article.public_id}/"):
        assert client.get(address).status_code == 404
    assert "Zed Z" not in page(client, "/people/")
    assert "Hideaway" not in page(client, "/places/")


def test_method_page_explains_every_mark_of_the_legend(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        text = page(client, "/method/")

    assert [words for group in legend().values() for _, words in group if f"</svg>{words}</span>" not in text] == []
