"""One event: its values, the sentences behind them, its place among others."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from timeline.cells import host_side
from timeline.models import Event
from timeline.views.evidence import life_line, place_words, shown_values, sources
from timeline.views.parts import mark_variants, wants_part
from timeline.views.reference import citations, json_ld

MOST_CHANGES = 20
MOST_HOPS = 20  # merged into one that was merged in turn


@require_GET
def event_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The event's page, or to htmx the panel with the same content. A merged event's address leads on for good."""
    event = with_evidence().filter(public_id=public_id).first()
    if event is None:
        return redirect(merged_target(public_id), permanent=True)
    part = wants_part(request)
    address = request.build_absolute_uri(event.get_absolute_url())
    public = Event.objects.public()
    context = {
        "event": event,
        "values": shown_values(event),
        "steps": life_line(event),
        "sources": sources(event),
        "place": place_words(event),
        "parent": public.filter(pk=event.parent_id).first() if event.parent_id else None,
        "children": public.filter(parent=event).order_by("earliest", "pk"),
        "neighbours": neighbours(event),
        "history": event.change_sets.order_by("-pk")[:MOST_CHANGES],
        "json_ld": json_ld(event, address),
        "citations": citations(event, address, timezone.localdate()),
        "part": part,
    }
    template = "timeline/parts/panel.html" if part else "timeline/event.html"
    return mark_variants(render(request, template, context))


def with_evidence():
    """Public events with all that their page shows, in a fixed number of queries."""
    return (
        Event.objects.public()
        .for_display()
        .annotate(host=host_side())
        .prefetch_related("participations__office", "mentions__article__outlet", "mentions__claims")
    )


def merged_target(public_id: str) -> Event:
    """The public event that one was merged into. Errors: Http404 if there is none a reader may see."""
    event = Event.objects.filter(public_id=public_id).select_related("merged_into").first()
    for _ in range(MOST_HOPS):
        if event is None or event.merged_into_id is None:
            break
        event = event.merged_into
        if Event.objects.public().filter(pk=event.pk).exists():
            return event
    raise Http404("No such engagement.")


def neighbours(event: Event) -> dict[str, Event | None]:
    """The engagements of any of the same two leading people just before and just after it."""
    leading = [p.person_id for p in event.participations.all() if p.person_id][:2]
    if not leading or not event.earliest:
        return {"before": None, "after": None}
    same = Event.objects.public().exclude(pk=event.pk).exclude(parent=event).exclude(pk=event.parent_id or 0)
    for person in leading:
        same = same.filter(participations__person=person)
    earlier = Q(earliest__lt=event.earliest) | Q(earliest=event.earliest, pk__lt=event.pk)
    return {
        "before": same.filter(earlier).order_by("-earliest", "-pk").first(),
        "after": same.filter(earliest__isnull=False).exclude(earlier).order_by("earliest", "pk").first(),
    }
