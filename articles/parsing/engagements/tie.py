"""Which mentions of an article tell the same engagement."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from articles.parsing.engagements.mentions import (
    AHEAD,
    OFF,
    Mention,
    identity,
    is_complete,
    is_generic,
    is_person,
    refers_back,
)
from articles.parsing.engagements.parties import Party, quantity_heads
from articles.parsing.engagements.words import any_of
from articles.parsing.types import DateExpression
from timeline.vocabulary import Kind, Precision, Role, Side, Status

SIDES = (Side.US, Side.PRC)
ONE_BY_ONE = any_of("each separately separate respectively")


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


def tie(mentions: Sequence[Mention]) -> tuple[list[Draft], list[Mention]]:
    """Drafts in text order and the mentions that could not be placed.

    First the mentions whose sentence names both sides; then each of the rest joins the nearest draft that it may
    tell, or, if it is somebody's visit, makes one of its own.
    """
    mentions = split_joint(fill_they(mentions))
    drafts: list[Draft] = []
    left: list[Mention] = []
    for mention in (m for m in mentions if is_complete(m)):
        place(name_the_group(mention, drafts), drafts, or_make=True)
    for mention in (near_date(m) for m in mentions if not is_complete(m)):
        if mention.trigger.attendance:
            attend(mention, drafts)
            continue
        if place(mention, drafts, or_make=stands_alone(mention)):
            continue
        if refers_back(mention):
            back = [d for d in drafts if d.group == mention.group and 0 <= nearness(mention, d) <= 2]
            if back:
                min(back, key=lambda d: nearness(mention, d)).mentions.append(replace(mention, when=None, parties=()))
                continue
            if mention.group == "visit":
                mention = own_visitor(mention, mentions)
                if not any(is_person(p) for p in mention.visitors):
                    left.append(mention)
                    continue
            elif not mention.both_sides:
                left.append(mention)
                continue
            place(mention, drafts, or_make=True)
            continue
        lent = lend_counterpart(mention, drafts) or lend_series(mention, drafts) or lend_visitor(mention, drafts)
        if lent is None:
            left.append(mention)
        else:
            place(lent, drafts, or_make=True)
    for draft in drafts:
        add_negotiators(draft, mentions)
    drafts.sort(key=lambda d: min(m.trigger.span for m in d.mentions))
    return fold_umbrellas(drafts), left


DEFINITE = re.compile(r"(?:the|his|her|their) ", re.IGNORECASE)


def own_visitor(mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """"received Sullivan on the last day of the first visit by a national security adviser": he is that visitor."""
    sides = {p.side for p in mention.visitors}
    near = sorted((m for m in mentions if m.group == "meet"), key=lambda m: abs(m.scene.index - mention.scene.index))
    for other in near[:3]:
        people = [p for p in other.parties if p.side in sides and is_person(p)]
        if people and abs(other.scene.index - mention.scene.index) <= 1:
            lent = tuple(replace(p, role=Role.VISITOR, rule="lent-visitor") for p in people)
            return replace(mention, parties=(*lent, *(p for p in mention.parties if p.side not in sides)))
    return mention


def name_the_group(mention: Mention, drafts: Sequence[Draft]) -> Mention:
    """"Xi received the Americans": those of that side whom the article has just told of."""
    if mention.group != "meet":
        return mention
    for side in SIDES:
        groups = [p for p in mention.of_side(side) if is_generic(p) and p.actor.kind == "group" and definite_words(p, mention)]
        if not groups or mention.people(side):
            continue
        near = [d for d in drafts if d.people(side) and d.phase == phase(mention) and 0 <= nearness(mention, d) <= 3]
        best = min(near, key=lambda d: nearness(mention, d), default=None)
        if best is not None:
            named = {identity(p): p for m in best.mentions for p in m.of_side(side) if is_person(p)}
            lent = tuple(replace(p, role=Role.PARTY, rule="definite-group") for p in named.values())
            mention = replace(mention, parties=(*(p for p in mention.parties if p not in groups), *lent))
    return mention


def definite_words(party: Party, mention: Mention) -> bool:
    """True for "the Americans", "the two envoys": said of people already known."""
    text, span = mention.scene.text, party.actor.span
    return bool(DEFINITE.match(text[span.start : span.end]) or DEFINITE.match(text[max(0, span.start - 4) : span.end]))


def near_date(mention: Mention) -> Mention:
    """A mention that does not name both sides lends a date only if that hangs close by it."""
    close = mention.when_cost < 3 or (mention.group == "visit" and mention.visitors)
    return mention if close else replace(mention, when=None)


def place(mention: Mention, drafts: list[Draft], *, or_make: bool) -> bool:
    """Tie the mention to the best draft, or to a new one; False if it stays loose."""
    fitting = [d for d in drafts if fits(mention, d)]
    if fitting:
        best = min(
            fitting, key=lambda d: (not same_people(mention, d), not same_kind(mention, d), nearness(mention, d))
        )
        best.mentions.append(mention)
        return True
    if or_make:
        drafts.append(Draft([mention]))
    return or_make


def fill_they(mentions: Sequence[Mention]) -> list[Mention]:
    """ "They took part in ...": the ships or bodies that the sentence before spoke of."""
    out: list[Mention] = []
    for mention in mentions:
        first = mention.scene.tree.words[0] if mention.scene.tree.words else None
        if first is not None and first.low == "they" and first.i not in mention.scene.by_word:
            before = [m for m in out if mention.scene.index - m.scene.index == 1]
            bodies = tuple(replace(p, role=Role.PARTY, rule="they") for m in before[:1] for p in m.visitors)
            sides = {p.side for p in bodies}
            kept = tuple(p for p in mention.parties if not (p.side in sides and is_generic(p)))
            mention = replace(mention, parties=(*bodies, *kept))
        out.append(mention)
    return out


NEGOTIATING = re.compile(r"\b(?:negotiator|delegate|delegation|envoy)\b", re.IGNORECASE)


def add_negotiators(draft: Draft, mentions: Sequence[Mention]) -> None:
    """Those whom the article calls negotiators take part in the standing talks it tells of."""
    if not any(m.is_standing for m in draft.mentions) or any(draft.people(side) for side in SIDES):
        return
    found = {
        a.key or a.name: Party(a, Role.PARTY, "negotiator")
        for m in mentions
        for a in m.scene.actors
        if a.kind == "person" and a.side in SIDES and NEGOTIATING.search(a.text)
    }
    draft.mentions[0] = replace(draft.first, parties=(*draft.first.parties, *found.values()))


def attend(mention: Mention, drafts: Sequence[Draft]) -> None:
    """"Geithner chaired the economic track": he takes part in the meeting just told, if nobody else of his side does."""
    near = [d for d in drafts if d.group == "meet" and -1 <= nearness(mention, d) <= 3]
    for side in SIDES:
        people = [p for p in mention.of_side(side) if is_person(p)]
        open_to = [d for d in near if not d.people(side) or any(m.trigger.attendance for m in d.mentions)]
        if people and open_to:
            best = min(open_to, key=lambda d: nearness(mention, d))
            best.mentions.append(replace(mention, parties=tuple(people), when=None, where=()))


def lend_visitor(mention: Mention, drafts: Sequence[Draft]) -> Mention | None:
    """ "the two-day visit, which ended on Saturday": of the one who met the hosts, if the article names the visitor nowhere."""
    if mention.group != "visit" or mention.visitors or not mention.definite or any(d.group == "visit" for d in drafts):
        return None
    side = Side.PRC if mention.country in ("US",) else Side.US
    met = [d for d in drafts if d.group == "meet" and d.phase == phase(mention) and not d.background and d.people(side)]
    if not met:
        return None
    source = next(m for m in met[0].mentions if m.people(side))
    lent = tuple(replace(p, role=Role.VISITOR, rule="lent-visitor") for p in source.of_side(side) if is_person(p))
    return replace(mention, parties=lent)


NEXT_OF_SERIES = any_of("next second third fourth fifth sixth new another further follow-up subsequent")


LAST_OF_SERIES = any_of("last previous first second third fourth fifth earlier latest preceding")


def lend_series(mention: Mention, drafts: Sequence[Draft]) -> Mention | None:
    """ "The next round will be held in Beijing": of those who held the one told before."""
    tree = mention.scene.tree
    if mention.group != "meet" or mention.parties or phase(mention) == "off" or not mention.trigger.nominal:
        return None
    mods = {
        k.low
        for i in [mention.trigger.i, *quantity_heads(mention.scene, mention.trigger.i)]
        for k in tree.children(i, "amod", "det")
    }
    wanted = NEXT_OF_SERIES if phase(mention) == "ahead" else LAST_OF_SERIES
    if not mods & wanted or not (mention.when or mention.where):
        return None
    before = [
        d for d in drafts if d.group == "meet" and d.phase == "held" and d.first.scene.index <= mention.scene.index
    ]
    best = max(
        before,
        key=lambda d: (d.first.is_standing or d.first.kind is not Kind.MEETING, d.first.scene.index),
        default=None,
    )
    if best is None:
        return None
    found = {
        (identity(p), p.side): replace(p, rule="series") for m in best.mentions for p in m.parties if p.side in SIDES
    }
    return replace(mention, parties=tuple(found.values()))


def stands_alone(mention: Mention) -> bool:
    """ "Blinken's trip was put off": a visit of somebody of one side, to the other as all of them here."""
    if mention.group != "visit" or mention.country or mention.trigger.verb in ("leave", "depart"):
        return False
    sides = {p.side for p in mention.visitors if not is_generic(p)}
    return len(sides) == 1 and Side.OTHER not in sides and mention.names_other_side


def lend_counterpart(mention: Mention, drafts: Sequence[Draft]) -> Mention | None:
    """ "A meeting with Hua is to take place on Monday": with the visitor the article tells of.

    Only where the grammar leaves the place open; "Xi met" somebody unknown stays loose.
    """
    if mention.group not in ("meet", "call"):
        return None
    by_pronoun = any(p.by_pronoun for p in mention.parties)
    if not (mention.trigger.nominal or agent_only(mention) or met_pronoun(mention) or by_pronoun):
        return None
    mention = replace(mention, parties=tuple(p for p in mention.parties if not p.by_pronoun))
    for one, other in (SIDES, SIDES[::-1]):
        named = {p.rule for p in mention.of_side(one) if is_person(p)}
        if met_pronoun(mention) or (by_pronoun and named & {"object", "with", "to"}):
            named.add("with")
        if not named & {"with", "between", "agent", "by", "of"} or mention.of_side(other):
            continue
        near = [d for d in drafts if d.phase != "off" and d.people(other) and not d.background and nearness(mention, d) <= 4]
        near = [d for d in near if d.group == "visit" and d.travellers() & d.people(other)] or near
        best = min(near, key=lambda d: (nearness(mention, d), d.group != "visit"), default=None)
        if best is None:
            return None
        source = next(m for m in best.mentions if m.people(other))
        lent = tuple(
            replace(p, role=Role.PARTY, rule="lent-counterpart") for p in source.of_side(other) if is_person(p)
        )
        return replace(mention, parties=(*mention.parties, *lent))
    return None


def met_pronoun(mention: Mention) -> bool:
    """"received him there": somebody the article has named, whom the pronoun rules did not find."""
    objects = [k for k in mention.scene.tree.children(mention.trigger.i, "dobj") if k.tag == "PRP"]
    return bool(objects) and not any(p.rule == "object" for p in mention.parties)


def agent_only(mention: Mention) -> bool:
    """ "was received by Tang": the one received is not named in the sentence."""
    return any(p.rule == "agent" for p in mention.parties) and len(mention.parties) == 1


def split_joint(mentions: Sequence[Mention]) -> list[Mention]:
    """ "meetings, including talks with Wang and Qin": one for each, if the article tells of one of them alone."""
    alone = [
        (m.people(a), m.people(b))
        for m in mentions
        for a, b in (SIDES, SIDES[::-1])
        if m.group == "meet" and len(m.people(b)) == 1
    ]
    out: list[Mention] = []
    for m in mentions:
        out += split_one(m, alone)
    return out


def split_one(mention: Mention, alone) -> list[Mention]:
    for one, many in (SIDES, SIDES[::-1]):
        names = mention.people(many)
        guests = mention.people(one)
        told_alone = any(len(b) == 1 and b < names and a & guests for a, b in alone) and mention.trigger.nominal
        one_by_one = bool({word.low for word in mention.scene.tree.words} & ONE_BY_ONE)
        if mention.group == "meet" and len(names) > 1 and len(guests) == 1 and (told_alone or one_by_one):
            return [
                replace(mention, parties=tuple(p for p in mention.parties if p.side is not many or identity(p) == name))
                for name in sorted(names)
            ]
    return [mention]


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


# ---------------------------------------------------------------- may they be the same?


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
    if mention.group == "visit" and mention.reading.rule == "status:subject-will" and mention.when is None:
        return True
    names_only = mention.trigger.nominal and mention.reading.rule == "told-as-fact" and mention.definite
    if names_only and not is_complete(mention) and mention.when is None:
        return True
    return "off" not in (phase(mention), draft.phase) and same_days(mention.when, draft.whens)


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
    """ "arrived on Sunday", "leaves on Thursday": days of one stay if the same traveller's and within a week."""
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


# ---------------------------------------------------------------- umbrellas


def fold_umbrellas(drafts: list[Draft]) -> list[Draft]:
    """ "eleven hours of meetings with senior officials" names no meeting: it tells of the visit, or of those named."""
    kept = [d for d in drafts if not is_umbrella(d)]
    for draft in drafts:
        if not is_umbrella(draft):
            continue
        under = [d for d in kept if shelters(draft, d)]
        if not under:
            kept.append(draft)
            continue
        home = min(under, key=lambda d: (d.group != "visit", abs(d.first.scene.index - draft.first.scene.index)))
        home.mentions += draft.mentions
    kept.sort(key=lambda d: min(m.trigger.span for m in d.mentions))
    return kept


def is_umbrella(draft: Draft) -> bool:
    """Meetings in the plural, or talks, with nobody in particular on at least one side."""
    if draft.group != "meet" or draft.phase == "off" or any(m.is_standing for m in draft.mentions):
        return False
    if not any(m.trigger.plural or m.kind is Kind.TALKS for m in draft.mentions):
        return False
    return any(not draft.people(side) and not draft.specific(side) for side in SIDES)


def shelters(umbrella: Draft, draft: Draft) -> bool:
    """True if the draft may be what the umbrella speaks of: same people of the named side, same phase and time."""
    if draft.phase != umbrella.phase or draft.background != umbrella.background:
        return False
    if draft.group not in ("visit", "meet") or not any(draft.specific(side) for side in SIDES):
        return False
    for side in SIDES:
        if umbrella.specific(side) and not umbrella.specific(side) & draft.specific(side):
            return False
    if draft.group == "meet" and not any(umbrella.specific(side) for side in SIDES):
        return False
    if umbrella.countries() and draft.countries() and not umbrella.countries() & draft.countries():
        return False
    if not umbrella.whens or not draft.whens:
        return True
    return any(overlap(a, b) for a in umbrella.whens for b in draft.whens)


__all__ = ["Draft", "Status", "fits", "is_person", "overlap", "phase", "tie"]
