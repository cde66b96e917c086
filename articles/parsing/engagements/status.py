"""Whether it happened: the status that the words around an engagement word give it."""

from dataclasses import dataclass

from articles.parsing.engagements import words as w
from articles.parsing.engagements.parties import carrier_verbs
from articles.parsing.engagements.phrases import QUANTITIES
from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.status_words import (
    CANCELLING,
    CONTINUING,
    DECLINING,
    FUTURE_ADJECTIVES,
    MAY,
    OFF_PARTICLE_VERBS,
    OPEN_ADJECTIVES,
    OVERTURE_NOUNS,
    PAST_ADJECTIVES,
    PHRASAL,
    POSTPONING,
    PROPOSING,
    REPORTED,
    WILL,
    WOULD,
)
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.engagements.words import PLANNING
from articles.parsing.nlp import Word
from articles.parsing.types import Span
from timeline.vocabulary import Kind, Status


@dataclass(frozen=True, slots=True)
class Reading:
    """A status with the words that gave it; `status` None: the words say that nothing happened or will."""

    status: Status | None
    rule: str
    span: Span
    word: int  # the status word, whose own date dates the step


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


def negated(scene: Scene, i: int) -> bool:
    """True if a "not", "never" or "no" hangs on the word."""
    return any(
        k.dep == "neg" or k.low in ("not", "n't", "never", "no", "neither", "nor") for k in scene.tree.children(i)
    )


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


def negated_noun(scene: Scene, i: int) -> bool:
    """As in "no plans", "there was no possibility"."""
    return any(k.low in ("no", "any", "without") for k in scene.tree.children(i, "det", "neg")) or negated(scene, i)


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


def timetable(verb: Word) -> bool:
    """As in "arrives on Monday": the simple present of what is to come."""
    return verb.tag in ("VBZ", "VBP") and verb.low in w.TIMETABLE


def first_to(scene: Scene, verb: Word) -> bool:
    """As in "the first secretary to visit since 2018": the infinitive of what was done."""
    head = scene.tree.head(verb.i)
    if verb.dep not in ("acl", "relcl", "advcl", "xcomp") or head is None:
        return False
    near = {k.low for k in scene.tree.children(head.i, "amod", "det", "nummod")} | {head.low}
    return bool(near & {"first", "last", "only", "second", "third", "latest"})


def supports(word: Word, head: Word) -> bool:
    """True unless the noun is the subject of a verb that says what it does: "the visit will pave the way"."""
    if word.dep == "nsubjpass":
        tables = (w.LIGHT_VERBS, PLANNING, PROPOSING, DECLINING, POSTPONING, CANCELLING, OFF_PARTICLE_VERBS)
        return any(head.low in table for table in tables)
    return word.dep != "nsubj" or head.low in w.LIGHT_VERBS or head.low in PLANNING


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
