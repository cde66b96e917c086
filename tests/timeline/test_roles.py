"""Viewers look, editors decide, publishers publish; everywhere in the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from tests.timeline.factories import make_event, make_mention, make_person
from timeline.curate import Verdict, decide_values, reject_events, set_publication
from timeline.models import ChangeSet, Decision, Event, Person
from timeline.roles import EDITOR, PUBLISHER, VIEWER

ROLES = (VIEWER, EDITOR, PUBLISHER)
pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    """signed_in(role) -> a client of a member of that group."""

    def sign_in(role):
        user = get_user_model().objects.get_or_create(username=f"a {role}", defaults={"is_staff": True})[0]
        user.groups.set([Group.objects.get(name=role)])
        client.force_login(user)
        return client

    return sign_in


def permissions(role: str) -> set[str]:
    found = Permission.objects.filter(group__name=role).select_related("content_type")
    return {f"{permission.content_type.app_label}.{permission.codename}" for permission in found}


def test_each_group_may_more_than_the_one_before():
    viewer, editor, publisher = map(permissions, ROLES)

    assert all(".view_" in name for name in viewer)
    assert viewer < editor < publisher
    assert publisher - editor == {"timeline.publish_event"}
    assert {"timeline.decide_event", "timeline.undo_changeset", "articles.add_article"} <= editor - viewer


def test_nobody_of_a_group_deletes_events_articles_or_the_log():
    lasting = ("event", "article", "claim", "mention", "decision", "changeset")

    assert not {name for name in permissions(PUBLISHER) if name.endswith(tuple(f"delete_{model}" for model in lasting))}


def test_every_model_of_the_desk_can_be_viewed():
    from django.contrib import admin

    shown = {model._meta for model in admin.site._registry if model._meta.app_label in ("timeline", "articles")}

    assert {f"{meta.app_label}.view_{meta.model_name}" for meta in shown} <= permissions(VIEWER)


def event_url(name, event):
    return reverse(f"admin:timeline_event_{name}", args=[event.pk])


def status_of(role_allowed: bool) -> set[int]:
    return {200, 302} if role_allowed else {403}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("act", "who", "outcome"),
    [
        ("publish", {PUBLISHER}, ("live", "published")),
        ("withdraw", {PUBLISHER}, ("live", "withdrawn")),
        ("reject", {EDITOR, PUBLISHER}, ("rejected", "unreviewed")),
    ],
)
def test_buttons_of_the_page_keep_to_the_role(signed_in, role, act, who, outcome):
    event = make_event()

    answer = signed_in(role).post(event_url("act", event), {"act": act})

    event.refresh_from_db()
    assert answer.status_code in status_of(role in who)
    assert (event.state, event.publication) == (outcome if role in who else ("live", "unreviewed"))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("action", "who", "outcome"),
    [
        ("publish", {PUBLISHER}, ("live", "published")),
        ("withdraw", {PUBLISHER}, ("live", "withdrawn")),
        ("reject", {EDITOR, PUBLISHER}, ("rejected", "unreviewed")),
    ],
)
def test_actions_of_the_list_keep_to_the_role(signed_in, role, action, who, outcome):
    event = make_event()

    signed_in(role).post(reverse("admin:timeline_event_changelist"), {"action": action, "_selected_action": [event.pk]})

    event.refresh_from_db()
    assert (event.state, event.publication) == (outcome if role in who else ("live", "unreviewed"))


@pytest.mark.parametrize("role", ROLES)
def test_merging_and_splitting_are_for_editors(signed_in, role):
    event, other = make_event(make_person()), make_event(make_person())
    tellings = [make_mention(event, values={}) for _ in range(2)]
    client = signed_in(role)

    split = client.post(event_url("split", event), {"telling": [tellings[0].pk]})
    merge = client.post(
        reverse("admin:timeline_event_merge"), {"chosen": [event.pk, other.pk], "stays": event.pk, "merge": "1"}
    )

    assert {split.status_code, merge.status_code} <= status_of(role != VIEWER)
    assert ChangeSet.objects.count() == (0 if role == VIEWER else 2)


@pytest.mark.parametrize("role", ROLES)
def test_undo_is_for_editors_and_of_publishing_for_publishers(signed_in, role):
    event, shown = make_event(), make_event()
    reject_events([event])
    set_publication([shown], "published")
    client = signed_in(role)

    for act in ChangeSet.objects.order_by("pk"):
        client.post(reverse("admin:timeline_changeset_undo", args=[act.pk]))

    event.refresh_from_db()
    shown.refresh_from_db()
    assert event.state == ("rejected" if role == VIEWER else "live")
    assert shown.publication == ("unreviewed" if role == PUBLISHER else "published")


@pytest.mark.parametrize("role", ROLES)
def test_form_is_read_only_for_viewers_and_publication_for_editors(signed_in, role):
    event = make_event()

    page = signed_in(role).get(event_url("change", event))

    fields = page.context["adminform"].form.fields
    assert ("title" in fields, "publication" in fields) == (role != VIEWER, role == PUBLISHER)
    assert (b'name="act"' in page.content) == (role != VIEWER)


def test_publication_typed_into_an_editors_form_is_ignored(signed_in):
    event = make_event()
    decide_values(event, {"title": Verdict("set", "Talks"), "kind": Verdict("set", "talks")})
    page = signed_in(EDITOR).get(event_url("change", event))
    form = page.context["adminform"].form
    data = {name: form.initial.get(name) or "" for name in form.fields} | {"topics": []}
    formsets = page.context["inline_admin_formsets"]
    data |= {f"{f.formset.prefix}-{name}_FORMS": 0 for f in formsets for name in ("TOTAL", "INITIAL")}

    answer = signed_in(EDITOR).post(event_url("change", event), data | {"publication": "published", "summary": "New"})

    event.refresh_from_db()
    assert (answer.status_code, event.summary, event.publication) == (302, "New", "unreviewed")


@pytest.mark.parametrize("role", ROLES)
def test_reference_rows_are_for_editors(signed_in, role):
    person = make_person()
    data = {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"}

    signed_in(role).post(reverse("admin:timeline_person_changelist"), data)

    assert Person.objects.exists() == (role == VIEWER)


def test_editor_may_not_merge_what_was_withdrawn_into_what_readers_see(signed_in):
    hidden, shown = make_event(publication="withdrawn"), make_event()

    page = signed_in(EDITOR).post(
        reverse("admin:timeline_event_merge"), {"chosen": [hidden.pk, shown.pk], "stays": shown.pk, "merge": "1"}
    )

    assert "only a publisher" in page.content.decode()
    assert Event.objects.live().count() == 2


def test_stock_permission_alone_does_not_decide(client):
    user = get_user_model().objects.create_user("partly", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_event", "view_event"]))
    client.force_login(user)
    event = make_event()

    client.post(event_url("act", event), {"act": "reject"})
    client.post(event_url("change", event), {"title": "Mine"})

    event.refresh_from_db()
    assert (event.state, event.title) == ("live", "Talks in Beijing")
    assert not Decision.objects.exists()
