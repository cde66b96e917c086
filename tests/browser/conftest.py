"""A real Chromium for the tests marked `browser`.

It is taken from the environment variable CHROMIUM, from PATH, or from Playwright's own; without one the tests are
skipped with one loud line, or, with REQUIRE_BROWSER=1, fail.
"""

import os
import shutil
from pathlib import Path

import pytest

# Playwright's loop runs in this thread; Django would refuse to touch the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FOLDER = Path(__file__).parent


def find_chromium() -> str | None:
    """The path of a Chromium, "" for Playwright's own, None if there is none."""
    if chosen := os.environ.get("CHROMIUM"):
        return chosen
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    from playwright.sync_api import sync_playwright  # slow to import, and only needed to ask for its own browser

    with sync_playwright() as playwright:
        return "" if Path(playwright.chromium.executable_path).exists() else None


def pytest_collection_modifyitems(config, items):
    for item in items:
        if item.path.is_relative_to(FOLDER):
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter):
    skipped = [report for report in terminalreporter.stats.get("skipped", ()) if "no Chromium" in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(
            f"NO CHROMIUM FOUND: {len(skipped)} browser tests did NOT run. Set CHROMIUM to one's path.",
            red=True,
            bold=True,
        )


@pytest.fixture(scope="session")
def browser():
    path = find_chromium()
    if path is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("no Chromium, and REQUIRE_BROWSER=1 asks for one")
        pytest.skip("no Chromium on PATH, in CHROMIUM or of Playwright's own")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path or None, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser, live_server):
    """open_page(address, **context options) -> a page that is drawn; any error in its console fails the test.

    What a test breaks on purpose it names in `open_page.broken`, as parts of addresses.
    """
    contexts, errors, asked = [], [], []

    def open_(address: str = "/", **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        # A violation of the content policy is an error in the console, too.
        page.on("console", lambda message: is_error(message, asked) and errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        asked.append(live_server.url + address)
        page.goto(live_server.url + address)
        if options.get("java_script_enabled", True) and page.locator("[data-chart]").count():
            drawn(page)
        return page

    open_.broken = asked
    yield open_
    for context in contexts:
        context.close()
    assert errors == []


def is_error(message, expected: list[str]) -> bool:
    """Whether a console message tells of a fault.

    None are requests that a newer one replaced, which htmx reports too, and failures at addresses that were expected.
    """
    if message.text.startswith("Failed to load resource"):
        return not any(part in message.location["url"] for part in expected)
    # htmx tells of what failed a second time, without its address.
    return message.type == "error" and not message.text.startswith("htmx:")


def drawn(page) -> None:
    """Wait until chart and list show what was asked for; by a selector, since the content policy forbids eval."""
    page.wait_for_selector(
        "html[data-timeline-ready='1']:not(:has(.htmx-request)):not(:has([data-pending]))", state="attached"
    )
