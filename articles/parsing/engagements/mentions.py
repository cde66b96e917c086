"""One engagement word with all that its sentence says of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from articles.parsing.engagements import words as w
from articles.parsing.engagements.attach import destination_words, duration_of, find_when, find_where
from articles.parsing.engagements.parties import Party, carrier_verbs, find_parties, quantity_heads, subjects
from articles.parsing.engagements.phrases import SHIPS
from articles.parsing.engagements.scene import PRC_WORDS, US_WORDS, Scene
from articles.parsing.engagements.status import Reading, read_status
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.engagements.words import MEALS, any_of
from articles.parsing.types import DateExpression, Note, PlaceMention, Span
from timeline.vocabulary import Kind, Role, Side, Status

GROUP = {
    Kind.VISIT: "visit", Kind.MEETING: "meet", Kind.TALKS: "meet", Kind.SUMMIT: "meet", Kind.DIALOGUE: "meet",
    Kind.CALL: "call", Kind.VIDEO: "call", Kind.LETTER: "letter", Kind.MILITARY: "military", Kind.OTHER: "other",
}  # fmt: skip
CHINESE_SOIL = frozenset(("CN", "HK", "MO"))
HOME = {Side.US: frozenset(("US", "PR", "GU")), Side.PRC: CHINESE_SOIL}
GENERIC_WORDS = any_of(
    "the a an its their u.s us u.s. american america united states state chinese china china's beijing "
    "washington side sides government official officials leader leaders delegation negotiators diplomats "
    "senior top top-level high-level high ranking high-ranking several other some more many of and "
    "administration counterpart counterparts authorities representatives both two countries parties white "
    "house department visiting top-ranking president presidents premier premiers minister ministers secretary "
    "ambassador envoy envoys team party first new last vice prime lawmakers two three leadership biden trump obama "
    "bush clinton reagan"
)
FACING = {Side.US: Side.PRC, Side.PRC: Side.US}
OFF = frozenset((Status.POSTPONED, Status.CANCELLED, Status.DECLINED))
AHEAD = frozenset((Status.PLANNED, Status.PROPOSED))


@dataclass(frozen=True)
class Mention:
    """What one sentence says of one engagement."""

    scene: Scene = field(repr=False)
    trigger: Trigger
    parties: tuple[Party, ...]
    reading: Reading
    when: DateExpression | None
    when_cost: float
    where: tuple[PlaceMention, ...]
    duration: int | None
    evidence: Span
    background: bool = False
    definite: bool = False
    round: int = 0  # 5 for "the fifth round"; 0 if the words do not count

    @property
    def kind(self) -> Kind:
        """The kind its word names; what ships and troops do is military."""
        if self.is_spoken:
            return Kind.CALL
        visiting = self.trigger.kind is Kind.VISIT and any(is_ship(p) for p in self.visitors)
        return Kind.MILITARY if visiting else self.trigger.kind

    @property
    def is_spoken(self) -> bool:
        """"Biden spoke with Xi": without a place or more who could sit together, a call."""
        return self.trigger.verb == "speak" and self.trigger.kind is Kind.TALKS and not self.where and self.both_sides

    @property
    def is_standing(self) -> bool:
        """Talks with known members: six-party talks, a named dialogue."""
        return any(p.rule == "standing-talks" for p in self.parties)

    @property
    def group(self) -> str:
        return "call" if self.is_spoken else GROUP[self.trigger.kind]

    @property
    def status(self) -> Status | None:
        return self.reading.status

    def of_side(self, side: Side) -> tuple[Party, ...]:
        return tuple(p for p in self.parties if p.side is side)

    def people(self, side: Side) -> frozenset[str]:
        """Keys or names of the persons of a side."""
        return frozenset(identity(p) for p in self.of_side(side) if is_person(p))

    @property
    def visitors(self) -> tuple[Party, ...]:
        return tuple(p for p in self.parties if p.role is Role.VISITOR)

    @property
    def country(self) -> str:
        """The country it takes place in, as far as this sentence tells."""
        return next((p.country for p in self.where if p.country), "")

    @property
    def names_other_side(self) -> bool:
        """True if the sentence speaks of the side that is visited at all."""
        side = next((p.side for p in self.visitors), None)
        words = self.scene.words(self.scene.tree.span)
        if side is Side.US:
            return (
                bool(PRC_WORDS.search(words)) or any(a.side is Side.PRC for a in self.scene.actors) or self.scene.about
            )
        return bool(US_WORDS.search(words)) or any(a.side is Side.US for a in self.scene.actors) or self.scene.about

    @property
    def both_sides(self) -> bool:
        return bool(self.of_side(Side.US)) and bool(self.of_side(Side.PRC))


def identity(party: Party) -> str:
    """What makes two parties the same: the lexicon key, else the name."""
    return party.actor.key or party.actor.name.lower()


def is_ship(party: Party) -> bool:
    """True for a warship or a fleet."""
    words = set(party.actor.name.lower().replace("-", " ").split())
    return not is_person(party) and bool(words & (SHIPS | {"uss", "navy", "ship"}))


def is_person(party: Party) -> bool:
    return bool(party.actor.key) or party.actor.kind == "person"


def is_generic(party: Party) -> bool:
    """True for "China", "senior U.S. officials": anybody of that side may be meant."""
    if is_person(party):
        return False
    return party.actor.kind == "country" or set(party.actor.name.lower().replace("-", " ").split()) <= GENERIC_WORDS


def find_mentions(scene: Scene, pair: tuple[Party, ...] = ()) -> tuple[list[Mention], list[Note]]:
    """The engagement words of a sentence that may be engagements of both sides, and why others are not.

    `pair` are the two whom the article last told together: what a "they" without a name means.
    """
    taken, notes = [], []
    for trigger in scene.triggers:
        if is_inner_noun(scene, trigger):
            continue
        mention = with_pair(make_mention(scene, trigger), pair)
        reason = refusal(mention)
        if reason:
            notes.append(Note(trigger.span, trigger.rule, f"not taken: {reason}"))
        else:
            taken += [m for one in apart(mention) for m in paired(one)]
    return taken, notes


def with_pair(mention: Mention, pair: tuple[Party, ...]) -> Mention:
    """"They last spoke in March": the two of the sentence before, where no rule for names has found them."""
    scene = mention.scene
    if not pair or mention.trigger.kind is Kind.VISIT or mention.trigger.nominal and not carrier_verbs(scene, mention.trigger.i):
        return mention
    verbs = carrier_verbs(scene, mention.trigger.i) if mention.trigger.nominal else [mention.trigger.i]
    heads = [scene.tree.words[i] for verb in verbs for i, _ in subjects(scene, verb)]
    if not any(x.low == "they" and x.i not in scene.by_word for x in heads) or mention.people(Side.US) or mention.people(Side.PRC):
        return mention
    return replace(mention, parties=tuple(replace(p, role=Role.PARTY, rule="they") for p in pair))


def last_pair(mentions: Sequence[Mention]) -> tuple[Party, ...]:
    """One person of each side, of the last mention that has just these."""
    for mention in reversed(mentions):
        people = [p for p in mention.parties if is_person(p)]
        if len(people) == 2 and {p.side for p in people} == {Side.US, Side.PRC}:
            return tuple(people)
    return ()


def apart(mention: Mention) -> list[Mention]:
    """ "trips by Yellen and Raimondo", "visits from officials, including Yellen": one for each traveller."""
    visitors = [p for p in mention.visitors if is_person(p)]
    if mention.group != "visit" or not mention.trigger.plural or len(visitors) < 2:
        return [mention]
    others = tuple(p for p in mention.parties if p.role is not Role.VISITOR)
    return [replace(mention, parties=(visitor, *others)) for visitor in visitors]


JOINING = re.compile(r"(?:,[^,;:]{1,60},|[^.;:]{0,60}?),? and (?:then |also |later |again )?(?:with |by )?", re.DOTALL)


def paired(mention: Mention) -> list[Mention]:
    """ "met Li on Friday and He, his new counterpart, on Saturday": a meeting for each, with its own day."""
    scene = mention.scene
    if mention.group != "meet" or mention.reading.status is None or not mention.both_sides:
        return [mention]
    objects = [
        p
        for p in mention.parties
        if p.rule in ("object", "with", "agent") and p.actor.span.start > mention.trigger.span.end
    ]
    if not objects or len({p.side for p in objects}) != 1:
        return [mention]
    guests = tuple(p for p in mention.parties if p not in objects)
    out, last = [mention], objects[-1]
    for actor in scene.actors:
        if actor.kind != "person" or actor.side is not last.side or actor.span.start <= last.actor.span.end:
            continue
        between = Span(last.actor.span.end, actor.span.start)
        if not JOINING.fullmatch(between.of(scene.text)) or any(x.is_verb for x in scene.tree.within(between)):
            break
        first_date = next((d for d in scene.dates if between.covers(d.span)), None)
        if first_date is None and len(out) == 1 and last is objects[-1]:
            break
        if first_date is not None:
            out[-1] = replace(out[-1], when=first_date, when_cost=0.5)
        last = replace(last, actor=actor, rule="paired")
        own_date = next((d for d in scene.dates if 0 < d.span.start - actor.span.end < 40), None)
        out.append(replace(mention, parties=(*guests, last), when=own_date, when_cost=0.5))
    return out


def is_inner_noun(scene: Scene, trigger: Trigger) -> bool:
    """ "rounds of talks", "meetings" that only count others: the inner noun speaks for both."""
    if not trigger.nominal:
        return False
    for kid in scene.tree.children(trigger.i, "prep"):
        if kid.low == "of" and any(k.low in w.NOUNS for k in scene.tree.children(kid.i, "pobj")):
            return True
    return False


def make_mention(scene: Scene, trigger: Trigger) -> Mention:
    parties = find_parties(scene, trigger)
    reading = read_status(scene, trigger)
    found = find_when(scene, trigger)
    when, cost = found if found else (None, 99.0)
    where = find_where(scene, trigger)
    if trigger.verb in ("leave", "depart"):  # where to is no longer the visit
        where = tuple(p for p in where if p.country in CHINESE_SOIL | HOME[Side.US])
    return Mention(
        scene,
        trigger,
        parties,
        reading,
        when,
        cost,
        where,
        duration_of(scene, trigger),
        evidence_span(scene, trigger),
        is_background(scene, trigger),
        is_definite(scene, trigger),
        round_of(scene, trigger),
    )


def evidence_span(scene: Scene, trigger: Trigger) -> Span:
    """The sentence that tells it."""
    return scene.tree.span


def is_background(scene: Scene, trigger: Trigger) -> bool:
    """Recalled, not reported: "last met", "had met", "the first since", "their last summit"."""
    tree = scene.tree
    near = {k.low for k in tree.children(trigger.i)}
    if near & {"last", "previously", "previous", "earlier", "latest", "past", "former"} and "week" not in near:
        return any(
            k.low in ("last", "previously", "previous", "past") for k in tree.children(trigger.i, "amod", "advmod")
        )
    for i in [trigger.i, *carrier_verbs(scene, trigger.i)]:
        if any(k.low in ("last", "previously") for k in tree.children(i, "advmod")):
            return True
    return False


ORDINALS = dict(
    zip(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
        range(1, 11),
        strict=True,
    )
)


def round_of(scene: Scene, trigger: Trigger) -> int:
    """Which of a series: "the fifth round of talks", "the second meeting"."""
    if not trigger.nominal:
        return 0
    for i in [trigger.i, *quantity_heads(scene, trigger.i)]:
        for kid in scene.tree.children(i, "amod", "compound", "nmod"):
            words = {kid.low, *(scene.tree.words[j].low for j in scene.tree.subtree(kid.i))}
            number = next((n for word, n in ORDINALS.items() if word in words), 0)
            if number and (number > 1 or scene.tree.words[i].low in ("round", "session", "phase")):
                return number
    return 0


def is_definite(scene: Scene, trigger: Trigger) -> bool:
    """ "the meeting", "their talks", "this visit": points back to one already told."""
    return trigger.nominal and any(
        k.low in ("the", "this", "that", "these", "those", "his", "her", "their", "its", "such")
        for i in [trigger.i, *quantity_heads(scene, trigger.i)]
        for k in scene.tree.children(i, "det", "poss")
    )


def refusal(mention: Mention) -> str:
    """Why a mention cannot be an engagement of the two sides; "" if it may be one."""
    if mention.status is None:
        return f"{mention.reading.rule}: it did not take place and is not planned"
    if FICTION.search(mention.scene.words(mention.scene.tree.span)):
        return "in a story"
    if whose_is_doubtful(mention):
        return "whose it is, is not told"
    if mention.trigger.attendance:
        return "" if mention.people(Side.US) or mention.people(Side.PRC) else "nobody of either side takes part"
    us, prc = mention.of_side(Side.US), mention.of_side(Side.PRC)
    others = [p for p in mention.parties if p.side is Side.OTHER]
    if mention.group == "visit":
        return visit_refusal(mention)
    if mention.trigger.rule == "verb:call-on" and not any(p.rule == "on" and is_person(p) for p in mention.parties):
        return "an appeal, not a call"
    if nobody_met(mention):
        return "nobody of the other side is met"
    low = mention.scene.tree.words[mention.trigger.i].low
    if low in MEALS and not (us and prc):
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


def first_of_its_kind(mention: Mention) -> bool:
    """"the first visit by an American secretary of defense in ten years"."""
    near = {k.low for k in mention.scene.tree.children(mention.trigger.i, "amod", "nummod")}
    visitors = mention.visitors
    return bool(near & {"first", "second", "third"}) and bool(visitors) and not any(is_person(p) for p in visitors)


def refers_back(mention: Mention) -> bool:
    """ "It was the first visit by U.S. warships": says more of the one just told."""
    tree, i = mention.scene.tree, mention.trigger.i
    head = tree.head(i)
    if mention.group == "visit" and first_of_its_kind(mention):
        return True
    if tree.words[i].dep != "attr" or head is None or head.low not in ("was", "is", "'s", "were"):
        return False
    return any(k.low in ("it", "this", "that") for k in tree.children(head.i, "nsubj"))


def is_general(mention: Mention) -> bool:
    """ "warship visits between China and the United States": plural, of nobody in particular, at no time."""
    scene = mention.scene
    near = {k.low for k in scene.tree.children(mention.trigger.i, "amod", "det")}
    if mention.when is None and near & GENERAL_MODIFIERS:
        return True
    plain = mention.trigger.plural and mention.when is None and not mention.is_standing
    return plain and len(mention.parties) == 2 and all(p.actor.kind == "country" for p in mention.parties)


VAGUE_NOUNS = any_of("engagement engagements interaction interactions exchange")
GENERAL_MODIFIERS = any_of("any regular frequent routine occasional such periodic")
PERSONAL = any_of("him her them me you us he they reporters")


def nobody_met(mention: Mention) -> bool:
    """ "meets the demands", "saw the report": the object of the verb is nobody."""
    trigger, tree = mention.trigger, mention.scene.tree
    if any(p.by_pronoun for p in mention.parties):
        return False  # whom the pronoun means is settled later
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
    if trigger.verb in ("receive", "host", "welcome", "greet") and not {p.rule for p in mention.parties} & {"object", "agent"}:
        return True
    if trigger.weak and not mention.both_sides:
        return True
    objects = [k for k in tree.children(trigger.i, "dobj") if not scene_names(mention, k.i)]
    return bool(objects) and not any(k.low in PERSONAL for k in objects) and len(mention.parties) < 2


FICTION = re.compile(r"\b[Ii]n (?:the|a|an|his|her) (?:\w+ )?(?:novel|film|movie|thriller|play|war game|scenario)\b")


def whose_is_doubtful(mention: Mention) -> bool:
    """"Kim told Xi of his summit with Trump": the pronoun may mean the subject, who is of a third side."""
    if not any(p.by_pronoun and "possessive" in p.rule for p in mention.parties):
        return False
    scene = mention.scene
    root = next((x for x in scene.tree.words if x.head == x.i), None)
    heads = scene.tree.children(root.i, "nsubj", "nsubjpass") if root is not None else ()
    return any(
        scene.by_word[k.i].side is Side.OTHER if k.i in scene.by_word else k.tag == "NNP" for k in heads
    )


def scene_names(mention: Mention, i: int) -> bool:
    return any(p.actor.span.start <= mention.scene.tree.words[i].span.start < p.actor.span.end for p in mention.parties)


def visit_refusal(mention: Mention) -> str:
    """A visit counts if one side goes to the other's soil, or may do so for all the sentence says."""
    visitors = mention.visitors
    if len({p.side for p in visitors}) > 1 and not any(is_person(p) for p in visitors):
        return "an exchange of visits in general"
    if any(is_ambassador(p, mention) for p in visitors) and takes_up_post(mention):
        return "an ambassador goes to his post"
    if visitors and all(p.side is Side.OTHER for p in visitors):
        return "the visitor is of a third side"
    country = mention.country
    if mention.trigger.rule in w.NEED_PLACE and (not country or not any(is_person(p) for p in visitors)):
        return "nobody of one side at a place of the other"
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
    if words is None or trigger.verb in ("leave", "depart") or trigger.rule == "participle:visiting":
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


def is_complete(mention: Mention) -> bool:
    """True if the sentence alone says that both sides take part."""
    if refers_back(mention) or mention.trigger.attendance:
        return False
    if mention.group == "visit":
        return bool(mention.visitors and mention.country) and mention.visitors[0].side is not Side.OTHER
    if "call" in mention.trigger.rule and mention.kind is Kind.MILITARY:  # a port call is a visit of ships
        sides = {p.side for p in mention.parties}
        return any(mention.country in HOME[other] and side in sides for side, other in FACING.items())
    if mention.group == "military" and len(mention.parties) >= 1 and mention.trigger.kind is Kind.MILITARY:
        sides = {p.side for p in mention.parties}
        return Side.US in sides and Side.PRC in sides
    return mention.both_sides


def without(mention: Mention, drop) -> Mention:
    """The mention without some parties."""
    return replace(mention, parties=tuple(p for p in mention.parties if not drop(p)))
