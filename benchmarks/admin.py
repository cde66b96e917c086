"""What the editor's desk costs: queue page, act, undo, preview and keeping the queue in step, at some size.

    python benchmarks/admin.py [EVENTS]      (default 3000; its database is thrown away afterwards)

Prints CPU-milliseconds and queries per request, the median of some runs each.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_DATA_DIR"] = folder
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        fill(count)
        measure(count)


def fill(count: int) -> None:
    """Events of two people each, one in three undated, one in three doubtful, the rest in pairs that look alike."""
    from articles.models import Article, Mention, ParseRun
    from timeline.models import Event, Participation, Person

    people = Person.objects.bulk_create(
        Person(key=f"person-{n}", full_name=f"Person Number{n}", side="US" if n % 2 else "PRC") for n in range(60)
    )
    day = date(1990, 1, 1)
    events = Event.objects.bulk_create(event_of(Event, n, day + timedelta(days=n // 2)) for n in range(count))
    Participation.objects.bulk_create(
        Participation(event=event, person=person, name=person.full_name, side=person.side)
        for n, event in enumerate(events)
        for person in (people[n // 2 % 30 * 2], people[n // 2 % 29 * 2 + 1])
    )
    text = "The two held talks in Beijing on Tuesday, and agreed to meet again before the end of the year. " * 20
    articles = Article.objects.bulk_create(
        Article(public_id=f"a{n}", fingerprint=f"f{n}", text=f"Number {n}. {text}", published=day) for n in range(count)
    )
    runs = ParseRun.objects.bulk_create(ParseRun(article=article, parser_version="test") for article in articles)
    Mention.objects.bulk_create(
        Mention(article=article, run=run, event=event, key="m", start=0, end=9, values={"status": "held"})
        for article, run, event in zip(articles, runs, events, strict=True)
    )


def event_of(model, n: int, day: date):
    undated = n % 3 == 0
    return model(
        public_id=f"e{n:07d}",
        title=f"Talks number {n}",
        kind="talks",
        edtf="" if undated else day.isoformat(),
        earliest=None if undated else day,
        latest=None if undated else day,
        precision="unknown" if undated else "day",
        city=("Beijing", "Tianjin")[n % 2],
        country="CN",
        confidence=0.4 if n % 3 == 1 else 0.9,
    )


def measure(count: int) -> None:
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from articles.models import ReviewItem
    from articles.review import sync_events
    from timeline.models import Event

    client = Client(HTTP_HOST="localhost", raise_request_exception=True)
    client.force_login(get_user_model().objects.create_superuser("ada"))

    def timed(name: str, act, runs: int = 9) -> None:
        times, queries = [], 0
        for _ in range(runs):
            start = time.process_time()
            with CaptureQueriesContext(connection) as captured:
                act()
            times.append((time.process_time() - start) * 1000)
            queries = len(captured)
        print(f"{name:<44} {statistics.median(times):8.1f} CPU-ms {queries:5d} queries")

    pks = list(Event.objects.values_list("pk", flat=True))
    timed(
        f"all {count} events brought up to date",
        lambda: [sync_events(pks[n : n + 300]) for n in range(0, count, 300)],
        1,
    )
    print(f"{ReviewItem.objects.filter(state='open').count()} items open")
    timed("ten events brought up to date", lambda: sync_events(pks[100:110]))
    queue = reverse("admin:articles_reviewitem_queue")
    timed("queue page", lambda: client.get(queue))
    for reason in ("undated", "duplicate", "low-score"):
        item = ReviewItem.objects.filter(state="open", reason=reason).first()
        timed(f"queue page, {reason}", lambda item=item: client.get(queue, {"item": item.pk}))
    act_on = iter(ReviewItem.objects.filter(state="open", reason="undated")[20:40])
    timed(
        "accept (undated), without the next page",
        lambda: client.post(reverse("admin:articles_reviewitem_act", args=[next(act_on).pk]), {"choice": "accept"}),
    )
    timed("undo, without the next page", lambda: client.post(reverse("admin:articles_reviewitem_undo")))
    for name in ("articles_reviewitem", "articles_article", "timeline_event"):
        timed(f"list of {name}", lambda name=name: client.get(reverse(f"admin:{name}_changelist")))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
