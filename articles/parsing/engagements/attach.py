"""When and where: which date and place phrases of a sentence belong to which engagement word.

A phrase belongs to the word it hangs nearest to in the tree. Each relation on the way has its price: a clause of
its own costs more than a preposition, and a common noun in between ("the sanctions imposed in 2018") nearly all.
"""

import re
from dataclasses import replace
from datetime import timedelta

from articles.parsing.engagements import words as w
from articles.parsing.engagements.parties import carrier_verbs, quantity_heads
from articles.parsing.engagements.phrases import QUANTITIES
from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.engagements.words import PLANNING, any_of
from articles.parsing.nlp import Tree, Word
from articles.parsing.types import DateExpression, PlaceMention, Span, Timex
from timeline.vocabulary import Kind, Precision

FAR_DATE = 6.5  # phrases farther than this do not belong together
FAR_PLACE = 5.0
LONG_STAY = timedelta(days=31)
REPORTING = any_of(
    "said says say saying told tells announced announces announcing reported reports confirmed added "
    "adding wrote noted stated quoted disclosed revealed warned acknowledged declared insisted stressed"
)
# The price of climbing a relation from the phrase towards the engagement word.
FROM_PHRASE = {
    "relcl": 7.0, "ccomp": 6.0, "advcl": 3.5, "acl": 2.0, "conj": 2.0, "appos": 2.5, "parataxis": 6.0, "csubj": 4.0,
    "prep": 0.5, "pobj": 0.25, "npadvmod": 0.5, "advmod": 0.5, "xcomp": 0.5, "aux": 0.2, "pcomp": 1.5, "poss": 0.5,
}  # fmt: skip
# And from the engagement word up to where the phrase hangs: a date of the whole clause is a date of what is in it.
FROM_WORD = {
    "relcl": 6.0, "ccomp": 3.0, "advcl": 3.0, "acl": 4.0, "conj": 2.0, "parataxis": 6.0, "prep": 0.5, "pobj": 0.25,
    "xcomp": 0.5, "pcomp": 1.0,
}  # fmt: skip
PLACING = any_of("in at to on for into near outside here through via")
HOUSES = any_of("hotel embassy residence villa airport palace ranch club resort estate guesthouse university forum")
PLACE_NOUNS = any_of("city port town province capital resort island region state municipality compound")
# Destinations that name a government or a building as often as a place; after "to" they are the place.
DESTINATIONS = {
    "beijing": ("Beijing", "CN"), "peking": ("Beijing", "CN"), "china": ("", "CN"), "mainland": ("", "CN"),
    "washington": ("Washington", "US"), "pentagon": ("Washington", "US"), "house": ("Washington", "US"),
    "hill": ("Washington", "US"), "congress": ("Washington", "US"), "states": ("", "US"), "america": ("", "US"),
    "u.s.": ("", "US"), "us": ("", "US"), "kong": ("Hong Kong", "HK"),
}  # fmt: skip
DAYS = re.compile(r"P(\d{1,3})([DW])")


def chain(tree: Tree, i: int) -> list[int]:
    """The word and its heads, as indexes."""
    return [i, *(word.i for word in tree.ancestors(i))]


def distance(scene: Scene, phrase: int, target: int) -> float:
    """How far a phrase hangs from an engagement word."""
    up_phrase, up_target = chain(scene.tree, phrase), chain(scene.tree, target)
    common = next((i for i in up_phrase if i in set(up_target)), None)
    if common is None:
        return 20.0 + abs(phrase - target) / 10
    cost = sum(price_from_phrase(scene, i, target, common) for i in up_phrase[: up_phrase.index(common)])
    cost += sum(price_from_word(scene, i, common) for i in up_target[: up_target.index(common)])
    return cost + abs(phrase - target) / 200


def price_from_phrase(scene: Scene, i: int, target: int, common: int) -> float:
    tree = scene.tree
    word, head = tree.words[i], tree.words[tree.words[i].head]
    if word.dep in ("relcl", "acl") and word.head == target:
        return 0.3 if word.low in w.STARTING or word.low in w.ENDING else 1.5  # "a visit that began last Thursday"
    price = 1.5 if at_the_same_time(tree, i) else FROM_PHRASE.get(word.dep, 1.0)
    if head.i == target:
        return price
    if word.dep == "prep" and word.low == "since":
        price += 6.0
    through_other = head.i != common and scene.trigger_at(head.i)
    return price + (2.5 if through_other or is_other_noun(scene, head) else 0.0)


def price_from_word(scene: Scene, i: int, common: int) -> float:
    tree = scene.tree
    word, head = tree.words[i], tree.words[tree.words[i].head]
    price = FROM_WORD.get(word.dep, 1.0)
    if word.dep == "ccomp" and head.low in REPORTING:
        price = 8.5
    if at_the_same_time(tree, i):
        price = 1.5
    if word.dep in ("relcl", "advcl") and scene.is_dated(head.i):
        price = 0.5  # "in March, when he met Xi"
    if word.dep == "relcl" and any(k.low == "where" for k in tree.children(word.i, "advmod")):
        price = 0.5  # "in Peking, where he met Xi"
    if word.dep == "prep" and word.low in ("before", "ahead", "since"):
        price += 6.0
    if word.dep in ("nsubj", "nsubjpass") and head.is_verb and not (head.low in w.LIGHT_VERBS or head.low in PLANNING):
        price += 4.0  # "their meeting could help": what it does is not when it is
    if is_other_noun(scene, head):
        price += 3.0
    return price + (2.0 if head.i != common and scene.trigger_at(head.i) else 0.0)


def at_the_same_time(tree: Tree, i: int) -> bool:
    """A clause with as, while, when: its time is that of the clause it hangs on."""
    return tree.words[i].dep == "advcl" and any(
        k.low in ("as", "while", "when") for k in tree.children(i, "mark", "advmod")
    )


def is_other_noun(scene: Scene, word: Word) -> bool:
    """A common noun that is neither an engagement nor a measure of one: "negotiators to the talks"."""
    if word.tag not in ("NN", "NNS") or word.low in QUANTITIES or word.low in PLACE_NOUNS or scene.trigger_at(word.i):
        return False
    if any(p.span.covers(word.span) for p in scene.places):
        return False
    return word.i not in scene.by_word and not scene.is_dated(word.i)


def targets(scene: Scene, trigger: Trigger) -> list[tuple[int, float]]:
    """The words whose phrases are the engagement's: itself, its quantity nouns, its light verbs; with a handicap."""
    found = [(trigger.i, 0.0)]
    if trigger.nominal:
        found += [(i, 0.2) for i in quantity_heads(scene, trigger.i)]
        found += [(i, 0.3) for i in carrier_verbs(scene, trigger.i)]
    return found


def nearness(scene: Scene, i: int, trigger: Trigger) -> float:
    """Distance of a phrase to the engagement, more if another engagement word is nearer to it."""
    cost = min(distance(scene, i, target) + handicap for target, handicap in targets(scene, trigger))
    over = set(chain(scene.tree, trigger.i)) if trigger.kind is Kind.VISIT else set()
    for other in scene.triggers:
        if other.i == trigger.i or other.i in over or other.rule in w.FACE_TO_FACE or is_within(scene, other, trigger):
            continue
        else:
            rival = min(distance(scene, i, target) + handicap for target, handicap in targets(scene, other))
            if rival < cost - 0.5:
                return cost + 2.5
    return cost


def is_within(scene: Scene, other: Trigger, trigger: Trigger) -> bool:
    """As in "shook hands at a dinner in Singapore": the other word tells on what occasion this happened."""
    prep = scene.tree.head(other.i) if other.nominal else None
    return prep is not None and prep.low in ("at", "over", "during") and prep.head == trigger.i


# ---------------------------------------------------------------- dates


def find_when(scene: Scene, trigger: Trigger) -> tuple[DateExpression, float] | None:
    """The date expression that hangs nearest to the engagement word, with its distance."""
    own = counted_day(scene, trigger) or since_then(scene, trigger) or day_of_clause(scene, trigger)
    own = own or day_before_when(scene, trigger)
    if own is not None:
        return own, 0.5
    best = None
    for expression in scene.dates:
        if not is_dating(expression):
            continue
        top = scene.tree.top(expression.span)
        if top is None:
            continue
        cost = nearness(scene, top.i, trigger)
        if cost < FAR_DATE and (best is None or cost < best[1]):
            best = expression, cost
    outer = None if best else including(scene, trigger)
    return find_when(scene, outer) if outer is not None else best


def counted_day(scene: Scene, trigger: Trigger) -> DateExpression | None:
    """As in "on Thursday, the third day of his visit": the date right before the counted day."""
    tree = scene.tree
    prep = tree.head(trigger.i) if trigger.nominal else None
    day = tree.head(prep.i) if prep is not None and prep.low == "of" else None
    if day is None or day.low != "day" or not any(k.tag == "JJ" for k in tree.children(day.i, "amod")):
        return None
    start = tree.words[min(tree.subtree(day.i))].span.start
    return next((d for d in scene.dates if d.precision is Precision.DAY and 0 < start - d.span.end <= 3), None)


def which_clauses(tree: Tree, i: int) -> list[Word]:
    """The clauses with "which" that the parser hung on the people in "the tour by Fan, which ended on Friday"."""
    people = [k for prep in tree.children(i, "prep", "agent") for k in tree.children(prep.i, "pobj")]
    return [c for k in people for c in tree.children(k.i, "relcl") if any(s.low == "which" for s in tree.children(c.i))]


def day_of_clause(scene: Scene, trigger: Trigger) -> DateExpression | None:
    """The date in such a clause, where it tells the beginning or the end."""
    if not trigger.nominal:
        return None
    for clause in which_clauses(scene.tree, trigger.i):
        if clause.low in w.STARTING or clause.low in w.ENDING:
            below = set(scene.tree.subtree(clause.i))
            tops = ((d, scene.tree.top(d.span)) for d in scene.dates if is_dating(d))
            return next((d for d, top in tops if top is not None and top.i in below), None)
    return None


def day_before_when(scene: Scene, trigger: Trigger) -> DateExpression | None:
    """As in "a promise made last month, when Sullivan met Zhang": the date that the clause with "when" explains."""
    tree = scene.tree
    verbs = [trigger.i] if not trigger.nominal else carrier_verbs(scene, trigger.i)
    whens = [k for i in verbs for k in tree.children(i, "advmod", "mark") if k.low == "when"]
    near = [d for k in whens for d in scene.dates if 0 < k.span.start - d.span.end <= 2 and is_dating(d)]
    return near[0] if near else None


def since_then(scene: Scene, trigger: Trigger) -> DateExpression | None:
    """As in "has been in Beijing since Monday": from that day to the article's."""
    tree = scene.tree
    if trigger.rule != "verb:be-in" or scene.dct is None:
        return None
    spans = [tree.words[k.i].span for k in tree.children(trigger.i, "prep") if k.low == "since"]
    for d in scene.dates:
        first = d.earliest
        if any(d.span.covers(span) for span in spans) and first and timedelta(0) < scene.dct - first <= LONG_STAY:
            return replace(d, edtf=f"{first}/{scene.dct}", latest=scene.dct, precision=Precision.RANGE, rule="since")
    return None


def including(scene: Scene, trigger: Trigger) -> Trigger | None:
    """As in "meetings in coming months, including trips by": the engagement word that includes this one."""
    prep = scene.tree.head(trigger.i)
    if prep is None or prep.low != "including":
        return None
    return next((t for a in scene.tree.ancestors(prep.i) if (t := scene.trigger_at(a.i))), None)


def is_dating(expression: DateExpression) -> bool:
    """True if the expression can date an event: "since March" and "more than a decade" cannot."""
    if not expression.edtf or expression.precision is Precision.UNKNOWN:
        return False
    return not any(t.signal.lower() == "since" for t in expression.timexes) and not expression.text.lower().startswith(
        "since"
    )


def days_in(timex: Timex) -> int:
    """A length in days; 0 if it is not counted in days or weeks."""
    length = DAYS.fullmatch(timex.value)
    return int(length[1]) * (7 if length[2] == "W" else 1) if length else 0


def duration_of(scene: Scene, trigger: Trigger) -> int | None:
    """Days that the words at the engagement give it: "a three-day visit", "two days of talks", "will last two days"."""
    own = {i for i, _ in targets(scene, trigger)}
    for timex in scene.durations:
        days = days_in(timex)
        top = scene.tree.top(timex.span)
        if top is None or not 1 < days <= 60:
            continue
        above = measured(scene.tree, top.i, after=trigger.verb in w.ENDING or trigger.verb in ("fly", "go"))
        if own & set(above):
            return days
    return next((d.duration_days for d in scene.dates if d.duration_days and nearness_of(scene, d, trigger) < 3), None)


def measured(tree: Tree, i: int, *, after: bool = False) -> list[int]:
    """What a duration may measure: its heads, as long as only of and for stand between."""
    out = [i]
    for word in tree.ancestors(i):
        if len(out) > 4 or (
            word.dep == "prep" and word.low not in ("of", "for", "in", "over") and not (after and word.low == "after")
        ):
            break
        out.append(word.i)
        if word.is_verb:
            break
    return out


def nearness_of(scene: Scene, expression: DateExpression, trigger: Trigger) -> float:
    top = scene.tree.top(expression.span)
    return 99.0 if top is None else nearness(scene, top.i, trigger)


# ---------------------------------------------------------------- places


def find_where(scene: Scene, trigger: Trigger) -> tuple[PlaceMention, ...]:
    """The place phrases that hang on the engagement word or its verb, the nearest first."""
    found = []
    for place in scene.places:
        top = scene.tree.top(place.span)
        if top is None:
            continue
        cost = nearness(scene, top.i, trigger) + preposition_price(scene, top.i, trigger, place)
        if cost < FAR_PLACE:
            found.append((cost, place.span.start, place))
    places = tuple(place for _, _, place in sorted(found, key=lambda item: item[:2]))
    if trigger.kind is Kind.VISIT and not any(p.country in ("CN", "HK", "MO", "US") for p in places):
        places += named_destination(scene, trigger)
    return places


def named_destination(scene: Scene, trigger: Trigger) -> tuple[PlaceMention, ...]:
    """The place that "to Beijing", "to the Pentagon" names, where the place rules took it for a government."""
    first = destination_word(scene, trigger)
    todo = [first] if first is not None else []
    while todo:
        word = todo.pop(0)
        known = DESTINATIONS.get(word.low)
        if known is not None and (word.text[:1].isupper() or word.low not in ("house", "hill")):
            return (PlaceMention(word.span, word.text, "city" if known[0] else "country", "destination", *known),)
        todo += scene.tree.children(word.i, "conj")
    return ()


def preposition_price(scene: Scene, i: int, trigger: Trigger, place: PlaceMention) -> float:
    """Something happens at a place after in, at, to, here; not at one that is somebody's attribute or subject."""
    tree = scene.tree
    word, head = tree.words[i], tree.head(i)
    if word.low in ("here", "there") or place.kind == "gathering":
        return 0.0
    anchor = word
    if word.dep == "pobj" and head is not None and head.low == "of" and tree.words[head.head].low in PLACE_NOUNS:
        anchor = tree.words[head.head]  # "the Chinese city of Tianjin"
    while anchor.dep in ("conj", "appos", "compound", "nmod") and anchor.head != anchor.i and anchor.i != trigger.i:
        if anchor.dep == "compound" and anchor.head == trigger.i:
            return 0.0  # "the Geneva talks"
        housed = tree.words[anchor.head].low in HOUSES  # "at the same Singapore hotel"
        if anchor.dep in ("compound", "nmod") and not housed and not tree.words[anchor.head].tag.startswith("NNP"):
            return 6.0  # "China policy"
        anchor = tree.words[anchor.head]
    head = tree.head(anchor.i)
    if anchor.dep == "pobj" and head is not None:
        preps = PLACING if trigger.kind.value in ("visit", "military") else PLACING - {"to", "for"}
        if head.low == "from" and trigger.rule == "verb:back-from":
            return 0.0
        if head.low == "of" and head.head == trigger.i and tree.words[trigger.i].low in ("tour", "tours"):
            return 0.0  # "a tour of China"
        on_travel = tree.head(head.i)
        if head.low == "to" and on_travel is not None and (on_travel.low in w.TRAVEL_VERBS or on_travel.low in w.NOUNS):
            return 0.0
        return 0.0 if head.low in preps else 6.0
    if anchor.dep == "dobj" and head is not None and (head.low in w.VISIT_VERBS or head.low in w.TRAVEL_VERBS):
        return 0.0
    if anchor.dep in ("npadvmod", "advmod"):
        return 0.5
    return 6.0


def destination_words(scene: Scene, trigger: Trigger) -> Span | None:
    """Where a visit goes if no place list knows it: the object of visit, to, in."""
    word = destination_word(scene, trigger)
    return word.span if word is not None else None


def destination_word(scene: Scene, trigger: Trigger) -> Word | None:
    tree = scene.tree
    carried = trigger.rule in ("verb:invited-to", "verb:take-to", "verb:lead-to")
    kids = list(tree.children(trigger.i))
    if trigger.rule == "verb:lead-to":
        kids += [k for led in tree.children(trigger.i, "dobj") for k in tree.children(led.i, "prep")]
    for kid in kids:
        if kid.dep == "dobj" and not carried:
            return kid
        if kid.dep == "prep" and kid.low in ("to", "in", "into", "at"):
            for k in tree.children(kid.i, "pobj"):
                return k
    return None
