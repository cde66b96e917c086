"""What a file would change: told before anything is stored, then stored as one act."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.core import signing
from django.db.models import QuerySet

from timeline.batching import batches
from timeline.changes import Change, record
from timeline.decide import plural
from timeline.models import ChangeSet
from timeline.roundtrip.cells import same
from timeline.roundtrip.files import LONGEST_CELL, UNFIT, Row

SALT = "timeline.roundtrip"
VALID_FOR = 24 * 60 * 60  # seconds that a preview may be applied
Cells = Mapping[str, str]


class Stale(Exception):
    """The table changed between the preview and the import, in words for the editor."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be taken; `column` is "" if it is the row as a whole."""

    row: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class CellChange:
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """The cells of one row that differ. `key` is "" for a row to be made; `is_late` if it changed since the export."""

    row: int
    key: str
    name: str
    cells: tuple[CellChange, ...]
    is_new: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file amounts to. With a fault in it nothing is stored."""

    changes: tuple[RowChange, ...] = ()
    faults: tuple[Fault, ...] = ()
    unchanged: int = 0
    ignored: int = 0  # cells of columns that are for reading only and differ


class Table(Protocol):
    """What goes out to a spreadsheet and comes back."""

    name: str  # of the file
    key: str  # the column that names a row
    columns: Mapping[str, str]  # with what each holds
    reading: frozenset[str]  # columns that are only for reading

    def rows(self, found: QuerySet) -> Iterator[list[str]]:
        """The cells of all rows, in the order of the columns."""

    def current(self, keys: Sequence[str]) -> dict[str, dict[str, str]]:
        """The cells of some rows as they are now, by key."""

    def may_make(self, key: str) -> bool:
        """True if a row with this key, which nothing stored has, is to be made."""

    def prepare(self, rows: Sequence[Row]) -> None:
        """Look at the whole file before its rows are checked one by one."""

    def faults(self, key: str, old: Cells, new: Cells, changed: set[str], user: Any) -> list[tuple[str, str]]:
        """What is wrong with the changed cells of a row: column and words."""

    def write(self, act: Change, changes: Sequence[tuple[str, Cells, Cells, set[str]]], by: Any) -> None:
        """Store changed rows: for each its key, its cells before, as they shall be, and the columns that differ."""


def plan_of(table: Table, rows: Sequence[Row], user) -> Plan:
    """Compare a file with what is stored."""
    table.prepare(rows)
    changes, faults, unchanged, ignored, seen = [], [], 0, 0, set()
    for batch in batches(rows):
        now = table.current([row.cells[table.key] for row in batch])
        for row in batch:
            key = row.cells[table.key]
            if key and key in seen:
                faults.append(Fault(row.number, table.key, f"“{key}” is there twice."))
                continue
            seen.add(key)
            old = now.get(key)
            if old is None and not table.may_make(key):
                faults.append(Fault(row.number, table.key, f"There is no row “{key}”. Leave it empty for a new one."))
                continue
            is_new, old = old is None, old or dict.fromkeys(table.columns, "")
            found = compared(table, row, old)
            ignored += len(found & table.reading) if not is_new else 0
            changed = found - table.reading
            if not changed:
                unchanged += 1
                continue
            faults += [Fault(row.number, *fault) for fault in check(table, row, old, changed, user)]
            cells = tuple(CellChange(name, old[name], row.cells[name]) for name in table.columns if name in changed)
            late = not is_new and "revision" in found
            changes.append(RowChange(row.number, "" if is_new else key, name_of(table, row, old), cells, is_new, late))
    return Plan(tuple(changes), tuple(faults), unchanged, ignored)


def compared(table: Table, row: Row, old: Cells) -> set[str]:
    return {name for name, cell in row.cells.items() if not same(cell, old[name])}


def check(table: Table, row: Row, old: Cells, changed: set[str], user) -> list[tuple[str, str]]:
    unfit = [(name, "This holds a control character.") for name in changed if UNFIT.search(row.cells[name])]
    unfit += [(name, "This is too long.") for name in changed if len(row.cells[name]) > LONGEST_CELL]
    return unfit or table.faults(row.cells[table.key], old, {**old, **row.cells}, changed, user)


def name_of(table: Table, row: Row, old: Cells) -> str:
    """What a reader knows the row by."""
    shown = next((name for name in ("title", "full_name", "name") if name in table.columns), table.key)
    return old[shown] or row.cells.get(shown) or row.cells[table.key]


def sealed(plan: Plan, table: Table, user) -> str:
    """The changes as signed text that may travel through the editor's browser."""
    changes = [[c.row, c.key, c.is_new, [[x.column, x.old, x.new] for x in c.cells]] for c in plan.changes]
    return signing.dumps([table.name, user.pk, changes], salt=SALT, compress=True)


def unsealed(words: str, table: Table, user) -> list[RowChange]:
    """What `sealed` was given.

    Errors: Stale if it is another's, of another table, older than a day, or not ours.
    """
    try:
        name, pk, changes = signing.loads(words, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature as error:
        raise Stale("This preview is too old. Upload the file again.") from error
    if (name, pk) != (table.name, user.pk):
        raise Stale("This is the preview of another file. Upload yours again.")
    return [
        RowChange(row, key, "", tuple(CellChange(*cell) for cell in cells), is_new)
        for row, key, is_new, cells in changes
    ]


def apply(table: Table, changes: Sequence[RowChange], user) -> ChangeSet | None:
    """Store all changes of a file as one act; the act, or None if there was nothing to store.

    Errors: Stale if a cell is not any more what the preview showed; nothing is stored then.
    """
    summary = f"{plural(len(changes), 'row')} of {table.name}"
    with record("import", by=user, summary=summary) as act:
        table.prepare([Row(c.row, {table.key: key_of(table, c)} | {x.column: x.new for x in c.cells}) for c in changes])
        for batch in batches(changes):
            table.write(act, [*ready(table, batch, user)], user)
    return act.change_set


def ready(table: Table, batch: Sequence[RowChange], user) -> Iterator[tuple[str, Cells, Cells, set[str]]]:
    now = table.current([key_of(table, change) for change in batch])
    for change in batch:
        key = key_of(table, change)
        old = now.get(key)
        if (old is None) != change.is_new:
            raise Stale(f"Row {change.row} was {'made' if old else 'deleted'} since. Upload the file again.")
        old = old or dict.fromkeys(table.columns, "")
        for cell in change.cells:
            if not same(old[cell.column], cell.old):
                words = f"Row {change.row}, column {cell.column}: this was changed since. Upload the file again."
                raise Stale(words)
        new = {**old, **{cell.column: cell.new for cell in change.cells}}
        changed = {cell.column for cell in change.cells}
        if found := table.faults(key, old, new, changed, user):
            raise Stale(f"Row {change.row}, column {found[0][0]}: {found[0][1]}")
        yield key, old, new, changed


def key_of(table: Table, change: RowChange) -> str:
    """A row to be made has its key among its cells."""
    return change.key or next((cell.new for cell in change.cells if cell.column == table.key), "")
