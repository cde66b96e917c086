from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from articles.evidence import check_events


class Command(BaseCommand):
    help = (
        "Check that each value shown rests on words that stand in an article, or on a decision with its author. "
        "Fails if one does not. Decisions made by commands have no author, and count as broken."
    )

    def handle(self, **options):
        counts = Counter()
        for shown in check_events():
            counts["values"] += 1
            counts[shown.support if shown.holds else "broken"] += 1
            if not shown.holds:
                self.stdout.write(f"BROKEN {shown}")
        self.stdout.write(
            f"{counts['values']} values shown: {counts['quoted']} quoted, {counts['decided']} decided by an editor, "
            f"{counts['broken']} broken"
        )
        if counts["broken"]:
            raise CommandError(f"{counts['broken']} values rest on nothing.")
