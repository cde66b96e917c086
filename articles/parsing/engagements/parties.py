"""Who takes part: the arguments of an engagement word, read off the dependency tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.parsing.engagements import words as w
from articles.parsing.engagements.phrases import QUANTITIES, RELATIVES, expand, phrase_actors, prep_actors
from articles.parsing.engagements.scene import BOTH, STANDING, Scene
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.engagements.words import any_of
from articles.parsing.nlp import Word
from articles.parsing.types import ActorMention, Span
from timeline.vocabulary import Kind, Role, Side

HOSTING = any_of("host receive welcome greet entertain fete")
EMPTY_SUBJECTS = any_of("it there this which what")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part in one mention of an engagement, and by which rule."""

    actor: ActorMention
    role: Role
    rule: str
    by_pronoun: bool = False

    @property
    def side(self) -> Side:
        return self.actor.side


def find_parties(scene: Scene, trigger: Trigger) -> tuple[Party, ...]:
    """Those whom the grammar ties to the engagement word, each once, in the order of the rules."""
    rules = nominal_parties if trigger.nominal else verbal_parties
    found: dict[tuple, Party] = {}
    for party in [*rules(scene, trigger), *compound_parties(scene, trigger)]:
        for actor in expand(party.actor):
            by_pronoun = party.actor.kind == "pronoun"
            key = actor.key or actor.name.lower(), actor.side
            found.setdefault(key, Party(actor, party.role, party.rule, by_pronoun))
    return tuple(found.values())


# ---------------------------------------------------------------- verbs


def verbal_parties(scene: Scene, trigger: Trigger) -> Iterator[Party]:
    """Subject, object, "with", "to" and "by" of a verb of engagement."""
    tree, verb = scene.tree, trigger.i
    visiting = trigger.kind is Kind.VISIT or trigger.verb in ("visit", "arrive")
    if trigger.rule == "participle:visiting":
        named = [scene.by_word[verb]] if verb in scene.by_word else phrase_actors(scene, tree.words[verb].head)
        yield from (Party(a, Role.VISITOR, "participle") for a in named)
        return
    if trigger.rule in ("verb:invited-to", "verb:take-to"):
        invited = list(tree.children(verb, "dobj", "nsubjpass"))
        yield from (Party(a, Role.VISITOR, "invited") for k in invited for a in phrase_actors(scene, k.i))
        return
    if trigger.attendance:
        yield from attendance_parties(scene, trigger)
        return
    if trigger.rule == "verb:guest-of":
        for k in tree.children(verb, "attr"):
            owners = [*tree.children(k.i, "poss"), *tree.children(k.i, "prep")]
            heads = [j.i for o in owners for j in ([o] if o.dep == "poss" else tree.children(o.i, "pobj"))]
            yield from (Party(a, Role.PARTY, "with") for i in heads for a in phrase_actors(scene, i))
    acting = [
        Party(a, Role.VISITOR if visiting else Role.PARTY, rule)
        for i, rule in subjects(scene, verb)
        for a in phrase_actors(scene, i)
    ]
    if not acting:
        acting = [
            Party(a, Role.VISITOR if visiting else Role.PARTY, "text-subject") for a in actors_before(scene, verb)
        ]
    yield from acting
    for kid in tree.children(verb):
        if kid.dep in ("dobj", "dative") and kid.tag != "IN" and not visiting:
            acting = {a.key for i, _ in subjects(scene, verb) for a in phrase_actors(scene, i)}
            for a in phrase_actors(scene, kid.i):
                if kid.tag != "PRP" or a.key not in acting:  # "received him": him is somebody else
                    yield Party(a, Role.PARTY, "object")
        elif kid.dep in ("prep", "agent", "dative"):
            yield from preposition_parties(scene, trigger, kid, visiting)
            inside = w.HOURS | w.PHONE_WORDS | w.VIDEO_WORDS
            for hours in (k for k in tree.children(kid.i, "pobj") if k.low in inside):  # "for four hours with"
                for inner in tree.children(hours.i, "prep"):
                    yield from preposition_parties(scene, trigger, inner, visiting)


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


def wished_by(scene: Scene, verb: int) -> int:
    """The verb before which the subject stands: "plan" in "plan to convene"."""
    tree = scene.tree
    while tree.words[verb].dep == "xcomp" and tree.words[tree.words[verb].head].is_verb:
        verb = tree.words[verb].head
    return verb


def attendance_parties(scene: Scene, trigger: Trigger) -> Iterator[Party]:
    """The subjects of "chaired"; the agents of "was led by"; the subjects of "are among those taking part"."""
    tree = scene.tree
    if trigger.rule == "verb:be-host":
        beside = [k for k in tree.children(trigger.i, "nsubj", "attr") if k.low not in w.HOSTS]
        yield from (Party(a, Role.PARTY, "host") for k in beside for a in phrase_actors(scene, k.i))
        return
    by = [k for agent in tree.children(trigger.i, "agent") for k in (agent, *tree.children(agent.i, "conj"))]
    agents = [a for k in by if k.low == "by" for a in prep_actors(scene, k)]
    if agents or any(tree.children(trigger.i, "nsubjpass")):
        yield from (Party(a, Role.PARTY, "agent") for a in agents)
        yield from (Party(a, Role.PARTY, "gapped-agent") for a in gapped_agents(scene, trigger, agents))
        return
    verb = trigger.i
    over = list(tree.ancestors(trigger.i))[:3]
    if tree.words[verb].dep == "acl" and [a.low for a in over[:2]] == ["those", "among"]:
        verb = over[2].i if len(over) > 2 else verb
    for i, rule in subjects(scene, verb):
        yield from (Party(a, Role.PARTY, rule) for a in phrase_actors(scene, i))
    yield from (Party(a, Role.PARTY, "text-subject") for a in right_before(scene, verb) if a.kind == "person")


GAP = re.compile(r"[;,] (?:and )?(?:[\w.]{1,15} ){1,4}by ")  # "; the Chinese by Lu Shumin"


def gapped_agents(scene: Scene, trigger: Trigger, agents: list[ActorMention]) -> list[ActorMention]:
    """As in "The American team was led by Verga; the Chinese by Lu": the agent of the verb that is left out."""
    text, end = scene.text, scene.tree.span.end
    for match in GAP.finditer(text, trigger.span.end, end):
        found = [a for a in scene.actors if a.kind == "person" and 0 <= a.span.start - match.end() <= 1]
        if found and all(found[0].side is not a.side for a in agents):
            top = scene.tree.top(found[0].span)
            return phrase_actors(scene, top.i) if top is not None else found
    return []


def preposition_parties(scene: Scene, trigger: Trigger, prep: Word, visiting: bool) -> Iterator[Party]:
    """As in "met with", "spoke to", "was received by", "discussions between"."""
    rule = {"with": "with", "by": "agent", "between": "between", "to": "to"}.get(prep.low)
    if rule == "to" and trigger.verb not in ("speak", "talk", "write", "hand"):
        return
    if rule is None and prep.low == "on" and trigger.rule == "verb:call-on":
        rule = "on"
    if rule is None and trigger.rule == "verb:sit-with" and prep.low in ("from", "across", "opposite"):
        rule = "with"
    if rule is None:
        return
    role = Role.HOST if visiting and rule == "with" else Role.VISITOR if visiting else Role.PARTY
    yield from (Party(a, role, rule) for a in prep_actors(scene, prep))


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


# ---------------------------------------------------------------- nouns


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
        and "with" in {p.rule for p in told}
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


SIX = re.compile(r"\bsix (?:nations|countries|parties|governments|delegations|sides)\b", re.IGNORECASE)


def of_six(scene: Scene, i: int) -> bool:
    """As in "Six nations signed it at the end of the talks": those of the six-party talks."""
    return SIX.search(scene.tree.phrase(i, without=("relcl", "acl")).of(scene.text)) is not None


def compound_parties(scene: Scene, trigger: Trigger) -> Iterator[Party]:
    """As in "US-China talks", "the Xi-Trump meeting", "six-party talks": the sides inside the noun's own modifiers."""
    if not trigger.nominal:
        yield from standing_subject(scene, trigger)
        return
    tree = scene.tree
    nouns = [trigger.i, *quantity_heads(scene, trigger.i)]
    before = [
        j
        for i in nouns
        for k in tree.children(i, "compound", "amod", "nmod", "nummod", "poss")
        for j in tree.subtree(k.i)
        if j < i
    ]
    span = Span(tree.words[min([*before, *nouns])].span.start, tree.words[trigger.i].span.end)
    words = span.of(scene.text)
    if BOTH.search(words):
        yield from both(span, "compound")
    if STANDING.search(words):
        yield from both(span, "standing-talks")
    for actor in scene.actors:
        if span.covers(actor.span) and actor.kind == "person":
            yield Party(actor, Role.VISITOR if trigger.kind is Kind.VISIT else Role.PARTY, "compound")
    for verb in carrier_verbs(scene, trigger.i):
        for i, _ in subjects(scene, verb):
            if STANDING.search(tree.phrase(i, without=("relcl",)).of(scene.text)):
                yield from both(tree.phrase(i, without=("relcl",)), "standing-talks")


def standing_subject(scene: Scene, trigger: Trigger) -> Iterator[Party]:
    """As in "the permanent members will meet": a body of which both sides are members."""
    for i, _ in subjects(scene, trigger.i):
        span = scene.tree.phrase(i, without=("relcl", "acl"))
        if STANDING.search(span.of(scene.text)):
            yield from both(span, "standing-talks")


def both(span: Span, rule: str) -> Iterator[Party]:
    """The two sides themselves."""
    for side, name in ((Side.US, "United States"), (Side.PRC, "China")):
        yield Party(ActorMention(span, name, name, side, "country", rule), Role.PARTY, rule)
