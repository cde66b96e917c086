"""The kinds of things a lexicon holds: frozen values without behaviour beyond their own dates."""

from dataclasses import dataclass
from datetime import date, timedelta

from timeline.vocabulary import Channel, Side

EARLY = timedelta(days=75)  # from election or nomination to the oath
LONG_AGO, FAR_AHEAD = date.min, date.max


@dataclass(frozen=True, slots=True)
class Office:
    """An office of one side; `rank` 1 is head of state, party or government, 5 the staff."""

    side: Side
    title: str
    body: str
    channel: Channel
    rank: int
    phrases: tuple[str, ...]  # lower case, as newspapers write it


@dataclass(frozen=True, slots=True)
class Term:
    """A person's time in an office; both days inclusive, an unknown end is far away."""

    person: str
    office: Office
    start: date
    end: date

    def covers(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def is_former(self) -> bool:
        """A row that only says "no longer in office"."""
        return self.office.title.startswith("former ")


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    name: str  # canonical, PRC names family first
    family: str
    given: str
    side: Side
    names: tuple[str, ...]  # full names and other spellings, at least two words or Chinese
    terms: tuple[Term, ...]  # by start
    short_names: tuple[str, ...] = ()  # one word that stands for the whole: "Xi", "Biden"


@dataclass(frozen=True, slots=True)
class Venue:
    key: str
    name: str
    city: str
    country: str  # ISO 3166-1 alpha-2
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    code: str  # ISO 3166-1 alpha-2; SU, YU, CS for states that are no more
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str

    @property
    def side(self) -> Side:
        return {"US": Side.US, "CN": Side.PRC}.get(self.code, Side.OTHER)


@dataclass(frozen=True, slots=True)
class City:
    name: str
    country: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    key: str
    name: str
    side: Side
    channel: Channel
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One holding of a gathering; city and days are empty or None where not known. `year` 0 stands for every year."""

    year: int
    city: str = ""
    country: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Gathering:
    key: str
    name: str
    names: tuple[str, ...]
    editions: tuple[Edition, ...]
