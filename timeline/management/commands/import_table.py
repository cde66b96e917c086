from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from timeline.decide import plural
from timeline.roundtrip.events import EventTable
from timeline.roundtrip.files import Unreadable, read
from timeline.roundtrip.plan import Stale, apply, plan_of
from timeline.roundtrip.reference import OfficeTable, PersonTable, VenueTable

TABLES = {table.name: table for table in (EventTable, PersonTable, OfficeTable, VenueTable)}
MOST_SHOWN = 20  # faults


class Command(BaseCommand):
    help = (
        "Take in a table that was exported and edited, as the import page does: whole or not at all, as one act that "
        "can be undone. For files that are too large for the page. While it stores, others wait with what they store."
    )

    def add_arguments(self, parser):
        parser.add_argument("table", choices=TABLES)
        parser.add_argument("file", type=Path, help="CSV, UTF-8")
        parser.add_argument("--by", required=True, metavar="USER", help="whose act it is, and whose rights count")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, but store nothing")

    def handle(self, *args, table, file, by, dry_run, **options):
        user = get_user_model().objects.filter(username=by, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no account “{by}”.")
        table = TABLES[table]()
        try:
            plan = plan_of(table, read(file.read_bytes(), list(table.columns), table.key), user)
        except (OSError, Unreadable) as error:
            raise CommandError(str(error)) from error
        for fault in plan.faults[:MOST_SHOWN]:
            self.stderr.write(f"row {fault.row}, {fault.column or 'whole row'}: {fault.words}")
        if plan.faults:
            raise CommandError(f"{plural(len(plan.faults), 'cell')} cannot be taken; nothing was stored.")
        cells = sum(len(change.cells) for change in plan.changes)
        self.stdout.write(f"Different: {plural(len(plan.changes), 'row')}, {plural(cells, 'cell')}.")
        if dry_run or not plan.changes:
            return
        try:
            act = apply(table, plan.changes, user)
        except Stale as error:
            raise CommandError(f"Nothing was stored. {error}") from error
        self.stdout.write(f"Stored as change set {act.pk}, which can be undone as a whole.")
