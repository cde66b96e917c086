from django.core.management.base import BaseCommand, CommandError

from timeline.reference_data import load_reference


class Command(BaseCommand):
    help = "Load officials, offices, terms, venues and topics. Safe to repeat; keeps what editors changed."

    def handle(self, *args, **options):
        try:
            loaded = load_reference()
        except (OSError, KeyError, ValueError) as error:
            raise CommandError(f"The reference data cannot be read: {error}") from error
        if options["verbosity"]:
            for table, counts in loaded.items():
                self.stdout.write(f"{table}: {counts}")
