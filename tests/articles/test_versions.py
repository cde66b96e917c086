from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from articles.desk.verdicts import take
from articles.evidence import check_events
from articles.ingest import ingest_article
from articles.models import Article, ArticleVersion, Claim, Mention, ParseRun, ReviewItem
from articles.readers import RawArticle
from tests.articles.reports import parse_lines
from tests.timeline.factories import make_person
from timeline.changes import undo
from timeline.curate import Verdict, decide_values
from timeline.models import ChangeSet, Event
from timeline.vocabulary import Side

pytestmark = pytest.mark.django_db
XI = "meeting | held | 2024-08-29 | Jake Sullivan | Xi Jinping | Beijing"
TALKS = "talks | held | 2024-08-27/2024-08-28 | Jake Sullivan | Wang Yi | Beijing"
STORY = (
    "The adviser spoke to reporters at the airport before he flew home on Thursday, and said that the two sides had "
    "agreed to keep talking through the autumn."
)


@pytest.fixture(autouse=True)
def people(db):
    make_person("jake-sullivan", "Jake Sullivan", Side.US, family_name="Sullivan")
    make_person("wang-yi", "Wang Yi")
    make_person("xi-jinping", "Xi Jinping")


@pytest.fixture
def ada():
    return get_user_model().objects.create_superuser("ada")


def ingest(text, **fields):
    values = {"published": date(2024, 8, 30), "url": "https://example.org/a", **fields}
    return ingest_article(RawArticle(text=text, **values), parse_lines, "test")


def state():
    """Articles, tellings, claims and what events show; without the log."""
    return (
        sorted(Article.objects.values_list("text", "fingerprint", "version")),
        sorted(Mention.objects.values_list("start", "end", "key", "pinned")),
        sorted((c.field, repr(c.value), c.start, c.end, c.exact, c.broken) for c in Claim.objects.all()),
        sorted(Event.objects.live().values_list("public_id", "title", "edtf", "article_count")),
    )


def open_reasons():
    return sorted(ReviewItem.objects.filter(state="open").values_list("reason", flat=True))


def all_quoted() -> bool:
    return all(
        claim.mention.article.text[claim.start : claim.end] == claim.exact
        for claim in Claim.objects.filter(broken=False)
    )


class TestNewVersion:
    def test_changed_text_replaces_the_old_which_is_kept(self):
        first = ingest(f"{STORY}\n{XI}").article

        outcome = ingest(f"(Updates.)\n{STORY}\n{XI}\n{TALKS}")

        article = Article.objects.get()
        assert (outcome.state, article.pk, article.version) == ("changed", first.pk, 2)
        assert ArticleVersion.objects.get().text == f"{STORY}\n{XI}"
        assert sorted(Event.objects.live().values_list("kind", flat=True)) == ["meeting", "talks"]
        assert all_quoted()
        assert open_reasons() == ["changed"]

    def test_event_keeps_its_address(self):
        ingest(f"{STORY}\n{XI}")
        before = Event.objects.get().public_id

        ingest(f"(Updates.)\n{STORY}\n{XI}")

        assert Event.objects.live().get().public_id == before

    def test_it_is_one_act_and_undone_as_one(self):
        ingest(f"{STORY}\n{XI}")
        before = state()
        ingest(f"(Updates.)\n{STORY}\n{TALKS}")
        assert state() != before

        undo(ChangeSet.objects.get(act="new version"))

        assert (state(), open_reasons(), ArticleVersion.objects.count()) == (before, [], 0)

    def test_old_copy_that_comes_again_changes_nothing(self):
        ingest(f"{STORY}\n{XI}")
        ingest(f"(Updates.)\n{STORY}\n{XI}")
        before = state(), ParseRun.objects.count()

        outcome = ingest(f"{STORY}\n{XI}")

        assert (outcome.state, (state(), ParseRun.objects.count())) == ("unchanged", before)

    @pytest.mark.parametrize(
        "copy",
        [
            pytest.param(f"{STORY}\n\n{XI}  \n“So”", id="quotes and white space"),
            pytest.param(f"{STORY}\n{XI}\n\u00ab\u2009So\u2009\u00bb".replace("\u2009", ""), id="other quotes"),
        ],
    )
    def test_copy_that_differs_in_form_only_is_no_new_version(self, copy):
        ingest(f'{STORY}\n{XI}\n"So"')
        before = state()

        outcome = ingest(copy)

        assert (outcome.state, state(), Claim.objects.filter(broken=True).count()) == ("unchanged", before, 0)


FILE = {"outlet": "A", "file_name": "x.txt"}
MADE_UP = {"outlet": "A", "file_name": "x.jsonl:1"}


class TestWhatIsTheSameArticle:
    @pytest.mark.parametrize(
        ("first", "second", "articles"),
        [
            pytest.param({"url": "https://e.org/1"}, {"url": "https://e.org/1"}, 1, id="same address"),
            pytest.param({"url": "https://e.org/1"}, {"url": "https://e.org/2"}, 2, id="other address"),
            pytest.param(
                {"outlet": "A", "file_name": "x.txt"}, {"outlet": "A", "file_name": "x.txt"}, 1, id="same file"
            ),
            pytest.param(
                {"outlet": "A", "file_name": "x.txt"}, {"outlet": "B", "file_name": "x.txt"}, 2, id="other outlet"
            ),
            pytest.param({"file_name": "x.txt"}, {"file_name": "x.txt"}, 2, id="no outlet"),
            pytest.param(
                {"outlet": "A", "file_name": "x:1"}, {"outlet": "A", "file_name": "x:1"}, 2, id="name made up"
            ),
            pytest.param({"outlet": "A", "title": "T"}, {"outlet": "A", "title": "T"}, 1, id="same title and day"),
            pytest.param(
                {"outlet": "A", "title": "T"},
                {"outlet": "A", "title": "T", "published": date(2024, 9, 1)},
                2,
                id="same title on another day",
            ),
        ],
    )
    def test_find_former_goes_by(self, first, second, articles):
        ingest(f"{STORY}\n{XI}", **{"url": "", **first})
        ingest(f"(Updates.)\n{STORY}\n{XI}", **{"url": "", **second})

        assert Article.objects.count() == articles

    def test_same_file_name_with_quite_another_text_is_another_article(self):
        ingest(f"{STORY}\n{XI}", url="", outlet="A", file_name="1.txt")
        other = "Rain fell on the harvest for the third week, and farmers asked the county for help with the silos."
        ingest(other, url="", outlet="A", file_name="1.txt")

        assert Article.objects.count() == 2


class TestPinnedTellings:
    """What an editor decided about stays, whatever becomes of the text."""

    def decided(self, ada, text):
        ingest(text)
        event = Event.objects.get(kind="meeting")
        decide_values(event, {"date": Verdict("set", "2024-08-28")}, by=ada)
        return event

    def test_telling_that_the_new_reading_does_not_find_moves_along(self, ada, monkeypatch):
        event = self.decided(ada, f"{STORY}\n{XI}")

        with_less = lambda text, dct: parse_lines("", dct)  # noqa: E731
        raw = RawArticle(text=f"(Updates.)\n{STORY}\n{XI}", published=date(2024, 8, 30), url="https://example.org/a")
        ingest_article(raw, with_less, "test")

        mention = event.mentions.get()
        assert {claim.exact for claim in mention.claims.all()} >= {"Jake Sullivan", "Xi Jinping", "2024-08-29"}
        assert (all_quoted(), mention.claims.filter(broken=True).count()) == (True, 0)
        assert open_reasons() == ["changed"]

    def test_words_that_are_gone_are_marked_and_queued(self, ada):
        event = self.decided(ada, f"{STORY}\n{XI}")

        ingest(STORY + " He did not say more.")

        event.refresh_from_db()
        assert (event.state, event.edtf) == ("live", "2024-08-28")
        assert set(event.mentions.get().claims.values_list("broken", flat=True)) == {True}
        assert open_reasons() == ["broken", "changed"]

    def test_reading_again_changes_nothing(self, ada):
        self.decided(ada, f"{STORY}\n{XI}")
        ingest(STORY + " He did not say more.")
        before = state(), ParseRun.objects.count()

        outcome = ingest(STORY + " He did not say more.")

        assert (outcome.state, (state(), ParseRun.objects.count())) == ("unchanged", before)

    def test_telling_read_a_little_differently_is_the_same(self, ada):
        event = self.decided(ada, f"{STORY}\n{XI}")

        ingest(f"{STORY}\n{XI.replace('Xi Jinping', 'Xi Jinping, Wang Yi')}")

        assert (Event.objects.live().get(), event.mentions.count()) == (event, 1)
        assert event.participations.count() == 3


class TestVerdictsOnChanges:
    """What the queue offers for a changed article."""

    @pytest.fixture
    def torn(self, ada):
        """An event with a decision whose words are gone from the text."""
        ingest(f"{STORY}\n{XI}")
        decide_values(Event.objects.get(), {"date": Verdict("set", "2024-08-28")}, by=ada)
        ingest(STORY + " He did not say more.")
        return Event.objects.get()

    def take(self, reason, name, ada):
        return take(ReviewItem.objects.get(reason=reason, state="open"), name, by=ada)

    def test_values_kept_become_the_editors_word(self, torn, ada):
        act = self.take("broken", "accept", ada)

        torn.refresh_from_db()
        assert (torn.kind, torn.city, torn.participations.count()) == ("meeting", "Beijing", 2)
        assert {shown.support for shown in check_events()} == {"decided"}
        assert Claim.objects.count() == 0
        undo(act)
        assert open_reasons() == ["broken", "changed"]

    def test_dropped_claims_leave_what_was_decided(self, torn, ada):
        self.take("broken", "reject", ada)

        torn.refresh_from_db()
        assert (torn.edtf, torn.city, torn.participations.count()) == ("2024-08-28", "", 0)

    def test_old_text_comes_back_and_so_does_the_new(self, torn, ada):
        new = Article.objects.get().text

        back = self.take("changed", "reject", ada)
        assert (Article.objects.get().text, open_reasons()) == (f"{STORY}\n{XI}", [])

        undo(back)
        assert (Article.objects.get().text, open_reasons()) == (new, ["broken", "changed"])

    @pytest.mark.parametrize(
        ("reason", "words"), [("broken", "no longer in their article"), ("changed", "− meeting | held")]
    )
    def test_queue_shows_what_changed(self, torn, admin_client, reason, words):
        item = ReviewItem.objects.get(reason=reason)

        page = admin_client.get(reverse("admin:articles_reviewitem_queue"), {"item": item.pk}).content.decode()

        assert words in page
