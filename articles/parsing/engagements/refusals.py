"""Why an engagement word tells no engagement of the two sides."""

import re

from articles.parsing.engagements import words as w
from articles.parsing.engagements.attach import destination_words
from articles.parsing.engagements.mention import (
    CHINESE_SOIL,
    GUESTS,
    HOME,
    Mention,
    is_person,
    met_somebody_known,
    refers_back,
)
from articles.parsing.engagements.parties import Party, carrier_verbs
from articles.parsing.engagements.words import MEALS, VAGUE_NOUNS, any_of
from articles.parsing.types import Span
from timeline.vocabulary import Side


def refusal(mention: Mention) -> str:
    """Why a mention cannot be an engagement of the two sides; "" if it may be one."""
    if mention.status is None:
        return f"{mention.reading.rule}: it did not take place and is not planned"
    if FICTION.search(mention.scene.words(mention.scene.tree.span)):
        return "in a story"
    if calls_nobody(mention):
        return "says what something is"
    if whose_is_doubtful(mention):
        return "whose it is, is not told"
    if mention.trigger.rule == "verb:take-place":
        return "" if mention.when is not None or mention.where else "neither when nor where"
    if mention.trigger.attendance:
        return "" if mention.people(Side.US) or mention.people(Side.PRC) else "nobody of either side takes part"
    us, prc = mention.of_side(Side.US), mention.of_side(Side.PRC)
    others = [p for p in mention.parties if p.side is Side.OTHER]
    if mention.group == "visit":
        return visit_refusal(mention)
    if mention.trigger.rule == "verb:call-on" and not any(p.rule == "on" and is_person(p) for p in mention.parties):
        return "an appeal, not a call"
    if mention.trigger.rule in w.FACE_TO_FACE and not (mention.people(Side.US) and mention.people(Side.PRC)):
        return "told to nobody of the other side"
    if mention.trigger.rule == "verb:negotiate" and mention.when is None and not mention.people(Side.US):
        return "negotiating in general"
    if nobody_met(mention):
        return "nobody of the other side is met"
    low = mention.scene.tree.words[mention.trigger.i].low
    if low in MEALS and beside_it(mention):
        return "a meal before or after"
    if low in MEALS and not (us and prc) and not for_a_guest(mention):
        return "a meal without both sides"
    if low in VAGUE_NOUNS and not (mention.people(Side.US) and mention.people(Side.PRC)):
        return "no meeting of persons"
    if others and not (us and prc) and (us or prc):
        return "with a third side only"
    if others and not us and not prc:
        return "between others"
    if refers_back(mention) and not mention.both_sides:
        return ""
    if is_general(mention):
        return "speaks of such meetings in general"
    return ""


def beside_it(mention: Mention) -> bool:
    """As in "spoke for forty minutes before a working lunch": only sets the time of something else."""
    prep = mention.scene.tree.head(mention.trigger.i)
    return prep is not None and prep.low in ("before", "after") and not any(p.rule == "with" for p in mention.parties)


def for_a_guest(mention: Mention) -> bool:
    """As in "gave a dinner for his guest", "gave the visitors a lunch": somebody told of before sat at the table."""
    tree, i = mention.scene.tree, mention.trigger.i
    hosts = [p for p in mention.parties if is_person(p)]
    heads = [i, *carrier_verbs(mention.scene, i)]
    preps = [k.i for h in heads for k in tree.children(h, "prep") if k.low == "for"]
    below = {tree.words[j].low for p in preps for j in tree.subtree(p)}
    return len({p.side for p in hosts}) == 1 and bool(below & GUESTS)


NAMED_SOMETHING = re.compile(r"\s*(?:an?\b|the\b|his\b|her\b|[“\"])")


def calls_nobody(mention: Mention) -> bool:
    """As in "called the tariffs a mistake", "called him a friend": nobody is rung up."""
    if mention.trigger.rule != "verb:call":
        return False
    rung = [p for p in mention.parties if p.rule == "object" and is_person(p)]
    return not rung or any(NAMED_SOMETHING.match(mention.scene.text, p.actor.span.end) for p in rung)


def is_general(mention: Mention) -> bool:
    """As in "warship visits between China and the United States": plural, of nobody in particular, at no time."""
    scene = mention.scene
    near = {k.low for k in scene.tree.children(mention.trigger.i, "amod", "det")}
    if mention.when is None and near & GENERAL_MODIFIERS:
        return True
    plain = mention.trigger.plural and mention.when is None and not mention.is_standing
    return plain and len(mention.parties) == 2 and all(p.actor.kind == "country" for p in mention.parties)


GENERAL_MODIFIERS = any_of("any regular frequent routine occasional such periodic")
PERSONAL = any_of("him her them me you us he they reporters")


def nobody_met(mention: Mention) -> bool:
    """As in "meets the demands", "saw the report": the object of the verb is nobody."""
    trigger, tree = mention.trigger, mention.scene.tree
    if any(p.by_pronoun for p in mention.parties) or met_somebody_known(mention):
        return False  # who is meant is settled later
    if trigger.nominal or trigger.verb not in (
        "meet",
        "see",
        "call",
        "receive",
        "host",
        "welcome",
        "greet",
        "talk",
        "speak",
    ):
        return False
    if trigger.verb in ("meet", "talk", "speak") and mention.both_sides:
        return False
    if trigger.verb in ("receive", "host", "welcome", "greet") and not {p.rule for p in mention.parties} & {
        "object",
        "agent",
    }:
        return True
    if trigger.weak and not mention.both_sides:
        return True
    objects = [k for k in tree.children(trigger.i, "dobj") if not scene_names(mention, k.i)]
    return bool(objects) and not any(k.low in PERSONAL for k in objects) and len(mention.parties) < 2


FICTION = re.compile(r"\b[Ii]n (?:the|a|an|his|her) (?:\w+ )?(?:novel|film|movie|thriller|play|war game|scenario)\b")


def whose_is_doubtful(mention: Mention) -> bool:
    """As in "Kim told Xi of his summit with Trump": the pronoun may mean the subject, who is of a third side."""
    if not any(p.by_pronoun and "possessive" in p.rule for p in mention.parties):
        return False
    scene = mention.scene
    root = next((x for x in scene.tree.words if x.head == x.i), None)
    heads = scene.tree.children(root.i, "nsubj", "nsubjpass") if root is not None else ()
    return any(scene.by_word[k.i].side is Side.OTHER if k.i in scene.by_word else k.tag == "NNP" for k in heads)


def scene_names(mention: Mention, i: int) -> bool:
    return any(p.actor.span.start <= mention.scene.tree.words[i].span.start < p.actor.span.end for p in mention.parties)


def visit_refusal(mention: Mention) -> str:
    """A visit counts if one side goes to the other's soil, or may do so for all the sentence says."""
    visitors = mention.visitors
    if len({p.side for p in visitors}) > 1 and not any(is_person(p) for p in visitors):
        return "an exchange of visits in general"
    if any(is_ambassador(p, mention) for p in visitors) and takes_up_post(mention):
        return "an ambassador goes to his post"
    if any(k.low in ("become", "assume") for k in mention.scene.tree.children(mention.trigger.i, "advcl", "xcomp")):
        return "goes to take up an office"
    if visitors and all(p.side is Side.OTHER for p in visitors):
        return "the visitor is of a third side"
    if any(is_private(p, mention) for p in visitors):
        return "a private person travels"
    country = mention.country
    if mention.trigger.rule in w.NEED_PLACE and (not country or not any(is_person(p) for p in visitors)):
        return "nobody of one side at a place of the other"
    if not country and any(p.rule.startswith("wish") for p in visitors):
        return "wished for, and no place of the other side"
    if not country:
        return unknown_destination(mention)
    if visitors:
        side = visitors[0].side
        if side is Side.US and country not in CHINESE_SOIL:
            return f"a US visit to {country}"
        if side is Side.PRC and country not in HOME[Side.US]:
            return f"a Chinese visit to {country}"
    elif country not in CHINESE_SOIL and country not in HOME[Side.US]:
        return f"a visit to {country}"
    return ""


PRIVATE = re.compile(r"\b(?:dissident|activist|exile|blogger|artist|singer|athlete|actor|actress|fugitive)s?,? \Z")


def is_private(party: Party, mention: Mention) -> bool:
    """As in "the dissident Wang Dan": by the word before the name."""
    text, start = mention.scene.text, party.actor.span.start
    return bool(PRIVATE.search(text, max(0, start - 20), start))


def is_ambassador(party: Party, mention: Mention) -> bool:
    """By the office the list or the words right behind the name give."""
    behind = Span(party.actor.span.end, party.actor.span.end + 40)
    return any("mbassador" in words for words in (party.actor.office, party.actor.text, behind.of(mention.scene.text)))


def takes_up_post(mention: Mention) -> bool:
    """True if the traveller comes to stay: an ambassador who arrives, returns or leaves."""
    return (
        mention.trigger.verb in ("arrive", "leave", "return", "depart", "come", "go")
        or "arrival" in mention.trigger.rule
    )


def unknown_destination(mention: Mention) -> str:
    """Why a visit without a known place is none: it goes somewhere else, or nowhere."""
    trigger, scene = mention.trigger, mention.scene
    words = destination_words(scene, trigger)
    if words is None or trigger.verb in ("leave", "depart", "follow") or trigger.rule == "participle:visiting":
        return ""
    text = words.of(scene.text)
    if (
        trigger.verb in w.TRAVEL_VERBS
        and trigger.verb not in ("leave", "depart", "arrive", "land")
        and text.lower() not in BACK_REFERENCES
    ):
        return f"goes to {text}, no place of either side"
    if text.lower() not in BACK_REFERENCES and (text[:1].isupper() or trigger.verb in ("visit", "tour")):
        return f"to {text}, no place of either side"
    return ""


BACK_REFERENCES = any_of("country mainland capital here there region")
