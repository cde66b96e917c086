import json
from collections import defaultdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.corpus import read_items, reference_lexicon
from articles.errors import IngestError
from articles.parsing.pipeline import parse_many
from articles.parsing.report import report_json
from articles.parsing.scoring import Score, score_corpus
from articles.readers import Failure

CAUSES = {
    "missed": "Engagements that were not found",
    "spurious": "Engagements that nobody expects",
    "date": "Found, but the date is wrong",
    "status": "Found, but the status is wrong",
    "country": "Found, but the country is wrong",
    "people": "Found, but the first name of a side is missing",
}


class Command(BaseCommand):
    help = "Parse a folder that has metadata.csv and expected.json, and print how much was found."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--misses", action="store_true", help="list what is wrong, sorted by cause")
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="worker processes (default: 1)")

    def handle(self, *args, folder, misses, jobs, **options):
        score = evaluate(folder, jobs=jobs)
        if misses:
            self.stdout.write("\n".join(sorted_misses(score)))
        for name, value in score.figures().items():
            self.stdout.write(f"{name:16} {value:.3f}" if isinstance(value, float) else f"{name:16} {value}")


def evaluate(folder: Path, *, jobs: int = 1) -> Score:
    """The score of the parser on a folder of texts with `expected.json` and, as a rule, `metadata.csv`.

    Errors: CommandError if the folder holds no such files or a text cannot be read.
    """
    try:
        expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        metadata = folder / "metadata.csv"
        found = list(read_items([folder], metadata if metadata.exists() else None))
    except (OSError, ValueError, IngestError) as error:
        raise CommandError(f"{folder}: {error}") from error
    failures = [item for item in found if isinstance(item, Failure)]
    if failures:
        raise CommandError("\n".join(map(str, failures)))
    reports = parse_many(found, lexicon=reference_lexicon(), jobs=jobs)
    return score_corpus(expected, [report_json(item.name, report) for item, report in reports])


def sorted_misses(score: Score) -> list[str]:
    """Lines for a reader: what is wrong, under its cause, the most frequent cause first."""
    by_cause = defaultdict(list)
    for miss in score.misses:
        by_cause[miss.cause].append(miss)
    lines = []
    for cause, found in sorted(by_cause.items(), key=lambda item: -len(item[1])):
        lines.append(f"{CAUSES[cause]}: {len(found)}")
        lines += [f"  {miss.doc}: {miss.words}" for miss in found]
        lines.append("")
    return lines
