"""Words that point back: "his Chinese counterpart", "the two presidents", "both sides", "he"."""

import re

from timeline.vocabulary import Side

from ..lexicon import Person
from ..types import ActorMention
from ..wordlists import words
from .people import office_on
from .scene import Scene

COUNTERPART = re.compile(
    r"\b(?P<whose>his|her|their|its|the)(?: then| visiting"
    r"| new)? (?:(?P<origin>[A-Z][\w.]*(?: [A-Z][\w.]*)?) )?(?:then )?"
    r"(?P<many>counterparts?|opposite numbers?)\b(?P<name> [A-Z])?"
)
PAIR = re.compile(
    r"\b(?:(?P<leaders>(?:the|both|these|our) (?:two |visiting )?(?:heads of state|leaders|presidents)"
    r"|two (?:presidents|leaders))"
    r"|(?P<office>(?:the |both |these )?(?:two )?(?:countries' |nations' |sides' )?(?:foreign ministers"
    r"|defen[cs]e ministers"
    r"|defen[cs]e chiefs|defen[cs]e secretaries|finance ministers|finance chiefs|trade ministers|commerce ministers"
    r"|trade chiefs|trade negotiators|top diplomats|military chiefs|premiers|vice presidents"
    r"|national security advisers))"
    r"|(?P<persons>(?:the|these) (?:pair|duo)|(?:the|both|these|all) (?:two )?(?:men|officials|diplomats|women"
    r"|ministers"
    r"|envoys|negotiators|generals|statesmen|politicians)|the two(?= (?:also |then |later |had |have |will "
    r"|would |did "
    r"|were |are |held |hold |met |meet |discussed |talked |spoke |agreed |exchanged |last |are |posed |shook "
    r"|sat |signed"
    r"|dined |walked |reviewed |touched |expressed |said |on |in |at |again |first )|[,.;]))"
    r"|(?P<sides>(?:the|both|all|these) (?:two )?(?:sides|countries|nations|governments|powers|superpowers"
    r"|parties|states"
    r"|militaries|delegations|economies|capitals|armed forces|rivals)|each side|either side))\b",
    re.IGNORECASE,
)
NOT_A_PAIR = re.compile(
    r"(?:all parties|all sides|all countries|all nations|all states|all governments|the (?:sides|parties"
    r"|states|powers|nations|rivals|militaries|economies|capitals|governments|delegations|countries))\Z",
    re.IGNORECASE,
)
THEY = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
PRONOUN = re.compile(r"\b(?:he|she|him|his|her|himself|herself)\b", re.IGNORECASE)
FEMALE = words(
    """Janet Gina Madeleine Condoleezza Hillary Kamala Charlene Susan Penny Katherine Catherine Nancy Barbara Carla
    Elaine Margaret Wendy Victoria Toria Jeane Anne Ann Juanita Jill Linda Laura Michelle Melania Michele Julie
    Julia Elizabeth Sarah Rosalynn Pat Bonnie Jennifer Kelly Pam Kristi Lori Lisa Paula Ellen Tulsi Mary Maria
    Angela Theresa Yuriko Jacinda Sheikh Aung Megawati Indira Benazir Golda Josephine Heidi Lael Jane Ashley Deb
    Marcia Samantha Avril Mira Christine Kathleen Kirsten Dianne Patty Amy Maggie Diane Loretta Karen Lynne Evelyn
    Rosemary"""
)
FEMALE_KEYS = words(
    "wu-yi fu-ying liu-yandong chen-zhili hua-chunying sun-chunlan wang-hairong tang-wensheng nancy-tang"
)
FEMALE_OTHER = words("fu-ying zhang-hanzhi mao-ning")
# Which offices face each other, by words of the title; the first that has a holder counts.
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
        if not scene.is_free(*match.span("many")):
            continue
        end = match.end("many")
        if match["name"]:
            widen_to_counterpart(scene, match)
            continue
        origin = scene.origin_before(match.start("many"))
        base = owner(scene, match)
        side = origin_side(scene, origin, base)
        if side is None:
            continue
        people = facing(scene, base, side) if base and not match["many"].endswith("s") else []
        note_counterpart(scene, match.start(), end, base, side, people)


def widen_to_counterpart(scene: Scene, match: re.Match) -> None:
    """Take "his Chinese counterpart" into the span of the name that follows it."""
    name_start = match.end("many") + 1
    for mention in scene.mentions:
        if mention.span.start == name_start and mention.kind == "person":
            scene.widen(mention, match.start())
            return


def owner(scene: Scene, match: re.Match) -> ActorMention | None:
    """Whose counterpart: the last person or office of the sentence before it, else the last of the text."""
    people = [m for m in scene.in_order() if m.kind in ("person", "office") and m.span.end <= match.start()]
    sentence = scene.sentence_of(match.start())
    inside = [m for m in people if m.span.start >= sentence.start]
    if inside:
        return inside[0] if match["whose"].lower() in ("his", "her") else inside[-1]
    return people[-1] if people else None


def origin_side(scene: Scene, origin, base: ActorMention | None) -> Side | None:
    if origin:
        from .scene import side_of

        return side_of(origin.values[0])
    if base and base.side is not Side.OTHER:
        return Side.PRC if base.side is Side.US else Side.US
    return None


def facing(scene: Scene, base: ActorMention, side: Side) -> list[Person]:
    """Holders on the day of the office that faces that of the base."""
    if scene.dct is None or base.side is side:
        return []
    titles = {term.office.title for key in base.keys[:1] for term in scene.lexicon.offices_of(key, scene.dct)}
    found = {}
    for us, prc in FACING:
        mine, theirs = (us, prc) if side is Side.PRC else (prc, us)
        if any(title.startswith(mine) for title in titles):
            for title in scene.lexicon._terms_by_title:
                if title.startswith(theirs):
                    for person in scene.lexicon.holders(title, scene.dct, side=side):
                        found.setdefault(person.key, person)
    named = {m.key for m in scene.mentions if m.kind == "person"}
    return sorted(found.values(), key=lambda person: person.key not in named)


def note_counterpart(scene: Scene, start: int, end: int, base, side: Side, people: list[Person]) -> None:
    best = people[0] if people else None
    label = {Side.US: "US counterpart", Side.PRC: "Chinese counterpart"}.get(side, "counterpart")
    scene.add(
        start,
        end,
        name=best.name if best else label,
        side=side,
        kind="office" if best else "group",
        rule="counterpart",
        keys=tuple(person.key for person in people[:3]),
        office=office_on(scene.lexicon, best, scene.dct) if best else "",
        score=0.6 if best else 0.4,
        antecedents=(base,) if base else (),
    )


def find_pairs(scene: Scene) -> None:
    """ "the two leaders", "the pair", "both sides", with those they stand for as antecedents."""
    for match in PAIR.finditer(scene.text):
        if not scene.is_free(*match.span()) or NOT_A_PAIR.search(match[0]):
            continue
        if match["sides"]:
            pair, rule = two_countries(scene, match.start()), "two-sides"
        elif match["leaders"]:
            pair, rule = two_leaders(scene, match.start()), "two-leaders"
        else:
            pair, rule = two_people(scene, match.start()), "two-people"
        if pair:
            note_pair(scene, *match.span(), pair, rule)


def note_pair(scene: Scene, start: int, end: int, pair: tuple[ActorMention, ...], rule: str) -> ActorMention:
    is_ours = {mention.side for mention in pair} == {Side.US, Side.PRC}
    return scene.add(
        start,
        end,
        name=" and ".join(mention.name for mention in pair),
        side=pair[0].side if is_ours else Side.OTHER,
        kind="pair",
        rule=rule,
        score=0.8,
        antecedents=pair,
    )


def mentions_before(
    scene: Scene, place: int, kinds: tuple[str, ...], *, within: int | None = None
) -> list[ActorMention]:
    """Mentions of some kinds before a place, the nearest first; `within` counts sentences back."""
    found = [m for m in scene.in_order() if m.kind in kinds and m.span.end <= place]
    if within is not None:
        index = scene.sentence_index(place)
        found = [m for m in found if index - scene.sentence_index(m.span.start) <= within]
    return found[::-1]


def two_people(scene: Scene, place: int) -> tuple[ActorMention, ...]:
    """The last two people named, of different sides."""
    near = mentions_before(scene, place, ("person", "office"), within=4)
    return different(near)


def different(near: list[ActorMention]) -> tuple[ActorMention, ...]:
    if not near:
        return ()
    second = next((m for m in near if m.side is not near[0].side), None)
    if second is None and near[0].side is Side.OTHER:
        second = next((m for m in near if m.name != near[0].name), None)
    return tuple(sorted((near[0], second), key=lambda m: m.span)) if second else ()


def two_leaders(scene: Scene, place: int) -> tuple[ActorMention, ...]:
    """The last two heads of state or government named; else, if none is, the last two people."""
    near = mentions_before(scene, place, ("person", "office"), within=6)
    heads = [mention for mention in near if is_head(scene, mention)]
    found = different(heads) or different(
        mentions_before(scene, place, ("person", "office")) if not heads else near[:8]
    )
    return found if len(found) == 2 else different(near)


def is_head(scene: Scene, mention: ActorMention) -> bool:
    if mention.key:
        return any(term.office.rank == 1 for term in scene.lexicon.offices_of(mention.key, scene.dct))
    return bool(
        re.match(r"(?:.*\b)?(?:president|prime minister|premier|king|chancellor|leader)", mention.office.lower())
    )


def two_countries(scene: Scene, place: int) -> tuple[ActorMention, ...]:
    """The last two countries that anything before this place belongs to, as countries."""
    kinds = ("person", "office", "body", "group", "country")
    for reach in (2, 6, None):
        found = {}
        for mention in mentions_before(scene, place, kinds, within=reach):
            if mention.kind != "country" and mention.side is Side.OTHER:
                continue
            if mention.kind == "body" and mention.side is Side.OTHER:
                continue
            found.setdefault(mention.name if mention.side is Side.OTHER else mention.side, mention)
            if len(found) == 2:
                return tuple(as_country(scene, m) for m in sorted(found.values(), key=lambda m: m.span))
    return ()


def as_country(scene: Scene, mention: ActorMention) -> ActorMention:
    code = {Side.US: "US", Side.PRC: "CN"}.get(mention.side)
    name = scene.lexicon.countries[code].name if code in scene.lexicon.countries else mention.name
    return ActorMention(mention.span, mention.text, name, mention.side, "country", "side-of", score=0.7)


def find_pronouns(scene: Scene) -> None:
    """ "he", "she": the subject of the sentence so far or of the one before; "they": the last pair."""
    for match in PRONOUN.finditer(scene.text):
        if not scene.is_free(*match.span()):
            continue
        person = antecedent(scene, match.start(), is_female=match[0].lower() in ("she", "her", "herself"))
        if person:
            scene.add(
                *match.span(), name=person.name, side=person.side, kind="pronoun", rule="pronoun", keys=person.keys,
                office=person.office, score=0.6 * person.score, warning=person.warning, antecedents=(person,),
            )  # fmt: skip
    for match in THEY.finditer(scene.text):
        pair = scene.is_free(*match.span()) and two_of_sentence(scene, match.start())
        if pair:
            note_pair(scene, *match.span(), pair, "they")


def two_of_sentence(scene: Scene, place: int) -> tuple[ActorMention, ...]:
    """Two people, or a pair, in this sentence before the word, or in the sentence before."""
    index = scene.sentence_index(place)
    for back in (0, 1, 2):
        near = [
            m
            for m in mentions_before(scene, place, ("person", "office", "pair"), within=back)
            if scene.sentence_index(m.span.start) == index - back
        ]
        if near and near[0].kind == "pair":
            return near[0].antecedents
        found = different([m for m in near if m.kind != "pair"])
        if found:
            return found
    return ()


def antecedent(scene: Scene, place: int, *, is_female: bool) -> ActorMention | None:
    index = scene.sentence_index(place)
    people = mentions_before(scene, place, ("person", "office"), within=3)
    for back in range(4):
        inside = [m for m in people if scene.sentence_index(m.span.start) == index - back]
        fitting = [m for m in reversed(inside) if fits(scene, m, is_female=is_female)]
        if fitting:
            return fitting[0]
    return None


def fits(scene: Scene, mention: ActorMention, *, is_female: bool) -> bool:
    if re.match(r"(?:Mr\.? |Sir |King |Prince |Lord )", mention.text):
        return not is_female
    if re.match(r"(?:Mrs\.? |Ms\.? |Madam|Queen |Lady )", mention.text):
        return is_female
    if mention.key:
        person = scene.lexicon.people[mention.key]
        return (person.key in FEMALE_KEYS | FEMALE_OTHER or person.given in FEMALE) is is_female
    return True if not is_female else mention.name.split()[0] in FEMALE or mention.side is not Side.US
