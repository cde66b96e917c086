"""What can be done to one event from its own page in the admin."""

import pytest
from django.urls import reverse

from tests.timeline.factories import (
    make_claim,
    make_event,
    make_mention,
    make_person,
)
from tests.timeline.telling import TALKS, XI, ingest
from timeline.changes import undo
from timeline.curate import merge_events
from timeline.models import ChangeSet, Decision, Event


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

    def test_split_takes_single_claims(self, admin_client, people):
        ingest(TALKS)
        event = Event.objects.get()
        url = reverse("admin:timeline_event_split", args=[event.pk])
        claim = event.mentions.get().claims.get(field="participant", exact="Wang Yi")
        assert f'name="claim-{claim.pk}"' in admin_client.get(url).content.decode()

        admin_client.post(url, {f"claim-{claim.pk}": "taken"})

        people = [[p.name for p in e.participations.all()] for e in Event.objects.live().order_by("pk")]
        assert people == [["Jake Sullivan"], ["Wang Yi"]]

    def test_splitting_off_everything_is_refused(self, admin_client, people):
        ingest(TALKS)
        event = Event.objects.get()
        url = reverse("admin:timeline_event_split", args=[event.pk])

        page = admin_client.post(url, {"telling": [event.mentions.get().pk]})

        assert "Not split" in page.content.decode()

    def test_list_refuses_to_merge_more_than_a_page_shows(self, admin_client, monkeypatch):
        monkeypatch.setattr("timeline.admin.events.MOST_MERGED", 2)
        chosen = [make_event().pk for _ in range(3)]
        listing = reverse("admin:timeline_event_changelist")

        page = admin_client.post(listing, {"action": "merge", "_selected_action": chosen}, follow=True)

        assert "at most 2 events" in page.content.decode()
        assert page.redirect_chain == [(listing, 302)]

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
