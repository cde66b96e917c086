"""How fast the date tagger is, beside dateparser's search: `python -m benchmarks.dates [FOLDER of .txt or .md]`.

CPU time of this process. Texts are cut to pieces of 2,000 characters; growth is measured on one long text.
"""

import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from articles.parsing.timexes import date_expressions, tag_timexes

SAMPLES = Path(__file__).parents[1] / "articles" / "samples"
PIECE = 2_000
DAY = date(2024, 8, 29)
SEARCHED = 20  # pieces given to dateparser, which is slow


def main(folder: Path) -> None:
    paths = sorted([*folder.glob("*.txt"), *folder.glob("*.md")])
    whole = "\n\n".join(path.read_text(encoding="utf-8") for path in paths)
    if not whole:
        sys.exit(f"no .txt or .md in {folder}")
    pieces = [whole[start : start + PIECE] for start in range(0, len(whole), PIECE)]
    find_dates(pieces[0])  # the first call fills caches
    found = sum(len(find_dates(piece)) for piece in pieces)
    seconds = cpu_seconds(lambda: [find_dates(piece) for piece in pieces])
    searched = cpu_seconds(lambda: [search(piece) for piece in pieces[:SEARCHED]]) / min(SEARCHED, len(pieces))
    print(f"{len(pieces)} texts of {PIECE} characters: {len(pieces) / seconds:.0f} a CPU-second")
    print(f"{found} expressions: {found / seconds:.0f} a CPU-second")
    print(
        f"dateparser's search: {1 / searched:.1f} texts a CPU-second, "
        f"{searched / (seconds / len(pieces)):.0f} times slower"
    )
    for size in (62_500, 125_000, 250_000, 500_000, 1_000_000):
        text = (whole * (size // len(whole) + 1))[:size]
        print(f"{size:>9} characters: {cpu_seconds(lambda text=text: find_dates(text)):6.2f} s")


def find_dates(text: str):
    return date_expressions(text, tag_timexes(text, dct=DAY), dct=DAY)


def search(text: str):
    from dateparser.search import search_dates

    return search_dates(text, languages=["en"], settings={"RELATIVE_BASE": datetime(DAY.year, DAY.month, DAY.day)})


def cpu_seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
