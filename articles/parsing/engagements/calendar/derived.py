"""Dates worked out from others, and the verb a date hangs on."""

from datetime import date

from articles.parsing.nlp import Tree
from articles.parsing.types import DateExpression, Span
from timeline.edtf import bounds, precision_of

STEP_DAY = "step-day"  # not the engagement's own: the day it was called off


def derived(span: Span, text: str, edtf: str, rule: str) -> DateExpression:
    """A date that no single expression of the text gives, with the words it was worked out from."""
    first, last = bounds(edtf)
    return DateExpression(span, span.of(text), edtf, first, last, precision_of(edtf), rule)


def from_days(span: Span, text: str, first: date, last: date, rule: str) -> DateExpression:
    """A day, or the stretch from the first day to the last."""
    return derived(span, text, str(first) if first == last else f"{first}/{last}", rule)


def hangs_on(tree: Tree, span: Span, verb: int) -> bool:
    """True if a date is an adjunct of the verb itself: "postponed on Friday", not "postponed his October visit"."""
    top = tree.top(span)
    if top is None:
        return False
    for word in tree.ancestors(top.i):
        if word.i == verb:
            return True
        if word.is_noun or word.is_verb:
            return False
    return False
