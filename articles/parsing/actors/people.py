"""Known people: full names, surnames on second mention, titles."""

import re
from bisect import bisect_left, insort
from datetime import date

from timeline.vocabulary import Channel, Side

from ..lexicon import EARLY, Lexicon, Person
from ..metonymy import SPEAKS
from ..types import ActorMention
from ..wordlists import words
from .gender import is_woman
from .scene import Scene
from .titles import Title, describe, title_before

# What makes a name part of a thing: "Ronald Reagan Building", "Ford Motor".
THING_AFTER = re.compile(
    r" ?(?:Building|Center|Centre|Foundation|Library|Institute|Airport|School|College|University|Hospital"
    r"|Avenue|Street"
    r"|Boulevard|Doctrine|Carrier|Motor|Motors|Forum|Hotel|Award|Prize|Bridge|Park|Field|Presidential Library"
    r"|League)\b"
)
# A surname before these only tells whose: "Biden administration", "Obama aides", "the Bush family".
OWNED_AFTER = re.compile(
    r" (?:administration|family|government|presidency|campaign|doctrine|years|era|team|camp|cabinet|league"
    r"|aides?|allies"
    r"|ally|advis[eo]rs?|officials?|envoys?|loyalists?|supporters?|appointees?|nominees?|regime|leadership)\b"
)
TRAIT_AFTER = re.compile(r"-(?:era|style|like|appointed|inspired|type|esque|nominated|signed|backed|bashing)\b")
PREFIX_BEFORE = re.compile(r"\b(?:anti|pre|post|pro|non|neo)-\Z", re.IGNORECASE)
SUFFIX = re.compile(r",? (?:Jr\.?|Sr\.?|II|III)(?!\w)")
CAPITALISED = re.compile(r"[A-Z](?:[\w-]|'(?!s\b))*\.?")
CAPITAL_AFTER = re.compile(r" ([A-Z][\w'-]*)")
CAPITAL_BEFORE = re.compile(r"([A-Z][\w'.-]*) \Z")
YEAR = re.compile(r"\b(?:19[6-9]\d|20[0-4]\d)\b")
NEAREST = 30  # mentions of one surname before and after that are weighed
YEAR_REACH = 200  # characters around a title in which a year counts for it
GENDERED = {"Mr": "male", "Mr.": "male", "Sir": "male"} | dict.fromkeys(
    ("Mrs", "Mrs.", "Ms", "Ms.", "Madam", "Madame", "Mme."), "female"
)
MILITARY_TITLE = words("Gen. Gen General Adm. Adm Admiral Marshal Lt. Maj. Colonel Col. Captain Commander")
# Surnames that are common words too: never at the head of a sentence without a title.
WORDLIKE = words(
    """Hill Young Ford Bush Rice Baker Brown Perry Gore Burns Price Mills Rush Hale Kim Park Will Mann He An You Long
    Song Ma So Chi Ding Hand Lord Mack Stone Case Snow Block Locke Summers Fan Hong Ping Gates Mink Wood Woods Ross
    Wan Pan Lan Sun Day"""
)
FUNCTION_WORDS = words("He An You So Will Long Hand May")
NO_NAME = words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Washington Beijing The A An In On At He She It His Her But And Or As After
    Before During I We They Their That This These Those When While Who Which With Without For From To By Of Mr Mrs
    Ms Dr Gen Sen Rep Christmas Thanksgiving Easter Nov Dec Oct Sept Aug Jan Feb Mar Apr"""
)
OPENERS = words(
    """Meanwhile Later Earlier Yesterday Today While When As After Before Although Though But And Both Neither Either
    If Since Until Unlike Like With Without For From In On At By To Of Then Also Yet Still Instead However Nor Or
    So Because Whether Despite Besides Once Soon Now Asked Told Where That What Why How Did Does Has Is Was Were
    Will Would Could Should Had Have Can May Might Must Among Between Even Only Just Here There Every Each Some
    Most Many Last Next"""
)


def find_full_names(scene: Scene) -> None:
    """People by any full spelling of their name, with the title before it taken into the span."""
    for hit in scene.sort("person"):
        if scene.is_free(hit.start, hit.end) and not is_thing(scene, hit.start, hit.end):
            suffix = SUFFIX.match(scene.text, hit.end)
            note_known(scene, hit.start, suffix.end() if suffix else hit.end, hit.values)


def note_known(scene: Scene, start: int, end: int, keys: tuple[str, ...]) -> ActorMention:
    title = title_before(scene, start)
    people = rank_people([scene.lexicon.people[key] for key in keys], scene.dct, title)
    told = describe(scene, start, end, None)
    office = "" if told.office.endswith("counterpart") else told.office
    first = title.start if title else start
    if not title and office and scene.text[start - 2] != ",":
        first = told.start  # "senior Chinese diplomat Wang Yi": no office, but one mention
    if not scene.is_free(first, start):
        first = start
    return add_person(scene, first, end, people, title, rule="full-name", told=office)


def is_thing(scene: Scene, start: int, end: int) -> bool:
    """Whether the words name a thing or a time after a person: "Reagan Building", "Trump-era", "Biden aides"."""
    text = scene.text
    return bool(
        THING_AFTER.match(text, end)
        or OWNED_AFTER.match(text, end)
        or TRAIT_AFTER.match(text, end)
        or PREFIX_BEFORE.search(text, max(0, start - 6), start)
    )


def add_person(
    scene: Scene, start: int, end: int, people: list[Person], title: Title | None, *, rule: str, score: float = 1.0,
    warning: str = "", office: str = "", told: str = "",
) -> ActorMention:  # fmt: skip
    """Note a known person; `office` overrules what the lexicon says of the day, `told` counts where it says nothing."""
    best = people[0]
    office = office or office_on(scene.lexicon, best, scene.dct, title)
    if not (title and title.is_former) and (not office or office.startswith("former ")):
        office = told or (title.words if title and title.phrase else "") or office
    return scene.add(
        start, end, name=best.name, side=best.side, kind="person", rule=rule,
        keys=tuple(person.key for person in people), office=office, score=score, warning=warning,
    )  # fmt: skip


def office_on(lexicon: Lexicon, person: Person, day: date | None, title: Title | None = None) -> str:
    """The office a reader should see: the one the title names if held that day, else the highest; "former" kept."""
    terms = lexicon.offices_of(person.key, day)
    if title and title.is_former:
        held = [term for term in person.terms if title.phrase in term.office.phrases]
        return f"former {held[-1].office.title}" if held else f"former {title.words}"
    if title and title.phrase:
        named = [term for term in terms if title.phrase in term.office.phrases]
        if named:
            return named[0].office.title
    if terms and day:
        return terms[0].office.title
    past = [term for term in person.terms if day and term.end < day and not term.is_former]
    if past:
        return f"former {past[-1].office.title}"
    return person.terms[-1].office.title if person.terms and not day else ""


def rank_people(people: list[Person], day: date | None, title: Title | None = None) -> list[Person]:
    """Namesakes, the likeliest first: by title, by side, by being in office on the day, by the highest office."""
    return sorted(people, key=lambda person: (title_fit(person, day, title), *presence(person, day)), reverse=True)


def title_fit(person: Person, day: date | None, title: Title | None) -> int:
    """2: bears the title that day; 1: bore it, or bears it soon; 0: nothing known; -1: of another side."""
    if not title:
        return 0
    if title.side and title.side is not person.side:
        return -1
    terms = [term for term in person.terms if title.phrase and title.phrase in term.office.phrases]
    if not terms:
        return 0
    if title.is_former:
        return 2 if day and any(term.end <= day for term in terms) else 1
    if day is None or any(term.covers(day) for term in terms):
        return 2
    # A title is recalled long after, but given no earlier than from election or nomination on.
    return 1 if any(term.start <= day + EARLY for term in terms) else 0


def presence(person: Person, day: date | None) -> tuple[int, int]:
    """How much a person was about on a day: in office (2) by rank, after it (1) by nearness, before it (0)."""
    if day is None:
        return (0, -min((term.office.rank for term in person.terms), default=9))
    held = [term for term in person.terms if term.covers(day) and not term.is_former]
    if held:
        return (2, -min(term.office.rank for term in held))
    past = [term for term in person.terms if term.end < day and not term.is_former]
    if past:
        return (1, -min((day - term.end).days for term in past))
    return (0, -min(((term.start - day).days for term in person.terms if term.start > day), default=99999))


def find_surnames(scene: Scene) -> None:
    """Family names standing alone: of somebody named in the article, of a title's holder, or of the famous."""
    named = people_by_family(scene)
    places = [(hit.start, hit.end, hit.values[0]) for hit in scene.sort("family")]
    places += strangers_again(scene, named)
    for start, end, family in sorted(places):
        if not scene.is_free(start, end) or is_thing(scene, start, end) or is_part_of_name(scene, start, end):
            continue
        if family in WORDLIKE and is_plain_word(scene, start, end, family, named):
            continue
        mention = resolve_surname(scene, start, end, family, named)
        if mention:  # "Vice Premier He ... Mr. He": named by title is named, too
            insort(named.setdefault(family, []), mention, key=begin)


def is_plain_word(scene: Scene, start: int, end: int, family: str, named: dict[str, list[ActorMention]]) -> bool:
    """Whether a word like "He" or "Rice" stands where any word has a capital, with nothing to show it is a name.

    A title shows it, the full name before it, or that it acts ("Bush met"); for "He" only the title.
    """
    opens = scene.is_sentence_start(start) or scene.text[start - 1 : start] in ('"', "'", "(")
    if not opens or title_before(scene, start):
        return False
    if family in FUNCTION_WORDS:
        return True
    is_named = any(mention.span.start < start for mention in named.get(family, []))
    return not is_named and not SPEAKS.match(scene.text, end)


def strangers_again(scene: Scene, named: dict[str, list[ActorMention]]) -> list[tuple[int, int, str]]:
    """Where family names stand that only this article's strangers bear."""
    families = sorted((f for f in named if len(f) > 1 and not scene.lexicon.by_family(f)), key=len, reverse=True)
    if not families:
        return []
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, families)) + r")(?![\w-])")
    return [(*match.span(), match[0]) for match in pattern.finditer(scene.text)]


def people_by_family(scene: Scene) -> dict[str, list[ActorMention]]:
    """Everybody named in full so far, by family name as the article spells it."""
    found: dict[str, list[ActorMention]] = {}
    for mention in scene.mentions:
        if mention.kind == "person":
            for family in family_words(scene, mention):
                found.setdefault(family, []).append(mention)
    return found


def family_words(scene: Scene, mention: ActorMention) -> set[str]:
    """What a second mention would call this person: family name in the spelling used, short names, a garbled name."""
    found = set()
    spelled = [part for part in CAPITALISED.findall(mention.text.replace("’", "'")) if not part.endswith(".")]
    for key in mention.keys[:1]:
        person = scene.lexicon.people[key]
        found |= {person.family, *person.short_names, *(scene.lexicon.families_of(key) & set(spelled))}
    if not mention.keys:
        parts = [part for part in CAPITALISED.findall(mention.name.replace("’", "'")) if not part.endswith(".")]
        found |= {*parts[-1:], *parts[:1]}
    if mention.warning:
        found |= set(spelled[-2:])
    return {family for family in found if len(family) > 1}


def is_part_of_name(scene: Scene, start: int, end: int) -> bool:
    """Whether a capitalised neighbour shows that this is a piece of some other name: "Martin Lee", "Li Ruogu"."""
    text = scene.text
    after = CAPITAL_AFTER.match(text, end)
    if after and not is_separate(scene, end + 1, after.end()):
        return True
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].islower():
        return not text.startswith(("-led", "-hosted"), end)
    before = None if scene.is_sentence_start(start) else CAPITAL_BEFORE.search(text, max(0, start - 24), start)
    if not before or before[0].endswith("'s ") or title_before(scene, start):
        return False
    if is_separate(scene, before.start(), start - 1):
        return False
    return not (scene.is_sentence_start(before.start()) and before[1] in OPENERS)


def is_separate(scene: Scene, start: int, end: int) -> bool:
    """Whether a capitalised word next to a surname is known to be no name: a day, a place, an office."""
    word = scene.text[start:end].rstrip(".,'").removesuffix("'s")
    return word in NO_NAME or any(scene.taken[start:end]) or bool(scene.known_between(start, start + 1))


def resolve_surname(
    scene: Scene, start: int, end: int, family: str, named: dict[str, list[ActorMention]]
) -> ActorMention | None:
    title = title_before(scene, start)
    first = title.start if title and scene.is_free(title.start, start) else start
    earlier = last_named(named.get(family, []), start, title, scene)
    if earlier:
        return note_again(scene, first, end, earlier, title)
    bearers = list(scene.lexicon.by_family(family))
    if title and title.words in GENDERED:
        is_female = GENDERED[title.words] == "female"
        bearers = [person for person in bearers if is_woman(person.key, person.given) is is_female]
    if title and title.words not in GENDERED:
        titled = titled_bearers(bearers, title, day_of_sentence(scene, start))
        if titled:
            return add_person(scene, first, end, titled, title, rule="title-surname", score=0.9)
        if title.side is Side.OTHER:
            return None
    return famous(scene, first, end, family, bearers, title)


def note_again(scene: Scene, first: int, end: int, earlier: ActorMention, title: Title | None) -> ActorMention:
    if not earlier.keys:
        return scene.add(
            first, end, name=earlier.name, side=earlier.side, kind="person", rule="surname-again",
            office=earlier.office, score=earlier.score, warning=earlier.warning,
        )  # fmt: skip
    people = [scene.lexicon.people[key] for key in earlier.keys]
    has_new_title = bool(title and title.phrase) and title_fit(people[0], scene.dct, title) == 2
    return add_person(
        scene, first, end, people, title, rule="surname-again", score=0.95 * earlier.score, warning=earlier.warning,
        office="" if has_new_title else earlier.office,
    )  # fmt: skip


def last_named(mentions: list[ActorMention], start: int, title: Title | None, scene: Scene) -> ActorMention | None:
    """The bearer of a family name that the article means: fitting the title, else named last before, else next."""
    near = bisect_left(mentions, start, key=begin)
    mentions = mentions[max(0, near - NEAREST) : near + NEAREST]
    if title and title.side:
        mentions = [mention for mention in mentions if mention.side is title.side]
    if title and title.words in GENDERED:
        mentions = [mention for mention in mentions if of_gender(scene, mention, title.words)]
    if title and title.phrase and mentions:
        day = day_of_sentence(scene, start)
        bearers = bearers_of(mentions, scene)
        fits = {m.key: title_fit(scene.lexicon.people[m.key], day, title) for m in mentions if m.key}
        strangers = [m for m in mentions if not m.key and title.phrase in m.office.lower()]
        best = max(fits.values(), default=0)
        holders = [p for p in bearers if p.key not in fits and title_fit(p, day, title) > best]
        if holders and not strangers:
            return None  # "President Bush" after "Ambassador Bush": the title names somebody else
        fitting = [m for m in mentions if m.key and fits[m.key] == best and best > 0]
        mentions = fitting or strangers or [m for m in mentions if m.key or not m.office]
    place = bisect_left(mentions, start, key=begin)
    return mentions[max(0, place - 1)] if mentions else None


def begin(mention: ActorMention) -> int:
    return mention.span.start


def day_of_sentence(scene: Scene, place: int) -> date | None:
    """The day by which a title counts: in a sentence that names an earlier year, that year's middle."""
    sentence = scene.sentence_of(place)
    year = YEAR.search(scene.text, max(sentence.start, place - YEAR_REACH), min(sentence.end, place + YEAR_REACH))
    if not year or scene.dct is None or int(year[0]) >= scene.dct.year:
        return scene.dct
    return date(int(year[0]), 7, 1)


def of_gender(scene: Scene, mention: ActorMention, word: str) -> bool:
    """Whether a known person can be called "Mrs." or "Mr."; of a stranger all is believed."""
    if not mention.key:
        return True
    person = scene.lexicon.people[mention.key]
    return is_woman(person.key, person.given) is (GENDERED[word] == "female")


def bearers_of(mentions: list[ActorMention], scene: Scene) -> list[Person]:
    """Everybody who bears a family name of these mentions, named in the article or not."""
    families = {scene.lexicon.people[mention.key].family for mention in mentions if mention.key}
    families |= {mention.name.split()[0] for mention in mentions if not mention.key}
    families |= {mention.name.split()[-1] for mention in mentions if not mention.key}
    return [person for family in families for person in scene.lexicon.by_family(family)]


def titled_bearers(bearers: list[Person], title: Title, day: date | None) -> list[Person]:
    """Who of these bears (or bore) the title; those who bear it on the day before all others."""
    if title.phrase:
        fit = {person.key: title_fit(person, day, title) for person in bearers}
        best = max(fit.values(), default=0)
        fitting = [person for person in bearers if best > 0 and fit[person.key] == best]
    else:
        military = title.words in MILITARY_TITLE
        fitting = [
            person
            for person in bearers
            if title.side in (None, person.side) and in_office(person, day, military_only=military)
        ]
    return rank_people(fitting, day, title)


def in_office(person: Person, day: date | None, *, military_only: bool = False, rank: int = 9) -> bool:
    return any(
        (day is None or term.covers(day))
        and not term.is_former
        and term.office.rank <= rank
        and (not military_only or term.office.channel is Channel.MILITARY)
        for term in person.terms
    )


def famous(
    scene: Scene, start: int, end: int, family: str, bearers: list[Person], title: Title | None
) -> ActorMention | None:
    """A bare surname nobody of the article bears: only of a leader or minister of the day known by it alone."""
    rank = 3 if title or family not in WORDLIKE else 2
    known = [p for p in bearers if family in p.short_names and scene.dct and in_office(p, scene.dct, rank=rank)]
    known = [p for p in known if not title or title.side in (None, p.side)]
    known = [p for p in known if in_office(p, scene.dct, rank=2)] or known
    if not known or (not title and len(known) > 1):
        return None
    people = rank_people(known, scene.dct, title)
    return add_person(scene, start, end, people, title, rule="surname-of-the-day", score=0.7)
