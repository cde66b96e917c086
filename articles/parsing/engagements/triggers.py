"""Which words of a sentence name an engagement."""

from dataclasses import dataclass, replace

from articles.parsing.engagements import words as w
from articles.parsing.engagements.words import any_of
from articles.parsing.nlp import Tree, Word
from articles.parsing.types import Span
from timeline.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an engagement: its place in the tree, the kind it names and the rule that took it."""

    i: int
    kind: Kind
    rule: str
    span: Span
    nominal: bool = False
    weak: bool = False  # an engagement only if its sides are named with it
    plural: bool = False
    verb: str = ""
    attendance: bool = False  # says who takes part in a meeting that is told elsewhere


def find_triggers(tree: Tree) -> list[Trigger]:
    """Words of the sentence that may name an engagement, in order. Generous: who took part decides later."""
    found = []
    for word in tree.words:
        trigger = noun_trigger(tree, word) if word.low in w.NOUNS else None
        if word.low == "one" and (like := next((t for t in reversed(found) if is_meant_by_one(tree, t, word)), None)):
            trigger = replace(like, i=word.i, rule="noun:one", span=word.span, plural=False)
        trigger = trigger or convened_group(tree, word) or verb_trigger(tree, word)
        if trigger:
            found.append(trigger)
    return found


def is_meant_by_one(tree: Tree, trigger: Trigger, word: Word) -> bool:
    """As in "the second call, after one in February", "the one that they had in Bali": a noun told before it."""
    if not trigger.nominal or trigger.rule == "noun:invitation" or word.dep not in ("pobj", "dobj", "attr", "conj"):
        return False
    kids = list(tree.children(word.i))
    told = any(k.dep == "relcl" or k.low in ("in", "at", "on", "between") for k in kids)
    return told and trigger.kind is not Kind.VISIT and not any(k.low in ("of", "another") for k in kids)


def noun_trigger(tree: Tree, word: Word) -> Trigger | None:
    """A noun of engagement, unless it only qualifies another noun ("summit venue") or is a verb here."""
    if not (word.is_noun or word.tag in ("JJ", "VBG", "VB", "VBP")) or (word.tag == "VBG" and word.low != "meeting"):
        return None
    if word.tag in ("VB", "VBP") or (word.tag == "VBG" and word.dep not in ("pobj", "dobj", "nsubj", "conj", "pcomp")):
        return None
    if word.tag == "VBG" and any(tree.children(word.i, "dobj", "nsubj")):
        return None  # "before meeting Xi": a verb
    if word.dep == "compound" and tree.words[word.head].low not in w.NOUNS:
        return None
    if word.dep == "compound":
        return None  # "summit talks": the head speaks for both
    kind = w.NOUNS[word.low]
    if word.low.startswith("invitation"):
        over = (word.head,) if word.dep == "dobj" else ()  # "accept an invitation to Beijing", however it is parsed
        to = any(k.low == "to" and k.i > word.i for i in (word.i, *over) for k in tree.children(i, "prep"))
        return Trigger(word.i, kind, "noun:invitation", word.span, nominal=True) if to else None
    mods = {tree.words[k].low for k in tree.kids[word.i]} | {
        tree.words[j].low for k in tree.children(word.i, "compound", "amod", "nmod") for j in tree.subtree(k.i)
    }
    if word.low in ("call", "calls", "conversation", "conversations", "talk", "talks", "discussion", "discussions"):
        if mods & w.PHONE_WORDS:
            kind = Kind.CALL
        elif mods & w.VIDEO_WORDS:
            kind = Kind.VIDEO
    if kind in (Kind.MEETING, Kind.SUMMIT) and mods & w.VIDEO_WORDS:
        kind = Kind.VIDEO
    if word.low in ("call", "calls", "visit", "visits") and mods & w.MILITARY_NOUNS:
        plural = word.low in w.PLURALS
        return Trigger(word.i, Kind.VISIT, "noun:port-call", word.span, nominal=True, plural=plural)
    if word.low in ("call", "calls") and of_ships(tree, word):
        return Trigger(word.i, Kind.VISIT, "noun:port-call", word.span, nominal=True)
    if word.low in ("talks", "talk", "meeting", "meetings") and "summit" in mods:
        kind = Kind.SUMMIT
    if word.low in ("exercise", "exercises", "drill", "drills") and mods & {"tax", "budget", "diplomatic", "fire"}:
        return None
    weak = word.low in w.WEAK_NOUNS
    return Trigger(word.i, kind, f"noun:{word.low}", word.span, nominal=True, weak=weak, plural=word.low in w.PLURALS)


def convened_group(tree: Tree, word: Word) -> Trigger | None:
    """As in "will convene a working group": talks; who sets one up has not met yet."""
    verb = tree.head(word.i)
    if word.low != "group" or verb is None or word.dep not in ("dobj", "nsubjpass") or verb.low not in w.CONVENING:
        return None
    working = any(k.low == "working" for k in tree.children(word.i, "compound", "amod", "nmod"))
    return Trigger(word.i, Kind.TALKS, "noun:working-group", word.span, nominal=True) if working else None


def of_ships(tree: Tree, word: Word) -> bool:
    """As in "the call of two destroyers at Shanghai"."""
    owners = [k for prep in tree.children(word.i, "prep") if prep.low in ("of", "by") for k in tree.children(prep.i)]
    owners += tree.children(word.i, "poss")
    below = {tree.words[j].low for k in owners for j in tree.subtree(k.i, without=("relcl", "acl"))}
    at = any(k.low in ("at", "in") for k in tree.children(word.i, "prep"))
    return at and bool(below & (w.SHIPS | {"uss"}))


def verb_trigger(tree: Tree, word: Word) -> Trigger | None:
    """A verb of engagement with the complement that makes it one."""
    if word.dep in ("aux", "auxpass"):
        return None
    if not (word.is_verb or (word.tag in ("JJ", "NN") and word.low in ("visiting", "due"))):
        return None
    for rule in (
        attendance_verb,
        presence_verb,
        meet_verb,
        visit_verb,
        travel_verb,
        host_verb,
        talk_verb,
        call_verb,
        write_verb,
        shake_hands,
    ):
        trigger = rule(tree, word)
        if trigger:
            return trigger
    return None


def meet_verb(tree: Tree, word: Word) -> Trigger | None:
    """met; met with; sat down with; called on; "meet the demands" is not one: nobody is met."""
    if word.low in w.MEET_VERBS and by_video(tree, word):
        return Trigger(word.i, Kind.VIDEO, "verb:meet-by-video", word.span, verb="meet")
    if word.low in w.MEET_VERBS and not (word.tag == "VBN" and word.dep == "amod"):
        return Trigger(word.i, Kind.MEETING, "verb:meet", word.span, verb=w.MEET_VERBS[word.low])
    if word.low in w.SIT_VERBS and any(k.low == "down" for k in tree.children(word.i)):
        return Trigger(word.i, Kind.MEETING, "verb:sit-down", word.span, verb="sit")
    if word.low in w.SIT_VERBS and any(k.low in ("across", "opposite", "with") for k in tree.children(word.i)):
        return Trigger(word.i, Kind.MEETING, "verb:sit-with", word.span, weak=True, verb="sit")
    if word.low in w.BE_FORMS and any(
        k.low in ("guest", "guests") and any(tree.children(k.i, "poss", "prep")) for k in tree.children(word.i, "attr")
    ):
        return Trigger(word.i, Kind.MEETING, "verb:guest-of", word.span, weak=True, verb="be")
    if goes_on_with(tree, word):
        return Trigger(word.i, Kind.MEETING, "verb:hours-with", word.span, weak=True, verb="sit")
    if word.low in ("faced", "facing") and any(tree.children(word.i, "dobj")):
        return Trigger(word.i, Kind.MEETING, "verb:face", word.span, weak=True, verb="face")
    if word.low in w.SIGN_VERBS and any(tree.children(word.i, "dobj")):
        return Trigger(word.i, Kind.MEETING, "verb:sign", word.span, weak=True, verb="sign")
    if word.low == "summoned" and any(tree.children(word.i, "dobj", "agent")):
        return Trigger(word.i, Kind.MEETING, "verb:summon", word.span, weak=True, verb="summon")
    if word.low in w.HAND_VERBS and any(tree.children(word.i, "dobj", "dative")):
        return Trigger(word.i, Kind.MEETING, "verb:hand", word.span, weak=True, verb="hand")
    rings_up = any(tree.children(word.i, "dobj"))
    on = any(k.low == "on" for k in tree.children(word.i, "prep"))
    if word.low in ("called", "calls", "calling", "call") and on and not rings_up:
        return Trigger(word.i, Kind.MEETING, "verb:call-on", word.span, weak=True, verb="call")
    if word.low in ("saw", "sees", "see", "seen") and any(tree.children(word.i, "dobj")):
        return Trigger(word.i, Kind.MEETING, "verb:see", word.span, weak=True, verb="see")
    return None


def attendance_verb(tree: Tree, word: Word) -> Trigger | None:
    """As in "chaired the strategic track", "the American team was led by Verga", "will be among those taking part"."""
    if word.low in w.CHAIR_VERBS and word.is_verb and leads_to_place(tree, word):
        return Trigger(word.i, Kind.VISIT, "verb:lead-to", word.span, verb="travel")
    if word.low in w.CHAIR_VERBS and word.is_verb:
        objects = {k.low for k in tree.children(word.i, "dobj", "nsubjpass")}
        if objects & w.CHAIRED:
            return Trigger(word.i, Kind.MEETING, "verb:chair", word.span, verb="chair", attendance=True)
    if names_hosts(tree, word):
        return Trigger(word.i, Kind.MEETING, "verb:be-host", word.span, verb="host", attendance=True)
    if word.low in w.FLANKING and any(tree.children(word.i, "agent")):
        return Trigger(word.i, Kind.MEETING, "verb:flank", word.span, verb="join", attendance=True)
    if word.low == "represented" and any(tree.children(word.i, "agent")):
        return Trigger(word.i, Kind.MEETING, "verb:represent", word.span, verb="represent", attendance=True)
    placed = word.low in ("took", "take", "takes") and any(k.low == "place" for k in tree.children(word.i, "dobj"))
    if placed and any(k.low in ("it", "they") for k in tree.children(word.i, "nsubj")):
        return Trigger(word.i, Kind.MEETING, "verb:take-place", word.span, verb="take", attendance=True)
    if word.low in ("took", "take", "takes", "taking") and any(k.low == "part" for k in tree.children(word.i, "dobj")):
        return Trigger(word.i, Kind.MEETING, "verb:take-part", word.span, verb="take", attendance=True)
    return None


def goes_on_with(tree: Tree, word: Word) -> bool:
    """As in "went over the same ground for four hours with", "argued for an hour with": long enough to be a meeting."""
    if not word.is_verb or word.low in w.TALK_VERBS or word.low in w.MEET_VERBS or word.low in w.SPEND_VERBS:
        return False
    preps = list(tree.children(word.i, "prep"))
    hours = [k for p in preps if p.low == "for" for k in tree.children(p.i, "pobj") if k.low in w.HOURS]
    return any(k.low == "with" for i in (word.i, *(h.i for h in hours)) for k in tree.children(i, "prep")) and bool(
        hours
    )


def names_hosts(tree: Tree, word: Word) -> bool:
    """As in "Their hosts were Dai and Wang", "Evans was her host", "Clinton's partner was Dai"."""
    beside = tree.children(word.i, "nsubj", "attr") if word.low in w.BE_FORMS else ()
    return any(k.low in w.HOSTS and any(tree.children(k.i, "poss")) for k in beside)


def is_back_from(tree: Tree, word: Word) -> bool:
    """As in "has returned from Beijing", "is back from a week in China", "are home from China"."""
    back = [k.i for k in tree.children(word.i, "advmod") if k.low in ("back", "home")] if word.low in w.BE_FORMS else []
    heads = [word.i] if word.low in w.RETURN_FORMS else back
    return any(k.low == "from" for i in heads for k in tree.children(i, "prep"))


def placed_below(tree: Tree, word: Word) -> bool:
    return any(k.low in ("in", "at") for k in tree.children(word.i, "prep"))


def leads_to_place(tree: Tree, word: Word) -> bool:
    """As in "will lead a delegation to Washington"."""
    for led in tree.children(word.i, "dobj"):
        if led.low in ("delegation", "team", "mission", "group"):
            return any(k.low == "to" for i in (word.i, led.i) for k in tree.children(i, "prep"))
    return False


def by_video(tree: Tree, word: Word) -> bool:
    """As in "will meet by video", "met virtually"."""
    near = [k for k in tree.children(word.i, "prep", "advmod") if k.low in ("by", "via", "over", "on", "virtually")]
    return any(tree.words[j].low in w.VIDEO_WORDS for k in near for j in tree.subtree(k.i))


def presence_verb(tree: Tree, word: Word) -> Trigger | None:
    """As in "is expected in Beijing", "was in Washington", "invited him to": visits by other words."""
    preps = {k.low for k in tree.children(word.i, "prep", "advmod")}
    placed = bool(preps & {"in", "at", "to", "here", "there"})
    if word.dep in ("acl", "amod"):
        return None  # "a visit scheduled for May": says it of the noun
    if word.low in w.EXPECTED_WORDS and placed and not any(tree.children(word.i, "xcomp", "ccomp", "dobj")):
        return Trigger(word.i, Kind.VISIT, "verb:expected-in", word.span, verb="expect")
    due = any(k.low == "due" and not any(tree.children(k.i, "xcomp")) for k in tree.children(word.i, "acomp"))
    if word.low in w.BE_FORMS and due and placed:
        return Trigger(word.i, Kind.VISIT, "verb:expected-in", word.span, verb="expect")
    if is_back_from(tree, word):
        return Trigger(word.i, Kind.VISIT, "verb:back-from", word.span, verb="leave")
    if (
        word.low in w.BE_FORMS
        and preps & {"in", "at", "here"}
        and not any(tree.children(word.i, "attr", "acomp", "xcomp"))
    ):
        return Trigger(word.i, Kind.VISIT, "verb:be-in", word.span, verb="be")
    if word.low in ("call", "calls", "called", "calling") and word.is_verb and preps & {"at"}:
        return Trigger(word.i, Kind.VISIT, "verb:call-at", word.span, verb="visit")
    if word.low == "asked" and "to" in preps and any(tree.children(word.i, "auxpass")):
        return Trigger(word.i, Kind.VISIT, "verb:invited-to", word.span, verb="invite")
    if word.low in w.INVITE_VERBS and "to" in preps:
        return Trigger(word.i, Kind.VISIT, "verb:invited-to", word.span, verb="invite")
    if word.low in w.STAY_VERBS and preps & {"in", "here", "there", "until", "through"}:
        return Trigger(word.i, Kind.VISIT, "verb:stay-in", word.span, verb="stay")
    if word.low in w.ENDING and any(
        k.low in w.STAY_LENGTHS and (placed_below(tree, k) or placed_below(tree, word))
        for k in tree.children(word.i, "dobj")
    ):
        return Trigger(word.i, Kind.VISIT, "verb:spend-days", word.span, verb=w.ENDING[word.low])
    takes_along = word.low in ("take", "takes", "took", "taking", "bring", "brings", "brought") and "to" in preps
    if takes_along and any(k.tag in ("PRP", "NNP") for k in tree.children(word.i, "dobj")):
        return Trigger(word.i, Kind.VISIT, "verb:take-to", word.span, verb="take")
    if word.low in w.SPEND_VERBS:
        lengths = {k.low for k in tree.children(word.i, "dobj", "npadvmod")}
        hours = [k for k in tree.children(word.i, "dobj", "npadvmod") if k.low in w.HOURS]
        beside = preps | {j.low for k in hours for j in tree.children(k.i)}
        if hours and "together" in beside:
            return Trigger(word.i, Kind.MEETING, "verb:spend-hours", word.span, weak=True, verb="spend")
        if lengths & (w.STAY_LENGTHS | w.TALK_LENGTHS) and placed and "with" not in preps:
            return Trigger(word.i, Kind.VISIT, "verb:spend-days", word.span, verb="spend")
        if lengths & w.TALK_LENGTHS:
            return Trigger(word.i, Kind.MEETING, "verb:spend-hours", word.span, weak=True, verb="spend")
        if lengths & w.STAY_LENGTHS and "with" in preps:
            return Trigger(word.i, Kind.TALKS, "verb:spend-days-with", word.span, weak=True, verb="spend")
    return None


def visit_verb(tree: Tree, word: Word) -> Trigger | None:
    """visited, toured; "the visiting US president"."""
    if word.low == "visiting" and word.dep in ("amod", "compound", "nmod"):
        return Trigger(word.i, Kind.VISIT, "participle:visiting", word.span, verb="visiting")
    if word.low in w.VISIT_VERBS and word.tag != "VBN":
        return Trigger(word.i, Kind.VISIT, "verb:visit", word.span, verb=w.VISIT_VERBS[word.low])
    if word.low in w.VISIT_VERBS and (
        any(tree.children(word.i, "dobj")) or any(tree.children(word.i, "aux", "auxpass"))
    ):
        return Trigger(word.i, Kind.VISIT, "verb:visit", word.span, verb=w.VISIT_VERBS[word.low])
    return None


LEFT = any_of("capital city country mainland town airport port region here day")  # not office, the cabinet, the room
ARRIVALS = any_of("arrive land touch stop")


def travel_verb(tree: Tree, word: Word) -> Trigger | None:
    """travelled to, arrived in, flew to, left for: a visit, or one end of it. Where to is the place rule's business."""
    if word.low not in w.TRAVEL_VERBS or word.tag == "NN":
        return None
    verb = w.TRAVEL_VERBS[word.low]
    after = {k.low for k in tree.children(word.i) if k.dep != "aux"}
    if verb == "follow":
        after_one = not any(k.tag in ("NN", "NNS", "CD", "DT") for k in tree.children(word.i, "dobj", "nsubjpass"))
        named = any(k.tag.startswith("NNP") for k in tree.children(word.i, "nsubj"))
        taken = after_one and named and word.tag == "VBD" and not any(tree.children(word.i, "ccomp", "agent"))
        return Trigger(word.i, Kind.VISIT, "verb:follow", word.span, verb="follow") if taken else None
    if verb in ("leave", "depart"):
        left = [k for k in tree.children(word.i, "dobj") if k.tag in ("NN", "NNS")]
        takes = not after & {"it", "them", "him", "her", "behind"} and all(k.low in LEFT for k in left)
    else:
        takes = bool(
            after
            & (
                {"in", "at", "to", "here", "into", "on"}
                if verb in ARRIVALS
                else {"to", "into", "here", "there", "for", "home", *(("in", "through") if verb == "travel" else ())}
            )
        )
        takes = takes or (verb in ("arrive", "land") and word.tag != "VBN")
    return Trigger(word.i, Kind.VISIT, f"verb:{verb}", word.span, verb=verb) if takes else None


def host_verb(tree: Tree, word: Word) -> Trigger | None:
    """hosted, received, welcomed somebody; with an event as object the event speaks ("hosted talks")."""
    if word.low not in w.HOST_VERBS:
        return None
    verb = w.HOST_VERBS[word.low]
    if any(k.low in w.NOUNS for k in tree.children(word.i, "dobj")):
        return None
    kind = Kind.MEETING
    return Trigger(word.i, kind, f"verb:{verb}", word.span, weak=True, verb=verb)


def talk_verb(tree: Tree, word: Word) -> Trigger | None:
    """spoke with, talked to, "the two talked for an hour": talks, or a call where a telephone is named."""
    if word.low not in w.TALK_VERBS and word.low not in w.TELL_VERBS:
        return None
    verb = w.TALK_VERBS.get(word.low, "tell")
    below = {tree.words[j].low for j in tree.subtree(word.i, without=("ccomp", "advcl", "relcl", "conj", "parataxis"))}
    if below & w.PHONE_WORDS:
        return Trigger(word.i, Kind.CALL, "verb:speak-by-phone", word.span, verb=verb)
    if below & w.VIDEO_WORDS:
        return Trigger(word.i, Kind.VIDEO, "verb:speak-by-video", word.span, verb=verb)
    preps = {k.low for k in tree.children(word.i, "prep", "dative")}
    if verb == "tell":
        by_hand = any(k.low in ("letter", "message", "statement", "speech") for k in tree.words)
        faced = any(k.tag.startswith("NNP") or k.low == "him" for k in tree.children(word.i, "dobj", "nsubjpass"))
        return (
            Trigger(word.i, Kind.TALKS, "verb:tell", word.span, weak=True, verb="tell")
            if faced and not by_hand
            else None
        )
    alone = verb == "negotiate" or (verb in ("speak", "talk", "confer", "consult") and not preps & {"about", "at"})
    if "with" in preps or alone:
        return Trigger(word.i, Kind.TALKS, f"verb:{verb}", word.span, weak=True, verb=verb)
    return None


def call_verb(tree: Tree, word: Word) -> Trigger | None:
    """phoned, telephoned somebody."""
    if word.low in w.CALL_VERBS:
        return Trigger(word.i, Kind.CALL, "verb:phone", word.span, verb=w.CALL_VERBS[word.low])
    plain = not any(tree.children(word.i, "prt", "oprd", "ccomp", "acomp"))
    if word.low in ("called", "calls", "call") and word.is_verb and plain and any(tree.children(word.i, "dobj")):
        return Trigger(word.i, Kind.CALL, "verb:call", word.span, weak=True, verb="call")
    return None


def write_verb(tree: Tree, word: Word) -> Trigger | None:
    """wrote to somebody."""
    if word.low in w.WRITE_VERBS and any(k.low == "to" for k in tree.children(word.i, "prep", "dative")):
        return Trigger(word.i, Kind.LETTER, "verb:write", word.span, weak=True, verb="write")
    return None


def shake_hands(tree: Tree, word: Word) -> Trigger | None:
    """shook hands with."""
    if word.low in w.SHAKE_VERBS and any(k.low in ("hands", "hand") for k in tree.children(word.i, "dobj")):
        return Trigger(word.i, Kind.MEETING, "verb:shake-hands", word.span, verb="shake")
    return None
