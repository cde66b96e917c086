"""All the parties of an engagement word, and those its own modifiers name."""

import re
from collections.abc import Iterator

from articles.parsing.engagements.parties.carriers import carrier_verbs, quantity_heads
from articles.parsing.engagements.parties.nouns import nominal_parties
from articles.parsing.engagements.parties.party import Party, both
from articles.parsing.engagements.parties.subjects import subjects
from articles.parsing.engagements.parties.verbs import verbal_parties
from articles.parsing.engagements.phrases import expand
from articles.parsing.engagements.scene import BOTH, STANDING, Scene
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.types import Span
from timeline.vocabulary import Kind, Role


def find_parties(scene: Scene, trigger: Trigger) -> tuple[Party, ...]:
    """Those whom the grammar ties to the engagement word, each once, in the order of the rules."""
    rules = nominal_parties if trigger.nominal else verbal_parties
    found: dict[tuple, Party] = {}
    for party in [*rules(scene, trigger), *compound_parties(scene, trigger), *invited_by(scene, trigger)]:
        for actor in expand(party.actor):
            by_pronoun = party.actor.kind == "pronoun"
            key = actor.key or actor.name.lower(), actor.side
            found.setdefault(key, Party(actor, party.role, party.rule, by_pronoun))
    return tuple(found.values())


INVITED_BY = re.compile(r"\bat the invitation of (?:the |his |her |its )?")


def invited_by(scene: Scene, trigger: Trigger) -> Iterator[Party]:
    """As in "will visit Beijing at the invitation of Wei Fenghe": the host, where the sentence tells one visit."""
    if trigger.kind is not Kind.VISIT or trigger != next(t for t in scene.triggers if t.kind is Kind.VISIT):
        return
    for match in INVITED_BY.finditer(scene.text, trigger.span.end, scene.tree.span.end):
        hosts = [a for a in scene.actors if a.kind == "person" and 0 <= a.span.start - match.end() <= 1]
        yield from (Party(a, Role.HOST, "invitation") for a in hosts)


def compound_parties(scene: Scene, trigger: Trigger) -> Iterator[Party]:
    """As in "US-China talks", "the Xi-Trump meeting", "six-party talks": the sides inside the noun's own modifiers."""
    if not trigger.nominal:
        yield from standing_subject(scene, trigger)
        return
    tree = scene.tree
    nouns = [trigger.i, *quantity_heads(scene, trigger.i)]
    before = [
        j
        for i in nouns
        for k in tree.children(i, "compound", "amod", "nmod", "nummod", "poss")
        for j in tree.subtree(k.i)
        if j < i
    ]
    span = Span(tree.words[min([*before, *nouns])].span.start, tree.words[trigger.i].span.end)
    words = span.of(scene.text)
    if BOTH.search(words):
        yield from both(span, "compound")
    if STANDING.search(words):
        yield from both(span, "standing-talks")
    for actor in scene.actors:
        if span.covers(actor.span) and actor.kind == "person":
            yield Party(actor, Role.VISITOR if trigger.kind is Kind.VISIT else Role.PARTY, "compound")
    for verb in carrier_verbs(scene, trigger.i):
        for i, _ in subjects(scene, verb):
            if STANDING.search(tree.phrase(i, without=("relcl",)).of(scene.text)):
                yield from both(tree.phrase(i, without=("relcl",)), "standing-talks")


def standing_subject(scene: Scene, trigger: Trigger) -> Iterator[Party]:
    """As in "the permanent members will meet": a body of which both sides are members."""
    for i, _ in subjects(scene, trigger.i):
        span = scene.tree.phrase(i, without=("relcl", "acl"))
        if STANDING.search(span.of(scene.text)):
            yield from both(span, "standing-talks")
