from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.corpus import read_items, reference_lexicon
from articles.errors import IngestError
from articles.parsing.explain import explain
from articles.parsing.guess import guess_dct
from articles.parsing.pipeline import parse_article
from articles.readers import Failure, read_day


class Command(BaseCommand):
    help = "Show how an article is read: each sentence with its dates and rules, what was taken and what was not."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--published", metavar="DATE", help="the article's day (2024-08-29)")
        parser.add_argument("--metadata", type=Path, help="a CSV with file, published")

    def handle(self, *args, file, published, metadata, **options):
        try:
            day = read_day(published) if published else None
            found = list(read_items([file], metadata, day))
        except IngestError as error:
            raise CommandError(str(error)) from error
        for item in found:
            if isinstance(item, Failure):
                raise CommandError(str(item))
            report = parse_article(item.text, dct=day or item.dct, lexicon=reference_lexicon())
            for line in explain(item.text, report):
                self.stdout.write(line)
            if report.dct is None:
                guess = guess_dct(report, item.text, lexicon=reference_lexicon())
                self.stdout.write(f"Its day is not known. {guess.words}")
