"""What acts over many events cost: import of a table with every row changed, its undo, and the list's actions.

    python benchmarks/imports.py [EVENTS ...]      (default 100 1000 10000; its database is thrown away afterwards)

Prints CPU-seconds and CPU-milliseconds per event; the last column is how much an event costs beside the smallest size.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"

FIRST = date(1980, 1, 1)
DENSITY = 4  # days from one event to the next: ten thousand fill a century, as they would
PEOPLE = 60
BATCH = 500
CITIES = (("Beijing", "CN"), ("Washington", "US"), ("Geneva", "CH"))

Timings = dict[str, float]


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_DATA_DIR"] = folder
        import django

        django.setup()
        from django.core.management import call_command

        smallest: Timings = {}
        for size in sizes:
            call_command("migrate", verbosity=0)
            fill(size)
            found = measure(size)
            smallest = smallest or {name: seconds / size for name, seconds in found.items()}
            for name, seconds in found.items():
                per = seconds / size
                print(f"{size:>6} {name:<34} {seconds:8.2f} s {per * 1000:8.2f} ms/event {per / smallest[name]:6.2f}x")
            call_command("flush", interactive=False, verbosity=0)


def fill(size: int) -> None:
    """Events of two people each, as one article tells them: one in three a visit of several days, the rest talks."""
    from articles.models import Article, Claim, Mention, ParseRun
    from timeline.models import Event, Person
    from timeline.services import refresh_events

    Person.objects.bulk_create(
        Person(key=f"p-{n}", full_name=f"Person Number{n}", family_name=f"Number{n}", side="US" if n % 2 else "PRC")
        for n in range(PEOPLE)
    )
    text = "The two held talks on Tuesday, and agreed to meet again before the end of the year. " * 20
    for start in range(0, size, BATCH):
        numbers = range(start, min(size, start + BATCH))
        articles = Article.objects.bulk_create(
            Article(public_id=f"a{n}", fingerprint=f"f{n}", text=text, published=day_of(n)) for n in numbers
        )
        runs = ParseRun.objects.bulk_create(ParseRun(article=article, parser_version="test") for article in articles)
        events = Event.objects.bulk_create(Event(public_id=f"e{n:07d}") for n in numbers)
        mentions = Mention.objects.bulk_create(
            Mention(
                article=article,
                run=run,
                event=event,
                key="m",
                start=0,
                end=9,
                values={"status": "held"},
                confidence=0.9,
            )
            for article, run, event in zip(articles, runs, events, strict=True)
        )
        Claim.objects.bulk_create(
            Claim(mention=mention, field=field, value=value, start=0, end=7, exact="The two", rule="test")
            for n, mention in zip(numbers, mentions, strict=True)
            for field, value in claimed(n)
        )
        refresh_events(event.pk for event in events)


def day_of(n: int) -> date:
    return FIRST + timedelta(days=n * DENSITY)


def claimed(n: int) -> Iterator[tuple[str, object]]:
    """What the article of one event says of it: all that one row of the table shows."""
    visit, day = n % 3 == 0, day_of(n)
    city, country = CITIES[n // 3 % 3]
    yield "kind", "visit" if visit else "talks"
    yield "date", f"{day}/{day + timedelta(days=8)}" if visit else day.isoformat()
    yield "status", {"status": "held", "date": None}
    yield "place", {"city": city, "country": country, "venue_key": ""}
    for side, number, role in (("PRC", n // 3 * 2 % PEOPLE, "visitor"), ("US", n // 3 * 2 % PEOPLE + 1, "host")):
        named = {"name": f"Person Number{number}", "key": f"p-{number}", "side": side, "office": "", "body": False}
        yield "participant", {**named, "role": role if visit else "party"}


@contextmanager
def clocked(found: Timings, name: str) -> Iterator[None]:
    start = time.process_time()
    yield
    found[name] = time.process_time() - start


def measure(size: int) -> Timings:
    from django.contrib.auth import get_user_model

    from timeline.changes import undo
    from timeline.curate import reject_events, restore_events, set_publication
    from timeline.models import ChangeSet, Event
    from timeline.roundtrip.events import EventTable
    from timeline.roundtrip.files import lines, read
    from timeline.roundtrip.plan import apply, plan_of, sealed, unsealed

    ada = get_user_model().objects.create_superuser("ada")
    found: Timings = {}
    table = EventTable()
    with clocked(found, "export"):
        file = "".join(lines(list(table.columns), table.rows(Event.objects.all())))
    changed = changed_everywhere(file)
    with clocked(found, "preview of the import"):
        rows = read(changed.encode(), list(table.columns), table.key)
        plan = plan_of(EventTable(), rows, ada)
        words = sealed(plan, table, ada)
    assert (len(plan.changes), plan.faults) == (size, ())
    with clocked(found, "import"):
        act = apply(EventTable(), unsealed(words, table, ada), ada)
    with clocked(found, "undo of the import"):
        undo(act, by=ada)
    acts: dict[str, Callable] = {
        "publish": lambda events: set_publication(events, Event.Publication.PUBLISHED, by=ada),
        "reject": lambda events: reject_events(events, by=ada),
        "restore": lambda events: restore_events(events, by=ada),
    }
    for name, function in acts.items():
        with clocked(found, name):
            assert function(Event.objects.all()) == size
        if name != "reject":
            with clocked(found, f"undo of {name}"):
                undo(ChangeSet.objects.first(), by=ada)
            if name == "publish":
                continue
    return found


def changed_everywhere(file: str) -> str:
    """The file with four cells of every row changed: day, city, a person's role, summary."""
    import csv
    import io

    from timeline.roundtrip.files import lines

    header, *rows = csv.reader(io.StringIO(file.removeprefix("\ufeff"), newline=""))
    at = {name: number for number, name in enumerate(header)}
    for row in rows:
        row[at["date"]] = row[at["date"]][:10]
        row[at["date"]] = (date.fromisoformat(row[at["date"]]) + timedelta(days=1)).isoformat()
        row[at["city"]] = "Shanghai"
        row[at["country"]] = "CN"
        row[at["prc"]] = row[at["prc"]].removesuffix(" | visitor") + " | host"
        row[at["summary"]] = "They talked."
    return "".join(lines(header, rows))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100, 1_000, 10_000])
