"""Follows what happens to events and articles, so that the review queue stays in step."""

from django.db.models.signals import post_save

from articles.models import ParseRun
from articles.review import sync_articles, sync_events
from timeline.changes import open_act
from timeline.models import ChangeSet
from timeline.signals import events_refreshed


def connect() -> None:
    events_refreshed.connect(review_events, dispatch_uid="review events")
    post_save.connect(review_articles, sender=ChangeSet, dispatch_uid="review articles")


def review_events(sender, pks, **kwargs) -> None:
    if open_act.get() is None:  # at its end an act announces all its events once more
        sync_events(pks)


def review_articles(sender, instance: ChangeSet, created: bool, **kwargs) -> None:
    """The articles whose row or reading an act wrote; undoing is an act, too."""
    if not created:
        return
    touched: dict[str, set[int]] = {}
    for entry in instance.rows:
        touched.setdefault(entry["model"], set()).add(entry["pk"])
    pks = touched.get("articles.article", set())
    if runs := touched.get("articles.parserun"):
        pks |= set(ParseRun.objects.filter(pk__in=runs).values_list("article", flat=True))
    # The run of an undone reading is gone; its row still names the article.
    pks |= {
        entry["before"]["article_id"]
        for entry in instance.rows
        if entry["model"] == "articles.parserun" and entry["before"] and "article_id" in entry["before"]
    }
    sync_articles(pks)
