"""Pages about a person and a place, and the lists of both: who met whom most, where, and a timeline of one's own."""

from collections import Counter, defaultdict

from django.db.models import Count, Max, Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from timeline import charts, edtf
from timeline.filters import EventFilterForm
from timeline.filters.countries import NAMES, country_name
from timeline.filters.fields import known_people
from timeline.models import Event, Participation, Person, Venue
from timeline.views.data import chart_rows
from timeline.views.evidence import quote_of
from timeline.views.index import drawing, in_order, legend, listed, row_of
from timeline.vocabulary import Side

MOST_ROWS = 50
MOST_MET = 8


@require_GET
def people_page(request: HttpRequest) -> HttpResponse:
    """Everybody who takes part in a public event, by side, the most frequent first."""
    seats = Participation.objects.filter(event__in=Event.objects.public(), person__isnull=False).order_by()
    counts = {row["person"]: row for row in seats.values("person").annotate(n=Count("pk"), **first_and_last())}
    sides = defaultdict(list)
    for person in Person.objects.filter(pk__in=counts).order_by("family_name", "full_name"):
        row = counts[person.pk]
        sides[person.side].append({"person": person, "count": row["n"], "years": years(row["first"], row["last"])})
    names = {Side.US: "United States", Side.PRC: "China", Side.OTHER: "Others"}
    groups = [
        {"name": names[side], "side": side, "entries": sorted(sides[side], key=lambda entry: -entry["count"])}
        for side in Side
        if sides[side]
    ]
    return render(request, "timeline/people.html", {"groups": groups})


def first_and_last() -> dict:
    return {"first": Min("event__earliest"), "last": Max("event__earliest")}


def years(first, last) -> str:
    """ "1971–1976", one year alone, or nothing."""
    if not first:
        return ""
    return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"


@require_GET
def person_page(request: HttpRequest, key: str) -> HttpResponse:
    """Offices over time, engagements, and whom they met most."""
    person = known_people().filter(key=key).first()
    if person is None:
        raise Http404("Nobody of that name.")
    context = about(f"people={key}&lanes=person")
    terms = person.terms.select_related("office").order_by("earliest", "pk")
    return render(
        request,
        "timeline/person.html",
        context
        | {
            "person": person,
            "terms": [
                {"title": term.office.title, "body": term.office.body, "days": term_days(term)} for term in terms
            ],
            "met": met_most(context["events"], person),
            "spots": places_of(context["events"]),
        },
    )


def term_days(term) -> str:
    """ "January 2021 – January 2025", as finely as it is known; "since" for who is in office."""
    start, end = (edtf.humanise(value) if value else "" for value in (term.start, term.end))
    if start and end:
        return f"{start} – {end}"
    return f"since {start}" if start else f"until {end}" if end else ""


def met_most(events: QuerySet, person: Person) -> list[dict]:
    """The people of other sides in the same events, the most frequent first."""
    seats = Participation.objects.filter(event__in=events.order_by().values("pk"), person__isnull=False).exclude(
        person__side=person.side
    )
    counted = seats.order_by().values_list("person__key", "person__full_name").annotate(n=Count("event", distinct=True))
    return [
        {"key": key, "name": name, "count": n} for key, name, n in sorted(counted, key=lambda row: (-row[2], row[1]))
    ][:MOST_MET]


def places_of(events: QuerySet) -> list[dict]:
    """The cities of some events, the most frequent first."""
    counted = events.order_by().exclude(city="").values_list("city").annotate(n=Count("pk")).order_by("-n", "city")
    return [{"name": city, "slug": slugify(city), "count": n} for city, n in counted[:MOST_MET]]


def about(query: str) -> dict:
    """What the page of a person or a place shows: their events as rows, and what the chart needs."""
    form = EventFilterForm(QueryDict(query))
    events = form.narrow(Event.objects.public())
    rows = [row_of(event) for event in listed(in_order(events, form)[: MOST_ROWS + 1])]
    return drawing(form) | {
        "events": events,
        "rows": rows[:MOST_ROWS],
        "total": events.count(),
        "has_more": len(rows) > MOST_ROWS,
        "query": form.query(),
        "plain_query": form.query(without=("lanes",)),
    }


@require_GET
def places_page(request: HttpRequest) -> HttpResponse:
    """Countries, and the cities in them, the most frequent first."""
    found = (
        Event.objects.public()
        .exclude(country="", city="")
        .order_by()
        .values_list("country", "city")
        .annotate(n=Count("pk"), first=Min("earliest"), last=Max("earliest"))
    )
    countries, cities = Counter(), defaultdict(list)
    for country, city, n, first, last in found:
        countries[country] += n
        if city:
            cities[country].append({"name": city, "slug": slugify(city), "count": n, "years": years(first, last)})
    groups = [
        {
            "code": code,
            "slug": code.lower(),
            "name": country_name(code) if code else "Country not known",
            "count": count,
            "cities": sorted(cities[code], key=lambda entry: (-entry["count"], entry["name"])),
        }
        for code, count in sorted(countries.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return render(request, "timeline/places.html", {"groups": groups})


@require_GET
def place_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A country, a city or a house: its engagements, its houses, and who came most."""
    token, name, within = find_place_by_slug(slug)
    context = about(f"place={token}")
    seats = Participation.objects.filter(event__in=context["events"].order_by().values("pk"), person__isnull=False)
    people = seats.order_by().values_list("person__key", "person__full_name").annotate(n=Count("event", distinct=True))
    houses = Venue.objects.exclude(kind="city").filter(events__in=context["events"].order_by().values("pk"))
    return render(
        request,
        "timeline/place.html",
        context
        | {
            "name": name,
            "within": within,
            "met": [
                {"key": key, "name": person, "count": n}
                for key, person, n in sorted(people, key=lambda row: (-row[2], row[1]))[:MOST_MET]
            ],
            "houses": houses.annotate(n=Count("events")).exclude(key=token).order_by("-n", "name")[:MOST_MET],
        },
    )


def find_place_by_slug(slug: str) -> tuple[str, str, tuple[str, str] | None]:
    """The filter's token, the name, and (slug, name) of what it lies in. Errors: Http404 if nothing public is there."""
    public = Event.objects.public()
    if slug.upper() in NAMES and public.filter(country=slug.upper()).exists():
        return slug.upper(), country_name(slug.upper()), None
    venue = Venue.objects.exclude(kind="city").filter(key=slug, events__in=public).first()
    if venue:
        return venue.key, venue.name, (slugify(venue.city), venue.city) if venue.city else None
    for city, country in public.exclude(city="").order_by("-earliest").values_list("city", "country").distinct():
        if slugify(city) == slug:
            return city, city, (country.lower(), country_name(country)) if country else None
    raise Http404("No engagement is known there.")


@require_GET
def article_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was read in an article: its engagements with short quotes. The text itself is for editors."""
    # By relation: what was written may know what happened, not the other way round.
    mentions = Event._meta.get_field("mentions").related_model.objects
    found = (
        mentions.filter(article__public_id=public_id, event__in=Event.objects.public())
        .select_related("article__outlet", "event")
        .order_by("start", "pk")
    )
    tellings = [{"event": mention.event, "quote": telling(mention)} for mention in found]
    if not tellings:
        raise Http404("No such article, or nothing of it is shown.")
    context = {"article": found[0].article, "tellings": tellings, "answer": own_marks({m.event_id for m in found})}
    return render(request, "timeline/article.html", context | drawing())


def own_marks(pks: set[int]) -> dict | None:
    """The chart's answer for a few events, to be sent with the page; None if none of them has a usable date."""
    dated = Event.objects.public().filter(pk__in=pks).exclude(earliest=None, latest=None)
    rows = chart_rows(dated, "channel")
    lanes = charts.lanes_for("channel", rows)
    counts = {"total": len(pks), "chart": len(rows), "shelf": len(pks) - len(rows)}
    return {"mode": "events", "lanes": lanes, "events": charts.columns(rows, lanes), "counts": counts} if rows else None


def telling(mention):
    """The words of an article that tell an engagement, as a short quote."""
    return quote_of(mention.article, mention.start, min(mention.end, mention.start + 300))


@require_GET
def method_page(request: HttpRequest) -> HttpResponse:
    """How articles become engagements, and what the marks mean."""
    return render(request, "timeline/method.html", {"legend": legend()})
