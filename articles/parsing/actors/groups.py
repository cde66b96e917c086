"""Countries, bodies, delegations and ships: actors of a side that are no single person."""

import re

from timeline.vocabulary import Side

from ..phrasebook import Hit
from ..types import ActorMention
from .scene import Scene, side_of

ADJECTIVE = (
    r"(?:senior|top|top-level|high-level|high-ranking|highest-level|working-level|mid-level|low-level"
    r"|government|military"
    r"|trade|economic|defense|defence|foreign|foreign-policy|ministry|state|treasury|commerce|navy|naval|army"
    r"|embassy|party"
    r"|communist|theater|theatre|state department|white house|pentagon|administration|climate|financial"
    r"|finance|security"
    r"|intelligence|congressional|parliamentary|legislative|central|bank|business|nuclear|arms|control|diplomatic"
    r"|cabinet-level|vice-ministerial|ministerial|cabinet|expert|technical|official|visiting|chief|space|health|law"
    r"|enforcement|agriculture|agricultural|energy|civilian|missile|guided|guided-missile|training|amphibious"
    r"|ministry's"
    r"|six-member|high-powered|large|small|bipartisan|foreign ministry|defense ministry|commerce ministry|and)"
)
GROUP_NOUN = (
    r"(?:officials?|leaders?|leadership|diplomats?|negotiators?|delegations?|delegates?|envoys?"
    r"|representatives?|commanders?"
    r"|side|sides|authorities|generals?|admirals?|officers?|lawmakers|senators|congressmen|legislators|experts"
    r"|scientists"
    r"|teams?|mission|warships?|fleet|navy|ships?|vessels?|destroyers?|squadron|troops|forces|military|army|air force"
    r"|ministers|ambassadors|counterparts?|policymakers|policy makers|aides|advisers|advisors|emissary|emissaries"
    r"|government|administration|military attaches|defense chiefs|defence chiefs|military chiefs|astronauts|players)"
)
GROUP = re.compile(rf"(?: {ADJECTIVE}){{0,4}} {GROUP_NOUN}\b", re.IGNORECASE)
BEFORE_GROUP = re.compile(
    rf"(?:\b(?:the|a|an|some|several|other|more|many|both|two|three|four|five|any|one"
    rf"|all)\s)?(?:{ADJECTIVE}\s){{0,3}}\Z",
    re.IGNORECASE,
)
COUNTERPART = re.compile(r"counterparts?\Z", re.IGNORECASE)
PLACE_BEFORE = re.compile(
    r"\b(?:in|at|to|from|into|across|through|throughout|within|around|near|outside|inside|toward|towards|via"
    r"|over|leaving"
    r"|visit|visits|visited|visiting|toured?|touring|enter|entered|entering|left|leave|leaves|reach|reached|tour of"
    r"|visit of|arrived in|off|between the .{0,10}of|mainland|around|neighboring|neighbouring|the rest of|parts of)"
    r"(?: (?:the|neighboring|neighbouring|communist|mainland|both|either))? \Z",
    re.IGNORECASE,
)
COMPOUND = re.compile(
    r"\b(?:Sino-(?:U\.S\.|US|American)|(?:U\.S\.|US|American|America)(?:-| and |/)(?:China|Chinese|Sino|PRC)"
    r"|(?:China|Chinese)(?:-| and |/)(?:U\.S\.|US|American|America))(?![\w])"
)
GOVERNMENT_AFTER = re.compile(
    r"(?:'s (?:government|position|stance|policy|demands?|refusal|decision|response|reaction|leaders?|leadership|bid"
    r"|offer|proposal|request|support|claims?|view|reluctance|disapproval|desire|warning|concerns?|ambassador|envoy"
    r"|interests?|top|hand|role|rejection|insistence|willingness|attitude|tone|approach|relations?|ties))?"
    r" (?:and (?:Beijing|Washington|Moscow|Tokyo|Seoul|Pyongyang|London|Paris|Taipei|New Delhi) )?(?:also |still |now"
    r" |again |later |repeatedly |has |have |had |was |is |were |are |will |would |did not |does not |could "
    r"|should |may"
    r" |might |must |on \w+day |in turn |itself )*(?:said|says|told|insist\w*|claim\w*|accus\w+|warn\w*"
    r"|agree\w*|reject\w*"
    r"|refus\w+|want\w*|hop\w+|call\w*|urg\w+|demand\w*|believ\w+|consider\w*|regard\w*|view\w*|see|sees|saw"
    r"|seek\w*|sought"
    r"|fear\w*|worr\w+|suspect\w*|den\w+|announc\w+|propos\w+|offer\w*|invit\w+|welcom\w+|condemn\w*|criti\w+"
    r"|protest\w*"
    r"|suspend\w*|cancel\w*|postpon\w*|cut|impos\w+|lift\w*|respond\w*|retaliat\w+|pledg\w+|promis\w+|vow\w*|decid\w+"
    r"|try|tries|tried|trying|voic\w+|express\w*|oppos\w+|support\w*|back\w*|resum\w+|restor\w+|normaliz\w+"
    r"|establish\w*"
    r"|plan\w*|prepar\w+|hold|holds|held|made|make|makes|took|take|takes|gave|give|gives|need\w*|remain\w*|committed"
    r"|unwilling|willing|reluctant|ready|keen|eager|concerned|angry|sanction\w*|expel\w*|sent|send\w*|ask\w*|know\w*"
    r"|hosted?|hosts|met|lodged|summoned|blam\w+|threaten\w*|maintain\w*|recogni\w+|signal\w*|confirm\w*|stress\w*"
    r"|informed|inform\w*|notified|assured|asserts?|asserted|regularly|long|has|had|have|is|was|are|were|will"
    r"|would|does"
    r"|did|could|should|may|might)\b"
)
OBJECT_BEFORE = re.compile(
    r"\b(?:told|informed|warned|urged|accused|asked|blamed|pressed|pushed|invited|assured|between|with|against"
    r"|notified"
    r"|by|and|that|because|if|whether|but|while|although|as|when|since|embarrass|persuade|pressure|engage|challenge"
    r"|confront|criticized|criticised|from both|on|for|of|than|like|angered?|antagonize|contain|balance|help"
    r"|let|offend"
    r"|according to|encourage) \Z",
    re.IGNORECASE,
)
SHIP = re.compile(
    r"\b(?:the )?(?P<name>(?:USS|U\.S\.S\.|USNS) [A-Z][\w.]*(?: [A-Z][\w.]*){0,3})(?: \([A-Z]{2,4}[ -]?\d{1,3}\))?"
)
SHIP_NOUN = (
    r"(?:destroyers?|frigates?|warships?|training ship|ships?|tankers?|cruisers?|(?:aircraft )?carriers?|submarines?"
    r"|vessels?|cutters?|flagship|supply ship|replenishment ship|oiler|minesweeper|hospital ship)"
)
QUOTED_SHIP = re.compile(
    rf"(?P<noun>(?:[\w-]+ ){{0,2}}{SHIP_NOUN}) \"(?P<name>[A-Z][\w. ]{{1,24}})\"|\"(?P<name2>[A-Z][\w. ]{{1,24}})\""
    rf" (?P<noun2>(?:[\w-]+ ){{0,2}}{SHIP_NOUN})",
    re.IGNORECASE,
)
LABELS = {Side.US: "US", Side.PRC: "Chinese"}


def find_ships(scene: Scene) -> None:
    for match in SHIP.finditer(scene.text):
        if scene.is_free(*match.span()):
            name = scene.raw[slice(*match.span("name"))]
            scene.add(*match.span(), name=name, side=Side.US, kind="body", rule="ship", score=0.9)
    for match in QUOTED_SHIP.finditer(scene.text):
        group = "name" if match["name"] else "name2"
        noun = match["noun"] or match["noun2"]
        if not scene.is_free(*match.span()):
            continue
        side = ship_side(scene, *match.span())
        name = f"{noun.split()[-1] if len(noun.split()) > 3 else noun} {scene.raw[slice(*match.span(group))]}"
        scene.add(*match.span(), name=name.strip(), side=side, kind="body", rule="ship", score=0.8)


def ship_side(scene: Scene, start: int, end: int) -> Side:
    """By the nearest country or body word of the sentence, before the ship if there is one."""
    sentence = scene.sentence_of(start)
    near = []
    for sort in ("demonym", "country", "body"):
        for hit in scene.sort(sort):
            if sentence.start <= hit.start and hit.end <= sentence.end:
                value = hit.values[0]
                side = side_of(value) if isinstance(value, str) else value.side
                distance = start - hit.end if hit.end <= start else (hit.start - end) + 15
                near.append((distance, side))
    return min(near, key=lambda pair: pair[0], default=(0, Side.OTHER))[1]


def find_bodies(scene: Scene) -> None:
    """Ministries, commands, parties; a body named like another country's takes that country's side."""
    for hit in scene.sort("body"):
        if not scene.is_free(hit.start, hit.end):
            continue
        body = hit.values[0]
        origin = scene.origin_before(hit.start)
        start = hit.start
        side = body.side
        name = body.name
        if origin and not scene.taken[origin.start]:
            start = origin.start
            found = side_of(origin.values[0])
            if found is not side and side is not Side.OTHER:
                side, name = found, scene.raw[start : hit.end]
        scene.add(start, hit.end, name=name, side=side, kind="body", rule="body", score=0.9)


def find_groups(scene: Scene) -> None:
    """Unnamed people of a side: "senior Chinese officials", "a U.S. delegation", "the Chinese side"."""
    for hit in scene.sort("demonym"):
        match = GROUP.match(scene.text, hit.end)
        if not match or not scene.is_free(hit.start, match.end()) or COUNTERPART.search(match[0]):
            continue
        before = BEFORE_GROUP.search(scene.text, max(0, hit.start - 60), hit.start)
        start = before.start() if before and scene.is_free(before.start(), hit.start) else hit.start
        scene.add(
            start, match.end(), name=group_name(scene, hit, match.end()), side=side_of(hit.values[0]), kind="group",
            rule="group", score=0.8,
        )  # fmt: skip


def group_name(scene: Scene, hit: Hit, end: int) -> str:
    side = side_of(hit.values[0])
    words = scene.raw[hit.end : end].strip()
    first = LABELS.get(side) or scene.raw[hit.start : hit.end]
    return f"{first} {words}"


def find_countries(scene: Scene) -> None:
    """Countries that act: not where somebody goes or stays, and capitals only where they stand for a government."""
    find_compounds(scene)
    seen = -1
    for hit in scene.sort("country"):
        if hit.start < seen or not scene.is_free(hit.start, hit.end) or hit.values[0] in ("HK", "MO"):
            continue
        if is_adjective(scene, hit) or PLACE_BEFORE.search(scene.text, max(0, hit.start - 40), hit.start):
            continue
        seen = hit.end
        add_country(scene, hit.start, hit.end, hit.values[0], rule="country", score=0.8)
    capitals = {country.capital: country.code for country in reversed(scene.lexicon.countries.values())}
    for hit in scene.sort("city"):
        code = capitals.get(hit.values[0].name)
        if code and scene.is_free(hit.start, hit.end) and is_government(scene, hit):
            add_country(scene, hit.start, hit.end, code, rule="capital-as-government", score=0.7)


def add_country(scene: Scene, start: int, end: int, code: str, *, rule: str, score: float) -> ActorMention:
    name = scene.lexicon.countries[code].name
    return scene.add(start, end, name=name, side=side_of(code), kind="country", rule=rule, score=score)


def find_compounds(scene: Scene) -> None:
    """ "U.S.-China talks", "Sino-American relations": both countries, each with its half of the words."""
    for match in COMPOUND.finditer(scene.text):
        if not scene.is_free(*match.span()):
            continue
        words = match[0]
        cut = max(words.find("-"), words.find("/"), words.find(" and "))
        start, middle, end = match.start(), match.start() + cut, match.end()
        first_is_china = words.startswith(("Sino", "Chin"))
        codes = ("CN", "US") if first_is_china else ("US", "CN")
        second = middle + (5 if words[cut:].startswith(" and ") else 1)
        add_country(scene, start, middle, codes[0], rule="country-compound", score=0.6)
        add_country(scene, second, end, codes[1], rule="country-compound", score=0.6)


def is_adjective(scene: Scene, hit: Hit) -> bool:
    """Whether "U.S." or "US" stands before a noun of its own: "U.S. tariffs" is not the country acting."""
    if scene.text[hit.start : hit.end] not in ("U.S.", "US", "PRC", "UK", "U.K.", "ROK", "DPRK", "UAE"):
        return False
    after = re.compile(r" (\w+)").match(scene.text, hit.end)
    if not after:
        return scene.text[hit.end : hit.end + 1] == "-" and scene.text[hit.end + 1 : hit.end + 2].isalpha()
    return not VERB_LIKE.match(scene.text, hit.end)


VERB_LIKE = re.compile(
    r" (?:and|or|of|to|in|on|at|by|for|with|has|have|had|was|is|were|are|will|would|did|does|could|should|may"
    r"|might|must|can"
    r"|cannot|also|still|now|never|not|said|says|wants?|wanted|hopes?|hoped|expects?|expected|agrees?|agreed"
    r"|plans?|planned"
    r"|needs?|sees?|sought|seeks?|believes?|considers?|refuses?|refused|rejects?|rejected|accuses?|accused"
    r"|urges?|urged"
    r"|warns?|warned|calls?|called|insists?|insisted|held|hosts?|hosted|invites?|invited|met|takes?|took"
    r"|makes?|made|over"
    r"|that|which|who|as|after|before|while|when|if|but|because|since|until|than|about|against|from|into"
    r"|through|this|last"
    r"|next|on|later|earlier|yesterday|today|tomorrow|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|raised"
    r"|proposed|proposes|offered|offers|announced|announces|continues?|continued|remains?|remained|pressed|pressured"
    r"|suspended|cancelled|canceled|postponed|imposed|lifted|sent|told|asked|maintains?|recognizes?|recognized"
    r"|regards?"
    r"|informed|look(?:s|ed)?|kept|keeps?|began|begins?|ended|ends|put|puts|came|comes|became|becomes|gave"
    r"|gives|let)\b"
)


def is_government(scene: Scene, hit: Hit) -> bool:
    """Whether a capital stands for its government: it speaks or acts, or is spoken to; never after "in" or "to"."""
    if PLACE_BEFORE.search(scene.text, max(0, hit.start - 40), hit.start):
        return bool(re.search(r"\bfrom \Z", scene.text[max(0, hit.start - 6) : hit.start])) and bool(
            re.search(r"\b(?:demand|pressure|message|signal|response|request|interference|aggression"
            r"|invitation)s? from \Z",
                      scene.text[max(0, hit.start - 24) : hit.start])
        )  # fmt: skip
    if GOVERNMENT_AFTER.match(scene.text, hit.end):
        return True
    return bool(OBJECT_BEFORE.search(scene.text, max(0, hit.start - 24), hit.start))
