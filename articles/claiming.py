"""What an engagement claims, value by value, and in short; pure, the rows are `articles.store`'s."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from articles.parsing.lexicon import Lexicon
from articles.parsing.types import Engagement, Span
from timeline.vocabulary import Role, Side


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim before it is a row."""

    field: str
    value: object
    span: Span
    rule: str
    score: float = 1.0


def claims_of(engagement: Engagement, parent_key: str | None = None) -> list[ClaimRow]:
    """Everything one engagement says, one claim a value."""
    main = engagement.evidence[0]
    rows = []
    if engagement.date:
        rows.append(ClaimRow("date", engagement.date.edtf, engagement.date.span, engagement.date.rule))
    for claim in engagement.claims:
        rows.append(ClaimRow(claim.field, claim.value, claim.span, claim.rule, claim.score))
    said = {claim.field for claim in engagement.claims}
    if "kind" not in said:
        rows.append(ClaimRow("kind", engagement.kind.value, main, "kind-of-the-words"))
    if engagement.setting and "setting" not in said:
        rows.append(ClaimRow("setting", engagement.setting.value, main, "setting-of-the-words"))
    if engagement.gathering and "gathering" not in said:
        rows.append(ClaimRow("gathering", engagement.gathering, main, "gathering-of-the-words"))
    for step in engagement.steps:
        rows.append(ClaimRow("status", {"status": step.status.value, "date": step.edtf}, step.span, step.rule))
    if engagement.status not in {step.status for step in engagement.steps}:
        rows.append(ClaimRow("status", {"status": engagement.status.value, "date": None}, main, "status-of-the-words"))
    if place := engagement.place:
        value = {"city": place.city, "country": place.country, "venue_key": place.venue_key}
        if any(value.values()):
            rows.append(ClaimRow("place", value, place.span, place.rule))
    for person in engagement.participants:
        value = {
            "key": person.key,
            "name": person.name,
            "side": person.side.value,
            "role": person.role.value,
            "office": person.office,
            "body": person.body,
            "warning": person.warning,
        }
        rows.append(ClaimRow("participant", value, person.span, person.rule, person.score))
    return list({(row.field, as_json(row.value), row.span): row for row in rows}.values())


def summary_of(engagement: Engagement) -> dict:
    """The engagement in short, for matching; see `timeline.matching.MentionView`."""
    by_side = {side: [p for p in engagement.participants if p.side == side] for side in (Side.US, Side.PRC)}
    when, place = engagement.date, engagement.place
    return {
        "kind": engagement.kind.value,
        "status": engagement.status.value,
        "edtf": when.edtf if when else "",
        "earliest": when.earliest.isoformat() if when and when.earliest else None,
        "latest": when.latest.isoformat() if when and when.latest else None,
        "precision": (when.precision if when else "unknown"),
        "us": sorted(p.key or p.name for p in by_side[Side.US] if not p.body),
        "prc": sorted(p.key or p.name for p in by_side[Side.PRC] if not p.body),
        "bodies": sorted(f"{side}:{p.name}" for side, people in by_side.items() for p in people if p.body),
        "visitors": sorted(p.key or p.name for p in engagement.participants if p.role == Role.VISITOR and not p.body),
        "city": place.city if place else "",
        "country": place.country if place else "",
        "venue_key": place.venue_key if place else "",
        "gathering": engagement.gathering,
        "topics": sorted({claim.value for claim in engagement.claims if claim.field == "topic"}),
    }


def houses_of(summary: dict, published: date | None, lexicon: Lexicon) -> frozenset[str]:
    """The bodies to which the people of a summary belonged on its day: "US:Department of Defense"."""
    day = date.fromisoformat(summary["earliest"]) if summary["earliest"] else published
    keys = (*summary["us"], *summary["prc"])
    terms = [term for key in keys for term in lexicon.offices_of(key, day) if day and not term.is_former]
    return frozenset(f"{term.office.side}:{lexicon.body_name(term.office.body)}" for term in terms)


def mention_key(engagement: Engagement, summary: dict) -> str:
    """The same for the same finding on every reading of one text."""
    main = engagement.evidence[0]
    words = [main.start, main.end, summary["kind"], summary["us"], summary["prc"], summary["bodies"], summary["edtf"]]
    return hashlib.sha256(repr(words).encode()).hexdigest()[:16]


def as_json(value) -> str:
    """A value in one form, whether it comes from the parser or from the database."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
