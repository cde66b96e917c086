import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article, Claim, Outlet
from tests.articles.reports import parse_lines
from timeline.changes import undo
from timeline.models import ChangeSet, Event

LINE = "meeting | held | 2024-08-29 | Jake Sullivan | Xi Jinping | Beijing"
ADD = "admin:articles_article_add"


@pytest.fixture(autouse=True)
def parser(monkeypatch):
    """The stand-in for the parser: these tests are about the form."""
    monkeypatch.setattr("articles.admin.database_parser", lambda: (parse_lines, "test"))


def known(**fields) -> dict:
    empty = dict.fromkeys(("text", "title", "outlet", "published", "published_basis", "url"), "")
    return {**empty, "language": "en", **fields}


def test_pasted_article_is_parsed_on_save(admin_client, db):
    response = admin_client.post(reverse(ADD), known(text=LINE, published="2024-08-29"), follow=True)

    assert Event.objects.get().title == "Jake Sullivan – Xi Jinping meeting, Beijing"
    page = response.content.decode()
    assert "Jake Sullivan – Xi Jinping meeting, Beijing" in page
    assert '<mark class="plain" title="participant: Jake Sullivan">Jake Sullivan</mark>' in page


def test_uploaded_file_tells_of_itself(admin_client, db):
    file = SimpleUploadedFile("a.md", f"---\ntitle: Xi receives Sullivan\npublished: 2024-08-30\n---\n{LINE}".encode())

    admin_client.post(reverse(ADD), known(upload=file))

    article = Article.objects.get()
    assert (article.title, str(article.published), article.file_name) == ("Xi receives Sullivan", "2024-08-30", "a.md")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({}, "Paste a text or upload a file", id="nothing"),
        pytest.param({"upload": SimpleUploadedFile("a.txt", b"\0\1\2binary")}, "is no text", id="binary"),
        pytest.param({"upload": SimpleUploadedFile("a.txt", b"x" * 2_200_000)}, "is too large", id="large"),
        pytest.param({"text": LINE, "published": "20240-01-01"}, "Enter a valid date", id="bad day"),
        pytest.param({"text": LINE, "url": "javascript:alert(1)"}, "Enter a valid URL", id="no web address"),
    ],
)
def test_what_cannot_be_read_is_said_and_not_stored(admin_client, db, fields, words):
    response = admin_client.post(reverse(ADD), known(**fields))

    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Article.objects.exists()


def test_same_text_again_is_the_same_article(admin_client, db):
    for _ in range(2):
        response = admin_client.post(reverse(ADD), known(text=LINE), follow=True)

    assert Article.objects.count() == 1
    assert "was here already" in response.content.decode()


def test_day_set_later_is_read_with(admin_client, db):
    admin_client.post(reverse(ADD), known(text=LINE))
    article = Article.objects.get()

    admin_client.post(reverse("admin:articles_article_change", args=[article.pk]), known(published="2024-08-30"))

    article.refresh_from_db()
    assert str(article.runs.first().dct) == "2024-08-30"
    assert article.text == LINE


def test_day_set_later_is_one_act_and_undone_as_one(admin_client, db):
    admin_client.post(reverse(ADD), known(text=LINE, title="Talks"))
    article = Article.objects.get()
    admin_client.post(reverse("admin:articles_article_change", args=[article.pk]), known(published="2024-08-30"))
    act = ChangeSet.objects.first()
    assert (act.act, act.actor_name) == ("correct article", "admin")

    undo(act)

    article.refresh_from_db()
    assert (article.title, article.published, article.runs.first().dct) == ("Talks", None, None)


def test_deleted_article_takes_what_it_told_and_comes_back_whole(admin_client, db):
    admin_client.post(reverse(ADD), known(text=LINE))
    article = Article.objects.get()
    claims = list(Claim.objects.order_by("pk").values())
    admin_client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert (Article.objects.count(), Event.objects.get().state) == (0, "empty")

    undo(ChangeSet.objects.first())

    assert (Article.objects.get(), list(Claim.objects.order_by("pk").values())) == (article, claims)
    assert Event.objects.get().state == "live"


def test_selected_articles_are_deleted_as_one_act(admin_client, db):
    for number in range(2):
        admin_client.post(reverse(ADD), known(text=f"Paper {number}.\n{LINE}"))
    pks = list(Article.objects.values_list("pk", flat=True))

    selected = {"action": "delete_selected", "_selected_action": pks, "post": "yes"}
    admin_client.post(reverse("admin:articles_article_changelist"), selected)

    assert (Article.objects.count(), ChangeSet.objects.first().summary) == (0, "2 articles")


def test_history_tells_of_readings_and_corrections(admin_client, db):
    admin_client.post(reverse(ADD), known(text=LINE))
    article = Article.objects.get()
    admin_client.post(reverse("admin:articles_article_change", args=[article.pk]), known(published="2024-08-30"))

    page = admin_client.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()

    assert "2024-08-30" in page
    assert "Read by parser test" in page


def test_outlet_is_renamed_as_an_act(admin_client, db):
    outlet = Outlet.objects.create(name="Courier")

    admin_client.post(reverse("admin:articles_outlet_change", args=[outlet.pk]), {"name": "Morning Courier"})

    assert (Outlet.objects.get().name, ChangeSet.objects.get().act) == ("Morning Courier", "edit")
