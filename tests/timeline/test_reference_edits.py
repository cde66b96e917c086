"""Corrections of people, offices and terms: recorded, told, undone."""

from datetime import date

from django.urls import reverse

from tests.timeline.factories import make_office, make_person, make_term
from tests.timeline.telling import TALKS, history, ingest
from timeline.changes import undo
from timeline.history import Difference
from timeline.models import ChangeSet, Event, Office, Person, Term, Venue


class TestReferenceRows:
    def page(self, person, **changes) -> dict:
        data = {name: getattr(person, name) for name in ("key", "full_name", "family_name", "given_name", "side")}
        data |= {"name_zh": person.name_zh, "ids": "", "note": person.note, "aliases": ""}
        return data | {"terms-TOTAL_FORMS": 0, "terms-INITIAL_FORMS": 0} | changes

    def save(self, client, person, **changes):
        answer = client.post(
            reverse("admin:timeline_person_change", args=[person.pk]), self.page(person, **changes), follow=True
        )
        assert answer.redirect_chain, answer.context["errors"]
        return answer

    def test_edit_is_recorded_with_its_fields_and_undone(self, admin_client):
        person = make_person(name_zh="")
        page = self.save(admin_client, person, name_zh="王毅", aliases="Wang I")
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

    def test_aliases_are_typed_one_a_line(self, admin_client):
        person = make_person(aliases=["Wang I", "Yi Wang"])
        url = reverse("admin:timeline_person_change", args=[person.pk])
        form = admin_client.get(url).context["adminform"].form
        assert form["aliases"].value() == "Wang I\nYi Wang"

        self.save(admin_client, person, aliases=" Wang I \r\n\r\nWang, Yi\r\nWang I")

        person.refresh_from_db()
        assert person.aliases == ["Wang I", "Wang, Yi"]

    def test_no_cross_beside_an_office_deletes_it(self, admin_client):
        person = make_person()
        make_term(person, make_office())

        page = admin_client.get(reverse("admin:timeline_person_change", args=[person.pk]))

        assert "change-related" in page.content.decode()
        assert "delete-related" not in page.content.decode()

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
                "terms-0-aliases": "",
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
        data = {"key": "blue", "name": "Blue Room", "aliases": "", "city": "", "country": "", "kind": ""}
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
