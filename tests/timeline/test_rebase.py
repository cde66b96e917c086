"""Two editors on one event at once: nothing of the first is lost, and the second is told."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from tests.timeline.factories import make_person
from tests.timeline.test_admin import form_data
from timeline.admin.rebase import read_seen, seen_of
from timeline.curate import Verdict, decide_values, merge_events
from timeline.curate import make_event as make_by_hand
from timeline.models import Decision, Event


@pytest.fixture
def ben(db):
    return get_user_model().objects.create_superuser("ben")


@pytest.fixture
def opened(talks) -> dict:
    """What the browser of the second editor sends back of the page she opened before the first saved anything."""
    return form_data(talks) | {"seen": seen_of(talks).as_json()}


def save(client, event, data):
    answer = client.post(reverse("admin:timeline_event_change", args=[event.pk]), data, follow=True)
    event.refresh_from_db()
    return answer


def participants(event) -> set:
    return set(event.participations.values_list("name", "role"))


def test_page_carries_what_it_shows(admin_client, talks):
    page = admin_client.get(reverse("admin:timeline_event_change", args=[talks.pk]))

    assert read_seen(page.context["seen"]) == seen_of(talks)


@pytest.mark.parametrize("sent", ["", "[]", "{}", "[{}, 3]", "nonsense", None])
def test_what_is_not_ours_is_not_read(sent):
    assert read_seen(sent) is None


def test_values_that_the_second_left_alone_stay_as_the_first_set_them(admin_client, talks, opened, ben):
    decide_values(talks, {"date": Verdict("set", "2024-08-26"), "gathering": Verdict("set", "Games")}, by=ben)

    page = save(admin_client, talks, opened | {"title": "Talks on trade"})

    assert (talks.title, talks.edtf, talks.gathering) == ("Talks on trade", "2024-08-26", "Games")
    assert "Ben changed this event since you opened it" in page.content.decode()
    assert list(Decision.objects.filter(author_name="admin").values_list("field", flat=True)) == ["title"]


def test_value_that_both_changed_is_told_and_kept_for_a_second_save(admin_client, talks, opened, ben):
    decide_values(talks, {"date": Verdict("set", "2024-08-26")}, by=ben)

    page = save(admin_client, talks, opened | {"edtf": "2024-08-28", "summary": "They spoke."})

    form = page.context["adminform"].form
    (words,) = form.errors["edtf"]
    assert words.startswith("ben changed this to “2024-08-26” since you opened the page.")
    assert (talks.edtf, talks.summary) == ("2024-08-26", "")
    assert (form["edtf"].value(), form["summary"].value()) == ("2024-08-28", "They spoke.")

    save(admin_client, talks, opened | {"edtf": "2024-08-28", "summary": "They spoke.", "seen": page.context["seen"]})

    assert (talks.edtf, talks.summary) == ("2024-08-28", "They spoke.")


def test_same_change_by_both_is_no_conflict(admin_client, talks, opened, ben):
    decide_values(talks, {"date": Verdict("set", "2024-08-26")}, by=ben)

    save(admin_client, talks, opened | {"edtf": "2024-08-26"})

    assert list(Decision.objects.values_list("field", "author_name")) == [("date", "ben")]


def test_participants_whom_the_first_changed_added_and_removed_stay_so(admin_client, talks, opened, ben):
    make_person("qin-gang", "Qin Gang")
    shown = {"side": "PRC", "office": "", "body": False, "warning": ""}
    verdicts = {
        "participant:wang-yi": Verdict("clear"),
        "participant:qin-gang": Verdict("set", shown | {"name": "Qin Gang", "key": "qin-gang", "role": "host"}),
    }
    decide_values(talks, verdicts, by=ben)

    save(admin_client, talks, opened | {"title": "Talks on trade"})

    assert talks.title == "Talks on trade"
    assert participants(talks) == {("Jake Sullivan", "party"), ("Qin Gang", "host")}


def test_participant_whom_both_changed_is_told(admin_client, talks, opened, ben):
    row = next(n for n in range(2) if opened[f"participations-{n}-name"] == "Wang Yi")
    value = {"name": "Wang Yi", "key": "wang-yi", "side": "PRC", "role": "host", "office": "", "body": False}
    decide_values(talks, {"participant:wang-yi": Verdict("set", value)}, by=ben)

    page = save(admin_client, talks, opened | {f"participations-{row}-role": "visitor"})

    (words,) = page.context["adminform"].form.non_field_errors()
    assert words.startswith("ben changed a participant whom you changed, too")
    assert participants(talks) == {("Jake Sullivan", "party"), ("Wang Yi", "host")}

    opened |= {f"participations-{row}-role": "visitor", "seen": page.context["seen"]}
    save(admin_client, talks, opened)

    assert participants(talks) == {("Jake Sullivan", "party"), ("Wang Yi", "visitor")}


def test_event_merged_away_meanwhile_is_not_saved(admin_client, talks, opened, ben):
    other = make_by_hand(by=ben)
    merge_events(other, [talks], by=ben)

    page = save(admin_client, talks, opened | {"title": "Talks on trade"})

    assert "Nothing was saved: meanwhile this event is merged into another" in page.content.decode()
    assert not Decision.objects.filter(field="title").exists()
    assert Event.objects.get(pk=talks.pk).state == "merged"
