"""The date an event shows, and how far one date bears out another."""

from collections.abc import Sequence
from datetime import date, timedelta

from timeline import edtf
from timeline.decide.reasons import differing, ids, plural
from timeline.decide.values import TOOK_PLACE, ClaimView, Why
from timeline.vocabulary import Precision

EXACT = (Precision.DAY, Precision.RANGE)
LONGEST_STAY = timedelta(days=14)


def choose_date(claims: Sequence[ClaimView], among: Sequence[ClaimView] = ()) -> tuple[str | None, Why]:
    """The date that most articles bear out, the finer one where one only refines another.

    Articles that report the event outweigh those that announced it; among announcements the newest counts, since
    plans change. `among`, where given, are the claims whose values are eligible; all others still bear out or speak
    against them.
    """
    reported = [claim for claim in claims if claim.status in TOOK_PLACE]
    pool = reported or newest_plans(claims)
    if not pool:
        return None, Why("", "")
    scored = []
    for value in dict.fromkeys(claim.value for claim in among or pool):
        support = {}
        for claim in pool:
            gain = agreement(value, claim.value) * claim.score
            support[claim.article] = max(gain, support.get(claim.article, -1.0))
        scored.append((round(sum(support.values()), 6), -width(value), value))
    best = max(scored)[2]
    backing = [claim for claim in claims if claim.value == best]
    others = differing(claims, lambda value: disjoint(best, value))
    articles = {claim.article for claim in backing}
    words = "the only date given" if len({claim.value for claim in claims}) == 1 else "the date most articles bear out"
    words = f"{words} ({plural(len(articles), 'article')})"
    return best, Why("date-best-supported", words, ids(backing), others=others)


def choose_stay(claims: Sequence[ClaimView]) -> tuple[str | None, Why]:
    """A visit's days: where reports name only single days of it, it lasted from the first to the last of them."""
    days = [c for c in claims if c.status in TOOK_PLACE and edtf.precision_of(c.value) == Precision.DAY]
    spans = [c for c in claims if c.status in TOOK_PLACE and edtf.precision_of(c.value) == Precision.RANGE]
    first = min((edtf.bounds(claim.value)[0] for claim in days), default=None)
    last = max((edtf.bounds(claim.value)[1] for claim in days), default=None)
    if spans or not first or first == last or last - first > LONGEST_STAY:
        return choose_date(claims, among=spans)  # who names both ends knows more than who names one day
    stay = edtf.interval(first, last)
    others = differing(claims, lambda value: disjoint(stay, value))
    return stay, Why("date-days-of-a-stay", "from the first to the last day that is told", ids(days), others=others)


def newest_plans(claims: Sequence[ClaimView]) -> list[ClaimView]:
    """Of announcements, those of the last day on which anybody published one; of background, only if nothing else."""
    fresh = [claim for claim in claims if not claim.background] or list(claims)
    dated = [claim.published for claim in fresh if claim.published]
    if not dated:
        return fresh
    firm = [claim for claim in fresh if edtf.precision_of(claim.value) not in (Precision.OPEN, Precision.UNKNOWN)]
    pool = firm or fresh
    last = max((claim.published for claim in pool if claim.published), default=None)
    return [claim for claim in pool if claim.published == last] or pool


def agreement(value: str, other: str) -> float:
    """How far a claim of `other` bears out `value`: 1 fully, negative if it speaks against it."""
    if value == other:
        return 1.0
    if disjoint(value, other):
        return -0.5
    precise, other_precise = edtf.precision_of(value) in EXACT, edtf.precision_of(other) in EXACT
    if not other_precise:
        return 1.0 if covers(other, value) else 0.6
    if not precise:
        return 0.3
    if covers(value, other):  # a day within the days it lasted
        return 0.8
    return 0.5


def span_of(value: str) -> tuple[date, date]:
    earliest, latest = edtf.bounds(value)
    return earliest or date.min, latest or date.max


def covers(outer: str, inner: str) -> bool:
    (a, b), (c, d) = span_of(outer), span_of(inner)
    return a <= c and d <= b


def disjoint(one: str, two: str) -> bool:
    (a, b), (c, d) = span_of(one), span_of(two)
    return b < c or d < a


def width(value: str) -> int:
    earliest, latest = span_of(value)
    return (latest - earliest).days
