"""People the lexicon does not know: kept with the office the text gives them and the side its words show."""

import re

from timeline.vocabulary import Side

from ..states import US_STATES
from ..types import ActorMention, Span
from ..wordlists import words
from .garbled import note_garbled
from .people import NO_NAME, OPENERS, is_thing, note_known
from .scene import Scene, side_of
from .titles import Title, describe, title_before

WORD = r"[A-Z](?:[\w-]|'(?!s?\b))*"
NAME_RUN = re.compile(
    rf"(?<![\w-]){WORD}(?: (?:[A-Z]\.){{1,2}}(?= )| (?:de|da|del|van|von|der|bin|al|el|ibn)(?= [A-Z])| {WORD}){{1,4}}"
)
SPEAKS = re.compile(r",? (?:said|told|says|added|warned|announced|arrived|met)\b")
SYLLABLE = (
    r"(?:(?:[bpmf]|[dtnl]|[gkh]|zh|ch|sh|[rzcs]|[jqx]|[yw])?(?:i?ang|i?ong|ueng|uang|eng|ing|i?an|u?an|uen|en"
    r"|in|un|iao|ao"
    r"|uai|ai|ei|ui|iu|ou|ia|ie|ua|uo|ue|a|o|e|i|u)|er)"
)
FAMILY_PINYIN = re.compile(SYLLABLE, re.IGNORECASE)
GIVEN_PINYIN = re.compile(rf"{SYLLABLE}{{1,2}}", re.IGNORECASE)
# Offices that only the United States have.
US_OFFICE = re.compile(
    r"^representative\Z|\b(?:secretary of (?:state|defen[cs]e|war|the treasury|commerce|energy|agriculture"
    r"|the navy|the army"
    r"|the air force)"
    r"|under ?secretary|attorney general|senator|sen\.|congress(?:man|woman)|(?:US|U\.S\.) representative|rep\."
    r"|joint chiefs|trade representative|white house|state department|pentagon|federal reserve"
    r"|chief of naval operations"
    r"|(?:treasury|commerce|defense|state|energy|agriculture|navy|army|labor|interior|education) secretary"
    r"|(?:house|senate) (?:majority|minority|speaker|foreign|armed|intelligence|finance)|speaker of the house"
    r"|(?:majority|minority) leader|republican|democrat\b|" + "|".join(sorted(US_STATES)) + r")(?!\w)",
    re.IGNORECASE,
)
# Offices that others have too, but whose holder is American where no other country is named beside him.
US_ADVISER = re.compile(r"\bnational security advis[eo]r", re.IGNORECASE)
FIRST_WORD = re.compile(r"[\w'-]+\.?")
LAST_WORD = re.compile(r"[\w'-]+\Z")
INITIAL = re.compile(r" (?:[A-Z]\.){1,2}(?= )")
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
    Rights Nuclear Air Cultural Revolution Dynasty"""
)
TITLE_STARTS = words(
    """Mr. Mrs. Ms. Dr. Gen. General Adm. Admiral Sen. Senator Rep. Representative Gov. Governor Ambassador Prime
    Minister Deputy Vice Sir Lord Lt. Maj. Col. Colonel Captain King Queen Prince Princess Professor Prof.
    Chancellor Chairman Defense Defence Foreign Finance Trade Commerce Secretary President Premier Justice State
    Department White House Treasury Pentagon Congressman Congresswoman Spokesman Spokeswoman Ministry Chief
    Director Commander Mayor Judge"""
)


def find_strangers(scene: Scene) -> None:
    """Names of two to five words that a title, an apposition, speech or the entity recogniser shows to be people's."""
    people_spans = [span for span, label in scene.entities if label == "PERSON"]
    for run in NAME_RUN.finditer(scene.text):
        start, end = trimmed_name(scene, run.start(), run.end())
        if end - start < 4 or not scene.is_free(start, end) or is_thing(scene, start, end):
            continue
        parts = scene.text[start:end].split()
        if scene.text[start:end].isupper():
            continue  # a dateline or a heading in capitals
        if len(parts) < 2 or not ORGANISATION.isdisjoint(parts) or note_without_initial(scene, start, end):
            continue
        title = title_before(scene, start)
        if not (title and title.phrase and note_garbled(scene, start, end, title)):
            note_stranger(scene, start, end, title, people_spans)


def trimmed_name(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """Cut what is known to be no name off both ends: places, offices, days, the first word of a sentence."""
    start = after_title(scene.text, start, end)
    for _ in range(6):
        before = (start, end)
        for hit in scene.known_between(start, end):
            if hit.start <= start < hit.end:
                start = min(end, skip_gap(scene.text, hit.end))
            elif start < hit.start < end <= hit.end:
                end = hit.start
        while end > start and not scene.text[end - 1].isalnum():
            end -= 1
        first = FIRST_WORD.match(scene.text, start)
        if first and first.end() < end and is_no_name(scene, first):
            start = skip_gap(scene.text, first.end())
        last = LAST_WORD.search(scene.text, start, end)
        if last and last.start() > start and last[0] in NO_NAME:
            end = last.start() - 1
        if (start, end) == before:
            break
    return start, end


def after_title(text: str, start: int, end: int) -> int:
    """Where the name begins after titles inside a run: "Vice Agriculture Minister |Han Jun"."""
    for word in reversed(list(FIRST_WORD.finditer(text, start, end))):
        if word[0] in TITLE_STARTS and len(text[word.end() : end].split()) >= 2:
            return skip_gap(text, word.end())
    return start


def is_no_name(scene: Scene, word: re.Match) -> bool:
    if word[0].rstrip(".") in NO_NAME or word[0] in TITLE_STARTS:
        return True
    return word[0] in OPENERS and scene.is_sentence_start(word.start())


def skip_gap(text: str, place: int) -> int:
    while place < len(text) and (text[place] in " -" or text.startswith("'s", place)):
        place += 2 if text.startswith("'s", place) else 1
    return place


def note_without_initial(scene: Scene, start: int, end: int) -> ActorMention | None:
    """ "Winston B. Lord" is Winston Lord."""
    name = scene.text[start:end]
    bare = INITIAL.sub("", name)
    keys = scene.lexicon.by_name(bare) if bare != name else ()
    return note_known(scene, start, end, keys) if keys else None


def note_stranger(
    scene: Scene, start: int, end: int, title: Title | None, people_spans: list[Span]
) -> ActorMention | None:
    told = describe(scene, start, end, title)
    is_person = any(span.start < end and start < span.end for span in people_spans)
    if not (told.office or told.country or title or is_person or SPEAKS.match(scene.text, end)):
        return None
    first = told.start if scene.is_free(told.start, start) else start
    side = told.side or side_by_words(scene, start, end, told.office)
    return scene.add(
        first, end, name=scene.raw[start:end], side=side, kind="person", rule="stranger", office=told.office,
        score=0.7 if told.country else 0.4,
    )  # fmt: skip


def side_by_words(scene: Scene, start: int, end: int, office: str) -> Side:
    """The side of a stranger whose country is not named: by an office that only one side has, by a Chinese name."""
    if not office:
        return Side.OTHER
    if US_OFFICE.search(office):
        return Side.US
    sentence = scene.sentence_of(start)
    hits = scene.hits_within(("country", "demonym"), sentence.start, sentence.end)
    if any(side_of(hit.values[0]) is Side.OTHER for hit in hits):
        return Side.OTHER
    if US_ADVISER.search(office):
        return Side.US
    if is_pinyin(scene.text[start:end]) and mentions_china(scene):
        return Side.PRC
    return Side.OTHER


def mentions_china(scene: Scene) -> bool:
    return any(hit.values[0] == "CN" for hit in [*scene.sort("demonym"), *scene.sort("country")])


def is_pinyin(name: str) -> bool:
    """Whether a name is spelled as the mainland does: a family name of one syllable, a given name of one or two."""
    parts = name.replace("'", "").split()
    return len(parts) == 2 and bool(FAMILY_PINYIN.fullmatch(parts[0]) and GIVEN_PINYIN.fullmatch(parts[1]))
