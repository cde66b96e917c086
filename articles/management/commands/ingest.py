from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from rich.progress import track

from articles.errors import IngestError
from articles.ingest import database_parser, ingest_article
from articles.readers import Failure, RawArticle, described, find_files, read_day, read_file, read_metadata


class Command(BaseCommand):
    help = "Read articles into events. Each is stored whole or not at all; safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=".txt, .md, .html, .jsonl, or a folder")
        parser.add_argument("--metadata", type=Path, help="a CSV with file, title, outlet, published, language")
        parser.add_argument("--published", metavar="DATE", help="the day of articles that have none (2024-08-29)")
        parser.add_argument("--outlet", default="", help="the outlet of articles that have none")
        parser.add_argument("--dry-run", action="store_true", help="report, but store nothing")

    def handle(self, *args, paths, metadata, published, outlet, dry_run, **options):
        try:
            rows = read_metadata(metadata) if metadata else {}
            day = read_day(published) if published else None
        except IngestError as error:
            raise CommandError(str(error)) from error
        articles = list(self.read_all(paths, rows, day, outlet))
        parse, version = database_parser()
        counts = {"read": 0, "new": 0, "changed": 0, "unchanged": 0, "failed": 0, "events_new": 0, "events_changed": 0}
        interactive = self.stdout.isatty() and options["verbosity"] > 0
        for item in track(articles, description="Reading articles", disable=not interactive):
            if isinstance(item, Failure):
                counts["failed"] += 1
                self.stderr.write(f"FAILED {item}")
                continue
            with transaction.atomic():
                outcome = ingest_article(item, parse, version)
                transaction.set_rollback(dry_run)
            counts["read"] += 1
            counts[outcome.state] += 1
            counts["events_new"] += outcome.events_new
            counts["events_changed"] += outcome.events_changed
            if options["verbosity"] > 1:
                self.stdout.write(f"{item.file_name}: {outcome.summary()}")
        self.stdout.write(
            "{read} read: {new} new, {changed} changed, {unchanged} unchanged, {failed} failed; "
            "{events_new} events new, {events_changed} events changed".format(**counts)
            + (" (dry run: nothing was stored)" if dry_run else "")
        )
        if counts["failed"]:
            raise CommandError(f"{counts['failed']} of {len(articles)} could not be read.")

    def read_all(self, paths, rows, day, outlet):
        """All articles, with what the metadata and the options tell of them; failures among them."""
        for found in find_files(paths):
            if isinstance(found, Failure):
                yield found
                continue
            for raw in read_file(found, max_bytes=settings.MAX_ARTICLE_BYTES):
                yield raw if isinstance(raw, Failure) else complete(raw, rows.get(raw.file_name, {}), day, outlet)


def complete(raw: RawArticle, row: dict[str, str], day, outlet: str) -> RawArticle | Failure:
    """The table's word stands above the file's own, the options fill what neither tells."""
    try:
        raw = described(raw, row)
    except IngestError as error:
        return Failure(raw.file_name, str(error))
    if day and not raw.published:
        raw = replace(raw, published=day, published_basis="given with --published")
    return raw if raw.outlet else replace(raw, outlet=outlet)
