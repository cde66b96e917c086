"""When it was, compared: the same days, days that fit, plans that moved."""

from dataclasses import replace
from datetime import date, timedelta

from timeline.matching.views import AHEAD, EXACT, OFF, PLANS, MentionView
from timeline.vocabulary import Precision, Status

# A plan without a day and the event itself are one only if it came soon after the announcement.
PLAN_REACH = timedelta(days=120)
# Visits are rarer than meetings, and longer in the making.
VISIT_REACH = timedelta(days=270)
SOUGHT_REACH = timedelta(days=365)  # what one side only seeks may take a year
DELAY_REACH = timedelta(days=450)  # from a postponement to the new day
REVIVAL_REACH = timedelta(days=270)  # from a cancellation or refusal to the new day
VAGUE_REACH = timedelta(days=31)  # "this autumn" that became the first days of December
STAY_REACH = timedelta(days=7)  # between two days of one visit that two articles name
OPEN_PAST_REACH = timedelta(days=30)
PUT_OFF = 0.55  # the date score of a plan and of its end
# A date score that joins nothing by itself, and forbids nothing that other mentions join.
APART = -0.2


def compare_dates(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    """1 for the same days, less the wider the words; None if they cannot be the same days."""
    if undated(a) or undated(b):
        return 0.15, "one has no date"
    a, b = begun(a), begun(b)
    if open_ended(a) or open_ended(b):
        return compare_open(a, b)
    if (a.earliest, a.latest) == (b.earliest, b.latest):
        return (1.0 if a.precision in EXACT else 0.8), "same days"
    slack = timedelta(days=1) if a.precision == b.precision == Precision.RANGE else timedelta(0)
    if a.earliest > b.latest + slack or b.earliest > a.latest + slack:
        return compare_moved(a, b)
    if a.precision in EXACT and b.precision in EXACT:
        return 0.9, "overlapping days"
    width = max((a.latest - a.earliest).days, (b.latest - b.earliest).days)
    score, words = next(
        ((score, "the dates fit") for limit, score in ((8, 0.9), (31, 0.75), (93, 0.5), (370, 0.3)) if width <= limit),
        (0.15, "the dates fit loosely"),
    )
    if score < PUT_OFF and ended_ahead(a, b):
        return PUT_OFF, "planned, then put off"
    return score, words


def begun(mention: MentionView) -> MentionView:
    """What is under way without a known end lasts at least until the article's day."""
    if mention.status in PLANS or mention.earliest is None or mention.latest is not None:
        return mention
    return replace(mention, latest=max(mention.earliest, mention.published or date.min), precision=Precision.RANGE)


def undated(mention: MentionView) -> bool:
    return mention.earliest is None and mention.latest is None


def open_ended(mention: MentionView) -> bool:
    return mention.earliest is None or mention.latest is None


def compare_open(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    """ "Soon" against a day: one, if the day came within months; "in the past" against anything: hardly."""
    if ended_ahead(a, b):
        since = abs(a.published - b.published)
        # Nobody calls off what nobody planned: the plan may be old.
        return (
            (PUT_OFF - 0.1 * since / DELAY_REACH, "planned, then put off")
            if since <= DELAY_REACH
            else (APART, "put off long after the plan")
        )
    reach = VISIT_REACH if a.group == b.group == "visit" else PLAN_REACH
    if open_ended(a) and open_ended(b):
        if (a.earliest is None) != (b.earliest is None):
            return None, "one before, one after"
        if told := off_then_ahead(a, b):
            return compare_revived(*told)
        apart = abs((a.earliest or a.latest) - (b.earliest or b.latest))
        told = reach if a.earliest else OPEN_PAST_REACH
        if apart <= told:
            return (0.5 if apart <= PLAN_REACH else 0.35), "both undated, told at about the same time"
        return APART, "told far apart"
    loose, firm = (a, b) if open_ended(a) else (b, a)
    if loose.earliest is None:
        return (0.1, "one is only known to be past") if firm.earliest <= loose.latest else (None, "different days")
    if firm.latest < loose.earliest:
        return None, "over before the other was planned"
    gap = firm.earliest - loose.earliest
    if gap > reach:
        sought = loose.status == Status.PROPOSED and firm.status == Status.HELD and gap <= SOUGHT_REACH
        return (
            (0.32 - 0.02 * gap / SOUGHT_REACH, "sought, held in the end") if sought else (APART, "long after the plan")
        )
    # The nearer, the likelier: of two events after a plan the first is meant.
    return 0.42 - 0.1 * max(gap, timedelta(0)) / reach, "planned without a day, held soon after"


def compare_moved(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    """Days that do not meet: of one stay, or of a plan that was put off, or set anew after it was."""
    gap = max(a.earliest - b.latest, b.earliest - a.latest)
    both_visits = a.group == b.group == "visit"
    if both_visits and gap <= STAY_REACH and Precision.DAY in (a.precision, b.precision):
        return 0.45, "days of one stay"
    if a.status not in PLANS and b.status not in PLANS:
        return None, "different days"
    if not (a.published and b.published):
        return APART, "other days, one only planned"
    old, new = sorted((a, b), key=told_first)
    if old.status not in PLANS:
        return None, "another plan after it took place"
    if old.status in AHEAD and new.status in OFF:
        return (PUT_OFF, "planned, then put off") if ended_ahead(a, b) else (None, "different days")
    if old.status in OFF:
        return compare_revived(old, new)
    if old.earliest > new.latest:
        return None, "over before the day that was planned"
    if old.precision not in EXACT and gap <= VAGUE_REACH:
        return 0.35, "a little later than planned"
    return APART, "other days, one only planned"


def ended_ahead(a: MentionView, b: MentionView) -> bool:
    """True if one told of a plan, and the other later that it was off, at a time when it still lay ahead."""
    if not (a.published and b.published):
        return False
    old, new = sorted((a, b), key=lambda m: (m.published, m.status in OFF))
    if old.status not in AHEAD or new.status not in OFF or old.earliest is None:
        return False
    still = old.latest is None or old.latest >= new.published - timedelta(days=31)
    return still and old.earliest - new.published <= DELAY_REACH


def told_first(mention: MentionView) -> tuple:
    """The order in which two tellings follow each other; on one day the plan, then its end, then the event."""
    step = 0 if mention.status in AHEAD else 1 if mention.status in OFF else 2
    return mention.published, step, mention.earliest, mention.latest, mention.key


def off_then_ahead(a: MentionView, b: MentionView) -> tuple[MentionView, MentionView] | None:
    """The two in their order, if one told that it was off, and the other later of a plan."""
    if not (a.published and b.published):
        return None
    old, new = sorted((a, b), key=lambda m: (m.published, m.status in AHEAD))
    return (old, new) if old.status in OFF and new.status in AHEAD else None


def compare_revived(old: MentionView, new: MentionView) -> tuple[float | None, str]:
    """What was put off, or refused, and then set anew; the nearer, the likelier."""
    reach = DELAY_REACH if old.status == Status.POSTPONED else REVIVAL_REACH
    since = (new.latest or new.published) - old.published
    if since < timedelta(0):
        return None, "over before it was put off"
    if since > reach:
        return APART, "long after it was put off"
    words = "put off, then set anew" if old.status == Status.POSTPONED else "off, then set anew"
    return 0.5 - 0.15 * since / reach, words
