"""What the pages of the desk share: a history whose acts can be undone, and a word after each act."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html

from timeline.changes import CannotUndo, undo
from timeline.history import acts_on, told
from timeline.models import ChangeSet
from timeline.roles import UNDO, why_not_undo

ACTS_A_PAGE = 40


@contextmanager
def telling(request: HttpRequest, words: str = "") -> Iterator[None]:
    """Say what was done once it is done, with a button that undoes it."""
    last = ChangeSet.objects.aggregate(last=Max("pk"))["last"] or 0
    yield
    for act in ChangeSet.objects.filter(pk__gt=last, actor=request.user, undoes=None).order_by("pk"):
        messages.success(request, done(request, words or f"{act.act[:1].upper()}{act.act[1:]}: {act.summary}", act))


def done(request: HttpRequest, words: str, act: ChangeSet):
    """The message after an act."""
    if why_not_undo(request.user, act):
        return words
    return format_html(
        '{} <form class="undo" method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="next" value="{}"><button type="submit">Undo</button></form>',
        words,
        reverse("admin:timeline_changeset_undo", args=[act.pk]),
        get_token(request),
        request.get_full_path() if request.method == "GET" else "",
    )


def undo_for(request: HttpRequest, act: ChangeSet) -> None:
    """Undo an act for whoever asks, and say so, or say why not."""
    name = act.summary or act.act
    if reason := why_not_undo(request.user, act):
        messages.error(request, f"Not undone. {reason}")
        return
    try:
        undo(act, by=request.user)
        messages.success(request, f"Undone: {name}")
    except CannotUndo as error:
        messages.error(request, f"Not undone, {name}: {error}")


class NoDeleteBeside:
    """No red cross beside a chosen row: it would delete the person or venue itself, not take it out of the form."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and hasattr(field.widget, "can_delete_related"):
            field.widget.can_delete_related = False
        return field


class HistoryMixin(NoDeleteBeside, admin.ModelAdmin):
    """A history that tells field by field what changed, by whom or by which reading, and undoes."""

    def history_view(self, request, object_id, extra_context=None) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404("There is no such row.")
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        model = self.opts.label_lower
        acts = acts_on(model, row.pk)
        if request.method == "POST":
            undo_for(request, next((act for act in acts.filter(pk=number(request.POST.get("act")))), None) or missing())
            return redirect(request.get_full_path())
        page = Paginator(acts, ACTS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {row}",
            "subtitle": None,
            "page": page,
            "told": told(page.object_list, model, row.pk),
            "may_undo": request.user.has_perm(UNDO),
            "object": row,
            "opts": self.opts,
            "module_name": str(self.opts.verbose_name_plural),
            **(extra_context or {}),
        }
        return render(request, "admin/timeline/history.html", context)


def number(words: str | None) -> int:
    """A primary key from a form; 0 for what is none."""
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 19 else 0


def missing():
    raise Http404("There is no such act.")
