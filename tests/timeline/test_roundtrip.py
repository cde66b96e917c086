"""Tables out to a spreadsheet and back."""

import csv
import io
import random

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.factories import make_event, make_office, make_person, make_venue
from timeline.changes import undo
from timeline.curate import Verdict, decide_values
from timeline.curate import make_event as make_by_hand
from timeline.models import ChangeSet, Decision, Event, Participation, Person, Venue
from timeline.roundtrip.cells import joined, same, split
from timeline.roundtrip.events import EventTable
from timeline.roundtrip.files import Unreadable, lines, read
from timeline.roundtrip.plan import Fault, Stale, apply, plan_of, sealed, unsealed
from timeline.roundtrip.reference import OfficeTable, PersonTable, VenueTable
from timeline.vocabulary import Role

NASTY = [
    "=1+1",
    "+44",
    "-5",
    "@SUM(A1)",
    "'=x",
    " =x",
    "＝x",
    'a "b", c',
    "two\r\nlines",
    "会谈;习近平",
    "\ttab",
    "a\\;b <c> | d",
]


def exported(table, found=None) -> str:
    return "".join(lines(list(table.columns), table.rows(table.model.objects.all() if found is None else found)))


def edited(text: str, *changes: tuple[str, str]) -> bytes:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def rows_of(table, content: bytes):
    return read(content, list(table.columns), table.key)


def without_revisions(file: str) -> list[dict]:
    return [row.cells | {"revision": ""} for row in rows_of(EventTable(), file.encode())]


def plan(table, content: bytes, user):
    return plan_of(table, rows_of(table, content), user)


def taken_in(table, content: bytes, user) -> ChangeSet | None:
    found = plan(table, content, user)
    assert found.faults == ()
    return apply(table, unsealed(sealed(found, table, user), table, user), user)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1)))
def test_lists_survive_a_cell(values):
    assert split(joined(values)) == values


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_files_survive_reading(rows):
    body = [row for row in rows if any(row)]

    found = read("".join(lines(["key", "name"], body)).encode(), ["key", "name"], "key")

    assert [list(row.cells.values()) for row in found] == body


def test_files_have_mark_and_line_ends():
    assert "".join(lines(["id"], [["=1"]])) == "\ufeffid\r\n'=1\r\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"\xff\xfe\x00", "UTF-8", id="another encoding"),
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b"id,colour\r\n1,red\r\n", "colour", id="unknown column"),
        pytest.param(b"title\r\nx\r\n", "missing", id="no key"),
        pytest.param(b"id,title\r\n1\r\n", "Row 2", id="short row"),
        pytest.param(b'id,title\r\n1,"a"b\r\n', "CSV", id="broken quotes"),
        pytest.param(b"id,id\r\n1,2\r\n", "twice", id="column twice"),
    ],
)
def test_unreadable_files_are_refused(content, words):
    with pytest.raises(Unreadable, match=words):
        read(content, list(EventTable.columns), "id")


def test_semicolons_of_other_countries_are_read():
    assert read(b"id;title\r\nx;y\r\n", ["id", "title"], "id")[0].cells == {"id": "x", "title": "y"}


def test_cells_with_other_line_ends_are_the_same():
    assert same("a\r\nb", "a\nb")
    assert not same("a b", "a\nb")


class TestEvents:
    def test_unchanged_file_changes_nothing(self, ada, talks):
        found = plan(EventTable(), exported(EventTable(), Event.objects.all()).encode(), ada)

        assert (found.changes, found.faults, found.unchanged) == ((), (), 1)

    def test_changed_cells_become_decisions_of_one_act(self, ada, talks):
        make_venue()
        file = exported(EventTable(), Event.objects.all())
        content = edited(file, ("2024-08-27", "2024-08-28"), (",Beijing,CN,", ",Beijing,CN,diaoyutai"))

        act = taken_in(EventTable(), content, ada)

        talks.refresh_from_db()
        assert (talks.edtf, talks.venue.key) == ("2024-08-28", "diaoyutai")
        assert sorted(Decision.objects.values_list("field", "author_name")) == [("date", "ada"), ("place", "ada")]
        assert ChangeSet.objects.get() == act

    def test_import_can_be_undone(self, ada, talks):
        before = exported(EventTable(), Event.objects.all())
        content = edited(before, ("2024-08-27", "2024-08-28"), ("<wang-yi>", "<wang-yi> | host"))
        act = taken_in(EventTable(), content, ada)

        undo(act, by=ada)

        assert not Decision.objects.exists()
        columns = [line.rsplit(",", 1)[0] for line in before.splitlines()]
        now = exported(EventTable(), Event.objects.all())
        assert [line.rsplit(",", 1)[0] for line in now.splitlines()] == columns  # all but the revision

    def test_participants_are_added_changed_and_taken_out(self, ada, talks):
        make_person("qin-gang", "Qin Gang")
        file = exported(EventTable(), Event.objects.all())
        changed = "Qin Gang <qin-gang> | host; Ministry\\; of Talks"
        content = edited(file, ("Wang Yi <wang-yi>", changed), ("<jake-sullivan>", "<jake-sullivan> | visitor"))

        taken_in(EventTable(), content, ada)

        rows = talks.participations.values_list("name", "side", "role", "person__key")
        assert set(rows) == {
            ("Jake Sullivan", "US", "visitor", "jake-sullivan"),
            ("Qin Gang", "PRC", "host", "qin-gang"),
            ("Ministry; of Talks", "PRC", "party", None),
        }

    @pytest.mark.parametrize(
        ("old", "new", "column", "words"),
        [
            ("2024-08-27", "8/27/2024", "date", "8/27/2024"),
            (",talks,", ",picnic,", "kind", "picnic"),
            (",talks,", ",,", "kind", "empty"),
            (",held,", ",perhaps,", "status", "perhaps"),
            (",CN,", ",China,", "country", "two capital letters"),
            (",CN,,", ",CN,moon-base,", "venue", "moon-base"),
            ("<wang-yi>", "<wang-yo>", "prc", "wang-yo"),
            ("Wang Yi <wang-yi>", "Wang Yi", "prc", "table of people"),
            ("<wang-yi>", "<wang-yi> | guest", "prc", "guest"),
            (",unreviewed,", ",secret,", "publication", "secret"),
        ],
    )
    def test_bad_cells_are_named_by_row_and_column(self, ada, talks, old, new, column, words):
        file = exported(EventTable(), Event.objects.all())

        found = plan(EventTable(), edited(file, (old, new)), ada)

        assert [(fault.row, fault.column) for fault in found.faults] == [(2, column)]
        assert words in found.faults[0].words

    def test_unknown_and_doubled_rows_are_faults(self, ada, talks):
        found = plan(EventTable(), f"id,title\r\nzzz,x\r\n{talks.public_id},y\r\n{talks.public_id},z\r\n".encode(), ada)

        assert found.faults == (
            Fault(2, "id", "There is no row “zzz”. Leave it empty for a new one."),
            Fault(4, "id", f"“{talks.public_id}” is there twice."),
        )

    def test_row_without_id_makes_an_event_by_hand(self, ada, talks):
        content = (
            "id,kind,status,date,us,prc\r\n,call,held,2024-09-10,Jake Sullivan <jake-sullivan>,Wang Yi <wang-yi>\r\n"
        )

        act = taken_in(EventTable(), content.encode(), ada)

        event = Event.objects.exclude(pk=talks.pk).get()
        assert (event.title, event.edtf, event.publication) == ("Sullivan – Wang Yi call", "2024-09-10", "unreviewed")
        undo(act, by=ada)
        assert list(Event.objects.all()) == [talks]

    def test_new_event_needs_kind_and_status(self, ada):
        found = plan(EventTable(), b"id,title\r\n,New talks\r\n", ada)

        assert [(fault.row, fault.column) for fault in found.faults] == [(2, "kind"), (2, "status")]

    def test_what_changed_since_the_preview_is_not_overwritten(self, ada, talks):
        content = edited(exported(EventTable(), Event.objects.all()), ("2024-08-27", "2024-08-28"))
        found = plan(EventTable(), content, ada)
        decide_values(talks, {"date": Verdict("set", "2024-08-26")}, by=ada)

        with pytest.raises(Stale, match="Row 2, column date"):
            apply(EventTable(), found.changes, ada)

        talks.refresh_from_db()
        assert talks.edtf == "2024-08-26"

    def test_rows_changed_since_the_export_are_marked(self, ada, talks):
        content = edited(exported(EventTable(), Event.objects.all()), ("2024-08-27", "2024-08-28"))
        decide_values(talks, {"gathering": Verdict("set", "Games")}, by=ada)

        found = plan(EventTable(), content, ada)

        assert [change.is_late for change in found.changes] == [True]

    def test_preview_of_another_is_refused(self, ada, talks):
        content = edited(exported(EventTable(), Event.objects.all()), ("2024-08-27", "2024-08-28"))
        words = sealed(plan(EventTable(), content, ada), EventTable(), ada)

        with pytest.raises(Stale, match="another"):
            unsealed(words, EventTable(), get_user_model().objects.create_superuser("eve"))

    def test_nasty_values_come_back_exactly(self, ada):
        for words in NASTY:
            event = make_by_hand(by=ada)
            value = {"name": words, "key": None, "side": "US", "role": "host", "body": True}
            verdicts = {"title": words, "summary": words, "gathering": words, "participant:x": value}
            decide_values(event, {field: Verdict("set", value) for field, value in verdicts.items()}, by=ada)
        before = exported(EventTable(), Event.objects.all())
        assert plan(EventTable(), before.encode(), ada).changes == ()
        for event in Event.objects.all():
            fields = ("title", "summary", "gathering", "participant:x")
            decide_values(event, {field: Verdict("clear") for field in fields}, by=ada)
        assert plan(EventTable(), before.encode(), ada).unchanged == 0

        taken_in(EventTable(), before.encode(), ada)

        after = exported(EventTable(), Event.objects.all())
        by_rows = [
            [row.cells | {"revision": ""} for row in rows_of(EventTable(), file.encode())] for file in (before, after)
        ]
        assert by_rows[0] == by_rows[1]


@pytest.mark.slow
def test_ten_thousand_events_come_back_byte_for_byte(ada):
    rng = random.Random(11)

    def words(most: int) -> str:
        return " ".join(rng.choice([*NASTY, "plain", "lone\rreturn", "\u200b=1", " blanks "]) for _ in range(most))

    people = Person.objects.bulk_create(
        Person(key=f"p-{number}", full_name=f"{words(1)} {number}", side="US") for number in range(100)
    )
    events = Event.objects.bulk_create(
        Event(public_id=f"e{number}", title=words(3), summary=words(5), gathering=words(1), city=words(1), edtf="2024")
        for number in range(10_000)
    )
    Participation.objects.bulk_create(
        Participation(
            event=event, person=rng.choice([None, *people]), name=words(2), side="PRC", role=rng.choice(list(Role))
        )
        for event in events
    )
    before = exported(EventTable(), Event.objects.all())

    found = plan(EventTable(), before.encode(), ada)
    act = apply(EventTable(), found.changes, ada)

    assert (found.changes, found.faults, found.unchanged, act) == ((), (), 10_000, None)
    assert exported(EventTable(), Event.objects.all()) == before
    cells = [cell for line in csv.reader(io.StringIO(before, newline="")) for cell in line]
    assert not [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@"))]


class TestReference:
    def test_unchanged_files_change_nothing(self, ada):
        make_person(aliases=NASTY, note="two\nlines")
        make_office(phrases=["foreign minister; deputy"])
        make_venue(latitude=39.90736, longitude=-116.3)

        for table in (PersonTable(), OfficeTable(), VenueTable()):
            found = plan(table, exported(table).encode(), ada)
            assert (found.changes, found.faults, found.unchanged) == ((), (), 1)

    def test_changed_cells_are_one_recorded_edit(self, ada):
        person = make_person(aliases=["Wang I"])

        act = taken_in(PersonTable(), edited(exported(PersonTable()), ("Wang I,", "Wang I; Yi Wang,")), ada)

        person.refresh_from_db()
        assert (person.aliases, person.origin) == (["Wang I", "Yi Wang"], "editor")
        undo(act, by=ada)
        person.refresh_from_db()
        assert (person.aliases, person.origin) == (["Wang I"], "reference")

    def test_new_rows_are_made(self, ada):
        taken_in(VenueTable(), b"key,name,city,country\r\nblue-room,Blue Room,Geneva,CH\r\n", ada)

        assert list(Venue.objects.values_list("key", "name", "country", "origin")) == [
            ("blue-room", "Blue Room", "CH", "editor")
        ]

    @pytest.mark.parametrize(("old", "new", "column"), [(",PRC,", ",Mars,", "side"), (",Wang Yi,", ",,", "full_name")])
    def test_bad_cells_are_refused(self, ada, old, new, column):
        make_person()

        found = plan(PersonTable(), edited(exported(PersonTable()), (old, new)), ada)

        assert (2, column) in {(fault.row, fault.column) for fault in found.faults}


class TestPages:
    def upload(self, client, content: bytes, name="event"):
        file = io.BytesIO(content)
        file.name = "events.csv"
        return client.post(reverse(f"admin:timeline_{name}_import"), {"file": file})

    def test_export_keeps_to_filters_and_search(self, admin_client, talks):
        make_event(title="Other", kind="call")

        answer = admin_client.get(reverse("admin:timeline_event_export"), {"kind__exact": "talks", "q": "Beijing"})

        rows = rows_of(EventTable(), b"".join(answer.streaming_content))
        assert [row.cells["id"] for row in rows] == [talks.public_id]

    def test_preview_then_import(self, admin_client, talks):
        answer = admin_client.get(reverse("admin:timeline_event_export"))
        content = b"".join(answer.streaming_content).replace(b"2024-08-27", b"2024-08-28")

        page = self.upload(admin_client, content)
        assert not Decision.objects.exists()
        assert "<ins>2024-08-28</ins>" in page.content.decode()
        admin_client.post(reverse("admin:timeline_event_import"), {"agreed": page.context["agreed"]})

        talks.refresh_from_db()
        assert talks.edtf == "2024-08-28"

    def test_faults_leave_nothing_to_agree_to(self, admin_client, talks):
        page = self.upload(admin_client, f"id,date,title\r\n{talks.public_id},soon,New\r\n".encode())

        assert (page.context["agreed"], page.context["faults"][0].column) == ("", "date")

    def test_forged_agreement_is_refused(self, admin_client, talks):
        page = admin_client.post(reverse("admin:timeline_event_import"), {"agreed": "made up"})

        assert "Nothing was stored" in page.content.decode()
        assert not Decision.objects.exists()

    def test_editor_may_not_publish_by_import(self, client, talks):
        editor = get_user_model().objects.create_user("ed", is_staff=True)
        editor.groups.add(Group.objects.get(name="editor"))
        client.force_login(editor)

        page = self.upload(client, f"id,publication\r\n{talks.public_id},published\r\n".encode())

        assert page.context["faults"] == (Fault(2, "publication", "Only a publisher may publish or withdraw."),)

    def test_viewer_may_export_but_not_import(self, client, talks):
        viewer = get_user_model().objects.create_user("vi", is_staff=True)
        viewer.groups.add(Group.objects.get(name="viewer"))
        client.force_login(viewer)

        assert client.get(reverse("admin:timeline_event_export")).status_code == 200
        assert self.upload(client, b"id\r\n").status_code == 403

    def test_people_are_imported_too(self, admin_client):
        make_person()

        page = self.upload(admin_client, b"key,name_zh\r\nwang-yi,\xe7\x8e\x8b\xe6\xaf\x85\r\n", "person")
        admin_client.post(reverse("admin:timeline_person_import"), {"agreed": page.context["agreed"]})

        assert Person.objects.get().name_zh == "王毅"

    def test_many_rows_come_with_a_warning_and_the_command(self, admin_client, talks, monkeypatch):
        monkeypatch.setattr("timeline.admin.roundtrip.ROWS_A_SECOND", 1 / 40)

        page = self.upload(admin_client, f"id,gathering\r\n{talks.public_id},Games\r\n".encode())

        assert "takes about 40 seconds" in page.content.decode()
        assert "manage.py import_table events FILE --by admin" in page.content.decode()
        assert page.context["agreed"]

    def test_more_than_a_page_can_send_back_is_left_to_the_command(self, admin_client, talks, monkeypatch):
        monkeypatch.setattr("timeline.admin.roundtrip.MOST_AGREED", 10)

        page = self.upload(admin_client, f"id,gathering\r\n{talks.public_id},Games\r\n".encode())

        assert "more than a page can store" in page.content.decode()
        assert not page.context["agreed"]


class TestCommand:
    def run(self, tmp_path, content: str, *options, by="ada") -> str:
        file, out = tmp_path / "events.csv", io.StringIO()
        file.write_text(content, encoding="utf-8")
        call_command("import_table", "events", str(file), f"--by={by}", *options, stdout=out, stderr=io.StringIO())
        return out.getvalue()

    def test_file_is_taken_in_as_one_act_of_the_user(self, tmp_path, ada, talks):
        out = self.run(tmp_path, f"id,gathering\n{talks.public_id},Games\n")

        act = ChangeSet.objects.get()
        assert out.splitlines() == [
            "Different: 1 row, 1 cell.",
            f"Stored as change set {act.pk}, which can be undone as a whole.",
        ]
        assert (act.act, act.actor, Event.objects.get().gathering) == ("import", ada, "Games")

    def test_dry_run_stores_nothing(self, tmp_path, ada, talks):
        self.run(tmp_path, f"id,gathering\n{talks.public_id},Games\n", "--dry-run")

        assert not ChangeSet.objects.exists()

    @pytest.mark.parametrize(
        ("content", "by", "words"),
        [
            ("id,kind\n{id},picnic\n", "ada", "1 cell cannot be taken"),
            ("id,colour\n{id},red\n", "ada", "colour"),
            ("id,kind\n{id},call\n", "nobody", "no account"),
        ],
    )
    def test_what_cannot_be_taken_fails(self, tmp_path, ada, talks, content, by, words):
        with pytest.raises(CommandError, match=words):
            self.run(tmp_path, content.format(id=talks.public_id), by=by)

        assert not ChangeSet.objects.exists()
