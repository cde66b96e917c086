"""The five real articles that lie beside the checkout, if they do: what is merged across them."""

from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import Article, Claim, Mention, ParseRun
from timeline.models import Event, Participation

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "articles"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the real articles are not beside this checkout"),
]


@pytest.fixture(scope="module")
def corpus(django_db_setup, django_db_blocker):
    """The five articles, read once for all tests of this file."""
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0)
        call_command("ingest", FOLDER, metadata=FOLDER / "metadata.csv", verbosity=0)
        yield
        call_command("flush", interactive=False, verbosity=0)


def files(event: Event) -> list[str]:
    return sorted({mention.article.file_name[:3] for mention in event.mentions.all()})


@pytest.mark.usefixtures("corpus")
class TestMergedAcrossArticles:
    def test_visit_of_august_2024_is_one_with_its_meetings_beneath(self):
        visit = Event.objects.live().get(kind="visit", participations__person__key="jake-sullivan")

        assert (visit.edtf, visit.city) == ("2024-08-27/2024-08-29", "Beijing")
        assert files(visit) == ["000", "001", "003"]
        hosts = {p.person.key for child in visit.children.live() for p in child.participations.all() if p.person_id}
        assert {"wang-yi", "xi-jinping", "zhang-youxia"} <= hosts

    def test_meeting_in_bali_is_one(self):
        bali = Event.objects.live().get(city="Bali")

        assert (bali.earliest.isoformat()[:7], files(bali)) == ("2022-11", ["002", "004"])

    def test_postponed_trip_is_one_followed_by_the_visit(self):
        trips = Event.objects.live().filter(kind="visit", participations__person__key="antony-blinken")
        postponed = trips.get(status="postponed")
        visit = trips.get(status="held")

        assert files(postponed) == ["002", "004"]
        assert visit.latest.isoformat() == "2023-06-19"
        assert postponed.latest < visit.earliest

    def test_reading_all_again_changes_nothing(self):
        def everything():
            counts = [model.objects.count() for model in (Article, ParseRun, Mention, Claim, Event, Participation)]
            return counts, list(Event.objects.order_by("pk").values_list("public_id", "title", "edtf", "revision"))

        before = everything()
        call_command("ingest", FOLDER, metadata=FOLDER / "metadata.csv", verbosity=0)

        assert everything() == before
