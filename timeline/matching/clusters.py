"""Mentions put together, the best pairs first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.matching.pairs import compare
from timeline.matching.views import MentionView


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions of one event, in canonical order, and per mention the reasons for its being here."""

    members: tuple[MentionView, ...]
    reasons: dict[str, tuple[str, ...]]

    @property
    def pinned(self) -> str:
        return next((member.pinned for member in self.members if member.pinned), "")


def canonical(mention: MentionView) -> tuple:
    """An order that does not depend on when an article came in."""
    return (mention.published or date.max, mention.article, mention.key)


def cluster(mentions: Iterable[MentionView]) -> list[Cluster]:
    """Join mentions that tell of one event; the same set in any order gives the same clusters.

    Best pairs first; two clusters join only if no pair across them is vetoed. Mentions pinned to one event are
    one cluster from the start, mentions pinned to different events never join.
    """
    ordered = sorted(mentions, key=canonical)
    home = {mention.key: number for number, mention in enumerate(ordered)}
    groups: dict[int, list[MentionView]] = {number: [mention] for number, mention in enumerate(ordered)}
    reasons: dict[str, tuple[str, ...]] = {}

    def join(left: int, right: int) -> None:
        for mention in groups[right]:
            home[mention.key] = left
        groups[left].extend(groups.pop(right))

    first_pinned: dict[str, int] = {}
    for mention in ordered:
        if mention.pinned:
            reasons[mention.key] = ("placed by an editor",)
            if mention.pinned in first_pinned:
                join(first_pinned[mention.pinned], home[mention.key])
            else:
                first_pinned[mention.pinned] = home[mention.key]

    pairs = {}
    for number, a in enumerate(ordered):
        for b in ordered[number + 1 :]:
            pairs[a.key, b.key] = compare(a, b)
    ranked = sorted((pair for pair, match in pairs.items() if match.joins), key=lambda p: (-pairs[p].score, p))
    for one, two in ranked:
        left, right = sorted((home[one], home[two]))
        if left != right and compatible(groups[left], groups[right], pairs):
            reasons.setdefault(one, pairs[one, two].reasons)
            reasons.setdefault(two, pairs[one, two].reasons)
            join(left, right)
    return [
        Cluster(tuple(sorted(members, key=canonical)), {m.key: reasons.get(m.key, ()) for m in members})
        for members in groups.values()
    ]


def compatible(left: Sequence[MentionView], right: Sequence[MentionView], pairs: dict) -> bool:
    pins = {mention.pinned for mention in (*left, *right) if mention.pinned}
    if len(pins) > 1:
        return False
    matches = [pairs.get((a.key, b.key)) or pairs[b.key, a.key] for a in left for b in right]
    if pins:
        # An editor's event may hold claims that disagree; one that fits is enough, unless an article told them apart.
        return any(not match.veto for match in matches) and not any(
            match.veto == "one article tells them apart" for match in matches
        )
    return not any(match.veto for match in matches)
