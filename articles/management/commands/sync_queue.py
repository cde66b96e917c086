from django.core.management.base import BaseCommand
from django.db import transaction

from articles.models import Article, ReviewItem
from articles.review import sync_articles, sync_events
from timeline.models import Event


class Command(BaseCommand):
    help = (
        "Bring the review queue up to date with all events and articles. It keeps itself in step; this is for a "
        "database that was filled before there was a queue, or by other means. Safe to repeat."
    )

    @transaction.atomic
    def handle(self, **options):
        sync_events(Event.objects.values_list("pk", flat=True))
        sync_articles(Article.objects.values_list("pk", flat=True))
        waiting = ReviewItem.objects.filter(state=ReviewItem.State.OPEN)
        for reason, words in ReviewItem.Reason.choices:
            if count := waiting.filter(reason=reason).count():
                self.stdout.write(f"{count:6} {words}")
        self.stdout.write(f"{waiting.count():6} waiting")
