"""How many events each value of a facet would leave, the other conditions kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from timeline import cells
from timeline.filters.form import EventFilterForm
from timeline.reading import JOINT


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


def count_facets(form: EventFilterForm, events: QuerySet) -> tuple[list[Facet], Counts]:
    """All facets in the form's order, and the totals; of an unreadable filter all are 0."""
    counted: dict[str, Counter] = {name: Counter() for name in form.FACETS}
    asked = [(name, set(form.cleaned_data[name])) for name in form.PLAIN if form.is_valid() and form.cleaned_data[name]]
    total = shelf = 0
    for cell, count, dated in cells_of(form, events):
        values = cells.unpacked(cell)
        misses = [name for name, wanted in asked if values[name] not in wanted]
        if not misses:
            total += count
            shelf += count - dated
        # A value is counted as if its own facet were left open: so a cell may miss that one, and no other.
        if len(misses) < 2:
            for name in misses or form.PLAIN:
                counted[name][values[name]] += count
    counted["topic"] = topics_of(form, events)
    return [facet(form, name, counted[name]) for name in form.FACETS], Counts(total, shelf)


def cells_of(form: EventFilterForm, events: QuerySet) -> Iterable[tuple[int, int, int]]:
    """One row per combination of the plain facets' values: the number of these, events, and dated ones among them."""
    narrowed = form.narrow(events, without=form.PLAIN).order_by()
    return narrowed.values_list("cell").annotate(count=Count("*"), dated=Count("month"))


def topics_of(form: EventFilterForm, events: QuerySet) -> Counter:
    """How many events have each topic."""
    narrowed = form.narrow(events, without=("topic",)).filter(topic_slugs__gt="").order_by()
    counts = Counter()
    for slugs, count in narrowed.values_list("topic_slugs").annotate(count=Count("*")):
        for slug in slugs.split(JOINT):
            counts[slug] += count
    return counts


def facet(form: EventFilterForm, name: str, counts: Counter) -> Facet:
    chosen = set(form.cleaned_data.get(name, ())) if form.is_valid() else set(form.raw(name))
    field = form.fields[name]
    return Facet(
        name, field.label, tuple(Option(value, words, counts[value], value in chosen) for value, words in field.choices)
    )
