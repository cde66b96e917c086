"""The editor's side of events, people, offices and places.

A value changed in an event's form becomes a decision: the row itself is computed, never written by hand.
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.html import format_html

from timeline import edtf
from timeline.changes import CannotUndo, undo
from timeline.curate import Refused, Verdict, decide_values, make_event, set_publication
from timeline.models import ChangeSet, Decision, Event, Office, Origin, Participation, Person, Term, Topic, Venue
from timeline.vocabulary import Kind, Role, Setting, Side, Status, choices

admin.site.site_header = "Engagements · editor's desk"
admin.site.site_title = "Engagements"
admin.site.index_title = "What would you like to work on?"


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

    def clean(self):
        data = super().clean()
        person = data.get("person")
        if not person and not data.get("name"):
            raise ValidationError("Choose a person, or name a body or delegation.")
        data["name"] = data.get("name") or (person.full_name if person else "")
        data["side"] = data.get("side") or (person.side if person else Side.OTHER)
        return data


class ParticipationInline(admin.TabularInline):
    model = Participation
    form = ParticipationForm
    extra = 0
    autocomplete_fields = ("person",)
    verbose_name_plural = "participants"


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


class DecisionInline(admin.TabularInline):
    model = Decision
    extra = 0
    can_delete = False
    fields = readonly_fields = ("field", "mode", "value", "author_name", "made_at", "note")
    verbose_name_plural = "what editors decided, oldest first"

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    form = EventForm
    list_display = ("when", "title", "kind", "status", "place", "articles", "publication")
    list_display_links = ("title",)
    list_filter = ("publication", "state", "kind", "status", "setting", "channel", "precision")
    search_fields = ("title", "city", "participations__name", "public_id")
    autocomplete_fields = ("venue", "parent")
    filter_horizontal = ("topics",)
    list_select_related = ("venue",)
    list_per_page = 50
    readonly_fields = ("evidence", "public_id", "confidence", "state")
    fieldsets = (
        (None, {"fields": ("title", "edtf", "kind", "setting", ("status", "status_date"))}),
        ("Where", {"fields": (("city", "country"), "venue", "gathering")}),
        ("More", {"fields": ("topics", "summary", "parent", "publication", "note")}),
        ("Evidence", {"fields": ("evidence",)}),
        ("Record", {"classes": ("collapse",), "fields": ("public_id", "state", "confidence")}),
    )
    inlines = (ParticipationInline, DecisionInline)
    actions = ("publish", "withdraw")

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(state__in=("merged", "empty"))

    @admin.display(ordering="earliest", description="When")
    def when(self, event):
        return edtf.humanise(event.edtf) or "undated"

    @admin.display(ordering="city", description="Where")
    def place(self, event):
        return event.city or event.country or "–"

    @admin.display(ordering="article_count", description="Articles")
    def articles(self, event):
        return event.article_count

    @admin.display(description="What the articles say")
    def evidence(self, event):
        mentions = event.mentions.select_related("article__outlet").prefetch_related("claims")
        return format_html("{}", render_to_string("admin/timeline/_evidence.html", {"mentions": mentions}))

    def save_model(self, request, obj, form, change):
        """Nothing is written here: `save_related` turns the whole form into one act."""
        if not change:
            fresh = make_event(by=request.user)
            obj.pk, obj.public_id = fresh.pk, fresh.public_id

    def save_form(self, request, form, change):
        return form.instance if change else form.save(commit=False)

    def save_related(self, request, form, formsets, change):
        shown = Event.objects.get(pk=form.instance.pk)
        # Of an event that an editor makes by hand, everything is her word.
        verdicts = form.verdicts(shown if change else Event(pk=shown.pk, kind="", status=""))
        for formset in formsets:
            # Django's own log asks for these; here no row is saved by a formset.
            formset.new_objects = formset.changed_objects = formset.deleted_objects = []
            if formset.model is Participation:
                verdicts |= participant_verdicts(formset, form.cleaned_data["note"])
        try:
            decide_values(shown, verdicts, by=request.user)
        except Refused as error:
            messages.error(request, f"Not saved: {error}")
            return
        if form.cleaned_data["publication"] != shown.publication:
            set_publication(Event.objects.filter(pk=shown.pk), form.cleaned_data["publication"], by=request.user)

    def has_delete_permission(self, request, obj=None):
        # Deleting would lose the evidence; an event is withdrawn or rejected instead.
        return False

    @admin.action(description="Publish: reviewed and right", permissions=["change"])
    def publish(self, request, queryset):
        count = set_publication(queryset, Event.Publication.PUBLISHED, by=request.user)
        self.message_user(request, f"{count} published.")

    @admin.action(description="Withdraw from readers", permissions=["change"])
    def withdraw(self, request, queryset):
        count = set_publication(queryset, Event.Publication.WITHDRAWN, by=request.user)
        self.message_user(request, f"{count} withdrawn.")


class EditedAdmin(admin.ModelAdmin):
    """Reference rows: what an editor saves is hers from then on."""

    def save_model(self, request, obj, form, change):
        obj.origin = Origin.EDITOR
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        for row in formset.save(commit=False):
            row.origin = Origin.EDITOR
            row.save()
        for row in formset.deleted_objects:
            row.delete()
        formset.save_m2m()


class TermForm(forms.ModelForm):
    class Meta:
        model = Term
        fields = ("office", "start", "end", "aliases", "note")

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


class TermInline(admin.TabularInline):
    model = Term
    form = TermForm
    extra = 0
    autocomplete_fields = ("office",)


@admin.register(Person)
class PersonAdmin(EditedAdmin):
    list_display = ("full_name", "name_zh", "side", "origin")
    list_filter = ("side", "origin", "terms__office__channel")
    search_fields = ("full_name", "name_zh", "aliases", "key")
    prepopulated_fields = {"key": ("full_name",)}
    inlines = (TermInline,)

    def get_readonly_fields(self, request, obj=None):
        return ("key",) if obj else ()  # public addresses never change

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields


@admin.register(Office)
class OfficeAdmin(EditedAdmin):
    list_display = ("title", "body", "side", "channel", "rank")
    list_filter = ("side", "channel", "rank")
    search_fields = ("title", "body")


@admin.register(Venue)
class VenueAdmin(EditedAdmin):
    list_display = ("name", "city", "country", "kind")
    list_filter = ("country", "kind")
    search_fields = ("name", "city", "aliases")
    prepopulated_fields = {"key": ("name",)}


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ("name", "slug")
    search_fields = ("name",)


@admin.register(ChangeSet)
class ChangeSetAdmin(admin.ModelAdmin):
    """The log of all acts; read only, but each can be undone."""

    list_display = ("made_at", "act", "summary", "actor_name", "is_undone")
    list_filter = ("act", "actor_name")
    search_fields = ("summary",)
    actions = ("undo_selected",)
    readonly_fields = fields = ("act", "summary", "actor_name", "made_at", "rows", "undone_by")
    list_select_related = ("undone_by",)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(boolean=True, description="Undone")
    def is_undone(self, change_set):
        return change_set.undone_by_id is not None

    @admin.action(description="Undo the selected acts, newest first", permissions=["view"])
    def undo_selected(self, request, queryset):
        if not request.user.has_perm("timeline.change_event"):
            messages.error(request, "You may look at the log, but not undo.")
            return
        for change_set in queryset.order_by("-pk"):
            try:
                undo(change_set, by=request.user)
                messages.success(request, f"Undone: {change_set.summary or change_set.act}")
            except CannotUndo as error:
                messages.error(request, f"{change_set.summary or change_set.act}: {error}")
