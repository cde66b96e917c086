"""How many events each value of a facet would leave, the other conditions kept."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, Count, QuerySet, Value, When
from django.db.models.fields import BooleanField

from timeline.filters.form import EventFilterForm, host_side
from timeline.filters.memory import Stamp, remembered

# The facets that are one value an event: one grouped query counts them all, and the totals with them.
PLAIN = {
    "kind": "kind",
    "channel": "channel",
    "status": "status",
    "side": "host",
    "setting": "setting",
    "review": "publication",
}
UNDATED = Case(When(earliest=None, latest=None, then=Value(True)), default=Value(False), output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of options; `chosen` is what the closed control shows."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> str:
        labels = [option.label for option in self.options if option.chosen]
        if not labels:
            return "any"
        return labels[0].split(":")[0] if len(labels) == 1 else f"{len(labels)} chosen"

    @property
    def is_active(self) -> bool:
        return any(option.chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class Counts:
    """`total` is what the filter leaves; of these, `shelf` have neither a first nor a last day, `chart` the rest."""

    total: int
    shelf: int

    @property
    def chart(self) -> int:
        return self.total - self.shelf


def count_facets(form: EventFilterForm, events: QuerySet, stamp: Stamp) -> tuple[list[Facet], Counts]:
    """All facets in the form's order, and the totals; of an unreadable filter all are 0."""
    rest = form.query(without=(*PLAIN, "lanes", "order"))
    cells = remembered("cells", rest, stamp, lambda: cells_of(form, events)) if form.is_valid() else []
    asked = {name: set(form.cleaned_data.get(name, ())) for name in PLAIN} if form.is_valid() else {}
    counted: dict[str, Counter] = {name: Counter() for name in (*PLAIN, "topic")}
    total = shelf = 0
    for *values, undated, count in cells:
        misses = [name for name, value in zip(PLAIN, values, strict=True) if asked[name] and value not in asked[name]]
        if not misses:
            total += count
            shelf += count if undated else 0
        # A value is counted as if its own facet were left open: so a cell may miss that one, and no other.
        for name, value in zip(PLAIN, values, strict=True):
            if not misses or misses == [name]:
                counted[name][value] += count
    query = form.query(without=("topic", "lanes", "order"))
    counted["topic"] = remembered("topics", query, stamp, lambda: topics_of(form, events))
    facets = [facet(form, name, counted[name]) for name in form.FACETS]
    return facets, Counts(total, shelf)


def cells_of(form: EventFilterForm, events: QuerySet) -> list[tuple]:
    """One row per combination of the plain facets' values: these values, whether undated, and the count."""
    narrowed = form.narrow(events, without=tuple(PLAIN)).order_by().annotate(undated=UNDATED, host=host_side())
    return list(narrowed.values_list(*PLAIN.values(), "undated").annotate(count=Count("pk")))


def topics_of(form: EventFilterForm, events: QuerySet) -> Counter:
    narrowed = form.narrow(events, without=("topic",)).order_by()
    return Counter(dict(narrowed.filter(topics__isnull=False).values_list("topics__slug").annotate(count=Count("pk"))))


def facet(form: EventFilterForm, name: str, counts: Counter) -> Facet:
    chosen = set(form.cleaned_data.get(name, ())) if form.is_valid() else set(form.raw(name))
    field = form.fields[name]
    return Facet(
        name, field.label, tuple(Option(value, words, counts[value], value in chosen) for value, words in field.choices)
    )
