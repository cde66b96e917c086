"""Who takes part, compared side by side."""

from timeline.matching.views import EXACT, MentionView

COUNTRIES = frozenset({"united states", "china"})


def compare_people(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    """The share of sides on which the same person takes part; None if a side has different people."""
    if a.group == b.group == "visit":
        return compare_visitors(a, b)
    shared, open_sides = [], 0
    for side in ("us", "prc"):
        left, right = getattr(a, side), getattr(b, side)
        if left and right:
            if not left & right:
                return None, "different people"
            shared.append(sorted(left & right))
        else:
            open_sides += 1
    names = ", ".join(name for side in shared for name in side)
    if len(shared) == 2:
        return 1.0, f"same people: {names}"
    if len(shared) == 1:
        return 0.6, f"same person, the other side not named in both: {names}"
    return compare_bodies(a, b)


def compare_bodies(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    """Sides named as countries, bodies or delegations, in one mention at least."""
    if common := a.bodies & b.bodies:
        names = ", ".join(sorted(common))
        both = {body.split(":")[0] for body in common} >= {"US", "PRC"}
        bare = all(body.split(":", 1)[1].lower() in COUNTRIES for body in common)
        return (0.5 if bare else 0.7) if both else 0.4, f"same bodies: {names}"
    if a.group == b.group == "meet" and (a.bodies or b.bodies) and same_exact_days(a, b):
        # "The two countries held talks on Tuesday" beside "Bessent met He Lifeng on Tuesday".
        return 0.45, "one names only the sides"
    return None, "nobody in common"


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
