"""How quick the reader's pages are: `python benchmarks/pages.py [N ...]`, events in a database of its own.

For each N the same random filters go to the chart's data, the list and the CSV, warm, in one process on SQLite. Printed
are wall-clock milliseconds (50th and 95th percentile) beside CPU milliseconds, which a busy machine disturbs less, the
largest answer after gzip, and for the chart the time of the same SQL on the bare driver.
"""

import gzip
import io
import os
import random
import sys
import tempfile
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILTERS = 200
SIZES = (1_000, 10_000)


def prepare(folder: str) -> None:
    """Point Django at an empty database in a folder."""
    os.environ["DJANGO_DATA_DIR"] = folder
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"
    sys.path.insert(0, str(ROOT))
    warnings.filterwarnings("ignore", "No directory at")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0, stdout=io.StringIO())


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def measure(client, address: str, queries: list[str], headers: dict) -> dict:
    """Wall and CPU milliseconds over all queries, each asked once before it counts."""
    wall, cpu, largest = [], [], 0
    for query in queries:
        read(client, address, query, headers)
        started, used = time.perf_counter(), time.process_time()
        body = read(client, address, query, headers)
        cpu.append((time.process_time() - used) * 1000)
        wall.append((time.perf_counter() - started) * 1000)
        largest = max(largest, len(gzip.compress(body, 6)))
    return {"wall": wall, "cpu": cpu, "largest": largest}


def read(client, address: str, query: str, headers: dict) -> bytes:
    response = client.get(f"{address}?{query}", headers=headers)
    return b"".join(response.streaming_content) if response.streaming else response.content


def bare(queries: list[str], client) -> float:
    """CPU milliseconds (50th percentile) of the chart's own SQL, run again without Django."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    spent = []
    for query in queries[:40]:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(f"/chart.json?{query}")
        statements = [one["sql"] for one in asked.captured_queries]
        used = time.process_time()
        for statement in statements:
            connection.connection.execute(statement).fetchall()
        spent.append((time.process_time() - used) * 1000)
    return percentile(spent, 0.5)


def main(sizes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from django.test import Client

        from tests.timeline.test_views import some_filter
        from timeline.management.commands.make_demo_events import make

        rng, client, stored = random.Random(9), Client(), 0
        queries = ["", *(some_filter(rng) for _ in range(FILTERS - 1))]
        print(f"{'events':>8} {'what':<10} {'wall p50':>9} {'p95':>7} {'cpu p50':>9} {'p95':>7} {'gzip max':>9}")
        for size in sizes:
            make(size - stored, random.Random(size))
            stored = size
            for name, address, headers in (
                ("chart", "/chart.json", {}),
                ("list part", "/", {"HX-Request": "true"}),
                ("csv", "/export/events.csv", {}),
            ):
                found = measure(client, address, queries, headers)
                figures = [percentile(found[kind], share) for kind in ("wall", "cpu") for share in (0.5, 0.95)]
                print(f"{size:>8} {name:<10} " + " ".join(f"{n:>8.1f}" for n in figures) + f" {found['largest']:>9,}")
            print(f"{size:>8} {'bare SQL':<10} {'':>8} {'':>8} {bare(queries, client):>8.1f}")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or SIZES)
