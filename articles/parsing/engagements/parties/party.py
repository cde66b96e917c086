"""Somebody who takes part, and by which rule; the two sides themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.parsing.engagements.scene import Scene
from articles.parsing.types import ActorMention, Span
from timeline.vocabulary import Role, Side


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part in one mention of an engagement, and by which rule."""

    actor: ActorMention
    role: Role
    rule: str
    by_pronoun: bool = False

    @property
    def side(self) -> Side:
        return self.actor.side


SIX = re.compile(r"\bsix (?:nations|countries|parties|governments|delegations|sides)\b", re.IGNORECASE)


def of_six(scene: Scene, i: int) -> bool:
    """As in "Six nations signed it at the end of the talks": those of the six-party talks."""
    return SIX.search(scene.tree.phrase(i, without=("relcl", "acl")).of(scene.text)) is not None


def both(span: Span, rule: str) -> Iterator[Party]:
    """The two sides themselves."""
    for side, name in ((Side.US, "United States"), (Side.PRC, "China")):
        yield Party(ActorMention(span, name, name, side, "country", rule), Role.PARTY, rule)
