"""The plain fields: kind, place, setting, topics, and whatever is simply most said."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from timeline.decide.reasons import differing, ids, plural
from timeline.decide.values import ClaimView, Why
from timeline.vocabulary import Kind, Setting

# Where articles call one event by different words, the more telling word stands.
KIND_ORDER = (
    Kind.SUMMIT,
    Kind.DIALOGUE,
    Kind.VIDEO,
    Kind.CALL,
    Kind.VISIT,
    Kind.MILITARY,
    Kind.LETTER,
    Kind.TALKS,
    Kind.MEETING,
    Kind.OTHER,
)


def choose_kind(claims: Sequence[ClaimView]) -> tuple[str | None, Why]:
    return choose_most_said(claims, tie=lambda kind: -KIND_ORDER.index(Kind(kind)))


def choose_most_said(claims: Sequence[ClaimView], tie: Callable[[Any], Any] = str) -> tuple[Any, Why]:
    """The value that the most articles give, weighed by score."""
    if not claims:
        return None, Why("", "")
    votes: dict[Any, dict[str, float]] = defaultdict(dict)
    for claim in claims:
        votes[claim.value][claim.article] = max(claim.score, votes[claim.value].get(claim.article, 0))
    best = max(votes, key=lambda value: (round(sum(votes[value].values()), 6), tie(value)))
    backing = [claim for claim in claims if claim.value == best]
    words = f"said by {plural(len({claim.article for claim in backing}), 'article')}"
    return best, Why("most-said", words, ids(backing), others=differing(claims, lambda value: value != best))


def choose_place(claims: Sequence[ClaimView]) -> tuple[dict | None, Why]:
    """Country first, then the city in it, then the house in that: each the one most articles give."""
    pool, place = list(claims), {}
    for level in ("country", "city", "venue_key"):
        said = [claim for claim in pool if claim.value.get(level)]
        if not said:
            continue
        counts = Counter()
        for article, value in {(claim.article, claim.value[level]) for claim in said}:
            counts[value] += max(c.score for c in said if c.article == article and c.value[level] == value)
        best = max(counts, key=lambda value: (round(counts[value], 6), value))
        pool = [claim for claim in said if claim.value[level] == best]
        place[level] = best
    if not place:
        return None, Why("", "")
    others = differing(
        claims,
        lambda value: any(value.get(level) and value[level] != place.get(level) for level in ("country", "city")),
    )
    return place, Why("place-most-said", f"the finest place of {plural(len(pool), 'claim')}", ids(pool), others=others)


def choose_setting(claims, kind: str, place: dict, gathering: str, why: dict[str, Why]) -> tuple[str | None, Why]:
    """As the articles say, else as place and kind imply."""
    value, reason = choose_most_said(claims)
    if value:
        return value, reason
    if kind in (Kind.CALL, Kind.VIDEO, Kind.LETTER):
        return Setting.REMOTE, implied("of the kind", why.get("kind"))
    if gathering:
        return Setting.MULTILATERAL, implied("of the gathering", why.get("gathering"))
    if country := place.get("country"):
        setting = Setting.BILATERAL if country in ("US", "CN", "HK", "MO") else Setting.THIRD_COUNTRY
        return setting, implied("of the place", why.get("place"))
    return None, Why("", "")


def implied(of: str, source: Why | None) -> Why:
    """A value that follows from another stands on that one's evidence."""
    if not source:
        return Why("setting-implied", f"follows {of}")
    return replace(source, rule="setting-implied", words=f"follows {of}", others=())


def choose_topics(claims: Sequence[ClaimView]) -> tuple[list[str] | None, Why]:
    topics = sorted({claim.value for claim in claims})
    return topics or None, Why("all-said", "named beside it", ids(claims)) if topics else Why("", "")
