"""The tense of the clause that governs a phrase, for readings of dates that turn on it ("in November")."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from articles.parsing.engagements.status_words import FUTURE_ADJECTIVES, OPEN_ADJECTIVES
from articles.parsing.engagements.words import TIMETABLE, any_of, inflected
from articles.parsing.nlp import Tree, Word
from articles.parsing.types import Span

FUTURE_AUXILIARIES = any_of("will 'll shall wo would")
AHEAD_OF_IT = any_of(
    "expected planned scheduled slated set due plan plans planning expect expects hope hopes hoped hoping "
    "want wants agreed invited asked going ready poised likely intends intend intended upcoming trying seeking "
    "prepares preparing unwilling"
)


SCHEDULED = {**TIMETABLE, **inflected("speak meet see face address host attend receive spend sign hold")}
ANNOUNCING = any_of("said announced reported confirmed told disclosed")


def tense_from(trees: Sequence[Tree]) -> Callable[[Span], str | None]:
    """A function that tells "past", "present" or "future" of the clause around a span; None if it was not parsed."""
    ordered = sorted(trees, key=lambda tree: tree.span)
    starts = [tree.span.start for tree in ordered]

    def tense_of(span: Span) -> str | None:
        n = bisect_right(starts, span.start) - 1
        if n < 0 or not ordered[n].span.covers(span):
            return None
        return clause_tense(ordered[n], span)

    return tense_of


# From these relations down to the phrase, "agreed", "hoped" and the like speak of what is to come.
CONTENT = any_of("xcomp ccomp dobj pobj nsubjpass acl pcomp")


def clause_tense(tree: Tree, span: Span) -> str | None:
    """The tense of the nearest verb over the span, with its auxiliaries and what it is a complement of."""
    top = tree.top(span)
    if top is None:
        return None
    below = top
    for word in tree.ancestors(top.i):
        if word.low == "since":
            return "past"
        if word.is_noun and any(k.low in OPEN_ADJECTIVES | FUTURE_ADJECTIVES for k in tree.children(word.i, "amod")):
            return "future"  # "saw it as part of a possible meeting in November"
        if word.is_verb or word.low in AHEAD_OF_IT:
            tense = verb_tense(tree, word, speaks_of_content=below.dep in CONTENT or word.tag in ("JJ", "VBN"))
            if tense:
                return tense
        below = word
    return None


def verb_tense(tree: Tree, verb: Word, *, speaks_of_content: bool = True) -> str | None:
    """None for a form that takes its tense from the verb over it."""
    auxiliaries = list(tree.children(verb.i, "aux", "auxpass"))
    low = {k.low for k in auxiliaries}
    if low & FUTURE_AUXILIARIES and "have" not in low:
        return "future"
    if verb.low in ("is", "are", "was", "were", "'s") and any(
        "to" in {a.low for a in tree.children(k.i, "aux")} for k in tree.children(verb.i, "xcomp")
    ):
        return "future"  # "is to meet on Monday"
    if verb.tag in ("VBZ", "VBP") and any(k.low == "due" for k in tree.children(verb.i, "acomp")):
        return "future"
    if verb.tag in ("VBZ", "VBP") and verb.low in SCHEDULED:
        return "future"  # "leaves on Tuesday"
    if verb.low in ANNOUNCING and verb.tag in ("VBD", "VBN"):
        return "past"  # "his secretary announced on Monday", whatever it hangs on
    if verb.low in ("looking", "look", "looks", "looked") and any(k.low == "forward" for k in tree.children(verb.i)):
        return "future"
    if verb.low in AHEAD_OF_IT and verb.tag != "NN" and speaks_of_content:
        return "future"
    if verb.tag == "VBD" or any(k.tag == "VBD" for k in auxiliaries) or low & {"has", "have", "had"}:
        return "past"
    if verb.tag == "VB" and "to" in low:
        return None if verb.dep in ("xcomp", "advcl", "ccomp") else "future"
    if verb.tag in ("VBZ", "VBP"):
        return "present"
    return None
