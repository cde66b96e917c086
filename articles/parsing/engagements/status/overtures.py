"""Words of planning and proposing over an engagement word."""

from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.status.reading import Reading, negated, negated_noun
from articles.parsing.engagements.status_words import (
    FUTURE_ADJECTIVES,
    OPEN_ADJECTIVES,
    OVERTURE_NOUNS,
    PROPOSING,
)
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.engagements.words import PLANNING
from articles.parsing.nlp import Word
from timeline.vocabulary import Status


def overture_words(scene: Scene, trigger: Trigger, chain: list[Word]) -> Reading | None:
    """Planned or proposed: by an adjective at the noun, by a verb or noun of planning over it."""
    tree = scene.tree
    for kid in tree.children(trigger.i, "amod", "compound", "advmod", "acl"):
        if kid.low in OPEN_ADJECTIVES:
            return Reading(Status.PROPOSED, f"status:{kid.low}", kid.span, kid.i)
        if kid.low in FUTURE_ADJECTIVES and kid.low != "next":
            return Reading(Status.PLANNED, f"status:{kid.low}", kid.span, kid.i)
        if kid.dep == "acl" and kid.low in PLANNING and kid.tag == "VBN":
            return Reading(Status.PLANNED, f"status:{kid.low}", kid.span, kid.i)
    for n, word in enumerate(chain):
        if (n and word.is_noun and word.low in OVERTURE_NOUNS and word.low not in ("call", "delay")) or (
            n and word.low == "call" and word.is_noun and not trigger.nominal
        ):
            status = OVERTURE_NOUNS[word.low]
            if negated_noun(scene, word.i):
                return Reading(None, "negated", word.span, word.i)
            over = tree.head(word.i)
            if word.low == "invitation" and over is not None and over.low.startswith("accept"):
                return Reading(Status.PLANNED, "status:accepted", over.span, over.i)
            return Reading(status, f"status:{word.low}", word.span, word.i)
        if n and word.low in PROPOSING and under(scene, word, trigger) and not finite_below(scene, chain[:n]):
            if (
                word.low in ("discussed", "discuss", "discusses", "discussing", "raised")
                and trigger.nominal
                and not gerund_below(chain[:n])
            ):
                continue
            return Reading(None if negated(scene, word.i) else Status.PROPOSED, f"status:{word.low}", word.span, word.i)
        if n and word.low in PLANNING and hoped_above(scene, trigger, chain[n + 1 :]):
            continue
        planned = n and word.low in PLANNING and under(scene, word, trigger)
        if planned and not finite_past_below(scene, chain[:n]):
            status = None if negated(scene, word.i) else Status.PLANNED
            return Reading(status, f"status:{word.low}", word.span, word.i)
    return None


def hoped_above(scene: Scene, trigger: Trigger, above: list[Word]) -> bool:
    """As in "is trying to arrange a trip": the hope outweighs the plan."""
    return any(x.low in PROPOSING and x.is_verb and under(scene, x, trigger) and not negated(scene, x.i) for x in above)


def under(scene: Scene, word: Word, trigger: Trigger) -> bool:
    """True if the engagement is what was planned: complement, object or passive subject, not the planner."""
    tree = scene.tree
    for i in [trigger.i, *(a.i for a in tree.ancestors(trigger.i))]:
        if tree.words[i].head == word.i and i != word.i:
            dep = tree.words[i].dep
            if dep in ("nsubj",):
                return (
                    word.low in ("due", "set", "slated", "scheduled", "expected", "likely", "possible")
                    or word.tag == "VBN"
                )
            return dep in (
                "dobj",
                "xcomp",
                "ccomp",
                "nsubjpass",
                "pobj",
                "prep",
                "acl",
                "pcomp",
                "acomp",
                "conj",
                "attr",
                "oprd",
            )
    return False


def finite_below(scene: Scene, words: list[Word]) -> bool:
    """True if a past or present tense stands between, so that the thing itself is told as fact."""
    return any(x.tag in ("VBD", "VBZ", "VBP") and x.is_verb for x in words)


def gerund_below(words: list[Word]) -> bool:
    return any(x.tag == "VBG" for x in words)


def finite_past_below(scene: Scene, words: list[Word]) -> bool:
    return any(x.tag == "VBD" for x in words)
