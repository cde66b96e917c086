"""What editors do to events: each act atomic, logged, and called alike by the admin, commands and tests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import get_random_string

from timeline import edtf
from timeline.batching import batches
from timeline.changes import Change, record
from timeline.decide import ShownParticipant, decide, plural
from timeline.models import Decision, Event
from timeline.services import claims_of_telling
from timeline.splitting import Parting, name_of, parting_of, summary_of
from timeline.vocabulary import Kind, Role, Setting, Side, Status, Topic

FIELDS = {"date", "kind", "setting", "status", "place", "gathering", "title", "summary", "topics", "parent"}
ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no letters taken for digits
WORDS = {"kind": Kind, "setting": Setting}


class Refused(ValueError):
    """Why a decision cannot be taken, in words for the editor."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision to take: `mode` is set, clear or confirm."""

    mode: str
    value: Any = None
    note: str = ""


def decide_values(event: Event, verdicts: Mapping[str, Verdict], *, by=None, summary: str = "") -> None:
    """Take one or more decisions on an event as one act.

    The event's mentions are pinned to it, so that what the decision was about stays under it.

    Errors: Refused if a value is not one the field can have; nothing is stored then.
    """
    if not verdicts:
        return
    checked = {field: check(field, verdict) for field, verdict in verdicts.items()}
    words = (
        summary or f"{', '.join(sorted(field.removeprefix('participant:') for field in checked))} of “{event.title}”"
    )
    with record("decide", by=by, summary=words) as change:
        change.create_many([decision(event, field, verdict, by) for field, verdict in checked.items()], whole=True)
        pin([event], change)
        change.touches(event)
    event.refresh_from_db()


def decision(event: Event, field: str, verdict: Verdict, by=None) -> Decision:
    name = by.get_username() if by else ""
    return Decision(
        event=event, field=field, mode=verdict.mode, value=verdict.value, note=verdict.note, author=by, author_name=name
    )


def make_event(*, by=None) -> Event:
    """An event that no article told first: all its values will be decisions."""
    with record("make by hand", by=by) as change:
        event = change.create(Event(public_id=get_random_string(8, ID_ALPHABET)))
        change.touches(event)
    event.refresh_from_db()
    return event


def set_publication(events: Iterable[Event], publication: str, *, by=None) -> int:
    """Publish or withdraw events as one act; the number changed."""
    changing = [event for event in events if event.publication != publication]
    with record(f"mark {publication}", by=by, summary=several(changing)) as change:
        change.touches(*changing)
        change.update_many(changing, publication=publication)
    return len(changing)


def reject_events(events: Iterable[Event], *, by=None, note: str = "") -> int:
    """Take events out of sight for good: they stay as tombstones, and what tells of them goes to the tombstone.

    So the next parse does not bring them back. The number rejected.
    """
    rejecting = [event for event in events if event.state == Event.State.LIVE]
    with record("reject", by=by, summary=note or several(rejecting)) as change:
        change.touches(*rejecting)
        pin(rejecting, change)
        change.update_many(rejecting, state=Event.State.REJECTED)
    return len(rejecting)


def restore_events(events: Iterable[Event], *, by=None) -> int:
    """Bring rejected events back; the number restored."""
    restoring = [event for event in events if event.state == Event.State.REJECTED]
    with record("restore", by=by, summary=several(restoring)) as change:
        change.touches(*restoring)
        change.update_many(restoring, state=Event.State.LIVE)
    return len(restoring)


def delete_event(event: Event, *, by=None) -> None:
    """Delete an event that an editor made by hand; what articles told is rejected instead.

    Errors: Refused if an article tells of it, or if another event was merged into it.
    """
    if event.mentions.exists():
        raise Refused("Articles tell of this event: reject it instead, so that it does not come back.")
    if event.merged_from.exists():
        raise Refused("Another event was merged into this one: undo that first.")
    with record("delete", by=by, summary=event.title) as change:
        change.touches(event)
        change.delete_many(event.decisions.all())
        change.delete(event)


def merge_events(target: Event, others: Iterable[Event], *, by=None, note: str = "") -> None:
    """Make several events one: their mentions and decisions move to `target`, their addresses lead there.

    Errors: Refused if one of them is not live, or if there is nothing to merge.
    """
    others = [event for event in others if event.pk != target.pk]
    if not others:
        raise Refused("Choose at least two events to merge.")
    gone = [event for event in (target, *others) if event.state != Event.State.LIVE]
    if gone:
        raise Refused(f"“{gone[0].title}” is {gone[0].get_state_display()}: it cannot be merged.")
    with record("merge", by=by, summary=note or f"{several(others)} into “{target.title}”") as change:
        pin([target], change)
        for event in others:
            for mention in event.mentions.all():
                change.update(mention, event=target, pinned=True, reasons=["merged by an editor"])
            for decision in event.decisions.all():
                change.update(decision, event=target)
            for former in event.merged_from.all():
                change.update(former, merged_into=target)
            change.update(event, state=Event.State.MERGED, merged_into=target)
        change.touches(target, *others)


def split_event(
    event: Event, mentions: Iterable = (), *, taken: Iterable = (), shared: Iterable = (), by=None, note: str = ""
) -> Event:
    """Take some of an event's mentions, or single claims of others, into a new event; both keep what they have.

    `taken` claims leave their telling, `shared` ones are said of both events from then on.

    Errors: Refused if nothing or everything is chosen, or if something chosen is not the event's.
    """
    own = {mention.pk: mention for mention in event.mentions.prefetch_related("claims")}
    claims = {claim.pk: pk for pk, mention in own.items() for claim in mention.claims.all()}
    taken, shared = {claim.pk for claim in taken}, {claim.pk for claim in shared}
    whole = {mention.pk for mention in mentions}
    if whole - own.keys() or (taken | shared) - claims.keys():
        raise Refused("Choose the tellings that belong to the other event.")
    # A telling without claims has none to be taken: it goes only if it is chosen itself.
    whole |= {claims[pk] for pk in taken if {c.pk for c in own[claims[pk]].claims.all()} <= taken}
    parted = {claims[pk] for pk in taken | shared} - whole
    if not whole and not parted:
        raise Refused("Choose the tellings that belong to the other event.")
    if len(whole) == len(own):
        raise Refused("At least one telling must stay: to take all, there would be nothing left to split from.")
    words = " and ".join(
        [plural(len(whole), "telling")] * bool(whole) + [f"parts of {plural(len(parted), 'telling')}"] * bool(parted)
    )
    with record("split", by=by, summary=note or f"{words} out of “{event.title}”") as change:
        fresh = change.create(Event(public_id=get_random_string(8, ID_ALPHABET), publication=event.publication))
        for pk in sorted(whole):
            change.update(own[pk], event=fresh, pinned=True, reasons=["split off by an editor"])
        for pk in sorted(parted):
            part_telling(own[pk], parting_of(own[pk].claims.all(), taken, shared), fresh, change)
        pin([event], change)
        change.touches(event, fresh)
    fresh.refresh_from_db()
    return fresh


def part_telling(mention, parting: Parting, fresh: Event, change: Change) -> None:
    """Make a telling of its own of some of a telling's claims, under another event."""
    article = mention.article
    values = decide(claims_of_telling(mention, (*parting.taken, *parting.shared)), ())
    part = change.create(
        type(mention)(
            article=article,
            run=mention.run,
            event=fresh,
            key=f"{mention.key[:24]}-{get_random_string(8, ID_ALPHABET)}",
            start=mention.start,
            end=mention.end,
            background=mention.background,
            confidence=mention.confidence,
            pinned=True,
            values=summary_of(values),
            reasons=["split off by an editor"],
        )
    )
    names = {name_of(claim.field, claim.exact, claim.value) for claim in parting.taken}
    change.update(mention, parted=sorted({*mention.parted, *names}))
    for claim in parting.taken:
        change.update(claim, mention=part)
    columns = ("field", "value", "start", "end", "exact", "prefix", "suffix", "rule", "score", "broken")
    for claim in parting.shared:
        change.create(type(claim)(mention=part, **{name: getattr(claim, name) for name in columns}))


def confirm_event(event: Event, *, by=None, note: str = "") -> None:
    """Confirm all that an event shows, as one act: from now on it is the editor's word."""
    decide_values(event, confirmations(event, note), by=by, summary=f"all of “{event.title}” confirmed")


def confirmations(event: Event, note: str = "") -> dict[str, Verdict]:
    """A verdict for each value shown that no editor decided yet."""
    shown = {
        "date": event.edtf,
        "kind": event.kind,
        "setting": event.setting,
        "status": {"status": event.status, "date": None},
        "place": {
            "city": event.city,
            "country": event.country,
            "venue_key": event.venue.key if event.venue_id else "",
        },
        "gathering": event.gathering,
        "topics": sorted(topic.slug for topic in event.topics.all()),
    }
    decided = {field for field, reason in event.why.items() if field != "steps" and reason.get("decision")}
    verdicts = {f: Verdict("confirm", value, note) for f, value in shown.items() if value and f in event.why}
    for row in event.participations.select_related("person"):
        ident = row.person.key if row.person_id else row.name
        value = {
            "name": row.name,
            "side": row.side,
            "role": row.role,
            "key": row.person.key if row.person_id else None,
            "office": row.office_title,
            "body": row.person_id is None,
        }
        verdicts[f"participant:{ident}"] = Verdict("confirm", value, note)
    return {field: verdict for field, verdict in verdicts.items() if field not in decided}


def several(events: Iterable[Event]) -> str:
    """One event by its title, several by their number."""
    events = list(events)
    return f"“{events[0].title}”" if len(events) == 1 else plural(len(events), "event")


def pin(events: Iterable[Event], change: Change) -> None:
    """Keep the events' mentions under them, whatever later articles say."""
    mentions = Event._meta.get_field("mentions").related_model.objects
    for batch in batches(events):
        change.update_many(mentions.filter(event__in=batch, pinned=False), pinned=True)


def check(field: str, verdict: Verdict) -> Verdict:
    """The verdict with its value as stored.

    Errors: Refused.
    """
    if field not in FIELDS and not field.startswith("participant:"):
        raise Refused(f"There is no field “{field}”.")
    if verdict.mode not in Decision.Mode.values:
        raise Refused(f"“{verdict.mode}” is no way to decide.")
    if verdict.mode == "clear":
        return Verdict("clear", None, verdict.note)
    return Verdict(verdict.mode, checked_value(field, verdict.value), verdict.note)


def checked_value(field: str, value: Any) -> Any:
    try:
        if field == "date":
            return edtf.validate(value)
        if field in WORDS:
            return WORDS[field](value).value
        if field == "status":
            said = value if isinstance(value, dict) else {"status": value}
            day = edtf.validate(said["date"]) if said.get("date") else None
            return {"status": Status(said["status"]).value, "date": day}
        if field == "topics":
            return sorted(Topic(topic).value for topic in value)
        if field == "place":
            return {name: str(value.get(name) or "") for name in ("city", "country", "venue_key")}
        if field.startswith("participant:"):
            return checked_participant(value)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(f"{field}: {error}") from error
    return str(value)


def checked_participant(value: Mapping) -> dict:
    shown = ShownParticipant(**value)
    if not shown.name.strip():
        raise ValueError("a participant needs a name")
    return {
        "name": shown.name.strip()[:200],
        "side": Side(shown.side).value,
        "role": Role(shown.role).value,
        "key": shown.key or None,
        "office": shown.office,
        "body": bool(shown.body),
        "warning": "",
    }
