"""What happened to a row, in words; and undoing it from its page."""

import json
import random
from datetime import date
from itertools import chain

import pytest
from django.contrib.auth import get_user_model
from django.core.serializers import serialize
from django.urls import reverse

from articles.ingest import ingest_article
from articles.readers import RawArticle
from tests.articles.reports import parse_lines
from tests.timeline.factories import (
    make_claim,
    make_event,
    make_mention,
    make_office,
    make_person,
    make_term,
    make_venue,
    serial,
)
from timeline.changes import record, undo
from timeline.curate import Verdict, decide_values, merge_events, reject_events, set_publication
from timeline.history import Difference, acts_on, told
from timeline.models import ChangedEvent, ChangeSet, Decision, Event, Office, Participation, Person, Term, Topic, Venue
from timeline.reference_edits import events_showing, store_row
from timeline.roundtrip.events import EventTable
from timeline.roundtrip.files import read
from timeline.roundtrip.plan import apply, plan_of
from timeline.vocabulary import Side

TALKS = "talks | held | 2024-08-27/2024-08-28 | Jake Sullivan | Wang Yi | Beijing"
XI = "meeting | held | 2024-08-29 | Jake Sullivan | Xi Jinping | Beijing"


@pytest.fixture
def ada(db):
    return get_user_model().objects.create_superuser("ada")


@pytest.fixture
def people(db):
    make_person("jake-sullivan", "Jake Sullivan", Side.US, family_name="Sullivan")
    make_person("wang-yi", "Wang Yi")
    make_person("xi-jinping", "Xi Jinping")


def ingest(text, published=date(2024, 8, 29)):
    return ingest_article(RawArticle(text=text, title="Dispatch", published=published), parse_lines, "7")


def make_row(name: str, user) -> None:
    """One more row of a list."""
    key = next(serial)
    {
        "event": lambda: make_event(make_person()),
        "person": lambda: make_person(f"p-{key}"),
        "office": lambda: make_office(title=f"Office {key}"),
        "venue": lambda: make_venue(f"v-{key}"),
        "topic": lambda: Topic.objects.create(slug=f"t-{key}", name="Topic"),
        "changeset": lambda: ChangeSet.objects.create(act="decide", actor=user),
    }[name]()


def history(row) -> list:
    model = row._meta.label_lower
    return told(acts_on(model, row.pk), model, row.pk)


@pytest.mark.usefixtures("people")
class TestEvents:
    def test_reading_is_told_with_its_parser(self):
        ingest(TALKS)

        (act,) = history(Event.objects.get())

        assert (act.who, act.what) == ("the parser", "ingest: Dispatch")
        assert act.readings == ("parser 7, days counted from 2024-08-29: 1 engagement found",)
        assert Difference("date", "", "2024-08-27/2024-08-28") in act.differences
        assert Difference("tellings", "", "1 came") in act.differences

    def test_decision_is_told_with_old_new_and_note(self, ada):
        ingest(TALKS)
        event = Event.objects.get()

        decide_values(event, {"date": Verdict("set", "2024-08-28", "the record")}, by=ada)

        act = history(event)[0]
        assert (act.who, act.differences) == (
            "ada",
            (
                Difference("date", "2024-08-27/2024-08-28", "2024-08-28"),
                Difference("decision on date", "", "set to 2024-08-28 (the record)"),
            ),
        )

    def test_participants_are_told_one_by_one(self, ada):
        ingest(TALKS)
        event = Event.objects.get()

        decide_values(event, {"participant:wang-yi": Verdict("clear")}, by=ada)

        assert Difference("participants", "Wang Yi (PRC)", "") in history(event)[0].differences

    def test_later_article_tells_what_it_changed(self):
        ingest(TALKS)
        ingest("Another paper.\n" + TALKS.replace("Beijing", "Vienna").replace("2024-08-27/2024-08-28", "2024-08-27"))

        assert [d.field for d in history(Event.objects.order_by("pk")[0])[0].differences][-2:] == [
            "articles",
            "tellings",
        ]

    def test_state_and_publication_are_told(self, ada):
        ingest(TALKS)
        event = Event.objects.get()
        set_publication([event], "published", by=ada)
        reject_events([Event.objects.get()], by=ada)

        rejected, published, _ = history(event)

        assert published.differences == (
            Difference("publication", "parsed, not yet reviewed", "reviewed and published"),
        )
        assert rejected.differences == (Difference("state", "live", "rejected by an editor"),)

    def test_merge_is_told_on_both_sides(self, ada):
        ingest(f"{TALKS}\n{XI}")
        talks, meeting = Event.objects.order_by("pk")
        merge_events(talks, [meeting], by=ada)

        assert Difference("tellings", "", "1 came") in history(talks)[0].differences
        gone = {d.field: d.new for d in history(meeting)[0].differences}
        assert (gone["state"], gone["tellings"]) == ("merged into another", "")

    def test_undone_acts_say_so(self, ada):
        event = make_event()
        set_publication([event], "published", by=ada)
        undo(ChangeSet.objects.get(), by=ada)

        assert [act.is_undone for act in history(event)] == [False, True]

    def test_number_of_queries_does_not_grow(self, ada, django_assert_num_queries):
        event = make_event()
        for number in range(3):
            decide_values(event, {"title": Verdict("set", f"Talks {number}")}, by=ada)
        with django_assert_num_queries(4):
            history(event)
        for number in range(30):
            decide_values(event, {"gathering": Verdict("set", f"Games {number}")}, by=ada)
        with django_assert_num_queries(4):
            assert len(history(event)) == 33

    def test_what_did_not_change_is_not_kept(self, ada):
        event = make_event()
        set_publication([event], "published", by=ada)
        set_publication([Event.objects.get()], "withdrawn", by=ada)

        assert ChangedEvent.objects.last().before == {}


class TestReferenceRows:
    def page(self, person, **changes) -> dict:
        data = {name: getattr(person, name) for name in ("key", "full_name", "family_name", "given_name", "side")}
        data |= {"name_zh": person.name_zh, "ids": "", "note": person.note, "aliases": "[]"}
        return data | {"terms-TOTAL_FORMS": 0, "terms-INITIAL_FORMS": 0} | changes

    def save(self, client, person, **changes):
        answer = client.post(
            reverse("admin:timeline_person_change", args=[person.pk]), self.page(person, **changes), follow=True
        )
        assert answer.redirect_chain, answer.context["errors"]
        return answer

    def test_edit_is_recorded_with_its_fields_and_undone(self, admin_client):
        person = make_person(name_zh="")
        page = self.save(admin_client, person, name_zh="王毅", aliases='["Wang I"]')
        assert "Undo" in page.content.decode()

        (act,) = history(person)
        assert (act.who, act.what) == ("admin", "edit: Wang Yi")
        assert act.differences == (
            Difference("origin", "reference data", "an editor's"),
            Difference("name in Chinese", "", "王毅"),
            Difference("aliases", "", "Wang I"),
        )
        undo(act.change_set)
        person.refresh_from_db()
        assert (person.name_zh, person.aliases, person.origin) == ("", [], "reference")

    def test_untouched_form_records_nothing(self, admin_client):
        self.save(admin_client, make_person())

        assert not ChangeSet.objects.exists()

    def test_terms_belong_to_the_history_of_person_and_office(self, admin_client):
        person, office = make_person(), make_office()
        self.save(
            admin_client,
            person,
            **{
                "terms-TOTAL_FORMS": 1,
                "terms-0-person": person.pk,
                "terms-0-office": office.pk,
                "terms-0-start": "2013-03",
                "terms-0-end": "",
                "terms-0-aliases": "[]",
                "terms-0-note": "",
            },
        )

        term = Term.objects.get()
        assert (term.origin, term.earliest) == ("editor", date(2013, 3, 1))
        assert (
            Difference("term “Foreign Minister 2013-03–”: office", "", "Foreign Minister")
            in history(person)[0].differences
        )
        assert len(history(office)) == 1
        undo(ChangeSet.objects.get())
        assert not Term.objects.exists()

    def test_renaming_shows_in_the_events_at_once(self, admin_client, people):
        ingest(TALKS)
        person = Person.objects.get(key="wang-yi")

        self.save(admin_client, person, full_name="Wang Yi (minister)")

        assert Event.objects.get().title == "Sullivan – Wang Yi (minister) talks, Beijing"
        assert history(Event.objects.get())[0].what == "edit: Wang Yi (minister)"

    def test_new_rows_are_recorded(self, admin_client):
        data = {"key": "blue", "name": "Blue Room", "aliases": "[]", "city": "", "country": "", "kind": ""}
        admin_client.post(reverse("admin:timeline_venue_add"), data)

        venue = Venue.objects.get()
        assert [(act.who, act.what) for act in history(venue)] == [("admin", "add: Blue Room")]
        undo(ChangeSet.objects.get())
        assert not Venue.objects.exists()

    def test_bulk_deletion_is_one_act_that_can_be_undone(self, admin_client):
        pks = [make_office(title=f"Office {number}").pk for number in range(3)]
        data = {"action": "delete_selected", "_selected_action": pks, "post": "yes"}

        admin_client.post(reverse("admin:timeline_office_changelist"), data)

        assert not Office.objects.exists()
        undo(ChangeSet.objects.get(act="delete"))
        assert Office.objects.count() == 3

    def test_deleting_a_person_takes_the_terms_and_gives_them_back(self, admin_client):
        person = make_person()
        Term.objects.create(person=person, office=make_office(), start="2013")

        admin_client.post(reverse("admin:timeline_person_delete", args=[person.pk]), {"post": "yes"})

        assert not Person.objects.exists()
        undo(ChangeSet.objects.get())
        assert Term.objects.get().person == person


class TestPages:
    def test_page_tells_and_undoes(self, admin_client, admin_user):
        event = make_event()
        set_publication([event], "published", by=admin_user)
        url = reverse("admin:timeline_event_history", args=[event.pk])

        assert "<ins>reviewed and published</ins>" in admin_client.get(url).content.decode()
        admin_client.post(url, {"act": ChangeSet.objects.get().pk})

        event.refresh_from_db()
        assert event.publication == "unreviewed"

    def test_refusal_is_told(self, admin_client, admin_user):
        event = make_event()
        set_publication([event], "published", by=admin_user)
        first = ChangeSet.objects.get()
        set_publication([Event.objects.get()], "withdrawn", by=admin_user)
        url = reverse("admin:timeline_event_history", args=[event.pk])

        page = admin_client.post(url, {"act": first.pk}, follow=True)

        assert "builds upon it" in page.content.decode()

    def test_act_of_another_event_cannot_be_undone_here(self, admin_client, admin_user):
        event, other = make_event(), make_event()
        set_publication([other], "published", by=admin_user)

        answer = admin_client.post(
            reverse("admin:timeline_event_history", args=[event.pk]), {"act": ChangeSet.objects.get().pk}
        )

        assert answer.status_code == 404

    def test_log_tells_the_whole_act(self, admin_client, admin_user):
        set_publication([make_event(title="One"), make_event(title="Two")], "published", by=admin_user)

        page = admin_client.get(reverse("admin:timeline_changeset_change", args=[ChangeSet.objects.get().pk]))

        assert page.content.decode().count("<ins>reviewed and published</ins>") == 2

    @pytest.mark.parametrize("name", ["event", "person", "office", "venue", "topic", "changeset"])
    def test_lists_take_the_same_number_of_queries_for_more_rows(
        self, admin_client, admin_user, name, django_assert_num_queries, django_assert_max_num_queries
    ):
        url = reverse(f"admin:timeline_{name}_changelist")

        def more(count):
            for _ in range(count):
                make_row(name, admin_user)

        more(1)
        admin_client.get(url)  # whatever is looked up once
        with django_assert_max_num_queries(12) as first:
            admin_client.get(url)
        for count in (29, 270):
            more(count)
            with django_assert_num_queries(len(first)):
                assert admin_client.get(url).status_code == 200


class TestEventPage:
    @pytest.fixture
    def talks(self, people):
        ingest(TALKS)
        ingest("Another paper.\n" + TALKS.replace("2024-08-27/2024-08-28", "2024-08-26"))
        return Event.objects.order_by("pk")[0]

    def act(self, client, event, act, **data):
        answer = client.post(reverse("admin:timeline_event_act", args=[event.pk]), {"act": act, **data}, follow=True)
        event.refresh_from_db()
        return answer

    def test_values_are_confirmed_and_cleared_one_by_one(self, admin_client, people):
        ingest(TALKS)
        event = Event.objects.get()

        self.act(admin_client, event, "confirm:date", note="seen")
        self.act(admin_client, event, "clear:participant:wang-yi")

        assert list(Decision.objects.values_list("field", "mode", "note")) == [
            ("date", "confirm", "seen"),
            ("participant:wang-yi", "clear", ""),
        ]

    def test_what_another_article_says_is_taken(
        self,
        admin_client,
        talks,
    ):
        merge = [event for event in Event.objects.live() if event != talks]
        if merge:
            merge_events(talks, merge)
            talks.refresh_from_db()
        other = talks.why["date"]["others"][0]["value"]

        self.act(admin_client, talks, "use:0:date")

        assert talks.edtf == other

    def test_confirming_twice_is_refused_in_words(self, admin_client, people):
        ingest(TALKS)
        event = Event.objects.get()
        self.act(admin_client, event, "confirm:date")

        page = self.act(admin_client, event, "confirm:date")

        assert "Not done" in page.content.decode()
        assert Decision.objects.count() == 1

    def test_rejected_restored_published_withdrawn(self, admin_client):
        event = make_event()

        states = []
        for act in ("publish", "withdraw", "reject", "restore"):
            self.act(admin_client, event, act)
            states.append((event.state, event.publication))

        assert states == [
            ("live", "published"),
            ("live", "withdrawn"),
            ("rejected", "withdrawn"),
            ("live", "withdrawn"),
        ]

    def test_event_made_by_hand_is_deleted_and_brought_back(self, admin_client):
        event = make_event()

        answer = admin_client.post(reverse("admin:timeline_event_act", args=[event.pk]), {"act": "delete"})

        assert answer["Location"] == reverse("admin:timeline_event_changelist")
        assert not Event.objects.exists()
        undo(ChangeSet.objects.get())
        assert Event.objects.get().public_id == event.public_id

    def test_event_that_articles_tell_of_is_not_deleted(self, admin_client, people):
        ingest(TALKS)
        event = Event.objects.get()

        page = self.act(admin_client, event, "delete")

        assert "reject it instead" in page.content.decode()

    def test_merge_keeps_the_chosen_one(self, admin_client, people):
        ingest(f"{TALKS}\n{XI}")
        talks, meeting = Event.objects.order_by("pk")
        url = reverse("admin:timeline_event_merge")
        assert meeting.title in admin_client.get(url, {"near": talks.pk}).content.decode()

        admin_client.post(url, {"chosen": [talks.pk], "stays": meeting.pk, "merge": "1"})

        talks.refresh_from_db()
        assert (talks.state, talks.merged_into) == ("merged", meeting)
        page = admin_client.get(reverse("admin:timeline_event_change", args=[talks.pk])).content.decode()
        assert "This was merged into" in page
        answer = admin_client.get(talks.get_absolute_url())
        assert (answer.status_code, answer["Location"]) == (301, meeting.get_absolute_url())

    def test_split_shows_the_words_and_makes_a_new_event(self, admin_client, people):
        ingest(TALKS)
        ingest(f"Another paper.\n{TALKS}")
        event = Event.objects.get()
        url = reverse("admin:timeline_event_split", args=[event.pk])
        assert "talks | held" in admin_client.get(url).content.decode()

        admin_client.post(url, {"telling": [event.mentions.last().pk]})

        assert [e.article_count for e in Event.objects.live()] == [1, 1]

    def test_splitting_off_everything_is_refused(self, admin_client, people):
        ingest(TALKS)
        event = Event.objects.get()
        url = reverse("admin:timeline_event_split", args=[event.pk])

        page = admin_client.post(url, {"telling": [event.mentions.get().pk]})

        assert "Not split" in page.content.decode()

    def test_list_merges_through_the_same_page(self, admin_client, people):
        ingest(f"{TALKS}\n{XI}")
        pks = list(Event.objects.values_list("pk", flat=True))

        answer = admin_client.post(
            reverse("admin:timeline_event_changelist"), {"action": "merge", "_selected_action": pks}
        )

        assert answer["Location"].startswith(reverse("admin:timeline_event_merge") + "?ids=")

    def test_page_takes_the_same_number_of_queries_for_more_evidence(
        self, admin_client, django_assert_num_queries, django_assert_max_num_queries
    ):
        event = make_event(make_person())
        url = reverse("admin:timeline_event_change", args=[event.pk])

        def more(count):
            for _ in range(count):
                make_claim(make_mention(event, values={}), "date", "2024-08-27")

        more(1)
        admin_client.get(url)  # whatever is looked up once
        with django_assert_max_num_queries(40) as first:
            admin_client.get(url)
        for count in (29, 270):
            more(count)
            with django_assert_num_queries(len(first)):
                assert admin_client.get(url).status_code == 200


def everything() -> str:
    """All that acts may change, but for what only ever grows."""
    models = (Person, Office, Term, Venue, Event)
    rows = json.loads(serialize("json", chain(*(model.objects.order_by("pk") for model in models))))
    for row in rows:
        for name in ("revision", "updated"):
            row["fields"].pop(name, None)
    seats = Participation.objects.order_by("event", "position").values_list("event", "person", "name", "office_title")
    return json.dumps(rows, indent=1, ensure_ascii=False) + str(list(seats)) + str(list(Decision.objects.values()))


@pytest.mark.parametrize("seed", range(6))
def test_undoing_corrections_and_imports_leaves_everything_as_it_was(ada, people, seed):
    rng = random.Random(seed)
    make_term(Person.objects.get(key="wang-yi"), end="")
    for number in range(3):
        ingest(f"Paper {number}.\n{TALKS}\n{XI}".replace("2024-08-2", f"2024-0{number + 7}-2"))
    make_office()
    before, first = everything(), ChangeSet.objects.count()

    def edit(row, **values):
        for name, value in values.items():
            setattr(row, name, value)
        with record("edit", by=ada) as act:
            act.touches(*events_showing(getattr(row, "person", row)))
            store_row(row, act)

    def some(model):
        return rng.choice(list(model.objects.order_by("pk")))

    def bring_in():
        event, word = some(Event), f"Talks {rng.random()}"
        content = f"id,title,us,publication\r\n{event.public_id},{word},State Department,published\r\n"
        table = EventTable()
        apply(table, plan_of(table, read(content.encode(), list(table.columns), "id"), ada).changes, ada)

    acts = [
        lambda: edit(some(Person), full_name=f"Somebody {rng.random()}", aliases=["Else"]),
        lambda: edit(Term(person=some(Person), office=make_office(), start=f"{rng.randint(1900, 1990)}")),
        lambda: edit(some(Term), end="2024", latest=date(2024, 12, 31)),
        lambda: edit(Venue(key=f"v{rng.random()}"[:9].replace(".", ""), name="Hall")),
        bring_in,
        lambda: decide_values(some(Event), {"date": Verdict("set", f"2024-01-0{rng.randint(1, 9)}")}, by=ada),
        lambda: set_publication([some(Event)], rng.choice(["published", "withdrawn"]), by=ada),
    ]
    for _ in range(8):
        rng.choice(acts)()
    assert everything() != before

    for act in ChangeSet.objects.order_by("-pk")[: ChangeSet.objects.count() - first]:
        undo(act, by=ada)

    assert everything() == before
