"""Countries that act, and capitals that stand for their government."""

import re

from timeline.vocabulary import Side

from ..lexicon import Person
from ..metonymy import is_government, is_visited
from ..phrasebook import Hit
from ..types import ActorMention, Span
from .people import office_on
from .scene import Scene, side_of
from .titles import Title

AMERICA = r"(?:U\.S\.|US|American|America|the United States|United States)"
CHINA = r"(?:China|Chinese|PRC)"
LINK = r"(?:-| and |/)"
COMPOUND = re.compile(
    rf"\b(?:Sino-(?:U\.S\.|US|American)|{AMERICA}{LINK}(?:the )?{CHINA}|{CHINA}{LINK}(?:the )?{AMERICA})(?!\w)"
)
PLURALS = {
    "presidents": "president",
    "leaders": "leader",
    "heads of state": "president",
    "foreign ministers": "foreign minister",
    "defense ministers": "defense minister",
    "defence ministers": "defence minister",
    "defense chiefs": "defense chief",
    "defence chiefs": "defence chief",
    "finance ministers": "finance minister",
    "top diplomats": "top diplomat",
    "vice presidents": "vice president",
    "commerce ministers": "commerce minister",
    "climate envoys": "climate envoy",
    "trade negotiators": "trade negotiator",
    "military chiefs": "military chief",
}
PLURAL_AFTER = re.compile(r" (" + "|".join(PLURALS) + r")\b")
ADJECTIVAL = ("U.S.", "US", "PRC", "UK", "U.K.", "ROK", "DPRK", "UAE", "U.S.A.")
WORD_AFTER = re.compile(r" (\w+)")
CALENDAR = (
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Nov|Dec|Oct|Sept|Aug|Jan|Feb|Mar|Apr)"
)
NAME_AFTER = re.compile(rf" (?!{CALENDAR}\b)[A-Z]\w+")
NAME_BEFORE = re.compile(r"\b(?:South|East|North|Air|Bank of|University of|Embassy of|Voice of|Radio Free|New) \Z")
NOT_ACTING = re.compile(
    r"\b(?:president|premier|minister|king|emperor|history|people|rest|part|parts|map|south|north|east|west|coast"
    r"|population|republic|image|view|study|rise|future) of (?:the )?\Z",
    re.IGNORECASE,
)
VERB_AFTER = re.compile(
    r" (?:and|or|of|to|in|on|at|by|for|with|has|have|had|was|is|were|are|will|would|did|does|could|should|may|might"
    r"|must|can|cannot|also|still|now|never|not|said|says|wants?|wanted|hopes?|hoped|expects?|expected|agrees?|agreed"
    r"|plans?|planned|needs?|sees?|sought|seeks?|believes?|considers?|refuses?|refused|rejects?|rejected|accuses?"
    r"|accused|urges?|urged|warns?|warned|calls?|called|insists?|insisted|held|hosts?|hosted|invites?|invited"
    r"|met|takes?"
    r"|took|makes?|made|over|that|which|who|as|after|before|while|when|if|but|because|since|until|than|about|against"
    r"|from|into|through|this|last|next|later|earlier|yesterday|today|tomorrow|Monday|Tuesday|Wednesday"
    r"|Thursday|Friday"
    r"|Saturday|Sunday|raised|proposed|proposes|offered|offers|announced|announces|continues?|continued|remains?"
    r"|remained|pressed|pressured|suspended|cancelled|canceled|postponed|imposed|lifted|sent|told|asked|maintains?"
    r"|recognizes?|recognized|regards?|informed|look(?:s|ed)?|kept|keeps?|began|begins?|ended|ends|put|puts"
    r"|came|comes"
    r"|became|becomes|gave|gives|let)\b"
)


def find_countries(scene: Scene) -> None:
    """Countries that act: not where somebody goes or stays, and capitals only where they stand for a government."""
    find_compounds(scene)
    cities, done = {hit.end for hit in scene.sort("city")}, -1
    for hit in scene.sort("country"):
        if hit.start < done or not scene.is_free(hit.start, hit.end) or hit.values[0] in ("HK", "MO"):
            continue
        if is_adjective(scene, hit) or is_part_of_name(scene, hit) or is_visited(scene.text, hit.start):
            continue
        if scene.text[hit.start - 2 : hit.start] == ", " and hit.start - 2 in cities:
            continue  # "Bali, Indonesia"
        done = hit.end
        add_country(scene, hit.start, hit.end, hit.values[0], rule="country", score=0.8)
    for hit in scene.sort("city"):
        code = hit.values[0].country
        country = scene.lexicon.countries.get(code)
        if not country or country.capital != hit.values[0].name or code in ("HK", "MO", "SG"):
            continue
        if scene.is_free(hit.start, hit.end) and is_government(scene.text, hit.start, hit.end):
            add_country(scene, hit.start, hit.end, code, rule="capital-as-government", score=0.7)


def add_country(scene: Scene, start: int, end: int, code: str, *, rule: str, score: float) -> ActorMention:
    name = scene.lexicon.countries[code].name if code in scene.lexicon.countries else scene.raw[start:end]
    return scene.add(start, end, name=name, side=side_of(code), kind="country", rule=rule, score=score)


def find_compounds(scene: Scene) -> None:
    """ "U.S.-China talks", "Chinese and American leaders": both countries, or the holders of both offices."""
    for match in COMPOUND.finditer(scene.text):
        if not scene.is_free(*match.span()):
            continue
        words, start, end = match[0], match.start(), match.end()
        cut = next(words.index(mark) for mark in (" and ", "-", "/") if mark in words)
        codes = ("CN", "US") if words.startswith(("Sino", "Chin", "PRC")) else ("US", "CN")
        plural = PLURAL_AFTER.match(scene.text, end)
        if plural and note_holders(scene, start, plural.end(), codes, PLURALS[plural[1]]):
            continue
        second = start + cut + (5 if words[cut:].startswith(" and ") else 1)
        add_country(scene, start, start + cut, codes[0], rule="country-compound", score=0.6)
        add_country(scene, second, end, codes[1], rule="country-compound", score=0.6)


def note_holders(scene: Scene, start: int, end: int, codes: tuple[str, str], phrase: str) -> ActorMention | None:
    """ "the Chinese and American presidents" as a pair of the office's holders on the day."""
    holders = [holder(scene, side_of(code), phrase) for code in codes]
    if not all(holders):
        return None
    span, title = Span(start, end), Title(start, phrase)
    pair = tuple(
        ActorMention(
            span, span.of(scene.raw), person.name, person.side, "office", "office-of-both", (person.key,),
            office_on(scene.lexicon, person, scene.dct, title), 0.8,
        )
        for person in holders
    )  # fmt: skip
    names = " and ".join(person.name for person in holders)
    return scene.add(
        start, end, name=names, side=pair[0].side, kind="pair", rule="office-of-both", score=0.8, antecedents=pair
    )


def holder(scene: Scene, side: Side, phrase: str) -> Person | None:
    """Who of a side holds the highest office of that phrase on the article's day."""
    if scene.dct is None:
        return None
    terms = [t for t in scene.lexicon.by_phrase(phrase) if t.office.side is side and t.covers(scene.dct)]
    terms = [term for term in terms if not term.is_former]
    best = min(terms, key=lambda term: (term.office.rank, -term.start.toordinal()), default=None)
    return scene.lexicon.people[best.person] if best else None


def is_adjective(scene: Scene, hit: Hit) -> bool:
    """Whether "U.S." or "US" stands before a noun of its own: "U.S. tariffs" is not the country acting."""
    if scene.text[hit.start : hit.end] not in ADJECTIVAL:
        return False
    if not WORD_AFTER.match(scene.text, hit.end):
        return scene.text[hit.end : hit.end + 1] == "-" and scene.text[hit.end + 1 : hit.end + 2].isalpha()
    return not VERB_AFTER.match(scene.text, hit.end)


def is_part_of_name(scene: Scene, hit: Hit) -> bool:
    """ "China Daily", "South China Sea", "Bank of China", "the history of China"."""
    text = scene.text
    if NAME_AFTER.match(text, hit.end) and text[hit.start : hit.end] not in ADJECTIVAL:
        return True
    before = max(0, hit.start - 24)
    return bool(NAME_BEFORE.search(text, before, hit.start) or NOT_ACTING.search(text, before, hit.start))
