from django.urls import reverse

from tests.timeline.factories import make_person, make_venue
from timeline.models import ChangeSet, Decision, Event


def form_data(event: Event, **changes) -> dict:
    """What the browser sends back from an event's page that nobody touched, with some fields changed."""
    rows = list(event.participations.all()) if event.pk else []
    data = {
        "title": event.title,
        "edtf": event.edtf,
        "kind": event.kind,
        "setting": event.setting,
        "status": event.status,
        "status_date": "",
        "city": event.city,
        "country": event.country,
        "venue": event.venue_id or "",
        "gathering": event.gathering,
        "summary": event.summary,
        "parent": event.parent_id or "",
        "publication": event.publication,
        "note": "",
        "participations-TOTAL_FORMS": len(rows),
        "participations-INITIAL_FORMS": len(rows),
        "decisions-TOTAL_FORMS": 0,
        "decisions-INITIAL_FORMS": 0,
    }
    for number, row in enumerate(rows):
        data |= {
            f"participations-{number}-id": row.pk,
            f"participations-{number}-event": event.pk,
            f"participations-{number}-person": row.person_id or "",
            f"participations-{number}-name": row.name,
            f"participations-{number}-side": row.side,
            f"participations-{number}-role": row.role,
            f"participations-{number}-office_title": row.office_title,
        }
    return data | changes


def save(client, event, **changes) -> Event:
    url = reverse("admin:timeline_event_change", args=[event.pk])
    response = client.post(url, form_data(event, **changes))
    assert response.status_code == 302, response.context["errors"]
    event.refresh_from_db()
    return event


def test_page_shows_the_evidence(admin_client, talks):
    page = admin_client.get(reverse("admin:timeline_event_change", args=[talks.pk]))

    assert "<mark>on Tuesday</mark>" in page.content.decode()


def test_saving_an_untouched_page_decides_nothing(admin_client, talks):
    save(admin_client, talks)

    assert not Decision.objects.exists()
    assert not ChangeSet.objects.exists()


def test_changed_values_become_decisions_of_one_act(admin_client, talks):
    venue = make_venue()

    event = save(admin_client, talks, edtf="2024-08-28", status="postponed", venue=venue.pk, note="the record")

    assert (event.edtf, event.status, event.venue, event.city) == ("2024-08-28", "postponed", venue, "Beijing")
    assert sorted(Decision.objects.values_list("field", "author_name", "note")) == [
        ("date", "admin", "the record"),
        ("place", "admin", "the record"),
        ("status", "admin", "the record"),
    ]
    assert ChangeSet.objects.count() == 1


def test_participants_can_be_changed_removed_and_added(admin_client, talks):
    rows = {row.person.key: number for number, row in enumerate(talks.participations.all())}
    gone, kept = rows["wang-yi"], rows["jake-sullivan"]
    qin = make_person("qin-gang", "Qin Gang")
    added = {
        "participations-TOTAL_FORMS": 3,
        "participations-2-id": "",
        "participations-2-event": talks.pk,
        "participations-2-person": qin.pk,
        "participations-2-name": "",
        "participations-2-side": "",
        "participations-2-role": "host",
        "participations-2-office_title": "",
    }

    event = save(
        admin_client,
        talks,
        **{f"participations-{gone}-DELETE": "on", f"participations-{kept}-role": "visitor"},
        **added,
    )

    assert {(p.person.key, p.side, p.role) for p in event.participations.all()} == {
        ("jake-sullivan", "US", "visitor"),
        ("qin-gang", "PRC", "host"),
    }


def test_impossible_date_is_refused_with_words(admin_client, talks):
    url = reverse("admin:timeline_event_change", args=[talks.pk])

    response = admin_client.post(url, form_data(talks, edtf="2024-02-30"))

    assert response.status_code == 200
    assert "2024-02-30" in str(response.context["errors"])


def test_event_can_be_made_by_hand(admin_client, db):
    data = form_data(Event(kind="summit", status="planned", edtf="2026-11", city="Shenzhen", country="CN"), title="")

    response = admin_client.post(reverse("admin:timeline_event_add"), data)

    event = Event.objects.get()
    assert response.status_code == 302
    assert (event.kind, event.status, event.edtf, event.city) == ("summit", "planned", "2026-11", "Shenzhen")
    assert len(event.public_id) == 8


def test_publishing_many_is_one_act_and_can_be_undone(admin_client, talks):
    listing = reverse("admin:timeline_event_changelist")
    admin_client.post(listing, {"action": "publish", "_selected_action": [talks.pk]})
    talks.refresh_from_db()
    assert talks.publication == "published"

    acts = reverse("admin:timeline_changeset_changelist")
    admin_client.post(acts, {"action": "undo_selected", "_selected_action": [ChangeSet.objects.get().pk]})

    talks.refresh_from_db()
    assert talks.publication == "unreviewed"


def test_events_cannot_be_deleted(admin_client, talks):
    assert admin_client.post(reverse("admin:timeline_event_delete", args=[talks.pk])).status_code == 403


def test_edited_person_is_left_alone_by_the_reference_data(admin_client, db):
    person = make_person("wang-yi", "Wang Yi", origin="reference")
    url = reverse("admin:timeline_person_change", args=[person.pk])
    data = {
        "full_name": "Wang Yi (minister)",
        "family_name": "Wang",
        "given_name": "Yi",
        "aliases": "",
        "side": "PRC",
        "terms-TOTAL_FORMS": 0,
        "terms-INITIAL_FORMS": 0,
    }

    admin_client.post(url, data)

    person.refresh_from_db()
    assert (person.full_name, person.origin) == ("Wang Yi (minister)", "editor")
