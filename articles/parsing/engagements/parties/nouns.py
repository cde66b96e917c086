"""The parties of an engagement noun: by what stands at it, by its light verb, by the clause it stands in."""

from collections.abc import Iterator

from articles.parsing.engagements import words as w
from articles.parsing.engagements.parties.carriers import carrier_verbs, outermost, quantity_heads
from articles.parsing.engagements.parties.party import Party, both, of_six
from articles.parsing.engagements.parties.subjects import actors_before, subjects
from articles.parsing.engagements.parties.verbs import wished_by
from articles.parsing.engagements.phrases import RELATIVES, phrase_actors, prep_actors
from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.engagements.words import any_of
from articles.parsing.nlp import Word
from articles.parsing.types import ActorMention
from timeline.vocabulary import Kind, Role

HOSTING = any_of("host receive welcome greet entertain fete")


def nominal_parties(scene: Scene, trigger: Trigger) -> Iterator[Party]:
    """Possessive, between, with, of, by; else the subject of the light verb or of the clause it stands in."""
    tree = scene.tree
    if trigger.rule == "noun:invitation":
        yield from invitation_parties(scene, trigger)
        return
    visiting = trigger.kind is Kind.VISIT
    first = Role.VISITOR if visiting else Role.PARTY
    nouns = [trigger.i, *quantity_heads(scene, trigger.i)]
    carriers = carrier_verbs(scene, trigger.i)
    told: list[Party] = []
    for i in nouns:
        for kid in tree.children(i, "poss"):
            told += [Party(a, first, "possessive") for a in phrase_actors(scene, kid.i)]
    for i in [*nouns, *carriers]:
        for prep in tree.children(i, "prep", "agent", "dative"):
            if prep.low == "to" and trigger.kind is Kind.LETTER:
                told += [Party(a, Role.PARTY, "to") for a in prep_actors(scene, prep)]
                continue
            role, rule = nominal_role(prep.low, visiting, i in carriers)
            if rule is None and prep.low in ("for", "to") and tree.words[trigger.i].low in w.MEALS:
                rule = "for"  # "gave a banquet for the visitors", "gave him a dinner"
            if rule is not None:
                toured = visiting and prep.low == "of"  # "a tour of China by"
                told += [Party(a, role, rule) for a in prep_actors(scene, prep) if not (toured and a.kind == "country")]
            elif visiting and prep.low == "to":  # "the visit to Beijing of Jake Sullivan"
                inner = [
                    p
                    for k in tree.children(prep.i, "pobj")
                    for p in tree.children(k.i, "prep")
                    if p.low in ("of", "by")
                ]
                told += [Party(a, first, "of") for p in inner for a in prep_actors(scene, p) if a.kind == "person"]
    if not any(p.rule in ("with", "between") for p in told):
        told += [Party(a, Role.PARTY, "with") for prep in inner_with(scene, trigger) for a in prep_actors(scene, prep)]
    if tree.words[trigger.i].low in w.MEALS:
        given = [k for i in carriers for k in tree.children(i, "dative", "dobj") if k.tag != "IN" and k.i not in nouns]
        told += [Party(a, Role.PARTY, "for") for k in given for a in phrase_actors(scene, k.i)]
    for verb in tree.children(trigger.i, "relcl"):
        if verb.low in w.LIGHT_VERBS or any(tree.children(verb.i, "xcomp")):
            own = [k for k in tree.children(verb.i, "nsubj") if k.low not in RELATIVES]
            told += [Party(a, first, "relative-clause") for k in own for a in phrase_actors(scene, k.i)]
    if tree.words[trigger.i].low in w.MEALS:  # "a banquet given by"
        by = [k for acl in tree.children(trigger.i, "acl") for k in tree.children(acl.i, "agent")]
        told += [Party(a, first, "with") for k in by for a in prep_actors(scene, k)]
    if not told:
        told += [Party(a, first, "relative-clause") for a in held_by(scene, trigger)]
    yield from told
    settled = {p.rule for p in told} & {"possessive", "between", "by"}
    if not settled or (settled == {"possessive"} and not visiting and "with" not in {p.rule for p in told}):
        yield from clause_parties(scene, trigger, carriers, first, told)


def held_by(scene: Scene, trigger: Trigger) -> list[ActorMention]:
    """As in "the meeting that the two men held in May", where the parser has lost the relative clause."""
    tree, noun = scene.tree, scene.tree.words[trigger.i]
    for actor in scene.actors:
        between = scene.text[noun.span.end : actor.span.start].strip()
        after = next((x for x in tree.words if x.span.start >= actor.span.end), None)
        if between in ("", "that", "which") and actor.span.start > noun.span.start and after is not None:
            return [actor] if after.low in ("held", "had", "hold", "have") else []
    return []


def inner_with(scene: Scene, trigger: Trigger) -> list[Word]:
    """As in "the dialogue on human rights with the United States": a "with" that the parser hung on the topic."""
    if trigger.kind is Kind.VISIT:
        return []
    tree = scene.tree
    below = tree.subtree(trigger.i, without=("relcl", "acl", "advcl", "appos", "poss"))
    return [
        tree.words[j]
        for j in below
        if tree.words[j].low == "with" and tree.words[j].head != trigger.i and tree.words[j].dep == "prep"
    ]


def invitation_parties(scene: Scene, trigger: Trigger) -> Iterator[Party]:
    """As in "accepted an invitation to Washington": the subject is the one who goes."""
    tree = scene.tree
    head = tree.head(trigger.i)
    if (
        head is not None
        and head.is_verb
        and (
            head.low.startswith("accept")
            or head.low in ("declined", "decline", "received", "turned", "turn", "refused")
        )
    ):
        for i, rule in subjects(scene, head.i):
            yield from (Party(a, Role.VISITOR, f"invited {rule}") for a in phrase_actors(scene, i))


def nominal_role(prep: str, visiting: bool, on_verb: bool) -> tuple[Role, str | None]:
    """What a preposition after the noun, or after its light verb, makes of its object; None: nothing."""
    if prep in ("between", "among"):
        return Role.PARTY, "between"
    if prep in ("with", "alongside"):
        return (Role.HOST if visiting else Role.PARTY), "with"
    if prep == "by" or (prep == "from" and visiting):
        return (Role.VISITOR if visiting else Role.PARTY), "by"
    if prep in ("of", "involving", "including") and not on_verb:
        return (Role.VISITOR if visiting else Role.PARTY), "of"
    if prep == "to" and not visiting and not on_verb:
        return Role.PARTY, "to"
    return Role.PARTY, None


def clause_parties(
    scene: Scene, trigger: Trigger, carriers: list[int], role: Role, told: list[Party]
) -> Iterator[Party]:
    """The subject of the light verb, or of the clause in which the noun is an adjunct ("said after talks with")."""
    tree = scene.tree
    if tree.words[outermost(scene, trigger.i)].dep in ("nsubj", "nsubjpass"):
        return
    for verb in carriers:
        base = w.LIGHT_VERBS.get(tree.words[verb].low)
        if base in w.NOT_TAKING_PART and "with" not in {p.rule for p in told} and trigger.kind is not Kind.VISIT:
            continue
        hosting = base in HOSTING and trigger.kind is Kind.VISIT
        shared = [(i, rule) for i, rule in subjects(scene, verb) if i != trigger.i]
        taking = [(a, f"light-verb {rule}") for i, rule in shared for a in phrase_actors(scene, i)]
        taking = taking or [(a, "text-subject") for a in actors_before(scene, wished_by(scene, verb))]
        yield from (Party(a, Role.HOST if hosting else role, rule) for a, rule in taking)
    if carriers:
        return
    noun = tree.words[outermost(scene, trigger.i)]
    while noun.dep == "conj" and tree.words[noun.head].is_noun:
        noun = tree.words[noun.head]
    head = tree.head(noun.i)
    if (
        noun.dep == "dobj"
        and head is not None
        and head.is_verb
        and ("with" in {p.rule for p in told} or (trigger.kind is Kind.VISIT and not told))
        and head.low in w.WILLING
    ):
        for i, rule in subjects(scene, head.i):
            yield from (Party(a, role, f"wish {rule}") for a in phrase_actors(scene, i))
        return
    prep = tree.head(outermost(scene, trigger.i))
    if prep is None:
        return
    if prep.low == "including":
        yield from outer_parties(scene, trigger, prep)
    elif prep.dep in ("prep", "advcl", "pcomp", "mark", "conj") or prep.low in ("following", "after", "during"):
        yield from adjunct_parties(scene, trigger, prep, role)


def outer_parties(scene: Scene, trigger: Trigger, prep: Word) -> Iterator[Party]:
    """As in "his meetings, including talks with Wang": those of the meetings take part in the talks."""
    outer = scene.tree.head(prep.i)
    if outer is not None and outer.low in w.NOUNS:
        yield from nominal_parties(scene, Trigger(outer.i, trigger.kind, "", outer.span, True))


LETTING = any_of("let lets letting allow allowed allowing allows permit permitted permitting admit admitted")
TOPICAL = any_of("about on over of regarding concerning to")


def adjunct_parties(scene: Scene, trigger: Trigger, prep: Word, role: Role) -> Iterator[Party]:
    """As in "He told reporters after talks with Wang", "flew to Beijing for talks": the clause's subject takes part."""
    tree = scene.tree
    if prep.low in TOPICAL:
        return
    verb = next((a for a in tree.ancestors(prep.i) if a.is_verb and a.low not in ("following", "including")), None)
    if verb is None:
        return
    between = [a for a in tree.ancestors(prep.i) if a.i != verb.i]
    for a in between[: next((n for n, x in enumerate(between) if x.is_verb), len(between))]:
        if a.dep == "prep" and a.low in TOPICAL - {"of", "to"}:
            return
    six = next((tree.phrase(i, without=("relcl", "acl")) for i, _ in subjects(scene, verb.i) if of_six(scene, i)), None)
    if six is not None and trigger.kind is Kind.TALKS:
        yield from both(six, "standing-talks")
        return
    if verb.low in LETTING:
        for k in tree.children(verb.i, "dobj"):
            yield from (Party(actor, role, "let in") for actor in phrase_actors(scene, k.i))
        return
    for i, rule in subjects(scene, verb.i):
        yield from (Party(actor, role, f"clause {rule}") for actor in phrase_actors(scene, i))
    if prep.low in ("in", "at", "during", "over") and trigger.kind is not Kind.VISIT:
        met = [k.i for p in tree.children(verb.i, "prep") if p.low == "with" for k in tree.children(p.i, "pobj")]
        met += [k.i for k in tree.children(verb.i, "dobj", "dative") if verb.low in w.PRESSING]
        people = [a for i in met for a in phrase_actors(scene, i) if a.kind in ("person", "office", "pronoun")]
        yield from (Party(a, role, "with") for a in people)
