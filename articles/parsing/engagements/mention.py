"""One engagement word with all that its sentence says of it, as a value."""

from dataclasses import dataclass, field

from articles.parsing.engagements.parties import Party
from articles.parsing.engagements.phrases import IN_BODY
from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.status import Reading
from articles.parsing.engagements.triggers import Trigger
from articles.parsing.engagements.words import SHIPS, any_of
from articles.parsing.types import DateExpression, PlaceMention, Span
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
    "bush clinton reagan defense defence foreign finance commerce trade country's commander commanders"
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
        if self.trigger.rule == "noun:port-call":
            return Kind.MILITARY
        visiting = self.trigger.kind is Kind.VISIT and any(is_ship(p) for p in self.visitors)
        return Kind.MILITARY if visiting else self.trigger.kind

    @property
    def is_spoken(self) -> bool:
        """As in "Biden spoke with Xi": without a place or more who could sit together, a call."""
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
        told = [p.country for p in self.where if p.country]
        host = FACING.get(next((p.side for p in self.visitors), Side.OTHER))
        soil = HOME[host] if host is not None else frozenset()
        return next((c for c in told if c in soil), next(iter(told), ""))  # a tour of many has the other side on it

    @property
    def names_other_side(self) -> bool:
        """True if the sentence, or the ones around it, speak of the side that is visited at all."""
        host = FACING.get(next((p.side for p in self.visitors), Side.OTHER))
        return self.scene.about or any(a.side is host for a in self.scene.actors)

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
    return (
        party.actor.kind == "country"
        or party.actor.rule == IN_BODY
        or set(party.actor.name.lower().replace("-", " ").split()) <= GENERIC_WORDS
    )


def first_of_its_kind(mention: Mention) -> bool:
    """As in "the first visit by an American secretary of defense in ten years"."""
    near = {k.low for k in mention.scene.tree.children(mention.trigger.i, "amod", "nummod")}
    visitors = mention.visitors
    return bool(near & {"first", "second", "third"}) and bool(visitors) and not any(is_person(p) for p in visitors)


def refers_back(mention: Mention) -> bool:
    """As in "It was the first visit by U.S. warships": says more of the one just told."""
    tree, i = mention.scene.tree, mention.trigger.i
    head = tree.head(i)
    if mention.group == "visit" and first_of_its_kind(mention):
        return True
    if tree.words[i].dep != "attr" or head is None or head.low not in ("was", "is", "'s", "were"):
        return False
    return any(k.low in ("it", "this", "that") for k in tree.children(head.i, "nsubj"))


GUESTS = any_of(
    "members lawmakers guests guest visitors visitor delegation group senators envoys envoy party team americans "
    "congressmen officials negotiators"
)


def met_somebody_known(mention: Mention) -> bool:
    """As in "received him", "the senators were received": one met, or received, who points back to somebody."""
    tree = mention.scene.tree
    if mention.trigger.nominal or any(p.rule == "object" for p in mention.parties):
        return False
    received = ("nsubjpass",) if any(p.rule == "agent" for p in mention.parties) else ()
    return any(
        k.tag == "PRP"
        or (k.low in GUESTS and not k.tag.startswith("NNP") and any(d.low == "the" for d in tree.children(k.i, "det")))
        for k in tree.children(mention.trigger.i, "dobj", *received)
    )


def is_complete(mention: Mention) -> bool:
    """True if the sentence alone says that both sides take part."""
    if refers_back(mention) or mention.trigger.attendance:
        return False
    if mention.group == "visit":
        return bool(mention.visitors and mention.country) and mention.visitors[0].side is not Side.OTHER
    if mention.group == "military" and len(mention.parties) >= 1 and mention.trigger.kind is Kind.MILITARY:
        sides = {p.side for p in mention.parties}
        return Side.US in sides and Side.PRC in sides
    return mention.both_sides


def host_side(mention: Mention) -> Side | None:
    """The side of the one who receives or hosts."""
    if mention.trigger.verb not in ("receive", "host", "welcome", "greet", "entertain", "summon"):
        return None
    passive = any(p.rule == "agent" for p in mention.parties)
    hosts = [p for p in mention.parties if (p.rule == "agent") == passive and (passive or p.rule != "object")]
    sides = {p.side for p in hosts} - {Side.OTHER}
    return sides.pop() if len(sides) == 1 else None
