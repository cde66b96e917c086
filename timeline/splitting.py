"""Taking single claims out of a telling that mixes two events: what goes, what both keep, and how it is remembered."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from timeline import edtf
from timeline.decide import Values
from timeline.vocabulary import Role, Side

# Without these a telling says nothing; where none is chosen for the new event, both have it.
NEEDED = ("kind", "status")


@dataclass(frozen=True, slots=True)
class Parting:
    """Claims of one telling, by what becomes of them."""

    taken: tuple = ()
    shared: tuple = ()


def parting_of(claims: Collection, taken: Iterable[int], shared: Iterable[int]) -> Parting:
    """What becomes of a telling's claims if an editor takes some and shares some, each by primary key.

    Of what every telling needs, something stays and something goes along, whatever was chosen.
    """
    taken, shared = set(taken), set(shared) - set(taken)
    for field in NEEDED:
        own = {claim.pk for claim in claims if claim.field == field}
        if own and own <= taken:
            taken, shared = taken - own, shared | own
        elif not own & (taken | shared):
            shared |= own
    return Parting(
        tuple(claim for claim in claims if claim.pk in taken), tuple(claim for claim in claims if claim.pk in shared)
    )


def name_of(field: str, exact: str, value: Any) -> str:
    """What a claim is remembered by when its article is read again: its words, and whom or what it names.

    Not its value, which the article's day may change, nor its place, which a corrected text may.
    """
    who = ""
    if isinstance(value, dict) and field == "participant":
        who = value.get("key") or value.get("name") or ""
    return "|".join((field, str(value) if field == "topic" else str(who), exact))


def summary_of(values: Values) -> dict:
    """What `timeline.matching` must know of a telling made of claims, as the parser gives it of its own."""
    people = {side: [p for p in values.participants if p.side == side] for side in (Side.US, Side.PRC)}
    first, last = edtf.bounds(values.edtf) if values.edtf else (None, None)
    return {
        "kind": str(values.kind),
        "status": str(values.status),
        "edtf": values.edtf,
        "earliest": first.isoformat() if first else None,
        "latest": last.isoformat() if last else None,
        "precision": str(values.precision),
        "us": sorted(p.key or p.name for p in people[Side.US] if not p.body),
        "prc": sorted(p.key or p.name for p in people[Side.PRC] if not p.body),
        "bodies": sorted(f"{side}:{p.name}" for side, found in people.items() for p in found if p.body),
        "visitors": sorted(p.key or p.name for p in values.participants if p.role == Role.VISITOR and not p.body),
        "city": values.city,
        "country": values.country,
        "venue_key": values.venue_key,
        "gathering": values.gathering,
        "topics": sorted(values.topics),
    }
