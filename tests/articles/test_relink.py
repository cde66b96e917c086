"""Reading again only what a corrected name touches."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.ingest import ingest_article
from articles.models import ParseRun
from articles.readers import RawArticle
from articles.relink import articles_naming, names_of_act, names_of_row, not_read_since
from tests.articles.reports import parse_lines
from tests.timeline.factories import make_article, make_office, make_person, make_term, make_venue
from timeline.changes import record
from timeline.models import ChangeSet, Event
from timeline.reference_edits import store_row
from timeline.vocabulary import Side

pytestmark = pytest.mark.django_db
CALL = "call | held | 2024-08-27 | Jake Sullivan | Wang Yi |"


@pytest.fixture
def parser(monkeypatch):
    """The stand-in parser, which from now on reads every call as talks; the texts it was given."""
    read = []

    def parse(text, dct):
        read.append(text)
        return parse_lines(text.replace("call |", "talks|"), dct)

    monkeypatch.setattr("articles.relink.database_parser", lambda: (parse, "2"))
    return read


@pytest.fixture
def wang():
    make_person("jake-sullivan", "Jake Sullivan", Side.US, family_name="Sullivan")
    return make_person(aliases=["Wang I"])


def ingest(text):
    return ingest_article(RawArticle(text=text, title=text[:20], published=date(2024, 8, 29)), parse_lines, "1").article


def edit(row, **values) -> ChangeSet:
    for name, value in values.items():
        setattr(row, name, value)
    with record("edit", summary=str(row)) as act:
        store_row(row, act)
    return act.change_set


def run(*arguments) -> list[str]:
    out = io.StringIO()
    call_command("relink", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("Wang Yi arrived.", {"Wang Yi"}, True),
        ("WANG  YI arrived.", {"Wang Yi"}, True),
        ("Wang Yitong arrived.", {"Wang Yi"}, False),
        ("It may rain.", {"May"}, False),
        ("Theresa May came.", {"May"}, True),
        ("外长王毅抵达。", {"王毅"}, True),
        ("The U.S. side spoke.", {"U.S."}, True),
        ("Nobody came.", {"Wang Yi", "Qin Gang"}, False),
        ("Nobody came.", set(), False),
    ],
)
def test_articles_are_found_by_words_of_their_own(text, names, found):
    article = make_article(text)

    assert articles_naming(names) == ([article.pk] if found else [])


def test_many_names_are_looked_up_in_parts():
    article = make_article("Here is Number 1999.")

    assert articles_naming(f"Number {number}" for number in range(2000)) == [article.pk]


class TestNames:
    def test_of_an_act_are_those_before_and_after(self, wang):
        act = edit(wang, aliases=["Wang Yee"])

        assert names_of_act(act) == {"Wang Yi", "Wang", "Wang I", "Wang Yee"}

    def test_of_an_act_that_the_parser_does_not_read_are_none(self, wang):
        assert names_of_act(edit(wang, note="seen in Vienna")) == set()

    def test_of_a_term_are_those_of_person_and_office(self, wang):
        term = make_term(wang, make_office(phrases=["foreign minister"]))

        assert names_of_act(edit(term, end="2023")) == {
            "Wang Yi",
            "Wang",
            "Wang I",
            "Foreign Minister",
            "foreign minister",
        }

    def test_of_a_row_are_also_those_it_had_before(self, wang):
        edit(wang, aliases=["Wang Yee"])

        assert names_of_row(wang) == {"Wang Yi", "Wang", "Wang I", "Wang Yee"}

    def test_of_a_venue_are_its_name_and_aliases(self):
        assert names_of_row(make_venue(aliases=["Diaoyutai"])) == {"Diaoyutai State Guesthouse", "Diaoyutai"}


class TestCommand:
    def test_reads_only_what_names_the_person(self, parser, wang):
        ingest(CALL)
        ingest("Other news.")

        lines = run("--person", "wang-yi")

        assert (len(parser), lines[-1]) == (1, "1 articles read again")
        assert Event.objects.live().get().kind == "talks"

    def test_without_options_reads_what_was_corrected_since(self, parser, wang):
        ingest(CALL)
        assert run() == ["0 articles read again"]
        edit(wang, aliases=["Wang Yee"])

        assert run()[-1] == "1 articles read again"
        assert ParseRun.objects.first().parser_version == "2"
        assert run() == ["0 articles read again"]

    def test_since_leaves_older_corrections_alone(self, parser, wang):
        ingest(CALL)
        edit(wang, aliases=["Wang Yee"])

        assert run("--since", "2999-01-01") == ["0 articles read again"]

    def test_dry_run_reads_nothing(self, parser, wang):
        article = ingest(CALL)

        lines = run("--person", "wang-yi", "--dry-run")

        assert lines == [f"would read {article.public_id} {article}", "1 articles to read again"]
        assert parser == []

    def test_unknown_keys_are_told(self):
        with pytest.raises(CommandError, match="no person “nobody”"):
            run("--person", "nobody")

    def test_articles_read_later_are_left_alone(self, wang):
        act = edit(wang, aliases=["Wang Yee"])
        ingest(CALL)

        assert not_read_since([act]) == []


class TestDesk:
    def save(self, client, person, **changes):
        data = {name: getattr(person, name) for name in ("full_name", "family_name", "given_name", "name_zh", "side")}
        data |= {"ids": "", "note": "", "aliases": "", "terms-TOTAL_FORMS": 0, "terms-INITIAL_FORMS": 0} | changes
        return client.post(reverse("admin:timeline_person_change", args=[person.pk]), data, follow=True)

    def test_correction_offers_to_read_again(self, admin_client, parser, wang):
        ingest(CALL)

        page = self.save(admin_client, wang, aliases="Wang Yee").content.decode()

        address = reverse("admin:timeline_changeset_relink", args=[ChangeSet.objects.get(act="edit").pk])
        assert "1 article mentions what you corrected." in page
        assert address in page
        assert parser == []

    def test_note_offers_nothing(self, admin_client, wang):
        ingest(CALL)
        edit(wang, aliases=[])

        assert "you corrected" not in self.save(admin_client, wang, note="seen").content.decode()

    def test_button_reads_them(self, admin_client, parser, wang):
        ingest(CALL)
        act = edit(wang, aliases=["Wang Yee"])
        address = reverse("admin:timeline_changeset_relink", args=[act.pk])
        assert "1 article names what was corrected" in admin_client.get(address).content.decode()

        page = admin_client.post(address, {"after": "0"}).content.decode()

        assert "All articles that name it were read again" in page
        assert Event.objects.live().get().kind == "talks"

    def test_long_reading_goes_on_where_it_stopped(self, admin_client, parser, wang, monkeypatch):
        first, second = ingest(CALL), ingest(f"Again.\n{CALL}")
        act = edit(wang, aliases=["Wang Yee"])
        address = reverse("admin:timeline_changeset_relink", args=[act.pk])
        clock = iter([0, 1, 99, 100, 101, 102])
        monkeypatch.setattr("timeline.admin.log.monotonic", lambda: next(clock))

        page = admin_client.post(address, {"after": "0"})
        assert (page.context["waiting"], page.context["after"]) == (1, first.pk)
        page = admin_client.post(address, {"after": first.pk})

        assert (page.context["is_done"], page.context["after"]) == (True, second.pk)
