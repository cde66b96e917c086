from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.models import Article

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"


class Command(BaseCommand):
    help = "Read the sample corpus, if there is no article yet."

    def handle(self, *args, **options):
        if Article.objects.exists():
            return
        self.stdout.write("Reading the sample corpus ...")
        call_command("ingest", SAMPLES, verbosity=options["verbosity"], stdout=self.stdout, stderr=self.stderr)
