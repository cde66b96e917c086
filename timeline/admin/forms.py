"""What editors type about events and terms; what differs from what is shown becomes decisions."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError

from timeline import edtf
from timeline.curate import Verdict
from timeline.models import Event, Participation, Term
from timeline.vocabulary import Kind, Role, Setting, Side, Status, choices


class EventForm(forms.ModelForm):
    """An event's values as an editor types them; what differs from what is shown becomes a decision."""

    edtf = forms.CharField(
        label="Date",
        required=False,
        max_length=edtf.MAX_LENGTH,
        help_text="EDTF: 2024-08-29, 2022-11, 2024-08-27/2024-08-29, [2024-08-26..2024-09-01] for once within, "
        "2024-08-29/.. for open. Empty clears it.",
    )
    kind = forms.ChoiceField(choices=choices(Kind))
    setting = forms.ChoiceField(choices=[("", "not known"), *choices(Setting)], required=False)
    status = forms.ChoiceField(choices=choices(Status))
    status_date = forms.CharField(
        label="Day of that step", required=False, help_text="EDTF; the day it was held, postponed, cancelled …"
    )
    note = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="Why; kept with each value changed here."
    )

    class Meta:
        model = Event
        fields = (
            "title", "edtf", "kind", "setting", "status", "city", "country", "venue", "gathering", "topics", "summary",
            "parent", "publication",
        )  # fmt: skip

    changed_by_both: Mapping[str, str] = {}  # fields that somebody else changed since the page was opened, and who

    def clean(self):
        data = super().clean()
        for name, who in self.changed_by_both.items():
            words = f"{who} changed this to “{self.now(name)}” since you opened the page. "
            if name not in self.fields:
                words = f"{who} changed a participant whom you changed, too, since you opened the page. "
                name = None
            self.add_error(name, f"{words}Nothing is saved yet and what you typed is kept: save again to let it stand.")
        return data

    def now(self, name: str) -> str:
        """What the event shows at present, in short."""
        event = self.instance  # still as it is stored: the form fills it in later
        if name == "topics":
            return ", ".join(topic.name for topic in event.topics.all()) or "nothing"
        values = (event.city, event.country, event.venue) if name == "city" else (getattr(event, name),)
        return ", ".join(str(value) for value in values if value) or "nothing"

    def clean_edtf(self):
        return clean_edtf(self.cleaned_data["edtf"])

    def clean_status_date(self):
        return clean_edtf(self.cleaned_data["status_date"])

    def clean_country(self):
        return self.cleaned_data["country"].upper()

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if parent and (parent.pk == self.instance.pk or parent.parent_id or parent.kind != Kind.VISIT):
            raise ValidationError("Only a visit that is not part of another can hold meetings.")
        return parent

    def verdicts(self, shown: Event) -> dict[str, Verdict]:
        """The decisions that this form amounts to, compared with what the event shows."""
        new, note = self.cleaned_data, self.cleaned_data["note"]
        found = {}

        def decide(field, value):
            found[field] = Verdict("set", value, note) if value not in ("", None, []) else Verdict("clear", None, note)

        for field, column in (("date", "edtf"), *((name, name) for name in ("title", "kind", "setting", "summary"))):
            if new[column] != getattr(shown, column):
                decide(field, new[column])
        if new["gathering"] != shown.gathering:
            decide("gathering", new["gathering"])
        if new["status"] != shown.status or new["status_date"]:
            decide("status", {"status": new["status"], "date": new["status_date"] or None})
        place = (new["city"], new["country"], new["venue"])
        if place != (shown.city, shown.country, shown.venue):
            decide("place", self.place(shown))
        topics = sorted(topic.slug for topic in new["topics"])
        if topics != sorted(topic.slug for topic in shown.topics.all()):
            decide("topics", topics)
        if new["parent"] != shown.parent:
            decide("parent", new["parent"].public_id if new["parent"] else "")
        return found

    def place(self, shown: Event) -> dict:
        """City, country and house; a newly chosen house brings its own city and country."""
        new = self.cleaned_data
        venue = new["venue"]
        moved = venue and venue != shown.venue and new["city"] == shown.city
        city = (venue.city if moved else new["city"]) or ""
        country = (venue.country if moved else new["country"]) or ""
        return {"city": city, "country": country, "venue_key": venue.key if venue else ""}


def clean_edtf(words: str) -> str:
    words = words.strip()
    if not words:
        return ""
    try:
        return edtf.validate(words)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class ParticipationForm(forms.ModelForm):
    class Meta:
        model = Participation
        fields = ("person", "name", "side", "role", "office_title")
        help_texts = {"name": "Left empty, the person's."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["side"].required = False
        for field in self.fields.values():  # the column's heading names it for the eye only
            field.widget.attrs.setdefault("aria-label", str(field.label).capitalize())

    def clean(self):
        data = super().clean()
        person = data.get("person")
        if not person and not data.get("name"):
            raise ValidationError("Choose a person, or name a body or delegation.")
        data["name"] = data.get("name") or (person.full_name if person else "")
        data["side"] = data.get("side") or (person.side if person else Side.OTHER)
        return data


class ParticipationFormSet(forms.BaseInlineFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Take out"


def participant_verdicts(formset, note: str) -> dict[str, Verdict]:
    """The decisions that changed, added and removed rows of participants amount to."""
    found = {}
    for form in formset.forms:
        if not form.has_changed() and form not in formset.deleted_forms:
            continue
        row = form.instance
        before = (row.person.key if row.person_id and "person" not in form.changed_data else None) or ident_before(form)
        if form in formset.deleted_forms:
            if before:
                found[f"participant:{before}"] = Verdict("clear", None, note)
            continue
        data = form.cleaned_data
        person = data["person"]
        ident = person.key if person else data["name"]
        if before and before != ident:
            found[f"participant:{before}"] = Verdict("clear", None, note)
        value = {
            "name": data["name"],
            "side": data["side"],
            "role": data.get("role") or Role.PARTY,
            "key": person.key if person else None,
            "office": data.get("office_title") or "",
            "body": person is None,
        }
        found[f"participant:{ident}"] = Verdict("set", value, note)
    return found


def ident_before(form) -> str:
    """What a row's participant was filed under before the form changed it."""
    if not form.instance.pk:
        return ""
    stored = Participation.objects.select_related("person").filter(pk=form.instance.pk).first()
    return (stored.person.key if stored.person_id else stored.name) if stored else ""


class LinesField(forms.CharField):
    """A list of words, one a line."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 30})

    def __init__(self, *, encoder=None, decoder=None, **kwargs):
        """`encoder` and `decoder` are what a column of JSON brings along; words need none."""
        kwargs["help_text"] = " ".join(filter(None, (kwargs.get("help_text"), "One a line.")))
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value):
        lines = (line.strip() for line in (super().to_python(value) or "").splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    def has_changed(self, initial, data):
        return self.to_python(self.prepare_value(initial or [])) != self.to_python(data)


class TermForm(forms.ModelForm):
    aliases = LinesField(required=False, help_text="Right only in this term: “Secretary Clinton”.")

    class Meta:
        model = Term
        fields = ("office", "start", "end", "aliases", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3, "cols": 30})}

    def clean_start(self):
        return clean_edtf(self.cleaned_data["start"])

    def clean_end(self):
        return clean_edtf(self.cleaned_data["end"])

    def clean(self):
        data = super().clean()
        start, end = data.get("start"), data.get("end")
        self.instance.earliest = edtf.bounds(start)[0] if start else None
        self.instance.latest = edtf.bounds(end)[1] if end else None
        if start and end and self.instance.earliest > self.instance.latest:
            raise ValidationError("The term ends before it starts.")
        return data
