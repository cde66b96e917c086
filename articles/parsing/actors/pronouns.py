"""He and she: whom they most likely mean, by a rule of subjects rather than by a model."""

import re

from timeline.vocabulary import Side

from ..types import ActorMention
from .gender import WOMEN, is_woman
from .scene import MANY, MEMORY, PEOPLE, Scene

PRONOUN = re.compile(r"\b(?:he|she|him|his|her|himself|herself)\b", re.IGNORECASE)
# A fronted phrase's name is not the sentence's subject: "Before meeting Xi, Sullivan ..."
FRONTED = re.compile(
    r"[\"'(]*(?:Over|In|During|After|Before|When|While|As|At|On|Since|With|For|Despite|Although|Though|If|Upon"
    r"|Throughout|Following|Ahead|Amid|Besides|Beyond|Like|Unlike|Without|Under|By|From|Until|Speaking|Asked|Earlier"
    r"|Later)\b"
)
# Before "he" and "she", only a clause or "what he called" can be in front of the name; "In Beijing he met Li, ..."
# has the pronoun for its subject.
FRONTED_CLAUSE = re.compile(
    r"[\"'(]*(?:(?:After|Before|When|While|As|Since|Although|Though|If|Until|Because|Once)\b|.{0,200}\b(?:what|that|which)\Z)",
    re.DOTALL,
)
OBJECT_BEFORE = re.compile(
    r"\b(?:with|of|between|by|to|from|for|against|on|meeting|met|meets|meet|told|tell|visiting|hosted|hosting"
    r"|including"
    r"|as|than|like|and|or|about|over|after|before|under|behind|succeed|succeeded|replace|replaced|invited"
    r"|welcomed"
    r"|received)(?: the| a| an| then| visiting| his| her)? \Z",
    re.IGNORECASE,
)
ASIDE = re.compile(r"^,[^,]{0,150},")
CLAUSE = re.compile(
    r"[;:\"]|\b(?:that|which|who|and|but|as|while|after|before|when|because|said|told|says|if|whether|where|since)\b"
)
MALE_TITLE = re.compile(r"(?:Mr\.? |Sir |King |Prince |Lord )")
FEMALE_TITLE = re.compile(r"(?:Mrs\.? |Ms\.? |Madam|Queen |Lady )")


def find_pronouns(scene: Scene) -> None:
    """ "he", "she": the subject of the sentence so far, else of one of the three sentences before."""
    for match in PRONOUN.finditer(scene.text):
        person = antecedent(scene, match) if scene.is_free(*match.span()) else None
        if person:
            scene.add(
                *match.span(), name=person.name, side=person.side, kind="pronoun", rule="pronoun", keys=person.keys,
                office=person.office, score=0.6 * person.score, warning=person.warning, antecedents=(person,),
            )  # fmt: skip


def antecedent(scene: Scene, match: re.Match) -> ActorMention | None:
    word, place = match[0].lower(), match.start()
    is_female = word in ("she", "her", "herself")
    index = scene.sentence_index(place)
    known = [mention for mention in scene.before(place, (*PEOPLE, "pronoun"), within=3) if is_name(scene, mention)]
    near = [mention for mention in known if fits(scene, mention, is_female=is_female)]
    for back in range(4):
        here = [mention for mention in reversed(near) if scene.sentence_index(mention.span.start) == index - back]
        if back == 0 and word == "him":
            # "Sullivan's meeting with him" is with somebody else.
            here = [m for m in here if m.kind in PEOPLE and begins_clause(scene.text[m.span.end : place])]
        if back == 0 and not here:
            later = named_after_front(scene, match, is_female=is_female)
            if later:
                return later
        if here:
            return subject(scene, here)
    return None


def is_name(scene: Scene, mention: ActorMention) -> bool:
    """True for a name, and for "he" and "she" as the subject of an earlier sentence, which stand for one."""
    return mention.kind in PEOPLE or scene.text[mention.span.start : mention.span.end].lower() in ("he", "she")


def begins_clause(between: str) -> bool:
    """Whether a new clause begins between a name and a pronoun, asides between commas left out."""
    return bool(CLAUSE.search(ASIDE.sub(" ", between)))


def named_after_front(scene: Scene, match: re.Match, *, is_female: bool) -> ActorMention | None:
    """ "In what he called ..., Sullivan ...": the name after the comma that ends a fronted phrase."""
    sentence = scene.sentence_of(match.start())
    if not FRONTED.match(scene.text, sentence.start):
        return None
    front = scene.text[sentence.start : match.start()].rstrip()
    if match[0].lower() in ("he", "she") and not FRONTED_CLAUSE.match(front):
        return None
    for mention in scene.between(match.end(), min(sentence.end, match.end() + MEMORY))[:MANY]:
        if mention.kind in PEOPLE and scene.text[mention.span.start - 2 : mention.span.start] == ", ":
            return mention if fits(scene, mention, is_female=is_female) else None
    return None


def subject(scene: Scene, here: list[ActorMention]) -> ActorMention:
    """The likeliest subject among people of one sentence: no object, no owner, not in a fronted phrase."""
    sentence = scene.sentence_of(here[0].span.start)
    fronted = bool(FRONTED.match(scene.text, sentence.start))

    def demerit(mention: ActorMention) -> tuple:
        start, end = mention.span.start, mention.span.end
        owns = scene.text.startswith(("'s", "' "), end)
        is_object = not owns and bool(OBJECT_BEFORE.search(scene.text, max(0, start - 24), start))
        in_front = fronted and "," not in scene.text[sentence.start : start]
        return (in_front, is_object, owns, start)

    return min(here, key=demerit)


def fits(scene: Scene, mention: ActorMention, *, is_female: bool) -> bool:
    """Whether a pronoun of that gender can mean the person; strangers of unknown names fit both."""
    if MALE_TITLE.match(mention.text):
        return not is_female
    if FEMALE_TITLE.match(mention.text):
        return is_female
    if mention.key:
        person = scene.lexicon.people[mention.key]
        return is_woman(person.key, person.given) is is_female
    if mention.name.split()[0] in WOMEN:
        return is_female
    return not is_female or (mention.side is not Side.US and mention.kind == "person")
