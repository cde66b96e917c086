"""Names that do not fit: a garbled name under a title, a surname as another ear writes it. Always with a warning."""

import re

from rapidfuzz import fuzz

from timeline.vocabulary import Side

from ..lexicon import Person, Term
from .people import add_person, is_part_of_name, is_thing, office_on, people_by_family
from .scene import Scene
from .titles import Title

# Ratios of rapidfuzz, 0 to 100. An office with one holder of a named side leaves little doubt; else more is asked.
SURE_OFFICE, UNSURE_OFFICE, NO_SIDE = 68, 76, 80
# The same Chinese surname as other ears write it.
HOMOPHONES = {
    "Lee": "Li", "Wong": "Wang", "Chang": "Zhang", "Cheung": "Zhang", "Chow": "Zhou", "Chan": "Chen", "Hsieh": "Xie",
    "Liew": "Liu", "Lau": "Liu", "Yeung": "Yang", "Tsui": "Cui", "Chin": "Qin", "Shi": "Xi", "Hoo": "Hu", "Woo": "Wu",
    "Ching": "Qin",
}  # fmt: skip


def note_garbled(scene: Scene, start: int, end: int, title: Title) -> bool:
    """A name that is not the holder's but nearly so: the holder, with a warning that says what the text has."""
    name = scene.raw[start:end]
    likely = likely_holder(scene, name, title)
    if not likely:
        return False
    person, score = likely
    office = office_on(scene.lexicon, person, scene.dct, title)
    warning = f"the text says {name}; {office} that day was {person.name}"
    first = title.start if scene.is_free(title.start, start) else start
    add_person(scene, first, end, [person], title, rule="garbled-name", score=score * 0.8, warning=warning)
    return True


def likely_holder(scene: Scene, name: str, title: Title) -> tuple[Person, float] | None:
    """Whom a garbled name under a title most likely means: a holder of that office that day, of that side (score 0-1).

    Without a side named, the holders of both sides are compared, and more likeness is asked.
    """
    if not title.phrase or scene.dct is None or title.is_former:
        return None
    holders = current_holders(scene, title)
    best, person = max(((similarity(name, p), p) for p in holders), key=lambda pair: pair[0], default=(0, None))
    needed = SURE_OFFICE if len(holders) == 1 and title.side else UNSURE_OFFICE if title.side else NO_SIDE
    return (person, best / 100) if person and best >= needed else None


def current_holders(scene: Scene, title: Title) -> list[Person]:
    phrased = scene.lexicon.by_phrase(title.phrase)
    terms: list[Term] = [term for term in phrased if term.covers(scene.dct)]
    if title.side:
        terms = [term for term in terms if term.office.side is title.side]
    return list({term.person: scene.lexicon.people[term.person] for term in terms}.values())


def similarity(name: str, person: Person) -> float:
    spellings = [*person.names, f"{person.given} {person.family}", f"{person.family} {person.given}"]
    return max(fuzz.ratio(name.lower(), spelling.lower()) for spelling in spellings)


def find_homophones(scene: Scene) -> None:
    """A surname as another ear writes it, of the one person here it can mean: "Lee" after "Li Shangfu"."""
    named = people_by_family(scene)
    for heard, family in HOMOPHONES.items():
        bearers = {m.key: m for m in reversed(named.get(family, [])) if m.key and m.side is Side.PRC}
        several = len({mention.name for mention in named.get(family, [])}) != 1
        if len(bearers) != 1 or several or heard in named or heard not in scene.text:
            continue
        earlier = next(iter(bearers.values()))
        people = [scene.lexicon.people[key] for key in earlier.keys]
        warning = f"the text says {heard}; {earlier.name} is the one it names before"
        for match in re.finditer(rf"(?<![\w-]){heard}(?![\w-])", scene.text):
            start, end = match.span()
            if start < earlier.span.end or not scene.is_free(start, end):
                continue
            if not is_part_of_name(scene, start, end) and not is_thing(scene, start, end):
                add_person(
                    scene, start, end, people, None, rule="homophone", score=0.6, warning=warning, office=earlier.office
                )  # fmt: skip
