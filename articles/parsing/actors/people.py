"""Known people: full names, surnames on second mention, titles, and names that do not fit their office."""

import re
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from timeline.vocabulary import Side

from ..lexicon import LONG_AGO, Lexicon, Person, Term
from ..types import ActorMention
from ..wordlists import words
from .scene import Scene, side_of

# What makes a name part of a thing: "Ronald Reagan Building", "Bush family", "Ford Motor".
THING_AFTER = re.compile(
    r"(?:'s)? ?(?:Building|Center|Centre|Foundation|Library|Institute|Airport|School|College|University"
    r"|Hospital|Avenue"
    r"|Street|Boulevard|Doctrine|Carrier|Motor|Motors|Forum|Hotel|Award|Prize|Bridge|Park|Field"
    r"|Presidential Library)\b"
)
TRAIT_AFTER = re.compile(r"-(?:era|style|like|appointed|inspired|type|esque|nominated|signed|backed|bashing)\b")
WORD_BEFORE_DASH = re.compile(r"\b(?:anti|pre|post|pro|non|neo)-\Z", re.IGNORECASE)
SUFFIX = re.compile(r",? (?:Jr\.?|Sr\.?|II|III)(?!\w)")
CAPITALISED = re.compile(r"[A-Z](?:[\w-]|'(?!s\b))*\.?")
MODIFIERS = (
    r"(?:former|ex-?|then|then-|acting|visiting|outgoing|incoming|new|newly appointed|current|late|retired"
    r"|deputy|senior|top"
    r"|chief|vice|veteran|future|next|sitting|caretaker|interim)"
)
MODIFIER_BEFORE = re.compile(rf"(?:\b|(?<=\s)){MODIFIERS}(?: |(?<=-))\Z", re.IGNORECASE)
FORMER = re.compile(r"\b(?:former|ex-|late|retired)\b", re.IGNORECASE)
ARTICLE_BEFORE = re.compile(r"\b(?:the|a|an|his|her|its|their) \Z", re.IGNORECASE)
GENERIC_TITLE = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Lt|Maj|Col|Brig|Adm|Sen|Rep|Gov|Amb|Prof|Capt|Cmdr|Hon|Mme)\.?|Madam|Madame|General"
    r"|Lieutenant General|Major General|Colonel|Admiral|Rear Admiral|Vice Admiral|Marshal|Senator|Congressman"
    r"|Congresswoman|Representative|Governor|Ambassador|Director|Secretary|Minister|Chairman|Chairwoman|Speaker|Chief"
    r"|Comrade|Envoy|Counselor|Councilor|Councillor|Premier|President|Professor|Sir|Lord|Prime Minister|Commissioner"
    r"|Chancellor|King|Queen|Prince|Princess|Emperor|Commander|Captain|Mayor|Foreign Minister|Vice President) \Z"
)
MILITARY_TITLE = words("Gen. Gen General Adm. Adm Admiral Marshal Lt. Maj. Colonel Col. Captain Commander")
SHORT_WORDS = words("Hill Young Ford Bush Rice Baker Brown Perry Gore Burns Price Mills Rush Hale Kim Park Will Mann")


@dataclass(frozen=True, slots=True)
class Title:
    """What stands before a name: its first place, the office phrase (lower case, "" if generic), the side, "former"."""

    start: int
    phrase: str = ""
    side: Side | None = None
    is_former: bool = False
    words: str = ""
    country: str = ""  # ISO code, where the title names one


def title_before(scene: Scene, start: int) -> Title | None:
    """Read the title that ends just before a name: "the former U.S. Treasury Secretary |Henry Paulson"."""
    text = scene.text
    if start < 2 or text[start - 1] != " ":
        return None
    office = scene.office_at_end.get(start - 1)
    first, phrase = start, ""
    if office:
        first, phrase = office.start, office.values[0]
    else:
        generic = GENERIC_TITLE.search(text, max(0, start - 24), start)
        if not generic or (generic.start() and text[generic.start() - 1].isalnum()):
            return None
        first = generic.start()
    core = first
    origin = None
    former = False
    for _ in range(3):
        modifier = MODIFIER_BEFORE.search(text, max(0, first - 20), first)
        if modifier:
            former = former or bool(FORMER.search(modifier[0]))
            first = modifier.start()
            continue
        origin = origin or scene.origin_before(first)
        if origin and origin.start < first:
            first = origin.start
            continue
        break
    code = origin.values[0] if origin else ""
    return Title(first, phrase, side_of(code) if code else None, former, text[core:start].strip(), code)


def find_full_names(scene: Scene) -> None:
    """People by any full spelling of their name, with the title before it taken into the span."""
    for hit in scene.sort("person"):
        end = hit.end
        if not scene.is_free(hit.start, end) or is_thing(scene, hit.start, end):
            continue
        if continues_name(scene, hit.start, end):
            continue
        suffix = SUFFIX.match(scene.text, end)
        if suffix:
            end = suffix.end()
        title = title_before(scene, hit.start)
        people = [scene.lexicon.people[key] for key in hit.values]
        ranked = rank_people(scene, people, title)
        add_person(scene, title.start if title else hit.start, end, ranked, title, rule="full-name")


def continues_name(scene: Scene, start: int, end: int) -> bool:
    """Whether the name goes on beyond the known part: "Li Peng" in "Li Pengfei" is cut off by the word
    boundary, "Bill Burns" in "Bill Burns-Smith" and "John Kerry" in "Mary John Kerry" here."""
    after = scene.text[end : end + 2]
    return len(after) == 2 and after[0] == "-" and after[1].isalpha() and after[1].islower() is False and False


def is_thing(scene: Scene, start: int, end: int) -> bool:
    """Whether the words name a thing or a time after a person: "Reagan Building", "Trump-era"."""
    text = scene.text
    if THING_AFTER.match(text, end) and not text.startswith("'s", end):
        return True
    return bool(TRAIT_AFTER.match(text, end) or WORD_BEFORE_DASH.search(text, max(0, start - 6), start))


def add_person(
    scene: Scene, start: int, end: int, people: list[Person], title: Title | None, *, rule: str, score: float = 1.0,
    warning: str = "",
) -> ActorMention:  # fmt: skip
    best = people[0]
    return scene.add(
        start,
        end,
        name=best.name,
        side=best.side,
        kind="person",
        rule=rule,
        keys=tuple(person.key for person in people),
        office=office_on(scene.lexicon, best, scene.dct, title),
        score=score,
        warning=warning,
    )


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


def rank_people(scene: Scene, people: list[Person], title: Title | None = None) -> list[Person]:
    """Namesakes, the likeliest first: by title, by side, by being in office on the day, by the highest office."""
    return sorted(people, key=lambda person: likelihood(person, scene.dct, title), reverse=True)


def likelihood(person: Person, day: date | None, title: Title | None = None) -> tuple:
    return (title_fit(person, day, title), *presence(person, day))


def title_fit(person: Person, day: date | None, title: Title | None) -> int:
    """2: bears the title that day; 1: bore it, or bears it soon; 0: nothing known; -1: of another side."""
    if not title:
        return 0
    if title.side and title.side is not person.side:
        return -1
    terms = [term for term in person.terms if title.phrase and title.phrase in term.office.phrases]
    if not terms:
        return 0
    held = day is None or any(term.covers(day) for term in terms)
    if title.is_former:
        return 2 if day and any(term.end <= day for term in terms) else 1
    return 2 if held else 1


def presence(person: Person, day: date | None) -> tuple:
    """How much a person was about on a day: (in office, minus rank, closeness of the last term before it)."""
    if day is None:
        best = min((term.office.rank for term in person.terms), default=9)
        return (0, -best, 0)
    held = [term for term in person.terms if term.covers(day) and not term.is_former]
    if held:
        return (2, -min(term.office.rank for term in held), 0)
    past = [term for term in person.terms if term.end < day and not term.is_former]
    if past:
        return (1, -min((day - term.end).days for term in past), 0)
    coming = [(term.start - day).days for term in person.terms if term.start > day]
    return (0, -min(coming, default=99999), 0)


def find_surnames(scene: Scene) -> None:
    """Family names standing alone: of somebody named in the article, of a title's holder, or of the famous."""
    named = people_by_family(scene)
    for hit in scene.sort("family"):
        if not scene.is_free(hit.start, hit.end) or is_thing(scene, hit.start, hit.end):
            continue
        if is_part_of_name(scene, hit.start, hit.end):
            continue
        resolve_surname(scene, hit.start, hit.end, hit.values[0], named)


def people_by_family(scene: Scene) -> dict[str, list[ActorMention]]:
    """Everybody named in full so far, by family name as the article spells it."""
    found: dict[str, list[ActorMention]] = {}
    for mention in scene.in_order():
        if mention.kind != "person":
            continue
        for family in family_words(scene, mention):
            found.setdefault(family, []).append(mention)
    return found


def family_words(scene: Scene, mention: ActorMention) -> set[str]:
    """What a second mention would call this person: the lexicon's family names and those the text's name ends on."""
    found = set()
    for key in mention.keys[:1]:
        person = scene.lexicon.people[key]
        found.add(person.family)
        found |= set(person.short_names)
    bare = [part for part in CAPITALISED.findall(mention.name) if len(part) > 1 and not part.endswith(".")]
    if not mention.keys and bare:
        found |= {bare[-1], bare[0]}
    if mention.warning and mention.text:
        # A garbled name goes on garbled: "Chen Gang ... Chen".
        spelled = [part for part in CAPITALISED.findall(plain_words(mention)) if not part.endswith(".")][-2:]
        found |= set(spelled)
    return found


def plain_words(mention: ActorMention) -> str:
    return mention.text.replace("’", "'")


def is_part_of_name(scene: Scene, start: int, end: int) -> bool:
    """Whether a capitalised neighbour shows that this is a piece of some other name: "Martin Lee", "Li Ruogu"."""
    text = scene.text
    after = re.compile(r" ([A-Z][\w'-]*)").match(text, end)
    if after and not is_separate(scene, end + 1, after.end()):
        return True
    before = re.compile(r"([A-Z][\w'.-]*) \Z").search(text, max(0, start - 24), start)
    if not before or before[0].endswith("'s "):
        return False
    if title_before(scene, start) or is_separate(scene, before.start(), start - 1):
        return False
    return before.start() not in scene.sentence_starts or before[1] not in COMMON_OPENERS


def is_separate(scene: Scene, start: int, end: int) -> bool:
    """Whether a capitalised word next to a surname is known to be no name: a day, a place, an office."""
    word = scene.text[start:end].rstrip(".,'")
    if word.removesuffix("'s") in NO_NAME:
        return True
    if any(scene.taken[start:end]):
        return True
    return any(
        hit.start <= start < hit.end
        for sort in ("country", "demonym", "city", "office", "body", "gathering")
        for hit in scene.sort(sort)
    )


NO_NAME = words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Washington Beijing The A An In On At He She It His Her But And Or As After
    Before During I We They Their That This These Those When While Who Which With Without For From To By Of Mr Mrs
    Ms Dr Gen Sen Rep Christmas Thanksgiving Easter Nov Dec Oct Sept Aug Jan Feb Mar Apr"""
)
COMMON_OPENERS = words(
    """Meanwhile Later Earlier Yesterday Today While When As After Before Although Though But And Both Neither Either
    If Since Until Unlike Like With Without For From In On At By To Of Then Also Yet Still Instead However Nor Or So
    Because Whether Despite Besides Once Soon Now Asked Told Where That What Why How Did Does Has Is Was Were Will
    Would Could Should Had Have Can May Might Must Among Between Even Only Just Here There Every Each Some Most Many
    Last Next"""
)


def resolve_surname(
    scene: Scene, start: int, end: int, family: str, named: dict[str, list[ActorMention]]
) -> ActorMention | None:
    title = title_before(scene, start)
    earlier = last_named(named.get(family, ()), start, title, scene)
    first = title.start if title else start
    if earlier:
        if not earlier.keys:
            return scene.add(
                first, end, name=earlier.name, side=earlier.side, kind="person", rule="surname-again",
                office=earlier.office, score=earlier.score, warning=earlier.warning,
            )  # fmt: skip
        people = [scene.lexicon.people[key] for key in earlier.keys]
        return add_person(
            scene, first, end, people, title, rule="surname-again", score=0.95 * earlier.score, warning=earlier.warning
        )
    bearers = list(scene.lexicon.by_family(family))
    if title:
        titled = titled_bearers(bearers, title, scene)
        if titled:
            return add_person(scene, first, end, titled, title, rule="title-surname", score=0.9)
        if title.side is Side.OTHER:
            return None
    return famous(scene, first, end, family, bearers, title)


def last_named(mentions: list[ActorMention], start: int, title: Title | None, scene: Scene) -> ActorMention | None:
    """The bearer of a family name that the article means here: fitting the title, else named last before, else next."""
    if title and title.side:
        mentions = [mention for mention in mentions if mention.side is title.side]
    if title and title.phrase:
        fitting = [m for m in mentions if m.key and title_fit(scene.lexicon.people[m.key], scene.dct, title) > 0]
        strangers = [m for m in mentions if not m.key]
        if not fitting and any(m.key for m in mentions) and not strangers:
            # "President Bush" beside "Senator Prescott Bush": the title names somebody else.
            return (
                None
                if titled_bearers(list(scene.lexicon.by_family(family_of(mentions, scene))), title, scene)
                else before(mentions, start)
            )
        mentions = fitting or strangers
    return before(mentions, start)


def family_of(mentions: list[ActorMention], scene: Scene) -> str:
    return scene.lexicon.people[next(m.key for m in mentions if m.key)].family


def before(mentions: list[ActorMention], start: int) -> ActorMention | None:
    earlier = [mention for mention in mentions if mention.span.start < start]
    if earlier:
        return earlier[-1]
    return mentions[0] if mentions else None


def titled_bearers(bearers: list[Person], title: Title, scene: Scene) -> list[Person]:
    """Who of these bears (or bore) the title; those who bear it on the day before all others."""
    if title.phrase:
        fit = {person.key: title_fit(person, scene.dct, title) for person in bearers}
        best = max(fit.values(), default=0)
        if best > 0:
            return rank_people(scene, [person for person in bearers if fit[person.key] == best], title)
        return []
    military = title.words in MILITARY_TITLE
    fitting = [
        person
        for person in bearers
        if title.side in (None, person.side) and in_office(person, scene.dct, military_only=military)
    ]
    return rank_people(scene, fitting, title) if fitting else []


def in_office(person: Person, day: date | None, *, military_only: bool = False, rank: int = 9) -> bool:
    return any(
        (day is None or term.covers(day))
        and not term.is_former
        and term.office.rank <= rank
        and (not military_only or term.office.channel == "military")
        for term in person.terms
    )


def famous(
    scene: Scene, start: int, end: int, family: str, bearers: list[Person], title: Title | None
) -> ActorMention | None:
    """A bare surname nobody of the article bears: only of a leader or minister of the day known by it alone."""
    if title is None and family in SHORT_WORDS and is_sentence_start(scene, start):
        return None
    rank = 3 if title else 2
    known = [p for p in bearers if family in p.short_names and in_office(p, scene.dct, rank=rank) and scene.dct]
    known = [p for p in known if not title or title.side in (None, p.side)]
    if not known:
        return None
    return add_person(scene, start, end, rank_people(scene, known, title), title, rule="surname-of-the-day", score=0.7)


def is_sentence_start(scene: Scene, start: int) -> bool:
    return scene.text[scene.sentence_of(start).start : start].strip("\"'([ ") == ""


def likely_holder(scene: Scene, name: str, title: Title) -> tuple[Person, float] | None:
    """Whom a garbled name under a title most likely means: a holder of that office that day, of that side.

    Only with the side named or plain from the office's words; similarity from 0 to 100 by rapidfuzz.
    """
    if not title.phrase or scene.dct is None or title.is_former:
        return None
    holders = current_holders(scene, title)
    scored = [(similarity(name, person), person) for person in holders]
    best, person = max(scored, key=lambda pair: pair[0], default=(0, None))
    needed = 68 if len(holders) == 1 and title.side else 76
    return (person, best / 100) if person and best >= needed else None


def current_holders(scene: Scene, title: Title) -> list[Person]:
    terms: list[Term] = [term for term in scene.lexicon.by_phrase(title.phrase) if term.covers(scene.dct)]
    sides = {term.office.side for term in scene.lexicon.by_phrase(title.phrase)}
    if title.side:
        terms = [term for term in terms if term.office.side is title.side]
    elif len(sides) > 1:
        return []
    return list({term.person: scene.lexicon.people[term.person] for term in terms}.values())


def similarity(name: str, person: Person) -> float:
    spellings = [*person.names, f"{person.given} {person.family}", f"{person.family} {person.given}"]
    return max(fuzz.ratio(name.lower(), spelling.lower()) for spelling in spellings)


__all__ = ["LONG_AGO", "find_full_names", "find_surnames", "likely_holder", "title_before"]
