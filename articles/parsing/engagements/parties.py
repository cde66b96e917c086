"""Who takes part: the arguments of an engagement word, read off the dependency tree."""

import re
from dataclasses import dataclass, replace

from articles.parsing.engagements import words as w
from articles.parsing.engagements.scene import BOTH, Scene, side_of_words
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.nlp import Word
from articles.parsing.types import ActorMention, Span
from timeline.vocabulary import Kind, Role, Side

RELATIVES = frozenset(["who", "which", "that", "whom", "whose"])
# Heads of noun phrases that act for a side: "senior Chinese officials", "a U.S. navy fleet".
COLLECTIVES = frozenset(
    [
        "official",
        "officials",
        "leader",
        "leaders",
        "delegation",
        "delegations",
        "delegate",
        "delegates",
        "negotiator",
        "negotiators",
        "team",
        "teams",
        "side",
        "government",
        "administration",
        "army",
        "navy",
        "fleet",
        "ship",
        "ships",
        "warship",
        "warships",
        "destroyer",
        "destroyers",
        "frigate",
        "frigates",
        "vessel",
        "vessels",
        "tanker",
        "carrier",
        "commander",
        "commanders",
        "counterpart",
        "counterparts",
        "envoy",
        "envoys",
        "diplomat",
        "diplomats",
        "minister",
        "ministers",
        "military",
        "militaries",
        "forces",
        "troops",
        "representative",
        "representatives",
        "lawmakers",
        "senators",
        "senator",
        "congressman",
        "congressmen",
        "legislators",
        "delegates",
        "group",
        "party",
        "command",
        "ministry",
        "department",
        "authorities",
        "generals",
        "general",
        "admiral",
        "adviser",
        "advisers",
        "advisor",
        "advisors",
        "ambassador",
        "secretary",
        "chief",
        "chiefs",
        "experts",
        "regulators",
        "marines",
        "sailors",
        "governor",
        "mayors",
        "governors",
        "mayor",
        "executives",
        "chairman",
        "speaker",
        "spokesman",
        "soldiers",
        "corps",
        "negotiatior",
        "defence",
        "defense",
        "guests",
    ]
)
QUANTITIES = frozenset(
    [
        "day",
        "days",
        "hour",
        "hours",
        "series",
        "succession",
        "round",
        "rounds",
        "week",
        "month",
        "start",
        "end",
        "opening",
        "beginning",
        "conclusion",
        "close",
        "half",
        "number",
        "set",
        "part",
        "flurry",
        "string",
        "couple",
        "resumption",
        "session",
        "sessions",
        "phase",
        "stage",
        "eve",
        "sidelines",
        "margins",
        "rest",
        "most",
        "all",
        "some",
        "one",
        "majority",
        "spate",
        "course",
        "wake",
        "aftermath",
        "prospect",
        "possibility",
        "framework",
        "range",
    ]
)
SIX_PARTY = re.compile(r"\bsix[- ](?:party|nation|way|country|sided?)\b", re.I)
PERMANENT = re.compile(
    r"\b(?:Security Council(?:'s)? (?:five )?permanent members|(?:five |all )?permanent members"
    r"|P-?5\s?\+\s?1|P-?5|(?:six|five) (?:world |major |big )?powers|G-?2\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part in one mention of an engagement."""

    actor: ActorMention
    role: Role
    rule: str

    @property
    def side(self) -> Side:
        return self.actor.side


def find_parties(scene: Scene, trigger: Trigger) -> tuple[Party, ...]:
    """Those whom the grammar ties to the engagement word, each once, in the order of the rules."""
    rules = nominal_parties if trigger.nominal else verbal_parties
    found: dict[tuple, Party] = {}
    for party in [*rules(scene, trigger), *compound_parties(scene, trigger)]:
        for part in split_pair(party):
            found.setdefault((part.actor.key or part.actor.name.lower(), part.actor.side), part)
    return tuple(found.values())


def split_pair(party: Party) -> list[Party]:
    """A pair, a group or a pronoun stands for those it refers to."""
    if party.actor.antecedents:
        return [
            p
            for a in party.actor.antecedents
            for p in split_pair(replace(party, actor=replace(a, span=party.actor.span)))
        ]
    return [party]


# ---------------------------------------------------------------- verbs


def verbal_parties(scene: Scene, trigger: Trigger):
    """Subject, object, "with" and "by" of a verb of engagement."""
    tree, verb = scene.tree, trigger.i
    visiting = trigger.kind in (Kind.VISIT,)
    hosting = trigger.verb in ("host", "receive", "welcome", "greet", "entertain", "fete")
    subject_role = Role.VISITOR if visiting else Role.PARTY
    if trigger.rule == "participle:visiting":
        for actor in phrase_actors(scene, tree.words[verb].head):
            yield Party(actor, Role.VISITOR, "participle")
        return
    passive = any(tree.children(verb, "nsubjpass", "auxpass"))
    for i, rule in subjects(scene, verb):
        for actor in phrase_actors(scene, i):
            yield Party(actor, subject_role, rule)
    for kid in tree.children(verb):
        if kid.dep in ("dobj", "dative", "npadvmod") and not visiting and not (passive and kid.dep == "npadvmod"):
            for actor in phrase_actors(scene, kid.i):
                yield Party(actor, Role.PARTY, "object")
        if kid.dep == "agent" or (kid.dep == "prep" and kid.low in ("with", "by") and not visiting):
            for actor in prep_actors(scene, kid):
                yield Party(actor, Role.HOST if visiting else Role.PARTY, "agent" if kid.low == "by" else "with")
        if kid.dep in ("prep", "dative") and kid.low == "to" and trigger.verb in ("speak", "talk", "write"):
            for actor in prep_actors(scene, kid):
                yield Party(actor, Role.PARTY, "to")
        if kid.dep == "prep" and kid.low == "between":
            for actor in prep_actors(scene, kid):
                yield Party(actor, Role.PARTY, "between")
    del hosting


def subjects(scene: Scene, verb: int, depth: int = 0):
    """Indexes of the heads of a verb's subjects, with the rule that found them; shared and controlled ones too."""
    tree = scene.tree
    if depth > 6:
        return
    own = list(tree.children(verb, "nsubj", "nsubjpass", "csubj"))
    for kid in own:
        if kid.low in RELATIVES and tree.words[verb].dep == "relcl":
            yield tree.words[verb].head, "relative"
        elif kid.low not in ("it", "there", "this", "which"):
            yield kid.i, "subject"
    if own:
        return
    word = tree.words[verb]
    head = tree.head(verb)
    if head is None:
        return
    if word.dep == "relcl":
        yield head.i, "relative"
    elif word.dep == "acl":
        yield head.i, "participle"
        yield from owner(scene, head.i, depth)
    elif word.dep in ("xcomp", "ccomp") and head.is_verb:
        objects = [k.i for k in tree.children(head.i, "dobj", "dative") if phrase_actors(scene, k.i)]
        if objects and head.low not in w.LIGHT_VERBS:
            yield from ((i, "controlled") for i in objects)
        else:
            yield from subjects(scene, head.i, depth + 1)
    elif word.dep in ("conj", "advcl", "aux", "pcomp", "xcomp", "dep", "ccomp", "acomp") or not head.is_verb:
        up = head
        while up is not None and not up.is_verb:
            if word.dep == "xcomp" or up.tag.startswith("JJ"):
                pass
            up = tree.head(up.i)
        if up is not None:
            yield from ((i, "shared-subject") for i, _ in subjects(scene, up.i, depth + 1))


def owner(scene: Scene, noun: int, depth: int):
    """ "his plan to visit", "Tung's decision to cancel": the one who has the noun, or its verb's subject."""
    tree = scene.tree
    possessors = list(tree.children(noun, "poss"))
    yield from ((k.i, "possessive") for k in possessors)
    head = tree.head(noun)
    if not possessors and head is not None and head.is_verb and tree.words[noun].dep in ("dobj", "pobj"):
        yield from ((i, "shared-subject") for i, _ in subjects(scene, head.i, depth + 1))


# ---------------------------------------------------------------- nouns


def nominal_parties(scene: Scene, trigger: Trigger):
    """Possessive, between, with, of, by; the subject of a light verb; the subject of the clause it stands in."""
    tree = scene.tree
    visiting = trigger.kind in (Kind.VISIT,)
    first = Role.VISITOR if visiting else Role.PARTY
    explicit = False
    for i in [trigger.i, *quantity_heads(scene, trigger.i)]:
        for kid in tree.children(i, "poss"):
            for actor in phrase_actors(scene, kid.i):
                explicit = True
                yield Party(actor, first, "possessive")
    carriers = carrier_verbs(scene, trigger.i)
    with_found = False
    for i in [trigger.i, *quantity_heads(scene, trigger.i), *carriers]:
        for prep in tree.children(i, "prep", "agent"):
            role, rule = nominal_role(prep.low, visiting, i in carriers)
            if rule is None:
                continue
            for actor in prep_actors(scene, prep):
                with_found |= rule == "with"
                explicit |= rule in ("between", "by")
                yield Party(actor, role, rule)
    if explicit:
        return
    yield from clause_parties(scene, trigger, carriers, first)


def nominal_role(prep: str, visiting: bool, on_verb: bool) -> tuple[Role, str | None]:
    """What a preposition after the noun makes of its object."""
    if prep == "between":
        return Role.PARTY, "between"
    if prep in ("with", "alongside"):
        return (Role.HOST if visiting else Role.PARTY), "with"
    if prep in ("by", "from"):
        return (Role.VISITOR if visiting else Role.PARTY), ("by" if prep == "by" or visiting else None)
    if prep in ("of", "among", "involving", "including") and not on_verb:
        return (Role.VISITOR if visiting else Role.PARTY), "of"
    return Role.PARTY, None


def quantity_heads(scene: Scene, i: int) -> list[int]:
    """ "two days of talks", "a series of meetings", "the second round of talks": the nouns over the noun."""
    tree, out = scene.tree, []
    while True:
        prep = tree.head(i)
        if prep is None or prep.dep not in ("prep",) or prep.low != "of" or tree.words[i].dep != "pobj":
            return out
        head = tree.head(prep.i)
        if head is None or not head.is_noun or not (head.low in QUANTITIES or head.low in w.NOUNS):
            return out
        i = head.i
        out.append(i)


def carrier_verbs(scene: Scene, i: int) -> list[int]:
    """Light verbs over the noun: "held talks", "talks were held", "talks are set to resume"."""
    tree = scene.tree
    top = (quantity_heads(scene, i) or [i])[-1]
    word = tree.words[top]
    while word.dep == "conj" and tree.words[word.head].is_noun:
        word = tree.words[word.head]
    head = tree.head(word.i)
    if (
        head is not None
        and word.dep == "pobj"
        and head.dep == "prep"
        and head.low in ("in", "for", "to", "on", "off", "up")
    ):
        verb = tree.head(head.i)
        if verb is None or verb.low not in w.ATTEND_VERBS:
            return []
        head = verb
    out: list[int] = []
    while head is not None and head.is_verb and head.low in w.LIGHT_VERBS:
        out.append(head.i)
        if head.dep not in ("xcomp", "aux", "auxpass"):
            break
        head = tree.head(head.i)
    for i in list(out):  # "are set to resume": the verb beneath
        out.extend(k.i for k in tree.children(i, "xcomp") if k.low in w.LIGHT_VERBS and k.i not in out)
    return out


def clause_parties(scene: Scene, trigger: Trigger, carriers: list[int], role: Role):
    """The subject of the light verb, or of the clause in which the noun is an adjunct ("said after talks with")."""
    tree = scene.tree
    is_subject = any(
        tree.words[j].dep in ("nsubj", "nsubjpass") for j in [trigger.i, *quantity_heads(scene, trigger.i)]
    )
    if is_subject:
        return
    for verb in carriers:
        if w.LIGHT_VERBS.get(tree.words[verb].low) in w.NOT_TAKING_PART:
            continue
        base = w.LIGHT_VERBS.get(tree.words[verb].low)
        hosting = base == "host" and trigger.kind is Kind.VISIT
        for i, rule in subjects(scene, verb):
            if i == trigger.i:
                continue
            for actor in phrase_actors(scene, i):
                yield Party(actor, Role.HOST if hosting else role, f"light-verb {rule}")
    if carriers:
        return
    top = (quantity_heads(scene, trigger.i) or [trigger.i])[-1]
    prep = tree.head(top)
    if prep is None:
        return
    if prep.low == "including":  # "meetings, including talks with Wang": those of the meetings
        outer = tree.head(prep.i)
        if outer is not None and outer.low in w.NOUNS:
            yield from nominal_parties(scene, Trigger(outer.i, trigger.kind, "", outer.span, True))
        return
    if prep.dep in ("prep", "advcl", "pcomp", "mark") or prep.low in ("following", "after", "during"):
        verb = next((a for a in tree.ancestors(top) if a.is_verb and a.low not in ("following", "including")), None)
        if verb is None:
            return
        if any(
            tree.words[a.i].low in ("of", "about", "on", "over")
            for a in tree.ancestors(top)
            if a.i != verb.i and a.dep == "prep" and a.low not in ("ahead",)
        ) and prep.low not in ("of",):
            pass
        for i, rule in subjects(scene, verb.i):
            for actor in phrase_actors(scene, i):
                if actor.kind in ("person", "office", "pronoun", "pair", "group", "country", "body"):
                    yield Party(actor, role, f"clause {rule}")


def compound_parties(scene: Scene, trigger: Trigger):
    """ "US-China talks", "the Xi-Trump meeting", "six-party talks": the sides inside the noun's own modifiers."""
    if not trigger.nominal:
        return
    tree = scene.tree
    indexes = [trigger.i]
    for q in quantity_heads(scene, trigger.i):
        indexes.append(q)
    start = min(
        min(
            (
                j
                for k in tree.children(i, "compound", "amod", "nmod", "poss", "punct", "det")
                for j in tree.subtree(k.i)
            ),
            default=i,
        )
        for i in indexes
    )
    span = Span(tree.words[start].span.start, tree.words[trigger.i].span.end)
    words = span.of(scene.text)
    if BOTH.search(words):
        yield from (Party(country(side, span), Role.PARTY, "compound") for side in (Side.US, Side.PRC))
    if SIX_PARTY.search(words) or PERMANENT.search(words):
        yield from (Party(country(side, span), Role.PARTY, "composition") for side in (Side.US, Side.PRC))
    for actor in scene.actors:
        if span.covers(actor.span) and actor.kind == "person":
            yield Party(actor, Role.VISITOR if trigger.kind is Kind.VISIT else Role.PARTY, "compound")


def country(side: Side, span: Span) -> ActorMention:
    """A side itself as the one taking part."""
    name = {Side.US: "United States", Side.PRC: "China"}[side]
    return ActorMention(span, name, name, side, "country", "country-in-compound")


# ---------------------------------------------------------------- noun phrases


def prep_actors(scene: Scene, prep: Word) -> list[ActorMention]:
    """The actors among a preposition's objects."""
    return [a for k in scene.tree.children(prep.i, "pobj", "pcomp") for a in phrase_actors(scene, k.i)]


def phrase_actors(scene: Scene, i: int, depth: int = 0) -> list[ActorMention]:
    """The actors a noun phrase stands for: its head, those joined by "and", those in apposition, "including ...".

    An unknown head that acts for a side ("a U.S. navy fleet") becomes a group of that side.
    """
    if depth > 8:
        return []
    tree = scene.tree
    word = tree.words[i]
    out: list[ActorMention] = []
    mention = scene.by_word.get(i)
    if mention is not None and (mention.kind != "country" or covers_head(scene, mention, i)):
        out.append(mention)
    elif word.tag in ("WP", "WDT") and word.low in RELATIVES:
        relcl = next((a for a in tree.ancestors(i) if a.dep == "relcl"), None)
        if relcl is not None:
            out.extend(phrase_actors(scene, relcl.head, depth + 1))
    else:
        named = [a for k in tree.children(i, "appos") for a in phrase_actors(scene, k.i, depth + 1)]
        deep = named or apposed_below(scene, i)
        if deep:
            out.extend(deep)
        else:
            group = derived_group(scene, i)
            if group is not None:
                out.append(group)
            for k in tree.children(i, "prep"):
                if k.low == "of" and word.low in (
                    *QUANTITIES,
                    "group",
                    "delegation",
                    "leaders",
                    "presidents",
                    "ministers",
                ):
                    out.extend(prep_actors(scene, k))
    if out and out[0].kind in ("group", "body", "country"):
        # "the minister, Song Min-soon" is one; "senior officials, including Yellen" names some of them
        named = [
            a for k in tree.children(i, "appos") for a in phrase_actors(scene, k.i, depth + 1) if a.kind == "person"
        ]
        named += [a for k in tree.children(i, "prep") if k.low in ("including", "like") for a in prep_actors(scene, k)]
        if named:
            out = named
    for k in tree.children(i, "conj"):
        if k.is_noun or k.tag in ("PRP", "CD", "JJ", "DT"):
            out.extend(phrase_actors(scene, k.i, depth + 1))
    return out


def covers_head(scene: Scene, mention: ActorMention, i: int) -> bool:
    return mention.span.start <= scene.tree.words[i].span.start < mention.span.end


def apposed_below(scene: Scene, i: int) -> list[ActorMention]:
    """A person named in an apposition further down: "a general said to be the adviser, Zhang Youxia"."""
    tree = scene.tree
    for j in tree.subtree(i, without=("relcl", "poss")):
        if tree.words[j].dep == "appos":
            mention = scene.heads.get(j) or scene.by_word.get(j)
            if mention is not None and mention.kind == "person":
                return [mention]
    return []


def derived_group(scene: Scene, i: int) -> ActorMention | None:
    """A noun phrase that acts for a side though no list knows it."""
    tree = scene.tree
    word = tree.words[i]
    span = tree.phrase(i, without=("relcl", "acl", "advcl", "prep", "appos", "conj", "cc", "punct", "ccomp"))
    words = span.of(scene.text)
    near = (
        words
        + " "
        + " ".join(
            tree.phrase(k.i, without=("relcl", "acl", "conj", "appos")).of(scene.text)
            for k in tree.children(i, "prep")
            if k.low in ("of", "from", "in")
        )
    )
    if (
        "USS " not in words
        and word.low not in COLLECTIVES
        and not any(c in words.lower().split() for c in ("warship", "destroyer", "ship"))
    ):
        return None
    side = side_of_words(words) or side_of_words(near)
    if side is None:
        return None
    name = re.sub(r"^(?:the|a|an|its|their|his)\s+", "", words.strip(' ,"“”'), flags=re.I)
    return ActorMention(span, words, name, side, "group", "group-of-side")
