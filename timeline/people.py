"""Who held which office on which day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from timeline.models import Person
from timeline.vocabulary import Channel, Side


@dataclass(frozen=True, slots=True)
class Held:
    """An office and the days somebody held it, inclusive; None is open."""

    office: int
    title: str
    channel: str
    rank: int
    earliest: date | None
    latest: date | None

    @property
    def precedence(self) -> tuple:
        """The higher first; of a leader's offices that of the state, which hosts and travels, before the party's."""
        return self.rank, not self.title.startswith(("President", "Premier")), self.title

    def covers(self, day: date) -> bool:
        return (self.earliest or date.min) <= day <= (self.latest or date.max)


@dataclass(frozen=True, slots=True)
class Known:
    """A person with all their offices."""

    pk: int
    key: str
    full_name: str
    family_name: str
    side: str
    offices: tuple[Held, ...] = ()

    def office_on(self, day: date | None) -> Held | None:
        """The highest office held that day."""
        held = [office for office in self.offices if day and office.covers(day)]
        return min(held, key=lambda office: office.precedence, default=None)

    @property
    def short_name(self) -> str:
        """As a headline has it: Americans by family name, Chinese in full."""
        return self.family_name if self.side == Side.US and self.family_name else self.full_name


def known_people(keys: Iterable[str]) -> dict[str, Known]:
    """People by key, in two queries."""
    people = Person.objects.filter(key__in=set(keys)).prefetch_related("terms__office")
    return {person.key: known(person) for person in people}


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """Full names by key, of those keys that are somebody's; one query."""
    return dict(Person.objects.filter(key__in=set(keys)).values_list("key", "full_name"))


def known(person: Person) -> Known:
    offices = tuple(
        Held(
            term.office_id,
            term.office.title,
            term.office.channel,
            term.office.rank,
            term.earliest,
            term.latest,
        )
        for term in person.terms.all()
    )
    return Known(person.pk, person.key, person.full_name, person.family_name, person.side, offices)


def channel_of(offices: Iterable[Held]) -> str:
    """An event's channel is that of its highest office present."""
    best = min(offices, key=lambda office: office.precedence, default=None)
    return best.channel if best else Channel.OTHER
