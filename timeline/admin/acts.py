"""What can be done to one event from its own page: confirm, clear, use what an article says, reject, merge, split."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from timeline.admin.base import number, telling
from timeline.curate import (
    Refused,
    Verdict,
    confirm_event,
    confirmations,
    decide_values,
    delete_event,
    merge_events,
    reject_events,
    restore_events,
    set_publication,
    split_event,
)
from timeline.decide import plural
from timeline.models import Event
from timeline.roles import may_publish, why_not_merge

NEAR = timedelta(days=10)  # how far apart what might be one event is looked for
MOST_CANDIDATES = 20
FATES = (("", "stays"), ("taken", "goes to the new event"), ("shared", "is said of both"))
STATES = {"publish": Event.Publication.PUBLISHED, "withdraw": Event.Publication.WITHDRAWN}


def act_on(request: HttpRequest, event: Event) -> None:
    """Do what a button of the event's page says: its `act` is a verb, or a verb and a field.

    Errors: PermissionDenied, Http404 if there is no such act.
    """
    verb, _, field = request.POST.get("act", "").partition(":")
    note = request.POST.get("note", "").strip()
    try:
        with telling(request):
            if verb in STATES:
                if not may_publish(request.user):
                    raise PermissionDenied
                set_publication([event], STATES[verb], by=request.user)
            elif verb == "reject":
                reject_events([event], by=request.user, note=note)
            elif verb == "delete":
                if event.publication == Event.Publication.PUBLISHED and not may_publish(request.user):
                    raise PermissionDenied
                delete_event(event, by=request.user)
            elif verb == "restore":
                restore_events([event], by=request.user)
            elif verb == "confirm-all":
                confirm_event(event, by=request.user, note=note)
            elif verb in ("confirm", "clear", "use"):
                decide_values(event, verdict_of(event, verb, field, note), by=request.user)
            else:
                raise Http404("There is no such act.")
    except Refused as error:
        messages.error(request, f"Not done: {error}")


def verdict_of(event: Event, verb: str, field: str, note: str) -> dict[str, Verdict]:
    """The decision a button on one value stands for; `use:2:date` takes what the third other claim says.

    Errors: Refused if the value is not shown any more.
    """
    if verb == "clear":
        return {field: Verdict("clear", None, note)}
    if verb == "confirm":
        found = confirmations(event, note)
        if field not in found:
            raise Refused("This value is an editor's already, or not shown any more.")
        return {field: found[field]}
    place, _, field = field.partition(":")
    others = event.why.get(field, {}).get("others", [])
    if not place.isdigit() or number(place) >= len(others):
        raise Refused("No article says so any more.")
    return {field: Verdict("set", others[number(place)]["value"], note)}


def merge_page(request: HttpRequest, model_admin) -> HttpResponse:
    """Choose which events are one, and which of them stays."""
    asked = request.POST if request.method == "POST" else request.GET
    words = asked.get("ids", "").split(",") if request.method == "GET" else asked.getlist("chosen")
    if "merge" in asked:
        words.append(asked.get("stays", ""))  # what stays is one of them, ticked or not
    chosen = list(listed(Event.objects.filter(pk__in={number(word.strip()) for word in words})))
    near = Event.objects.filter(pk=number(asked.get("near"))).first()
    if other := asked.get("other", "").strip():
        found = Event.objects.live().filter(public_id=other.rstrip("/").rsplit("/", 1)[-1])
        chosen.extend(event for event in listed(found) if event not in chosen)
        if not found:
            messages.error(request, f"There is no live event “{other}”.")
    if near and near not in chosen and request.method == "GET":
        chosen.insert(0, near)
    stays = next((event for event in chosen if event.pk == number(asked.get("stays"))), chosen[0] if chosen else None)
    if request.method == "POST" and "merge" in request.POST and stays:
        if reason := why_not_merge(request.user, chosen):
            messages.error(request, f"Not merged: {reason}")
        else:
            try:
                with telling(request):
                    merge_events(stays, chosen, by=request.user, note=request.POST.get("note", "").strip())
                return redirect("admin:timeline_event_change", stays.pk)
            except Refused as error:
                messages.error(request, f"Not merged: {error}")
    context = {
        "title": "Make several events one",
        "chosen": chosen,
        "stays": stays,
        "near": near,
        "candidates": [event for event in candidates(near or stays) if event not in chosen],
    }
    return desk_page(request, model_admin, "merge", context)


def listed(events):
    return events.prefetch_related("participations").order_by("earliest", "pk")


def candidates(event: Event | None):
    """Live events of the same days in which one of the same people takes part."""
    if event is None or not event.earliest or not event.latest:
        return []
    people = event.participations.exclude(person=None).values("person")
    close = Event.objects.live().exclude(pk=event.pk).overlapping(event.earliest - NEAR, event.latest + NEAR)
    return listed(close.filter(participations__person__in=people).distinct())[:MOST_CANDIDATES]


def split_page(request: HttpRequest, model_admin, pk: int) -> HttpResponse:
    """Choose the tellings, or single claims of them, that belong to another event, each with its words."""
    event = Event.objects.filter(pk=pk, state=Event.State.LIVE).first()
    if event is None:
        raise Http404("There is no such event.")
    found = event.mentions.select_related("article__outlet").prefetch_related("claims")
    mentions = list(found.order_by("article__published", "pk"))
    if request.method == "POST":
        wanted = {number(word) for word in request.POST.getlist("telling")}
        whole = [mention for mention in mentions if mention.pk in wanted]
        parts = [claim for mention in mentions if mention.pk not in wanted for claim in mention.claims.all()]
        fates = {claim: request.POST.get(f"claim-{claim.pk}") for claim in parts}
        chosen = {fate: [claim for claim in parts if fates[claim] == fate] for fate in ("taken", "shared")}
        try:
            with telling(request):
                fresh = split_event(event, whole, **chosen, by=request.user, note=request.POST.get("note", "").strip())
            messages.info(request, f"This is the new event, told by {plural(fresh.article_count, 'article')}.")
            return redirect("admin:timeline_event_change", fresh.pk)
        except Refused as error:
            messages.error(request, f"Not split: {error}")
    for mention in mentions:
        mention.words = mention.article.text[mention.start : mention.end]
    context = {"title": f"Split “{event.title}”", "event": event, "mentions": mentions, "fates": FATES}
    return desk_page(request, model_admin, "split", context)


def desk_page(request: HttpRequest, model_admin, name: str, context: dict) -> HttpResponse:
    """A page of the desk around one of our templates."""
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "back": reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_changelist"),
        "subtitle": None,
        **context,
    }
    return render(request, f"admin/timeline/{name}.html", context)
