"""How quick the reader's pages are: `python benchmarks/pages.py [N ...]`, events in a database of its own.

For each N the same random filters go to the chart's data, the list's part and the CSV, in one warm process on SQLite,
each filter once, so that nothing can have been remembered. Printed are wall-clock milliseconds (50th and 95th
percentile) beside CPU milliseconds, which a busy machine disturbs less; the largest answer after gzip; and how many
times the CPU of the bare driver that is, which is given the same statements and fetches their rows.

What to hold it against, at the 95th percentile: chart 15, 30 and 60 ms at 1,000, 10,000 and 100,000 events, list 60 ms
at any, neither more than 3 times the bare driver over all filters, and no chart above 40 KB.
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
    """Wall and CPU milliseconds of each query, the largest answer, and the CPU milliseconds of the bare driver."""
    wall, cpu, largest, bare = [], [], 0, []
    read(client, address, "kind=visit&from=2001", headers)  # templates and plans, once
    for query in queries:
        started, used = time.perf_counter(), time.process_time()
        body = read(client, address, query, headers)
        cpu.append((time.process_time() - used) * 1000)
        wall.append((time.perf_counter() - started) * 1000)
        largest = max(largest, len(gzip.compress(body, 6)))
    for query in queries:
        bare.append(bare_driver(client, address, query, headers))
    return {"wall": wall, "cpu": cpu, "largest": largest, "bare": bare}


def read(client, address: str, query: str, headers: dict) -> bytes:
    response = client.get(f"{address}?{query}", headers=headers)
    return b"".join(response.streaming_content) if response.streaming else response.content


def bare_driver(client, address: str, query: str, headers: dict) -> float:
    """CPU milliseconds of the statements of an answer, run again without Django."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        read(client, address, query, headers)
    statements = [one["sql"] for one in asked.captured_queries if one["sql"].startswith("SELECT")]
    used = time.process_time()
    for statement in statements:
        connection.connection.execute(statement).fetchall()
    return (time.process_time() - used) * 1000


def main(sizes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from django.test import Client

        from tests.timeline.test_views import some_filter
        from timeline.management.commands.make_demo_events import make

        rng, client, stored = random.Random(9), Client(), 0
        queries = ["", *(some_filter(rng) for _ in range(FILTERS - 1))]
        heads = ("wall p50", "p95", "cpu p50", "p95", "bare p50", "p95", "cpu/bare", "gzip max")
        print(f"{'events':>8} {'what':<10} " + " ".join(f"{head:>8}" for head in heads))
        for size in sizes:
            make(size - stored, random.Random(size))
            stored = size
            for name, address, headers in (
                ("chart", "/chart.json", {}),
                ("list part", "/", {"HX-Request": "true"}),
                ("csv", "/export/events.csv", {}),
            ):
                found = measure(client, address, queries, headers)
                figures = [percentile(found[kind], at) for kind in ("wall", "cpu", "bare") for at in (0.5, 0.95)]
                ratio = sum(found["cpu"]) / sum(found["bare"])
                print(f"{size:>8} {name:<10} " + " ".join(f"{n:>8.1f}" for n in figures), end=" ")
                print(f"{ratio:>8.2f} {found['largest']:>8,}", flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or SIZES)
