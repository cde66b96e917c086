"""The filtered events as columns for the chart."""

from collections import defaultdict
from collections.abc import Container
from datetime import date

from django.db.models import CharField, Count, F, Q, QuerySet
from django.db.models.functions import Cast, Coalesce, Substr
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from timeline import charts
from timeline.filters import EventFilterForm, host_side
from timeline.filters.countries import country_name
from timeline.filters.memory import remembered, stamp_of
from timeline.models import Event, Participation, Person
from timeline.vocabulary import Side

# Above this a chart of single marks is neither readable nor quick: counts by lane and time step are sent instead.
MOST_MARKS = 2000
LANE_COLUMN = {"channel": "channel", "kind": "kind", "place": "country", "person": "participations__person__key"}
FIELDS = ("public_id", "kind", "status", "precision", "host", "earliest", "latest", "title", "city", "article_count")


@require_GET
def chart_data(request: HttpRequest) -> HttpResponse:
    """Columns of all events of the filter, or of more than MOST_MARKS their counts by lane and time step."""
    form = EventFilterForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"version": charts.VERSION, "errors": form.errors}, status=400)
    public = Event.objects.public()
    events = form.narrow(public).order_by()
    dated = events.exclude(earliest=None, latest=None)
    query, stamp = form.query(without=("lanes", "order")), stamp_of(public)
    counts = remembered("counts", query, stamp, lambda: counts_of(events))
    answer = {
        "version": charts.VERSION,
        "query": form.query(),
        "counts": {**counts, "chart": counts["total"] - counts["shelf"]},
    }
    many = answer["counts"]["chart"] > MOST_MARKS
    if many:
        answer |= remembered("bins", form.query(), stamp, lambda: binned(dated, form))
    else:
        answer |= single_marks(dated, form)
    response = JsonResponse(answer, json_dumps_params={"separators": (",", ":"), "ensure_ascii": False})
    response["Cache-Control"] = "private, no-cache"
    return response


def counts_of(events: QuerySet) -> dict[str, int]:
    return events.aggregate(total=Count("pk"), shelf=Count("pk", filter=Q(earliest=None, latest=None)))


def single_marks(dated: QuerySet, form: EventFilterForm) -> dict:
    asked_for = {wanted.token for wanted in form.cleaned_data["people"]}
    rows = chart_rows(dated, form.lanes_by, asked_for)
    lanes = charts.lanes_for(form.lanes_by, rows, lane_names(form.lanes_by))
    return {"mode": "events", "lanes": lanes, "events": charts.columns(rows, lanes)}


def chart_rows(events: QuerySet, by: str, asked_for: Container[str] = ()) -> list[charts.ChartRow]:
    """Rows in the order of time. By person an event stands in the lane of everybody who took part.

    Those whom the filter asks for take part in all of it: their lanes would say nothing, and are left out.
    """
    events = events.annotate(host=host_side()).order_by(Coalesce("earliest", "latest"), "pk")
    if by != "person":
        return [charts.ChartRow(*row[:-1], lanes=(row[-1],)) for row in events.values_list(*FIELDS, LANE_COLUMN[by])]
    people = defaultdict(list)
    taking_part = Participation.objects.filter(event__in=events.order_by().values("pk"), person__isnull=False)
    for event, key in taking_part.values_list("event__public_id", "person__key"):
        if key not in asked_for:
            people[event].append(key)
    return [charts.ChartRow(*row, lanes=tuple(people[row[0]])) for row in events.values_list(*FIELDS)]


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


def binned(dated: QuerySet, form: EventFilterForm) -> dict:
    """Counts by lane and by the quarter or month in which an event begins, or ends where only that is known."""
    lane = F(LANE_COLUMN[form.lanes_by])
    day = Cast(Coalesce("earliest", "latest"), CharField())
    found = dated.values_list(lane, Substr(day, 1, 7)).annotate(n=Count("pk", distinct=form.lanes_by == "person"))
    counted = [(key or "", month, count) for key, month, count in found]
    step = charts.quarter_of if is_long(form.window) else str
    return charts.bins([(key, step(month), n) for key, month, n in counted], form.lanes_by, lane_names(form.lanes_by))


def is_long(window: tuple[date | None, date | None]) -> bool:
    """More than twelve years, or no bound: quarters are fine enough."""
    start, end = window
    return not (start and end) or end.year - start.year > 12
