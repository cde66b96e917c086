"""What is not public leaks through no page, export, feed, count, search or guess of an id.

Two proofs: with hidden events in the database every public answer is the same, byte for byte, as without them; and
every address of the desk is listed here with what each role gets. An address that is not listed fails.
"""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.http import QueryDict
from django.urls import URLResolver, get_resolver, reverse

from tests.timeline.factories import (
    make_article,
    make_claim,
    make_event,
    make_mention,
    make_office,
    make_participation,
    make_person,
    make_venue,
)
from timeline.curate import set_publication
from timeline.filters import EventFilterForm
from timeline.models import ChangeSet, Event, Origin, Topic
from timeline.vocabulary import Side

pytestmark = pytest.mark.django_db
MARK = "Zqx"
ROLES = ("viewer", "editor", "publisher")


def addresses(resolver=None, namespace=""):
    """(name, names of the arguments) of every address there is."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else ""
            yield from addresses(entry, namespace + inner)
        elif entry.name:
            yield namespace + entry.name, tuple(entry.pattern.converters) or tuple(entry.pattern.regex.groupindex)


SAID = {
    **{name: [] for name in ("us", "prc", "bodies", "visitors")},
    **dict.fromkeys(("edtf", "city", "country", "venue_key", "gathering"), ""),
    "kind": "talks",
    "status": "held",
    "precision": "day",
    "earliest": None,
    "latest": None,
}


# --- readers -------------------------------------------------------------------------------------------------


@pytest.fixture
def public(settings):
    """Two published events that one article tells of, a visit and its meeting."""
    settings.SHOW_UNREVIEWED_EVENTS = False
    people = make_person("jake-sullivan", "Jake Sullivan", Side.US), make_person()
    article = make_article(public_id="public01")
    venue = make_venue()
    visit = make_event(*people, public_id="visit001", kind="visit", publication="published", venue=venue)
    meeting = make_event(*people, public_id="meeting1", kind="meeting", publication="published", parent=visit)
    for event in (visit, meeting):
        make_claim(make_mention(event, article, values=SAID), "date", "2024-08-27")
        event.topics.add(Topic.objects.get_or_create(slug="taiwan", defaults={"name": "Taiwan"})[0])
    return visit, meeting


HIDDEN = {
    "withdrawn": {"publication": "withdrawn"},
    "unreviewed": {"publication": "unreviewed"},
    "rejected": {"publication": "published", "state": "rejected"},
    "empty": {"publication": "published", "state": "empty"},
    "merged": {"publication": "published", "state": "merged"},
}


def hide(kind: str, meeting: Event) -> Event:
    """A hidden event every value of which carries the mark; people, house, topic and article are its own."""
    word = f"{MARK}{kind}"
    person = make_person(f"{word}-person".lower(), f"{word} Person", Side.US, origin=Origin.ARTICLE)
    venue = make_venue(f"{word}-house".lower(), f"{word} House", city=f"{word} City")
    text = f"{word} text: talks were held on Tuesday."
    article = make_article(text, public_id=f"{word}art".lower(), title=f"{word} article")
    event = make_event(
        person,
        meeting.participations.first().person,
        public_id=f"{word}ev".lower(),
        title=f"{word} title",
        summary=f"{word} summary",
        gathering=f"{word} gathering",
        city=f"{word} City",
        venue=venue,
        earliest="2031-05-05",
        latest="2031-05-05",
        edtf="2031-05-05",
        why={"date": {"words": f"{word} why", "others": [{"value": "2031-05-06", "claims": []}]}},
        **HIDDEN[kind],
    )
    make_participation(event, name=f"{word} Delegation")
    event.topics.add(Topic.objects.create(slug=f"{word}-topic".lower(), name=f"{word} topic"))
    make_claim(make_mention(event, article, values=SAID), "date", "2031-05-05")
    # A hidden visit over a public meeting, and a telling in an article that readers know.
    make_claim(make_mention(event, meeting.mentions.first().article, values=SAID), "date", "2031-05-05")
    return event


def ids_of(kind: str) -> list[str]:
    """What one might guess in an address."""
    return [f"{MARK}{kind}{suffix}".lower() for suffix in ("ev", "art", "-person", "-house", "-city", "-topic")]


def words_of(kind: str) -> list[str]:
    """What one might type into a filter."""
    names = [f"{MARK}{kind}{suffix}" for suffix in ("", " Person", " City", " House", " Delegation")]
    return [*names, f"{MARK}{kind}-person".lower(), f"{MARK}{kind}-house".lower(), "2031"]


KNOWN = ("visit001", "meeting1", "public01", "wang-yi", "jake-sullivan", "beijing", "cn", "diaoyutai")
FILTERED = ("timeline:index", "timeline:chart-data", "timeline:export-json")  # one filter serves all; the rest follow
PLACES = ("place",)
TYPED = ("words", "people", "place")  # the other filters take only what the vocabulary has


def public_addresses(kinds=()) -> list[str]:
    """Every public address, with what is known and with every id of hidden events that one could guess."""
    slugs, found = [*KNOWN, *(value for kind in kinds for value in ids_of(kind))], []
    for name, arguments in addresses():
        if not name.startswith("admin:"):
            assert set(arguments) <= {"public_id", "key", "slug"}, f"say here what {name} may be asked for"
            found += [reverse(name, args=[slug]) for slug in slugs] if arguments else [reverse(name)]
    return found


def searches(kind: str, fields) -> list[str]:
    """Every filter filled with what is hidden."""
    queries = [f"{field}={words}" for field in fields for words in words_of(kind)[: 8 if field in TYPED else 1]]
    return [f"{reverse(name)}?{query}" for name in FILTERED for query in queries]


def other_fields() -> list[str]:
    return [field for field in EventFilterForm(QueryDict()).fields if field not in PLACES]


def changed_by(hiding, client, asked: list[str]) -> list[str]:
    """The addresses that answer otherwise once something hidden is there."""
    before = {address: answer(client, address) for address in asked}
    hiding()
    return [address for address in asked if answer(client, address) != before[address]]


def answer(client, address: str, **headers) -> tuple:
    response = client.get(address, **headers)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    kept = {name: response.headers.get(name) for name in ("ETag", "Last-Modified", "Location", "Content-Length")}
    return response.status_code, body, kept


@pytest.mark.parametrize("kind", HIDDEN)
def test_hidden_events_change_no_public_byte(client, public, kind):
    asked = public_addresses([kind]) + searches(kind, other_fields())

    assert changed_by(lambda: hide(kind, public[1]), client, asked) == []


def test_places_of_hidden_events_are_not_known(client, public):
    asked = searches("withdrawn", PLACES)

    assert changed_by(lambda: hide("withdrawn", public[1]), client, asked) == []


@pytest.mark.parametrize("role", ROLES)
def test_public_pages_show_nothing_hidden_to_those_signed_in(client, public, role):
    client.force_login(member(role))

    found = changed_by(lambda: [hide(kind, public[1]) for kind in HIDDEN], client, public_addresses(HIDDEN))

    assert found == []


def test_parts_of_pages_show_nothing_hidden(client, public):
    for kind in HIDDEN:
        hide(kind, public[1])

    assert MARK not in answer(client, "/", headers={"HX-Request": "true"})[1].decode()


def test_public_event_does_not_name_its_hidden_visit(client, public):
    hidden = hide("withdrawn", public[1])
    Event.objects.filter(pk=hidden.pk).update(kind="visit")
    Event.objects.filter(pk=public[1].pk).update(parent=hidden)

    naming = [address for address in public_addresses() if MARK.lower() in answer(client, address)[1].decode().lower()]
    assert naming == []


def test_event_merged_into_a_hidden_one_leads_nowhere(client, public):
    hidden = hide("withdrawn", public[1])
    merged = hide("merged", public[1])
    Event.objects.filter(pk=merged.pk).update(merged_into=hidden)

    assert client.get(merged.get_absolute_url()).status_code == 404


def test_marks_would_be_seen_if_the_events_were_public(client, public):
    """The control: the same events, published, change most of the pages."""
    for kind in HIDDEN:
        hide(kind, public[1])
    Event.objects.update(publication="published", state="live")

    seen = [address for address in public_addresses() if MARK in answer(client, address)[1].decode()]
    assert len(seen) >= 8


def test_unreviewed_events_are_public_if_the_setting_says_so(client, public, settings):
    event = hide("unreviewed", public[1])
    settings.SHOW_UNREVIEWED_EVENTS = True

    assert client.get(event.get_absolute_url()).status_code == 200
    assert hide("withdrawn", public[1]).title not in client.get("/").content.decode()


# --- the desk ------------------------------------------------------------------------------------------------


def member(role: str):
    user = get_user_model().objects.get_or_create(username=f"a {role}", defaults={"is_staff": True})[0]
    user.groups.set([Group.objects.get(name=role)])
    return user


# What a GET gives viewer, editor and publisher.
ALL, EDITORS, NOBODY = (200, 200, 200), (403, 200, 200), (403, 403, 403)
LISTED = {
    "index": ALL,
    "login": (302, 302, 302),
    "logout": (405, 405, 405),  # by POST only
    "password_change": ALL,
    "password_change_done": ALL,
    "autocomplete": NOBODY,  # without saying for which field
    "jsi18n": ALL,
    "view_on_site": (404, 404, 404),
    "app_list": ALL,
    "timeline_event_merge": EDITORS,
    "timeline_event_split": EDITORS,
    "timeline_event_act": (403, 404, 404),  # by POST only
    "timeline_event_delete": NOBODY,
    "timeline_changeset_undo": (404, 404, 404),  # by POST only
    "timeline_changeset_relink": EDITORS,
    "timeline_changeset_add": NOBODY,
    "timeline_topic_delete": NOBODY,
    "articles_article_delete": NOBODY,
    "articles_outlet_delete": NOBODY,
    "articles_reviewitem_add": NOBODY,
    "articles_reviewitem_delete": NOBODY,
    "timeline_changeset_delete": NOBODY,
    "auth_user_password_change": NOBODY,
    "articles_article_desk": EDITORS,
    "articles_reviewitem_queue": ALL,
    "articles_reviewitem_act": (405, 405, 405),  # by POST only
    "articles_reviewitem_undo": (405, 405, 405),  # by POST only
}
SUFFIXES = {
    "changelist": ALL,
    "change": ALL,
    "history": ALL,
    "export": ALL,
    "add": EDITORS,
    "delete": EDITORS,
    "import": EDITORS,
}
MODELS = {
    **{f"timeline_{name}": "timeline" for name in ("event", "changeset", "person", "office", "venue", "topic")},
    **{f"articles_{name}": "articles" for name in ("article", "outlet", "reviewitem")},
}


def expected(name: str) -> tuple | None:
    """What the roles get of an address of the desk; None if nobody listed it."""
    if name in LISTED:
        return LISTED[name]
    model, _, suffix = name.rpartition("_")
    if model in ("auth_group", "auth_user") and suffix in SUFFIXES:
        return NOBODY
    return SUFFIXES.get(suffix) if model in MODELS else None


@pytest.fixture
def desk(public, admin_user):
    """One row of everything the desk lists; the primary keys by model."""
    hidden = hide("withdrawn", public[1])
    make_mention(hidden, values=SAID)
    set_publication([public[1]], "withdrawn")
    make_office()
    Group.objects.get_or_create(name="more")
    ReviewItem = next(m for m in admin.site._registry if m._meta.label == "articles.ReviewItem")
    ReviewItem.objects.create(key="k", reason="undated", event=hidden)
    rows = {
        f"{model._meta.app_label}_{model._meta.model_name}": model.objects.order_by("pk").last().pk
        for model in admin.site._registry
    }
    return rows | {"timeline_event": hidden.pk}


def desk_address(name: str, arguments: tuple, desk: dict) -> str:
    model = next((model for model in desk if name.startswith(f"{model}_")), "timeline_event")
    values = {
        "object_id": desk[model],
        "pk": desk[model],
        "id": desk["auth_user"],
        "content_type_id": 0,
        "app_label": "timeline",
    }
    return reverse(f"admin:{name}", kwargs={argument: values[argument] for argument in arguments})


def desk_addresses():
    return sorted({(name.removeprefix("admin:"), args) for name, args in addresses() if name.startswith("admin:")})


def test_every_address_of_the_desk_is_listed():
    assert [name for name, _ in desk_addresses() if expected(name) is None] == []


def test_the_desk_shows_a_stranger_nothing(client, desk):
    for name, arguments in desk_addresses():
        status, body, _ = answer(client, desk_address(name, arguments, desk))

        assert MARK.encode() not in body, name
        assert status == 302 or name in ("login", "jsi18n"), name


@pytest.mark.parametrize("number", range(3), ids=ROLES)
def test_each_role_gets_what_is_listed(client, desk, number):
    client.force_login(member(ROLES[number]))

    got = {name: answer(client, desk_address(name, args, desk))[0] for name, args in desk_addresses()}

    assert got == {name: expected(name)[number] for name, _ in desk_addresses()}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reads_drafts_in_the_admin(client, desk, role):
    client.force_login(member(role))

    for name in (
        "timeline_event_changelist",
        "timeline_event_export",
        "timeline_event_change",
        "timeline_event_history",
    ):
        arguments = () if name.endswith(("list", "export")) else ("object_id",)
        assert MARK.encode() in answer(client, desk_address(name, arguments, desk))[1], name


def test_viewer_changes_nothing_by_any_post(client, desk):
    client.force_login(member("viewer"))
    before = list(Event.objects.order_by("pk").values()), ChangeSet.objects.count()

    for name, arguments in desk_addresses():
        if name not in ("logout", "password_change"):
            client.post(desk_address(name, arguments, desk), {"act": "reject", "post": "yes", "merge": "1"})

    assert (list(Event.objects.order_by("pk").values()), ChangeSet.objects.count()) == before
