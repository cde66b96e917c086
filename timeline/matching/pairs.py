"""Two mentions compared: by kind, people, days and places."""

from timeline.matching.dates import compare_dates
from timeline.matching.people import compare_people
from timeline.matching.places import compare_places
from timeline.matching.views import PLANS, Match, MentionView, veto


def compare(a: MentionView, b: MentionView) -> Match:
    """Score two mentions of one event, or say why they cannot be."""
    if a.article == b.article:
        return veto("one article tells them apart")
    if reason := kinds_differ(a, b):
        return veto(reason)
    people, said = compare_people(a, b)
    if people is None:
        return veto(said)
    when, dated = compare_dates(a, b)
    if when is None:
        return veto(dated)
    where, placed = compare_places(a, b)
    if where is None:
        return veto(placed)
    score = 0.45 * people + 0.40 * when + 0.15 * where
    return Match(max(0.0, round(score, 4)), (said, dated, placed))


def kinds_differ(a: MentionView, b: MentionView) -> str:
    groups = {a.group, b.group}
    if len(groups) == 1 or groups == {"meet", "any"} or groups == {"meet", "military"}:
        return ""
    if groups == {"meet", "remote"}:
        # "Talks soon" may turn out to be a call; a meeting that took place is none.
        loose = next(m for m in (a, b) if m.group == "meet")
        return "" if loose.status in PLANS and not loose.city else "a call is not a meeting"
    return f"a {a.kind} is not a {b.kind}"
