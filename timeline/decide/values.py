"""What goes in and what comes out: claims and decisions, the values shown, and why each is shown."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.text import slugify

from timeline.vocabulary import Kind, Precision, Status

# Once it took place, no later sentence makes it a plan again.
TOOK_PLACE = (Status.HELD, Status.ONGOING)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with what `decide` must know of its article and mention; `mention` and `article` are stable keys."""

    id: int
    field: str
    value: Any
    mention: str
    article: str
    published: date | None = None
    status: str = ""  # the mention's own status
    score: float = 1.0
    confidence: float = 0.5
    background: bool = False
    start: int = 0

    @property
    def order(self) -> tuple:
        """A total order that does not depend on when an article came in."""
        return (self.published or date.max, self.article, self.start, self.mention, self.field, repr(self.value))


@dataclass(frozen=True, slots=True)
class DecisionView:
    id: int
    field: str
    mode: str  # set, clear, confirm
    value: Any
    author: str = ""
    made_at: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a value is shown: `words` for people, `claims` and `decision` as ids, `others` what was said otherwise."""

    rule: str
    words: str
    claims: tuple[int, ...] = ()
    decision: int | None = None
    author: str = ""
    made_at: str = ""
    note: str = ""
    others: tuple[dict, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownParticipant:
    name: str
    side: str
    role: str
    key: str | None = None
    office: str = ""
    body: bool = False
    warning: str = ""

    @property
    def ident(self) -> str:
        """What reasons and decisions on this participant are filed under: the person's key, a body's name."""
        return ident_of(self.name, self.key, self.body)


def ident_of(name: str, key: str | None, body: bool) -> str:
    """A known person's key, the key a stranger gets by the name, or a body's name."""
    if body:
        return name
    return key or slugify(name)[:120] or "person-" + sha256(name.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of the life line; `day` is EDTF, "" if neither the text nor the article gives one."""

    status: str
    day: str
    article: str = ""
    claim: int | None = None
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class Values:
    """All that an event shows, apart from what is derived of people's offices (title, channel)."""

    kind: str = Kind.OTHER
    status: str = Status.HELD
    setting: str = ""
    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    precision: str = Precision.UNKNOWN
    city: str = ""
    country: str = ""
    venue_key: str = ""
    gathering: str = ""
    title: str = ""
    summary: str = ""
    topics: tuple[str, ...] = ()
    participants: tuple[ShownParticipant, ...] = ()
    steps: tuple[ShownStep, ...] = ()
    confidence: float = 0.0
    article_count: int = 0
    why: dict[str, Why] = field(default_factory=dict)
