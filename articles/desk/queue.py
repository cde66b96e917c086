"""The review queue: one item after the other, the most damaging first, by keys or by buttons."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from articles.desk.items import page_of
from articles.desk.verdicts import choices_of, take
from articles.models import ReviewItem
from timeline.changes import CannotUndo, undo
from timeline.curate import Refused
from timeline.models import ChangeSet
from timeline.roles import may_decide, why_not_undo

BEFORE, AFTER = 5, 40  # how much of the list is shown on either side of the current item
STACK = "queue_acts"  # in the session: what this editor did here, the newest last
DEPTH = 200


def open_items(reason: str = ""):
    items = ReviewItem.objects.filter(state=ReviewItem.State.OPEN)
    return items.filter(reason=reason) if reason in ReviewItem.Reason.values else items


def for_page(items):
    """All that list and page show of items."""
    return items.select_related("event__venue", "other__venue", "article__outlet").prefetch_related(
        "event__participations__person", "other__participations__person", "event__topics"
    )


def after(items, item: ReviewItem):
    return items.filter(Q(damage__lt=item.damage) | Q(damage=item.damage, pk__gt=item.pk)).order_by("-damage", "pk")


def before(items, item: ReviewItem):
    """Those before an item, the nearest first."""
    return items.filter(Q(damage__gt=item.damage) | Q(damage=item.damage, pk__lt=item.pk)).order_by("damage", "-pk")


def number_of(words: str | None) -> int | None:
    """A primary key out of a query string."""
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 16 else None


@require_GET
def queue(request):
    """The list, and one item: the asked for, else the first."""
    if not request.user.has_perm("articles.view_reviewitem"):
        raise PermissionDenied
    reason = request.GET.get("reason", "")
    items = open_items(reason)
    item = current_item(items, number_of(request.GET.get("item")))
    context = {
        **admin.site.each_context(request),
        "title": "Review queue",
        "opts": ReviewItem._meta,
        "reason": reason if reason in ReviewItem.Reason.values else "",
        "reasons": reasons(),
        "waiting": items.count(),
        "done": last_act(request),
        "can_undo": bool(request.session.get(STACK)),
        "may_decide": may_decide(request.user),
    }
    if item:
        earlier = list(for_list(before(items, item)[:BEFORE]))[::-1]
        later = list(for_list(after(items, item)[:AFTER]))
        choices = choices_of(item, request.user) if item.state == ReviewItem.State.OPEN else []
        context |= {
            "item": item,
            "page": page_of(item),
            "choices": choices,
            "list": [*earlier, item, *later],
            "previous": earlier[-1] if earlier else None,
            "next": later[0] if later else None,
            "number": before(items, item).count() + 1,
            "is_open": item.state == ReviewItem.State.OPEN,
        }
    return render(request, "admin/articles/reviewitem/queue.html", context)


def for_list(items):
    return items.select_related("event", "article")


def current_item(items, pk: int | None) -> ReviewItem | None:
    """The item asked for, also when it is dealt with, else the most damaging."""
    asked = for_page(ReviewItem.objects.filter(pk=pk)).first() if pk else None
    return asked or for_page(items).order_by("-damage", "pk").first()


def reasons() -> list[dict]:
    """How many wait, by reason; those of which none waits are left out."""
    rows = open_items().order_by().values("reason").annotate(count=Count("pk"))
    counts = {row["reason"]: row["count"] for row in rows}
    return [
        {"value": value, "label": label, "count": counts[value]}
        for value, label in ReviewItem.Reason.choices
        if value in counts
    ]


def last_act(request) -> ChangeSet | None:
    """What the page says was done: the act that the address names."""
    pk = number_of(request.GET.get("done"))
    return ChangeSet.objects.filter(pk=pk).first() if pk else None


def address(**query) -> str:
    given = {name: value for name, value in query.items() if value}
    return reverse("admin:articles_reviewitem_queue") + (f"?{urlencode(given)}" if given else "")


@require_POST
def act(request, pk: int):
    """Do what was chosen about an item, and go on to the next."""
    item = get_object_or_404(for_page(ReviewItem.objects.all()), pk=pk)
    reason = request.POST.get("reason", "")
    try:
        done = take(item, request.POST.get("choice", ""), by=request.user, value=request.POST.get("value", "")[:200])
    except Refused as error:
        messages.error(request, f"Not done: {error}")
        return HttpResponseRedirect(address(item=item.pk, reason=reason))
    request.session[STACK] = [*request.session.get(STACK, []), [done.pk, item.pk]][-DEPTH:]
    items = open_items(reason)
    following = after(items, item).first() or items.order_by("-damage", "pk").first()
    return HttpResponseRedirect(address(item=following.pk if following else None, reason=reason, done=done.pk))


@require_POST
def undo_last(request):
    """Undo the newest act this editor did here that is not undone yet, and show its item again."""
    reason, stack = request.POST.get("reason", ""), list(request.session.get(STACK, []))
    while stack:
        done, item = stack.pop()
        change_set = ChangeSet.objects.filter(pk=done, undone_by=None).first()
        if change_set is None:
            continue
        if refusal := why_not_undo(request.user, change_set):
            messages.error(request, refusal)
            break
        try:
            undo(change_set, by=request.user)
        except CannotUndo as error:
            messages.error(request, f"Not undone: {error}")
            break
        request.session[STACK] = stack
        messages.success(request, f"Undone: {change_set.summary}")
        return HttpResponseRedirect(address(item=item, reason=reason))
    else:
        request.session[STACK] = []
        messages.info(request, "There is nothing left to undo here.")
    return HttpResponseRedirect(address(item=number_of(request.POST.get("item")), reason=reason))
