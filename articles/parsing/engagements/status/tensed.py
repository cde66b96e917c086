"""The tense of the engagement verb, of its light verb, or of the clause the noun stands in."""

from articles.parsing.engagements import words as w
from articles.parsing.engagements.phrases import QUANTITIES, SUPERLATIVES
from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.status.reading import Reading, future, modal, negated, timetable
from articles.parsing.engagements.status_words import (
    CONTINUING,
    MAY,
    PAST_ADJECTIVES,
)
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.nlp import Word
from timeline.vocabulary import Kind, Status


def tense_words(scene: Scene, trigger: Trigger, chain: list[Word]) -> Reading | None:
    """The tense of the engagement verb, of its light verb, or of the clause the noun stands in."""
    tree = scene.tree
    word = tree.words[trigger.i]
    verb = word if not trigger.nominal else next((x for x in chain[1:] if x.is_verb), None)
    prep = adjunct_preposition(scene, trigger)
    acting = acting_verb(scene, trigger)
    if verb is None and acting is not None and future(scene, acting):
        return Reading(Status.PLANNED, "status:subject-will", acting.span, acting.i)
    if verb is not None and future(scene, verb) and verb.low in CONTINUING:
        return Reading(Status.ONGOING, "status:continues", verb.span, verb.i)
    if trigger.nominal and prep is not None and prep.low in ("before", "ahead", "for", "until", "towards"):
        outer = next((a for a in tree.ancestors(prep.i) if a.is_verb), None)
        if prep.low != "for" or outer is None or future(scene, outer) or timetable(outer):
            return Reading(Status.PLANNED, f"status:{prep.low}", prep.span, prep.i)
        return Reading(Status.HELD, "told-as-fact", word.span, word.i)
    if (
        trigger.nominal
        and any(k.low in PAST_ADJECTIVES for k in tree.children(trigger.i, "amod"))
        and not (verb and future(scene, verb))
    ):
        return Reading(Status.HELD, "status:past-adjective", word.span, word.i)
    if verb is None:
        return None
    if any(k.low in ("no", "neither", "none", "nobody") for s in tree.children(verb.i, "nsubj", "nsubjpass")
           for k in (s, *tree.children(s.i, "det"))):  # fmt: skip
        return Reading(None, "negated", verb.span, verb.i)
    if negated(scene, verb.i) and trigger.nominal and future(scene, verb) and verb.low in ("take", "held", "happen"):
        return Reading(Status.CANCELLED, "status:will-not", verb.span, verb.i)
    if negated(scene, verb.i):
        held_back = future(scene, verb)
        return Reading(Status.DECLINED if held_back and not trigger.nominal else None, "negated", verb.span, verb.i)
    if future(scene, verb):
        return Reading(Status.PLANNED, "status:will", verb.span, verb.i)
    if modal(scene, verb, MAY):
        return Reading(Status.PROPOSED, "status:may", verb.span, verb.i)
    outer = next((a for a in tree.ancestors(verb.i) if a.is_verb), None)
    if verb.tag == "VBG" and verb.dep == "pcomp" and outer is not None and future(scene, outer):
        return Reading(Status.PLANNED, "status:subject-will", outer.span, outer.i)
    before = verb.tag in ("VBZ", "VBP") and any(k.low == "before" for k in tree.children(verb.i, "mark"))
    if before:
        return Reading(Status.PLANNED, "status:before", verb.span, verb.i)
    if trigger.rule == "participle:visiting" or (
        verb.tag == "VBG" and any(k.low in ("is", "are", "'s") for k in tree.children(verb.i, "aux"))
    ):
        return Reading(Status.ONGOING, "status:progressive", verb.span, verb.i)
    if trigger.nominal and trigger.kind is Kind.VISIT and verb.tag in ("VBZ", "VBP") and verb.low in CONTINUING:
        return Reading(Status.ONGOING, "status:ends", verb.span, verb.i)
    if verb.tag in ("VBZ", "VBP") and verb.low in w.TIMETABLE and not trigger.nominal and trigger.kind is Kind.VISIT:
        return Reading(Status.PLANNED, "status:timetable", verb.span, verb.i)
    if (
        trigger.nominal
        and verb.tag in ("VBZ", "VBP")
        and verb.low in w.TIMETABLE
        and verb.low not in ("come", "comes", "go", "goes")
    ):
        return Reading(Status.PLANNED, "status:timetable", verb.span, verb.i)
    if first_to(scene, verb):
        return Reading(Status.HELD, "status:first-to", verb.span, verb.i)
    if verb.tag == "VB" and any(k.low == "to" for k in tree.children(verb.i, "aux")) and not trigger.nominal:
        if any(x.tag == "VBD" for x in chain[1:]):
            return Reading(Status.HELD, "told-as-fact", verb.span, verb.i)
        return Reading(Status.PLANNED, "status:to", verb.span, verb.i)
    return None


def first_to(scene: Scene, verb: Word) -> bool:
    """As in "the first secretary to visit since 2018": the infinitive of what was done."""
    head = scene.tree.head(verb.i)
    if verb.dep not in ("acl", "relcl", "advcl", "xcomp") or head is None:
        return False
    near = {k.low for k in scene.tree.children(head.i, "amod", "det", "nummod")} | {head.low}
    best = any(k.tag == "JJS" or "-ranking" in k.low for k in scene.tree.children(head.i, "amod"))
    return best or bool(near & SUPERLATIVES)


def acting_verb(scene: Scene, trigger: Trigger) -> Word | None:
    """The verb of which the noun is the subject without being carried by it: "the visit will pave the way"."""
    i = trigger.i
    for head in scene.tree.ancestors(i):
        if scene.tree.words[i].dep in ("nsubj", "nsubjpass"):
            return head if head.is_verb else None
        i = head.i
        if head.is_verb:
            return None
    return None


def adjunct_preposition(scene: Scene, trigger: Trigger) -> Word | None:
    """The preposition that makes the noun an adjunct: "ahead of his visit" gives ahead."""
    tree = scene.tree
    for word in tree.ancestors(trigger.i):
        if word.dep in ("prep", "advmod", "mark") and word.low in (
            "before",
            "ahead",
            "for",
            "during",
            "after",
            "following",
            "until",
            "towards",
            "in",
            "at",
        ):
            return word
        if word.is_verb or (word.is_noun and word.low not in QUANTITIES):
            return None
    return None
