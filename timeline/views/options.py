"""Names to choose from while one types: people and offices, places."""

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from timeline.filters.countries import NAMES
from timeline.filters.fields import MAX_LENGTH
from timeline.models import Event, Office, Participation, Venue
from timeline.views.parts import mark_variants

MOST = 20


def typed(request: HttpRequest, name: str) -> str:
    """What stands in the field, without what no name holds."""
    values = [value for value in request.GET.getlist(name) if value]
    return values[0].replace("\0", "")[:MAX_LENGTH].strip() if values else ""


def answer(request: HttpRequest, options: list[tuple[str, str]]) -> HttpResponse:
    return mark_variants(render(request, "timeline/parts/options.html", {"options": options}))


@require_GET
def people_options(request: HttpRequest) -> HttpResponse:
    """People of public events by any part of their name in Latin or Chinese, then offices; the most frequent first."""
    words = typed(request, "people")
    seats = Participation.objects.filter(event__in=Event.objects.public(), person__isnull=False)
    if words:
        seats = seats.filter(
            Q(person__full_name__icontains=words)
            | Q(person__name_zh__contains=words)
            | Q(person__aliases__icontains=words)
        )
    named = seats.order_by().values_list("person__full_name", "person__name_zh").annotate(n=Count("pk")).order_by("-n")
    people = [(name, " · ".join(part for part in (chinese, str(n)) if part)) for name, chinese, n in named[:MOST]]
    offices = Office.objects.filter(title__icontains=words).filter(
        Exists(Participation.objects.filter(office=OuterRef("pk"), event__in=Event.objects.public()))
    )
    titles = offices.order_by("rank", "title").values_list("title", flat=True).distinct() if len(words) > 2 else []
    return answer(request, people + [(title, "whoever held the office") for title in dict.fromkeys(titles[:MOST])])


@require_GET
def place_options(request: HttpRequest) -> HttpResponse:
    """Countries, cities and houses of public events by any part of their name."""
    words = typed(request, "place")
    public = Event.objects.public().order_by()
    codes = set(public.exclude(country="").values_list("country", flat=True).distinct())
    countries = sorted(name for code, name in NAMES.items() if code in codes and words.casefold() in name.casefold())
    cities = public.filter(city__icontains=words).exclude(city="").values_list("city").annotate(n=Count("pk"))
    houses = Venue.objects.exclude(kind="city").filter(events__in=public, name__icontains=words)
    return answer(
        request,
        [(name, "country") for name in countries[:MOST]]
        + [(city, str(n)) for city, n in cities.order_by("-n", "city")[:MOST]]
        + [(name, "house") for name in houses.order_by("name").values_list("name", flat=True).distinct()[:MOST]],
    )
