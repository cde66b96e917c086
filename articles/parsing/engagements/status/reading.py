"""A status with the words that gave it, and small questions to the tree."""

from dataclasses import dataclass

from articles.parsing.engagements import words as w
from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.status_words import (
    WILL,
    WOULD,
)
from articles.parsing.nlp import Word
from articles.parsing.types import Span
from timeline.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Reading:
    """A status with the words that gave it; `status` None: the words say that nothing happened or will."""

    status: Status | None
    rule: str
    span: Span
    word: int  # the status word, whose own date dates the step


def negated(scene: Scene, i: int) -> bool:
    """True if a "not", "never" or "no" hangs on the word."""
    return any(
        k.dep == "neg" or k.low in ("not", "n't", "never", "no", "neither", "nor") for k in scene.tree.children(i)
    )


def negated_noun(scene: Scene, i: int) -> bool:
    """As in "no plans", "there was no possibility"."""
    return any(k.low in ("no", "any", "without") for k in scene.tree.children(i, "det", "neg")) or negated(scene, i)


def timetable(verb: Word) -> bool:
    """As in "arrives on Monday": the simple present of what is to come."""
    return verb.tag in ("VBZ", "VBP") and verb.low in w.TIMETABLE


def future(scene: Scene, verb: Word) -> bool:
    """True if the verb, or the verb it completes, has will or would; "is to visit", "are due to"."""
    tree = scene.tree
    if modal(scene, verb, WILL | WOULD):
        return not any(k.low == "have" for k in tree.children(verb.i, "aux"))
    head = tree.head(verb.i)
    if verb.low in ("is", "are", "was", "were") and any(
        "to" in {a.low for a in tree.children(k.i, "aux")} for k in tree.children(verb.i, "xcomp")
    ):
        return True
    if verb.tag == "VB" and verb.dep == "xcomp" and head is not None and head.low in ("is", "are", "was", "were", "'s"):
        return True
    if verb.dep == "xcomp" and head is not None and head.is_verb and modal(scene, head, WILL | WOULD):
        return True
    return (
        verb.dep == "conj"
        and verb.tag == "VB"
        and head is not None
        and head.is_verb
        and head.tag == "VB"
        and future(scene, head)
    )


def modal(scene: Scene, verb: Word, words) -> bool:
    return any(k.low in words for k in scene.tree.children(verb.i, "aux"))
