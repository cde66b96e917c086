"""How fast articles are parsed, beside the bare language model and beside dateparser's search.

    python -m benchmarks.parsing [FOLDER] [--rounds N] [--jobs N]

CPU time of one process, texts of about 4,000 characters: the articles of FOLDER as they are, or the project's own
briefs joined to that length. Ratios say more than figures: the machine cancels out. With --jobs the same texts, many
times over, are parsed by one process and by N, in seconds of the clock: that wants as many idle cores.
"""

import argparse
import resource
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from articles.corpus import read_items, reference_lexicon
from articles.parsing.nlp import MODEL, load_nlp
from articles.parsing.pipeline import Item, parse_article, parse_many
from articles.readers import Failure

ROOT = Path(__file__).parents[1]
LENGTH = 4_000
DAY = date(2024, 8, 29)
MANY = 400  # articles for the comparison of jobs: starting a worker costs as much as some thirty


def long_items(items: Sequence[Item]) -> list[Item]:
    """The texts, short ones joined until they are about LENGTH characters long."""
    out, parts = [], []
    for item in items:
        parts.append(item.text.strip())
        if sum(map(len, parts)) >= LENGTH:
            out.append(Item(item.name, "\n\n".join(parts), item.dct or DAY))
            parts = []
    return out or [Item("all", "\n\n".join(parts), DAY)]


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of this process; the interpreter's and the libraries' threads count too."""
    start = time.process_time()
    work()
    return time.process_time() - start


def per_second(work: Callable[[], object], characters: int, rounds: int) -> float:
    """Articles of LENGTH characters per CPU-second, the best of some rounds."""
    return max(characters / LENGTH / cpu_seconds(work) for _ in range(rounds))


def seconds_of_jobs(items: Sequence[Item], jobs: int) -> float:
    """Seconds of the clock for MANY articles, the start of the worker processes included."""
    many = [items[n % len(items)] for n in range(MANY)]
    lexicon = reference_lexicon()
    start = time.perf_counter()
    for _ in parse_many(many, lexicon=lexicon, jobs=jobs):
        pass
    return time.perf_counter() - start


def bare_spacy(items: Sequence[Item]) -> Callable[[], object]:
    """The model as it comes, with everything it does."""
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load(MODEL)
    return lambda: [nlp(item.text) for item in items]


def search_dates(items: Sequence[Item]) -> Callable[[], object]:
    """dateparser's search over whole texts, with fixed language and base."""
    from dateparser.search import search_dates as search

    settings = {"RELATIVE_BASE": datetime(DAY.year, DAY.month, DAY.day)}
    return lambda: [search(item.text[:LENGTH], languages=["en"], settings=settings) for item in items]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "articles" / "samples")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, metavar="N", help="compare N worker processes with one as well")
    options = parser.parse_args()
    metadata = options.folder / "metadata.csv"
    found = read_items([options.folder], metadata if metadata.exists() else None)
    items = long_items([item for item in found if not isinstance(item, Failure)])[:25]
    characters = sum(len(item.text) for item in items)
    lexicon, nlp = reference_lexicon(), load_nlp()

    def parse():
        return [parse_article(item.text, dct=item.dct, lexicon=lexicon, nlp=nlp) for item in items]

    reports = parse()  # warm: tables compiled, model loaded
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ours = per_second(parse, characters, options.rounds)
    model = per_second(bare_spacy(items), characters, 1)
    search = per_second(search_dates(items[:3]), sum(min(LENGTH, len(i.text)) for i in items[:3]), 1)
    timexes = sum(len(report.timexes) for report in reports)
    engagements = sum(len(report.engagements) for report in reports)
    rate = ours * timexes / (characters / LENGTH)
    print(f"{len(items)} texts, {characters} characters, {timexes} date expressions, {engagements} engagements")
    print(f"whole pipeline    {ours:6.1f} articles a CPU-second, {rate:.0f} date expressions")
    print(f"bare spaCy        {model:6.1f}; the pipeline is {ours / model:.1f} times as fast")
    print(f"dateparser search {search:6.1f}; the pipeline is {ours / search:.1f} times as fast")
    print(f"peak memory of the pipeline {memory:.0f} MB")
    if options.jobs:
        alone, shared = seconds_of_jobs(items, 1), seconds_of_jobs(items, options.jobs)
        ratio = f"{alone / shared:.2f} times as fast"
        print(f"{MANY} articles: {alone:.1f} s, with --jobs {options.jobs} {shared:.1f} s, {ratio}")


if __name__ == "__main__":
    main()
