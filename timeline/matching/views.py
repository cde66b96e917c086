"""What matching must know of a mention, and what comparing two of them gives."""

from dataclasses import dataclass
from datetime import date

from timeline.vocabulary import Kind, Precision, Status

THRESHOLD = 0.60

GROUPS = {
    Kind.VISIT: "visit",
    Kind.MEETING: "meet",
    Kind.TALKS: "meet",
    Kind.SUMMIT: "meet",
    Kind.DIALOGUE: "meet",
    Kind.CALL: "remote",
    Kind.VIDEO: "remote",
    Kind.LETTER: "letter",
    Kind.MILITARY: "military",
}
EXACT = (Precision.DAY, Precision.RANGE)
AHEAD = (Status.PROPOSED, Status.PLANNED)
OFF = (Status.POSTPONED, Status.CANCELLED, Status.DECLINED)
PLANS = (*AHEAD, *OFF)


@dataclass(frozen=True, slots=True)
class MentionView:
    """What matching must know of one mention (or, with `anchor`, of an event as an editor decided it).

    `us` and `prc` are keys of people, or names of strangers; `bodies` names of bodies, "US:…" or "PRC:…"; `houses`
    the bodies, written alike, to which these people belonged.
    """

    key: str  # stable and unique over all articles
    article: str
    kind: str
    status: str
    published: date | None = None
    earliest: date | None = None
    latest: date | None = None
    precision: str = Precision.UNKNOWN
    us: frozenset[str] = frozenset()
    prc: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    houses: frozenset[str] = frozenset()
    visitors: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    city: str = ""
    country: str = ""
    venue_key: str = ""
    gathering: str = ""
    spot: tuple[float, float] | None = None  # latitude and longitude of the city, degrees
    pinned: str = ""  # public id of the event an editor placed it in
    background: bool = False

    @property
    def group(self) -> str:
        return GROUPS.get(self.kind, "any")

    @property
    def people(self) -> frozenset[str]:
        return self.us | self.prc


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two mentions are: 0..1, the reasons in words, and `veto`, why they cannot be one."""

    score: float
    reasons: tuple[str, ...] = ()
    veto: str = ""

    @property
    def joins(self) -> bool:
        return not self.veto and self.score >= THRESHOLD


def veto(reason: str) -> Match:
    return Match(0.0, (), reason)
