"""The words through which an engagement noun acts: the nouns that measure it and the light verbs that carry it."""

from articles.parsing.engagements import words as w
from articles.parsing.engagements.phrases import QUANTITIES
from articles.parsing.engagements.scene import Scene
from articles.parsing.nlp import Word


def quantity_heads(scene: Scene, i: int) -> list[int]:
    """As in "two days of talks", "a series of meetings", "the second round of talks": the nouns over the noun."""
    tree, out = scene.tree, []
    while True:
        prep = tree.head(i)
        if prep is None or prep.dep != "prep" or prep.low != "of" or tree.words[i].dep != "pobj":
            return out
        head = tree.head(prep.i)
        if head is None or not head.is_noun or not (head.low in QUANTITIES or head.low in w.NOUNS):
            return out
        i = head.i
        out.append(i)


def outermost(scene: Scene, i: int) -> int:
    """The noun that stands in the clause for the engagement: "days" in "two days of talks"."""
    return (quantity_heads(scene, i) or [i])[-1]


def carrier_verbs(scene: Scene, i: int) -> list[int]:
    """Light verbs over the noun: "held talks", "took part in talks", "talks are set to resume"."""
    tree = scene.tree
    word = tree.words[outermost(scene, i)]
    while word.dep == "conj" and tree.words[word.head].is_noun:
        word = tree.words[word.head]
    head = tree.head(word.i)
    if head is not None and word.dep == "pobj" and head.dep == "prep":
        verb = tree.head(head.i)
        if verb is not None and verb.low == "part":
            verb = tree.head(verb.i)
        if verb is None or not takes_preposition(verb, head):
            return []
        head = verb
    if head is not None and word.dep in ("nsubj", "nsubjpass") and head.dep == "relcl":
        return []
    out: list[int] = []
    while head is not None and head.is_verb and (head.low in w.LIGHT_VERBS or takes_off(scene, head)):
        out.append(head.i)
        if head.dep not in ("xcomp", "aux", "auxpass"):
            break
        head = tree.head(head.i)
    queue = list(out)
    while (
        queue
    ):  # "are set to resume", "opened Monday and is expected to last three days": the verbs beneath and beside
        for k in tree.children(queue.pop(), "xcomp", "conj"):
            goes_on = k.dep == "xcomp" or not any(tree.children(k.i, "nsubj", "nsubjpass", "agent", "dobj"))
            if k.i not in out and goes_on and (k.low in w.LIGHT_VERBS or k.low in w.PLANNING):
                out.append(k.i)
                queue.append(k.i)
    return out


def takes_off(scene: Scene, verb: Word) -> bool:
    """As in "put off", "called off" a visit."""
    return verb.low in ("put", "called", "call", "pushed", "broke") and any(
        k.low in ("off", "back") for k in scene.tree.children(verb.i, "prt", "advmod", "prep")
    )


def takes_preposition(verb: Word, prep: Word) -> bool:
    """As in "took part in", "embark on", "sat down for", "engaged in" talks."""
    base = w.ATTEND_VERBS.get(verb.low) or w.LIGHT_VERBS.get(verb.low)
    return (base, prep.low) in {
        ("take", "in"), ("participate", "in"), ("engage", "in"), ("embark", "on"), ("join", "in"), ("enter", "into"),
        ("set", "for"), ("attend", "in"), ("go", "on"), ("wrap", "up"), ("leave", "on"), ("kick", "off"),
    }  # fmt: skip
