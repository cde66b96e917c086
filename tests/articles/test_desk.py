from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from articles.desk.excerpts import Marked, Paragraph, Piece, excerpt, paragraphs
from articles.desk.verdicts import choices_of, take
from articles.ingest import ingest_article
from articles.models import Article, Claim, Mention, ReviewItem
from articles.readers import RawArticle
from articles.review import sync_events
from tests.articles.reports import parse_lines
from tests.timeline.factories import make_article, make_claim, make_event, make_mention, make_person
from timeline.changes import undo
from timeline.curate import Refused
from timeline.models import Decision, Event
from timeline.services import refresh_events
from timeline.vocabulary import Side

XI = "meeting | held | 2024-08-29 | Jake Sullivan | Xi Jinping | Beijing"
UNDATED = "meeting | held |  | Jake Sullivan | Xi Jinping | Beijing"
QUEUE = "admin:articles_reviewitem_queue"


@pytest.fixture(autouse=True)
def people(db, monkeypatch):
    monkeypatch.setattr("articles.desk.verdicts.database_parser", lambda: (parse_lines, "test"))
    make_person("jake-sullivan", "Jake Sullivan", Side.US, family_name="Sullivan")
    make_person("wang-yi", "Wang Yi")
    make_person("xi-jinping", "Xi Jinping")


@pytest.fixture
def ada():
    return get_user_model().objects.create_superuser("ada")


def ingest(text, published=date(2024, 8, 30)):
    return ingest_article(RawArticle(text=text, published=published), parse_lines, "test").article


def item_of(reason):
    return ReviewItem.objects.get(reason=reason)


def undated_event():
    ingest(UNDATED)
    return item_of("undated")


def pair():
    people = [make_person(key=key) for key in ("jake-sullivan", "wang-yi")]
    one, two = make_event(*people), make_event(*people, city="Tianjin")
    for event in (one, two):
        make_mention(event, values={"status": "held"})
    sync_events([one.pk])
    return item_of("duplicate")


def disagreeing():
    event = make_event()
    mine, theirs = make_claim(make_mention(event)), make_claim(make_mention(event), value="2024-08-20")
    event.why = {"date": {"claims": [mine.pk], "others": [{"value": "2024-08-20", "claims": [theirs.pk]}]}}
    event.save()
    sync_events([event.pk])
    return item_of("disagree")


def garbled():
    ingest(XI)
    claim = Claim.objects.get(field="participant", value__key="xi-jinping")
    claim.value["warning"] = "the text says Xi Jingping"
    claim.save()
    refresh_events([Event.objects.get().pk])
    return item_of("office")


def doubtful():
    ingest(XI)
    Mention.objects.update(confidence=0.4)
    refresh_events([Event.objects.get().pk])
    return item_of("low-score")


def dayless():
    ingest(XI, published=None)
    item = item_of("no-day")
    item.detail = {"guess": {"best": "2024-08-30", "words": "Best guess: 2024-08-30."}}
    item.save()
    return item


MAKERS = {
    "undated": undated_event,
    "duplicate": pair,
    "disagree": disagreeing,
    "office": garbled,
    "low-score": doubtful,
    "no-day": dayless,
}


def outcome() -> dict:
    """What the database says of the things an editor decides about."""
    return {
        "events": sorted(
            (e.state, e.publication, e.edtf, e.participations.filter(person__key="xi-jinping").count())
            for e in Event.objects.all()
        ),
        "decided": sorted(Decision.objects.values_list("field", "mode")),
        "days": [str(day) for day in Article.objects.filter(version=1).values_list("published", flat=True)][:1],
    }


class TestChoices:
    @pytest.mark.parametrize(
        ("reason", "name", "events", "decided"),
        [
            ("undated", "accept", [("live", "unreviewed", "", 1)], [("date", "clear")]),
            ("undated", "reject", [("rejected", "unreviewed", "", 1)], []),
            ("disagree", "accept", [("live", "unreviewed", "2024-08-27", 0)], [("date", "confirm")]),
            ("disagree", "reject", [("live", "unreviewed", "2024-08-20", 0)], [("date", "set")]),
            (
                "office",
                "accept",
                [("live", "unreviewed", "2024-08-29", 1)],
                [("participant:xi-jinping", "confirm")],
            ),
            ("office", "reject", [("live", "unreviewed", "2024-08-29", 0)], [("participant:xi-jinping", "clear")]),
            ("low-score", "reject", [("rejected", "unreviewed", "2024-08-29", 1)], []),
            ("no-day", "accept", [("live", "unreviewed", "2024-08-29", 1)], []),
            ("no-day", "reject", [("live", "unreviewed", "2024-08-29", 1)], []),
        ],
    )
    def test_each_does_what_it_says_and_can_be_undone(self, ada, reason, name, events, decided):
        item = MAKERS[reason]()
        before = outcome()

        change_set = take(item, name, by=ada)

        after = outcome()
        assert (after["events"], after["decided"]) == (events, decided)
        item.refresh_from_db()
        assert item.state == {"accept": "accepted", "reject": "rejected"}[name]
        undo(change_set, by=ada)
        item.refresh_from_db()
        assert item.state == "open"
        if reason != "disagree":  # made by hand, without all the claims it would follow from
            assert outcome() == before

    def test_merge_leaves_the_event_with_more_articles(self, ada):
        item = pair()
        Event.objects.filter(pk=item.other_id).update(article_count=5)
        item = ReviewItem.objects.get()

        take(item, "accept", by=ada)

        assert Event.objects.get(state="merged").merged_into_id == item.other_id

    def test_kept_apart_is_pinned_and_never_asked_again(self, ada):
        item = pair()

        take(item, "reject", by=ada)
        sync_events([item.event_id, item.other_id])

        item.refresh_from_db()
        assert (item.state, Mention.objects.filter(pinned=True).count()) == ("rejected", 2)

    def test_right_confirms_and_publishes(self, ada):
        item = doubtful()

        take(item, "accept", by=ada)

        item.event.refresh_from_db()
        assert (item.event.publication, Decision.objects.filter(mode="confirm").exists()) == ("published", True)

    def test_accepted_day_is_read_with(self, ada):
        take(dayless(), "accept", by=ada)

        article = Article.objects.get()
        assert (str(article.published), str(article.runs.first().dct)) == ("2024-08-30", "2024-08-30")
        assert article.published_basis == "guessed from the text, accepted by an editor"

    def test_typed_date_is_set(self, ada):
        item = undated_event()

        take(item, "edit", by=ada, value="2024-08-29")

        item.event.refresh_from_db()
        assert item.event.edtf == "2024-08-29"

    @pytest.mark.parametrize("value", ["", "soon", "2024-13-01"])
    def test_impossible_date_is_refused_and_the_item_stays(self, ada, value):
        item = undated_event()

        with pytest.raises(Refused):
            take(item, "edit", by=ada, value=value)

        item.refresh_from_db()
        assert (item.state, Decision.objects.count()) == ("open", 0)

    def test_item_is_dealt_with_once(self, ada):
        item = undated_event()
        take(item, "accept", by=ada)

        with pytest.raises(Refused, match="already"):
            take(ReviewItem.objects.get(pk=item.pk), "reject", by=ada)

    def test_who_may_not_publish_confirms_only(self):
        editor = get_user_model().objects.create_user("eve", is_staff=True)
        editor.groups.add(Group.objects.get(name="editor"))
        item = doubtful()

        take(item, "accept", by=editor)

        item.event.refresh_from_db()
        assert (item.event.publication, Decision.objects.exists()) == ("unreviewed", True)


class TestQueuePage:
    @pytest.mark.parametrize("reason", MAKERS)
    def test_item_shows_question_choices_and_evidence(self, admin_client, reason):
        item = MAKERS[reason]()

        page = admin_client.get(reverse(QUEUE), {"item": item.pk}).content.decode()

        assert all(escape(choice.effect) in page for choice in choices_of(item) if not choice.asks)
        assert '<mark class="' in page or reason == "duplicate"

    def test_act_leads_to_the_next_and_says_what_was_done(self, admin_client):
        first = undated_event()
        make_event(edtf="", earliest=None, latest=None, title="Talks in Rome")
        sync_events(Event.objects.values_list("pk", flat=True))

        url = reverse("admin:articles_reviewitem_act", args=[first.pk])
        response = admin_client.post(url, {"choice": "accept"}, follow=True)

        page = response.content.decode()
        assert "Done: Leave undated" in page
        assert response.context["item"].event.title == "Talks in Rome"

    def test_undo_goes_back_one_act_at_a_time_and_shows_its_item(self, admin_client):
        items = [undated_event()]
        make_event(edtf="", earliest=None, latest=None)
        sync_events(Event.objects.values_list("pk", flat=True))
        items.append(ReviewItem.objects.exclude(pk=items[0].pk).get())
        for item in items:
            admin_client.post(reverse("admin:articles_reviewitem_act", args=[item.pk]), {"choice": "accept"})

        shown = []
        for _ in range(3):
            response = admin_client.post(reverse("admin:articles_reviewitem_undo"), follow=True)
            shown.append(response.context["item"].pk)

        assert shown == [items[1].pk, items[0].pk, shown[2]]
        assert "nothing left to undo" in response.content.decode()
        assert ReviewItem.objects.filter(state="open", reason="undated").count() == 2

    def test_refusal_is_said_and_the_item_stays(self, admin_client):
        item = undated_event()

        url = reverse("admin:articles_reviewitem_act", args=[item.pk])
        response = admin_client.post(url, {"choice": "edit", "value": "soon"}, follow=True)

        assert "Not done:" in response.content.decode()
        assert response.context["item"].pk == item.pk

    @pytest.mark.parametrize("query", ["item=x", "item=99999999999999999999", "reason=weather", "done=0", "item=%00"])
    def test_address_that_names_nothing_shows_the_first(self, admin_client, query):
        item = undated_event()

        response = admin_client.get(f"{reverse(QUEUE)}?{query}")

        assert (response.status_code, response.context["item"].pk) == (200, item.pk)

    def test_empty_queue_says_so(self, admin_client):
        assert "Nothing waits" in admin_client.get(reverse(QUEUE)).content.decode()

    def test_strangers_are_sent_away_and_viewers_only_look(self, client):
        item = undated_event()
        assert client.get(reverse(QUEUE)).status_code == 302
        viewer = get_user_model().objects.create_user("vera", is_staff=True)
        viewer.groups.add(Group.objects.get(name="viewer"))
        client.force_login(viewer)

        page = client.get(reverse(QUEUE))
        refused = client.post(
            reverse("admin:articles_reviewitem_act", args=[item.pk]), {"choice": "accept"}, follow=True
        )

        assert b'data-key="a"' not in page.content
        assert "may look at the queue" in refused.content.decode()
        item.refresh_from_db()
        assert item.state == "open"

    @pytest.mark.parametrize(
        "url", [QUEUE, "admin:articles_reviewitem_changelist", "admin:articles_article_changelist"]
    )
    def test_queries_do_not_grow_with_rows(self, admin_client, url, django_assert_num_queries):

        counts = []
        for more in (1, 29, 270):
            pks = [make_event(edtf="", earliest=None, latest=None).pk for _ in range(more)]
            for pk in pks:
                mention = make_mention(Event.objects.get(pk=pk), make_article(published=None))
                make_claim(mention)
            sync_events(pks)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert admin_client.get(reverse(url)).status_code == 200
            counts.append(len(queries))

        # With more than one item the page also asks for the next one's row.
        assert max(counts) - min(counts) <= 1
        assert counts[1] == counts[2]


class TestExcerpts:
    def test_marked_paragraphs_are_kept_and_what_is_between_left_out(self):
        text = "One.\n\nTwo two.\nThree.\nFour."
        whole = paragraphs(text, [Marked(6, 9, "a", "shown"), Marked(22, 27, "b")])

        assert excerpt(whole) == [
            Paragraph((Piece("Two", "a", "shown"), Piece(" two.")), marked=True, gap=True),
            Paragraph((Piece("Four.", "b", "plain"),), marked=True, gap=True),
        ]
        assert len(whole) == 4

    def test_text_without_marks_opens_with_its_first_lines(self):
        whole = paragraphs("One.\nTwo.\nThree.", [])

        assert [paragraph.pieces[0].text for paragraph in excerpt(whole)] == ["One.", "Two."]

    def test_mark_within_a_mark_stands_out(self):
        (line,) = paragraphs("They met on Monday.", [Marked(0, 19, "kind"), Marked(9, 18, "date", "other")])

        assert line.pieces == (
            Piece("They met ", "kind", "plain"),
            Piece("on Monday", "date", "other"),
            Piece(".", "kind", "plain"),
        )
