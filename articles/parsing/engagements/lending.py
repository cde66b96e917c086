"""What a mention that leaves somebody open borrows from the mentions around it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.parsing.engagements.drafts import SIDES, Draft, fits, nearness, phase
from articles.parsing.engagements.mention import FACING, Mention, identity, is_generic, is_person, met_somebody_known
from articles.parsing.engagements.parties import Party, quantity_heads
from articles.parsing.engagements.surroundings import NOWHERE, Surroundings
from articles.parsing.engagements.words import MEALS, VAGUE_NOUNS, any_of
from timeline.vocabulary import Kind, Role, Side

ONE_BY_ONE = any_of("each separately separate respectively")
DEFINITE = re.compile(r"(?:the|his|her|their) ", re.IGNORECASE)


def own_visitor(mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """As in "received Sullivan on the last day of the first visit by an American adviser": he is that visitor."""
    sides = {p.side for p in mention.visitors}
    near = sorted((m for m in mentions if m.group == "meet"), key=lambda m: abs(m.scene.index - mention.scene.index))
    for other in near[:3]:
        people = [p for p in other.parties if p.side in sides and is_person(p)]
        if people and abs(other.scene.index - mention.scene.index) <= 1:
            lent = tuple(replace(p, role=Role.VISITOR, rule="lent-visitor") for p in people)
            return replace(mention, parties=(*lent, *(p for p in mention.parties if p.side not in sides)))
    return mention


def name_the_group(mention: Mention, drafts: Sequence[Draft]) -> Mention:
    """As in "Xi received the Americans": those of that side whom the article has just told of."""
    if mention.group != "meet":
        return mention
    for side in SIDES:
        groups = [
            p for p in mention.of_side(side) if is_generic(p) and p.actor.kind == "group" and definite_words(p, mention)
        ]
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


def fill_they(mentions: Sequence[Mention]) -> list[Mention]:
    """As in "They took part in ...": the ships or bodies that the sentence before spoke of."""
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


def lend_pair(mention: Mention, around: Surroundings, back: int) -> Mention:
    """As in "Obama and Xi announced after talks in Beijing", "The talks lasted an hour": of those who act together.

    `back` 0 looks into the mention's own sentence, 1 into the one before.
    """
    pair = around.pairs.get(mention.scene.index - back)
    open_to = mention.kind in (Kind.TALKS, Kind.MEETING) and mention.trigger.nominal and phase(mention) == "held"
    if pair is None or not open_to or mention.parties or mention.background or mention.trigger.plural:
        return mention
    if any(a.side is Side.OTHER and a.kind == "person" for a in mention.scene.actors):
        return mention
    return replace(mention, parties=tuple(replace(p, rule="joint-subject") for p in pair))


NEAR = 3  # sentences back in which a reader looks for whom a pronoun means


def face_pronouns(mentions: Sequence[Mention]) -> list[Mention]:
    """As in "Xi received Blinken. He then saw Li": one who meets somebody of a side is of the other side.

    A pronoun that was taken for somebody of the same side as those met means the person of the other side whom the
    article told of last; if it told of none, the place stays open.
    """
    out: list[Mention] = []
    for mention in mentions:
        out.append(faced(mention, out[-REMEMBERED:]))
    return out


REMEMBERED = 100  # mentions; more lie in no nine sentences of a newspaper


def faced(mention: Mention, before: Sequence[Mention]) -> Mention:
    """The mention, its misread pronoun put right; unchanged if it reads well or nobody is named."""
    they = tuple(p for p in mention.parties if mention.scene.words(p.actor.span).lower() == "they")
    pointing = (*(p for p in mention.parties if p.by_pronoun), *they)
    named = [p for p in mention.parties if is_person(p) and p not in pointing]
    if mention.group not in ("meet", "call") or len({p.side for p in named}) != 1 or named[0].side not in FACING:
        return mention
    side, other = named[0].side, FACING[named[0].side]
    wrong = [p for p in pointing if p.side is side]
    if not wrong or (not they and mention.of_side(other)):
        return mention
    kept = tuple(p for p in mention.parties if p not in wrong and p not in they)
    reach = 3 * NEAR if they else NEAR
    near = [m for m in before if 0 <= mention.scene.index - m.scene.index <= reach and m.people(other)]
    people = [p for m in near[-1:] for p in m.of_side(other) if is_person(p)]
    lent = {identity(p): replace(p, role=Role.PARTY, rule="pronoun-facing") for p in people}
    return replace(mention, parties=(*list(lent.values())[: None if they else 1], *kept))


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
    """As in "Geithner chaired the economic track": he takes part in the talks just told, if none of his side does."""
    if mention.trigger.rule == "verb:take-place":
        take_place(mention, drafts)
        return
    near = [d for d in drafts if d.group == "meet" and -1 <= nearness(mention, d) <= 3]
    for side in SIDES:
        people = [p for p in mention.of_side(side) if is_person(p)]
        open_to = [
            d for d in near if not d.people(side) or any(m.trigger.attendance or m.is_standing for m in d.mentions)
        ]
        if people and open_to:
            best = min(open_to, key=lambda d: nearness(mention, d))
            best.mentions.append(replace(mention, parties=tuple(people), when=None, where=()))


def headed(mentions: Sequence[Mention]) -> list[Mention]:
    """As in "after two days of talks. China's team was led by He": talks of nobody named, with those who led them.

    Only if neither side is named at the talks or near them, and the sentences around name somebody of each.
    """
    if not any(is_head(m) for m in mentions):
        return list(mentions)
    near: dict[int, list[Mention]] = {}
    for m in mentions:
        for index in range(m.scene.index - NEAR, m.scene.index + NEAR + 1):
            near.setdefault(index, []).append(m)
    return [with_heads(m, near[m.scene.index][:REMEMBERED]) for m in mentions]


def is_head(mention: Mention) -> bool:
    return mention.trigger.attendance and mention.trigger.rule != "verb:take-place"


def with_heads(mention: Mention, near: Sequence[Mention]) -> Mention:
    """The mention with the people who headed it, if it needs and has them among the mentions near by."""
    low = mention.scene.tree.words[mention.trigger.i].low
    if not mention.trigger.nominal or mention.group != "meet" or low in MEALS | VAGUE_NOUNS:
        return mention
    if phase(mention) != "held" or mention.background:
        return mention
    lacking = [s for s in SIDES if not any(not is_generic(p) for p in mention.of_side(s))]
    told = [m for m in near if m.group == "meet" and not m.trigger.attendance]
    if not lacking or any(m.both_sides for m in told if m is not mention):
        return mention
    found = {identity(p): p for h in near if is_head(h) for p in h.parties if is_person(p)}
    lent = [replace(p, role=Role.PARTY, rule="headed-by") for p in found.values() if p.side in lacking]
    if {p.side for p in lent} != set(lacking):
        return mention
    return replace(mention, parties=(*mention.parties, *lent))


def take_place(mention: Mention, drafts: Sequence[Draft]) -> None:
    """As in "It will take place in Geneva in May": when and where of what the sentence before told."""
    near = [d for d in drafts if nearness(mention, d) in (0, 1) and phase(mention) == d.phase]
    best = min(near, key=lambda d: nearness(mention, d), default=None)
    if best is not None:
        best.mentions.append(replace(mention, parties=()))


def lend_visitor(mention: Mention, drafts: Sequence[Draft]) -> Mention | None:
    """As in "the two-day visit, which ended on Saturday": of the one who met the hosts, if no visitor is named."""
    if mention.group != "visit" or mention.visitors or not mention.definite or any(d.group == "visit" for d in drafts):
        return None
    side = Side.PRC if mention.country in ("US",) else Side.US
    met = [d for d in drafts if d.group == "meet" and d.phase == phase(mention) and not d.background and d.people(side)]
    if not met:
        return None
    source = next(m for m in met[0].mentions if m.people(side))
    lent = tuple(replace(p, role=Role.VISITOR, rule="lent-visitor") for p in source.of_side(side) if is_person(p))
    return replace(mention, parties=lent)


def place_one(mention: Mention, drafts: list[Draft]) -> bool:
    """As in "the second call between them, after one in February": of those who held the one named with it.

    It is another engagement than that one. True if the mention was tied to a draft or made one.
    """
    if not (mention.when or mention.where):
        return False
    same = [d for d in drafts if d.group == mention.group and any(m.scene is mention.scene for m in d.mentions)]
    near = same or [d for d in drafts if d.group == mention.group and 0 <= nearness(mention, d) <= NEAR]
    best = min(near, key=lambda d: nearness(mention, d), default=None)
    if best is None:
        return False
    lent = {(identity(p), p.side): replace(p, rule="one") for m in best.mentions for p in m.parties if p.side in SIDES}
    mention = replace(mention, parties=tuple(lent.values()))
    known = next((d for d in drafts if d is not best and d.whens and fits(mention, d)), None)
    if known is None:
        drafts.append(Draft([mention]))
    else:
        known.mentions.append(mention)
    return True


def lend_since(mention: Mention, drafts: Sequence[Draft]) -> Mention | None:
    """As in "their first conversation since a summit in November": of those whose conversation it was."""
    tree = mention.scene.tree
    prep = tree.head(mention.trigger.i) if mention.trigger.nominal and not mention.parties else None
    over = tree.head(prep.i) if prep is not None and prep.low in ("since", "after") else None
    if over is None or mention.group not in ("meet", "call") or not (mention.when or mention.where):
        return None
    told = [m for d in drafts for m in d.mentions if m.scene is mention.scene and m.trigger.i == over.i]
    told += [m for d in drafts for m in d.mentions if m.scene is mention.scene and m.both_sides]
    people = [p for m in told for p in m.parties if is_person(p)]
    if {p.side for p in people} != set(SIDES):
        return None
    lent = {identity(p): replace(p, role=Role.PARTY, rule="since") for p in people}
    return replace(mention, parties=tuple(lent.values()), background=True)


NEXT_OF_SERIES = any_of("next second third fourth fifth sixth new another further follow-up subsequent")
LAST_OF_SERIES = any_of("last previous first second third fourth fifth earlier latest preceding")


def lend_series(mention: Mention, drafts: Sequence[Draft]) -> Mention | None:
    """As in "The next round will be held in Beijing": of those who held the one told before."""
    tree = mention.scene.tree
    if mention.group not in ("meet", "call") or mention.parties or phase(mention) == "off":
        return None
    if not mention.trigger.nominal:
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
        d
        for d in drafts
        if d.group in (mention.group, "meet") and d.phase == "held" and d.first.scene.index <= mention.scene.index
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
    verbs = [t.i for t in mention.scene.triggers if t.attendance]
    heads = [mention.scene.by_word.get(k.i) for i in verbs for k in tree.children(i, "nsubj")]
    for side in SIDES:  # "The first round took place in May, when Mnuchin headed a delegation"
        here = [a for a in heads if a is not None and a.kind == "person" and a.side is side and a.key]
        if here and not {a.key for a in here} & {identity(p) for p in found.values()}:
            found = {k: p for k, p in found.items() if p.side is not side or not is_person(p)}
            found |= {(a.key, side): Party(a, Role.PARTY, "series") for a in here}
    return replace(mention, parties=tuple(found.values()))


def lend_counterpart(mention: Mention, drafts: Sequence[Draft], around: Surroundings = NOWHERE) -> Mention | None:
    """As in "A meeting with Hua is to take place on Monday": with the visitor the article tells of.

    Only where the grammar leaves the place open; "Xi met" somebody unknown stays loose.
    """
    if mention.group not in ("meet", "call"):
        return None
    by_pronoun = any(p.by_pronoun for p in mention.parties)
    if not (mention.trigger.nominal or agent_only(mention) or met_somebody_known(mention) or by_pronoun):
        return None
    mention = replace(mention, parties=tuple(p for p in mention.parties if not p.by_pronoun))
    for one, other in (SIDES, SIDES[::-1]):
        named = {p.rule for p in mention.of_side(one) if is_person(p)}
        if not named and acting_beside(mention, one, other):
            return replace(mention, parties=(*mention.parties, *acting_beside(mention, one, other)))
        if not named:
            continue
        if mention.scene.tree.words[mention.trigger.i].low in MEALS:
            named.add("with")
        if met_somebody_known(mention) or (by_pronoun and named & {"object", "with", "to"}):
            named.add("with")
        if not named & {"with", "between", "agent", "by", "of"} or mention.of_side(other):
            continue
        near = [
            d for d in drafts if d.phase != "off" and d.people(other) and not d.background and nearness(mention, d) <= 4
        ]
        near = [d for d in near if d.phase == phase(mention)] or near
        near = [d for d in near if d.group == "visit" and d.travellers() & d.people(other)] or near
        best = min(near, key=lambda d: (nearness(mention, d), d.group != "visit"), default=None)
        told_later = best is not None and all(m.scene.index > mention.scene.index for m in best.mentions)
        if best is None or (told_later and phase(mention) == "held"):
            actor = around.person_before(mention.scene.tree.span.start, other)
            lent = (Party(actor, Role.PARTY, "lent-counterpart"),) if actor is not None else ()
            return replace(mention, parties=(*mention.parties, *lent)) if lent else None
        source = next(m for m in best.mentions if m.people(other))
        lent = tuple(
            replace(p, role=Role.PARTY, rule="lent-counterpart") for p in source.of_side(other) if is_person(p)
        )
        return replace(mention, parties=(*mention.parties, *lent))
    return None


def acting_beside(mention: Mention, one: Side, other: Side) -> tuple[Party, ...]:
    """As in "Snow pressed China as two days of talks with Chinese leaders began": the people named in the sentence."""
    with_group = any(p.rule == "with" and p.actor.kind == "group" for p in mention.of_side(one))
    if mention.kind is not Kind.TALKS or not with_group or mention.of_side(other) or phase(mention) != "held":
        return ()
    people = (a for a in mention.scene.actors if a.kind == "person" and a.side is other)
    return tuple(Party(a, Role.PARTY, "lent-counterpart") for a in people)


def agent_only(mention: Mention) -> bool:
    """As in "was received by Tang": the one received is not named in the sentence."""
    return any(p.rule == "agent" for p in mention.parties) and len(mention.parties) == 1


def split_joint(mentions: Sequence[Mention]) -> list[Mention]:
    """As in "meetings, including talks with Wang and Qin": one for each, if the article tells of one of them alone."""
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
