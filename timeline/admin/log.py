"""The log of all acts."""

from itertools import islice
from time import monotonic

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme

from timeline.admin.acts import desk_page
from timeline.admin.base import number, undo_for
from timeline.history import MOST_TOLD, readings, told_whole, who
from timeline.models import ChangeSet
from timeline.relinking import READ_ARTICLES, reader
from timeline.roles import UNDO

SECONDS = 15  # what reading again may take before the page answers; the web server gives up at thirty


@admin.register(ChangeSet)
class ChangeSetAdmin(admin.ModelAdmin):
    """Read only, but each act can be undone."""

    list_display = ("made_at", "act", "summary", "who", "is_undone")
    list_display_links = ("made_at", "act")
    list_filter = ("act", "actor_name")
    search_fields = ("summary",)
    actions = ("undo_selected",)
    readonly_fields = fields = ("act", "summary", "who", "made_at", "what_changed", "undone_by")
    list_select_related = ("undone_by",)
    list_per_page = 50

    def get_queryset(self, request):
        found = super().get_queryset(request)
        # The rows of an act may be thousands: the list does without them.
        return found.defer("rows") if request.resolver_match.url_name.endswith("_changelist") else found

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_undo_permission(self, request):
        return request.user.has_perm(UNDO)

    @admin.display(boolean=True, description="Undone")
    def is_undone(self, change_set):
        return change_set.undone_by_id is not None

    @admin.display(ordering="actor_name", description="By")
    def who(self, change_set):
        if change_set.actor_name or "rows" in change_set.get_deferred_fields():
            return change_set.actor_name or "the machine"
        return who(change_set)

    @admin.display(description="What changed")
    def what_changed(self, change_set):
        context = {"whole": told_whole(change_set), "readings": islice(readings(change_set), MOST_TOLD)}
        return format_html("{}", render_to_string("admin/timeline/_changed.html", context))

    def get_urls(self):
        undo = self.admin_site.admin_view(self.undo_view)
        relink = self.admin_site.admin_view(self.relink_view)
        return [
            path("<int:pk>/undo/", undo, name="timeline_changeset_undo"),
            path("<int:pk>/relink/", relink, name="timeline_changeset_relink"),
            *super().get_urls(),
        ]

    def undo_view(self, request, pk):
        act = ChangeSet.objects.filter(pk=pk).first()
        if act is None or request.method != "POST":
            raise Http404("There is no such act.")
        undo_for(request, act)
        then = request.POST.get("next") or request.headers.get("Referer", "")
        safe = url_has_allowed_host_and_scheme(then, {request.get_host()}, require_https=request.is_secure())
        return redirect(then if safe else "admin:timeline_changeset_changelist")

    def relink_view(self, request, pk):
        """Read the articles that an act on names touches again, for as long as a request may take at a time."""
        if not request.user.has_perm(READ_ARTICLES):
            raise PermissionDenied
        act = ChangeSet.objects.filter(pk=pk).first()
        if act is None or reader() is None:
            raise Http404("There is no such act.")
        after = number(request.POST.get("after"))
        waiting = [article for article in reader().touched(act) if article > after]
        outcomes = []
        if request.method == "POST":
            started, read = monotonic(), reader().opened(request.user)
            while waiting and monotonic() - started < SECONDS:
                after = waiting.pop(0)
                outcomes.append(read(after))
        context = {
            "title": "Read articles again",
            "act": act,
            "waiting": len(waiting),
            "after": after,
            "outcomes": outcomes,
            "is_done": request.method == "POST" and not waiting,
        }
        return desk_page(request, self, "relink", context)

    @admin.action(description="Undo the selected acts, newest first", permissions=["undo"])
    def undo_selected(self, request, queryset):
        for act in queryset.order_by("-pk"):
            undo_for(request, act)
