"""One engagement word with all that its sentence says of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from articles.parsing.engagements import words as w
from articles.parsing.engagements.attach import duration_of, find_when, find_where
from articles.parsing.engagements.mention import CHINESE_SOIL, HOME, Mention, is_person
from articles.parsing.engagements.parties import Party, carrier_verbs, find_parties, quantity_heads, subjects
from articles.parsing.engagements.refusals import refusal
from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.status import read_status
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.types import Note, Span
from timeline.vocabulary import Kind, Role, Side


def find_mentions(scene: Scene, pair: tuple[Party, ...] = ()) -> tuple[list[Mention], list[Note]]:
    """The engagement words of a sentence that may be engagements of both sides, and why others are not.

    `pair` are the two whom the article last told together: what a "they" without a name means.
    """
    taken, notes = [], []
    for trigger in scene.triggers:
        if is_inner_noun(scene, trigger):
            continue
        mention = with_pair(make_mention(scene, trigger), pair)
        reason = refusal(mention)
        if reason:
            notes.append(Note(trigger.span, trigger.rule, f"not taken: {reason}"))
        else:
            each = (m for one in apart(mention) for m in paired(one))
            taken += [m for one in each for again_one in again(one) for m in place_by_place(again_one)]
    return taken, notes


def with_pair(mention: Mention, pair: tuple[Party, ...]) -> Mention:
    """As in "They last spoke in March": the two of the sentence before, where no rule for names has found them."""
    scene = mention.scene
    if (
        not pair
        or mention.trigger.kind is Kind.VISIT
        or (mention.trigger.nominal and not carrier_verbs(scene, mention.trigger.i))
    ):
        return mention
    verbs = carrier_verbs(scene, mention.trigger.i) if mention.trigger.nominal else [mention.trigger.i]
    heads = [scene.tree.words[i] for verb in verbs for i, _ in subjects(scene, verb)]
    if (
        not any(x.low == "they" and x.i not in scene.by_word for x in heads)
        or mention.people(Side.US)
        or mention.people(Side.PRC)
    ):
        return mention
    return replace(mention, parties=tuple(replace(p, role=Role.PARTY, rule="they") for p in pair))


def last_pair(mentions: Sequence[Mention]) -> tuple[Party, ...]:
    """One person of each side, of the last mention that has just these."""
    for mention in reversed(mentions):
        people = [p for p in mention.parties if is_person(p)]
        if len(people) == 2 and {p.side for p in people} == {Side.US, Side.PRC}:
            return tuple(people)
    return ()


def apart(mention: Mention) -> list[Mention]:
    """As in "trips by Yellen and Raimondo", "visits from officials, including Yellen": one for each traveller."""
    visitors = [p for p in mention.visitors if is_person(p)]
    if mention.group != "visit" or not mention.trigger.plural or len(visitors) < 2:
        return [mention]
    others = tuple(p for p in mention.parties if p.role is not Role.VISITOR)
    return [replace(mention, parties=(visitor, *others)) for visitor in visitors]


AND_AGAIN = re.compile(r",? and (?:again|then|once more) (?:in |on |at )?(?:the )?", re.IGNORECASE)


def again(mention: Mention) -> list[Mention]:
    """As in "talked in November and again on Feb. 4": one for each of the dates."""
    text, dates = mention.scene.text, mention.scene.dates
    out = [mention]
    if mention.when is None or mention.group not in ("meet", "call"):
        return out
    for first, second in pairwise(dates):
        far = first.latest and second.earliest and (second.earliest - first.latest).days > 2  # else the same talks
        if far and first == out[-1].when and AND_AGAIN.fullmatch(text, first.span.end, second.span.start):
            out.append(replace(mention, when=second))
    return out


def place_by_place(mention: Mention) -> list[Mention]:
    """As in "met in Geneva in May, in London in June and in Stockholm in July": one for each place and date."""
    scene = mention.scene
    if mention.group != "meet" or mention.when is None:
        return [mention]
    stops = [
        (place, when)
        for place in scene.places
        for when in scene.dates
        if place.city and 0 < when.span.start - place.span.end <= 4
    ]
    stops = [s for n, s in enumerate(stops) if n == 0 or s[0].span.start - stops[n - 1][1].span.end <= NEXT_STOP]
    if len(stops) < 2 or all(when != mention.when for _, when in stops):
        return [mention]
    return [replace(mention, when=when, where=(place,)) for place, when in stops]


NEXT_STOP = 9  # characters: ", and in "
JOINING = re.compile(
    r"(?!.{0,130}\b(?:when|where|who|which|while|he|she)\b)"
    r"(?:,[^,;:]{1,60},|[^.;:]{0,60}?),? and (?:then |also |later |again )?(?:with |by )?",
    re.DOTALL,
)


def paired(mention: Mention) -> list[Mention]:
    """As in "met Li on Friday and He, his new counterpart, on Saturday": a meeting for each, with its own day."""
    scene = mention.scene
    if mention.group != "meet" or mention.reading.status is None or not mention.both_sides:
        return [mention]
    objects = [
        p
        for p in mention.parties
        if p.rule in ("object", "with", "agent") and p.actor.span.start > mention.trigger.span.end
    ]
    if not objects or len({p.side for p in objects}) != 1:
        return [mention]
    guests = tuple(p for p in mention.parties if p not in objects)
    out, last = [mention], objects[-1]
    for actor in scene.actors:
        if actor.kind != "person" or actor.side is not last.side or actor.span.start <= last.actor.span.end:
            continue
        between = Span(last.actor.span.end, actor.span.start)
        if not JOINING.fullmatch(between.of(scene.text)) or any(x.is_verb for x in scene.tree.within(between)):
            break
        first_date = next((d for d in scene.dates if between.covers(d.span)), None)
        if first_date is None and len(out) == 1 and last is objects[-1]:
            break
        if first_date is not None:
            out[-1] = replace(out[-1], when=first_date, when_cost=0.5)
        last = replace(last, actor=actor, rule="paired")
        own_date = next((d for d in scene.dates if 0 < d.span.start - actor.span.end < 40), None)
        out.append(replace(mention, parties=(*guests, last), when=own_date, when_cost=0.5))
    return out


def is_inner_noun(scene: Scene, trigger: Trigger) -> bool:
    """As in "rounds of talks", "meetings" that only count others: the inner noun speaks for both."""
    if not trigger.nominal:
        return False
    for kid in scene.tree.children(trigger.i, "prep"):
        if kid.low == "of" and any(k.low in w.NOUNS for k in scene.tree.children(kid.i, "pobj")):
            return True
    return False


def make_mention(scene: Scene, trigger: Trigger) -> Mention:
    parties = find_parties(scene, trigger)
    reading = read_status(scene, trigger)
    found = find_when(scene, trigger)
    when, cost = found if found else (None, 99.0)
    where = find_where(scene, trigger)
    if trigger.verb in ("leave", "depart"):  # where to is no longer the visit
        where = tuple(p for p in where if p.country in CHINESE_SOIL | HOME[Side.US])
    return Mention(
        scene,
        trigger,
        parties,
        reading,
        when,
        cost,
        where,
        duration_of(scene, trigger),
        evidence_span(scene, trigger),
        is_background(scene, trigger),
        is_definite(scene, trigger),
        round_of(scene, trigger),
    )


def evidence_span(scene: Scene, trigger: Trigger) -> Span:
    """The sentence that tells it."""
    return scene.tree.span


def is_background(scene: Scene, trigger: Trigger) -> bool:
    """Recalled, not reported: "last met", "had met", "the first since", "their last summit"."""
    tree = scene.tree
    if trigger.rule == "noun:one":
        return True
    near = {k.low for k in tree.children(trigger.i)}
    if near & {"last", "previously", "previous", "earlier", "latest", "past", "former"} and "week" not in near:
        return any(
            k.low in ("last", "previously", "previous", "past") for k in tree.children(trigger.i, "amod", "advmod")
        )
    for i in [trigger.i, *carrier_verbs(scene, trigger.i)]:
        if any(k.low in ("last", "previously") for k in tree.children(i, "advmod")):
            return True
    return False


ORDINALS = dict(
    zip(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
        range(1, 11),
        strict=True,
    )
)


def round_of(scene: Scene, trigger: Trigger) -> int:
    """Which of a series: "the fifth round of talks", "the second meeting"."""
    if not trigger.nominal:
        return 0
    for i in [trigger.i, *quantity_heads(scene, trigger.i)]:
        for kid in scene.tree.children(i, "amod", "compound", "nmod"):
            words = {kid.low, *(scene.tree.words[j].low for j in scene.tree.subtree(kid.i))}
            number = next((n for word, n in ORDINALS.items() if word in words), 0)
            if number and (number > 1 or scene.tree.words[i].low in ("round", "session", "phase")):
                return number
    return 0


def is_definite(scene: Scene, trigger: Trigger) -> bool:
    """As in "the meeting", "their talks", "this visit": points back to one already told."""
    return trigger.nominal and any(
        k.low in ("the", "this", "that", "these", "those", "his", "her", "their", "its", "such")
        for i in [trigger.i, *quantity_heads(scene, trigger.i)]
        for k in scene.tree.children(i, "det", "poss")
    )


def without(mention: Mention, drop) -> Mention:
    """The mention without some parties."""
    return replace(mention, parties=tuple(p for p in mention.parties if not drop(p)))
