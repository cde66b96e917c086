"""Who takes part, compared side by side."""

import re

from timeline.matching.views import EXACT, MentionView

COUNTRIES = frozenset({"united states", "china"})
SIDES = {"US": "us", "PRC": "prc"}
# Words for a side's people that say no more than the side: "senior Chinese officials", "the American team".
JUST_THE_SIDE = re.compile(
    r"(?:(?:the|senior|top|high-?level|working-level|military|government|united states|china|u\.?s\.?|american|chinese"
    r"|officials?|diplomats?|negotiators?|representatives?|delegat(?:es?|ions?)|experts?|envoys?|teams?|side|['’]s)"
    r"(?:\s+|(?=['’])|$))+",
    re.IGNORECASE,
)


def compare_people(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    """The share of sides on which the same person takes part; None if a side has different people."""
    if a.group == b.group == "visit":
        return compare_visitors(a, b)
    shared, housed = [], ""
    for side, column in SIDES.items():
        left, right = getattr(a, column), getattr(b, column)
        if left and right:
            if not left & right:
                return None, "different people"
            shared.append(sorted(left & right))
        elif left or right:
            housed = housed or house_of(side, *((a, b) if left else (b, a)))
    names = ", ".join(name for people in shared for name in people)
    if len(shared) == 2:
        return 1.0, f"same people: {names}"
    if len(shared) == 1:
        if housed:
            return 0.9, f"same person, with somebody of {housed}: {names}"
        return 0.6, f"same person, the other side not named in both: {names}"
    return compare_bodies(a, b)


def house_of(side: str, named: MentionView, unnamed: MentionView) -> str:
    """The body that one mention names where the other names somebody who belongs to it: "" if there is none."""
    bodies = sorted(body for body in named.houses & unnamed.bodies if body.startswith(f"{side}:"))
    return bodies[0].removeprefix(f"{side}:") if bodies else ""


def compare_bodies(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    """Sides named as countries, bodies or delegations, in one mention at least."""
    common = a.bodies & b.bodies
    names = ", ".join(sorted(common))
    both = all(bodies_meet(side, a, b) for side in SIDES)
    if both and not (a.people or b.people) and (same := a.topics & b.topics):
        return 0.75, f"same {'bodies' if common else 'sides'}, on the same subject: {names or ', '.join(sorted(same))}"
    if common:
        bare = all(body.split(":", 1)[1].lower() in COUNTRIES for body in common)
        whole = {body.split(":")[0] for body in common} >= set(SIDES)
        return (0.5 if bare else 0.7) if whole else 0.4, f"same bodies: {names}"
    if a.group == b.group == "meet" and (a.bodies or b.bodies) and same_exact_days(a, b):
        # "The two countries held talks on Tuesday" beside "Bessent met He Lifeng on Tuesday".
        return 0.45, "one names only the sides"
    if both and not (a.people or b.people):
        return 0.45, "both name only the sides"
    if any(
        m.bodies and not m.people and all(is_just_the_side(body.split(":", 1)[1]) for body in m.bodies) for m in (a, b)
    ):
        return 0.0, "one names only the sides"  # joins nothing by itself, but speaks against nobody
    return None, "nobody in common"


def bodies_meet(side: str, a: MentionView, b: MentionView) -> bool:
    """True if the same body of a side takes part in both, or if one of them names no more than the side."""
    left, right = ({x.split(":", 1)[1] for x in m.bodies if x.startswith(f"{side}:")} for m in (a, b))
    if not left or not right:
        return False
    return bool(left & right) or any(all(map(is_just_the_side, names)) for names in (left, right))


def is_just_the_side(name: str) -> bool:
    """True of "China" and "Chinese officials", which may be any body of theirs; not of "Ministry of Commerce"."""
    return JUST_THE_SIDE.fullmatch(name) is not None


def same_exact_days(a: MentionView, b: MentionView) -> bool:
    exact = a.precision in EXACT and b.precision in EXACT
    return exact and (a.earliest, a.latest) == (b.earliest, b.latest)


def compare_visitors(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    """A visit is its visitor's; whom they met there may differ from article to article."""
    left, right = a.visitors or a.people, b.visitors or b.people
    if left and right:
        if common := left & right:
            return 0.95, f"same visitor: {', '.join(sorted(common))}"
        return None, "different visitors"
    if common := a.bodies & b.bodies:
        return 0.5, f"same bodies: {', '.join(sorted(common))}"
    return None, "nobody in common"
