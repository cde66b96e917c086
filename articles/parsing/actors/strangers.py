"""People the lexicon does not know: kept with the office the text gives them and the side its words show."""

import re

from timeline.vocabulary import Side

from ..types import ActorMention, Span
from ..wordlists import words
from .people import (
    CAPITALISED,
    NO_NAME,
    Title,
    add_person,
    is_sentence_start,
    is_thing,
    likely_holder,
    office_on,
    title_before,
)
from .scene import Scene, side_of

NAME_RUN = re.compile(
    r"(?<![\w-])[A-Z](?:[\w-]|'(?!s?\b))*(?: (?:[A-Z]\.){1,2}(?= )| (?:de|da|del|van|von|der|bin|al|el|ibn|Al"
    r"|El)(?= [A-Z])"
    r"| [A-Z](?:[\w-]|'(?!s?\b))*){1,4}"
)
TITLE_NOUN = (
    r"(?:president|premier|minister|secretary|secretary-general|secretary general|official|negotiator|envoy"
    r"|ambassador"
    r"|diplomat|director|director-general|head|chief|chairman|chairwoman|chair|deputy|commander|commander-in-chief"
    r"|general|admiral|colonel|captain|representative|governor|mayor|senator|congressman|congresswoman"
    r"|lawmaker|leader"
    r"|spokesman|spokeswoman|spokesperson|adviser|advisor|aide|delegate|counselor|councilor|councillor|attache|consul"
    r"|consul-general|officer|expert|analyst|professor|scholar|economist|researcher|scientist|fellow|executive"
    r"|founder"
    r"|coordinator|assistant|member|speaker|legislator|chancellor|king|prince|queen|undersecretary|interpreter"
    r"|translator|lawyer|dissident|activist|dean|banker|journalist|author|writer|negotiators|commissioner|inspector)"
)
APPOSITION = re.compile(
    rf"(?:, |\s?\()(?P<words>(?:[^,.;:()\"\n]|(?<=U)\.(?=S)|(?<=S)\.){{0,70}}?\b{TITLE_NOUN}s?\b"
    r"(?:[^,.;:()\"\n]|(?<=U)\.(?=S)|(?<=S)\.){0,60})",
    re.IGNORECASE,
)
TITLE_BEFORE = re.compile(
    rf"(?P<words>(?:[\w.'&-]+ ){{0,6}}?{TITLE_NOUN})(?:,)? \Z",
    re.IGNORECASE,
)
FINITE = words("said says told was were is are has had have will would met meets visited who which that but and")
ORGANISATION = words(
    """Ministry Department Committee Commission Council Bank Corp Corporation Inc Company Group Institute University
    College Center Centre Association Agency Bureau Office Party Parliament Congress Senate House Court Army Navy
    Force Forces Post Times News Daily Journal Review Herald Tribune Star Radio Television TV Airlines Airport
    Airways Street Avenue Road Square Hotel Palace Hall Building Island Islands Sea Ocean Strait Straits River Lake
    Mountain Peninsula Province State County City Republic Kingdom Union Nations Summit Conference Forum Treaty Act
    Agreement Accord Declaration Communique Convention Protocol Organization Organisation Foundation Fund Games
    Olympics Cup League Club Festival War Day Week Year Plan Initiative Program Project Talks Dialogue Exchange
    Fleet Command Base Station Embassy Consulate Administration Authority Service Security Defense Defence Foreign
    National International World General United Great Minister President Secretary Press Asia Asian Pacific East
    West North South Eastern Western Northern Southern Democratic Republican Communist Central Economic Trade Human
    Rights Nuclear Air Bureau Cultural Revolution Dynasty"""
)


def find_strangers(scene: Scene) -> None:
    """Names of two to five words that a title, an apposition or the entity recogniser shows to be people's."""
    people_spans = [span for span, label in scene.entities if label == "PERSON"]
    for run in NAME_RUN.finditer(scene.text):
        start, end = trimmed_name(scene, run.start(), run.end())
        if end - start < 4 or not scene.is_free(start, end) or is_thing(scene, start, end):
            continue
        name = scene.raw[start:end]
        parts = name.split()
        if len(parts) < 2 or ORGANISATION & set(parts):
            continue
        title = title_before(scene, start)
        if title and title.phrase and note_garbled(scene, start, end, name, title):
            continue
        note_stranger(scene, start, end, name, title, people_spans)


def trimmed_name(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """Cut what is known to be no name off both ends: places, offices, days, the first word of a sentence."""
    changed = True
    while changed and start < end:
        changed = False
        for hit in known_hits(scene, start, end):
            if hit.start <= start < hit.end:
                start = min(end, skip_gap(scene.text, hit.end))
                changed = True
                break
            if hit.start < end <= hit.end and hit.start > start:
                end = hit.start
                while end > start and not scene.text[end - 1].isalnum():
                    end -= 1
                changed = True
                break
        first = re.compile(r"[\w'-]+\.?").match(scene.text, start)
        if first and first.end() < end and (first[0].rstrip(".") in NO_NAME or first[0] in TITLE_STARTS):
            start = skip_gap(scene.text, first.end())
            changed = True
        last = re.compile(r"[\w'-]+\Z").search(scene.text, start, end)
        if last and last.start() > start and last[0] in NO_NAME:
            end = last.start() - 1
            changed = True
    return start, end


TITLE_STARTS = words(
    """Mr. Mrs. Ms. Dr. Gen. General Adm. Admiral Sen. Senator Rep. Representative Gov. Governor Ambassador Prime
    Minister Deputy Vice Sir Lord Lt. Maj. Col. Colonel Captain King Queen Prince Princess Professor Prof.
    Chancellor Chairman Defense Defence Foreign Finance Trade Commerce Secretary President Premier Justice State
    Department White House Treasury Pentagon Congressman Congresswoman Spokesman Spokeswoman Ministry Chief Director
    Commander Mayor Judge"""
)


def known_hits(scene: Scene, start: int, end: int):
    for sort in ("country", "demonym", "city", "office", "body", "gathering"):
        for hit in scene.sort(sort):
            if hit.start >= end:
                break
            if hit.end > start:
                yield hit


def skip_gap(text: str, place: int) -> int:
    while place < len(text) and (text[place] in " -" or text.startswith("'s", place)):
        place += 2 if text.startswith("'s", place) else 1
    return place


def note_garbled(scene: Scene, start: int, end: int, name: str, title: Title) -> bool:
    """A name that is not the holder's but nearly so: the holder, with a warning that says what the text has."""
    likely = likely_holder(scene, name, title)
    if not likely:
        return False
    person, score = likely
    office = office_on(scene.lexicon, person, scene.dct, title)
    warning = f"the text says {name}; {office} that day was {person.name}"
    add_person(scene, title.start, end, [person], title, rule="garbled-name", score=score * 0.8, warning=warning)
    return True


def note_stranger(
    scene: Scene, start: int, end: int, name: str, title: Title | None, people_spans: list[Span]
) -> ActorMention | None:
    office, origin, first = office_in_words(scene, start, end, title)
    is_person = any(span.start < end and start < span.end for span in people_spans)
    if not (office or title or is_person):
        return None
    side = side_of(origin) if origin else side_by_office(office)
    return scene.add(
        first, end, name=name, side=side, kind="person", rule="stranger", office=office,
        score=0.7 if origin else 0.5,
    )  # fmt: skip


def office_in_words(scene: Scene, start: int, end: int, title: Title | None) -> tuple[str, str, int]:
    """(office as the text gives it, country code or "", where title and name begin)."""
    text = scene.text
    apposition = APPOSITION.match(text, end)
    sentence = scene.sentence_of(start)
    if title:
        origin = title.country or origin_in(scene, max(sentence.start, title.start - 50), title.start, last=True)
        return scene.raw[title.start : start].strip(" ,"), origin, title.start
    before = TITLE_BEFORE.search(text, max(sentence.start, start - 90), start)
    if before:
        first = cut_at_verb(text, before.start("words"), before.end("words"))
        origin = origin_in(scene, first, start)
        office = scene.raw[first : before.end("words")].strip()
        hit = scene.origin_before(first)
        if hit:
            first, origin = hit.start, origin or hit.values[0]
        return office, origin, first
    if apposition:
        origin = origin_in(scene, *apposition.span("words"))
        return scene.raw[slice(*apposition.span("words"))].strip(), origin, start
    return "", "", start


def cut_at_verb(text: str, start: int, end: int) -> int:
    """Where the title begins: after the last finite verb, conjunction or preposition-free lower-case article."""
    first = start
    for word in re.compile(r"[\w'-]+").finditer(text, start, end):
        if word[0].lower() in FINITE or word[0].lower() in ("the", "a", "an", "with", "by", "to", "from", "told"):
            first = min(end, word.end() + 1)
    return first


def origin_in(scene: Scene, start: int, end: int, *, last: bool = False) -> str:
    """The country code of the first (or last) country or demonym between two places, else of a body of a side."""
    found = [
        hit for sort in ("demonym", "country") for hit in scene.sort(sort) if start <= hit.start and hit.end <= end
    ]
    if found:
        chosen = sorted(found, key=lambda hit: hit.start)[-1 if last else 0]
        return chosen.values[0]
    if last:
        return ""
    for hit in scene.sort("body"):
        if start <= hit.start and hit.end <= end and hit.values[0].side is not Side.OTHER:
            return "US" if hit.values[0].side is Side.US else "CN"
    return ""


def side_by_office(office: str) -> Side:
    return Side.US if re.search(r"\b(?:White House|State Department|Pentagon|U\.S\.|US)\b", office) else Side.OTHER


__all__ = ["CAPITALISED", "find_strangers", "is_sentence_start"]
