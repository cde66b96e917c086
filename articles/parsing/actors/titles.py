"""What the words around a name say of its bearer: title before it, apposition after it, country, "former"."""

import re
from dataclasses import dataclass

from timeline.vocabulary import Side

from ..phrasebook import Hit
from ..states import PRC_PROVINCES, US_STATES
from ..wordlists import words
from .scene import Scene, side_of

MODIFIERS = (
    r"(?:former|ex-?|then|then-|acting|visiting|outgoing|incoming|new|newly appointed|current|late|retired"
    r"|deputy|senior"
    r"|top|chief|vice|veteran|future|next|sitting|caretaker|interim|longtime|special|lead|head)"
)
MODIFIER_BEFORE = re.compile(rf"(?:\b|(?<=\s)){MODIFIERS}(?: |(?<=-))\Z", re.IGNORECASE)
FORMER = re.compile(r"\b(?:former|ex-|late|retired)", re.IGNORECASE)
GENERIC_TITLE = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Lt|Maj|Col|Brig|Adm|Sen|Rep|Gov|Amb|Prof|Capt|Cmdr|Hon|Mme)\.?|Madam|Madame|General"
    r"|Lieutenant General|Major General|Colonel|Admiral|Rear Admiral|Vice Admiral|Marshal|Senator|Congressman"
    r"|Congresswoman|Representative|Governor|Ambassador|Director|Secretary|Minister|Chairman|Chairwoman|Speaker|Chief"
    r"|Comrade|Envoy|Counselor|Councilor|Councillor|Premier|President|Presidents|Professor|Sir|Lord|Prime Minister"
    r"|Commissioner|Chancellor|King|Queen|Prince|Princess|Emperor|Commander|Captain|Mayor|Foreign Minister|Senators"
    r"|Secretary[- ]General|Director[- ]General|secretary[- ]general|director[- ]general|prime minister|chancellor"
    r"|Vice President|Justice Minister|Interior Minister|Crown Prince|Deputy Prime Minister) \Z"
)
PLURAL_TITLES = {"presidents": "president", "senators": "senator"}
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
    r"|translator|counterpart|lawyer|dissident|activist|dean|banker|journalist|author|writer|commissioner|inspector)"
)
# A stop inside "U.S." does not end an apposition.
PIECE = r"(?:[^,.;:()\"\n]|(?<=\bU)\.(?=S\b)|(?<=U\.S)\.)"
APPOSITION = re.compile(
    rf"(?:, |\s?\()(?P<words>{PIECE}{{0,70}}?\b{TITLE_NOUN}s?\b{PIECE}{{0,60}}"
    rf"|who (?:is|was|heads|headed|leads|led|serves|served|chairs|runs|oversees)\b{PIECE}{{0,80}})",
    re.IGNORECASE,
)
OF_COUNTRY = re.compile(r" (?:of|from) (?:the )?")
TITLE_PART = re.compile(r"[\w.'&-]+")
ENDS_NAME = re.compile(r"[,.;:)\"]|'s|\Z| (?:and|said|told|who|is|was|has|had|will|met|in|at|on|to|with|for|also)\b")
TITLE_END = re.compile(TITLE_NOUN)
NOUN_OF_BEFORE = re.compile(rf"(?P<words>\b{TITLE_NOUN} (?:of|for|at) [^,.;:\"\n]{{3,60}}), \Z", re.IGNORECASE)
RELATIVE = re.compile(r" (?:who|whom|whose|that|which|where)\b")
STATE_BEFORE = re.compile(r"(?P<state>[A-Z][a-z]+)(?:'s)? \Z")
WORD = re.compile(r"[\w'-]+")
# A title begins after the last of these.
NOT_IN_TITLE = words(
    """said says told was were is are has had have will would met meets visited who which that but and the a an with
    by to from on for at in as between against including like when while after before his her its their also not"""
)
# A country studied is not a country served: "a professor of American history", "a China expert".
FIELD_OF_STUDY = re.compile(
    r"(?:'s)? (?:studies|affairs|issues|policy|politics|relations|history|desk|department|experts?"
    r"|specialists?|scholars?"
    r"|watchers?|hands?|analysts?|programs?|programme|institute|economy|law|literature|culture|language|strategy)\b",
    re.IGNORECASE,
)


# Bodies that many countries have: no sign of a side by themselves.
COMMON_BODY = re.compile(
    r"(?:the )?(?:Joint Chiefs(?: of Staff)?|Ministry of .*|Communist Party|Congress|Senate|House of Representatives"
    r"|Treasury"
    r"|National Security Council|Politburo|.*Department|Commerce Ministry|Public Security Ministry|Navy|Republicans)\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Title:
    """What stands before a name: its first place, the office phrase (lower case, "" if generic), side, "former"."""

    start: int
    phrase: str = ""
    side: Side | None = None
    is_former: bool = False
    words: str = ""
    country: str = ""  # ISO code, where the title names one


def title_before(scene: Scene, start: int) -> Title | None:
    """Read the title that ends just before a name: "the former U.S. Treasury Secretary |Henry Paulson".

    Whoever the office serves is taken in too: "Biden climate adviser |John Podesta".
    """
    core, phrase = read_heading(scene, start)
    if core == start:
        return None
    former = phrase.startswith(("former ", "ex-"))
    phrase = phrase.removeprefix("former ").removeprefix("ex-")
    first, origin = core, None
    for _ in range(4):
        modifier = MODIFIER_BEFORE.search(scene.text, max(0, first - 20), first)
        if modifier:
            former = former or bool(FORMER.search(modifier[0]))
            first = modifier.start()
            continue
        found = None if origin else scene.origin_before(first)
        if found:
            origin, first = found, found.start
            continue
        body = scene.body_at_end.get(first - 1) if scene.text[first - 1 : first] == " " else None
        if body:  # "White House |national security adviser"
            first = body.start
            continue
        served = served_by(scene, first)
        if served is None:
            break
        first = served
    code = origin.values[0] if origin else ""
    heading = scene.text[core:start].strip()
    return Title(first, phrase, side_of(code, heading) if code else None, former, heading, code)


def read_heading(scene: Scene, start: int) -> tuple[int, str]:
    """(where the bare title begins, its office phrase): "special envoy Sir |", "Chairman Gen. |"."""
    text, core, phrase = scene.text, start, ""
    for _ in range(3):
        if core < 2 or text[core - 1] != " ":
            break
        office = scene.office_at_end.get(core - 1)
        generic = GENERIC_TITLE.search(text, max(0, core - 24), core)
        if office:
            core = office.start
            phrase = phrase or office.values[0]
        elif generic and not (generic.start() and text[generic.start() - 1].isalnum()):
            core = generic.start()
            phrase = phrase or PLURAL_TITLES.get(generic[0].strip().lower(), "")
        else:
            break
    return core, phrase


def served_by(scene: Scene, first: int) -> int | None:
    """Where the name begins of whom an office serves: "|Biden climate adviser", "|Kissinger's aide"."""
    for gap in ("'s ", "' ", " "):
        end = first - len(gap)
        if end > 0 and scene.text[end:first] == gap and end in scene.name_at_end and scene.is_free(end - 1, end):
            return scene.name_at_end[end].start
    return None


@dataclass(frozen=True, slots=True)
class Description:
    """The office as the text gives it, the country code it names ("" if none), where name and title begin."""

    office: str
    country: str
    start: int

    @property
    def side(self) -> Side | None:
        return side_of(self.country, self.office) if self.country else None


def describe(scene: Scene, start: int, end: int, title: Title | None) -> Description:
    """What the text itself says of a person: by title, by a noun before the name, by apposition, by "of Japan"."""
    text, sentence = scene.text, scene.sentence_of(start)
    after = country_after(scene, end)
    if title:
        country = title.country or after or country_of_apposition(scene, end) or state_before(scene, title.start)
        apposition = None if title.phrase else APPOSITION.match(text, end)
        span = apposition.span("words") if apposition else (title.start, start)
        return Description(scene.raw[slice(*span)].strip(" ,"), country, title.start)
    before = noun_before(text, max(sentence.start, start - 90), start)
    if before:
        first = title_start(text, *before)
        country = country_in(scene, first, start)
        origin = scene.origin_before(first)
        if origin:
            first, country = origin.start, country or origin.values[0]
        office = scene.raw[first : before[1]].strip()
        if office:
            return Description(office, country or after, first)
    follows_comma = text[start - 2 : start] == ", "
    leading = scene.office_at_end.get(start - 2) if follows_comma else None
    noun = follows_comma and NOUN_OF_BEFORE.search(text, max(sentence.start, start - 90), start)
    if leading or noun:
        first = leading.start if leading else noun.start("words")
        country = country_in(scene, first, start) or (
            origin.values[0] if (origin := scene.origin_before(first)) else ""
        )
        return Description(scene.raw[first : start - 2], country or after, start)
    apposition = APPOSITION.match(text, end)
    if apposition:
        span = apposition.span("words")
        return Description(scene.raw[slice(*span)].strip(), country_of(scene, *span) or after, start)
    origin = scene.origin_before(start)
    if origin and text.startswith("'s", origin.end) and ENDS_NAME.match(text, end):
        return Description("", origin.values[0], origin.start)
    return Description("", after, start)


def state_before(scene: Scene, start: int) -> str:
    """ "California |Governor", "Guangdong |party chief", "Shanghai |Mayor": the country of the place."""
    word = STATE_BEFORE.search(scene.text, max(0, start - 20), start)
    cities = scene.hits_within(("city",), max(0, start - 30), start)
    if cities and scene.text[cities[-1].end : start] in (" ", "'s "):
        return cities[-1].values[0].country
    if not word:
        return ""
    return "US" if word["state"] in US_STATES else "CN" if word["state"] in PRC_PROVINCES else ""


def noun_before(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where up to seven words before a place begin and end, if the last of them is a title's noun."""
    words_end = end
    while words_end > start and text[words_end - 1] in ", ":
        words_end -= 1
    parts = text[start:words_end].split(" ")
    if not TITLE_END.fullmatch(parts[-1].lower()):
        return None
    first = words_end
    for part in reversed(parts[-7:]):
        if not TITLE_PART.fullmatch(part) or not part.strip("-"):
            break
        first -= len(part) + 1
    return first + 1, words_end


def title_start(text: str, start: int, end: int) -> int:
    """Where the title begins: after the last verb, article, conjunction or preposition but "of"."""
    first = start
    for word in WORD.finditer(text, start, end):
        if word[0].lower() in NOT_IN_TITLE:
            first = min(end, word.end() + 1)
    return first


def country_after(scene: Scene, end: int) -> str:
    """ "Kim Kye-gwan of North Korea"."""
    link = OF_COUNTRY.match(scene.text, end)
    found = scene.known_between(link.end(), link.end() + 1) if link else ()
    return next((hit.values[0] for hit in found if hit.sort == "country" and hit.start == link.end()), "")


def country_of_apposition(scene: Scene, end: int) -> str:
    apposition = APPOSITION.match(scene.text, end)
    return country_of(scene, *apposition.span("words")) if apposition else ""


def country_of(scene: Scene, start: int, end: int) -> str:
    """The country an apposition names; what its relative clause tells is another story ("who fled to the ...")."""
    clause = RELATIVE.search(scene.text, start + 4, end)
    return country_in(scene, start, clause.start() if clause else end)


def country_in(scene: Scene, start: int, end: int) -> str:
    """The country code that words name: by demonym or country, else by a body of a side, else by a city."""
    hits = [
        hit
        for hit in scene.hits_within(("demonym", "country", "body", "city"), start, end)
        if not FIELD_OF_STUDY.match(scene.text, hit.end)
    ]
    for sort in ("demonym", "country"):
        found = [hit for hit in hits if hit.sort == sort and not is_inside_body(hit, hits)]
        if found:
            return found[0].values[0]
    bodies = [hit for hit in hits if hit.sort == "body" and hit.values[0].side is not Side.OTHER]
    for hit in bodies:
        if "State Department" in scene.text[hit.start : hit.end] or not COMMON_BODY.match(
            scene.text, hit.start, hit.end
        ):
            return "US" if hit.values[0].side is Side.US else "CN"
    cities = [hit.values[0].country for hit in hits if hit.sort == "city"]
    return cities[0] if cities else ""


def is_inside_body(hit: Hit, hits: list[Hit]) -> bool:
    """Whether a country's name is only part of the name of an international body."""
    return any(
        other.sort == "body" and other.start <= hit.start and hit.end < other.end and other.values[0].side is Side.OTHER
        for other in hits
    )
