"""The filtered events as columns for the chart."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import date

from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from timeline import charts
from timeline.cells import PARTS, unpacked
from timeline.filters import EventFilterForm
from timeline.filters.countries import country_name
from timeline.models import Event, Participation, Person
from timeline.vocabulary import Side

# Above this a chart of single marks is neither readable nor quick: counts by lane and time step are sent instead.
MOST_MARKS = 2000
LANE_COLUMN = {"channel": "channel", "kind": "kind", "place": "country", "person": "participations__person__key"}
FIELDS = ("public_id", "cell", "precision", "earliest", "latest", "title", "city", "article_count")


@require_GET
def chart_data(request: HttpRequest) -> HttpResponse:
    """Columns of all events of the filter, or of more than MOST_MARKS their counts by lane and time step."""
    form = EventFilterForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"version": charts.VERSION, "errors": form.errors}, status=400)
    events = form.narrow(Event.objects.public()).order_by()
    if form.lanes_by == "person":  # in whose lanes an event is counted several times
        counts, counted = counts_of(events), lambda: by_lane_and_month(events, form)
    else:
        found = by_lane_and_month(events, form)
        counts, counted = sums_of(found), lambda: found
    answer = {"version": charts.VERSION, "query": form.query(), "counts": counts}
    many = counts["chart"] > MOST_MARKS
    answer |= binned(counted(), form) if many else single_marks(events.exclude(month=None), form)
    response = JsonResponse(answer, json_dumps_params={"separators": (",", ":"), "ensure_ascii": False})
    response["Cache-Control"] = "private, no-cache"
    return response


def counts_of(events: QuerySet) -> dict[str, int]:
    """How many there are, how many of them without any date, and the rest, which the chart draws."""
    counts = events.aggregate(total=Count("*"), chart=Count("month"))
    return {"total": counts["total"], "shelf": counts["total"] - counts["chart"], "chart": counts["chart"]}


def sums_of(found: Sequence[tuple[str, int | None, int]]) -> dict[str, int]:
    """The same as `counts_of`, added up from counts by lane and month."""
    total = sum(count for *_, count in found)
    shelf = sum(count for _, month, count in found if month is None)
    return {"total": total, "shelf": shelf, "chart": total - shelf}


def by_lane_and_month(events: QuerySet, form: EventFilterForm) -> list[tuple[str | None, int | None, int]]:
    """Lane key, month in which an event begins, or ends where only that is known, and how many."""
    by = form.lanes_by
    if by in PARTS and form.cleaned_data["place"]:
        # The index of places has the number, and not the columns that are packed in it.
        part = PARTS[by]
        found = events.annotate(lane=F("cell").bitand(part.mask)).values_list("lane", "month").annotate(n=Count("*"))
        return [(part.of(cell), month, count) for cell, month, count in found]
    return list(events.values_list(LANE_COLUMN[by], "month").annotate(n=Count("*")))


def single_marks(dated: QuerySet, form: EventFilterForm) -> dict:
    asked_for = {wanted.token for wanted in form.cleaned_data["people"]}
    rows = chart_rows(dated, form.lanes_by, asked_for)
    lanes = charts.lanes_for(form.lanes_by, rows, lane_names(form.lanes_by))
    return {"mode": "events", "lanes": lanes, "events": charts.columns(rows, lanes)}


def chart_rows(events: QuerySet, by: str, asked_for: Container[str] = ()) -> list[charts.ChartRow]:
    """Rows in the order of time. By person an event stands in the lane of everybody who took part.

    Those whom the filter asks for take part in all of it: their lanes would say nothing, and are left out.
    """
    events = events.order_by("earliest", "pk")  # as an index has them; those that only end are put in place below
    if by != "person":
        rows = [chart_row(*row, (lane,)) for *row, lane in events.values_list(*FIELDS, LANE_COLUMN[by])]
        return sorted(rows, key=first_known_day)
    people = defaultdict(list)
    taking_part = Participation.objects.filter(event__in=events.order_by().values("pk"), person__isnull=False)
    for event, key in taking_part.values_list("event__public_id", "person__key"):
        if key not in asked_for:
            people[event].append(key)
    rows = [chart_row(*row, tuple(people[row[0]])) for row in events.values_list(*FIELDS)]
    return sorted(rows, key=first_known_day)


def first_known_day(row: charts.ChartRow) -> date:
    return row.earliest or row.latest


def chart_row(public_id, cell, precision, earliest, latest, title, city, articles, lanes) -> charts.ChartRow:
    of = unpacked(cell)
    return charts.ChartRow(
        public_id, of["kind"], of["status"], precision, of["side"], earliest, latest, title, city, articles, lanes
    )


def lane_names(by: str):
    """The function that names a lane from its key."""
    if by == "place":
        return country_name
    if by == "person":
        return short_name
    return str


def short_name(key: str) -> str:
    """A person's name for a narrow margin: "H. Kissinger", "Xi Jinping"."""
    person = Person.objects.get(key=key)
    if person.side == Side.PRC or not (person.given_name and person.family_name):
        return person.full_name
    return f"{person.given_name[0]}. {person.family_name}"


def binned(found: Iterable[tuple[str | None, int | None, int]], form: EventFilterForm) -> dict:
    """The dated among counts by lane and month, by quarter if the window is long."""
    step = charts.quarter_of if is_long(form.window) else str
    counted = [(key or "", step(charts.month_text(month)), count) for key, month, count in found if month is not None]
    return charts.bins(counted, form.lanes_by, lane_names(form.lanes_by))


def is_long(window: tuple[date | None, date | None]) -> bool:
    """More than twelve years, or no bound: quarters are fine enough."""
    start, end = window
    return not (start and end) or end.year - start.year > 12
