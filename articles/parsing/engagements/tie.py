"""Which mentions of an article tell the same engagement."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from articles.parsing.engagements.mentions import AHEAD, OFF, Mention, identity, is_complete, is_generic, is_person
from articles.parsing.types import DateExpression
from timeline.vocabulary import Kind, Side, Status

SIDES = (Side.US, Side.PRC)


@dataclass
class Draft:
    """Mentions that tell one engagement, in the order they were tied; the first is the one that made it."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def first(self) -> Mention:
        return self.mentions[0]

    @property
    def group(self) -> str:
        return self.first.group

    def people(self, side: Side) -> set[str]:
        return {name for m in self.mentions for name in m.people(side)}

    def specific(self, side: Side) -> set[str]:
        """Named persons and bodies of a side, without "Chinese officials" and the like."""
        return {identity(p) for m in self.mentions for p in m.of_side(side) if not is_generic(p)}

    @property
    def phase(self) -> str:
        return phase(self.first)

    @property
    def whens(self) -> list[DateExpression]:
        return [m.when for m in self.mentions if m.when is not None and m.when.edtf]


def phase(mention: Mention) -> str:
    """off, ahead or held: what a reader would not confuse."""
    if mention.status in OFF:
        return "off"
    return "ahead" if mention.status in AHEAD else "held"


def tie(mentions: Sequence[Mention]) -> tuple[list[Draft], list[Mention]]:
    """Drafts in text order and the mentions that could not be placed.

    First those mentions whose sentence names both sides; then the rest join the nearest draft that they may tell.
    """
    drafts: list[Draft] = []
    loose: list[Mention] = []
    for mention in mentions:
        if not is_complete(mention):
            loose.append(mention)
            continue
        draft = best_draft(mention, drafts, complete=True)
        if draft is None:
            drafts.append(Draft([mention]))
        else:
            draft.mentions.append(mention)
    left = []
    for mention in loose:
        draft = best_draft(mention, drafts, complete=False)
        if draft is None:
            left.append(mention)
        else:
            draft.mentions.append(mention)
    return drafts, left


def best_draft(mention: Mention, drafts: Sequence[Draft], *, complete: bool) -> Draft | None:
    """The draft that the mention fits, the nearest in the text first."""
    fitting = [d for d in drafts if fits(mention, d, complete=complete)]
    return min(fitting, key=lambda d: (not same_kind(mention, d), nearness(mention, d)), default=None)


def nearness(mention: Mention, draft: Draft) -> tuple[int, int]:
    """Sentences between the mention and the draft's nearest earlier mention; later ones count double."""
    gaps = [mention.scene.index - m.scene.index for m in draft.mentions]
    return min((g if g >= 0 else -2 * g, 0) for g in gaps)


def same_kind(mention: Mention, draft: Draft) -> bool:
    return any(m.kind is mention.kind for m in draft.mentions)


def fits(mention: Mention, draft: Draft, *, complete: bool) -> bool:
    """True if people, kind, phase and date of the mention leave it possible that it tells the draft's engagement."""
    return (
        kinds_fit(mention, draft)
        and phases_fit(mention, draft, complete)
        and people_fit(mention, draft)
        and dates_fit(mention, draft)
        and places_fit(mention, draft)
    )


def kinds_fit(mention: Mention, draft: Draft) -> bool:
    if mention.group == draft.group:
        return True
    pair = {mention.group, draft.group}
    if pair == {"meet", "call"}:  # "the talks" may be a call
        meet = mention if mention.group == "meet" else draft.first
        return meet.kind is Kind.TALKS and phase(mention) == draft.phase == "ahead"
    return False


def phases_fit(mention: Mention, draft: Draft, complete: bool) -> bool:
    if phase(mention) == draft.phase:
        return True
    if (
        mention.status is Status.HELD
        and mention.reading.rule == "told-as-fact"
        and mention.trigger.nominal
        and not complete
    ):
        return True  # "the trip" names it without saying whether it took place
    return same_days(mention.when, draft.whens)


def same_days(when: DateExpression | None, whens: Sequence[DateExpression]) -> bool:
    """True if a date of the draft is the very same stretch."""
    return when is not None and any((when.earliest, when.latest) == (x.earliest, x.latest) for x in whens)


def people_fit(mention: Mention, draft: Draft) -> bool:
    """On each side the same people, or one of the two names nobody in particular."""
    if mention.group == "visit" and draft.group == "visit":
        return visitors_fit(mention, draft)
    for side in SIDES:
        mine = {identity(p) for p in mention.of_side(side) if not is_generic(p)}
        theirs = draft.specific(side)
        if mine and theirs and not mine & theirs:
            return False
    return True


def visitors_fit(mention: Mention, draft: Draft) -> bool:
    sides = {p.side for m in draft.mentions for p in m.visitors}
    if mention.visitors and sides and {p.side for p in mention.visitors}.isdisjoint(sides):
        return False
    mine = {identity(p) for p in mention.visitors if not is_generic(p)}
    theirs = {identity(p) for m in draft.mentions for p in m.visitors if not is_generic(p)}
    return not (mine and theirs and not mine & theirs)


def dates_fit(mention: Mention, draft: Draft) -> bool:
    """Their stretches of calendar meet, up to a day; undated fits all but what is recalled from another time."""
    whens = draft.whens
    if mention.background != any(m.background for m in draft.mentions) and not (mention.when and whens):
        return False
    if mention.when is None or not whens:
        return True
    return any(overlap(mention.when, x) for x in whens)


def overlap(a: DateExpression, b: DateExpression) -> bool:
    low_a, high_a = a.earliest or date.min, a.latest or date.max
    low_b, high_b = b.earliest or date.min, b.latest or date.max
    return back(low_a) <= high_b and back(low_b) <= high_a


def back(day: date) -> date:
    return day if day == date.min else day - timedelta(days=1)


def places_fit(mention: Mention, draft: Draft) -> bool:
    """Not in two countries, and not in two cities of one."""
    mine = {p.country for p in mention.where if p.country}
    theirs = {p.country for m in draft.mentions for p in m.where if p.country}
    if mine and theirs and not mine & theirs:
        return False
    my_cities = {p.city for p in mention.where if p.city}
    their_cities = {p.city for m in draft.mentions for p in m.where if p.city}
    return not (my_cities and their_cities and not my_cities & their_cities) or mention.group == "visit"


def named(mention: Mention, side: Side) -> bool:
    return any(is_person(p) for p in mention.of_side(side))
