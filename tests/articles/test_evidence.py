from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from articles.ingest import ingest_article
from articles.models import Article, Claim
from articles.readers import RawArticle
from tests.articles.reports import parse_lines
from timeline.curate import Verdict, decide_values
from timeline.models import Decision, Event

pytestmark = pytest.mark.django_db
XI = "meeting | held | 2024-08-29 | Jake Sullivan | Xi Jinping | Beijing"


def ingest(text=XI):
    return ingest_article(RawArticle(text=text, published=date(2024, 8, 30)), parse_lines, "test")


def check() -> str:
    out = StringIO()
    call_command("check_evidence", stdout=out)
    return out.getvalue().splitlines()[-1]


def broken() -> list[str]:
    out = StringIO()
    with pytest.raises(CommandError, match="rest on nothing"):
        call_command("check_evidence", stdout=out)
    return [line.split("”: ")[1] for line in out.getvalue().splitlines() if line.startswith("BROKEN")]


def test_quoted_and_decided_values_hold():
    ingest()
    assert check() == "7 values shown: 7 quoted, 0 decided by an editor, 0 broken"

    ada = get_user_model().objects.create_user("ada")
    decide_values(Event.objects.get(), {"date": Verdict("set", "2024-08-28"), "title": Verdict("set", "Xi")}, by=ada)

    assert check() == "8 values shown: 6 quoted, 2 decided by an editor, 0 broken"


def test_stranger_is_found_under_the_name_as_told():
    ingest(XI.replace("Jake Sullivan", "Pat Newcomer"))

    assert check() == "7 values shown: 7 quoted, 0 decided by an editor, 0 broken"


def test_changed_text_under_a_claim_is_found_out():
    ingest()
    Article.objects.update(text="x" + XI)

    assert len(broken()) == 7


def test_value_without_claims_is_found_out():
    ingest()
    Claim.objects.filter(field="date").delete()

    assert broken() == ["date: no quoted words stand in their article"]


def test_decision_without_an_author_is_found_out():
    ingest()
    decide_values(Event.objects.get(), {"date": Verdict("set", "2024-08-28")})

    assert broken() == ["date: decided, but by nobody with a name"]
    Decision.objects.all().delete()
    assert broken() == ["date: its decision is gone"]


def test_event_out_of_sight_is_not_checked():
    ingest()
    Article.objects.update(text="x" + XI)
    Event.objects.update(state="rejected")

    assert check() == "0 values shown: 0 quoted, 0 decided by an editor, 0 broken"


TYPEWRITER = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "—": "-", "–": "-"})


@pytest.mark.slow
def test_samples_hold_also_after_copies_of_other_form_came_in(tmp_path):
    """The corpus, then all of it again with other white space, quotes and encoding: the same articles, none broken."""
    samples = settings.BASE_DIR / "articles" / "samples"
    call_command("load_reference", verbosity=0)
    call_command("ingest", str(samples), verbosity=0, stdout=StringIO())
    before = check()
    articles = Article.objects.count()
    for file in sorted(samples.glob("*.md"))[::6]:
        head, _, text = file.read_text(encoding="utf-8").partition("\n---\n")
        retyped = text.translate(TYPEWRITER).replace("\n", "\r\n").replace(" ", "  ")
        (tmp_path / file.name).write_bytes(b"\xff\xfe" + f"{head}\n---\n{retyped}".encode("utf-16-le"))

    call_command("ingest", str(tmp_path), verbosity=0, stdout=StringIO())

    assert before.endswith(" 0 broken")
    assert (check(), Article.objects.count(), Claim.objects.filter(broken=True).count()) == (before, articles, 0)
