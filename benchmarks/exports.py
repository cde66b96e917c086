"""How quick the CSV is: `python benchmarks/exports.py [N] [--datasette PATH] [--million]`, in a database of its own.

Side by side, in one run on SQLite: our own server's download of N events with their participants, over HTTP; the
sqlite3 command line on the joined query that gives the same cells; and, if PATH names an installed Datasette, its
stream of a table that holds the same cells already. Printed are rows a second, by the clock and by CPU time, the lowest
of three runs; the ratios to ours; the time to the first byte; and the highest memory of the server's process. With
--million the rows are multiplied tenfold and the memory is taken again.

What to hold it against: at 100,000 at least 0.4 times the command line and 1.4 times Datasette, the first byte within
100 ms, at most 100 MB, and no more of them at a million.
"""

import argparse
import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from pages import ROOT, prepare

RUNS = 3
CHUNK = 1 << 16
TICKS = os.sysconf("SC_CLK_TCK")
NAMES = """(SELECT group_concat(name, '; ') FROM (SELECT p.name FROM timeline_participation p
    WHERE p.event_id = e.id AND p.side = '{}' ORDER BY p.position, p.id))"""
JOINED = f"""
SELECT e.public_id id, e.title, e.kind, e.status, e.setting, e.channel, e.edtf "date", e.earliest, e.latest,
    e.precision, {NAMES.format("US")} us, {NAMES.format("PRC")} prc, {NAMES.format("other")} others, e.city, e.country,
    v.name venue, e.gathering, (SELECT group_concat(slug, '; ') FROM (SELECT t.slug FROM timeline_event_topics x
        JOIN timeline_topic t ON t.id = x.topic_id WHERE x.event_id = e.id ORDER BY t.slug)) topics,
    (SELECT w.public_id FROM timeline_event w WHERE w.id = e.parent_id) part_of, e.article_count articles,
    e.confidence, e.publication review, e.summary, e.level
FROM timeline_event e LEFT JOIN timeline_venue v ON v.id = e.venue_id
WHERE e.state = 'live' AND e.publication <> 'withdrawn' ORDER BY e.earliest IS NULL, e.earliest, e.id
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One download: seconds by the clock and of CPU, to the first byte, and bytes."""

    wall: float
    cpu: float
    first: float
    size: int


def cpu_of(pid: int) -> float:
    """CPU seconds a process has used, its threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def peak_of(pid: int) -> int:
    """The most memory a process has held, in MB."""
    line = next(row for row in Path(f"/proc/{pid}/status").read_text().splitlines() if row.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def serving(command: list[str], port: int, environment: dict):
    """A server until it is no longer needed; gives the id of the process that answers."""
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30).close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield int(children[0]) if children else process.pid
    finally:
        process.terminate()
        process.wait()


def download(address: str, pid: int) -> Run:
    started, used = time.perf_counter(), cpu_of(pid)
    with urllib.request.urlopen(address) as response:
        size = len(response.read(1))
        first = time.perf_counter() - started
        while piece := response.read(CHUNK):
            size += len(piece)
    return Run(time.perf_counter() - started, cpu_of(pid) - used, first, size)


def ours(folder: str, runs: int = RUNS) -> tuple[list[Run], int]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class"]
    environment = os.environ | {"DJANGO_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings_test"}
    with serving([*command, "gthread", "--threads", "4", "--timeout", "600"], port, environment) as pid:
        found = [download(f"http://127.0.0.1:{port}/export/events.csv", pid) for _ in range(runs)]
        return found, peak_of(pid)


def datasette(program: str, database: str, folder: str) -> list[Run]:
    flat = Path(folder) / "flat.sqlite3"
    flat.unlink(missing_ok=True)
    with sqlite3.connect(flat) as made:
        made.execute("ATTACH ? AS source", (database,))
        columns = JOINED
        for name in ("timeline_event e", "timeline_event w", "timeline_participation p", "timeline_event_topics x"):
            columns = columns.replace(f" {name}", f" source.{name}")
        columns = columns.replace(" timeline_venue v", " source.timeline_venue v").replace(
            " timeline_topic t", " source.timeline_topic t"
        )
        made.execute(f"CREATE TABLE flat AS {columns}")
    made.close()
    port = free_port()
    command = [program, "serve", str(flat), "--port", str(port), "--setting", "max_csv_mb", "0"]
    with serving(command, port, dict(os.environ)) as pid:
        address = f"http://127.0.0.1:{port}/flat/flat.csv?_stream=on&_size=max"
        return [download(address, pid) for _ in range(RUNS)]


def command_line(database: str) -> list[Run] | None:
    """The sqlite3 program on the joined query; None if there is none."""
    program = shutil.which("sqlite3")
    if not program:
        return None
    runs = []
    for _ in range(RUNS):
        started, before = time.perf_counter(), os.times()
        made = subprocess.run([program, "-csv", "-header", database, JOINED], capture_output=True, check=True)
        after = os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        runs.append(Run(time.perf_counter() - started, cpu, 0, len(made.stdout)))
    return runs


def multiply(database: str, times: int) -> None:
    """Each event so many times more, with participants, by the database itself."""
    with sqlite3.connect(database) as store:
        for table, changed in (
            ("timeline_event", {"id": "id + {step}", "public_id": "public_id || '-{turn}'"}),
            ("timeline_participation", {"id": "NULL", "event_id": "event_id + {step}"}),
        ):
            (most,) = store.execute("SELECT max(id) FROM timeline_event WHERE public_id NOT LIKE '%-%-%'").fetchone()
            names = [row[1] for row in store.execute(f"PRAGMA table_info({table})")]
            own = f"{table}.id <= {most}" if table == "timeline_event" else f"event_id <= {most}"
            for turn in range(1, times):
                values = [changed.get(name, f'"{name}"').format(step=turn * most, turn=turn) for name in names]
                columns = ", ".join(f'"{name}"' for name in names)
                store.execute(f"INSERT INTO {table} ({columns}) SELECT {', '.join(values)} FROM {table} WHERE {own}")
    store.close()


def lowest(runs: list[Run], kind: str) -> float:
    return min(getattr(run, kind) for run in runs)


def show(name: str, runs: list[Run], rows: int, our_own: list[Run] | None = None) -> None:
    wall, cpu, first = (lowest(runs, kind) for kind in ("wall", "cpu", "first"))
    words = f"{name:<22} {rows / wall:>9,.0f} {rows / cpu:>11,.0f} {first * 1000:>8.0f} ms"
    if our_own:
        times = [lowest(runs, kind) / lowest(our_own, kind) for kind in ("wall", "cpu")]
        words += f"   ours is {times[0]:.2f} times as fast by the clock, {times[1]:.2f} times by CPU"
    print(words)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("number", type=int, nargs="?", default=100_000)
    asked.add_argument("--datasette", help="path of the program datasette, installed elsewhere")
    asked.add_argument("--million", action="store_true", help="take the memory again at ten times the number")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from timeline.management.commands.make_demo_events import make

        make(options.number, random.Random(options.number))
        database = str(Path(folder) / "timeline.sqlite3")
        found, peak = ours(folder)
        print(f"{options.number:,} events{'':<9} {'rows/s':>9} {'rows/CPU s':>11} {'first byte':>11}")
        show("this app", found, options.number)
        plain = command_line(database)
        if plain:
            show("sqlite3, joined", plain, options.number, found)
        else:
            print("sqlite3, joined: skipped, there is no program sqlite3 (Debian: apt-get install sqlite3)")
        if options.datasette:
            show("Datasette, flat table", datasette(options.datasette, database, folder), options.number, found)
        else:
            print("Datasette: skipped, name its program by --datasette")
        print(f"highest memory of our server: {peak} MB at {options.number:,}")
        if options.million:
            multiply(database, 10)
            [run], peak = ours(folder, runs=1)
            number = options.number * 10
            print(
                f"highest memory of our server: {peak} MB at {number:,}, {number / run.wall:,.0f} rows/s,"
                f" first byte {run.first * 1000:.0f} ms"
            )


if __name__ == "__main__":
    main()
