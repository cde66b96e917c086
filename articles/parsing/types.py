"""What the parser hands on: frozen values with their spans. No step changes another's result.

Offsets are half-open and count code points of the text the parser was given.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from timeline.vocabulary import Kind, Precision, Role, Setting, Side, Status

if TYPE_CHECKING:
    from articles.parsing.guess import DayGuess


@dataclass(frozen=True, slots=True, order=True)
class Span:
    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression as TIMEX3 has it (TimeML 1.2.1), and, where it names a stretch of calendar, that stretch.

    `value` follows TIMEX3 ("1998-08-07", "1998-W32", "P3D", "PRESENT_REF"); `edtf` is EDTF level 1 and None
    for durations, sets and whatever could not be resolved (for want of a `dct`, say). `earliest` and `latest`
    are inclusive; None is an open or unknown end.
    """

    span: Span
    text: str
    type: str  # DATE, TIME, DURATION, SET
    value: str
    rule: str
    mod: str = ""  # TIMEX3 mod: START, MID, END, APPROX, BEFORE, AFTER, ...
    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    anchor: str = ""  # what it was counted from: "dct", "text" (an earlier date of the text) or "" (absolute)
    signal: str = ""  # the preposition before it, outside the span: on, in, by, until, since, before, after, from


@dataclass(frozen=True, slots=True)
class DateExpression:
    """The calendar view: one or more Timex joined into the interval a reader would note down.

    "from Nov. 28 to Dec. 2" is two Timex and one DateExpression `2023-11-28/2023-12-02`; "by the end of the
    year" is `2024-08-29/2024-12-31`, precision within. `edtf` is EDTF level 1, plus `[a..b]` for "once, within".
    """

    span: Span
    text: str
    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision
    rule: str
    timexes: tuple[Timex, ...] = ()
    duration_days: int | None = None  # "a three-day visit": how long, where the words say so
    warning: str = ""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that stand for somebody who could take part: "Mr. Wang", "the treasury secretary", "both sides".

    `keys` are the lexicon people it may stand for, the best first; empty for strangers, bodies and groups.
    """

    span: Span
    text: str
    name: str  # canonical: the lexicon's full name, else the fullest form in the article
    side: Side
    kind: str  # person, office, body, country, group ("senior Chinese officials"), pair ("the two presidents"), pronoun
    rule: str
    keys: tuple[str, ...] = ()
    office: str = ""  # held on the article's day, or as the text gives it
    score: float = 1.0
    warning: str = ""
    antecedents: tuple["ActorMention", ...] = ()  # what a pair or pronoun stands for

    @property
    def key(self) -> str | None:
        return self.keys[0] if self.keys else None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place or a gathering: "Geneva", "here", "the Chinese capital", "the G20 summit"."""

    span: Span
    text: str
    kind: str  # venue, city, country, gathering
    rule: str
    city: str = ""
    country: str = ""  # ISO 3166-1 alpha-2
    venue_key: str = ""
    venue: str = ""
    gathering: str = ""


@dataclass(frozen=True, slots=True)
class StatusStep:
    """One step of the life line, with its own day where the text gives one ("postponed in February")."""

    status: Status
    span: Span
    rule: str
    edtf: str | None = None
    date_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A person, body or delegation taking part.

    `key` names a person of the lexicon; without one, `name` is a stranger or a body as the text has it.
    """

    name: str
    side: Side
    role: Role
    span: Span
    rule: str
    key: str | None = None
    office: str = ""
    body: bool = False  # a body, delegation or country, not a person
    score: float = 1.0
    warning: str = ""  # "the text says Chen Gang; the foreign minister that day was Qin Gang"


@dataclass(frozen=True, slots=True)
class Place:
    """City and country (ISO 3166-1 alpha-2; "" if not known); `venue_key` and `venue` where a venue is named."""

    span: Span
    rule: str
    city: str = ""
    country: str = ""
    venue_key: str = ""
    venue: str = ""


@dataclass(frozen=True, slots=True)
class FieldClaim:
    """A simple value (kind, setting, topic, gathering) with the words it was read from."""

    field: str
    value: str
    span: Span
    rule: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Engagement:
    """One engagement as one article tells it, all mentions of it tied together."""

    ref: str  # names it within this report: "e1", "e2", ...
    kind: Kind
    status: Status
    setting: Setting | None
    evidence: tuple[Span, ...]  # the clauses or sentences that tell it, the main one first
    date: DateExpression | None = None
    place: Place | None = None
    participants: tuple[Participant, ...] = ()
    steps: tuple[StatusStep, ...] = ()
    claims: tuple[FieldClaim, ...] = ()  # kind, setting, topics, gathering: one for each value
    gathering: str = ""  # "G20 summit", where it took place on the sidelines of one
    parent: str | None = None  # `ref` of the visit it belongs to
    background: bool = False  # recalled, not reported ("last met in November")
    confidence: float = 0.5

    @property
    def topics(self) -> tuple[str, ...]:
        return tuple(sorted({claim.value for claim in self.claims if claim.field == "topic"}))


@dataclass(frozen=True, slots=True)
class Unresolved:
    """What was seen but not placed, for the editor's shelf."""

    span: Span
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ParseReport:
    dct: date | None
    timexes: tuple[Timex, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    sentences: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()  # lines that are the outlet's, not the article's
    notes: tuple["Note", ...] = field(default=())
    day_guess: "DayGuess | None" = None  # where the article came without a day: see `articles.parsing.guess`


@dataclass(frozen=True, slots=True)
class Note:
    """Why something was taken or left, for `explain_article`."""

    span: Span
    rule: str
    words: str


def union(spans: Sequence[Span]) -> Span:
    """The smallest span that covers them all."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
