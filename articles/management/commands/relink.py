"""manage.py relink: read again what a corrected name touches."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from articles.relink import articles_naming, corrections, names_of_row, not_read_since, opened
from timeline.models import Office, Person, Venue


class Command(BaseCommand):
    help = (
        "Read again the stored articles that name corrected people, offices or venues, with the names as they are "
        "now. Without options: all that was corrected since each article was last read. Decisions stay; safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--person", action="append", default=[], metavar="KEY", help="a person's key; repeatable")
        parser.add_argument("--venue", action="append", default=[], metavar="KEY", help="a venue's key; repeatable")
        parser.add_argument("--office", action="append", default=[], metavar="TITLE", help="an office's title")
        parser.add_argument("--since", type=date.fromisoformat, metavar="DAY", help="only corrections since that day")
        parser.add_argument("--dry-run", action="store_true", help="say which articles, and read none")

    def handle(self, *args, person, venue, office, since, dry_run, **options):
        rows = [
            *self.rows(Person, "key", person),
            *self.rows(Venue, "key", venue),
            *self.rows(Office, "title", office),
        ]
        pks = articles_naming(set().union(*map(names_of_row, rows))) if rows else not_read_since(corrections(since))
        if dry_run:
            for article in Article.objects.filter(pk__in=pks).order_by("pk"):
                self.stdout.write(f"would read {article.public_id} {article}")
        elif pks:
            read = opened()
            for number, pk in enumerate(pks, start=1):
                self.stdout.write(f"{number}/{len(pks)} {read(pk)}")
        self.stdout.write(f"{len(pks)} articles {'to read' if dry_run else 'read'} again")

    def rows(self, model, column: str, wanted: list[str]):
        for words in wanted:
            found = list(model.objects.filter(**{column: words}))
            if not found:
                raise CommandError(f"There is no {model._meta.verbose_name} “{words}”.")
            yield from found
