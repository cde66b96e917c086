"""The filtered events as files, and the page that explains them."""

from collections.abc import Callable, Iterator
from functools import wraps
from itertools import chain

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from timeline import exports
from timeline.exports.calendar import day_precise
from timeline.filters import EventFilterForm
from timeline.models import Event

ROWS = "<!-- rows -->"  # where the table's rows go


def download(content_type: str, name: str = ""):
    """Make a view of a function from (request, form, events) to text: checked first, then streamed.

    Checked before the first byte, since after it is too late to say 400. With a name the browser saves it.
    """

    def decorate(write: Callable[[HttpRequest, EventFilterForm, QuerySet], Iterator[str]]):
        @require_GET
        @wraps(write)
        def view(request: HttpRequest) -> HttpResponse:
            form = EventFilterForm(request.GET)
            if not form.is_valid():
                return HttpResponseBadRequest(form.errors.as_text(), content_type="text/plain; charset=utf-8")
            pieces = write(request, form, form.narrow(Event.objects.public()))
            headers = {"Content-Disposition": f'attachment; filename="{name}"'} if name else {}
            return StreamingHttpResponse(pieces, content_type=content_type, headers=headers)

        return view

    return decorate


def address_of(request: HttpRequest) -> Callable[[str], str]:
    """The whole address of an event's page, by its id."""
    pattern = request.build_absolute_uri(reverse("timeline:event", args=["ID"]))
    return lambda public_id: pattern.replace("/ID/", f"/{public_id}/")


@download("text/csv; charset=utf-8", "events.csv")
def export_csv(request, form, events):
    return exports.events_csv(events)


@download("application/json", "events.json")
def export_json(request, form, events):
    return exports.events_json(events, query=form.query())


@download("text/calendar; charset=utf-8", "events.ics")
def export_calendar(request, form, events):
    return exports.calendar(events, address_of(request))


@download("application/atom+xml; charset=utf-8")
def export_atom(request, form, events):
    page = request.build_absolute_uri(reverse("timeline:index")) + (f"?{form.query()}" if form.query() else "")
    own = request.build_absolute_uri(request.path) + (f"?{form.query()}" if form.query() else "")
    return exports.atom(events, own=own, page=page, address_of=address_of(request))


@download("text/csv; charset=utf-8", "timelinejs.csv")
def export_timelinejs(request, form, events):
    return exports.timelinejs_csv(events, address_of(request))


@require_GET
def print_page(request: HttpRequest) -> HttpResponse:
    """All events of the filter as one plain table for paper, streamed."""
    form = EventFilterForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest(form.errors.as_text(), content_type="text/plain; charset=utf-8")
    events = form.narrow(Event.objects.public())
    context = {"chips": form.chips(), "total": events.count(), "query": form.query(), "today": timezone.localdate()}
    head, tail = render_to_string("timeline/print.html", context, request).split(ROWS)
    return StreamingHttpResponse(chain([head], exports.table_rows(events, address_of(request)), [tail]))


@require_GET
def export_csvw(request: HttpRequest) -> HttpResponse:
    """What the columns of the CSV hold, for machines."""
    address = request.build_absolute_uri(reverse("timeline:export-csv"))
    return JsonResponse(exports.csvw(address), content_type="application/csvm+json")


FORMS = [
    ("print", "For paper", "one plain table of all of it"),
    ("export-csv", "CSV", "a spreadsheet; one row an engagement"),
    ("export-json", "JSON", "for programs; the same fields, lists as lists"),
    ("export-calendar", "Calendar (iCalendar)", "to subscribe to; only what is known to the day"),
    ("export-atom", "Feed (Atom)", "to follow changes; the newest change first"),
    ("export-timelinejs", "TimelineJS", "a CSV that TimelineJS reads; without the undated"),
    ("export-csvw", "Description of the CSV (CSVW)", "the columns, for machines"),
]


@require_GET
def export_page(request: HttpRequest) -> HttpResponse:
    """All forms of the view at hand, and the data dictionary."""
    form = EventFilterForm(request.GET)
    events = form.narrow(Event.objects.public())
    total = events.count()
    context = {
        "form": form,
        "chips": form.chips(),
        "total": total,
        "coarse": total - day_precise(events).count(),
        "forms": [(reverse(f"timeline:{name}"), words, what) for name, words, what in FORMS],
        "columns": exports.COLUMNS.items(),
        "query": form.query(),
    }
    return render(request, "timeline/export.html", context)
