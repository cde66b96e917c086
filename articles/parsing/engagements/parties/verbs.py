"""The parties of a verb of engagement, and of those that say who attended."""

import re
from collections.abc import Iterator

from articles.parsing.engagements import words as w
from articles.parsing.engagements.parties.party import Party
from articles.parsing.engagements.parties.subjects import actors_before, right_before, subjects
from articles.parsing.engagements.phrases import phrase_actors, prep_actors
from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.nlp import Word
from articles.parsing.types import ActorMention
from timeline.vocabulary import Kind, Role


def verbal_parties(scene: Scene, trigger: Trigger) -> Iterator[Party]:
    """Subject, object, "with", "to" and "by" of a verb of engagement."""
    tree, verb = scene.tree, trigger.i
    visiting = trigger.kind is Kind.VISIT or trigger.verb in ("visit", "arrive")
    if trigger.rule == "participle:visiting":
        named = [scene.by_word[verb]] if verb in scene.by_word else phrase_actors(scene, tree.words[verb].head)
        yield from (Party(a, Role.VISITOR, "participle") for a in named)
        return
    if trigger.rule in ("verb:invited-to", "verb:take-to"):
        invited = list(tree.children(verb, "dobj", "nsubjpass"))
        yield from (Party(a, Role.VISITOR, "invited") for k in invited for a in phrase_actors(scene, k.i))
        return
    if trigger.attendance:
        yield from attendance_parties(scene, trigger)
        return
    if trigger.rule == "verb:guest-of":
        for k in tree.children(verb, "attr"):
            owners = [*tree.children(k.i, "poss"), *tree.children(k.i, "prep")]
            heads = [j.i for o in owners for j in ([o] if o.dep == "poss" else tree.children(o.i, "pobj"))]
            yield from (Party(a, Role.PARTY, "with") for i in heads for a in phrase_actors(scene, i))
    acting = [
        Party(a, Role.VISITOR if visiting else Role.PARTY, rule)
        for i, rule in subjects(scene, verb)
        for a in phrase_actors(scene, i)
    ]
    adjacent = [a for a in right_before(scene, verb)[-1:] if a.kind == "person"]
    if adjacent and acting and all("shared-subject" in p.rule for p in acting) and tree.words[verb].tag == "VBD":
        acting = []  # "..., and Rubio phoned Wang": the name right before the verb, whatever the parser made of it
    if not acting:
        acting = [
            Party(a, Role.VISITOR if visiting else Role.PARTY, "text-subject") for a in actors_before(scene, verb)
        ]
    yield from acting
    for kid in tree.children(verb):
        if kid.dep in ("dobj", "dative") and kid.tag != "IN" and not visiting:
            acting = {a.key for i, _ in subjects(scene, verb) for a in phrase_actors(scene, i)}
            for a in phrase_actors(scene, kid.i):
                if kid.tag != "PRP" or a.key not in acting:  # "received him": him is somebody else
                    yield Party(a, Role.PARTY, "object")
        elif kid.dep in ("prep", "agent", "dative"):
            yield from preposition_parties(scene, trigger, kid, visiting)
            inside = w.HOURS | w.PHONE_WORDS | w.VIDEO_WORDS
            for hours in (k for k in tree.children(kid.i, "pobj") if k.low in inside):  # "for four hours with"
                for inner in tree.children(hours.i, "prep"):
                    yield from preposition_parties(scene, trigger, inner, visiting)


def wished_by(scene: Scene, verb: int) -> int:
    """The verb before which the subject stands: "plan" in "plan to convene"."""
    tree = scene.tree
    while tree.words[verb].dep == "xcomp" and tree.words[tree.words[verb].head].is_verb:
        verb = tree.words[verb].head
    return verb


def attendance_parties(scene: Scene, trigger: Trigger) -> Iterator[Party]:
    """The subjects of "chaired"; the agents of "was led by"; the subjects of "are among those taking part"."""
    tree = scene.tree
    if trigger.rule == "verb:be-host":
        beside = [k for k in tree.children(trigger.i, "nsubj", "attr") if k.low not in w.HOSTS]
        yield from (Party(a, Role.PARTY, "host") for k in beside for a in phrase_actors(scene, k.i))
        return
    by = [k for agent in tree.children(trigger.i, "agent") for k in (agent, *tree.children(agent.i, "conj"))]
    agents = [a for k in by if k.low == "by" for a in prep_actors(scene, k)]
    if agents or any(tree.children(trigger.i, "nsubjpass")):
        yield from (Party(a, Role.PARTY, "agent") for a in agents)
        yield from (Party(a, Role.PARTY, "gapped-agent") for a in gapped_agents(scene, trigger, agents))
        return
    verb = trigger.i
    over = list(tree.ancestors(trigger.i))[:3]
    if tree.words[verb].dep == "acl" and [a.low for a in over[:2]] == ["those", "among"]:
        verb = over[2].i if len(over) > 2 else verb
    for i, rule in subjects(scene, verb):
        yield from (Party(a, Role.PARTY, rule) for a in phrase_actors(scene, i))
    yield from (Party(a, Role.PARTY, "text-subject") for a in right_before(scene, verb) if a.kind == "person")


GAP = re.compile(r"[;,] (?:and )?(?:[\w.]{1,15} ){1,4}by ")  # "; the Chinese by Lu Shumin"


def gapped_agents(scene: Scene, trigger: Trigger, agents: list[ActorMention]) -> list[ActorMention]:
    """As in "The American team was led by Verga; the Chinese by Lu": the agent of the verb that is left out."""
    text, end = scene.text, scene.tree.span.end
    for match in GAP.finditer(text, trigger.span.end, end):
        found = [a for a in scene.actors if a.kind == "person" and 0 <= a.span.start - match.end() <= 1]
        if found and all(found[0].side is not a.side for a in agents):
            top = scene.tree.top(found[0].span)
            return phrase_actors(scene, top.i) if top is not None else found
    return []


def preposition_parties(scene: Scene, trigger: Trigger, prep: Word, visiting: bool) -> Iterator[Party]:
    """As in "met with", "spoke to", "was received by", "discussions between"."""
    rule = {"with": "with", "by": "agent", "between": "between", "to": "to"}.get(prep.low)
    if rule == "to" and trigger.verb not in ("speak", "talk", "write", "hand"):
        return
    if rule is None and prep.low == "on" and trigger.rule == "verb:call-on":
        rule = "on"
    if rule is None and trigger.rule == "verb:sit-with" and prep.low in ("from", "across", "opposite"):
        rule = "with"
    if rule is None:
        return
    role = Role.HOST if visiting and rule == "with" else Role.VISITOR if visiting else Role.PARTY
    yield from (Party(a, role, rule) for a in prep_actors(scene, prep))
