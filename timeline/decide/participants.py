"""Who is shown as having taken part."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from timeline.decide.reasons import by_decision, ids, plural
from timeline.decide.values import ClaimView, DecisionView, ShownParticipant, Why, ident_of
from timeline.vocabulary import Role, Side

COUNTRIES = frozenset({"united states", "china", "us", "u.s.", "prc"})


def settle_participants(claims: Sequence[ClaimView], newest: dict[str, DecisionView], why: dict[str, Why]):
    """Everybody whom an article or an editor names, less those an editor took out."""
    grouped: dict[str, list[ClaimView]] = defaultdict(list)
    for claim in claims:
        said = claim.value
        grouped[ident_of(said["name"], said.get("key"), bool(said.get("body")))].append(claim)
    people = {ident: participant_of(group) for ident, group in grouped.items()}
    reasons = {
        ident: Why("named", f"named by {plural(len({c.article for c in group}), 'article')}", ids(group))
        for ident, group in grouped.items()
    }
    drop_bare_countries(people)
    for name, decision in newest.items():
        if not name.startswith("participant:"):
            continue
        ident = name.removeprefix("participant:")
        claimed = asdict(people[ident]) if ident in people else None
        if decision.mode == "clear":
            people.pop(ident, None)
        elif decision.value:
            people[ident] = ShownParticipant(**decision.value)
        _, reasons[ident] = by_decision(decision, claimed, reasons.get(ident, Why("", "")))
    for ident, reason in reasons.items():
        if ident in people or reason.decision:
            why[f"participant:{ident}"] = replace(reason, others=())
    first_said = {ident: min(claim.order for claim in group) for ident, group in grouped.items()}
    weight = {ident: len({claim.article for claim in group}) for ident, group in grouped.items()}

    def prominence(ident: str) -> tuple:
        return people[ident].body, -weight.get(ident, 0), first_said.get(ident, (date.max, ident)), ident

    return tuple(people[ident] for ident in sorted(people, key=prominence))


def participant_of(claims: Sequence[ClaimView]) -> ShownParticipant:
    """One participant of all that is said of them; a role that says more beats a plain "party"."""
    first = claims[0].value
    roles = Counter(claim.value.get("role") for claim in claims if claim.value.get("role") != Role.PARTY)
    role = max(roles, key=lambda r: (roles[r], r)) if roles else Role.PARTY
    said = [claim.value for claim in claims]
    return ShownParticipant(
        name=first["name"],
        side=first.get("side", Side.OTHER),
        role=role,
        key=first.get("key"),
        office=next((value["office"] for value in said if value.get("office")), ""),
        body=bool(first.get("body")),
        warning=next((value["warning"] for value in said if value.get("warning")), ""),
    )


def drop_bare_countries(people: dict[str, ShownParticipant]) -> None:
    """ "China" says nothing beside "Wang Yi"."""
    named = {person.side for person in people.values() if person.name.lower() not in COUNTRIES}
    for ident in [i for i, person in people.items() if person.name.lower() in COUNTRIES and person.side in named]:
        del people[ident]
