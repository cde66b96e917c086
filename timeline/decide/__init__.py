"""Claims and decisions in, shown values out: one pure function, `decide`.

What an editor decided stands above what articles claim, the newest decision first; without one, the claims
are weighed. The answer does not depend on the order of the input. Every value comes with a `Why`: the rule, the
claims or the decision behind it, and who says otherwise.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from timeline import edtf
from timeline.decide.dates import choose_date, choose_stay
from timeline.decide.fields import choose_kind, choose_most_said, choose_place, choose_setting, choose_topics
from timeline.decide.participants import settle_participants
from timeline.decide.reasons import by_decision, newest_by_field, nothing_said, plural
from timeline.decide.status import settle_status
from timeline.decide.values import ClaimView, DecisionView, ShownParticipant, ShownStep, Values, Why
from timeline.vocabulary import Kind, Precision

__all__ = [
    "ClaimView",
    "DecisionView",
    "ShownParticipant",
    "ShownStep",
    "Values",
    "Why",
    "decide",
    "plural",
]


def decide(claims: Iterable[ClaimView], decisions: Iterable[DecisionView]) -> Values:
    """The values an event shows.

    Errors: ValueError if a claim's or decision's date is no EDTF we store.
    """
    claims = sorted(claims, key=lambda claim: claim.order)
    newest = newest_by_field(decisions)
    by_field: dict[str, list[ClaimView]] = defaultdict(list)
    for claim in claims:
        by_field[claim.field].append(claim)
    why: dict[str, Why] = {}

    def settle(name: str, choose: Callable[[Sequence[ClaimView]], tuple[Any, Why]]):
        """The decision on a field if there is one, else what `choose` makes of the claims."""
        value, reason = choose(by_field[name])
        if decision := newest.get(name):
            value, reason = by_decision(decision, value, reason)
        if reason.rule:
            why[name] = reason
        return value

    kind = settle("kind", choose_kind) or Kind.OTHER
    when = settle("date", choose_stay if kind == Kind.VISIT else choose_date) or ""
    earliest, latest = edtf.bounds(when) if when else (None, None)
    place = settle("place", choose_place) or {}
    gathering = settle("gathering", choose_most_said) or ""
    status, steps = settle_status(by_field["status"], newest.get("status"), when, why)
    setting = settle("setting", lambda found: choose_setting(found, kind, place, gathering, why)) or ""
    return Values(
        kind=kind,
        status=status,
        setting=setting,
        edtf=when,
        earliest=earliest,
        latest=latest,
        precision=edtf.precision_of(when) if when else Precision.UNKNOWN,
        city=place.get("city", ""),
        country=place.get("country", ""),
        venue_key=place.get("venue_key", ""),
        gathering=gathering,
        title=settle("title", nothing_said) or "",
        summary=settle("summary", nothing_said) or "",
        topics=tuple(settle("topics", lambda _: choose_topics(by_field["topic"])) or ()),
        participants=settle_participants(by_field["participant"], newest, why),
        steps=steps,
        confidence=joint_confidence(claims),
        article_count=len({claim.article for claim in claims}),
        why=why,
    )


def joint_confidence(claims: Sequence[ClaimView]) -> float:
    """Articles as independent witnesses (noisy or); never quite certain."""
    best: dict[str, float] = {}
    for claim in claims:
        best[claim.article] = max(claim.confidence, best.get(claim.article, 0))
    doubt = 1.0
    for article in sorted(best):
        doubt *= 1 - min(best[article], 0.99)
    return round(min(1 - doubt, 0.99), 3) if best else 0.0
