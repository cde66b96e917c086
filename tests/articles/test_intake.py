import json
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.desk.intake import MOST_ARTICLES, packed, read_all, unpacked
from articles.desk.preview import look
from articles.errors import IngestError
from articles.ingest import ingest_article
from articles.models import Article, Mention, ReviewItem
from articles.readers import Failure, RawArticle
from tests.articles.reports import parse_lines
from tests.timeline.factories import make_person
from timeline.models import ChangeSet, Event
from timeline.vocabulary import Side

DESK = "admin:articles_article_desk"
XI = "meeting | held | 2024-08-29 | Jake Sullivan | Xi Jinping | Beijing"
TALKS = "talks | held | 2024-08-27/2024-08-28 | Jake Sullivan | Wang Yi | Beijing"
STORY = (
    "The adviser spoke to reporters at the airport before he flew home on Thursday, and said that the two sides had "
    "agreed to keep talking through the autumn."
)


def upload(name: str, content: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode())


class TestReading:
    def test_table_and_lines_hold_many_articles(self):
        rows = 'text,title,published,outlet\n"One, two.",First,2024-08-29,Courier\n"Line\nbreak",Second,,\n'
        lines = json.dumps({"text": "Three.", "title": "Third"})

        found = read_all("Pasted.", [upload("a.csv", rows), upload("b.jsonl", lines), upload("c.txt", "Four.")])

        assert found == [
            RawArticle("Pasted."),
            RawArticle("One, two.", "a.csv:2", "First", "Courier", published=date(2024, 8, 29)),
            RawArticle("Line\nbreak", "a.csv:3", "Second"),
            RawArticle("Three.", "b.jsonl:1", "Third"),
            RawArticle("Four.", "c.txt"),
        ]

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("a.csv", "title\nFirst\n", "has no column “text”"),
            ("a.csv", "text\n", "has no rows"),
            ("a.csv", 'text\n"open\n', "is no proper CSV"),
            ("a.csv", "text,published\nSome,soon\n", "is no date"),
            ("a.csv", "text,title\n,First\n", "is empty"),
            ("a.pdf", "x", "is no kind of file read here"),
            ("a.txt", " ", "is empty"),
            ("a.txt", "x" * 2_200_000, "is too large"),
        ],
    )
    def test_what_cannot_be_read_is_said_and_the_rest_is_read(self, name, content, reason):
        failure, good = read_all("", [upload(name, content), upload("good.txt", "Good.")])

        assert isinstance(failure, Failure)
        assert reason in failure.reason
        assert good == RawArticle("Good.", "good.txt")

    def test_more_than_the_desk_takes_is_refused(self):
        rows = "text\n" + "".join(f"Article {number}.\n" for number in range(MOST_ARTICLES + 1))

        with pytest.raises(IngestError, match="at a time"):
            read_all("", [upload("a.csv", rows)])

    def test_more_text_than_one_waits_for_is_refused(self):
        with pytest.raises(IngestError, match="412 KB of text"):
            read_all("They met again. " * 25_800, [])

    def test_there_and_back(self):
        articles = [RawArticle("“One”\nline", "", "T", "O", "https://e.org/1", date(2024, 8, 29), "given", "en")]

        assert unpacked(packed(articles)) == articles

    @pytest.mark.parametrize("words", ["", "{", "[1]", '{"text": 1}', '[{"text": ""}]', "null"])
    def test_page_that_sends_nonsense_is_refused(self, words):
        with pytest.raises(IngestError):
            unpacked(words)


@pytest.fixture
def stored(db, monkeypatch):
    """One article with one event is here already."""
    monkeypatch.setattr("articles.desk.views.database_parser", lambda: (parse_lines, "test"))
    make_person("jake-sullivan", "Jake Sullivan", Side.US, family_name="Sullivan")
    make_person("wang-yi", "Wang Yi")
    make_person("xi-jinping", "Xi Jinping")
    raw = RawArticle(f"{STORY}\n{XI}", published=date(2024, 8, 29), title="Stored")
    return ingest_article(raw, parse_lines, "test").article


def counts() -> list[int]:
    return [model.objects.count() for model in (Article, Event, Mention, ReviewItem, ChangeSet)]


@pytest.mark.usefixtures("stored")
class TestPreview:
    def test_shows_what_would_come_of_it_and_stores_nothing(self):
        before = counts()
        articles = [
            RawArticle(f"Another paper.\n{XI}\n{TALKS}", published=date(2024, 8, 29)),
            RawArticle(f"A third paper.\n{TALKS}", published=date(2024, 8, 29)),
        ]

        first, second = look(articles, parse_lines, "test")

        assert [(row.kind, row.when, row.lands) for row in first.found] == [
            ("meeting", "29 August 2024", "joins"),
            ("talks", "27–28 August 2024", "new"),
        ]
        assert first.found[0].reasons[0] == "same people: Jake Sullivan, Xi Jinping"
        assert [row.lands for row in second.found] == ["among"]
        assert (first.state, first.is_wanted, counts()) == ("new", True, before)
        assert any(piece.kind for paragraph in first.text for piece in paragraph.pieces)

    def test_near_copy_of_what_is_here_is_found_and_not_ticked(self, stored):
        (preview,) = look(
            [RawArticle(f"{STORY}\n{XI}\nMore follows.", published=date(2024, 9, 1))], parse_lines, "test"
        )

        assert [(copy.pk, copy.title) for copy in preview.near] == [(stored.pk, "Stored")]
        assert preview.near[0].share > 0.9
        assert not preview.is_wanted

    def test_near_copies_among_those_brought_are_found(self):
        text = "Rain fell on the harvest for the third week, and farmers asked the county for help with it."

        _, second = look([RawArticle(text, title="Rain"), RawArticle(text + " More.")], parse_lines, "test")

        assert [(copy.pk, copy.title) for copy in second.near] == [(None, "Rain")]

    def test_same_text_says_that_it_is_here(self):
        (preview,) = look([RawArticle(f"{STORY}\n{XI}", published=date(2024, 8, 29))], parse_lines, "test")

        assert (preview.state, preview.near, preview.is_wanted) == ("unchanged", (), False)


@pytest.mark.usefixtures("stored")
class TestDeskPage:
    def test_preview_then_take_in_then_undo(self, admin_client):
        before = counts()
        text = f"Another paper.\n{XI}\n{TALKS}"
        page = admin_client.post(reverse(DESK), {"act": "preview", "text": text, "published": "2024-08-29"})
        assert ("new event" in page.content.decode(), counts()) == (True, before)

        taking = {"act": "take", "packed": page.context["packed"], "keep": ["0"]}
        taken = admin_client.post(reverse(DESK), taking, follow=True)

        assert "Taken in: 1 article (1 new); 1 new event." in taken.content.decode()
        assert (Article.objects.count(), Event.objects.count()) == (2, 2)
        act = taken.context["taken"]["act"]
        admin_client.post(reverse(DESK), {"act": "undo", "taken": act.pk})
        assert (Article.objects.count(), Event.objects.count()) == (1, 1)

    def test_several_articles_are_one_act_and_only_the_ticked_ones(self, admin_client):
        articles = [RawArticle(f"Paper {number}.\n{TALKS}", published=date(2024, 8, 29)) for number in range(3)]

        admin_client.post(reverse(DESK), {"act": "take", "packed": packed(articles), "keep": ["0", "2", "x", "9"]})

        assert Article.objects.count() == 3
        act = ChangeSet.objects.first()
        assert (act.act, act.summary, act.actor_name) == ("ingest", "2 articles", "admin")

    def test_typed_values_fill_what_a_file_does_not_tell(self, admin_client):
        files = [upload("a.md", f"---\npublished: 2024-08-28\noutlet: Courier\n---\n{TALKS}"), upload("b.txt", XI)]
        known = {"act": "preview", "published": "2024-08-30", "outlet": "Gazette", "files": files}

        page = admin_client.post(reverse(DESK), known)

        rows = [(preview.outlet, str(preview.published)) for preview in page.context["previews"]]
        assert rows == [("Courier", "2024-08-28"), ("Gazette", "2024-08-30")]

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            pytest.param({}, "Paste a text or choose files", id="nothing"),
            pytest.param({"text": XI, "published": "1066-10-14"}, "must lie within", id="impossible day"),
            pytest.param({"text": XI, "url": "javascript:alert(1)"}, "Enter a valid URL", id="no address"),
            pytest.param({"files": [upload("a.pdf", "x")]}, "is no kind of file read here", id="no text"),
            pytest.param({"act": "take", "packed": "{", "keep": "0"}, "cannot be read", id="nonsense sent back"),
            pytest.param({"act": "take", "packed": "[]"}, "No article was ticked", id="nothing ticked"),
            pytest.param({"act": "undo", "taken": "x"}, "not in the log", id="unknown act"),
        ],
    )
    def test_what_cannot_be_done_is_said(self, admin_client, fields, words):
        page = admin_client.post(reverse(DESK), {"act": "preview", **fields}, follow=True)

        assert words in page.content.decode()
        assert Article.objects.count() == 1

    def test_viewers_are_refused(self, client):
        viewer = get_user_model().objects.create_user("vera", is_staff=True)
        viewer.groups.add(Group.objects.get(name="viewer"))
        client.force_login(viewer)

        assert client.get(reverse(DESK)).status_code == 403
        assert client.post(reverse(DESK), {"act": "take", "packed": packed([RawArticle(XI)])}).status_code == 403

    def test_first_page_of_the_admin_leads_here(self, admin_client):
        page = admin_client.get(reverse("admin:index")).content.decode()

        assert reverse(DESK) in page
        assert reverse("admin:articles_reviewitem_queue") in page
