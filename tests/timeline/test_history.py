"""What happened to a row, in words; and undoing it from its page."""

import pytest
from django.urls import reverse

from tests.timeline.factories import (
    make_event,
    make_office,
    make_person,
    make_venue,
    serial,
)
from tests.timeline.telling import TALKS, XI, history, ingest
from timeline.changes import undo
from timeline.curate import Verdict, decide_values, merge_events, reject_events, set_publication
from timeline.history import Difference, told_whole
from timeline.models import ChangedEvent, ChangeSet, Event, Topic


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
        with django_assert_num_queries(2):
            history(event)
        for number in range(30):
            decide_values(event, {"gathering": Verdict("set", f"Games {number}")}, by=ada)
        with django_assert_num_queries(2):
            assert len(history(event)) == 33

    def test_act_on_many_is_told_of_each_alone(self, ada, django_assert_num_queries):
        events = [make_event(title=f"Talks {number}") for number in range(30)]
        set_publication(events, "published", by=ada)

        with django_assert_num_queries(2):
            (act,) = history(events[7])

        assert Difference("publication", "parsed, not yet reviewed", "reviewed and published") in act.differences
        assert [link.event_id for link in act.change_set.links.all()] == [events[7].pk]

    def test_whole_act_is_told_as_far_as_a_page_goes(self, ada):
        set_publication([make_event(title=f"Talks {number}") for number in range(5)], "published", by=ada)

        whole = told_whole(ChangeSet.objects.get(), most=3)

        assert ([kind for kind, _, _ in whole.subjects], whole.more) == (["event"] * 3, 2)

    def test_what_did_not_change_is_not_kept(self, ada):
        event = make_event()
        set_publication([event], "published", by=ada)
        set_publication([Event.objects.get()], "withdrawn", by=ada)

        assert ChangedEvent.objects.last().before == {}


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
