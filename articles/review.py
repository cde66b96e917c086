"""Keeps the review queue in step with the facts: what wants a human, and how much harm it does while it waits.

Items are derived: `sync_events` and `sync_articles` look at rows as they stand, open an item for each cause, and
settle those whose cause went away. What an editor accepted or rejected is left alone: an item's `key` is made of the
facts behind it, so the same facts never come back, and other facts do.
"""

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q

from articles.evidence import ident_of
from articles.models import Article, Claim, Mention, ParseRun, ReviewItem
from articles.placing import anchor_of
from timeline.batching import batches
from timeline.matching import MentionView, compare
from timeline.matching.dates import compare_dates
from timeline.matching.people import compare_people
from timeline.matching.views import GROUPS, THRESHOLD, Match
from timeline.models import Event, Participation
from timeline.services import in_order_of_days
from timeline.vocabulary import Kind, Setting

Reason = ReviewItem.Reason
ABOUT_EVENTS = (Reason.UNDATED, Reason.DISAGREE, Reason.OFFICE, Reason.DUPLICATE, Reason.LOW_SCORE, Reason.BROKEN)
ABOUT_ARTICLES = (Reason.NO_DAY, Reason.UNPLACED, Reason.CHANGED)

BATCH = 300
LOW_SCORE = 0.6
# Pairs that score from here up to what joins by itself are shown to an editor.
NEARLY = 0.5
# What keeps two tellings apart although the same people met on the same day: articles err in these.
SOFT = ("different cities", "different countries", "different houses", "a call is not a meeting")
WIDEST = timedelta(days=93)  # dates any wider fit nearly everything
DAY = timedelta(days=1)
GAP = timedelta(days=30)  # to look at what lies between is cheaper than to ask twice

PUBLIC = {Event.Publication.PUBLISHED: 1.0, Event.Publication.WITHDRAWN: 0.1}
RANKS = {1: 1.0, 2: 0.8, 3: 0.65, 4: 0.5}
LOWEST = 0.4
# How likely the reader is misled by what is shown now.
UNCERTAIN = {
    Reason.BROKEN: 0.9,
    Reason.OFFICE: 0.8,
    Reason.UNDATED: 0.7,
    Reason.NO_DAY: 0.7,
    Reason.CHANGED: 0.4,
    Reason.UNPLACED: 0.3,
}
UNCERTAIN_FIELDS = {"date": 0.75, "place": 0.5, "kind": 0.4}


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an editor should look: `key` is made of the facts, `detail` is what the page shows of them."""

    reason: str
    key: str
    damage: float
    detail: dict = field(default_factory=dict)
    event_id: int | None = None
    other_id: int | None = None
    article_id: int | None = None


def key_of(reason: str, *facts: Any) -> str:
    return f"{reason}:{hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()[:40]}"


def damage_of(event: Event, uncertain: float) -> float:
    """public x uncertain x rank, 0..1. Prefetch participations and their offices."""
    unreviewed = 0.7 if settings.SHOW_UNREVIEWED_EVENTS else 0.3
    rank = min((p.office.rank for p in event.participations.all() if p.office_id), default=9)
    return round(PUBLIC.get(event.publication, unreviewed) * uncertain * RANKS.get(rank, LOWEST), 4)


# --- events --------------------------------------------------------------------------------------------------


def sync_events(pks: Iterable[int]) -> None:
    """Bring the items about these events, by primary key, up to date; a fixed number of queries per 300 events."""
    for batch in batches(in_order_of_days(pks), BATCH):  # neighbours in time share what they are compared with
        sync_batch(set(batch))


def sync_batch(pks: set[int]) -> None:
    events = list(watched(Event.objects.live().filter(pk__in=pks)))
    broken, tellers = broken_claims(events), tellers_of(events)
    causes = [cause for event in events for cause in causes_of(event, broken.get(event.pk, []), tellers)]
    causes += duplicates(events)
    reconcile(ReviewItem.objects.filter(Q(event__in=pks) | Q(other__in=pks), reason__in=ABOUT_EVENTS), causes)


def watched(events):
    """With all that items are made of. People come joined: a prefetch of a thousand is more than SQLite takes."""
    people = Participation.objects.select_related("person", "office")
    people = people.only("event", "name", "side", "role", "warning", "position", "person__key", "office__rank")
    return events.select_related("venue").prefetch_related(Prefetch("participations", people), "topics")


def causes_of(event: Event, broken: list[Claim], tellers: dict[int, "Teller"]) -> Iterator[Cause]:
    """What about one event wants a human, apart from what it might be a duplicate of."""
    decided = {name for name, why in event.why.items() if name != "steps" and why.get("decision")}

    def cause(reason: str, uncertain: float, facts: tuple, **detail) -> Cause:
        return Cause(reason, key_of(reason, event.public_id, *facts), damage_of(event, uncertain), detail, event.pk)

    if not event.edtf and "date" not in decided:
        yield cause(Reason.UNDATED, UNCERTAIN[Reason.UNDATED], ())
    for name, why in sorted(event.why.items()):
        if name == "steps" or not why.get("others"):
            continue
        value = shown_value(event, name)
        others = [other for other in news(why, tellers) if matters(event, name, value, other["value"])]
        if not others:
            continue
        facts = (name, value, sorted(repr(other["value"]) for other in others))
        uncertain = UNCERTAIN_FIELDS.get(name, 0.3)
        detail = {"field": name, "value": value, "claims": why.get("claims", []), "others": others}
        yield cause(Reason.DISAGREE, uncertain, facts, **detail)
    for row in event.participations.all():
        if row.warning:
            ident = ident_of(row)
            claims = event.why.get(f"participant:{ident}", {}).get("claims", [])
            detail = {"ident": ident, "name": row.name, "warning": row.warning, "claims": claims}
            yield cause(Reason.OFFICE, UNCERTAIN[Reason.OFFICE], (ident, row.warning), **detail)
    unreviewed = event.publication == Event.Publication.UNREVIEWED and not decided
    if event.confidence < LOW_SCORE and unreviewed:
        facts = (event.kind, event.edtf, sorted(row.name for row in event.participations.all()))
        yield cause(Reason.LOW_SCORE, 1 - event.confidence, facts, score=event.confidence)
    if broken:
        facts = sorted((claim.field, repr(claim.value), claim.exact) for claim in broken)
        detail = {"claims": sorted(claim.pk for claim in broken)}
        yield cause(Reason.BROKEN, UNCERTAIN[Reason.BROKEN], (facts,), **detail)


def shown_value(event: Event, name: str) -> Any:
    """A field's value as claims and decisions write it."""
    if name == "date":
        return event.edtf
    if name == "place":
        return {
            "city": event.city,
            "country": event.country,
            "venue_key": event.venue.key if event.venue_id else "",
        }
    return getattr(event, name, "")


@dataclass(frozen=True, slots=True)
class Teller:
    """The article that makes a claim, and when it came in."""

    article: int
    added: datetime


def news(why: dict, tellers: dict[int, Teller]) -> list[dict]:
    """What other articles say otherwise; of a decided value only what came in after the decision."""
    made = datetime.fromisoformat(why["made_at"]) if why.get("decision") and why.get("made_at") else None
    own = {tellers[pk].article for pk in why.get("claims") or () if pk in tellers}

    def is_news(pk: int) -> bool:
        teller = tellers.get(pk)
        return bool(teller) and (teller.added > made if made else teller.article not in own)

    return [other for other in why["others"] if any(is_news(pk) for pk in other["claims"])]


def matters(event: Event, name: str, value: Any, other: Any) -> bool:
    """Whether two values are at odds; a finer word for the same, or another stop of one journey, is not."""
    if name == "kind":
        return GROUPS.get(value) != GROUPS.get(other)
    if name == "setting":
        return Setting.MULTILATERAL not in (value, other)
    if name == "place" and event.kind == Kind.VISIT:
        return bool(other.get("country")) and other["country"] != value["country"]
    return True


def tellers_of(events: Iterable[Event]) -> dict[int, Teller]:
    """Whose claims bear out or speak against values that are told in two ways, by the claims' keys; one query."""
    at_odds = {
        pk
        for event in events
        for name, why in event.why.items()
        if name != "steps" and why.get("others")
        for pk in chain(why.get("claims") or (), *(other["claims"] for other in why["others"]))
    }
    if not at_odds:
        return {}
    rows = Claim.objects.filter(pk__in=at_odds).values_list("pk", "mention__article", "mention__article__added")
    return {pk: Teller(article, added) for pk, article, added in rows}


def broken_claims(events: Iterable[Event]) -> dict[int, list[Claim]]:
    """Claims whose words are gone from their article's text, by event."""
    found: dict[int, list[Claim]] = {}
    claims = Claim.objects.filter(broken=True, mention__event__in=[event.pk for event in events])
    for claim in claims.select_related("mention"):
        found.setdefault(claim.mention.event_id, []).append(claim)
    return found


# --- duplicates ----------------------------------------------------------------------------------------------


def duplicates(events: list[Event]) -> Iterator[Cause]:
    """Pairs of live events, one of them among these, that may be one: nearly alike, or told apart by a slip."""
    firm = sorted((event for event in events if is_firm(event)), key=by_days)
    own = {event.pk for event in firm}
    near = Q()
    for start, end in stretches(firm):
        near |= Q(earliest__lte=end, latest__gte=start)
    live = watched(Event.objects.live().defer("why", "summary"))
    others = {event.pk: event for event in live.filter(near) if is_firm(event)} if firm else {}
    views = {pk: replace(anchor_of(event), pinned="") for pk, event in others.items()}
    pairs = [
        (one.pk, two.pk)
        for one, two in close_pairs(firm, sorted(others.values(), key=by_days))
        if one.pk != two.pk and not (two.pk in own and two.pk < one.pk) and one.pk in views and not kin(one, two)
    ]
    likely = {pair: match for pair in pairs if (match := alike(views[pair[0]], views[pair[1]]))}
    told = articles_of({pk for pair in likely for pk in pair})
    for (one, two), match in likely.items():
        a, b = sorted((others[one], others[two]), key=lambda event: event.public_id)
        apart = told.get(one, set()) & told.get(two, set())
        if apart and match.score < THRESHOLD:
            continue  # an article that tells both knows them apart
        reasons = [*match.reasons, *(["one article tells both"] if apart else [])]
        facts = sorted((event.public_id, event.edtf, event.kind, event.city) for event in (a, b))
        damage = max(damage_of(event, min(match.score, 0.8)) for event in (a, b))
        detail = {"score": match.score, "reasons": reasons}
        yield Cause(Reason.DUPLICATE, key_of(Reason.DUPLICATE, *facts), damage, detail, a.pk, b.pk)


def by_days(event: Event) -> tuple[date, date, int]:
    return event.earliest, event.latest, event.pk


def stretches(ordered: Iterable[Event]) -> list[tuple[date, date]]:
    """The days of events in order of their days, a day to either side, joined where few days lie between."""
    found: list[tuple[date, date]] = []
    for event in ordered:
        start, end = event.earliest - DAY, event.latest + DAY
        if found and start <= found[-1][1] + GAP:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def close_pairs(ones: Sequence[Event], twos: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Pairs whose days overlap or touch; both in order of their days, none longer than `WIDEST`."""
    starts = [two.earliest for two in twos]
    for one in ones:
        first = bisect_left(starts, one.earliest - DAY - WIDEST)
        last = bisect_right(starts, one.latest + DAY)
        yield from ((one, two) for two in twos[first:last] if one.earliest - DAY <= two.latest)


def is_firm(event: Event) -> bool:
    return bool(event.earliest and event.latest and event.latest - event.earliest <= WIDEST)


def kin(a: Event, b: Event) -> bool:
    """A visit and a meeting during it are two events by right."""
    return a.parent_id == b.pk or b.parent_id == a.pk


def alike(a: MentionView, b: MentionView) -> Match | None:
    """How alike two events are, if an editor should look at the pair."""
    match = compare(a, b)
    if not match.veto:
        return match if match.score >= NEARLY else None
    if match.veto not in SOFT:
        return None
    people, who = compare_people(a, b)
    when, dated = compare_dates(a, b)
    if people is None or when is None or people < 0.9 or when < 0.9:
        return None
    return Match(NEARLY, (who, dated, match.veto))


def articles_of(pks: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for event, article in Mention.objects.filter(event__in=pks).values_list("event", "article"):
        found.setdefault(event, set()).add(article)
    return found


# --- articles ------------------------------------------------------------------------------------------------


def sync_articles(pks: Iterable[int]) -> None:
    """Bring the items about these articles, by primary key, up to date; a fixed number of queries per 300 articles."""
    ordered = sorted(set(pks))
    newest = Prefetch("runs", ParseRun.objects.order_by("pk"))
    for at in range(0, len(ordered), BATCH):
        batch = ordered[at : at + BATCH]
        articles = Article.objects.filter(pk__in=batch).prefetch_related(newest)
        causes = [cause for article in articles for cause in causes_of_article(article)]
        reconcile(ReviewItem.objects.filter(article__in=batch, reason__in=ABOUT_ARTICLES), causes)


def causes_of_article(article: Article) -> Iterator[Cause]:
    run = next(reversed(article.runs.all()), None)

    def cause(reason: str, facts: tuple, weight: float = 1.0, **detail) -> Cause:
        key = key_of(reason, article.public_id, *facts)
        return Cause(reason, key, round(UNCERTAIN[reason] * weight, 4), detail, article_id=article.pk)

    if article.published is None:
        weight = min(1.0, 0.4 + 0.2 * (run.engagement_count if run else 0))
        yield cause(Reason.NO_DAY, (article.fingerprint,), weight, guess=run.day_guess if run else {})
    if run and run.unresolved:
        facts = sorted((article.text[item["start"] : item["end"]], item["reason"]) for item in run.unresolved)
        yield cause(Reason.UNPLACED, (facts,), min(1.0, 0.3 + 0.2 * len(facts)), spans=run.unresolved)
    if article.version > 1:
        yield cause(Reason.CHANGED, (article.version, article.fingerprint), number=article.version - 1)


# --- rows ----------------------------------------------------------------------------------------------------


def reconcile(existing, causes: Iterable[Cause]) -> None:
    """Open what is new, settle what is over, and leave alone what an editor dealt with."""
    wanted = {cause.key: cause for cause in causes}
    found = {item.key: item for item in existing}
    fresh = [new_item(cause) for key, cause in wanted.items() if key not in found]
    changed = [item for key, item in found.items() if key in wanted and renew(item, wanted[key])]
    over = [item.pk for key, item in found.items() if key not in wanted and item.state == ReviewItem.State.OPEN]
    if fresh:
        ReviewItem.objects.bulk_create(fresh, ignore_conflicts=True)  # whoever came first opened it
    if changed:
        ReviewItem.objects.bulk_update(changed, ["state", "damage", "detail", "event", "other"])
    if over:
        ReviewItem.objects.filter(pk__in=over).update(state=ReviewItem.State.SETTLED)


def new_item(cause: Cause) -> ReviewItem:
    return ReviewItem(
        key=cause.key,
        reason=cause.reason,
        event_id=cause.event_id,
        other_id=cause.other_id,
        article_id=cause.article_id,
        detail=cause.detail,
        damage=cause.damage,
    )


def renew(item: ReviewItem, cause: Cause) -> bool:
    """Give an item what is known of its cause now; True if that changed it."""
    state = ReviewItem.State.OPEN if item.state == ReviewItem.State.SETTLED else item.state
    now = (state, cause.damage, cause.detail, cause.event_id, cause.other_id)
    if (item.state, item.damage, item.detail, item.event_id, item.other_id) == now:
        return False
    item.state, item.damage, item.detail, item.event_id, item.other_id = now
    return True
