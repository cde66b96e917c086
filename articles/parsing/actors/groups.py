"""Bodies, delegations and ships: actors of a side that are no single person."""

import re

from timeline.vocabulary import Side

from ..phrasebook import Hit
from .scene import Scene, side_of

ADJECTIVE = (
    r"(?:senior|top|top-level|high-level|high-ranking|highest-level|working-level|mid-level|low-level|government"
    r"|military|trade|economic|defense|defence|foreign|foreign-policy|ministry|state|treasury|commerce|navy"
    r"|naval|army"
    r"|embassy|party|communist|theater|theatre|state department|white house|pentagon|administration|climate|financial"
    r"|finance|security|intelligence|congressional|parliamentary|legislative|central|bank|business|nuclear"
    r"|arms|control"
    r"|diplomatic|cabinet-level|vice-ministerial|ministerial|cabinet|expert|technical|official|visiting|chief|space"
    r"|health|law|enforcement|agriculture|agricultural|energy|civilian|missile|guided|guided-missile|training"
    r"|amphibious"
    r"|ministry's|six-member|high-powered|large|small|bipartisan|foreign ministry|defense ministry|commerce ministry"
    r"|affairs|policy)"
)
GROUP_NOUN = (
    r"(?:officials?|leaders?|leadership|diplomats?|negotiators?|delegations?|delegates?|envoys?|representatives?"
    r"|commanders?|side|sides|authorities|generals?|admirals?|officers?|lawmakers|senators|congressmen|legislators"
    r"|experts|scientists|teams?|mission|warships?|fleet|navy|ships?|vessels?|destroyers?|squadron|troops|forces"
    r"|military|army|air force|ministers|ambassadors|policymakers|policy makers|aides|advisers|advisors|emissary"
    r"|emissaries|presidents|government|administration|military attaches|defense chiefs|defence chiefs"
    r"|military chiefs"
    r"|astronauts|players)"
)
GROUP = re.compile(rf"(?: {ADJECTIVE}){{0,4}} {GROUP_NOUN}\b", re.IGNORECASE)
BEFORE_GROUP = re.compile(
    r"(?:(?<![\w'])(?:the|a|an|some|several|other|more|many|both|two|three|four|five|any|one|all)\s)?"
    rf"(?:(?<![\w']){ADJECTIVE}\s){{0,3}}\Z",
    re.IGNORECASE,
)
TOGETHER = re.compile(r"(?: and | or |, |/)\Z")
SHIP = re.compile(
    r"\b(?:the )?(?P<name>(?:USS|U\.S\.S\.|USNS) [A-Z][\w.]*(?: [A-Z][\w.]*){0,3})(?: \([A-Z]{2,4}[ -]?\d{1,3}\))?"
)
SHIP_WORDS = (
    "USS ",
    "U.S.S.",
    "USNS",
    " ship",
    "warship",
    "flagship",
    "estroyer",
    "rigate",
    "ruiser",
    "tanker",
    "arrier",
    "ubmarine",
    " Navy",
)
SHIP_NOUN = (
    r"(?:destroyers?|frigates?|warships?|training ship|ships?|tankers?|cruisers?|(?:aircraft )?carriers?|submarines?"
    r"|vessels?|cutters?|flagship|supply ship|replenishment ship|oiler|minesweeper|hospital ship)"
)
KIND_OF_SHIP = (
    r"(?:(?:guided|missile|guided-missile|fuel|naval|training|supply|depot|hospital|amphibious|nuclear|fleet) )"
)
QUOTED_SHIP = re.compile(
    rf"(?P<noun>(?<![\w'])(?:{KIND_OF_SHIP}){{0,2}}{SHIP_NOUN}),? \"(?P<name>[A-Z][\w. ]{{1,24}})\""
    rf"|(?:the )?\"(?P<name2>[A-Z][\w. ]{{1,24}})\" (?P<noun2>(?:{KIND_OF_SHIP}){{0,2}}{SHIP_NOUN})",
    re.IGNORECASE,
)
BARE_NOUN = re.compile(r"destroyer|frigate|cruiser|training ship|combat ship|hospital ship|flagship|aircraft carrier")
BARE_SHIP = re.compile(
    rf"(?P<noun>(?<![\w'])(?:{KIND_OF_SHIP}){{0,2}}(?:destroyer|frigate|cruiser|training ship|combat ship|hospital ship"
    r"|flagship|aircraft carrier)) (?P<name>[A-Z][a-z]\w+(?: [A-Z][a-z]\w+)?)"
)
FROM_BEFORE = re.compile(rf"\b{GROUP_NOUN} (?:from|of) [^,.;]{{0,34}}\Z", re.IGNORECASE)
GROUP_OF = re.compile(
    rf"(?P<words>(?:(?<![\w']){ADJECTIVE} ){{0,3}}{GROUP_NOUN}) (?:from|of) (?:the )?"
    r"(?:(?P<first>[A-Z][\w.]*(?: [A-Z]\w*)?) and (?:the )?)?\Z",
    re.IGNORECASE,
)
OWNED_SHIP = re.compile(r"(?:[Tt]he )?\"(?P<name>[A-Z][\w. ]{1,24})\"(?= of the (?:U\.S\.|US|American|Chinese) Navy)")
LABELS = {Side.US: "US", Side.PRC: "Chinese"}


def find_ships(scene: Scene) -> None:
    """Warships by prefix ("USS Juneau") or by name in quotes beside the kind of ship (destroyer "Qingdao")."""
    if not any(word in scene.text for word in SHIP_WORDS):
        return
    for match in SHIP.finditer(scene.text):
        if scene.is_free(*match.span()):
            note_ship(scene, match, match["name"], Side.US)
    quoted = '"' in scene.text
    for match in OWNED_SHIP.finditer(scene.text) if quoted else ():
        if scene.is_free(*match.span()):
            side = ship_side(scene, *match.span())
            note_ship(scene, match, f"USS {match['name']}" if side is Side.US else match["name"], side)
    for match in QUOTED_SHIP.finditer(scene.text) if quoted else ():
        if scene.is_free(*match.span()):
            noun = (match["noun"] or match["noun2"]).lower()
            note_ship(scene, match, f"{noun} {match['name'] or match['name2']}", ship_side(scene, *match.span()))

    for match in BARE_SHIP.finditer(scene.text) if BARE_NOUN.search(scene.text) else ():
        if scene.is_free(*match.span()) and not scene.known_between(*match.span("name")):
            note_ship(scene, match, f"{match['noun'].lower()} {match['name']}", ship_side(scene, *match.span()))


def note_ship(scene: Scene, match: re.Match, name: str, side: Side) -> None:
    scene.add(*match.span(), name=name, side=side, kind="body", rule="ship", score=0.9)


def ship_side(scene: Scene, start: int, end: int) -> Side:
    """By the nearest country or body word of the sentence, those before the ship counting as nearer."""
    sentence = scene.sentence_of(start)
    near = []
    for hit in scene.hits_within(("demonym", "country", "body"), sentence.start, sentence.end):
        value = hit.values[0]
        side = side_of(value) if isinstance(value, str) else value.side
        distance = start - hit.end if hit.end <= start else (hit.start - end) + 15
        near.append((distance, side))
    return min(near, key=lambda pair: pair[0], default=(0, Side.OTHER))[1]


def find_bodies(scene: Scene) -> None:
    """Ministries, commands, parties; a body under another country's name belongs to that country."""
    for hit in scene.sort("body"):
        if not scene.is_free(hit.start, hit.end) or is_in_gathering(scene, hit):
            continue
        body = hit.values[0]
        origin = scene.origin_before(hit.start)
        start, side, name = hit.start, body.side, body.name
        if origin and scene.is_free(origin.start, hit.start):
            start = origin.start
            found = side_of(origin.values[0], "government")
            if found is not side and side is not Side.OTHER:
                side, name = found, scene.raw[start : hit.end]
        scene.add(start, hit.end, name=name, side=side, kind="body", rule="body", score=0.9)


def is_in_gathering(scene: Scene, hit: Hit) -> bool:
    """ "ASEAN" in "ASEAN Regional Forum"."""
    return any(
        other.sort == "gathering" and other.start <= hit.start and hit.end < other.end
        for other in scene.known_between(hit.start, hit.end + 1)
    )


def find_groups(scene: Scene) -> None:
    """Unnamed people of a side: "senior Chinese officials", "a U.S. delegation", "the Chinese side"."""
    for hit in scene.sort("demonym"):
        match = GROUP.match(scene.text, hit.end)
        if not match or not scene.is_free(hit.start, match.end()):
            continue
        noun = scene.raw[hit.end : match.end()].strip()
        start = hit.start
        link = TOGETHER.search(scene.text, max(0, start - 6), start)
        partner = scene.origin_at_end.get(link.start()) if link else None
        if partner and scene.is_free(partner.start, partner.end):
            # "Chinese and U.S. officials": two groups, the first with its own word only.
            note_group(scene, widened(scene, partner.start), partner.end, partner, noun)
        else:
            start = widened(scene, start)
        note_group(scene, start, match.end(), hit, noun)

    find_groups_of(scene)


def find_groups_of(scene: Scene) -> None:
    """ "military officers from the United States and China": each country's word stands for its officers."""
    for hit in scene.sort("country"):
        if not FROM_BEFORE.search(scene.text, max(0, hit.start - 44), hit.start):
            continue
        match = GROUP_OF.search(scene.text, max(0, hit.start - 110), hit.start)
        if match and scene.is_free(hit.start, hit.end) and not match["words"].lower().endswith(("leadership", "side")):
            side = side_of(hit.values[0])
            label = LABELS.get(side) or scene.lexicon.countries[hit.values[0]].name
            name = f"{label} {match['words'].strip()}"
            scene.add(hit.start, hit.end, name=name, side=side, kind="group", rule="group-of", score=0.7)


def widened(scene: Scene, start: int) -> int:
    """Where a group begins with the words before its country: "a senior |Chinese"."""
    before = BEFORE_GROUP.search(scene.text, max(0, start - 60), start)
    return before.start() if before and scene.is_free(before.start(), start) else start


def note_group(scene: Scene, start: int, end: int, origin: Hit, noun: str) -> None:
    side = side_of(origin.values[0])
    label = LABELS.get(side) or scene.raw[origin.start : origin.end]
    scene.add(start, end, name=f"{label} {noun}", side=side, kind="group", rule="group", score=0.8)
