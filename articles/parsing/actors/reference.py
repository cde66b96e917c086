"""Words that point back to two or to one: "the two presidents", "both sides", "his Chinese counterpart"."""

import re
from dataclasses import replace
from itertools import pairwise

from timeline.vocabulary import Side

from ..lexicon import Person
from ..phrasebook import lower
from ..types import ActorMention, Span
from .countries import holder
from .groups import ADJECTIVE, LABELS
from .people import office_on
from .scene import MEMORY, PEOPLE, Scene, side_of

COUNTERPART = re.compile(
    r"\b(?P<whose>his|her|their|its|the|(?<=')s)"
    r"(?: then| visiting| new)? (?:(?P<origin>[A-Z][\w.]*(?: [A-Z][\w.]*)?) )?"
    r"(?:then )?(?P<many>counterparts?|opposite numbers?)\b(?P<name>,? [A-Z])?"
)
ELSEWHERE = re.compile(r" (?:in|from|at|of) (?:the )?")
PAIR = re.compile(
    r"""\b(?:
      (?P<leaders>(?:the|both|these)\ (?:two\ |visiting\ )?(?:countries'\ |nations'\ )?(?:heads\ of\ state|leaders
          |presidents)|two\ (?:presidents|leaders))
    | (?P<office>(?:the\ |both\ |these\ )?(?:two\ )?(?:countries'\ |nations'\ |sides'\ )?(?:foreign\ ministers
          |defen[cs]e\ (?:ministers|chiefs|secretaries)|finance\ (?:ministers|chiefs)|commerce\ ministers
          |trade\ (?:ministers|chiefs|negotiators)|top\ diplomats|military\ chiefs|premiers|vice\ presidents
          |national\ security\ advisers))
    | (?P<persons>(?:the|these)\ (?:pair|duo)|(?:the|both|these|all)\ (?:two\ )?(?:men|officials|diplomats|women
          |ministers|envoys|negotiators|generals|statesmen|politicians)|the\ two(?=\ (?:also|then|later|had|have|will
          |would|did|were|are|held|hold|met|meet|discussed|talked|spoke|agreed|exchanged|last|posed|shook|sat|signed
          |dined|walked|reviewed|touched|expressed|said|on|in|at|again|first|could|can|should|may|might|plan
          |planned)[ ]|[,.;]))
    | (?P<sides>(?:the\ two|both|all|these|these\ two|the)\ (?:sides|countries|nations|governments|powers|superpowers
          |parties|states|militaries|delegations|economies|capitals|armed\ forces|rivals)|each\ side|either\ side)
    )\b""",
    re.VERBOSE,
)
# Without "two" these are any: "all parties", "the sides" of a square.
NOT_A_PAIR = re.compile(
    r"(?:all .*|the (?:sides|parties|states|powers|nations|rivals|militaries|economies|capitals|governments"
    r"|delegations"
    r"|countries|superpowers|armed forces|officials|diplomats|men|women|ministers|envoys|negotiators|generals"
    r"|statesmen"
    r"|politicians)|these (?:officials|diplomats|men|women|ministers|countries|nations|states|powers|parties"
    r"|economies))"
    r"\Z",
    re.IGNORECASE,
)
SHARED = re.compile(
    rf"\b(?:between (?:the |their )?|their )(?P<words>(?:{ADJECTIVE} ){{0,3}}(?:commanders|negotiators|officials"
    rf"|officers"
    r"|diplomats|ministers|experts|defen[cs]e chiefs|military chiefs|militaries|navies|armed forces|delegations"
    r"|ministries)"
    r"(?: in the pacific)?)\b(?! and\b)",
)
THEY = re.compile(r"\b(?:they|them|their|themselves)\b")
HEAD = re.compile(r"\b(?:president|prime minister|premier|king|chancellor|leader)\b")
# Which offices face each other, by how the titles begin; all that fit are tried, the named before the unnamed.
FACING = (
    ("President of the United States", "President of the People's Republic of China"),
    ("Vice President of the United States", "Vice President of the People's Republic of China"),
    ("Secretary of State", "Minister of Foreign Affairs"),
    ("Deputy Secretary of State", "Executive Vice Minister of Foreign Affairs"),
    ("National Security Adviser", "Director of the Office of the Central Foreign Affairs Commission"),
    ("National Security Adviser", "State Councilor"),
    ("Secretary of Defense", "Minister of National Defense"),
    ("Secretary of the Treasury", "Vice Premier of the State Council"),
    ("Secretary of the Treasury", "Minister of Finance"),
    ("Secretary of Commerce", "Minister of Commerce"),
    ("United States Trade Representative", "Minister of Commerce"),
    ("United States Trade Representative", "China International Trade Representative"),
    ("Chairman of the Joint Chiefs of Staff", "Chief of the PLA General Staff"),
    ("Chairman of the Joint Chiefs of Staff", "Chief of the General Staff"),
    ("Chairman of the Joint Chiefs of Staff", "Chief of the CMC Joint Staff Department"),
    ("Special Presidential Envoy for Climate", "Special Representative, then Special Envoy for Climate Change"),
    ("Special Envoy for Climate Change", "Vice Chairman of the National Development and Reform Commission"),
    ("Senior Adviser to the President for International Climate Policy", "Special Envoy for Climate Change"),
    ("Commander, US Indo-Pacific Command", "Commander of the Southern Theater Command"),
    ("Chair of the Federal Reserve", "Governor of the People's Bank of China"),
    ("Speaker of the House", "Chairman of the NPC Standing Committee"),
    ("Attorney General", "Minister of Public Security"),
    ("Secretary of Energy", "Chairman of the National Development and Reform Commission"),
)


def find_counterparts(scene: Scene) -> None:
    """ "his Chinese counterpart": the named person after it, else the holder of the facing office."""
    for match in COUNTERPART.finditer(scene.text):
        if (match["name"] and take_name(scene, match)) or not scene.is_free(*match.span("many")):
            continue
        base = owner(scene, match)
        side = counterpart_side(scene, match, base)
        if side is not None:
            people = facing(scene, base, side) if base and not match["many"].endswith("s") else []
            start = match.start() + (2 if match["whose"] == "s" else 0)  # not "Powell's" itself
            if not scene.is_free(start, match.start("many")):
                start = match.start("many")
            note_counterpart(scene, start, match.end("many"), base, side, people)


def take_name(scene: Scene, match: re.Match) -> bool:
    """Take "his Chinese counterpart" into the span of the name that follows it, and its side to a stranger."""
    name = match.end("name") - 1
    for mention in scene.between(match.start(), name + 1):
        if mention.kind == "person" and name < mention.span.end:
            origin = scene.origin_before(match.start("many"))
            side = side_of(origin.values[0]) if origin and not mention.key else mention.side
            if match["whose"] != "s" and scene.is_free(match.start(), mention.span.start):
                scene.change(mention, span=Span(match.start(), mention.span.end), side=side)
            return True
    return False


def owner(scene: Scene, match: re.Match) -> ActorMention | None:
    """Whose counterpart: the first person of the sentence ("his"), the last actor ("their"), else the last before."""
    is_one = match["whose"].lower() in ("his", "her", "the", "s")
    actors = scene.before(match.start(), PEOPLE if is_one else (*PEOPLE, "group", "body", "country"))
    sentence = scene.sentence_of(match.start())
    inside = [mention for mention in actors if mention.span.start >= sentence.start]
    if inside and match["whose"] == "s":
        return inside[0]
    if inside:
        return inside[-1] if is_one else inside[0]
    return actors[0] if actors else None


def counterpart_side(scene: Scene, match: re.Match, base: ActorMention | None) -> Side | None:
    """By the word before it, by "in China" after it, else the side across from its owner."""
    origin = scene.origin_before(match.start("many"))
    if origin:
        return side_of(origin.values[0])
    link = ELSEWHERE.match(scene.text, match.end("many"))
    for hit in scene.known_between(link.end(), link.end() + 1) if link else ():
        if hit.start == link.end() and hit.sort == "country":
            return side_of(hit.values[0])
    if base and base.side is not Side.OTHER:
        return Side.PRC if base.side is Side.US else Side.US
    return None


def facing(scene: Scene, base: ActorMention, side: Side) -> list[Person]:
    """Holders on the day of the office that faces that of the base; those the article names first."""
    if scene.dct is None or base.side is side or side is Side.OTHER:
        return []
    titles = [term.office.title for key in base.keys[:1] for term in scene.lexicon.offices_of(key, scene.dct)]
    named = {mention.key for mention in scene.before(base.span.end + MEMORY, ("person",))}
    found = {}
    for us, prc in FACING:
        mine, theirs = (us, prc) if side is Side.PRC else (prc, us)
        if any(title.startswith(mine) for title in titles):
            holders = scene.lexicon.holders_starting(theirs, scene.dct, side=side)
            # Of several vice premiers only one who is named can be meant.
            found |= {p.key: p for p in holders if len(holders) == 1 or p.key in named}
    return sorted(found.values(), key=lambda person: person.key not in named)


def note_counterpart(
    scene: Scene, start: int, end: int, base: ActorMention | None, side: Side, people: list[Person]
) -> None:
    best = people[0] if people else None
    label = {Side.US: "US counterpart", Side.PRC: "Chinese counterpart"}.get(side, "counterpart")
    scene.add(
        start, end, name=best.name if best else label, side=side, kind="office" if best else "group",
        rule="counterpart", keys=tuple(person.key for person in people[:3]),
        office=office_on(scene.lexicon, best, scene.dct) if best else "", score=0.6 if best else 0.4,
        antecedents=(base,) if base else (),
    )  # fmt: skip


def find_pairs(scene: Scene) -> None:
    """ "the two leaders", "the pair", "both sides", with those they stand for as antecedents."""
    small = lower(scene.text)
    for match in PAIR.finditer(small):
        if not scene.is_free(*match.span()) or NOT_A_PAIR.match(match[0]):
            continue
        if match["sides"]:
            pair, rule = two_countries(scene, match.start()), "two-sides"
        elif match["leaders"]:
            pair, rule = two_leaders(scene, match.start()), "two-leaders"
        else:
            pair, rule = two_people(scene, match.start()), "two-people"
        if pair:
            note_pair(scene, *match.span(), pair, rule)
    find_shared(scene, small)
    for match in THEY.finditer(small):
        # "Mnuchin and Liu sat with them": with others than those of the clause itself.
        outside = match[0] == "them" and not CLAUSE_WORD.search(
            small, scene.sentence_of(match.start()).start, match.start()
        )
        first = 1 if outside else 0
        pair = two_of_sentence(scene, match.start(), first) if scene.is_free(*match.span()) else ()
        if pair:
            note_pair(scene, *match.span(), pair, "they")


def find_shared(scene: Scene, small: str) -> None:
    """ "between the theater commanders", "their trade negotiators": such people of each of the two sides."""
    for match in SHARED.finditer(small):
        start, end = match.span()
        both = two_countries(scene, start) if scene.is_free(start, end) else ()
        if {mention.side for mention in both} == {Side.US, Side.PRC}:
            words = scene.raw[match.start("words") : end]
            parts = tuple(
                replace(mention, name=f"{LABELS[mention.side]} {words}", kind="group", rule="shared-group")
                for mention in both
            )
            note_pair(scene, match.start("words"), end, parts, "shared-group")


def note_pair(scene: Scene, start: int, end: int, pair: tuple[ActorMention, ...], rule: str) -> ActorMention:
    is_ours = {mention.side for mention in pair} == {Side.US, Side.PRC}
    return scene.add(
        start, end, name=" and ".join(mention.name for mention in pair), kind="pair", rule=rule, score=0.8,
        side=pair[0].side if is_ours else Side.OTHER, antecedents=pair,
    )  # fmt: skip


def two_people(scene: Scene, place: int) -> tuple[ActorMention, ...]:
    """The two whom a sentence before names first, if they are American and Chinese; else the last two people named."""
    near = scene.before(place, PEOPLE, within=4)
    return first_two(scene, near, place) or different(near)


def first_two(scene: Scene, near: list[ActorMention], place: int) -> tuple[ActorMention, ...]:
    """The first two people, of different sides, of the last sentence that names such two; () if one is a foreigner."""
    index = scene.sentence_index(place)
    for back in range(5):
        here = [m for m in reversed(near) if scene.sentence_index(m.span.start) == index - back]
        second = next((m for m in here if m.side is not here[0].side), None)
        if second is not None:
            return (here[0], second) if {here[0].side, second.side} == {Side.US, Side.PRC} else ()
    return ()


def different(near: list[ActorMention]) -> tuple[ActorMention, ...]:
    """The first mention and the first of another side (or of another foreigner), in the order of the text."""
    if not near:
        return ()
    if near[0].side is Side.OTHER:
        second = next((mention for mention in near if mention.name != near[0].name), None)
    else:
        second = next((mention for mention in near if mention.side is not near[0].side), None)
    return tuple(sorted((near[0], second), key=lambda mention: mention.span)) if second else ()


def two_leaders(scene: Scene, place: int) -> tuple[ActorMention, ...]:
    """The last two heads of state or government named; else, if none is, the last two people."""
    near = scene.before(place, PEOPLE, within=6)
    heads = [mention for mention in near if is_head(scene, mention)]
    anywhere = [mention for mention in scene.before(place, PEOPLE) if is_head(scene, mention)]
    return different(heads) or different(anywhere) or leaders_of_day(scene, place, near) or different(near)


def leaders_of_day(scene: Scene, place: int, near: list[ActorMention]) -> tuple[ActorMention, ...]:
    """ "the presidents" where none is named: those of the article's day, unless foreigners are talked of."""
    people = [holder(scene, side, "president") for side in (Side.US, Side.PRC)]
    if not all(people) or foreign_talk(near):
        return ()
    span = Span(place, place)
    return tuple(
        ActorMention(
            span, "", person.name, person.side, "office", "leader-of-day", (person.key,),
            office_on(scene.lexicon, person, scene.dct), 0.6,
        )
        for person in people
    )  # fmt: skip


def is_head(scene: Scene, mention: ActorMention) -> bool:
    if mention.key:
        return any(term.office.rank == 1 for term in scene.lexicon.offices_of(mention.key, scene.dct))
    return bool(HEAD.search(mention.office.lower()))


def two_countries(scene: Scene, place: int) -> tuple[ActorMention, ...]:
    """The two countries that what stands before belongs to, as countries.

    The US and China if both occur near; a foreign country counts only where its people act, or no other is there.
    """
    for reach in (2, 6, None):
        near = scene.before(place, ("person", "office", "body", "group", "country", "pair"), within=reach)
        people = different([mention for mention in near if mention.kind in PEOPLE][:6])
        if reach == 2 and people and foreign_talk(near):
            return tuple(as_country(scene, mention) for mention in people)
        ours = {mention.side: mention for mention in reversed(flat(near)) if mention.side is not Side.OTHER}
        if len(ours) == 2:
            return tuple(as_country(scene, m) for m in sorted(ours.values(), key=lambda m: (m.span, m.name)))
        countries = {mention.name: mention for mention in near if mention.kind == "country"}
        if len(countries) == 2 and reach is not None:
            return tuple(sorted(countries.values(), key=lambda mention: mention.span))
    return by_adjectives(scene, place)


def by_adjectives(scene: Scene, place: int) -> tuple[ActorMention, ...]:
    """As in "China dropped a rule that American firms had fought": the two whose names or adjectives stand before."""
    start = max(0, place - MEMORY)
    hits = [h for h in scene.hits_within(("country", "demonym"), start, place) if isinstance(h.values[0], str)]
    sides = {side_of(h.values[0]) for h in hits}
    if not sides >= {Side.US, Side.PRC}:
        return ()
    span = Span(place, place)
    names = ((Side.US, "US"), (Side.PRC, "CN"))
    return tuple(
        ActorMention(span, "", scene.lexicon.countries[code].name, side, "country", "side-of", score=0.6)
        for side, code in names
        if code in scene.lexicon.countries
    )


def foreign_talk(near: list[ActorMention]) -> bool:
    """Whether foreigners are among the people here, and no American faces a Chinese."""
    sides = {mention.side for mention in near if mention.kind in PEOPLE}
    return Side.OTHER in sides and not {Side.US, Side.PRC} <= sides


def flat(mentions: list[ActorMention]) -> list[ActorMention]:
    """The mentions, pairs taken apart."""
    return [part for mention in mentions for part in (mention.antecedents if mention.kind == "pair" else (mention,))]


def as_country(scene: Scene, mention: ActorMention) -> ActorMention:
    """The country a mention belongs to, at the same place."""
    code = {Side.US: "US", Side.PRC: "CN"}.get(mention.side)
    name = scene.lexicon.countries[code].name if code in scene.lexicon.countries else mention.name
    return replace(mention, name=name, kind="country", rule="side-of", keys=(), office="", score=0.7, antecedents=())


CLAUSE_WORD = re.compile(r"[;:]|\b(?:that|which|who|but|as|while|after|before|when|because|said|told|if|where|since)\b")


def two_of_sentence(scene: Scene, place: int, first: int = 0) -> tuple[ActorMention, ...]:
    """Two people, or a pair, in this sentence before the word, or in the two before it; `first` sentences back on."""
    index = scene.sentence_index(place)
    near = scene.before(place, (*PEOPLE, "pair"), within=2)
    for back in range(first, 3):
        here = [mention for mention in near if scene.sentence_index(mention.span.start) == index - back]
        if here and here[0].kind == "pair":
            return here[0].antecedents
        people = [mention for mention in here if mention.kind != "pair"]
        found = first_two(scene, people, place) or different(people) or joined(scene, people[::-1])
        found = found or (two_groups(scene, place, index - back) if back < 2 and not people else ())
        if found:
            return found
    return ()


def two_groups(scene: Scene, place: int, index: int) -> tuple[ActorMention, ...]:
    """As in "US and Chinese negotiators said they ...": the groups of both sides in a sentence that names nobody."""
    near = scene.before(place, ("group", "country"), within=2)
    here = [m for m in reversed(near) if scene.sentence_index(m.span.start) == index]
    sides = {m.side: m for m in reversed(here)}
    if set(sides) != {Side.US, Side.PRC} or not any(m.kind == "group" for m in here):
        return ()
    return tuple(sorted(sides.values(), key=lambda m: m.span))


def joined(scene: Scene, people: list[ActorMention]) -> tuple[ActorMention, ...]:
    """As in "Boggs and Ford flew home": the people of one side whom a sentence names together."""
    for first, second in pairwise(people):
        if first.name != second.name and AND_BETWEEN.fullmatch(scene.text, first.span.end, second.span.start):
            return (first, second)
    return ()


AND_BETWEEN = re.compile(r"(?:,[^,;:.]{1,60},|,)? and (?:[a-z ]{0,20})?")
