"""Words that call off: cancelled, postponed, refused, not done as planned."""

from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.status.reading import Reading, modal, negated
from articles.parsing.engagements.status_words import (
    CANCELLING,
    DECLINING,
    MAY,
    OVERTURE_NOUNS,
    PHRASAL,
    POSTPONING,
    WILL,
    WOULD,
)
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.nlp import Word
from timeline.vocabulary import Status


def off_words(scene: Scene, trigger: Trigger, chain: list[Word]) -> Reading | None:
    """cancelled, called off, postponed, put off: over the word, at it as participle, or in its relative clause."""
    tree = scene.tree
    for word in candidates(scene, trigger, chain):
        status = off_status(scene, word)
        if status is not None and not negated(scene, word.i) and acts_on(scene, word, trigger):
            hoped = any(k.low in (*WILL, *WOULD, *MAY) for k in tree.children(word.i, "aux"))
            if not hoped or status is not Status.POSTPONED:
                return Reading(status, f"status:{word.low}", word.span, word.i)
    return None


def not_done(scene: Scene, trigger: Trigger, chain: list[Word]) -> Reading | None:
    """As in "Mattis, who had been due to visit Beijing, will not do so": the main clause calls it off."""
    tree = scene.tree
    clause = next((x for x in chain if x.dep == "relcl"), None)
    if clause is None:
        return None
    top = tree.words[clause.head]
    while top.dep in ("conj", "appos", "pobj", "prep") and top.head != top.i:
        top = tree.words[top.head]
    verb = tree.head(top.i)
    if top.dep != "nsubj" or verb is None or verb.low != "do" or not modal(scene, verb, WILL | WOULD):
        return None
    below = {k.low for k in tree.children(verb.i)}
    off = "so" in below and (negated(scene, verb.i) or "longer" in below)
    return Reading(Status.CANCELLED, "status:will-not-do-so", verb.span, verb.i) if off else None


def was_to_have(scene: Scene, trigger: Trigger, chain: list[Word]) -> Reading | None:
    """As in "was to have come in June": it did not take place then."""
    for verb in chain:
        head = scene.tree.head(verb.i)
        low = {k.low for k in scene.tree.children(verb.i, "aux")}
        if verb.is_verb and {"to", "have"} <= low and head is not None and head.low in ("was", "were"):
            return Reading(Status.POSTPONED, "status:was-to-have", head.span, head.i)
    return None


def candidates(scene: Scene, trigger: Trigger, chain: list[Word]) -> list[Word]:
    """The chain, the trigger's participles and adjectives, and the verbs of its relative clauses."""
    tree = scene.tree
    own = list(tree.children(trigger.i, "amod", "acl", "relcl"))
    return [*chain, *own, *(k for o in own for k in tree.children(o.i, "xcomp", "conj") if k.is_verb)]


def off_status(scene: Scene, word: Word) -> Status | None:
    """POSTPONED or CANCELLED if the word, with its particle, says so."""
    if word.low in POSTPONING and (word.is_verb or word.tag == "JJ") and word.low not in ("delay", "delays"):
        return Status.POSTPONED if POSTPONING[word.low] != "reschedule" else None
    if word.low in CANCELLING and (word.is_verb or word.tag == "JJ") and word.low != "drop":
        return Status.CANCELLED
    if word.low in OVERTURE_NOUNS and OVERTURE_NOUNS[word.low] in (Status.POSTPONED, Status.CANCELLED) and word.is_noun:
        return OVERTURE_NOUNS[word.low]
    for kid in scene.tree.children(word.i, "prt", "advmod", "prep"):
        status = PHRASAL.get((word.low, kid.low))
        if status in (Status.POSTPONED, Status.CANCELLED):
            return status
    return None


def acts_on(scene: Scene, word: Word, trigger: Trigger) -> bool:
    """True if the engagement is what was called off: the verb's object, passive subject or the noun it modifies."""
    tree = scene.tree
    if word.i == trigger.i:
        return False
    if word.dep in ("amod", "acl", "relcl") and word.head == trigger.i:
        return True
    for i in [trigger.i, *(a.i for a in tree.ancestors(trigger.i))]:
        if tree.words[i].head == word.i and i != word.i:
            return tree.words[i].dep in (
                "dobj",
                "nsubjpass",
                "xcomp",
                "pobj",
                "ccomp",
                "prep",
                "nsubj",
                "acl",
                "conj",
            ) and not (tree.words[i].dep == "prep" and tree.words[i].low not in ("of", "in", "for", "to"))
    return False


def declined_words(scene: Scene, trigger: Trigger, chain: list[Word]) -> Reading | None:
    """refused to meet, turned down a call, unwilling to schedule, ruled out a visit."""
    tree = scene.tree
    for word in chain[1:]:
        said_no = word.low in DECLINING and not (word.low.startswith("den") and trigger.nominal is False)
        said_no = said_no or any(
            PHRASAL.get((word.low, k.low)) is Status.DECLINED for k in tree.children(word.i, "prt", "advmod")
        )
        said_no = said_no or (word.low in OVERTURE_NOUNS and OVERTURE_NOUNS[word.low] is Status.DECLINED)
        if said_no and acts_on(scene, word, trigger):
            return None if negated(scene, word.i) else Reading(Status.DECLINED, f"status:{word.low}", word.span, word.i)
    return None
