"""What every choice needs: the claims behind it, what others said instead, and the editor's word above it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from timeline.decide.values import ClaimView, DecisionView, Why


def newest_by_field(decisions: Iterable[DecisionView]) -> dict[str, DecisionView]:
    return {decision.field: decision for decision in sorted(decisions, key=lambda decision: decision.id)}


def by_decision(decision: DecisionView, claimed: Any, reason: Why) -> tuple[Any, Why]:
    """What the editor said, with what the articles say as the other side of it."""
    value = {"set": decision.value, "confirm": decision.value, "clear": None}[decision.mode]
    words = {"set": "set by", "confirm": "confirmed by", "clear": "cleared by"}[decision.mode]
    others = reason.others
    if claimed and claimed != value and reason.claims and decision.mode != "confirm":
        others = ({"value": claimed, "claims": list(reason.claims)}, *others)
    return value, Why(
        rule=f"decision-{decision.mode}",
        words=f"{words} {decision.author or 'an editor'}",
        claims=reason.claims if claimed == value or decision.mode == "confirm" else (),
        decision=decision.id,
        author=decision.author,
        made_at=decision.made_at,
        note=decision.note,
        others=others,
    )


def nothing_said(_: Sequence[ClaimView]) -> tuple[None, Why]:
    return None, Why("", "")


def differing(claims: Sequence[ClaimView], differs: Callable[[Any], bool]) -> tuple[dict, ...]:
    """What other articles say instead, once per value."""
    found: dict[str, dict] = {}
    for claim in claims:
        if differs(claim.value):
            found.setdefault(repr(claim.value), {"value": claim.value, "claims": []})["claims"].append(claim.id)
    return tuple(found.values())


def ids(claims: Iterable[ClaimView]) -> tuple[int, ...]:
    return tuple(claim.id for claim in claims)


def plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
