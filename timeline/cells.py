"""All that the reader's counts ask of an event, as one number: which value of each fixed vocabulary it has.

An event's `cell` is computed by the database from its other columns (see `Event.cell`), so it is never out of step with
them. Counting a hundred thousand events is then one walk along an index of these numbers, and each number is unpacked
once, here. The highest bits say who may see the event, so that what readers see lies at the end of the index.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from django.db.models import Case, F, Func, IntegerField, Q, Value, When
from django.db.models.fields import CharField
from django.db.models.lookups import In

from timeline.vocabulary import Channel, Kind, Level, Setting, Side, Status

CHINESE_SOIL = ("CN", "HK", "MO")
# On whose ground it is: the country's, or, where no country is known, the host's; `other` for the rest.
GROUND = (
    (Q(country="US") | Q(country="", hosted="US"), Side.US.value),
    (Q(country__in=CHINESE_SOIL) | Q(country="", hosted="PRC"), Side.PRC.value),
)


def values_of(enum: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in enum)


@dataclass(frozen=True, slots=True)
class Part:
    """Some bits of the number: value number n of `values` is stored as n, `shift` bits up."""

    name: str
    values: tuple[str, ...]
    shift: int
    bits: int

    @property
    def mask(self) -> int:
        return ((1 << self.bits) - 1) << self.shift

    def packed(self, value: str) -> int:
        """The bits of a value. Errors: ValueError if the vocabulary has none such."""
        return self.values.index(value) << self.shift

    def of(self, cell: int) -> str:
        return self.values[(cell & self.mask) >> self.shift]


# The order of the values is stored: whoever adds to a vocabulary adds at its end, or makes the column again.
PARTS = {
    part.name: part
    for part in (
        Part("kind", values_of(Kind), 0, 4),
        Part("channel", values_of(Channel), 4, 3),
        Part("status", values_of(Status), 7, 3),
        Part("setting", ("", *values_of(Setting)), 10, 3),
        Part("side", ("other", "US", "PRC"), 13, 2),
        Part("level", ("", *values_of(Level)), 15, 3),
        Part("review", ("hidden", "unreviewed", "published"), 18, 2),
    )
}


def among(name: str, values: Iterable[str]) -> In:
    """The condition that a part has one of these values."""
    part = PARTS[name]
    return In(F("cell").bitand(Value(part.mask)), sorted(part.packed(value) for value in values))


def lowest_shown(*, unreviewed: bool) -> int:
    """Events whose number is at least this one are shown to readers."""
    return PARTS["review"].packed("unreviewed" if unreviewed else "published")


@lru_cache(maxsize=65_536)
def unpacked(cell: int) -> Mapping[str, str]:
    """The values of a number, by the names of PARTS."""
    return MappingProxyType({name: part.of(cell) for name, part in PARTS.items()})


def host_side() -> Case:
    """On whose ground an event is: US, PRC or other."""
    whens = [When(condition, then=Value(side)) for condition, side in GROUND]
    return Case(*whens, default=Value(Side.OTHER.value), output_field=CharField())


def cell_expression():
    """The number, computed from an event's other columns; hidden is what is withdrawn or not live."""
    cases = [
        Case(
            *(When(**{name: value}, then=Value(PARTS[name].packed(value))) for value in PARTS[name].values[1:]),
            default=Value(0),
        )
        for name in ("kind", "channel", "status", "setting", "level")
    ]
    side, review = PARTS["side"], PARTS["review"]
    cases.append(Case(*(When(q, then=Value(side.packed(value))) for q, value in GROUND), default=Value(0)))
    shown = (
        When(state="live", publication=value, then=Value(review.packed(value))) for value in ("unreviewed", "published")
    )
    total = Case(*shown, default=Value(0))
    for case in cases:
        total = total + case
    return total


class MonthNumber(Func):
    """The month a day lies in, as 12 × year + month − 1; null of null. Written so that a database may store it."""

    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **extra):
        template = (
            "(CAST(substr(%(expressions)s, 1, 4) AS integer) * 12 + CAST(substr(%(expressions)s, 6, 2) AS integer) - 1)"
        )
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler, connection, **extra):
        template = "CAST(EXTRACT(YEAR FROM %(expressions)s) * 12 + EXTRACT(MONTH FROM %(expressions)s) - 1 AS integer)"
        return self.as_sql(compiler, connection, template=template, **extra)
