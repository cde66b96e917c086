"""What an article tells outside its engagement words: where it was filed from, who is named, who acts together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from articles.parsing.engagements.drafts import SIDES
from articles.parsing.engagements.mention import is_person
from articles.parsing.engagements.parties import Party
from articles.parsing.engagements.phrases import expand, phrase_actors
from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.words import TELL_VERBS
from articles.parsing.types import ActorMention
from timeline.vocabulary import Role, Side


@dataclass(frozen=True)
class Surroundings:
    """What an article tells outside its engagement words: where it was filed from, who is named, who acts together."""

    filed_from: str = ""  # country of the dateline
    people: tuple[ActorMention, ...] = ()  # persons, in text order
    pairs: Mapping[int, tuple[Party, ...]] = field(default_factory=dict)  # by sentence: subjects of both sides

    def person_before(self, place: int, side: Side) -> ActorMention | None:
        """The last person of a side named within a paragraph before a place in the text."""
        near = [a for a in self.people if a.side is side and 0 < place - a.span.end <= PARAGRAPH]
        return near[-1] if near else None


PARAGRAPH = 400  # characters


def joint_subjects(scenes: Iterable[Scene]) -> dict[int, tuple[Party, ...]]:
    """By sentence: the people of both sides who are the subject of one verb, or whom one tells the other something."""
    found: dict[int, tuple[Party, ...]] = {}
    for scene in scenes:
        for verb in (x for x in scene.tree.words if x.is_verb and x.dep != "relcl"):
            heads = list(scene.tree.children(verb.i, "nsubj", *(("dobj", "dative") if verb.low in TELL_VERBS else ())))
            people = [a for k in heads for a in phrase_actors(scene, k.i) for a in expand(a) if a.kind != "country"]
            parties = {a.key or a.name: Party(a, Role.PARTY, "joint-subject") for a in people}.values()
            if {p.side for p in parties if is_person(p)} == set(SIDES):
                found.setdefault(scene.index, tuple(p for p in parties if is_person(p)))
    return found


NOWHERE = Surroundings()
