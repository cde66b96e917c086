"""What Lighthouse says of the pages: `python -m benchmarks.web.lighthouse [--corpus sample|N] [--rounds N]`.

Lighthouse comes from its public npm package, version pinned, by a plain `npm install` into a folder that is thrown
away afterwards; it drives the Chromium that is there (`CHROME_PATH`). Each page is asked for as phone (a slow one on a
slow line, simulated) and as desktop. Printed per page and kind: the best and the median performance score, the least
score of the others, and the median of what makes up the first; then each audit that is not passed.

Performance depends on the machine; the other categories do not. Goals: phone 80, desktop 97, accessibility 100.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.web.peers import npm_install
from benchmarks.web.serving import SAMPLE, served, sites
from tests.browser.conftest import find_chromium

PACKAGES = {"lighthouse": "12.8.2"}  # the last that runs on node 18 and 20
KINDS = {"phone": ("--form-factor=mobile",), "desktop": ("--preset=desktop",)}
GOALS = {"phone": 80, "desktop": 97}
CATEGORIES = ("accessibility", "best-practices", "seo")
FIGURES = {
    "first-contentful-paint": "FCP",
    "largest-contentful-paint": "LCP",
    "total-blocking-time": "TBT",
    "cumulative-layout-shift": "CLS",
    "speed-index": "SI",
}


TRIES = 3  # on a busy machine a browser is sometimes too slow to start, and Lighthouse gives up


def audit(folder: Path, address: str, kind: str) -> dict:
    """Lighthouse's whole answer for one address, read from its JSON."""
    command = [str(folder / "node_modules" / ".bin" / "lighthouse"), address, "--quiet", "--output=json", *KINDS[kind]]
    command += ["--output-path=stdout", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    command += ["--only-categories=performance," + ",".join(CATEGORIES), "--no-enable-error-reporting"]
    for _ in range(TRIES):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if not done.returncode:
            return json.loads(done.stdout)
    raise SystemExit(f"lighthouse failed on {address}:\n{done.stderr[-2000:]}")


def score(answer: dict, category: str) -> float:
    return round((answer["categories"][category]["score"] or 0) * 100)


def failed(answer: dict) -> list[str]:
    """Audits that count and are not passed, with what they found."""
    counted = {ref["id"] for one in answer["categories"].values() for ref in one["auditRefs"]}
    audits = [answer["audits"][name] for name in sorted(counted)]
    poor = [one for one in audits if one["score"] is not None and one["score"] < 0.9]
    return [f"{one['id']}: {one.get('displayValue') or one['title']}" for one in poor]


def figure(name: str, short: str, answers: list[dict]) -> str:
    """ "LCP 1,010 ms (least 980)"; the layout shift has no unit."""
    values = [answer["audits"][name]["numericValue"] for answer in answers]
    if short == "CLS":
        return f"CLS {statistics.median(values):.3f} (least {min(values):.3f})"
    return f"{short} {statistics.median(values):,.0f} ms (least {min(values):,.0f})"


def report(page: str, kind: str, answers: list[dict]) -> None:
    performance = [score(answer, "performance") for answer in answers]
    others = " ".join(f"{name} {min(score(answer, name) for answer in answers)}" for name in CATEGORIES)
    print(f"{page} {kind}: performance best {max(performance)}, median {statistics.median(performance):.0f}", end=" ")
    print(f"(goal {GOALS[kind]}), {others}")
    print("   ", ", ".join(figure(name, short, answers) for name, short in FIGURES.items()))
    for words, times in Counter(words for answer in answers for words in failed(answer)).most_common():
        print(f"      {times}/{len(answers)} {words}")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--corpus", default=SAMPLE, help='"sample" or a number of invented events')
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--pages", nargs="*", default=["/"], help="addresses on the site")
    words.add_argument("--keep", type=Path, help="keep the database there for the next run")
    words.add_argument("--report", type=Path, help="put Lighthouse's whole answers there, as JSON")
    given = words.parse_args()
    chromium = find_chromium()
    if not chromium:
        raise SystemExit("No Chromium on PATH: install one (Debian: apt-get install chromium) or set CHROMIUM.")
    os.environ["CHROME_PATH"] = chromium
    with tempfile.TemporaryDirectory(prefix="timeline-lighthouse-") as throwaway:
        folder = Path(throwaway)
        npm_install(folder, PACKAGES)
        with sites([given.corpus], given.keep) as homes, served(homes[given.corpus]) as address:
            for page in given.pages:
                for kind in KINDS:
                    answers = [audit(folder, address + page, kind) for _ in range(given.rounds)]
                    report(page, kind, answers)
                    if given.report:
                        given.report.mkdir(parents=True, exist_ok=True)
                        name = f"{page.strip('/').replace('/', '-') or 'index'}-{kind}.json"
                        (given.report / name).write_text(json.dumps(answers[-1]))


if __name__ == "__main__":
    main()
