"""Whose act a verb tells: its own subject, shared and controlled ones, those who stand right before it."""

import re
from collections.abc import Iterator

from articles.parsing.engagements import words as w
from articles.parsing.engagements.phrases import RELATIVES, phrase_actors
from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.words import any_of
from articles.parsing.nlp import Word
from articles.parsing.types import ActorMention

EMPTY_SUBJECTS = any_of("it there this which what")


BEFORE_VERB = re.compile(
    r"(?: of (?:China|the United States))?,?\s*(?:(?:also|later|then|last|briefly|both|each|had|have|has|will) )?",
    re.IGNORECASE,
)
JOINED = re.compile(r",? and |, ")


def actors_before(scene: Scene, verb: int) -> list[ActorMention]:
    """Those who stand right before a verb to which the parser has given no subject, and those joined to them."""
    if scene.tree.words[verb].tag not in ("VBD", "VBZ", "VBP", "VB"):
        return []
    return [] if any(scene.tree.children(verb, "nsubj", "nsubjpass")) else right_before(scene, verb)


def right_before(scene: Scene, verb: int) -> list[ActorMention]:
    """The last actor before a verb and those joined to it; none if more than "also" or "have" stands between."""
    tree = scene.tree
    before = [a for a in scene.actors if a.span.end <= tree.words[verb].span.start]
    if not before:
        return []
    gap = scene.text[before[-1].span.end : tree.words[verb].span.start]
    if (
        before[-1].kind == "country"
        and len(before) > 1
        and scene.text[before[-2].span.end : before[-1].span.start] == " of "
    ):
        before, gap = before[:-1], ""
    if not BEFORE_VERB.fullmatch(gap):
        return []
    found = [before[-1]]
    for actor in reversed(before[:-1]):
        if not JOINED.fullmatch(scene.text[actor.span.end : found[-1].span.start]):
            break
        found.append(actor)
    return found[::-1]


def subjects(scene: Scene, verb: int, depth: int = 0) -> Iterator[tuple[int, str]]:
    """Heads of a verb's subjects with the rule that found them: its own, then shared and controlled ones."""
    tree = scene.tree
    if depth > 6:
        return
    own = list(tree.children(verb, "nsubj", "nsubjpass"))
    for kid in own:
        if kid.low in RELATIVES and tree.words[verb].dep == "relcl":
            yield meant_by(scene, kid, tree.words[verb].head), "relative"
        elif kid.low not in EMPTY_SUBJECTS:
            yield kid.i, "subject"
        elif kid.low == "it" and tree.words[verb].dep == "ccomp" and tree.words[tree.words[verb].head].is_verb:
            for i, _ in subjects(scene, tree.words[verb].head, depth + 1):  # "China said it was suspending"
                if i in scene.by_word and scene.by_word[i].kind in ("country", "body"):
                    yield i, "said-of-itself"
    if own:
        return
    word, head = tree.words[verb], tree.head(verb)
    if head is None:
        return
    if word.dep == "relcl":
        yield head.i, "relative"
    elif word.dep == "acl" and (meant := for_whom(scene, head.i, verb)):
        yield from ((i, "for-to") for i in meant)
    elif word.dep == "acl":
        yield head.i, "participle"
        yield from owner(scene, head.i, depth)
    elif word.dep in ("xcomp", "ccomp") and head.is_verb:
        yield from controllers(scene, head, depth)
    else:
        above = verb_above(scene, verb)
        if above is not None:
            yield from ((i, "shared-subject") for i, _ in subjects(scene, above.i, depth + 1))


def meant_by(scene: Scene, relative: Word, head: int) -> int:
    """The noun of which the relative clause speaks: "which" is no person, but the group that the person is of."""
    tree, i = scene.tree, head
    if relative.low != "which" or i not in scene.by_word or scene.by_word[i].kind != "person":
        return head
    while tree.words[i].dep == "conj":
        i = tree.words[i].head
    prep = tree.head(i)
    if tree.words[i].dep == "pobj" and prep is not None and prep.low == "of" and prep.head != prep.i:
        return prep.head
    return head


def for_whom(scene: Scene, noun: int, verb: int) -> list[int]:
    """As in "a request for the ship to visit", "an invitation for Hu to come": who is to act."""
    tree = scene.tree
    if not any(k.low == "to" for k in tree.children(verb, "aux")):
        return []
    preps = [k for k in tree.children(noun, "prep") if k.low == "for" and k.i < verb]
    return [k.i for prep in preps for k in tree.children(prep.i, "pobj") if phrase_actors(scene, k.i)]


def verb_above(scene: Scene, i: int) -> Word | None:
    """The verb of the clause that holds this one; None across the border of a clause that is said or is a subject."""
    word = scene.tree.words[i]
    for head in scene.tree.ancestors(i):
        if word.dep in ("csubj", "ccomp", "parataxis", "nsubj", "csubjpass") and not (
            word.dep == "nsubj" and head.is_noun
        ):
            return None
        if head.is_verb:
            return head
        word = head
    return None


def controllers(scene: Scene, head: Word, depth: int) -> Iterator[tuple[int, str]]:
    """As in "asked Hu to visit": the object acts; "plans to visit": the subject does."""
    objects = [k.i for k in scene.tree.children(head.i, "dobj", "dative") if phrase_actors(scene, k.i)]
    if objects and head.low not in w.LIGHT_VERBS:
        yield from ((i, "controlled") for i in objects)
    else:
        yield from ((i, "shared-subject") for i, _ in subjects(scene, head.i, depth + 1))


def owner(scene: Scene, noun: int, depth: int) -> Iterator[tuple[int, str]]:
    """As in "his plan to visit", "Tung's decision to cancel": the one who has the noun, or its verb's subject."""
    tree = scene.tree
    possessors = list(tree.children(noun, "poss"))
    yield from ((k.i, "possessive") for k in possessors)
    head = tree.head(noun)
    if not possessors and head is not None and head.is_verb and tree.words[noun].dep in ("dobj", "pobj", "attr"):
        yield from ((i, "shared-subject") for i, _ in subjects(scene, head.i, depth + 1))
