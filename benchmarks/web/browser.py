"""How quick the timeline is in a real browser: `python -m benchmarks.web.browser [sample N ...] [--keep FOLDER]`.

For each corpus ("sample", or so many invented events) a server of its own is started, as `make run` does it, and a
headless Chromium opens the page with an empty cache, several times. Printed are least, median and 95th percentile, and
the ratio to the goal:

ready      navigation to the drawn chart that answers (`data-timeline-ready` on the root element)
filter     a box of the filter ticked or cleared, to the chart redrawn and the list swapped
pan, zoom  time between two frames while the mouse drags the chart, while Ctrl and the wheel zoom
re-query   a zoom by button, to the chart redrawn, with whatever had to be asked of the server
first load all bytes over the wire, compressed, headers included

The machine decides the milliseconds, and on a busy one all of them are too many: the lines "CPU" give the processor
time of the page's main thread for the same act, which other work disturbs much less. `bare plotly` is the same browser
opening an empty page with nothing but plotly.js and 1,000 plain markers: the yardstick for all else.
"""

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

from benchmarks.web.chromium import HEAD, Meter, chromium, line, new_page, settled
from benchmarks.web.serving import ROOT, SAMPLE, served, sites

CORPORA = (SAMPLE, "1000", "100000")
READY_GOAL = {SAMPLE: 800}  # ms; for any number of events READY_OTHERS
READY_OTHERS = 1000
FIRST_LOAD = 450  # KB of 1,000 bytes
PLOTLY = next((ROOT / "static" / "vendor").glob("plotly-basic-*.min.js"))
BARE = """<!doctype html><html><body><div id="chart" style="width:1300px;height:460px"></div>
<script src="/plotly.js"></script><script>
const random = (() => { let seed = 1; return () => (seed = seed * 16807 % 2147483647) / 2147483647; })();
const points = Array.from({length: 1000}, () => [random() * 1.7e12, random() * 400]);
Plotly.newPlot("chart", [{type: "scatter", mode: "markers", x: points.map((p) => p[0]), y: points.map((p) => p[1])}],
  {xaxis: {type: "date"}}, {displayModeBar: false})
  .then(() => { document.documentElement.dataset.timelineReady = "1"; });
</script></body></html>"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What an act took, in milliseconds that passed and in milliseconds of processor time of the page's main thread."""

    wall: float
    cpu: float


def bare_plotly(browser) -> Cost:
    """From navigation to 1,000 markers drawn by plotly.js alone."""
    with new_page(browser) as page:
        meter = Meter(page)
        page.route("http://bare.test/", lambda route: route.fulfill(body=BARE, content_type="text/html"))
        page.route(
            "http://bare.test/plotly.js", lambda route: route.fulfill(path=PLOTLY, content_type="text/javascript")
        )
        return opened(page, meter, "http://bare.test/")


def opened(page, meter: Meter, address: str) -> Cost:
    """From navigation to the drawn chart; the processor time up to when the page is at rest."""
    page.goto(address)
    spent, _ = meter.at_rest(page)
    settled(page)
    return Cost(page.evaluate("probe.ready[0]"), spent)


def first_load(browser, address: str) -> tuple[Cost, float]:
    """The cost of opening the page with an empty cache, and KB over the wire."""
    with new_page(browser) as page:
        meter = Meter(page)
        cost = opened(page, meter, address + "/")
        page.wait_for_load_state("networkidle")
        return cost, meter.bytes / 1000


def redrawn(page, meter: Meter, script: str, argument=None) -> Cost:
    """An act in the page, to the last drawing that follows from it."""
    before = meter.cpu()
    began = page.evaluate(f"(given) => {{ const t = performance.now(); ({script})(given); return t; }}", argument)
    return Cost(settled(page, began) - began, meter.cpu() - before)


def filter_costs(page, meter: Meter, rounds: int) -> list[Cost]:
    """Boxes of the filter are ticked and cleared again, each a change of its own."""
    boxes = page.eval_on_selector_all(
        "#filters input[type=checkbox]:not([name=sure])", "all => all.map((one) => one.name + '=' + one.value)"
    )
    chosen = random.Random(4).sample(boxes, min(rounds, len(boxes)))
    tick = """(which) => [...document.querySelectorAll("#filters input[type=checkbox]")]
                .find((one) => one.name + "=" + one.value === which).click()"""
    return [redrawn(page, meter, tick, which) for which in chosen for _ in range(2)]


def zoom_costs(page, meter: Meter, rounds: int) -> list[Cost]:
    """Three steps in, then everything again."""
    press = """(how) => document.querySelector(`[data-zoom="${how}"]`).click()"""
    return [redrawn(page, meter, press, how) for _ in range(rounds) for how in ("in", "in", "in", "all")]


def pan_frames(page, sweeps: int) -> list[float]:
    """Milliseconds between frames while the mouse drags the chart to and fro."""
    box = page.locator("#chart").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    frames = []
    for _ in range(sweeps):
        page.mouse.move(x, y)
        page.mouse.down()
        page.evaluate("probe.watch()")
        for step in range(45):
            page.mouse.move(x + (step if step < 23 else 45 - step) * 9, y)
        frames += page.evaluate("probe.frames()")
        page.mouse.up()
        page.wait_for_timeout(600)
        settled(page)
    return frames


def zoom_frames(page, sweeps: int) -> list[float]:
    """Milliseconds between frames while Ctrl and the wheel zoom in and out about the middle."""
    box = page.locator("#chart").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    frames = []
    for _ in range(sweeps):
        page.keyboard.down("Control")
        page.evaluate("probe.watch()")
        for step in range(40):
            page.mouse.wheel(0, -40 if step < 20 else 40)
        frames += page.evaluate("probe.frames()")
        page.keyboard.up("Control")
        page.wait_for_timeout(600)
        settled(page)
    return frames


def show(name: str, costs: list[Cost], goal: float | None = None) -> None:
    print(line(f"  {name}", [cost.wall for cost in costs], goal))
    print(line("    CPU", [cost.cpu for cost in costs]))


def measure(browser, corpus: str, address: str, rounds: int) -> list[Cost]:
    """Print the table of one corpus; gives what its first loads cost."""
    loads = [first_load(browser, address) for _ in range(rounds)]
    print(f"\n{corpus if corpus == SAMPLE else format(int(corpus), ',')} events")
    show("ready", [cost for cost, _ in loads], READY_GOAL.get(corpus, READY_OTHERS))
    print(line("  first load", [size for _, size in loads], FIRST_LOAD, "KB"))
    with new_page(browser) as page:
        meter = Meter(page)
        opened(page, meter, address + "/")
        show("filter changed, redrawn", filter_costs(page, meter, rounds), 250)
        opened(page, meter, address + "/")
        show("zoomed by button, redrawn", zoom_costs(page, meter, max(rounds // 2, 1)), 300)
        print(line("  pan, between frames", pan_frames(page, 3), 40, of="p95"))
        print(line("  zoom by wheel, between frames", zoom_frames(page, 3), 40, of="p95"))
    return [cost for cost, _ in loads]


def least(costs: list[Cost]) -> tuple[float, float]:
    return min(cost.wall for cost in costs), min(cost.cpu for cost in costs)


def ratio(name: str, costs: list[Cost], beside: list[Cost], goal: str = "") -> str:
    wall, cpu = (one / other for one, other in zip(least(costs), least(beside), strict=True))
    return f"{name:<52} {wall:>6.2f} {cpu:>6.2f}  {goal}"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("corpora", nargs="*", default=CORPORA, help='"sample", or numbers of invented events')
    words.add_argument("--rounds", type=int, default=7)
    words.add_argument("--keep", type=Path, help="keep the databases there for the next run")
    given = words.parse_args()
    found = {}
    with sites(given.corpora, given.keep) as folders, chromium() as browser:
        print(f"Chromium {browser.version}, window 1366 x 900, {given.rounds} rounds\n{HEAD}")
        show("bare plotly, 1,000 markers, ready", bare := [bare_plotly(browser) for _ in range(given.rounds)])
        for corpus, folder in folders.items():
            with served(folder) as address:
                found[corpus] = measure(browser, corpus, address, given.rounds)
    print(f"\n{'ready, least of all rounds':<52} {'wall':>6} {'CPU':>6}")
    for corpus, costs in found.items():
        print(ratio(f"  {corpus}, in times of bare plotly", costs, bare))
    if {"1000", "100000"} <= found.keys():
        print(ratio("  100,000 stored, in times of 1,000", found["100000"], found["1000"], "goal 1.25"))


if __name__ == "__main__":
    main()
