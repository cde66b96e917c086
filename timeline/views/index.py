"""The timeline page: chart, list and filter of one queryset."""

import re
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from timeline import charts, edtf
from timeline.cells import host_side
from timeline.filters import OPEN_REACH, EventFilterForm
from timeline.filters.countries import NAMES
from timeline.filters.facets import count_facets
from timeline.models import Event, Person
from timeline.overdue import status_words
from timeline.views.embed import embedded, wants_embedding
from timeline.views.parts import mark_variants, show_url, wants_part
from timeline.vocabulary import Kind, label

PER_PAGE = 50
MONTH = re.compile(r"\b(?:January|February|August|September|October|November|December)\b")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list, as plain values: a template of these is several times quicker than of models."""

    id: str
    address: str
    title: str
    year: str
    when: str
    full_when: str
    people: str
    place: str
    kind: str
    kind_label: str
    status: str
    status_label: str
    symbol: str
    side: str
    articles: int
    is_reviewed: bool


class Counted(Paginator):
    """Pages of events. It is told the count, since the facets have it already."""

    def __init__(self, events: QuerySet, per_page: int, count: int):
        super().__init__(events, per_page)
        self.count = count

    def _get_page(self, events: QuerySet, *args, **kwargs):
        return super()._get_page(listed(events), *args, **kwargs)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The page, or to htmx the parts of it that a changed filter changes."""
    form = EventFilterForm(request.GET)
    public = Event.objects.public()
    events = form.narrow(public)
    facets, counts = count_facets(form, public)
    page = Counted(in_order(events, form), PER_PAGE, counts.total).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [row_of(event) for event in page],
        "counts": counts,
        "facets": facets,
        "chips": form.chips(),
        "presets": presets(),
        "query": form.query(),
        "shelf_query": form.query(shelf="1"),
        "order_query": form.query(order="oldest" if form.newest_first else ""),
        "part": wants_part(request),
        "typing": bool(request.htmx) and request.htmx.trigger_name == "words",
        **strip_context(form, public),
    }
    if context["part"]:
        address = reverse("timeline:index") + (f"?{form.query()}" if form.query() else "")
        response = show_url(render(request, "timeline/parts/view.html", context), request, address)
    elif wants_embedding(request):
        response = embedded(request, form.query(), context | drawing(form))
    else:
        response = render(request, "timeline/index.html", context | drawing(form))
    return mark_variants(response)


def drawing(form: EventFilterForm | None = None) -> dict:
    """What a page with a chart needs; `chart_query` is what its script will ask for first, None if it will not ask."""
    asks = form is not None and form.is_valid()
    query = form.query(without=("from", "to", "sure", "order", "shelf")) if asks else None
    codes = charts.codes() | {"reach": OPEN_REACH}
    return {"figure": charts.figure(), "codes": codes, "legend": legend(), "chart_query": query}


def in_order(events: QuerySet, form: EventFilterForm) -> QuerySet:
    """By the first day it may have been; what has no date at all stands at the end either way."""
    if form.newest_first:
        return events.order_by(F("earliest").desc(nulls_last=True), "-pk")
    return events.order_by("onset", "pk")


def listed(some: QuerySet) -> list[Event]:
    """The events of a queryset that is ordered and cut short, with what a row shows.

    Only their keys are looked for at first: where a database must sort, it would else carry whole rows along.
    """
    keys = list(some.values_list("pk", flat=True))
    # Of the evidence a row shows nothing: reading it would take longer than the rest of the page.
    rows = Event.objects.filter(pk__in=keys).defer("why", "summary").annotate(host=host_side())
    found = {event.pk: event for event in rows.prefetch_related("participations")}
    return [found[key] for key in keys]


def months_of(events: QuerySet) -> dict[str, int]:
    """Events by the month ("2024-08") in which they begin, or end where only that is known."""
    counted = events.exclude(month=None).order_by().values_list("month").annotate(count=Count("*"))
    return {charts.month_text(month): count for month, count in counted}


def strip_context(form: EventFilterForm, public: QuerySet) -> dict:
    """The overview strip of everything but the days, with the query that each year leads to."""
    days = ("from", "to", "sure")
    strip = charts.strip_of(months_of(form.narrow(public, without=days)), form.window)
    queries = {year.year: form.query(without=days, **{"from": year.year, "to": year.year}) for year in strip.years}
    return {"strip": strip, "year_queries": queries}


def row_of(event: Event) -> Row:
    """One line of the list. An undated event has year "" and says so."""
    words = edtf.humanise(event.edtf) if event.edtf else "no usable date"
    day = event.earliest or event.latest
    year = str(day.year) if day else ""
    names = [participation.name for participation in event.participations.all()]
    return Row(
        id=event.public_id,
        address=event.get_absolute_url(),
        title=event.title,
        year=year,
        when=shortened(words, year),
        full_when=words,
        people=", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else ""),
        place=", ".join(part for part in (event.city, NAMES.get(event.country, event.country)) if part),
        kind=event.kind,
        kind_label=label(Kind(event.kind)),
        status=event.status,
        status_label=status_words(event.status, event.earliest, event.latest, timezone.localdate()),
        symbol=charts.symbol(event.kind, event.status),
        side=event.host,
        articles=event.article_count,
        is_reviewed=event.publication == Event.Publication.PUBLISHED,
    )


def shortened(words: str, year: str) -> str:
    """A date for a narrow column under the heading of its year: "30 Dec 2024 – 3 Jan 2025", "27–29 Aug"."""
    words = MONTH.sub(lambda month: month.group()[:3], words) if " " in words else words
    return words.removesuffix(f" {year}") if year else words


def presets() -> list[dict]:
    """Views worth a click, for who comes without a question."""
    today = timezone.localdate()
    pair = ("joe-biden", "xi-jinping")
    views = [
        ("This year", f"from={today.year}&to={today.year}"),
        ("Military channel", "channel=military"),
        ("Postponed, cancelled, declined", "status=postponed&status=cancelled&status=declined"),
        ("Leaders since 2017", "channel=leaders&from=2017"),
    ]
    if Person.objects.filter(key__in=pair).count() == len(pair):
        views.insert(1, ("Biden and Xi", "&".join(f"people={key}" for key in pair)))
    return [{"label": words, "query": query} for words, query in views]


def legend() -> dict[str, list[tuple[str, str]]]:
    """What the marks mean: mark, line or side, and the words for it."""
    return {
        "shapes": [
            ("square", "visit"),
            ("circle", "meeting, talks, summit"),
            ("triangle-up", "call, video, letter"),
            ("pentagon", "military contact"),
        ],
        "statuses": [
            ("circle", "held"),
            ("circle-open-dot", "going on when last told"),
            ("circle-open", "planned, proposed"),
            ("diamond-open", "postponed"),
            ("x-thin-open", "cancelled, declined"),
        ],
        "lines": [
            ("day", "to the day"),
            ("range", "lasted several days"),
            ("within", "once, between two days"),
            ("month", "to the month"),
            ("season", "season, quarter"),
            ("year", "year"),
            ("decade", "decade"),
            ("open", "one end open"),
        ],
        "sides": [("US", "in the US"), ("PRC", "in China"), ("other", "elsewhere or remote")],
    }
