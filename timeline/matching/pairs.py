"""Two mentions compared: by kind, people, days and places."""

from timeline.matching.dates import compare_dates
from timeline.matching.people import compare_people, same_exact_days
from timeline.matching.places import compare_places
from timeline.matching.views import PLANS, THRESHOLD, Match, MentionView, veto
from timeline.vocabulary import Precision


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
    if {a.group, b.group} == {"meet", "visit"}:
        # The very day or both names must say so, and only what found nothing of its own kind joins.
        sure = people >= 0.9 or same_exact_days(a, b)
        score = min(score, THRESHOLD + (score / 100 if sure else -0.01))
    return Match(max(0.0, round(score, 4)), (said, dated, placed))


def kinds_differ(a: MentionView, b: MentionView) -> str:
    groups = {a.group, b.group}
    if len(groups) == 1 or groups == {"meet", "any"} or groups == {"meet", "military"}:
        return ""
    if groups == {"meet", "remote"}:
        # "Talks soon" may turn out to be a call; a meeting that took place is none.
        loose = next(m for m in (a, b) if m.group == "meet")
        return "" if loose.status in PLANS and not loose.city else "a call is not a meeting"
    if groups == {"meet", "visit"} and is_the_meeting_of(*((a, b) if a.group == "visit" else (b, a))):
        return ""
    return "a {} is not a {}".format(*sorted((a.kind, b.kind)))


def is_the_meeting_of(visit: MentionView, meeting: MentionView) -> bool:
    """True if a visit may be the very meeting: a plan of the one by other words, and no stay of several days.

    "He will be received in Washington on the 20th" and "he will visit Washington on the 20th" announce one event; a
    visit that took place has its meetings beneath it.
    """
    if not {visit.status, meeting.status} & set(PLANS) or visit.precision == Precision.RANGE:
        return False
    guests, hosts = visit.visitors, visit.people - visit.visitors
    return bool(guests & meeting.people) and (not hosts or bool(hosts & meeting.people))
