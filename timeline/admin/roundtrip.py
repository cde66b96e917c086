"""Export and import on a list's page: what is listed goes out, what was edited comes back after a preview."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import path

from timeline.admin.acts import desk_page
from timeline.admin.base import telling
from timeline.decide import plural
from timeline.roundtrip.files import MAX_BYTES, Unreadable, lines, read
from timeline.roundtrip.plan import Plan, Stale, apply, plan_of, sealed, unsealed

MOST_SHOWN = 200  # rows and faults of a preview
ROWS_A_SECOND = 100  # that are stored, about; `benchmarks/imports.py` measures it
PATIENCE = 20  # seconds after which a page warns: proxies give up at thirty or sixty
MOST_AGREED = settings.DATA_UPLOAD_MAX_MEMORY_SIZE * 3 // 4  # characters of a preview that the browser sends back


class UploadForm(forms.Form):
    file = forms.FileField(label="CSV file", help_text="As exported here, edited in a spreadsheet, saved as CSV UTF-8.")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
        return file


class RoundTripMixin(admin.ModelAdmin):
    """Adds export and import to a list; `table` says what the columns are."""

    table = None
    change_list_template = "admin/timeline/change_list.html"

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("export/", wrap(self.export_view), name=f"{name}_export"),
            path("import/", wrap(self.import_view), name=f"{name}_import"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"may_import": self.may_import(request), **(extra_context or {})})

    def get_actions(self, request):
        actions = super().get_actions(request)
        if not actions:  # nothing to choose for, as in a window that only picks a row
            return actions
        return {"export_selected": (type(self).export_selected, "export_selected", "Export as CSV"), **actions}

    def export_selected(self, request, queryset):
        return self.file(queryset)

    def export_view(self, request: HttpRequest):
        """All that the list shows under its filters and its search, not only one page of it."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        try:
            found = self.get_changelist_instance(request).get_queryset(request)
        except admin.options.IncorrectLookupParameters:
            messages.error(request, "There is no such filter.")
            return redirect("..")
        return self.file(found)

    def file(self, queryset) -> StreamingHttpResponse:
        table = self.table()
        body = lines(list(table.columns), table.rows(queryset))
        headers = {"Content-Disposition": f'attachment; filename="{table.name}.csv"'}
        return StreamingHttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)

    def may_import(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def import_view(self, request: HttpRequest):
        """A form; a preview of every difference; and, once agreed to, one act."""
        if not self.may_import(request):
            raise PermissionDenied
        table, form, plan = self.table(), UploadForm(), None
        if request.method == "POST" and "agreed" in request.POST:
            try:
                with telling(request):
                    changes = unsealed(request.POST["agreed"], table, request.user)
                    act = apply(table, changes, request.user)
                self.after_import(request, act)
                return redirect("..")
            except Stale as error:
                messages.error(request, f"Nothing was stored. {error}")
        elif request.method == "POST":
            form = UploadForm(request.POST, request.FILES)
            if form.is_valid():
                try:
                    rows = read(form.cleaned_data["file"].read(), list(table.columns), table.key)
                    plan = plan_of(table, rows, request.user)
                except Unreadable as error:
                    form.add_error("file", str(error))
        context = {"title": f"Import {table.name}", "form": form, "table": table, "plan": plan}
        if plan:
            context |= self.preview(plan, table, request.user)
        return desk_page(request, self, "import", context)

    def preview(self, plan: Plan, table, user) -> dict:
        agreed = sealed(plan, table, user) if plan.changes and not plan.faults else ""
        seconds = int(len(plan.changes) / ROWS_A_SECOND)
        return {
            "seconds": seconds if agreed and seconds > PATIENCE else 0,
            "too_large": len(agreed) > MOST_AGREED,
            "changes": plan.changes[:MOST_SHOWN],
            "more_changes": max(0, len(plan.changes) - MOST_SHOWN),
            "faults": plan.faults[:MOST_SHOWN],
            "more_faults": max(0, len(plan.faults) - MOST_SHOWN),
            "cells": sum(len(change.cells) for change in plan.changes),
            "summary": plural(len(plan.changes), "row"),
            "agreed": agreed if len(agreed) <= MOST_AGREED else "",
        }

    def after_import(self, request: HttpRequest, act) -> None:
        """What else follows from an import."""
