"""People, offices, places and topics: what an editor saves is hers from then on, and each act can be undone."""

from django.contrib import admin
from django.db import models

from timeline.admin.base import HistoryMixin, NoDeleteBeside, telling
from timeline.admin.forms import LinesField, TermForm
from timeline.admin.roundtrip import RoundTripMixin
from timeline.changes import Change, record
from timeline.models import Office, Person, Term, Topic, Venue
from timeline.reference_edits import delete_rows, events_showing, store_row
from timeline.relinking import offer_relink
from timeline.roundtrip.reference import OfficeTable, PersonTable, VenueTable


class EditedAdmin(HistoryMixin):
    """Each form, with the rows under it, and each bulk deletion is one act of the log."""

    list_per_page = 50
    formfield_overrides = {models.JSONField: {"form_class": LinesField}}

    def save_model(self, request, obj, form, change):
        """Nothing is written here: `save_related` makes one act of the whole form."""

    def save_related(self, request, form, formsets, change):
        touched = form.has_changed() or any(formset.has_changed() for formset in formsets)
        if change and not touched:
            for formset in formsets:
                formset.new_objects = formset.changed_objects = formset.deleted_objects = []
            return
        verb, words = "edit" if change else "add", str(form.instance)[:300]
        with telling(request), record(verb, by=request.user, summary=words) as act:
            act.touches(*events_showing(form.instance))
            store_row(form.instance, act)
            for formset in formsets:
                self.save_rows(formset, act)
        offer_relink(request, act.change_set)

    def save_rows(self, formset, act: Change):
        for row in formset.save(commit=False):
            store_row(row, act)
        delete_rows(formset.deleted_objects, act)

    def delete_model(self, request, obj):
        self.delete_queryset(request, [obj])

    def delete_queryset(self, request, queryset):
        rows = list(queryset)
        words = str(rows[0]) if len(rows) == 1 else f"{len(rows)} {self.opts.verbose_name_plural}"
        with record("delete", by=request.user, summary=words) as act:
            delete_rows(rows, act)

    def after_import(self, request, act):
        offer_relink(request, act)


class TermInline(NoDeleteBeside, admin.TabularInline):
    model = Term
    form = TermForm
    extra = 0
    autocomplete_fields = ("office",)


@admin.register(Person)
class PersonAdmin(EditedAdmin, RoundTripMixin):
    table = PersonTable
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
class OfficeAdmin(EditedAdmin, RoundTripMixin):
    table = OfficeTable
    list_display = ("title", "body", "side", "channel", "rank")
    list_filter = ("side", "channel", "rank")
    search_fields = ("title", "body")


@admin.register(Venue)
class VenueAdmin(EditedAdmin, RoundTripMixin):
    table = VenueTable
    list_display = ("name", "city", "country", "kind")
    list_filter = ("country", "kind")
    search_fields = ("name", "city", "aliases")
    prepopulated_fields = {"key": ("name",)}

    def get_readonly_fields(self, request, obj=None):
        return ("key",) if obj else ()

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields


@admin.register(Topic)
class TopicAdmin(EditedAdmin):
    list_display = ("name", "slug")
    search_fields = ("name",)
