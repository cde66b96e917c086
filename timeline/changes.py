"""Every act is one ChangeSet with the rows it changed, before and after; so every act can be undone.

    with record("merge", by=user, summary="...") as change:
        change.update(event, state="merged")
        change.create(decision)

Only base rows go in (claims' placing, decisions, states, reference rows); an event's shown values follow from
them and are computed anew.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from itertools import groupby

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone

from timeline.batching import BATCH, batches
from timeline.models import ChangedEvent, ChangedSubject, ChangeSet, Event
from timeline.services import refresh_events
from timeline.shown import differences, shown_of
from timeline.signals import events_refreshed

# What has a history of its own besides events, and the columns by which other rows belong to one of these.
SUBJECTS = frozenset(
    ("timeline.person", "timeline.office", "timeline.venue", "timeline.topic", "articles.article", "articles.outlet")
)
PARTS = {
    "timeline.term": {"person_id": "timeline.person", "office_id": "timeline.office"},
    "articles.parserun": {"article_id": "articles.article"},
    "articles.articleversion": {"article_id": "articles.article"},
}


class ExactTimes(DjangoJSONEncoder):
    """Times to the microsecond: Django's way cuts them, and a row put back would not be the one that was deleted."""

    def default(self, o):
        return o.isoformat(timespec="microseconds") if isinstance(o, datetime) else super().default(o)


class CannotUndo(Exception):
    """Why an act cannot be undone now, in words for the editor."""


def snapshot(row: models.Model) -> dict:
    """The row's columns as JSON values; left out what Django sets by itself, and of events what is computed."""
    base = getattr(row, "BASE_FIELDS", None)
    values = {
        field.attname: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if not field.primary_key and not getattr(field, "auto_now", False) and (base is None or field.name in base)
    }
    return json.loads(json.dumps(values, cls=ExactTimes))


def set_by_django(row: models.Model) -> list[str]:
    """The columns that are stamped whenever a row is saved."""
    return [field.name for field in row._meta.concrete_fields if getattr(field, "auto_now", False)]


class Change:
    """Collects the rows of one act; made by `record`."""

    def __init__(self):
        self.rows: list[dict] = []
        self.events: set[int] = set()
        self.shown: dict[int, dict] = {}  # what the events showed before
        self.change_set: ChangeSet | None = None  # set once the act is stored
        self._made: set[int] = set()  # events that showed nothing before, for they came by this act
        self._fresh: tuple[set[int], int] = (set(), 0)  # events computed already, and after how many rows

    def _add(self, row: models.Model, before: dict | None, after: dict | None) -> None:
        if before != after:
            self.rows.append({"model": row._meta.label_lower, "pk": row.pk, "before": before, "after": after})
        if before is None and isinstance(row, Event):
            self._made.add(row.pk)

    def touches(self, *events: Event | int) -> None:
        """Name events whose history this act belongs to and whose values may follow from it.

        Call it before their values are computed anew, for all at once where they are many: what they show is noted.
        """
        fresh = {event if isinstance(event, int) else event.pk for event in events} - self.events
        self.events |= fresh
        if old := fresh - self._made:
            self.shown |= shown_of(old)

    def refresh(self, events: set[int]) -> set[int]:
        """Compute these events' values now rather than at the act's end; primary keys of those that changed."""
        self.touches(*events)
        self._fresh = (set(events), len(self.rows))
        return refresh_events(events)

    def stale(self) -> set[int]:
        """The events whose values are still to be computed: all, if a row changed since some were."""
        fresh, rows = self._fresh
        return self.events - fresh if rows == len(self.rows) else self.events

    def subjects(self) -> set[tuple[str, int]]:
        """The people, offices, venues, topics, articles and outlets whose history this act belongs to."""
        found = set()
        for entry in self.rows:
            if entry["model"] in SUBJECTS:
                found.add((entry["model"], entry["pk"]))
            for column, model in PARTS.get(entry["model"], {}).items():
                found |= {
                    (model, side[column]) for side in (entry["before"], entry["after"]) if side and column in side
                }
        return {(model, pk) for model, pk in found if pk is not None}

    def create(self, row: models.Model) -> models.Model:
        row.save(force_insert=True)
        row.refresh_from_db()
        self._add(row, None, snapshot(row))
        return row

    def create_many(self, rows: Iterable[models.Model], *, whole: bool = False) -> None:
        """Many rows of one kind: logged by their keys only, as long as no act changes them singly, or whole."""
        for batch in batches(rows):
            for row in type(batch[0])._base_manager.bulk_create(batch):
                self._add(row, None, snapshot(row) if whole else {})

    def delete_many(self, rows: Iterable[models.Model]) -> None:
        for batch in batches(rows):
            for row in batch:
                self._add(row, snapshot(row), None)
            type(batch[0])._base_manager.filter(pk__in=[row.pk for row in batch]).delete()

    def update(self, row: models.Model, **values) -> None:
        """Write these columns of a row, and no other: what it holds of them may be old."""
        before = snapshot(row)
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=[*values, *set_by_django(row)])
        self._add(row, before, snapshot(row))

    def update_many(self, rows: Iterable[models.Model], **values) -> None:
        """Give many rows of one kind the same values, all in one statement for each batch."""
        for batch in batches(rows):
            stamps = {name: timezone.now() for name in set_by_django(batch[0])}
            type(batch[0])._base_manager.filter(pk__in=[row.pk for row in batch]).update(**values, **stamps)
            for row in batch:
                before = snapshot(row)
                for name, value in values.items():
                    setattr(row, name, value)
                self._add(row, before, snapshot(row))

    def delete(self, row: models.Model) -> None:
        before, pk = snapshot(row), row.pk
        row.delete()
        row.pk = pk
        self._add(row, before, None)


open_act: ContextVar[Change | None] = ContextVar("open_act", default=None)


@contextmanager
def record(act: str, *, by=None, summary: str = "") -> Iterator[Change]:
    """One act, atomic: its rows are logged as one ChangeSet, and the events it touched show their new values.

    An act within an act is part of it: it is logged, and undone, as the outer one.
    """
    if outer := open_act.get():
        yield outer
        return
    with transaction.atomic():
        change = Change()
        token = open_act.set(change)
        try:
            yield change
        finally:
            open_act.reset(token)
        if not change.rows:
            return
        change.change_set = log(act, change, by=by, summary=summary)


def log(act: str, change: Change, *, by, summary: str) -> ChangeSet:
    """Store an act, and let the events it touched show what follows from it."""
    made = ChangeSet.objects.create(
        actor=by,
        actor_name=by.get_username() if by else "",
        act=act,
        summary=summary[:400],
        rows=change.rows,
    )
    ChangedSubject.objects.bulk_create(
        ChangedSubject(change_set=made, model=model, object_pk=pk) for model, pk in sorted(change.subjects())
    )
    stale = change.stale()
    refresh_events(stale)
    if computed := change.events - stale:  # who follows the events waits for the end of the act
        events_refreshed.send(sender=Event, pks=frozenset(computed))
    now = shown_of(change.events)
    links = []
    for pk in sorted(change.events):
        before, after = differences(change.shown.get(pk, {}), now.get(pk, {}))
        links.append(ChangedEvent(change_set=made, event_id=pk, before=before, after=after))
    ChangedEvent.objects.bulk_create(links, batch_size=BATCH)
    return made


@transaction.atomic
def undo(change_set: ChangeSet, *, by=None) -> ChangeSet:
    """Put every row of an act back as it was before, as an act of its own.

    Errors: CannotUndo if it was undone already, or if something it changed was changed again since.
    """
    change_set = ChangeSet.objects.select_for_update().get(pk=change_set.pk)
    if change_set.undone_by_id:
        raise CannotUndo("This was undone already.")
    refuse_if_built_upon(change_set)
    change = Change()
    change.touches(*change_set.links.values_list("event_id", flat=True))
    for (label, came, went), entries in groupby(reversed(change_set.rows), key=kind_of):
        for batch in batches(entries):
            put_back(apps.get_model(label), batch, change, came=came, went=went)
    undoing = log(f"undo {change_set.act}", change, by=by, summary=change_set.summary)
    change_set.undone_by = undoing
    change_set.save(update_fields=["undone_by"])
    return undoing


def refuse_if_built_upon(change_set: ChangeSet) -> None:
    """
    Errors: CannotUndo if a later act, not undone itself, changed rows of this one, or an event it brought in.
    """
    mine = {(entry["model"], entry["pk"]) for entry in change_set.rows}
    brought = {e["pk"] for e in change_set.rows if e["model"] == "timeline.event" and e["before"] is None}
    events = set(change_set.links.values_list("event_id", flat=True)) | brought
    later = ChangeSet.objects.filter(pk__gt=change_set.pk, undone_by=None, undoes=None, links__event_id__in=events)
    for act in later.distinct().order_by("-pk").prefetch_related("links"):
        touched = {(entry["model"], entry["pk"]) for entry in act.rows}
        if touched & mine or brought & {link.event_id for link in act.links.all()}:
            raise CannotUndo(f"“{act.act}: {act.summary}” came after it and builds upon it; undo that first.")


def kind_of(entry: dict) -> tuple[str, bool, bool]:
    """What is put back together: the model, and whether the row came or went by the act."""
    return entry["model"], entry["before"] is None, entry["after"] is None


def put_back(model: type[models.Model], entries: list[dict], change: Change, *, came: bool, went: bool) -> None:
    """Reverse rows that all came, all went or all were changed by an act.

    Errors: CannotUndo.
    """
    name = model._meta.verbose_name
    found = model._base_manager.in_bulk([entry["pk"] for entry in entries])
    if went:
        if found:
            raise CannotUndo(f"The {name} that was deleted is there again.")
        change.create_many([model(pk=e["pk"], **parsed(model, e["before"])) for e in entries], whole=True)
        return
    if any(entry["pk"] not in found for entry in entries):
        raise CannotUndo(f"The {name} was deleted since.")
    for values, same in groupby(entries, key=former_values):
        rows = []
        for entry in same:
            rows.append(found[entry["pk"]])
            refuse_if_moved(rows[-1], entry)
        if not came:
            change.update_many(rows, **parsed(model, values))
    if came:
        try:
            change.delete_many(found[entry["pk"]] for entry in entries)
        except (ProtectedError, RestrictedError) as error:
            one = f"The {name} “{found[entries[0]['pk']]}”"
            which = one if len(entries) == 1 else f"One of {len(entries)} {model._meta.verbose_name_plural}"
            raise CannotUndo(f"{which} is in use since.") from error


def former_values(entry: dict) -> dict:
    """What the columns that an act changed held before; nothing of a row that came by it."""
    before, after = entry["before"] or {}, entry["after"]
    return {field: before[field] for field in before if before[field] != after[field]}


def refuse_if_moved(row: models.Model, entry: dict) -> None:
    """
    Errors: CannotUndo if a column is not any more what the act made it.
    """
    after = entry["after"]
    mine = list(after if entry["before"] is None else former_values(entry))
    now = snapshot(row) if mine else {}
    if moved := [field for field in mine if now[field] != after[field]]:
        name = row._meta.verbose_name
        raise CannotUndo(f"The {name} “{row}” was changed again since ({', '.join(moved)}); undo that first.")


def parsed(model: type[models.Model], values: dict) -> dict:
    """JSON values as the columns want them."""
    columns = {field.attname: field for field in model._meta.concrete_fields}
    return {
        name: value if isinstance(columns[name], models.JSONField) else columns[name].to_python(value)
        for name, value in values.items()
        if name in columns
    }
