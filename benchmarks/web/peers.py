"""The drawing of the same 1,000 events beside other timelines: `python -m benchmarks.web.peers [--rounds N]`.

vis-timeline and TimelineJS3 come as public npm packages, versions pinned, by a plain `npm install` into a folder that
is thrown away afterwards. Each gets the events of our own `/chart.json` in a page with nothing else, in the same window
of the same headless Chromium; ours is the whole page, list and filters included, from gunicorn. Nothing is fetched from
elsewhere while measuring. The rounds take turns, so that what else the machine does meets all alike. vis-timeline is
there twice: as it comes, where items are stacked, and "flat" (`stack: false`), the quickest it can do.

CPU is processor time from navigation until the page is at rest: `page` that of the main thread, `process` that of the
page's whole process, with what is compiled and painted beside it. Goals: 0.6 times vis-timeline, 0.25 TimelineJS3.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.web.chromium import Meter, chromium, new_page, settled
from benchmarks.web.serving import served, sites

PACKAGES = {"vis-timeline": "8.5.4", "@knight-lab/timelinejs": "3.9.11"}
EVENTS = "1000"
OURS, VIS, VIS_FLAT, TIMELINEJS = "ours", "vis-timeline", "vis-flat", "TimelineJS3"
GOALS = {VIS: 0.6, VIS_FLAT: 0.6, TIMELINEJS: 0.25}
MARKS = {VIS: ".vis-point, .vis-range", VIS_FLAT: ".vis-point, .vis-range", TIMELINEJS: ".tl-timemarker"}
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="{style}"></head>
<body><div id="chart" style="width:100%;height:{height}px"></div>
<script src="{script}"></script><script>const given = {data};
{start}</script></body></html>"""
START_VIS = """new vis.Timeline(document.getElementById("chart"), new vis.DataSet(given.items),
  new vis.DataSet(given.groups), %s);"""
START_TIMELINEJS = """new TL.Timeline("chart", given, {hash_bookmark: false, font: null, duration: 1});"""


def npm_install(folder: Path, packages: dict[str, str]) -> None:
    """Install packages into a folder; ends the run with a clear word if node or the registry is missing."""
    npm = shutil.which("npm")
    if not (npm and shutil.which("node")):
        raise SystemExit("node and npm are needed for this (Debian: apt-get install nodejs npm).")
    wanted = [f"{name}@{version}" for name, version in packages.items()]
    (folder / "package.json").write_text('{"private": true}')
    command = [npm, "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", *wanted]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"npm could not install {', '.join(wanted)}:\n{done.stderr}")


def events_of(address: str) -> list[dict]:
    """Our events as plain values: lane, title, first and last day as ISO dates."""
    with urllib.request.urlopen(address + "/chart.json") as response:
        answer = json.load(response)
    columns, lanes = answer["events"], [lane["label"] for lane in answer["lanes"]]
    epoch = date(1970, 1, 1)
    rows = zip(columns["lane"], columns["title"], columns["start"], columns["end"], strict=True)
    return [
        {
            "lane": lanes[lane],
            "title": title,
            "start": (epoch + timedelta(days=end if start is None else start)).isoformat(),
            "end": (epoch + timedelta(days=start if end is None else end)).isoformat(),
        }
        for lane, title, start, end in rows
    ]


def for_vis(events: list[dict]) -> dict:
    """Points for single days, ranges for the rest, a group a lane."""
    lanes = sorted({event["lane"] for event in events})
    items = [
        {"id": number, "group": event["lane"], "content": event["title"], "start": event["start"]}
        | ({"type": "point"} if event["start"] == event["end"] else {"type": "range", "end": event["end"]})
        for number, event in enumerate(events)
    ]
    return {"items": items, "groups": [{"id": lane, "content": lane} for lane in lanes]}


def for_timelinejs(events: list[dict]) -> dict:
    def day(iso: str) -> dict:
        year, month, number = iso.split("-")
        return {"year": year, "month": month, "day": number}

    return {
        "events": [
            {
                "start_date": day(event["start"]),
                "end_date": day(event["end"]),
                "group": event["lane"],
                "text": {"headline": event["title"]},
            }
            for event in events
        ]
    }


def write_pages(folder: Path, events: list[dict]) -> None:
    """One page a peer, beside node_modules."""
    vis, knight = "node_modules/vis-timeline", "node_modules/@knight-lab/timelinejs/dist"
    of_vis = (f"{vis}/styles/vis-timeline-graph2d.min.css", f"{vis}/standalone/umd/vis-timeline-graph2d.min.js")
    pages = {VIS: of_vis, VIS_FLAT: of_vis, TIMELINEJS: (f"{knight}/css/timeline.css", f"{knight}/js/timeline.js")}
    data = {VIS: for_vis(events), VIS_FLAT: for_vis(events), TIMELINEJS: for_timelinejs(events)}
    start = {
        VIS: START_VIS % "{}",
        VIS_FLAT: START_VIS % '{stack: false, height: "460px"}',
        TIMELINEJS: START_TIMELINEJS,
    }
    for name, (style, script) in pages.items():
        height = 800 if name == TIMELINEJS else 460  # TimelineJS3 has its slides above the drawing
        missing = [path for path in (style, script) if not (folder / path).exists()]
        if missing:
            raise SystemExit(f"{name}: the package has no {', '.join(missing)}")
        text = PAGE.format(
            name=name, style=style, script=script, height=height, data=json.dumps(data[name]), start=start[name]
        )
        (folder / f"{name}.html").write_text(text)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        """Says nothing: a line for each file would hide the table."""


@contextmanager
def files_served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def cost(browser, name: str, address: str, number: int) -> tuple[float, float]:
    """Milliseconds of processor time, of the main thread and of the process, to the finished drawing of all events."""
    with new_page(browser) as page:
        meter = Meter(page)
        page.goto(address)
        spent = meter.at_rest(page)
        if name == OURS:
            settled(page)
            drawn = page.evaluate("document.getElementById('chart').shownIds().length")
        else:
            drawn = page.evaluate("(which) => document.querySelectorAll(which).length", MARKS[name])
        if drawn < number:
            raise SystemExit(f"{name} drew {drawn} of {number} events: the figures would not be comparable.")
        return spent


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--keep", type=Path, help="keep the database there for the next run")
    given = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="timeline-peers-") as throwaway:
        folder = Path(throwaway)
        npm_install(folder, PACKAGES)
        with sites([EVENTS], given.keep) as homes, served(homes[EVENTS]) as ours, files_served(folder) as theirs:
            events = events_of(ours)
            write_pages(folder, events)
            addresses = {OURS: ours + "/"} | {name: f"{theirs}/{name}.html" for name in GOALS}
            found = {name: [] for name in addresses}
            with chromium() as browser:
                for _ in range(given.rounds):
                    for name, address in addresses.items():
                        found[name].append(cost(browser, name, address, len(events)))
    report(found, len(events))


def report(found: dict[str, list[tuple[float, float]]], number: int) -> None:
    print(f"CPU ms to the finished drawing of {number:,} dated events")
    print(
        f"{'':<14} {'page min':>9} {'median':>8} {'process min':>12} {'median':>8}   ours in times of it, least, goal"
    )
    least = {name: [min(column) for column in zip(*rows, strict=True)] for name, rows in found.items()}
    for name, rows in found.items():
        page, process = ((min(column), statistics.median(column)) for column in zip(*rows, strict=True))
        ratios = [one / other for one, other in zip(least[OURS], least[name], strict=True)]
        beside = f"page {ratios[0]:.2f}, process {ratios[1]:.2f}, goal {GOALS[name]}" if name in GOALS else ""
        print(f"{name:<14} {page[0]:>9,.0f} {page[1]:>8,.0f} {process[0]:>12,.0f} {process[1]:>8,.0f}   {beside}")


if __name__ == "__main__":
    main()
