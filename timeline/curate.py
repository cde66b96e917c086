"""What editors do to events: each act atomic, logged, and called alike by the admin, commands and tests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import get_random_string

from timeline import edtf
from timeline.changes import Change, record
from timeline.decide import ShownParticipant, plural
from timeline.models import Decision, Event
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
        for field, verdict in checked.items():
            change.create(
                Decision(
                    event=event,
                    field=field,
                    mode=verdict.mode,
                    value=verdict.value,
                    note=verdict.note,
                    author=by,
                    author_name=by.get_username() if by else "",
                )
            )
        pin(event, change)
        change.touches(event)
    event.refresh_from_db()


def make_event() -> Event:
    """An event that no article told first: all its values will be decisions."""
    return Event.objects.create(public_id=get_random_string(8, ID_ALPHABET))


def set_publication(events: Iterable[Event], publication: str, *, by=None) -> int:
    """Publish or withdraw events as one act; the number changed."""
    changing = [event for event in events if event.publication != publication]
    with record(f"mark {publication}", by=by, summary=plural(len(changing), "event")) as change:
        for event in changing:
            change.update(event, publication=publication)
            change.touches(event)
    return len(changing)


def pin(event: Event, change: Change) -> None:
    for mention in event.mentions.filter(pinned=False):
        change.update(mention, pinned=True)


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
