"""Writing people, offices, terms, venues and topics as part of an act, so that it can be undone."""

from collections.abc import Iterable

from django.db import models

from timeline.changes import Change
from timeline.models import Event, Office, Origin, Person, Referenced, Term, Venue

# Events whose shown values are made of these rows: names in titles, offices of the day, cities of houses.
SHOWING = {
    Person: "participations__person",
    Office: "participations__person__terms__office",
    Venue: "venue",
}


def events_showing(row: models.Model) -> set[int]:
    """Primary keys of the events that show something of a person, office or venue."""
    path = SHOWING.get(type(row))
    return set(Event.objects.filter(**{path: row.pk}).values_list("pk", flat=True)) if path and row.pk else set()


def store_row(row: models.Model, act: Change) -> None:
    """Make or change a row as part of an act; a reference row becomes the editor's.

    `row` carries the new values; what it was before is read from the database. An unchanged row is left alone.
    """
    stored = type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None
    if stored is None:
        if isinstance(row, Referenced):
            row.origin = Origin.EDITOR
        act.create(row)
        return
    columns = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    new = {name: getattr(row, name) for name in columns if getattr(row, name) != getattr(stored, name)}
    if new and isinstance(row, Referenced):
        new["origin"] = Origin.EDITOR
    if new:
        act.update(stored, **new)


def delete_rows(rows: Iterable[models.Model], act: Change) -> None:
    """Delete rows as part of an act, a person's terms with the person.

    Errors: ProtectedError if an event or a term still needs one of them.
    """
    for row in rows:
        act.touches(*events_showing(row))
        if isinstance(row, Person):
            act.delete_many(Term.objects.filter(person=row))
        act.delete(row)
