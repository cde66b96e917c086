"""A headless Chromium to measure with: what a page costs in time, bytes and processor."""

import math
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.browser.conftest import find_chromium

WINDOW = {"width": 1366, "height": 900}
ARGUMENTS = ("--no-sandbox", "--disable-gpu")
# Collects when the page said that the chart is drawn, and, between `watch` and `frames`, when frames were begun. Asking
# the page again and again whether it is ready would cost it more than a tenth of what it needs to draw.
PROBE = """
window.probe = {
  ready: [], ticks: null,
  watch() {
    const ticks = this.ticks = [];
    const tick = (time) => { ticks.push(time); if (this.ticks === ticks) requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
  },
  frames() { const ticks = this.ticks; this.ticks = null; return ticks.slice(1).map((time, i) => time - ticks[i]); },
  settled(since) {
    const drawn = this.ready.at(-1) ?? 0;
    const waiting = !document.documentElement.dataset.timelineReady || document.querySelector(".htmx-request");
    return !waiting && drawn > since && performance.now() - drawn > 300 ? drawn : 0;
  },
};
const look = () => document.documentElement?.dataset.timelineReady && probe.ready.push(performance.now());
new MutationObserver(look)
  .observe(document, {subtree: true, attributes: true, attributeFilter: ["data-timeline-ready"]});
"""


def settled(page, since: float = 0, *, most: int = 60_000) -> float:
    """When (on the page's clock, in ms) the chart was last drawn, once that is later than `since` and 0.3 s past.

    What is drawn at once may be drawn again with the server's answer: only the last drawing counts.
    """
    for _ in range(most // 200):
        page.wait_for_timeout(200)
        if drawn := page.evaluate("(since) => probe.settled(since)", since):
            return drawn
    raise SystemExit(f"{page.url} was not drawn within {most / 1000:.0f} s")


@contextmanager
def chromium() -> Iterator:
    """A browser without extensions and GPU, as Debian or Playwright ships it."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise SystemExit("Playwright is missing: make lint  installs what tests and benchmarks need.") from None
    path = find_chromium()
    if path is None:
        raise SystemExit("No Chromium on PATH: install one (Debian: apt-get install chromium) or set CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path or None, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def new_page(browser, **options) -> Iterator:
    """A page with an empty cache, in which `window.probe` listens."""
    context = browser.new_context(**{"viewport": WINDOW, **options})
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(PROBE)
    yield page
    context.close()


class Meter:
    """Bytes over the wire and processor time of one page, by the browser's own counters."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)
        self.bytes = 0
        self.session.on("Network.loadingFinished", self.finished)
        self.session.send("Network.enable")
        # Processor time, not elapsed time: what else the machine does would count otherwise.
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def finished(self, event: dict) -> None:
        self.bytes += int(event["encodedDataLength"])

    def cpu(self) -> float:
        """Milliseconds of processor time of the page's main thread: scripts, style, layout, painting."""
        return self.metric("TaskDuration")

    def process(self) -> float:
        """Milliseconds of processor time of the page's whole process: the above, compiling beside it, the raster."""
        return self.metric("ProcessTime")

    def metric(self, name: str) -> float:
        values = self.session.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in values if one["name"] == name) * 1000

    def at_rest(self, page, *, window: int = 400, busy: float = 0.03, most: int = 60_000) -> tuple[float, float]:
        """Both once the page has come to rest, that is worked for less than 3 % of 0.4 s; without that last watch."""
        before, waited = (self.cpu(), self.process()), 0
        while waited < most:
            page.wait_for_timeout(window)
            waited += window
            now = (self.cpu(), self.process())
            if now[0] - before[0] < window * busy:
                break
            before = now
        return before


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of all do not exceed (nearest rank)."""
    return sorted(values)[max(math.ceil(len(values) * share) - 1, 0)]


def line(name: str, values: Sequence[float], goal: float | None = None, unit: str = "ms", *, of: str = "median") -> str:
    """One row of the table: least, median and 95th percentile, and how many times the goal the one it is set on is."""
    found = {"min": min(values), "median": statistics.median(values), "p95": percentile(values, 0.95)}
    against = f"{of} {found[of] / goal:>5.2f} x {goal:,.0f}" if goal else ""
    return f"{name:<38} {found['min']:>8,.0f} {found['median']:>8,.0f} {found['p95']:>8,.0f} {unit:<3} {against}"


HEAD = f"{'':<38} {'min':>8} {'median':>8} {'p95':>8}     times the goal"
