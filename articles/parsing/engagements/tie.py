"""Which mentions of an article tell the same engagement."""

from collections.abc import Sequence
from dataclasses import replace

from articles.parsing.engagements.calendar import edge_of
from articles.parsing.engagements.drafts import (
    SIDES,
    Draft,
    days_apart,
    fits,
    nearness,
    overlap,
    phase,
    same_kind,
    same_people,
)
from articles.parsing.engagements.lending import (
    add_negotiators,
    attend,
    face_pronouns,
    fill_they,
    headed,
    lend_counterpart,
    lend_pair,
    lend_series,
    lend_since,
    lend_visitor,
    name_the_group,
    own_visitor,
    place_one,
    split_joint,
)
from articles.parsing.engagements.mention import (
    FACING,
    HOME,
    Mention,
    host_side,
    identity,
    is_complete,
    is_generic,
    is_person,
    refers_back,
)
from articles.parsing.engagements.surroundings import NOWHERE, Surroundings
from articles.parsing.engagements.words import FACE_TO_FACE, any_of
from timeline.vocabulary import Kind, Role, Side


def tie(mentions: Sequence[Mention], around: Surroundings = NOWHERE) -> tuple[list[Draft], list[Mention]]:
    """Drafts in text order and the mentions that could not be placed.

    First the mentions whose sentence names both sides; then each of the rest joins the nearest draft that it may
    tell, or, if it is somebody's visit, makes one of its own. `around` is what the article tells besides.
    """
    mentions = [lend_pair(m, around, 0) for m in face_pronouns(fill_they(mentions))]
    mentions = headed(split_joint(mentions))
    drafts: list[Draft] = []
    left: list[Mention] = []
    whole = [m for m in mentions if is_complete(m)]
    for mention in sorted(whole, key=lambda m: m.trigger.rule in FACE_TO_FACE):  # stable: in text order otherwise
        mention = name_the_group(mention, drafts)
        if not (mention.trigger.rule in FACE_TO_FACE and told_within(mention, drafts)):
            place(mention, drafts, or_make=True)
    for mention in (near_date(m) for m in mentions if not is_complete(m)):
        if mention.group == "visit" and any(p.by_pronoun for p in mention.visitors) and not mention.country:
            known = {name for d in drafts if d.group == "visit" for name in d.travellers()}
            here = {a.key or a.name.lower() for a in mention.scene.actors if a.kind == "person"}
            mine = {identity(p) for p in mention.visitors}
            if known and not known & mine and not here & mine:  # "he leaves" is the one who came
                mention = replace(mention, parties=())
        if mention.trigger.attendance:
            attend(mention, drafts)
            continue
        if mention.trigger.rule == FOLLOW:
            if not follow_visit(mention, drafts):
                left.append(mention)
            continue
        if mention.trigger.rule == "noun:one":
            if not place_one(mention, drafts):
                left.append(mention)
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
        lent = lend_counterpart(mention, drafts, around) or lend_series(mention, drafts)
        lent = lent or lend_since(mention, drafts) or lend_visitor(mention, drafts)
        lent = lent or lend_pair(mention, around, 1)
        if lent is mention:
            left.append(mention)
        else:
            place(lent, drafts, or_make=True)
    left = [m for m in left if not place_stay(m, drafts, around.filed_from)]
    for draft in drafts:
        add_negotiators(draft, mentions)
    drafts.sort(key=lambda d: min(m.trigger.span for m in d.mentions))
    return fold_umbrellas([part for draft in drafts for part in without_umbrella(draft)]), left


def told_within(mention: Mention, drafts: Sequence[Draft]) -> bool:
    """As in "leaned over to tell Xi": done at the meeting of the same people that is told close by; True if so."""
    for draft in drafts:
        if draft.group != "meet" or draft.phase != "held" or draft.background or nearness(mention, draft) > 4:
            continue
        apart = [days_apart(mention.when, d) for d in draft.whens] if mention.when is not None else []
        same = all(mention.people(side) & draft.people(side) for side in SIDES)
        if same and (not apart or min(apart) <= 1):
            draft.mentions.append(replace(mention, when=None, where=()) if draft.whens else mention)
            return True
    return False


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


def place_stay(mention: Mention, drafts: list[Draft], filed_from: str) -> bool:
    """As in "The secretary arrived on Sunday": to the place where the article has him meet his hosts, or is filed.

    True if the mention was tied to a draft or made one.
    """
    people = [p for p in mention.visitors if is_person(p)]
    if mention.group != "visit" or mention.background or mention.country or not people:
        return False
    side = people[0].side
    if side not in FACING or any(p.side is not side for p in people):
        return False
    soil = HOME[FACING[side]]
    hosted = any(meets_at_home(d, {identity(p) for p in people}, side) for d in drafts)
    aside = mention.scene.tree.words[mention.trigger.i].dep in ("advcl", "ccomp", "pcomp")
    if not hosted and not (filed_from in soil and mention.trigger.verb in HERE and not aside):
        return False
    return place(mention, drafts, or_make=True)


SOILS = HOME[Side.US] | HOME[Side.PRC]
HERE = any_of("arrive land leave depart")  # without a place: where the report comes from


def meets_at_home(draft: Draft, names: set[str], side: Side) -> bool:
    """True if the draft has one of the people meet the other side on that side's soil."""
    if draft.group != "meet" or draft.phase == "off" or draft.background or not draft.people(side) & names:
        return False
    soil, told = HOME[FACING[side]], draft.countries()
    return bool(told & soil) or (not told and any(host_side(m) is FACING[side] for m in draft.mentions))


def follow_visit(mention: Mention, drafts: list[Draft]) -> bool:
    """As in "Blinken came to Beijing in June. Yellen followed in July": a visit like the one told just before."""
    visits = [
        d for d in drafts if d.group == "visit" and 0 <= nearness(mention, d) <= 2 and d.first.trigger.rule != FOLLOW
    ]
    best = min(visits, key=lambda d: nearness(mention, d), default=None)
    sides = {p.side for p in mention.visitors if is_person(p)}
    if best is None or mention.when is None or sides != {p.side for m in best.mentions for p in m.visitors}:
        return False
    where = next((m.where for m in best.mentions if m.country), ())
    drafts.append(Draft([replace(mention, where=where)]))
    return True


FOLLOW = "verb:follow"


def stands_alone(mention: Mention) -> bool:
    """As in "Blinken's trip was put off": a visit of somebody of one side, to the other as all of them here."""
    if mention.group != "visit" or mention.country or mention.trigger.verb in ("leave", "depart"):
        return False
    aside = mention.scene.tree.words[mention.trigger.i].dep == "advcl" and phase(mention) == "held"
    if mention.trigger.verb in ("arrive", "land") and aside:
        return False  # "left before Blinken arrived": where, the article has told
    if mention.trigger.verb in ("arrive", "land") and any(p.country not in ("", *SOILS) for p in mention.scene.places):
        return False  # "arrives for a state visit to South Korea"
    sides = {p.side for p in mention.visitors if not is_generic(p)}
    return len(sides) == 1 and Side.OTHER not in sides and mention.names_other_side


def fold_umbrellas(drafts: list[Draft]) -> list[Draft]:
    """Fold "hours of meetings with senior officials", which names no meeting, into the visit or the meetings named."""
    kept = [d for d in drafts if not is_umbrella(d)]
    for draft in drafts:
        if not is_umbrella(draft):
            continue
        under = [d for d in kept if shelters(draft, d)]
        if not under:
            kept.append(draft)
            continue
        if not any(d.group == "visit" for d in under):
            stay = stay_told_by_meetings(draft, under)
            if stay is not None:
                kept.append(stay)
                continue
        if not any(d.group == "meet" for d in under):
            kept.append(draft)  # nobody else tells of a meeting: this is the one
            continue
        home = min(under, key=lambda d: (d.group != "visit", abs(d.first.scene.index - draft.first.scene.index)))
        home.mentions += draft.mentions
    kept.sort(key=lambda d: min(m.trigger.span for m in d.mentions))
    return kept


def stay_told_by_meetings(umbrella: Draft, under: Sequence[Draft]) -> Draft | None:
    """As in "their meetings in Beijing will last until Thursday": the stay of the one who came for them.

    Only if the meetings are many, go on for days, and are on the soil of one side with somebody named of the other.
    """
    if not any(map(goes_on, umbrella.mentions)) or not any(m.trigger.plural for m in umbrella.mentions):
        return None
    soil = umbrella.countries() | {c for d in under for c in d.countries()}
    for side in SIDES:
        hosts = FACING[side]
        people = {identity(p): p for d in under for m in d.mentions for p in m.of_side(side) if is_person(p)}
        if people and soil and soil <= HOME[hosts]:
            visitors = tuple(replace(p, role=Role.VISITOR, rule="stay-told-by-meetings") for p in people.values())
            return Draft([as_stay(m, visitors) for m in umbrella.mentions])
    return None


def as_stay(mention: Mention, visitors: tuple) -> Mention:
    """The umbrella's mention as one of a visit."""
    trigger = replace(mention.trigger, kind=Kind.VISIT, rule="meetings-of-a-stay")
    return replace(mention, trigger=trigger, parties=visitors)


def without_umbrella(draft: Draft) -> list[Draft]:
    """The draft, and apart from it the mentions of many meetings that go on for days, if it has others."""
    if draft.group != "meet":
        return [draft]
    wide = [m for m in draft.mentions if m.trigger.plural and not any(m.people(side) for side in SIDES)]
    named = [m for m in draft.mentions if m not in wide]
    if not named or not any(goes_on(m) for m in wide) or not any(m.people(side) for m in named for side in SIDES):
        return [draft]
    return [Draft(named), Draft(wide)]


def goes_on(mention: Mention) -> bool:
    """As in "will last until Thursday"."""
    return mention.reading.rule == "status:continues" or edge_of(mention) == "end"


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
    unnamed = not any(umbrella.specific(side) for side in SIDES)
    if draft.group == "meet" and unnamed and not any(map(goes_on, umbrella.mentions)):
        return False
    if umbrella.countries() and draft.countries() and not umbrella.countries() & draft.countries():
        return False
    if not umbrella.whens or not draft.whens:
        return True
    return any(overlap(a, b) for a in umbrella.whens for b in draft.whens)
