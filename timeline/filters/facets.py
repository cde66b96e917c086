"""How many events each value of a facet would leave, the other conditions kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from timeline.filters.form import EventFilterForm, host_side

# Which expression of an event a facet counts; the side is worked out, the rest are columns.
COUNTED = {
    "kind": "kind",
    "channel": "channel",
    "status": "status",
    "setting": "setting",
    "topic": "topics__slug",
    "review": "publication",
    "side": "host",
}


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


def facets(form: EventFilterForm, events: QuerySet, names: Iterable[str] = EventFilterForm.FACETS) -> list[Facet]:
    """One facet a name, in that order; of an unreadable filter all counts are 0."""
    return [facet(form, events, name) for name in names]


def facet(form: EventFilterForm, events: QuerySet, name: str) -> Facet:
    column = COUNTED[name]
    narrowed = form.narrow(events, without=(name,)).order_by()
    if name == "side":
        narrowed = narrowed.annotate(host=host_side())
    counts = dict(narrowed.values_list(column).annotate(count=Count("pk", distinct=name == "topic")))
    chosen = set(form.cleaned_data.get(name, ())) if form.is_valid() else set(form.raw(name))
    return Facet(
        name,
        form.fields[name].label,
        tuple(
            Option(value, words, counts.get(value, 0), value in chosen) for value, words in form.fields[name].choices
        ),
    )
