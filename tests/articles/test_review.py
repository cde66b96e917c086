from datetime import date
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from articles.ingest import ingest_article
from articles.models import ParseRun, ReviewItem
from articles.parsing.types import ParseReport, Span, Unresolved
from articles.readers import RawArticle
from articles.review import sync_articles, sync_events
from tests.articles.reports import parse_lines
from tests.timeline.factories import make_article, make_claim, make_event, make_mention, make_office, make_person
from timeline.changes import undo
from timeline.curate import Verdict, confirm_event, decide_values, merge_events, reject_events
from timeline.models import ChangeSet, Event, Participation
from timeline.vocabulary import Precision, Side

XI = "meeting | held | 2024-08-29 | Jake Sullivan | Xi Jinping | Beijing"
UNDATED = "meeting | held |  | Jake Sullivan | Xi Jinping | Beijing"


@pytest.fixture(autouse=True)
def people(db):
    make_person("jake-sullivan", "Jake Sullivan", Side.US, family_name="Sullivan")
    make_person("wang-yi", "Wang Yi")
    make_person("xi-jinping", "Xi Jinping")


@pytest.fixture
def ada():
    return get_user_model().objects.create_user("ada")


def ingest(text, published=date(2024, 8, 30), parse=parse_lines):
    return ingest_article(RawArticle(text=text, published=published), parse, "test").article


def queue():
    return sorted(ReviewItem.objects.filter(state="open").values_list("reason", flat=True))


class TestEvents:
    def test_dated_and_certain_event_wants_nobody(self):
        ingest(XI)

        assert queue() == []

    def test_undated_event_waits_until_it_has_a_date(self, ada):
        ingest(UNDATED)
        assert queue() == ["undated"]

        decide_values(Event.objects.get(), {"date": Verdict("set", "2024-08-29")}, by=ada)

        assert ReviewItem.objects.get().state == "settled"

    def test_event_left_undated_is_not_asked_about_again(self, ada):
        ingest(UNDATED)
        decide_values(Event.objects.get(), {"date": Verdict("clear")}, by=ada)

        ingest(f"Another paper.\n{UNDATED}")

        assert queue() == []

    def test_undoing_opens_the_item_again(self, ada):
        ingest(UNDATED)
        reject_events(Event.objects.all(), by=ada)
        assert queue() == []

        undo(ChangeSet.objects.get(act="reject"))

        assert queue() == ["undated"]

    @pytest.mark.parametrize(("same_article", "expected"), [(False, ["disagree"]), (True, [])])
    def test_articles_at_odds_are_shown_one_article_with_itself_is_not(self, same_article, expected):
        event = make_event()
        mine = make_mention(event)
        other = mine if same_article else make_mention(event, make_article())
        shown, otherwise = make_claim(mine), make_claim(other, value="2024-08-20")
        others = [{"value": "2024-08-20", "claims": [otherwise.pk]}]
        event.why = {"date": {"claims": [shown.pk], "others": others}}
        event.save()

        sync_events([event.pk])

        assert queue() == expected
        for item in ReviewItem.objects.all():
            detail = {"field": "date", "value": "2024-08-27", "claims": [shown.pk], "others": others}
            assert (item.event, item.detail) == (event, detail)

    def test_decided_value_is_asked_about_again_only_when_a_later_article_is_against_it(self, ada):
        ingest(XI)
        decide_values(Event.objects.get(), {"date": Verdict("set", "2024-08-20")}, by=ada)
        assert queue() == []

        ingest(f"Another paper.\n{XI}")

        assert queue() == ["disagree"]

    def test_name_against_office_is_asked_about_once(self):
        ingest(XI)
        event = Event.objects.get()
        Participation.objects.filter(event=event, person__key="xi-jinping").update(warning="the text says Xi Jingping")

        sync_events([event.pk])
        sync_events([event.pk])

        item = ReviewItem.objects.get()
        assert (item.reason, item.detail["ident"], item.detail["warning"]) == (
            "office",
            "xi-jinping",
            "the text says Xi Jingping",
        )

    def test_low_score_waits_until_confirmed(self, ada):
        make_mention(event := make_event(confidence=0.4))
        event.why = {"date": {"claims": []}}
        event.save()
        sync_events([event.pk])
        assert queue() == ["low-score"]

        confirm_event(event, by=ada)

        assert queue() == []


class TestDuplicates:
    def pair(self, **other):
        sullivan, wang = (make_person(key=key) for key in ("jake-sullivan", "wang-yi"))
        return make_event(sullivan, wang), make_event(sullivan, wang, **other)

    @pytest.mark.parametrize(
        ("other", "expected"),
        [
            pytest.param({}, ["duplicate"], id="alike in all, yet two"),
            pytest.param({"city": "Tianjin"}, ["duplicate"], id="another city on the same day"),
            pytest.param({"edtf": "2024-09-27", "earliest": "2024-09-27", "latest": "2024-09-27"}, [], id="other days"),
            pytest.param({"kind": "visit"}, [], id="another kind"),
            pytest.param({"state": "rejected"}, [], id="not live"),
            pytest.param(
                {"edtf": "2024", "earliest": "2024-01-01", "latest": "2024-12-31", "precision": Precision.YEAR},
                [],
                id="date too wide to tell",
            ),
        ],
    )
    def test_pairs_that_may_be_one_are_shown_once(self, other, expected):
        events = self.pair(**other)

        sync_events([events[0].pk])
        sync_events([event.pk for event in events])

        assert queue() == expected

    def test_different_people_are_no_pair(self):
        make_event(make_person("jake-sullivan"), make_person("wang-yi"))
        other = make_event(make_person("jake-sullivan"), make_person("xi-jinping"))

        sync_events([other.pk])

        assert queue() == []

    def test_merging_settles_it(self, ada):
        one, two = self.pair(city="Tianjin")
        for event in (one, two):
            make_mention(event)
        sync_events([one.pk])
        item = ReviewItem.objects.get(reason="duplicate")
        merge_events(one, [two], by=ada)

        item.refresh_from_db()
        assert item.state == "settled"


class TestArticles:
    def test_article_without_a_day_waits_until_it_has_one(self):
        article = ingest(XI, published=None)
        assert queue() == ["no-day"]

        ingest(XI)

        assert queue() == []
        undo(ChangeSet.objects.filter(act="ingest").first())
        article.refresh_from_db()
        assert (article.published, queue()) == (None, ["no-day"])

    def test_what_was_seen_but_not_placed_is_kept_for_a_human(self):
        def parse(text, dct):
            return ParseReport(dct=dct, unresolved=(Unresolved(Span(0, 4), text[:4], "no partner"),))

        ingest("They met.", parse=parse)

        item = ReviewItem.objects.get()
        assert (item.reason, item.detail) == ("unplaced", {"spans": [{"start": 0, "end": 4, "reason": "no partner"}]})

    def test_item_goes_with_its_article(self):
        ingest(XI, published=None)

        undo(ChangeSet.objects.get())

        assert not ReviewItem.objects.exists()


class TestDamage:
    def test_public_uncertain_and_high_comes_first(self):
        leader = make_office("President", rank=1)
        events = {}
        for name, fields in {
            "leader": {},
            "published": {"publication": "published"},
            "plain": {},
            "withdrawn": {"publication": "withdrawn"},
        }.items():
            events[name] = make_event(edtf="", earliest=None, latest=None, **fields)
        make_mention(events["plain"], make_article())
        Participation.objects.create(event=events["leader"], name="Somebody", side="US", office=leader)

        sync_events(event.pk for event in events.values())

        names = {event.pk: name for name, event in events.items()}
        found = [names[item.event_id] for item in ReviewItem.objects.filter(reason="undated")]
        assert found == ["leader", "published", "plain", "withdrawn"]


@pytest.mark.parametrize("count", [1, 30])
def test_bringing_items_up_to_date_takes_a_fixed_number_of_queries(count, django_assert_max_num_queries):
    sullivan, wang = (make_person(key=key) for key in ("jake-sullivan", "wang-yi"))
    pks = [make_event(sullivan, wang, city=f"City {n % 3}").pk for n in range(count)]
    articles = [make_article(published=None) for _ in range(count)]
    for article in articles:
        ParseRun.objects.create(article=article, parser_version="test")

    with django_assert_max_num_queries(19):
        sync_events(pks)
        sync_articles([article.pk for article in articles])


def test_queue_of_a_database_filled_by_other_means_is_made_by_command():
    for _ in range(301):
        make_event(edtf="", earliest=None, latest=None)
    make_article(published=None)
    out = StringIO()

    for _ in range(2):
        out.truncate(0)
        out.seek(0)
        call_command("sync_queue", stdout=out)

    assert [line.split(maxsplit=1) for line in out.getvalue().splitlines()] == [
        ["301", "no usable date"],
        ["1", "article without a day"],
        ["302", "waiting"],
    ]
