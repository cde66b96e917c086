"""Events as a table: what was changed in a cell becomes a decision."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Prefetch, QuerySet
from django.utils.crypto import get_random_string

from timeline.batching import batches
from timeline.changes import Change
from timeline.curate import ID_ALPHABET, Refused, Verdict, check, decision, pin
from timeline.models import Event, Participation, Person, Venue
from timeline.roles import may_decide, may_publish
from timeline.roundtrip.cells import SEPARATOR, escaped, joined, pieces, split, unescaped
from timeline.roundtrip.files import Row
from timeline.vocabulary import Kind, Role, Side

SIDES = {"us": Side.US, "prc": Side.PRC, "others": Side.OTHER}
PLACE = frozenset({"city", "country", "venue"})
# Columns that are one field each.
FIELDS = {
    "title": "title",
    "date": "date",
    "kind": "kind",
    "setting": "setting",
    "status": "status",
    "gathering": "gathering",
    "topics": "topics",
    "part_of": "parent",
    "summary": "summary",
}
LONGEST = {"title": 300, "gathering": 120, "city": 100, "summary": 20_000}
NEEDED = frozenset({"kind", "status", "publication"})
# "Wang Yi <wang-yi> | host": an unescaped < or | begins what is ours.
PERSON = re.compile(
    r"^(?P<name>(?:\\.|[^\\<|]){0,800}?)\s{0,9}(?:<(?P<key>[\w-]{1,120})>)?\s{0,9}(?:\|\s{0,9}(?P<role>\w{1,20}))?\Z",
    re.DOTALL,
)


class EventTable:
    name = "events"
    key = "id"
    columns = {
        "id": "public id, never changes; empty for a new event",
        "title": "emptied, it is made of kind, people and place",
        "date": "EDTF: 2024-08-29, 2022-11, 2024-08-27/2024-08-29, [2024-08-26..2024-09-01]",
        "kind": ", ".join(Kind),
        "setting": "bilateral, third-country, multilateral or remote",
        "status": "proposed, planned, ongoing, held, postponed, cancelled or declined",
        "city": "",
        "country": "ISO 3166-1 alpha-2",
        "venue": "the key of a venue",
        "gathering": "the larger meeting beside which it took place",
        "topics": "joined by '; '",
        "us": "people as “Name <key>”, bodies by name alone, “| visitor” or “| host” after it; joined by '; '",
        "prc": "the same for China",
        "others": "the same for everybody else",
        "part_of": "id of the visit it belongs to",
        "publication": "unreviewed, published or withdrawn",
        "summary": "",
        "state": "for reading: live or rejected",
        "articles": "for reading: how many tell it",
        "confidence": "for reading: 0 to 1",
        "revision": "for reading: tells whether the event changed since the export",
    }
    reading = frozenset({"state", "articles", "confidence", "revision"})

    def __init__(self):
        self.visits: set[str] = set()  # ids of what the file itself makes a visit
        self.people: dict[str, str] = {}  # everybody's name by key, looked up once for the whole file
        self.keys: dict[str, str] = {}  # and their key by name
        self.venues: set[str] = set()

    def may_make(self, key: str) -> bool:
        return not key

    # --- out ---

    def rows(self, found: QuerySet) -> Iterator[list[str]]:
        for keys in batches(found.values_list("pk", flat=True).iterator(chunk_size=2000)):
            cells = self.cells(Event.objects.filter(pk__in=keys))
            yield from (list(cells[key].values()) for key in keys)

    def current(self, keys: Sequence[str]) -> dict[str, dict[str, str]]:
        found = Event.objects.filter(public_id__in=keys).exclude(state__in=("merged", "empty"))
        return {cells["id"]: cells for cells in self.cells(found).values()}

    def cells(self, found: QuerySet) -> dict[int, dict[str, str]]:
        """The cells of events by primary key, in a fixed number of queries."""
        events = list(found.select_related("venue", "parent").prefetch_related("topics"))
        people: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        rows = Participation.objects.filter(event__in=events).select_related("person").order_by("position", "pk")
        for row in rows:
            people[row.event_id][row.side].append(guest_words(row))
        return {event.pk: self.cells_of(event, people[event.pk]) for event in events}

    def cells_of(self, event: Event, people: dict[str, list[str]]) -> dict[str, str]:
        values = {
            "id": event.public_id,
            "title": event.title,
            "date": event.edtf,
            "kind": event.kind,
            "setting": event.setting,
            "status": event.status,
            "city": event.city,
            "country": event.country,
            "venue": event.venue.key if event.venue_id else "",
            "gathering": event.gathering,
            "topics": joined(sorted(topic.slug for topic in event.topics.all())),
            **{column: SEPARATOR.join(people.get(side, ())) for column, side in SIDES.items()},
            "part_of": event.parent.public_id if event.parent_id else "",
            "publication": event.publication,
            "summary": event.summary,
            "state": event.state,
            "articles": event.article_count,
            "confidence": event.confidence,
            "revision": event.revision,
        }
        return {name: str(value) for name, value in values.items()}

    # --- in ---

    def prepare(self, rows: Sequence[Row]) -> None:
        self.visits = {row.cells["id"] for row in rows if row.cells["id"] and row.cells.get("kind") == Kind.VISIT}
        self.people = dict(Person.objects.values_list("key", "full_name"))
        self.keys = {name: key for key, name in self.people.items()}
        self.venues = set(Venue.objects.values_list("key", flat=True))

    def faults(self, key, old, new, changed, user) -> list[tuple[str, str]]:
        if not may_decide(user):
            return [("", "You may not decide about events.")]
        needed = NEEDED & changed if key else {"kind", "status"}
        found = [(name, "This cannot be empty.") for name in sorted(needed) if not new[name]]
        found += [
            (name, f"This is longer than {LONGEST[name]} characters.")
            for name in changed & LONGEST.keys()
            if len(new[name]) > LONGEST[name]
        ]
        if "publication" in changed:
            if not may_publish(user):
                found.append(("publication", "Only a publisher may publish or withdraw."))
            elif new["publication"] not in Event.Publication.values:
                found.append(
                    ("publication", f"“{new['publication'][:40]}” is none of {', '.join(Event.Publication.values)}.")
                )
        if "country" in changed and new["country"] and not re.fullmatch(r"[A-Z]{2}", new["country"]):
            found.append(("country", "This is no country code of two capital letters."))
        if "venue" in changed and new["venue"] and new["venue"] not in self.venues:
            found.append(("venue", f"There is no venue “{new['venue'][:80]}”."))
        if "part_of" in changed and new["part_of"]:
            found += self.parent_faults(key, new["part_of"])
        if found:
            return found
        for column in [name for name in FIELDS if name in changed]:
            try:
                check(FIELDS[column], plain_verdict(column, new[column]))
            except Refused as error:
                words = str(error).removeprefix(f"{FIELDS[column]}: ")
                found.append((column, words))
        return found or self.guest_faults(old, new, changed)

    def parent_faults(self, key: str, wanted: str) -> list[tuple[str, str]]:
        parent = Event.objects.live().filter(public_id=wanted).first()
        if parent is None or wanted == key:
            return [("part_of", f"There is no other event “{wanted[:40]}”.")]
        if parent.kind != Kind.VISIT and wanted not in self.visits:
            return [("part_of", f"“{parent.title}” is no visit: only a visit holds meetings.")]
        return []

    def write(self, act: Change, changes, by) -> None:
        found = Event.objects.filter(public_id__in=[key for key, *_ in changes])
        offices = Prefetch("participations", Participation.objects.select_related("person"))
        events = {event.public_id: event for event in found.defer("why").prefetch_related(offices)}
        act.touches(*events.values())
        decided, decisions, published = [], [], defaultdict(list)
        for key, old, new, changed in changes:
            event = events[key] if key else self.made(act)
            if verdicts := self.verdicts_of(event, old, new, changed):
                decided.append(event)
                decisions += [decision(event, field, check(field, verdict), by) for field, verdict in verdicts.items()]
            if "publication" in changed:
                published[new["publication"]].append(event)
        pin(decided, act)
        for publication, same in published.items():
            act.update_many(same, publication=publication)
        act.create_many(decisions, whole=True)

    def made(self, act: Change) -> Event:
        """A new event; all its values will be decisions."""
        event = act.create(Event(public_id=get_random_string(8, ID_ALPHABET)))
        act.touches(event)
        return event

    def verdicts_of(self, event: Event, old, new, changed: set[str]) -> dict[str, Verdict]:
        """The decisions that the changed cells of one row amount to."""
        found = {FIELDS[column]: plain_verdict(column, new[column]) for column in FIELDS if column in changed}
        if changed & PLACE:
            value = {"city": new["city"], "country": new["country"], "venue_key": new["venue"]}
            found["place"] = Verdict("set", value) if any(value.values()) else Verdict("clear")
        if changed & SIDES.keys():
            found |= self.guest_verdicts(event, guests(old), guests(new))
        return found

    def guest_faults(self, old, new, changed: set[str]) -> list[tuple[str, str]]:
        if not changed & SIDES.keys():
            return []
        try:
            before, after = guests(old), guests(new)
        except BadGuest as error:
            return [error.args]
        column = {side.value: name for name, side in SIDES.items()}
        found = []
        for ident, (name, side, _, is_person) in after.items():
            if ident in before:
                continue
            if is_person and ident not in self.people:
                found.append((column[side], f"There is no person with the key “{ident}”."))
            elif not is_person and name in self.keys:
                words = f"“{name}” is in the table of people: write “{name} <{self.keys[name]}>”."
                found.append((column[side], words))
            elif not is_person and len(name) > 200:
                found.append((column[side], "A name is longer than 200 characters."))
        return found

    def guest_verdicts(self, event: Event, before: dict, after: dict) -> dict[str, Verdict]:
        """Decisions on who was added, changed or taken out; the office that is shown is kept."""
        found = {f"participant:{ident}": Verdict("clear") for ident in before.keys() - after.keys()}
        offices = {
            (row.person.key if row.person_id else row.name): row.office_title for row in event.participations.all()
        }
        for ident, (name, side, role, is_person) in after.items():
            if ident in before and before[ident][1:] == (side, role, is_person):
                continue  # at most the name beside a key differs, and the key counts
            value = {
                "name": self.people.get(ident, name) if is_person else name,
                "side": side,
                "role": role,
                "key": ident if is_person else None,
                "office": offices.get(ident, ""),
                "body": not is_person,
            }
            found[f"participant:{ident}"] = Verdict("set", value)
        return found


def plain_verdict(column: str, cell: str) -> Verdict:
    if not cell:
        return Verdict("clear")
    value = split(cell) if column == "topics" else cell
    return Verdict("set", {"status": value} if column == "status" else value)


# --- participants --------------------------------------------------------------------------------------------


class BadGuest(ValueError):
    """Why an item is no participant."""


def guest_words(row: Participation) -> str:
    words = escaped(row.name)
    if row.person_id:
        words += f" <{row.person.key}>"
    return f"{words} | {row.role}" if row.role != Role.PARTY else words


def guests(cells) -> dict[str, tuple[str, str, str, bool]]:
    """Who the cells of the three sides name: by key or name, their name, side, role and whether it is a person.

    Errors: BadGuest with the column and words.
    """
    found = {}
    for column, side in SIDES.items():
        for item in pieces(cells[column]):
            match = PERSON.match(item)
            if not match:
                raise BadGuest(column, f"“{item[:80]}” is not written as “Name <key> | role”.")
            name, key, role = unescaped(match["name"]), match["key"], match["role"] or Role.PARTY.value
            if role not in set(Role):
                raise BadGuest(column, f"“{role}” is no role: visitor, host or party.")
            ident = key or name
            if not ident or ident in found:
                raise BadGuest(column, f"“{item[:80]}” is there twice." if ident else "A name is missing.")
            found[ident] = (name, side.value, role, bool(key))
    return found
