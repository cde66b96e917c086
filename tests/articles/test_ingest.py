import random
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.ingest import fingerprint, ingest_article, reparse_article
from articles.models import Article, Claim, Mention, ParseRun
from articles.readers import RawArticle
from tests.articles.reports import parse_lines
from tests.timeline.factories import make_person, make_venue
from timeline.changes import CannotUndo, undo
from timeline.curate import Refused, Verdict, decide_values, set_publication
from timeline.models import ChangeSet, Decision, Event, Participation
from timeline.vocabulary import Side

TRIP = "visit | held | 2024-08-27/2024-08-29 | Jake Sullivan | | Beijing"
TALKS = "talks | held | 2024-08-27/2024-08-28 | Jake Sullivan | Wang Yi | Beijing"
XI = "meeting | held | 2024-08-29 | Jake Sullivan | Xi Jinping | Beijing"


def ingest(text, published=date(2024, 8, 29), **fields):
    return ingest_article(RawArticle(text=text, published=published, **fields), parse_lines, "test")


@pytest.fixture
def people(db):
    make_person("jake-sullivan", "Jake Sullivan", Side.US, family_name="Sullivan")
    make_person("wang-yi", "Wang Yi")
    make_person("xi-jinping", "Xi Jinping")


def counts():
    return [model.objects.count() for model in (Article, ParseRun, Mention, Claim, Event, Participation)]


def shown():
    """Everything a reader could see, without ids that depend on the order of arrival."""
    rows = []
    for event in Event.objects.live().select_related("parent", "venue"):
        people = sorted(f"{p.name} {p.role} {p.office_title}" for p in event.participations.all())
        told = sorted(f"{m.article.public_id}/{m.key}" for m in event.mentions.all())
        parent = event.parent.title if event.parent_id else ""
        rows.append((event.title, event.kind, event.status, event.edtf, event.city, parent, people, told))
    return sorted(rows)


@pytest.mark.usefixtures("people")
class TestIngest:
    def test_article_becomes_events_with_evidence(self):
        outcome = ingest(f"{TRIP}\n{XI} | within")

        trip, meeting = Event.objects.order_by("pk")
        assert (outcome.state, outcome.events_new, outcome.events_changed) == ("new", 2, 0)
        assert (trip.title, trip.edtf, trip.status) == ("Sullivan visits Beijing", "2024-08-27/2024-08-29", "held")
        assert (meeting.parent, meeting.title) == (trip, "Sullivan – Xi Jinping meeting, Beijing")
        assert {claim.exact for claim in Claim.objects.filter(mention__event=meeting, field="participant")} == {
            "Jake Sullivan",
            "Xi Jinping",
        }

    def test_every_claim_quotes_the_stored_text(self):
        ingest(f"{TRIP}\n{TALKS}\n{XI}")

        for claim in Claim.objects.select_related("mention__article"):
            assert claim.mention.article.text[claim.start : claim.end] == claim.exact

    def test_same_text_twice_changes_nothing(self):
        ingest(f"{TRIP}\n{XI}")
        before = counts(), shown()

        outcome = ingest(f"{TRIP}\n{XI}")

        assert (outcome.state, counts(), shown()) == ("unchanged", *before)

    def test_copy_with_other_quotes_and_spaces_is_the_same_article(self):
        assert fingerprint("“Yes,” he said –  twice…\n") == fingerprint('"Yes," he said - twice...')

        ingest(f"{TRIP}\n“So”")
        assert ingest(f'{TRIP}\n\n"So" ').state == "unchanged"

    def test_articles_that_tell_one_event_meet_in_it(self):
        ingest(f"{TRIP}\n{XI}")
        ingest(f"Another paper.\n{TRIP}\n{TALKS}", published=date(2024, 8, 28))

        assert sorted((e.title, e.article_count) for e in Event.objects.live()) == [
            ("Sullivan visits Beijing", 2),
            ("Sullivan – Wang Yi talks, Beijing", 1),
            ("Sullivan – Xi Jinping meeting, Beijing", 1),
        ]

    def test_plan_of_the_sides_finds_talks_that_show_only_people(self):
        ingest("By name.\ntalks | held | 2024-08-20 | Jake Sullivan | Wang Yi | Vienna", date(2024, 8, 21))
        ingest("By country.\ntalks | held | 2024-08-20 | United States | China | Vienna | on trade", date(2024, 8, 21))
        ingest("Ahead.\ntalks | planned | 2024-08 | United States | China | | on trade", date(2024, 7, 1))

        assert Event.objects.live().get().article_count == 3

    def test_meeting_finds_its_visit_by_days_place_and_people(self):
        ingest(XI)
        ingest(TRIP)

        assert Event.objects.get(kind="meeting").parent == Event.objects.get(kind="visit")

    def test_day_that_becomes_known_is_added(self):
        ingest(TRIP, published=None)

        outcome = ingest(TRIP, published=date(2024, 8, 29))

        assert (outcome.state, Article.objects.get().published) == ("changed", date(2024, 8, 29))

    def test_failure_in_the_middle_leaves_nothing(self, monkeypatch):
        def fail(*args):
            raise RuntimeError("power cut")

        monkeypatch.setattr("articles.ingest.place_mentions", fail)

        with pytest.raises(RuntimeError):
            ingest(TRIP)
        assert counts() == [0] * 6

    def test_stranger_becomes_a_person(self):
        ingest("meeting | held | 2024-08-29 | Pat Newcomer | Wang Yi | Beijing")

        assert Event.objects.get().participations.filter(person__full_name="Pat Newcomer").exists()

    def test_reading_that_finds_less_empties_the_event(self):
        article = ingest(f"{TRIP}\n{XI}").article

        reparse_article(article, lambda text, dct: parse_lines(text.split("\n")[0], dct), "test2")

        assert [event.kind for event in Event.objects.live()] == ["visit"]
        assert Event.objects.filter(state="empty").count() == 1


@pytest.mark.usefixtures("people")
class TestDecisions:
    @pytest.fixture
    def ada(self):
        return get_user_model().objects.create_user("ada")

    def everything_corrected(self, ada):
        make_venue()
        event = Event.objects.get(kind="meeting")
        decide_values(
            event,
            {
                "date": Verdict("set", "2024-08-28", "the record says so"),
                "status": Verdict("set", {"status": "postponed", "date": "2024-08-20"}),
                "place": Verdict("set", {"city": "Beijing", "country": "CN", "venue_key": "diaoyutai"}),
                "participant:xi-jinping": Verdict("clear"),
                "participant:wang-yi": Verdict(
                    "set", {"name": "Wang Yi", "key": "wang-yi", "side": "PRC", "role": "host"}
                ),
            },
            by=ada,
        )
        return event

    def values(self):
        event = Event.objects.get(kind="meeting")
        people = [p.person.key for p in event.participations.all()]
        return event.edtf, event.status, event.venue.key, sorted(people), event.why["date"]["author"]

    def test_corrections_survive_reading_everything_again(self, ada):
        texts = [f"{TRIP}\n{XI}", f"Another paper.\n{XI}"]
        for text in texts:
            ingest(text)
        self.everything_corrected(ada)
        corrected = ("2024-08-28", "postponed", "diaoyutai", ["jake-sullivan", "wang-yi"], "ada")
        assert self.values() == corrected

        for text in [*texts, f"A third paper.\n{XI}"]:
            ingest(text)
        for article in Article.objects.all():
            reparse_article(article, parse_lines, "a newer parser")

        assert self.values() == corrected
        assert Event.objects.filter(kind="meeting").count() == 1

    def test_undo_brings_the_claims_back(self, ada):
        ingest(XI)
        before = shown()
        self.everything_corrected(ada)

        undo(ChangeSet.objects.get(act="decide"), by=ada)

        assert shown() == before
        assert not Decision.objects.exists()
        assert not Mention.objects.filter(pinned=True).exists()

    def test_undo_refuses_what_was_changed_again(self, ada):
        ingest(XI)
        event = Event.objects.get()
        set_publication([event], "published", by=ada)
        set_publication([event], "withdrawn", by=ada)
        first, second = ChangeSet.objects.exclude(act="ingest").order_by("pk")

        with pytest.raises(CannotUndo, match="builds upon it"):
            undo(first)

        undo(second)
        undo(first)
        event.refresh_from_db()
        assert event.publication == "unreviewed"

    def test_undo_twice_is_refused(self, ada):
        ingest(XI)
        set_publication(Event.objects.all(), "published", by=ada)
        act = ChangeSet.objects.get(act="mark published")
        undo(act)

        with pytest.raises(CannotUndo, match="already"):
            undo(act)

    def test_undoing_an_article_takes_all_it_brought(self, ada):
        ingest(f"{TRIP}\n{XI}")
        before, rows = shown(), counts()
        ingest(f"Another paper.\n{TRIP}\n{TALKS}\nmeeting | held | 2024-08-29 | Pat Newcomer | Wang Yi | Beijing")
        assert shown() != before

        undo(ChangeSet.objects.first())

        assert (shown(), counts()[0], counts()[2:]) == (before, rows[0], rows[2:])

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("date", "2024-13-01"),
            ("date", "soon"),
            ("kind", "picnic"),
            ("status", {"status": "perhaps"}),
            ("topics", ["weather"]),
            ("participant:x", {"name": " ", "side": "US", "role": "party"}),
            ("shoe size", "42"),
        ],
    )
    def test_impossible_values_are_refused_whole(self, field, value):
        ingest(XI)

        with pytest.raises(Refused):
            decide_values(Event.objects.get(), {"title": Verdict("set", "Talks"), field: Verdict("set", value)})
        assert not Decision.objects.exists()


CAST = (
    ("Jake Sullivan", "Antony Blinken", "United States", "US officials", "Department of State"),
    ("Wang Yi", "Xi Jinping", "China", "Chinese officials"),
)
lines = st.builds(
    lambda kind, status, day, span, *rest: " | ".join([kind, status, when(day, span), *rest]),
    st.sampled_from(["visit", "meeting", "talks", "call"]),
    st.sampled_from(["held", "planned", "proposed", "postponed", "cancelled"]),
    st.integers(20, 29),
    st.sampled_from(["day", "range", "month", "open"]),
    st.sampled_from(CAST[0]),
    st.sampled_from(CAST[1]),
    st.sampled_from(["Beijing", "Vienna", ""]),
    st.sampled_from(["on trade", "on climate", ""]),
)


def when(day: int, span: str) -> str:
    return {
        "day": f"2024-08-{day}",
        "range": f"2024-08-{day}/2024-08-{day + 1}",
        "month": "2024-08",
        "open": f"2024-08-{day}/..",
    }[span]


class OrderOfArrival(TestCase):
    @settings(max_examples=15, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
    @given(st.lists(st.lists(lines, min_size=1, max_size=3), min_size=2, max_size=5), st.randoms(use_true_random=False))
    def test_any_order_gives_the_same_events(self, articles, rnd: random.Random):
        texts = [
            (f"Paper {number}.\n" + "\n".join(found), date(2024, 8, 28 + number % 3))
            for number, found in enumerate(articles)
        ]
        outcomes = []
        for order in (texts, rnd.sample(texts, len(texts))):
            for model in (Mention, Article):
                model.objects.all().delete()
            Event.objects.all().delete()
            for text, day in order:
                ingest(text, day)
            outcomes.append(shown())
        before = counts()
        for text, day in texts:
            ingest(text, day)

        assert outcomes[0] == outcomes[1] == shown()
        assert counts() == before

    @settings(max_examples=10, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
    @given(st.lists(st.lists(lines, min_size=1, max_size=3), min_size=1, max_size=4), st.randoms(use_true_random=False))
    def test_reading_again_changes_nothing_whatever_editors_decided(self, articles, rnd: random.Random):
        texts = [(f"Paper {number}.\n" + "\n".join(found), date(2024, 8, 28)) for number, found in enumerate(articles)]
        for text, day in texts:
            ingest(text, day)
        for event in Event.objects.live():
            verdicts = {
                "date": Verdict("set", "2024-09-01"),
                "kind": Verdict("set", "summit"),
                "place": Verdict("clear"),
                "participant:wang-yi": Verdict("clear"),
            }
            field = rnd.choice(list(verdicts))
            decide_values(event, {field: verdicts[field]})
        before = counts(), shown()

        for text, day in rnd.sample(texts, len(texts)):
            ingest(text, day)

        assert (counts(), shown()) == before
