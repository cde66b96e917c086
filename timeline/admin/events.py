"""The editor's side of events: what differs from what is shown becomes a decision, and each act can be undone.

The row itself is computed, never written by hand.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html

from timeline import edtf
from timeline.admin.acts import act_on, merge_page, split_page
from timeline.admin.base import HistoryMixin, NoDeleteBeside, number, telling
from timeline.admin.forms import EventForm, ParticipationForm, ParticipationFormSet, participant_verdicts
from timeline.admin.rebase import read_seen, rebased, seen_of
from timeline.admin.roundtrip import RoundTripMixin
from timeline.curate import Refused, decide_values, make_event, reject_events, restore_events, set_publication
from timeline.history import acts_on
from timeline.matching.reasons import keys_in, readable
from timeline.models import Decision, Event, Participation
from timeline.people import names_of
from timeline.roles import may_decide, may_publish
from timeline.roundtrip.events import EventTable
from timeline.views.evidence import shown_values

MOST_MERGED = 50  # at once: all are looked at on one page
# Not listed, but each still has its page, where its history is.
GONE = (Event.State.MERGED, Event.State.EMPTY)


class ParticipationInline(NoDeleteBeside, admin.TabularInline):
    model = Participation
    form = ParticipationForm
    formset = ParticipationFormSet
    extra = 0
    autocomplete_fields = ("person",)
    verbose_name, verbose_name_plural = "participant", "participants"


class DecisionInline(admin.TabularInline):
    model = Decision
    extra = 0
    can_delete = False
    fields = readonly_fields = ("field", "mode", "value", "author_name", "made_at", "note")
    verbose_name_plural = "what editors decided, oldest first"

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Event)
class EventAdmin(RoundTripMixin, HistoryMixin):
    form = EventForm
    table = EventTable
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
        ("Every claim", {"classes": ("collapse",), "fields": ("evidence",)}),
        ("Record", {"classes": ("collapse",), "fields": ("public_id", "state", "confidence")}),
    )
    inlines = (ParticipationInline, DecisionInline)
    actions = ("publish", "withdraw", "merge", "reject", "restore")

    # --- who may what ---

    def has_change_permission(self, request, obj=None):
        live = obj is None or obj.state not in GONE
        return live and may_decide(request.user) and super().has_change_permission(request, obj)

    def has_add_permission(self, request):
        return may_decide(request.user) and super().has_add_permission(request)

    def has_delete_permission(self, request, obj=None):
        # Deleting would lose the evidence; an event is withdrawn or rejected instead.
        return False

    def has_decide_permission(self, request):
        return may_decide(request.user)

    def has_publish_permission(self, request):
        return may_publish(request.user)

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if may_publish(request.user) else (*fields, "publication")

    # --- what is listed ---

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(state__in=GONE)

    def get_object(self, request, object_id, from_field=None):
        """Any event, also one merged away: its page tells where it went."""
        if from_field:
            return super().get_object(request, object_id, from_field)
        return Event.objects.filter(pk=number(object_id)).first()

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
        mentions = list(event.mentions.select_related("article__outlet").prefetch_related("claims"))
        people = names_of({key for mention in mentions for key in keys_in(mention.reasons)})
        for mention in mentions:
            mention.because = readable(mention.reasons, people)
        return format_html("{}", render_to_string("admin/timeline/_evidence.html", {"mentions": mentions}))

    # --- the page of one event ---

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("merge/", wrap(self.merge_view), name="timeline_event_merge"),
            path("<int:pk>/act/", wrap(self.act_view), name="timeline_event_act"),
            path("<int:pk>/split/", wrap(self.split_view), name="timeline_event_split"),
            *super().get_urls(),
        ]

    @transaction.atomic
    def change_view(self, request, object_id, form_url="", extra_context=None):
        event = self.get_object(request, object_id)
        if event is not None and request.method == "POST":
            event = Event.objects.select_for_update().get(pk=event.pk)
            if event.state in GONE:
                messages.error(request, f"Nothing was saved: meanwhile this event is {event.get_state_display()}.")
                return redirect("admin:timeline_event_change", event.pk)
            self.rebase(request, event)
        extra = {"may_decide": may_decide(request.user), "may_publish": may_publish(request.user)}
        if event is not None and request.method == "GET":
            event = (
                Event.objects.select_related("venue", "merged_into")
                .prefetch_related("participations__person", "participations__office", "topics")
                .prefetch_related("mentions__article__outlet", "mentions__claims")
                .get(pk=event.pk)
            )
            extra["event"] = event
            extra["shown"] = [(value, event.why.get(value.name, {})) for value in shown_values(event)]
        if event is not None:
            extra["seen"] = seen_of(event).as_json()
        return super().change_view(request, object_id, form_url, {**extra, **(extra_context or {})})

    def rebase(self, request, event):
        """Put what was typed upon what another editor saved since the page was opened."""
        seen, now = read_seen(request.POST.get("seen")), seen_of(event)
        if seen is None or seen == now:
            return
        request.POST, both = rebased(request.POST, seen, now)
        last = acts_on(Event._meta.label_lower, event.pk).defer("rows").first()
        who = (last and last.actor_name) or "Another reading"
        if "title" not in event.why:  # made anew of what the other changed: nobody wrote it
            both = [name for name in both if name != "title"]
        request.changed_by_both = dict.fromkeys(both, who)
        if not both:
            messages.info(request, f"{who} changed this event since you opened it. What you left alone stays so.")

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.changed_by_both = getattr(request, "changed_by_both", {})
        return form

    def act_view(self, request, pk):
        self.check_may(request)
        event = Event.objects.filter(pk=pk).first()
        if event is None or request.method != "POST":
            raise Http404("There is no such event.")
        act_on(request, event)
        if not Event.objects.filter(pk=pk).exists():
            return redirect("admin:timeline_event_changelist")
        return redirect("admin:timeline_event_change", pk)

    def merge_view(self, request):
        self.check_may(request)
        return merge_page(request, self)

    def split_view(self, request, pk):
        self.check_may(request)
        return split_page(request, self, pk)

    def check_may(self, request):
        if not may_decide(request.user):
            raise PermissionDenied

    # --- saving ---

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
        publication = form.cleaned_data.get("publication", shown.publication)
        try:
            with telling(request):
                decide_values(shown, verdicts, by=request.user)
                if publication != shown.publication and may_publish(request.user):
                    set_publication(Event.objects.filter(pk=shown.pk), publication, by=request.user)
        except Refused as error:
            messages.error(request, f"Not saved: {error}")

    # --- the list's actions ---

    @admin.action(description="Publish: reviewed and right", permissions=["publish"])
    def publish(self, request, queryset):
        with telling(request):
            count = set_publication(queryset, Event.Publication.PUBLISHED, by=request.user)
        self.message_user(request, f"{count} published.")

    @admin.action(description="Withdraw from readers", permissions=["publish"])
    def withdraw(self, request, queryset):
        with telling(request):
            count = set_publication(queryset, Event.Publication.WITHDRAWN, by=request.user)
        self.message_user(request, f"{count} withdrawn.")

    @admin.action(description="Merge into one …", permissions=["decide"])
    def merge(self, request, queryset):
        keys = ",".join(str(pk) for pk in queryset.values_list("pk", flat=True)[: MOST_MERGED + 1])
        if keys.count(",") >= MOST_MERGED:
            words = f"Choose at most {MOST_MERGED} events to make one of; nothing was merged."
            self.message_user(request, words, messages.ERROR)
            return None
        return redirect(f"{reverse('admin:timeline_event_merge')}?ids={keys}")

    @admin.action(description="Reject: no such engagement", permissions=["decide"])
    def reject(self, request, queryset):
        with telling(request):
            count = reject_events(queryset, by=request.user)
        self.message_user(request, f"{count} rejected.")

    @admin.action(description="Restore what was rejected", permissions=["decide"])
    def restore(self, request, queryset):
        with telling(request):
            count = restore_events(queryset, by=request.user)
        self.message_user(request, f"{count} restored.")
