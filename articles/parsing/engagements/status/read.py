"""The status of an engagement word, from the strongest words over it."""

from articles.parsing.engagements import words as w
from articles.parsing.engagements.parties import carrier_verbs
from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.status.off import declined_words, not_done, off_words, was_to_have
from articles.parsing.engagements.status.overtures import overture_words
from articles.parsing.engagements.status.reading import Reading, future, negated
from articles.parsing.engagements.status.tensed import tense_words
from articles.parsing.engagements.status_words import (
    CANCELLING,
    DECLINING,
    OFF_PARTICLE_VERBS,
    POSTPONING,
    PROPOSING,
    REPORTED,
)
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.engagements.words import PLANNING, any_of
from articles.parsing.nlp import Word
from timeline.vocabulary import Status


def read_status(scene: Scene, trigger: Trigger) -> Reading:
    """The status, from the strongest words over the engagement word: called off before planned before told."""
    tree = scene.tree
    word = tree.words[trigger.i]
    if trigger.rule in OWN_STATUS:
        return own_status(scene, trigger)
    chain = status_chain(scene, trigger)
    for step in (off_words, not_done, was_to_have, declined_words, overture_words, tense_words):
        reading = step(scene, trigger, chain)
        if reading is not None:
            return reading
    return Reading(Status.HELD, "told-as-fact", word.span, word.i)


OWN_STATUS = {
    "verb:be-in": Status.HELD,
    "verb:expected-in": Status.PLANNED,
    "verb:stay-in": Status.HELD,
    "verb:invited-to": Status.PROPOSED,
    "noun:invitation": Status.PROPOSED,
}


def own_status(scene: Scene, trigger: Trigger) -> Reading:
    """The status of a word that says it by itself: "is expected in Beijing", "was invited to Washington"."""
    word = scene.tree.words[trigger.i]
    status = OWN_STATUS[trigger.rule]
    if trigger.rule == "verb:be-in":
        perfect = word.low == "been" and any(
            k.low in ("has", "have", "'ve") for k in scene.tree.children(trigger.i, "aux")
        )
        status = Status.ONGOING if word.low in ("is", "are") or (perfect and dated_since(scene, trigger)) else status
        status = Status.PLANNED if future(scene, word) else status
    if trigger.rule == "verb:stay-in":
        still = word.tag in ("VBZ", "VBP", "VB") or future(scene, word)
        status = Status.ONGOING if still else status
    head = scene.tree.head(trigger.i)
    if trigger.nominal and head is not None:
        if head.low in DECLINING or (
            head.low == "turned" and any(k.low == "down" for k in scene.tree.children(head.i))
        ):
            return Reading(Status.DECLINED, f"status:{head.low}", head.span, head.i)
        if head.low.startswith("accept"):
            return Reading(Status.PLANNED, "status:accepted", head.span, head.i)
    if negated(scene, trigger.i):
        return Reading(None, "negated", word.span, word.i)
    return Reading(status, f"status:{word.low}", word.span, word.i)


def dated_since(scene: Scene, trigger: Trigger) -> bool:
    return any(k.low == "since" for k in scene.tree.children(trigger.i, "prep"))


# "wait for the outcome of the trip": what is said of these is not said of the trip.
ASIDE = any_of("outcome outcomes result results success failure cost importance purpose aim goal details tone agenda")


def status_chain(scene: Scene, trigger: Trigger) -> list[Word]:
    """The words whose sense bears on the trigger: its heads up to the first clause that only reports or frames it."""
    tree = scene.tree
    out = [tree.words[trigger.i]]
    for i in carrier_verbs(scene, trigger.i):
        if all(x.i != i for x in out):
            out.append(tree.words[i])
    i = trigger.i
    for _ in range(12):
        word = tree.words[i]
        head = tree.head(i)
        if head is None:
            break
        if word.dep == "relcl" or (
            word.dep == "acl" and word.tag in ("VBN", "VBG") and not head.low.startswith("plan")
        ):
            break
        if word.dep in ("advcl", "parataxis"):
            break
        if word.dep == "prep" and word.low in (
            "after",
            "during",
            "following",
            "before",
            "ahead",
            "since",
            "at",
            "amid",
            "despite",
            "upon",
            "until",
            "on",
            "by",
            "from",
            "into",
            "in",
            "over",
            "with",
            "as",
            "under",
            "because",
            "through",
        ):
            break
        if word.dep == "conj" and word.is_verb and any(tree.children(word.i, "nsubj", "nsubjpass")):
            break
        if word.dep == "conj" and word.is_verb and head.is_verb and word.tag in ("VBD", "VBZ", "VBP"):
            break
        if word.dep == "ccomp" and head.low in REPORTED:
            break
        if word.is_noun and trigger.nominal and not supports(word, head):
            break
        if word.low == "of" and word.dep == "prep" and head.low in ASIDE:
            break
        if (
            word.dep in ("nsubj", "nsubjpass", "csubj")
            and head.is_verb
            and i != trigger.i
            and not tree.words[i].is_noun
        ):
            break
        if all(x.i != head.i for x in out):
            out.append(head)
        i = head.i
    return out


def supports(word: Word, head: Word) -> bool:
    """True unless the noun is the subject of a verb that says what it does: "the visit will pave the way"."""
    if word.dep == "nsubjpass":
        tables = (w.LIGHT_VERBS, PLANNING, PROPOSING, DECLINING, POSTPONING, CANCELLING, OFF_PARTICLE_VERBS)
        return any(head.low in table for table in tables)
    return word.dep != "nsubj" or head.low in w.LIGHT_VERBS or head.low in PLANNING
