"""Which mentions may tell the same engagement: people, kind, phase, days and place compared."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from articles.parsing.engagements.mention import AHEAD, OFF, Mention, identity, is_complete, is_generic
from articles.parsing.types import DateExpression
from timeline.vocabulary import Kind, Precision, Side

SIDES = (Side.US, Side.PRC)
LONGEST_STAY = 31  # days


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

    @property
    def phase(self) -> str:
        return phase(self.first)

    @property
    def whens(self) -> list[DateExpression]:
        return [m.when for m in self.mentions if m.when is not None]

    @property
    def background(self) -> bool:
        return any(m.background for m in self.mentions)

    def people(self, side: Side) -> set[str]:
        return {name for m in self.mentions for name in m.people(side)}

    def specific(self, side: Side) -> set[str]:
        """Named persons and bodies of a side, without "Chinese officials" and the like."""
        return {identity(p) for m in self.mentions for p in m.of_side(side) if not is_generic(p)}

    def travellers(self) -> set[str]:
        return {identity(p) for m in self.mentions for p in m.visitors if not is_generic(p)}

    def countries(self) -> set[str]:
        return {p.country for m in self.mentions for p in m.where if p.country}


def phase(mention: Mention) -> str:
    """off, ahead or held: what a reader would not confuse."""
    if mention.status in OFF:
        return "off"
    return "ahead" if mention.status in AHEAD else "held"


def nearness(mention: Mention, draft: Draft) -> int:
    """Sentences between the mention and the draft's nearest earlier mention; later ones count double."""
    gaps = (mention.scene.index - m.scene.index for m in draft.mentions)
    return min(g if g >= 0 else -2 * g for g in gaps)


def same_kind(mention: Mention, draft: Draft) -> bool:
    return any(m.kind is mention.kind for m in draft.mentions)


def same_people(mention: Mention, draft: Draft) -> bool:
    """True if on each side that the mention names somebody, somebody is the same."""
    mine = [({identity(p) for p in mention.of_side(s) if not is_generic(p)}, draft.specific(s)) for s in SIDES]
    return any(a for a, _ in mine) and all(a & b for a, b in mine if a)


def fits(mention: Mention, draft: Draft) -> bool:
    """True if people, kind, phase, date and place of the mention leave it possible that it tells the draft's event."""
    rounds = {m.round for m in draft.mentions if m.round}
    if mention.round and rounds:
        if mention.round not in rounds:
            return False
        if mention.is_standing and draft.first.is_standing:
            return True
    return (
        kinds_fit(mention, draft)
        and phases_fit(mention, draft)
        and people_fit(mention, draft)
        and dates_fit(mention, draft)
        and places_fit(mention, draft)
    )


def kinds_fit(mention: Mention, draft: Draft) -> bool:
    if mention.group == draft.group:
        return True
    if {mention.group, draft.group} == {"meet", "call"}:  # "the talks" may be a call
        spoken = mention if mention.group == "call" else draft.first
        if spoken.is_spoken:  # and "spoke with" a meeting
            return same_people(mention, draft) and phase(mention) == draft.phase
        meet = mention if mention.group == "meet" else draft.first
        if meet.kind is not Kind.TALKS or meet.where:
            return False
        told_again = mention.group == "meet" and same_people(mention, draft) and phase(mention) == draft.phase
        return phase(mention) == draft.phase == "ahead" or not is_complete(mention) or told_again
    return False


def phases_fit(mention: Mention, draft: Draft) -> bool:
    """The same phase; a bare "the trip" fits any; one and the same day tells that it is the same."""
    if phase(mention) == draft.phase:
        return True
    if mention.group == "visit" and "off" not in (phase(mention), draft.phase) and same_trip(mention, draft):
        return True
    if mention.group == "visit" and mention.when is None and (mention.reading.rule in GOING_ON or goes_on(mention)):
        return True
    names_only = mention.trigger.nominal and mention.reading.rule == "told-as-fact" and mention.definite
    if names_only and not is_complete(mention) and mention.when is None:
        return True
    return "off" not in (phase(mention), draft.phase) and same_days(mention.when, draft.whens)


GOING_ON = ("status:subject-will", "status:timetable")  # "the visit will pave the way", "goes on to Atlanta"


def goes_on(mention: Mention) -> bool:
    """As in "He will then travel to Shanghai": the next leg of the trip just told."""
    near = mention.scene.tree.children(mention.trigger.i, "advmod")
    return mention.reading.rule == "status:will" and any(k.low in ("then", "next", "afterward", "on") for k in near)


def same_days(when: DateExpression | None, whens: Sequence[DateExpression]) -> bool:
    """True if a date of the draft is the very same stretch."""
    return when is not None and any((when.earliest, when.latest) == (x.earliest, x.latest) for x in whens)


def people_fit(mention: Mention, draft: Draft) -> bool:
    """On each side the same people, or one of the two names nobody in particular."""
    if mention.group == "visit":
        sides = {p.side for m in draft.mentions for p in m.visitors}
        if mention.visitors and sides and {p.side for p in mention.visitors}.isdisjoint(sides):
            return False
        mine = {identity(p) for p in mention.visitors if not is_generic(p)}
        theirs = draft.travellers()
        return not (mine and theirs and not mine & theirs)
    for side in SIDES:
        mine = {identity(p) for p in mention.of_side(side) if not is_generic(p)}
        theirs = draft.specific(side)
        if mine and theirs and not mine & theirs:
            return False
    return True


def dates_fit(mention: Mention, draft: Draft) -> bool:
    """Their stretches of calendar meet, up to a day; what is recalled and what is reported are two."""
    whens = draft.whens
    if mention.background != draft.background and not (mention.when and whens):
        return False
    if mention.when is None or not whens:
        return True
    if mention.group in ("meet", "call") and mention.when.precision is Precision.DAY and is_complete(mention):
        days = {x.earliest for x in whens if x.precision is Precision.DAY}
        if (
            days
            and mention.when.earliest not in days
            and not any(overlap(mention.when, x) for x in whens if x.precision is not Precision.DAY)
        ):
            return False  # "met again on Friday"
    if any(overlap(mention.when, x) for x in whens):
        return True
    return same_trip(mention, draft)


def same_trip(mention: Mention, draft: Draft) -> bool:
    """As in "arrived on Sunday", "leaves on Thursday": days of one stay if the same traveller's and within a week."""
    if mention.group != "visit" or draft.group != "visit" or mention.when is None:
        return False
    days = [mention.when, *draft.whens]
    if any(x.earliest is None or x.latest is None or (x.latest - x.earliest).days > 14 for x in days):
        return False
    return max(x.earliest for x in days) - min(x.latest for x in days) <= timedelta(days=7)


def overlap(a: DateExpression, b: DateExpression) -> bool:
    """True if the two stretches meet or touch."""
    low_a, high_a = a.earliest or date.min, a.latest or date.max
    low_b, high_b = b.earliest or date.min, b.latest or date.max
    return day_before(low_a) <= high_b and day_before(low_b) <= high_a


def width(when: DateExpression) -> int:
    """Days from end to end; very many if an end is open."""
    return (when.latest - when.earliest).days if when.latest and when.earliest else 99_999


def is_known_days(when: DateExpression) -> bool:
    """A day, or a stretch from one known day to another."""
    return when.precision in (Precision.DAY, Precision.RANGE) and width(when) <= LONGEST_STAY


def days_apart(a: DateExpression, b: DateExpression) -> int:
    """Days between two stretches; 0 if they meet, many if one is open."""
    if overlap(a, b) and is_known_days(a) and is_known_days(b):
        return 0
    if not (is_known_days(a) and is_known_days(b)):
        return 999
    return min(abs((a.earliest - b.latest).days), abs((b.earliest - a.latest).days))


def day_before(day: date) -> date:
    return day if day == date.min else day - timedelta(days=1)


def places_fit(mention: Mention, draft: Draft) -> bool:
    """Not in two countries, and not in two cities of one."""
    mine, theirs = {p.country for p in mention.where if p.country}, draft.countries()
    if mine and theirs and not mine & theirs:
        return False
    if mention.group == "visit":
        return True
    cities = {p.city for p in mention.where if p.city}
    their_cities = {p.city for m in draft.mentions for p in m.where if p.city}
    return not (cities and their_cities and not cities & their_cities)
