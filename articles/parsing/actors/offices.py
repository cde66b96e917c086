"""Offices that stand for their holder: "the treasury secretary", "China's top diplomat", "his counterpart"."""

import re

from timeline.vocabulary import Side

from ..lexicon import Person
from ..phrasebook import Hit
from ..types import ActorMention
from .people import MODIFIER_BEFORE, Title, in_office, office_on, rank_people, title_fit
from .scene import Scene, side_of

DETERMINER = re.compile(r"\b(?:the|his|her|its|their|a|an|another|any|no|every|each) \Z", re.IGNORECASE)
INDEFINITE = re.compile(r"\b(?:a|an|another|any|no|every|each) \Z", re.IGNORECASE)
# "the president" needs no country in an article that has only one; but these words alone are too common for that.
TOO_COMMON = re.compile(
    r"(?:leader|secretary|ambassador|minister|senator|speaker|chairman|vice minister|representative|interpreter|aide"
    r"|translator|lawmaker|leader|senior adviser|senior advisor|commander in chief|economic adviser"
    r"|climate negotiator"
    r"|chief executive|top general|senior director|director general|son-in-law|special envoy|sen\.|rep\.|envoy)\Z"
)


def find_offices(scene: Scene) -> None:
    """Office phrases without a name, resolved to the holder of the day by side."""
    done = -1
    for hit in scene.sort("office"):
        if hit.start < done or not scene.is_free(hit.start, hit.end):
            continue
        if hit is not scene.office_at_start.get(hit.start):
            continue
        if note_office(scene, hit):
            done = hit.end


def note_office(scene: Scene, hit: Hit) -> ActorMention | None:
    phrase, first = hit.values[0], hit.start
    origin, former = None, False
    for _ in range(3):
        modifier = MODIFIER_BEFORE.search(scene.text, max(0, first - 20), first)
        if modifier:
            former = former or modifier[0].strip().lower() in ("former", "ex-", "late", "retired")
            first = modifier.start()
            continue
        found = scene.origin_before(first)
        if found and not origin:
            origin, first = found, found.start
            continue
        break
    determiner = DETERMINER.search(scene.text, max(0, first - 10), first)
    if former or (determiner and INDEFINITE.search(determiner[0])):
        return None
    side = side_of(origin.values[0]) if origin else None
    if side is None and not (determiner or is_capitalised_title(scene, hit)):
        return None
    start = determiner.start() if determiner else first
    if side is Side.OTHER:
        return foreign_office(scene, start, hit, origin)
    title = Title(first, phrase, side)
    people = holders_in_article(scene, title, hit.start) or holders_of_day(scene, title)
    if not people:
        return unknown_holder(scene, start, hit, side)
    return scene.add(
        start,
        hit.end,
        name=people[0].name,
        side=people[0].side,
        kind="office",
        rule="office",
        keys=tuple(person.key for person in people[:3]),
        office=office_on(scene.lexicon, people[0], scene.dct, title),
        score=0.9 if side else 0.75,
    )


def is_capitalised_title(scene: Scene, hit: Hit) -> bool:
    return scene.text[hit.start].isupper() and " " in scene.text[hit.start : hit.end]


def foreign_office(scene: Scene, start: int, hit: Hit, origin: Hit) -> ActorMention:
    country = scene.lexicon.countries[origin.values[0]]
    office = scene.raw[hit.start : hit.end]
    return scene.add(
        start, hit.end, name=f"{country.name}: {office}", side=Side.OTHER, kind="office", rule="foreign-office",
        office=office, score=0.8,
    )  # fmt: skip


def unknown_holder(scene: Scene, start: int, hit: Hit, side: Side | None) -> ActorMention | None:
    """An office of a side whose holder that day is not known: kept under its own words."""
    if side is None:
        return None
    words = scene.raw[hit.start : hit.end]
    label = "Chinese" if side is Side.PRC else "US"
    return scene.add(
        start,
        hit.end,
        name=f"{label} {words}",
        side=side,
        kind="office",
        rule="office-unknown",
        office=words,
        score=0.5,
    )


def holders_in_article(scene: Scene, title: Title, place: int) -> list[Person]:
    """Those the article has named who fit the office, the last before this place first."""
    fitting = {}
    named = [m for m in scene.in_order() if m.kind == "person" and m.key]
    named.sort(key=lambda m: (m.span.start > place, abs(place - m.span.start)))
    for mention in named:
        person = scene.lexicon.people[mention.key]
        if title_fit(person, scene.dct, title) == 2:
            fitting.setdefault(person.key, person)
    return list(fitting.values())


def holders_of_day(scene: Scene, title: Title) -> list[Person]:
    """Holders of the office on the article's day; without a side only if one side alone has such an office."""
    terms = scene.lexicon.by_phrase(title.phrase)
    sides = {term.office.side for term in terms}
    if title.side is None and (len(sides) > 1 or TOO_COMMON.fullmatch(title.phrase) or scene.dct is None):
        return []
    terms = [
        term
        for term in terms
        if title.side in (None, term.office.side) and scene.dct and term.covers(scene.dct) and not term.is_former
    ]
    # The phrase's first office wins: "top diplomat" is the commission's director before the minister.
    terms.sort(key=lambda term: (term.office.rank, term.office.phrases.index(title.phrase), -term.start.toordinal()))
    people = {term.person: scene.lexicon.people[term.person] for term in terms}
    return list(people.values()) if len(people) < 4 else []


__all__ = ["find_offices", "in_office", "rank_people"]
