"""Which mentions of an article tell the same engagement."""

from collections.abc import Sequence
from dataclasses import replace

from articles.parsing.engagements.drafts import SIDES, Draft, fits, nearness, overlap, same_kind, same_people
from articles.parsing.engagements.lending import (
    add_negotiators,
    attend,
    fill_they,
    lend_counterpart,
    lend_series,
    lend_visitor,
    name_the_group,
    own_visitor,
    split_joint,
)
from articles.parsing.engagements.mention import Mention, identity, is_complete, is_generic, is_person, refers_back
from timeline.vocabulary import Kind, Side


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
        if mention.group == "visit" and any(p.by_pronoun for p in mention.visitors) and not mention.country:
            known = {name for d in drafts if d.group == "visit" for name in d.travellers()}
            if known and not known & {identity(p) for p in mention.visitors}:  # "he leaves" is the one who came
                mention = replace(mention, parties=())
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


def stands_alone(mention: Mention) -> bool:
    """As in "Blinken's trip was put off": a visit of somebody of one side, to the other as all of them here."""
    if mention.group != "visit" or mention.country or mention.trigger.verb in ("leave", "depart"):
        return False
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
        if not any(d.group == "meet" for d in under):
            kept.append(draft)  # nobody else tells of a meeting: this is the one
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
