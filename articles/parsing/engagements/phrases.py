"""Whom a noun phrase stands for: its head, what is joined or set beside it, and groups that no list knows."""

import re
from dataclasses import replace

from articles.parsing.engagements.scene import BOTH, Scene, side_of_words
from articles.parsing.engagements.words import SHIPS, any_of
from articles.parsing.nlp import Word
from articles.parsing.types import ActorMention, Span
from timeline.vocabulary import Side

RELATIVES = any_of("who which that whom whose")
# Heads of noun phrases that act for a side: "senior Chinese officials", "a U.S. navy fleet".
PEOPLE = any_of(
    "official officials leader leaders delegation delegations delegate delegates negotiator negotiators "
    "team teams side government administration commander commanders counterpart counterparts envoy envoys "
    "diplomat diplomats minister ministers representative representatives lawmaker lawmakers senator "
    "senators congressman congressmen legislators group party command ministry department authorities "
    "general generals admiral adviser advisers advisor advisors ambassador secretary chief chiefs experts "
    "regulators governor governors mayor mayors executives chairman speaker guests guest mission students "
    "scholars officers officer defence-chief staff congress navy army military militaries forces troops "
    "marines sailors soldiers airmen president presidents premier"
)
QUANTITIES = any_of(
    "day days hour hours series succession round rounds week month start end opening beginning conclusion "
    "close half number set part flurry string couple resumption session sessions phase stage eve "
    "sidelines margins rest most all some one majority weekend spate course wake aftermath prospect possibility "
    "framework range holding leg"
)
NAMES = {Side.US: "U.S.", Side.PRC: "Chinese"}
LED = frozenset(("led", "headed", "chaired"))


def prep_actors(scene: Scene, prep: Word, depth: int = 0) -> list[ActorMention]:
    """The actors among a preposition's objects."""
    return [a for k in scene.tree.children(prep.i, "pobj", "pcomp") for a in phrase_actors(scene, k.i, depth + 1)]


def phrase_actors(scene: Scene, i: int, depth: int = 0) -> list[ActorMention]:
    """The actors a noun phrase stands for, the head first, then those joined to it by "and"."""
    if depth > 8:
        return []
    return [*head_actors(scene, i, depth), *joined_actors(scene, i, depth)]


def head_actors(scene: Scene, i: int, depth: int) -> list[ActorMention]:
    """Those the head itself stands for: a name; the names set beside it; a group of a side."""
    tree = scene.tree
    word = tree.words[i]
    if word.tag in ("WP", "WDT", "WP$") and word.low in RELATIVES:
        clause = next((a for a in [word, *tree.ancestors(i)] if a.dep == "relcl"), None)
        return phrase_actors(scene, clause.head, depth + 1) if clause is not None else []
    mention = scene.by_word.get(i)
    if mention is not None and mention.kind == "person":
        return [mention]
    described = described_person(scene, i, depth)
    if described is not None:
        return [described]
    if mention is not None and mention.kind == "pair":
        named = [a for k in tree.children(i, "prep", "appos") if k.low == "of" for a in prep_actors(scene, k, depth)]
        if any(a.side is Side.OTHER for a in named):
            return named  # "the two presidents, of Iran and Russia"
        named = named_behind(scene, mention.span)
        if named:
            return named
    two = groups_of_both(scene, i)
    if two:
        return two
    if word.low == "you":
        return addressee(scene, i)
    if word.low in ("counterpart", "counterparts"):
        placed = [
            a
            for k in tree.children(i, "prep")
            if k.low in ("in", "at", "from", "of")
            for a in prep_actors(scene, k, depth)
        ]
        if placed and placed[0].kind in ("body", "group"):
            return [replace(a, rule=IN_BODY) for a in placed]
    named_after = title_before_name(scene, mention)
    if named_after is not None:
        top = tree.top(named_after.span)
        return [named_after, *(joined_actors(scene, top.i, depth) if top is not None and top.i != i else [])]
    named = apposed(scene, i, depth)
    if named:
        return named
    preps = [k for k in tree.children(i, "prep") if k.low in ("of", "from")]
    sent = [a for k in preps for a in prep_actors(scene, k, depth)] if word.low in PEOPLE else []
    if any(a.kind == "pair" for a in sent) or len({a.side for a in sent if a.kind in ("country", "group")}) > 1:
        return sent  # "officers of both sides", "delegates from China, Japan and the United States"
    if {Side.US, Side.PRC} <= {a.side for a in sent if a.kind == "person"}:
        return sent  # "the working group of Katherine Tai and Wang Wentao"
    if mention is not None:
        return [*navy_of(scene, i, mention), mention]
    shared = their_group(scene, i)
    if shared:
        return shared
    group = derived_group(scene, i)
    if group is not None:
        return [group]
    if word.dep == "appos":
        return [a for a in [scene.by_word.get(word.head)] if a is not None and a.kind == "person"]
    if word.low in QUANTITIES or word.low in PEOPLE:
        below = [a for k in tree.children(i, "prep") if k.low == "of" for a in prep_actors(scene, k, depth)]
        return below if word.low in QUANTITIES else [a for a in below if a.kind in ("group", "body", "country")]
    return []


SUPERLATIVES = any_of("first second third fourth fifth sixth last latest only highest")


def described_person(scene: Scene, i: int, depth: int) -> ActorMention | None:
    """As in "Blumenthal, the first cabinet officer to come", "Sherman is the highest diplomat to visit": who it is."""
    tree, word = scene.tree, scene.tree.words[i]
    superlative = any(k.tag == "JJS" or k.low in SUPERLATIVES or "-ranking" in k.low for k in tree.children(i, "amod"))
    head = tree.head(i)
    if head is None or not (superlative or any(tree.words[j].tag == "JJS" for j in tree.subtree(i, without=CLAUSES))):
        return None
    named = [head] if word.dep == "appos" else []
    if named and head.i not in scene.by_word:  # "met Xi on Monday, the first delegation to come"
        root = next((a for a in tree.ancestors(i) if a.is_verb), None)
        subjects = [k for k in tree.children(root.i, "nsubj") if i not in tree.subtree(k.i)] if root else []
        led = [a for k in subjects for a in phrase_actors(scene, k.i, depth + 1) if a.kind == "person"]
        return led[0] if led else None
    if word.dep == "attr" and head.low in ("is", "was", "are", "were", "becomes", "became"):
        named = list(tree.children(head.i, "nsubj"))
    found = [scene.by_word[k.i] for k in named if k.i in scene.by_word]
    return next((a for a in found if a.kind in ("person", "pronoun")), None)


CLAUSES = ("relcl", "acl", "prep", "conj", "appos", "poss")
IN_BODY = "counterpart-in-body"  # "his counterpart in the Southern Command": somebody there, perhaps named later
BOTH_KINDS = re.compile(
    r"\b(?:(?:U\.S\.|US|American) (?:and|&) Chinese|Chinese (?:and|&) (?:U\.S\.|US|American))\b", re.IGNORECASE
)


def groups_of_both(scene: Scene, i: int) -> list[ActorMention]:
    """As in "American and Chinese officials": a group on each side."""
    word = scene.tree.words[i]
    if word.low not in PEOPLE:
        return []
    span = scene.tree.phrase(i, without=("relcl", "acl", "advcl", "prep", "appos"))
    match = BOTH_KINDS.search(span.of(scene.text))
    if not match:
        return []
    noun = word.text
    return [
        ActorMention(span, span.of(scene.text), f"{NAMES[s]} {noun}", s, "group", "groups-of-both")
        for s in (Side.US, Side.PRC)
    ]


def navy_of(scene: Scene, i: int, mention: ActorMention) -> list[ActorMention]:
    """The navy that the words name as a ship's own: "the U.S. navy's destroyer", "a training ship of the navy"."""
    if mention.kind != "body" or not set(mention.name.lower().split()) & (SHIPS | {"uss"}):
        return []
    tree = scene.tree
    owners = [k.i for k in tree.children(i, "poss")]
    owners += [j.i for k in tree.children(i, "prep") if k.low == "of" for j in tree.children(k.i, "pobj")]
    found = [scene.by_word[j] for j in owners if j in scene.by_word]
    return [
        a for a in found if a.kind == "body" and a is not mention and re.search(r"navy|fleet", a.text, re.IGNORECASE)
    ]


def title_before_name(scene: Scene, mention: ActorMention | None) -> ActorMention | None:
    """As in "senior Chinese diplomat Wang Yi": the name that stands right behind the title."""
    if mention is None or mention.kind not in ("group", "office"):
        return None
    behind = (a for a in scene.actors if a.kind == "person" and 0 <= a.span.start - mention.span.end <= 1)
    return next((a for a in behind if a.side is mention.side), None)


def addressee(scene: Scene, i: int) -> list[ActorMention]:
    """As in "you" in what somebody is told: the one it is told to."""
    for verb in scene.tree.ancestors(i):
        if verb.low in ("told", "tells", "telling", "assured", "informed"):
            return [a for k in scene.tree.children(verb.i, "dobj", "dative") for a in head_actors(scene, k.i, 7)]
    return []


def apposed(scene: Scene, i: int, depth: int) -> list[ActorMention]:
    """Persons named beside a title or a group: in apposition, after "including", "led by"; also further down.

    "the minister, Song Min-soon"; "a delegation led by Wu Yi"; "a general said to be the adviser, Zhang Youxia".
    """
    tree = scene.tree
    found: list[ActorMention] = []
    for k in tree.children(i, "appos", "prep", "acl", "nmod"):
        if k.dep in ("appos", "nmod") and k.tag != "CD":
            found += [a for a in phrase_actors(scene, k.i, depth + 1) if a.kind in ("person", "office")]
        elif k.dep == "prep" and k.low in ("including", "like", "as"):
            found += [a for a in prep_actors(scene, k, depth) if a.kind == "person"]
        elif k.dep == "acl" and k.low in LED:
            led = [a for by in tree.children(k.i, "agent") for a in prep_actors(scene, by, depth)]
            found += [on_side_of(scene, i, a) for a in led]
    if found or tree.words[i].low not in PEOPLE:
        return found
    for j in tree.subtree(i, without=("relcl", "poss", "conj")):
        mention = scene.by_word.get(j) if tree.words[j].dep == "appos" else None
        if mention is not None and mention.kind == "person":
            return [mention]
    return []


def on_side_of(scene: Scene, i: int, actor: ActorMention) -> ActorMention:
    """As in "the U.S. delegation led by Jennifer Daskal": a stranger who leads a group is of its side."""
    group = scene.by_word.get(i)
    if actor.key or actor.side is not Side.OTHER or group is None or group.side is Side.OTHER:
        return actor
    return replace(actor, side=group.side)


def joined_actors(scene: Scene, i: int, depth: int) -> list[ActorMention]:
    """Those joined by "and"; a ship or group without a side of its own is of the first one's side."""
    found = named_beside(scene, i)
    for k in scene.tree.children(i, "conj"):
        if not (k.is_noun or k.tag in ("PRP", "CD", "JJ", "DT")):
            continue
        actors = phrase_actors(scene, k.i, depth + 1)
        if not actors and k.low in PEOPLE | SHIPS:
            first = derived_group(scene, i)
            actors = [group_of(scene, k.i, first.side)] if first is not None else []
        found += actors
    return found


def named_beside(scene: Scene, i: int) -> list[ActorMention]:
    """The person joined to a person by "and" where the parser has lost one of the two names."""
    own = scene.by_word.get(i)
    if own is None or own.kind != "person":
        return []
    found = []
    for other in scene.actors:
        if other.kind != "person" or other is own or other.key == own.key or scene.has_verb(own.span, other.span):
            continue
        first, second = sorted((own, other), key=lambda a: a.span)
        between = scene.text[first.span.end : second.span.start].strip()
        top = scene.tree.top(other.span)
        if BESIDE.fullmatch(between) and top is not None and top.dep in BESIDE_DEPS:
            found.append(other)
    return found


BESIDE_DEPS = any_of("nmod compound conj appos dep amod nsubj")
BESIDE = re.compile(r"(?:,[^,;:]{1,60})?,? ?and")


def named_behind(scene: Scene, span: Span) -> list[ActorMention]:
    """As in "their commanders, Adm. Paparo and Gen. Wu": one of each side, right behind the words for both."""
    behind = [a for a in scene.actors if a.kind == "person" and a.span.start > span.end][:2]
    if len(behind) < 2 or {a.side for a in behind} != {Side.US, Side.PRC}:
        return []
    gaps = scene.text[span.end : behind[0].span.start], scene.text[behind[0].span.end : behind[1].span.start]
    return behind if gaps[0] == ", " and BESIDE.fullmatch(gaps[1].rstrip()) else []


def their_group(scene: Scene, i: int) -> list[ActorMention]:
    """As in "calls between their commanders": one group on each side."""
    tree = scene.tree
    word = tree.words[i]
    if word.low not in PEOPLE or word.low in ("counterpart", "counterparts") or not word.low.endswith("s"):
        return []
    owners = list(tree.children(i, "poss"))
    if not any(
        k.low in ("their", "countries") or (scene.by_word.get(k.i) and scene.by_word[k.i].kind == "pair")
        for k in owners
    ):
        return []
    span = tree.phrase(i, without=("relcl", "acl", "advcl", "prep", "appos", "conj", "cc", "punct", "poss"))
    words = span.of(scene.text)
    named = named_behind(scene, span)
    if named:
        return named
    return [
        ActorMention(span, words, f"{NAMES[side]} {words}", side, "group", "their-group")
        for side in (Side.US, Side.PRC)
    ]


# Said without a country, these are the American ones.
NAVY = re.compile(r"\b(?:[Tt]he Navy|Pentagon|Pacific Fleet|Seventh Fleet|7th Fleet)\b")


def derived_group(scene: Scene, i: int) -> ActorMention | None:
    """A noun phrase that acts for a side though no list knows it: officials, lawmakers, warships."""
    tree = scene.tree
    word = tree.words[i]
    span = group_span(scene, i)
    words = span.of(scene.text)
    ship = bool({x.strip("\"“”'").lower() for x in words.split()} & SHIPS) or "USS " in words
    if word.low == "americans":
        return ActorMention(span, words, "U.S. officials", Side.US, "group", "group-of-side")
    if not (word.low in PEOPLE or ship or owned_by_navy(scene, i)):
        return None
    if BOTH.search(words):
        return None
    near = words
    for k in tree.children(i, "prep"):
        if k.low in ("of", "from", "in"):
            near += " " + tree.phrase(k.i, without=("relcl", "acl", "conj", "appos")).of(scene.text)
    owners = {a.side for k in tree.children(i, "prep") if k.low == "of" for a in prep_actors(scene, k, 7)}
    side = side_of_words(words) or side_of_words(near) or (Side.US if "USS " in words else None)
    if side is None and ship and NAVY.search(scene.text, scene.tree.span.start, scene.tree.span.end):
        side = Side.US
    if side is None and len(owners) == 1 and Side.OTHER not in owners:
        side = owners.pop()
    return None if side is None else group_of(scene, i, side)


def group_span(scene: Scene, i: int) -> Span:
    """The noun with what stands before it and a quoted name after it."""
    return scene.tree.phrase(i, without=("relcl", "acl", "advcl", "prep", "conj", "cc", "punct", "ccomp", "parataxis"))


def owned_by_navy(scene: Scene, i: int) -> bool:
    """As in "the Blue Ridge of the U.S. Navy": a ship by its owner."""
    tree = scene.tree
    return any(
        j.low in ("navy", "fleet", "army", "force")
        for k in tree.children(i, "prep")
        if k.low == "of"
        for j in tree.children(k.i, "pobj")
    )


def group_of(scene: Scene, i: int, side: Side) -> ActorMention:
    """The group under its own words, without articles and the owner's possessive."""
    span = group_span(scene, i)
    words = span.of(scene.text)
    name = re.sub(r"[\"“”]", "", words).strip(" ,-'()")
    name = re.sub(r"^(?:the|a|an|its|their|his|other|some|more)\s+", "", name, flags=re.IGNORECASE)
    if set(name.lower().split()) & SHIPS:
        name = re.sub(r"^(?:China|America|(?:the )?U\.S\.(?: navy)?)?['’]s\s+", "", name, flags=re.IGNORECASE)
    return ActorMention(span, words, " ".join(name.split()), side, "group", "group-of-side")


def expand(actor: ActorMention) -> list[ActorMention]:
    """A pair, a group or a pronoun stands for those it refers to; the span stays where it is said."""
    if not actor.antecedents or actor.kind not in ("pair", "pronoun"):
        return [actor]
    return [replace(x, span=actor.span) for a in actor.antecedents for x in expand(a)]
