"""Offices that stand for their holder: "the treasury secretary", "China's top diplomat", "the Chinese premier"."""

import re
from dataclasses import dataclass

from timeline.vocabulary import Side

from ..lexicon import Person
from ..phrasebook import Hit
from ..types import ActorMention
from .people import office_on, title_fit
from .scene import MANY, MEMORY, PEOPLE, Scene, side_of
from .titles import FORMER, MODIFIER_BEFORE, Title

DETERMINER = re.compile(r"\b(?:the|his|her|its|their|a|an|another|any|no|every|each) \Z", re.IGNORECASE)
INDEFINITE = re.compile(r"\b(?:a|an|another|any|no|every|each) \Z", re.IGNORECASE)
# These words alone are too common to mean a US or Chinese holder where no country is named.
TOO_COMMON = re.compile(
    r"(?:leader|secretary|ambassador|minister|senator|speaker|chairman|vice minister|representative|interpreter|aide"
    r"|translator|lawmaker|senior adviser|senior advisor|commander in chief|economic adviser|climate negotiator"
    r"|chief executive|top general|senior director|director general|son-in-law|special envoy|sen\.|rep\.|envoy"
    r"|premier"
    r"|prime minister|foreign minister|finance minister|defen[cs]e minister|trade minister|governor|top leader"
    r"|vice-?chairman|supreme leader|chief negotiator|top negotiator|nuclear envoy|head of state|military chief"
    r"|army chief|navy chief|police chief|ranking member|counselor|central bank governor|chief of staff"
    r"|elder statesman)\Z"
)
BESIDE = 200  # characters: no name with its title is longer
POSTED_ELSEWHERE = re.compile(r"(?:ambassador|envoy|special envoy|permanent representative|representative)")
TO_COUNTRY = re.compile(r" (?:to|in|at) (?:the )?[A-Z]")
# Words of other governments that are used for US offices only where the country is named.
BORROWED = ("foreign minister", "foreign secretary", "finance minister", "defense minister", "defence minister",
            "commerce minister", "war minister", "head of state")  # fmt: skip
BEFORE_OFFICE = (", ", " (", ", also ", ", now ", ", who is ")
SAME_OFFICE = {"premier": "prime minister", "prime minister": "premier"}
AFTER_OFFICE = (", ", " - ", ", Mr. ", ", Gen. ")


@dataclass(frozen=True, slots=True)
class Phrase:
    """An office phrase with what stands before it."""

    hit: Hit
    start: int
    origin: Hit | None
    is_former: bool
    determiner: str

    @property
    def words(self) -> str:
        return self.hit.values[0]

    @property
    def side(self) -> Side | None:
        return side_of(self.origin.values[0], self.words) if self.origin else None


def find_offices(scene: Scene) -> None:
    """Office phrases without a name: those beside a name are that person's, the rest the holder's of the day."""
    done = -1
    for hit in scene.sort("office"):
        if hit.start < done or not scene.is_free(hit.start, hit.end) or hit is not scene.office_at_start[hit.start]:
            continue
        phrase = read_phrase(scene, hit)
        if note_beside_name(scene, phrase) or note_holder(scene, phrase):
            done = hit.end


def read_phrase(scene: Scene, hit: Hit) -> Phrase:
    first, origin, former = hit.start, None, hit.values[0].startswith(("former ", "ex-"))
    for _ in range(4):
        modifier = MODIFIER_BEFORE.search(scene.text, max(0, first - 20), first)
        if modifier:
            former = former or bool(FORMER.search(modifier[0]))
            first = modifier.start()
            continue
        found = None if origin else scene.origin_before(first)
        if not found:
            break
        origin, first = found, found.start
    determiner = DETERMINER.search(scene.text, max(0, first - 10), first)
    start = determiner.start() if determiner else first
    if not scene.is_free(start, hit.start):
        start, origin = hit.start, None  # those words belong to somebody else already
    return Phrase(hit, start, origin, former, determiner[0] if determiner else "")


def note_beside_name(scene: Scene, phrase: Phrase) -> ActorMention | None:
    """ "Wang Yi, China's top diplomat" and "China's top diplomat, Wang Yi": the name beside it has the office."""
    for mention in scene.between(phrase.start - BESIDE, phrase.hit.end + 10):
        if mention.kind == "person":
            follows = scene.text[mention.span.end : phrase.start] in BEFORE_OFFICE
            leads = scene.text[phrase.hit.end : mention.span.start] in AFTER_OFFICE
            if follows or leads:
                return note_same(scene, phrase, mention)
    return None


def note_same(scene: Scene, phrase: Phrase, person: ActorMention) -> ActorMention:
    if not person.key and phrase.side is not None and person.side is Side.OTHER:
        person = scene.change(person, side=phrase.side)
    if not person.office:
        person = scene.change(person, office=scene.raw[phrase.hit.start : phrase.hit.end])
    return scene.add(
        phrase.start, phrase.hit.end, name=person.name, side=person.side, kind="office", rule="office-beside-name",
        keys=person.keys, office=person.office, score=person.score, warning=person.warning, antecedents=(person,),
    )  # fmt: skip


def note_holder(scene: Scene, phrase: Phrase) -> ActorMention | None:
    side, hit = phrase.side, phrase.hit
    if phrase.is_former or INDEFINITE.search(phrase.determiner):
        return None
    if side is None and not (phrase.determiner or is_capitalised(scene, hit)):
        return None
    if side is Side.OTHER:
        return foreign_office(scene, phrase)
    bearer = bearer_before(scene, phrase) if side is None else None
    if bearer:
        return note_same(scene, phrase, bearer)
    stranger = stranger_with(scene, phrase) if side is None else None
    if stranger:
        return note_same(scene, phrase, stranger)
    if POSTED_ELSEWHERE.fullmatch(phrase.words) and TO_COUNTRY.match(scene.text, hit.end):
        return unknown_holder(scene, phrase)  # "the American ambassador to Kenya" is not the one to China
    title = Title(phrase.start, phrase.words, side)
    people = holders_in_article(scene, title, hit.start) or holders_of_day(scene, title)
    if side is None and phrase.words in BORROWED:
        people = [person for person in people if person.side is not Side.US]
    if not people:
        return unknown_holder(scene, phrase)
    return scene.add(
        phrase.start, hit.end, name=people[0].name, side=people[0].side, kind="office", rule="office",
        keys=tuple(person.key for person in people[:3]), office=office_on(scene.lexicon, people[0], scene.dct, title),
        score=0.9 if side else 0.75,
    )  # fmt: skip


def is_capitalised(scene: Scene, hit: Hit) -> bool:
    return scene.text[hit.start].isupper() and " " in scene.text[hit.start : hit.end]


# Said alone, each means whoever bore such a title last: "the secretary" after "Treasury Secretary Janet Yellen".
BARE = ("secretary", "minister", "envoy", "adviser", "advisor", "ambassador", "general", "admiral", "negotiator")


def bearer_before(scene: Scene, phrase: Phrase) -> ActorMention | None:
    """The person of either side named last with a title that ends in the bare word."""
    if phrase.words not in BARE or phrase.determiner.lower() != "the ":
        return None
    for mention in scene.before(phrase.start, ("person",)):
        if mention.side is not Side.OTHER and phrase.words in f"{mention.office} {mention.text}".lower():
            return mention
    return None


def stranger_with(scene: Scene, phrase: Phrase) -> ActorMention | None:
    """The last named bearer of the office if a stranger: "the prime minister" after "Prime Minister Manmohan Singh"."""
    spellings = (phrase.words, SAME_OFFICE.get(phrase.words, phrase.words))
    for mention in scene.before(phrase.start, ("person",)):
        if any(words in mention.office.lower() for words in spellings):
            return mention if not mention.key else None
    return None


def foreign_office(scene: Scene, phrase: Phrase) -> ActorMention:
    country = scene.lexicon.countries[phrase.origin.values[0]]
    office = scene.raw[phrase.hit.start : phrase.hit.end]
    return scene.add(
        phrase.start, phrase.hit.end, name=f"{country.name}: {office}", side=Side.OTHER, kind="office",
        rule="foreign-office", office=office, score=0.8,
    )  # fmt: skip


def unknown_holder(scene: Scene, phrase: Phrase) -> ActorMention | None:
    """An office of a side whose holder that day is not known: kept under its own words."""
    if phrase.side is None:
        return None
    words = scene.raw[phrase.hit.start : phrase.hit.end]
    label = "Chinese" if phrase.side is Side.PRC else "US"
    return scene.add(
        phrase.start, phrase.hit.end, name=f"{label} {words}", side=phrase.side, kind="office", rule="office-unknown",
        office=words, score=0.5,
    )  # fmt: skip


def holders_in_article(scene: Scene, title: Title, place: int) -> list[Person]:
    """Those the article has named who fit the office, the last before this place first."""
    fitting = {}
    named = [*scene.before(place, PEOPLE), *scene.between(place, place + MEMORY)[:MANY]]
    for mention in named:
        if mention.kind not in PEOPLE or not mention.key or "former" in mention.office:
            continue
        person = scene.lexicon.people[mention.key]
        if title_fit(person, scene.dct, title) == 2:
            fitting.setdefault(person.key, person)
    return list(fitting.values())


def holders_of_day(scene: Scene, title: Title) -> list[Person]:
    """Holders of the office on the article's day; without a side only if one side alone has such an office."""
    phrased = scene.lexicon.by_phrase(title.phrase)
    sides = {term.office.side for term in phrased}
    if scene.dct is None or (title.side is None and (len(sides) > 1 or TOO_COMMON.fullmatch(title.phrase))):
        return []
    terms = [
        term
        for term in phrased
        if title.side in (None, term.office.side) and term.covers(scene.dct) and not term.is_former
    ]
    # The higher office wins: "top diplomat" is the party commission's director before the minister.
    terms.sort(key=lambda term: (term.office.rank, term.office.phrases.index(title.phrase), -term.start.toordinal()))
    people = {term.person: scene.lexicon.people[term.person] for term in terms}
    return list(people.values()) if len(people) < 4 else []
