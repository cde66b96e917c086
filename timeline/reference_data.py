"""Loading `timeline/reference/*.csv`: officials with their offices and terms, venues, topics.

Safe to repeat. What an editor changed (`origin` is then "editor") is left as she left it.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from timeline import edtf
from timeline.models import Office, Origin, Person, Term, Topic, Venue
from timeline.vocabulary import Channel, label
from timeline.vocabulary import Topic as TopicWord

FOLDER = Path(__file__).parent / "reference"


@dataclass
class Loaded:
    """How many rows were made, changed, or left because an editor's hand is on them."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0

    def __str__(self):
        return f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged, {self.kept} kept as edited"


def rows_of(name: str, folder: Path = FOLDER) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(cell: str) -> list[str]:
    """A cell of several values, joined by "|"."""
    return [part.strip() for part in cell.split("|") if part.strip()]


@transaction.atomic
def load_reference(folder: Path = FOLDER) -> dict[str, Loaded]:
    """Load everything; counts by table.

    Errors: OSError if a file is missing, KeyError if a column is, ValueError if a date is no EDTF.
    """
    officials = rows_of("officials.csv", folder)
    return {
        "people": load_people(officials),
        "offices": load_offices(officials, rows_of("offices.csv", folder)),
        "terms": load_terms(officials),
        "venues": load_venues(rows_of("venues.csv", folder)),
        "topics": load_topics(),
    }


def upsert(model, existing: dict, key, values: dict, loaded: Loaded, *, lookup: dict) -> None:
    """Make or update one row of reference data, unless an editor changed it."""
    row = existing.get(key)
    if row is None:
        existing[key] = model.objects.create(**lookup, **values, origin=Origin.REFERENCE)
        loaded.new += 1
    elif row.origin == Origin.EDITOR:
        loaded.kept += 1
    elif any(getattr(row, name) != value for name, value in values.items()) or row.origin != Origin.REFERENCE:
        for name, value in values.items():
            setattr(row, name, value)
        row.origin = Origin.REFERENCE
        row.save()
        loaded.changed += 1
    else:
        loaded.unchanged += 1


def load_people(officials: Iterable[dict]) -> Loaded:
    loaded, existing = Loaded(), {person.key: person for person in Person.objects.all()}
    grouped: dict[str, list[dict]] = {}
    for row in officials:
        grouped.setdefault(row["person_key"], []).append(row)
    for key, rows in grouped.items():
        first = rows[0]
        shared = set(listed(first["aliases"])).intersection(*(listed(row["aliases"]) for row in rows[1:]))
        values = {
            "full_name": first["full_name"],
            "family_name": first["family_name"],
            "given_name": first["given_name"],
            "name_zh": first["name_zh"],
            "aliases": [alias for alias in listed(first["aliases"]) if alias in shared and not titled(alias, first)],
            "side": first["side"],
            "ids": first["ids"],
        }
        upsert(Person, existing, key, values, loaded, lookup={"key": key})
    return loaded


TITLES = (
    "president", "vice president", "secretary", "ambassador", "minister", "premier", "vice premier", "chairman",
    "general", "admiral", "senator", "representative", "governor", "director", "speaker", "foreign minister",
    "vice foreign minister", "state councilor", "adviser", "special envoy", "sen.", "rep.", "gen.", "adm.",
)  # fmt: skip


def titled(alias: str, row: dict) -> bool:
    """ "Secretary Clinton" is right only in the term of its row; "Hillary Clinton" always."""
    words = alias.lower()
    return any(words.startswith(title + " ") for title in TITLES) and alias != row["full_name"]


def load_offices(officials: Iterable[dict], offices: Iterable[dict]) -> Loaded:
    loaded = Loaded()
    existing = {(office.side, office.title, office.body): office for office in Office.objects.all()}
    known = {(row["side"], row["office_title"], row["body"]): row for row in offices}
    for key in dict.fromkeys((row["side"], row["office_title"], row["body"]) for row in officials):
        row = known.get(key, {})
        values = {
            "channel": row.get("channel") or Channel.OTHER,
            "rank": int(row.get("rank") or 5),
            "phrases": listed(row.get("phrases", "")),
        }
        lookup = dict(zip(("side", "title", "body"), key, strict=True))
        upsert(Office, existing, key, values, loaded, lookup=lookup)
    return loaded


def load_terms(officials: Iterable[dict]) -> Loaded:
    loaded = Loaded()
    people = {person.key: person for person in Person.objects.all()}
    offices = {(office.side, office.title, office.body): office for office in Office.objects.all()}
    existing = {(term.person_id, term.office_id, term.start): term for term in Term.objects.all()}
    for row in officials:
        person = people[row["person_key"]]
        office = offices[row["side"], row["office_title"], row["body"]]
        values = {
            "end": row["end"],
            "earliest": first_day(row["start"]),
            "latest": last_day(row["end"]),
            "aliases": [alias for alias in listed(row["aliases"]) if alias not in person.aliases],
            "source": row["source"],
            "confidence": row["confidence"],
            "note": row["note"],
        }
        key = (person.pk, office.pk, row["start"])
        lookup = {"person": person, "office": office, "start": row["start"]}
        upsert(Term, existing, key, values, loaded, lookup=lookup)
    return loaded


def first_day(value: str) -> date | None:
    return edtf.bounds(value)[0] if value else None


def last_day(value: str) -> date | None:
    return edtf.bounds(value)[1] if value else None


def load_venues(venues: Iterable[dict]) -> Loaded:
    loaded, existing = Loaded(), {venue.key: venue for venue in Venue.objects.all()}
    for row in venues:
        values = {
            "name": row["name"],
            "aliases": listed(row["aliases"]),
            "city": row["city"],
            "country": row["country"],
            "latitude": float(row["latitude"]) if row["latitude"] else None,
            "longitude": float(row["longitude"]) if row["longitude"] else None,
            "kind": row["kind"],
        }
        upsert(Venue, existing, row["key"], values, loaded, lookup={"key": row["key"]})
    return loaded


def load_topics() -> Loaded:
    """The topics are the vocabulary's; a name an editor gave one stays."""
    loaded = Loaded()
    for word in TopicWord:
        _, made = Topic.objects.get_or_create(slug=word.value, defaults={"name": label(word)})
        loaded.new += made
        loaded.unchanged += not made
    return loaded
