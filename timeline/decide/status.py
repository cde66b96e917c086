"""The life line of an event, and the status it ends in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from timeline.decide.dates import span_of
from timeline.decide.reasons import by_decision, ids
from timeline.decide.values import TOOK_PLACE, ClaimView, DecisionView, ShownStep, Why
from timeline.vocabulary import Status

# Between articles of one day the later step of the life line stands.
STATUS_ORDER = (
    Status.PROPOSED,
    Status.PLANNED,
    Status.POSTPONED,
    Status.DECLINED,
    Status.CANCELLED,
    Status.ONGOING,
    Status.HELD,
)


def settle_status(claims: Sequence[ClaimView], decision: DecisionView | None, when: str, why: dict[str, Why]):
    """The last step of the life line, and the line itself."""
    steps = life_line(claims, when)
    status, reason = choose_status(claims, when)
    if decision and decision.mode != "clear" and decision.value:
        said = decision.value if isinstance(decision.value, dict) else {"status": decision.value}
        claimed, status = status, said["status"]
        if decision.mode == "set":
            steps = (*steps, ShownStep(status, said.get("date") or "", decision=decision.id))
        _, reason = by_decision(replace(decision, value=status), claimed, reason)
    if reason.rule:
        why["status"] = reason
    return status or Status.HELD, steps


def choose_status(claims: Sequence[ClaimView], when: str) -> tuple[str | None, Why]:
    if not claims:
        return None, Why("", "")
    main = [claim for claim in claims if claim.value["status"] == claim.status] or list(claims)
    held = [claim for claim in main if claim.value["status"] in TOOK_PLACE and credible(claim, when)]
    rank = {status: number for number, status in enumerate(STATUS_ORDER)}
    if held:
        status = max((claim.value["status"] for claim in held), key=rank.__getitem__)
        backing = [claim for claim in held if claim.value["status"] == status]
        words = "reported as having taken place" if status == Status.HELD else "reported as under way"
    else:
        last = max(main, key=lambda c: (c.published or date.min, rank[c.value["status"]]))
        status = last.value["status"]
        backing = [claim for claim in main if claim.value["status"] == status]
        words = "the last that was reported"
    return status, Why("status-last-step", words, ids(backing))


def credible(claim: ClaimView, when: str) -> bool:
    """Nobody reports as held what begins after the article's day."""
    if not (claim.published and when):
        return True
    return span_of(when)[0] <= claim.published


def life_line(claims: Sequence[ClaimView], when: str) -> tuple[ShownStep, ...]:
    """The steps in the order of their days, each once."""
    seen: dict[tuple[str, str], ShownStep] = {}
    for claim in claims:
        status = claim.value["status"]
        day = claim.value.get("date") or ""
        if not day:
            took_place = status in TOOK_PLACE and when
            day = when if took_place else (claim.published.isoformat() if claim.published else "")
        seen.setdefault((status, day), ShownStep(status, day, claim.article, claim.id))
    rank = {status: number for number, status in enumerate(STATUS_ORDER)}
    return tuple(
        sorted(seen.values(), key=lambda s: (span_of(s.day)[0] if s.day else date.max, rank[s.status], s.article))
    )
