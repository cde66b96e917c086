"""Which end of a stay a date is, and which of its days."""

import re

from articles.parsing.engagements import words as w
from articles.parsing.engagements.attach import which_clauses
from articles.parsing.engagements.mention import AHEAD, Mention
from articles.parsing.engagements.parties import carrier_verbs
from articles.parsing.types import Span
from timeline.vocabulary import Kind

ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
COUNTED_BESIDE = re.compile(r", (?:their|his|her|its|the) \w{5,7} ")  # "on Friday, their second day"


def ordinal_day(mention: Mention) -> int | None:
    """2 for "the second day of talks"."""
    tree = mention.scene.tree
    for word in tree.words:
        if word.low in ORDINALS and beside_date(mention, word.head):
            return ORDINALS[word.low]
        counts_days = word.low in ORDINALS and word.head != word.i and tree.words[word.head].low == "day"
        if counts_days and mention.trigger.i in set(tree.subtree(word.head)):
            return ORDINALS[word.low]
    return None


def beside_date(mention: Mention, day: int) -> bool:
    """As in "ended on Friday, their second day": a counted day in apposition to the mention's own date."""
    tree = mention.scene.tree
    word = tree.words[day]
    if word.low != "day" or word.dep not in ("appos", "npadvmod") or mention.when is None:
        return False
    of = [j for k in tree.children(day, "prep") if k.low == "of" for j in tree.children(k.i, "pobj")]
    if any(j.low in w.NOUNS and j.i != mention.trigger.i for j in of):
        return False
    behind = Span(mention.when.span.end, word.span.start).of(mention.scene.text) if word.dep == "npadvmod" else ""
    return mention.when.span.covers(tree.words[word.head].span) or bool(COUNTED_BESIDE.match(behind))


def edge_of(mention: Mention) -> str:
    """Which end of a stay the mention's date is: "start" (arrived), "end" (left, wrapped up), or ""."""
    when, tree = mention.when, mention.scene.tree
    if when is not None and any(t.signal.lower() in ("until", "till", "through") for t in when.timexes):
        return "end"
    if mention.trigger.verb:
        if mention.trigger.verb in ("leave", "depart") and mention.country and leaves_for(mention):
            return "start"  # "left Monday for the United States"
        if mention.trigger.verb in ("come", "fly", "travel", "go", "head") and leaves_from(mention):
            return "end"
        if mention.trigger.verb == "come" and mention.trigger.kind is Kind.VISIT and mention.status not in AHEAD:
            return "start"
        going_home = any(k.low == "home" for k in tree.children(mention.trigger.i, "advmod"))
        return "end" if going_home else edge_word(mention.trigger.verb)
    for kid in [*tree.children(mention.trigger.i, "relcl", "acl"), *which_clauses(tree, mention.trigger.i)]:
        if edge_word(kid.low):
            return edge_word(kid.low)  # "a visit that began last Thursday", "the visit by Hu, which ended on Friday"
    for i in carrier_verbs(mention.scene, mention.trigger.i):
        edge = edge_word(tree.words[i].low)
        if edge:
            return edge
    if any(k.low in ("final", "last") for k in tree.children(mention.trigger.i, "amod")):
        return "end"
    head = next((a for a in tree.ancestors(mention.trigger.i) if a.is_noun or a.is_verb), None)
    if head is not None and head.low in ("end", "close", "conclusion"):
        return "end"
    prep = tree.head(mention.trigger.i)
    return "end" if prep is not None and prep.low in ("after", "following") else ""


def leaves_from(mention: Mention) -> bool:
    """As in "flew from Chengdu to Tokyo", "flew to Tokyo after six days in China": on the way out of the country."""
    tree, i = mention.scene.tree, mention.trigger.i
    soil = [p.span for p in mention.where]
    from_it = [k for k in tree.children(i, "prep") if k.low == "from"]
    if any(span.covers(x.span) for k in from_it for x in tree.children(k.i, "pobj") for span in soil):
        return True
    after = [x for k in tree.children(i, "prep") if k.low == "after" for x in tree.children(k.i, "pobj")]
    return any(x.low in w.STAY_LENGTHS for x in after)


def leaves_for(mention: Mention) -> bool:
    """As in "left for the United States", "leaves for a visit to": what follows is the visit, not the way home."""
    tree = mention.scene.tree
    soil = [p.span for p in mention.where]
    for prep in tree.children(mention.trigger.i, "prep"):
        below = [tree.words[j] for j in tree.subtree(prep.i)] if prep.low == "for" else []
        if any(x.low in w.NOUNS or any(span.covers(x.span) for span in soil) for x in below):
            return True
    return False


def edge_word(word: str) -> str:
    return "start" if word in w.STARTING else "end" if word in w.ENDING else ""
