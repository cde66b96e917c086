"""When and where: which date and place phrases of a sentence belong to which engagement word."""

from articles.parsing.engagements import words as w
from articles.parsing.engagements.parties import carrier_verbs, quantity_heads
from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.nlp import Tree
from articles.parsing.types import DateExpression, PlaceMention, Span

FAR = 9.0  # phrases farther than this do not belong together
REPORTING = frozenset(
    [
        "said",
        "says",
        "say",
        "saying",
        "told",
        "tells",
        "announced",
        "announces",
        "announcing",
        "reported",
        "reports",
        "confirmed",
        "added",
        "adding",
        "wrote",
        "noted",
        "stated",
        "quoted",
        "disclosed",
        "revealed",
        "warned",
        "acknowledged",
        "declared",
        "insisted",
        "stressed",
    ]
)
# What it costs to climb from a phrase over each relation towards the word it may belong to.
CLIMB = {
    "relcl": 7.0, "ccomp": 5.0, "advcl": 3.0, "acl": 2.0, "conj": 2.0, "appos": 2.5, "parataxis": 6.0, "csubj": 4.0,
    "prep": 0.5, "pobj": 0.25, "npadvmod": 0.5, "advmod": 0.5, "xcomp": 0.5, "aux": 0.2, "pcomp": 1.5, "poss": 0.5,
}  # fmt: skip
NOT_DATING = frozenset(("since", "before", "ahead", "until_year"))


def distance(scene: Scene, phrase: int, target: int) -> float:
    """How far a phrase hangs from an engagement word; infinite-like (FAR and more) if another clause holds it."""
    tree = scene.tree
    up_phrase = chain(tree, phrase)
    up_target = chain(tree, target)
    common = next((i for i in up_phrase if i in set(up_target)), None)
    if common is None:
        return FAR + 5 + abs(phrase - target) / 10
    cost = 0.0
    for i in up_phrase[: up_phrase.index(common)]:
        cost += step_cost(scene, i, target, rising_from_phrase=True, common=common)
    for i in up_target[: up_target.index(common)]:
        cost += step_cost(scene, i, target, rising_from_phrase=False, common=common)
    return cost + abs(phrase - target) / 200


def chain(tree: Tree, i: int) -> list[int]:
    """The word and its heads, as indexes."""
    return [i, *(word.i for word in tree.ancestors(i))]


def step_cost(scene: Scene, i: int, target: int, *, rising_from_phrase: bool, common: int) -> float:
    """The cost of the edge from word `i` to its head."""
    tree = scene.tree
    word = tree.words[i]
    head = tree.words[word.head]
    cost = CLIMB.get(word.dep, 1.0)
    if rising_from_phrase:
        if word.dep == "relcl" and word.head == target:
            cost = 1.5
        if word.dep in ("ccomp", "advcl", "relcl") and word.i != common:
            cost += 1
        if scene.trigger_at(head.i) and head.i not in (target, common):
            cost += 2.5
    else:
        if word.dep == "ccomp" and head.low in REPORTING:
            cost = 8.5
        if word.dep == "relcl":
            cost = 6.0
        if word.dep == "acl":
            cost = 4.0
        if scene.trigger_at(head.i):
            cost += 2.0
        if word.dep == "prep" and word.low in ("before", "ahead", "since"):
            cost += 6
    return cost


def find_when(scene: Scene, trigger: Trigger) -> tuple[DateExpression, float] | None:
    """The date expression that hangs nearest to the engagement word, with its distance."""
    best = None
    for expression in scene.dates:
        if signal_of(expression) in ("since", "before") or (expression.duration_days and not dated(expression)):
            continue
        top = scene.tree.top(expression.span)
        if top is None:
            continue
        cost = distance(scene, top.i, trigger.i)
        for carrier in carrier_verbs(scene, trigger.i):
            cost = min(cost, distance(scene, top.i, carrier) + 0.3)
        for quantity in quantity_heads(scene, trigger.i):
            cost = min(cost, distance(scene, top.i, quantity) + 0.2)
        if not nearest(scene, top.i, trigger, cost):
            cost += 2.5
        if cost < FAR and (best is None or cost < best[1]):
            best = expression, cost
    return best


def nearest(scene: Scene, phrase: int, trigger: Trigger, cost: float) -> bool:
    """True if no other engagement word of the sentence is clearly nearer to the phrase."""
    return all(distance(scene, phrase, other.i) >= cost - 0.5 for other in scene.triggers if other.i != trigger.i)


def signal_of(expression: DateExpression) -> str:
    """The preposition before the expression."""
    return expression.timexes[0].signal.lower() if expression.timexes else ""


def dated(expression: DateExpression) -> bool:
    return expression.earliest is not None or expression.latest is not None


def duration_of(scene: Scene, trigger: Trigger) -> int | None:
    """Days that the words at the engagement give it: "a three-day visit", "two days of talks"."""
    for expression in scene.dates:
        if not expression.duration_days:
            continue
        top = scene.tree.top(expression.span)
        if top is None:
            continue
        targets = [trigger.i, *quantity_heads(scene, trigger.i)]
        if any(i in targets for i in chain(scene.tree, top.i)[:3]) or any(
            t in chain(scene.tree, top.i) for t in targets
        ):
            return expression.duration_days
    return None


def find_where(scene: Scene, trigger: Trigger) -> tuple[PlaceMention, ...]:
    """The place phrases that hang on the engagement word or its verb, the nearest first."""
    found = []
    targets = [trigger.i, *carrier_verbs(scene, trigger.i), *quantity_heads(scene, trigger.i)]
    for place in scene.places:
        top = scene.tree.top(place.span)
        if top is None:
            continue
        cost = min(distance(scene, top.i, target) for target in targets)
        if not nearest(scene, top.i, trigger, cost):
            cost += 3
        cost += preposition_cost(scene, top.i, trigger, place)
        if cost < FAR - 2:
            found.append((cost, place.span.start, place))
    return tuple(place for _, _, place in sorted(found, key=lambda item: item[:2]))


def preposition_cost(scene: Scene, i: int, trigger: Trigger, place: PlaceMention) -> float:
    """A place is where something happens after in, at, to, here; not as somebody's attribute."""
    tree = scene.tree
    word = tree.words[i]
    head = tree.head(i)
    if word.low == "here" or place.kind == "gathering":
        return 0
    if word.dep in ("pobj", "conj", "appos") and head is not None:
        prep = head if word.dep == "pobj" else next((a for a in tree.ancestors(i) if a.dep in ("prep", "ROOT")), head)
        return 0 if prep.low in ("in", "at", "to", "on", "for", "into", "near", "through", "outside") else 4
    if word.dep == "dobj" and head is not None and head.low in (*w.VISIT_VERBS, *w.TRAVEL_VERBS, "reach", "reached"):
        return 0
    if word.dep == "compound" and word.head == trigger.i:
        return 0
    if word.dep in ("npadvmod", "advmod", "dobj"):
        return 1
    return 5


def destination_words(scene: Scene, trigger: Trigger) -> Span | None:
    """Where a visit goes if no place list knows it: the object of visit, to, in."""
    tree = scene.tree
    for kid in tree.children(trigger.i):
        if kid.dep == "dobj":
            return kid.span
        if kid.dep == "prep" and kid.low in ("to", "in", "into"):
            for k in tree.children(kid.i, "pobj"):
                return k.span
    return None
