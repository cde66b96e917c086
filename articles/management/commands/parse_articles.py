import json
import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.corpus import read_items, reference_lexicon
from articles.errors import IngestError
from articles.parsing.pipeline import parse_many
from articles.parsing.report import report_json
from articles.readers import Failure


class Command(BaseCommand):
    help = "Parse articles and write what was found as JSON lines. Touches no event and needs no database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=".txt, .md, .html, .jsonl, or a folder")
        parser.add_argument("--metadata", type=Path, help="a CSV with file, title, outlet, published, language")
        parser.add_argument("--output", type=Path, metavar="FILE", help="write there instead of to standard output")
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="worker processes (default: 1)")

    def handle(self, *args, paths, metadata, output, jobs, **options):
        try:
            found = list(read_items(paths, metadata))
        except IngestError as error:
            raise CommandError(str(error)) from error
        failures = [item for item in found if isinstance(item, Failure)]
        for failure in failures:
            self.stderr.write(f"FAILED {failure}")
        items = [item for item in found if not isinstance(item, Failure)]
        lines = (
            json.dumps(report_json(item.name, report), ensure_ascii=False)
            for item, report in parse_many(items, lexicon=reference_lexicon(), jobs=jobs)
        )
        if output:
            write_whole(output, lines)
        else:
            for line in lines:
                self.stdout.write(line)
        if failures:
            raise CommandError(f"{len(failures)} of {len(found)} could not be read.")


def write_whole(path: Path, lines) -> None:
    """Write a file that appears only when it is complete."""
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(line + "\n" for line in lines)
        os.replace(beside, path)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror or error}") from error
    finally:
        beside.unlink(missing_ok=True)
