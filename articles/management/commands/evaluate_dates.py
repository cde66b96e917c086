import multiprocessing
import queue
import time
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.parsing.timeml import Annotation, Document, Miss, Score, Tagger, find_misses, read_timeml, score_tagger
from articles.parsing.timexes import tag_timexes

# dateparser's search took minutes on some texts; a text that needs longer counts as one without dates.
SECONDS_PER_TEXT = 10


class Command(BaseCommand):
    help = "Measure the date tagger on a folder of TimeML files (*.tml), beside dateparser's search."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--ours-only", action="store_true", help="leave dateparser out")
        parser.add_argument("--misses", action="store_true", help="list what our tagger gets wrong, sorted by cause")

    def handle(self, *args, folder, ours_only, misses, **options):
        documents = read_folder(folder)
        if misses:
            self.stdout.write("\n".join([*sorted_misses(documents), ""]))
        self.stdout.write(f"{len(documents)} texts, {sum(len(each.annotations) for each in documents)} expressions")
        self.stdout.write(f"{'tagger':<20} {'value':>7} {'calendar':>9} {'day':>7} {'texts per s':>12}")
        taggers: dict[str, Tagger] = {"ours": tag_ours}
        if not ours_only:
            taggers["dateparser search"] = DateparserSearch()
        for name, tag in taggers.items():
            self.stdout.write(row(name, documents, tag))


def read_folder(folder: Path) -> list[Document]:
    """Errors: CommandError if there is no folder, no file, or a file that is no TimeML."""
    documents = []
    for path in sorted(folder.glob("*.tml")):
        try:
            documents.append(read_timeml(path.read_text(encoding="utf-8", errors="replace")))
        except ValueError as error:
            raise CommandError(f"{path.name} {error}") from error
    if not documents:
        raise CommandError(f"No TimeML file (*.tml) in {folder}.")
    return documents


def row(name: str, documents: list[Document], tag: Tagger) -> str:
    started = time.perf_counter()
    score: Score = score_tagger(documents, tag)
    seconds = time.perf_counter() - started
    figures = f"{score.value.f1:7.1f} {score.calendar.f1:9.1f} {score.day.f1:7.1f}"
    return f"{name:<20} {figures} {len(documents) / seconds:12.1f}"


def sorted_misses(documents: list[Document]) -> list[str]:
    """Lines for a reader: what is wrong, under its cause, the most frequent cause first."""
    by_cause = defaultdict(list)
    for document in documents:
        for miss in find_misses(document.annotations, tag_ours(document.text, document.dct)):
            by_cause[f"{miss.cause} {(miss.gold or miss.found).type}"].append(miss_line(document, miss))
    lines = []
    for cause, found in sorted(by_cause.items(), key=lambda item: (-len(item[1]), item[0])):
        lines += [f"{cause}: {len(found)}", *found, ""]
    return lines


def miss_line(document: Document, miss: Miss) -> str:
    """The words in their sentence with the value annotated and the value found."""
    at = miss.found or miss.gold
    before, after = document.text[max(0, at.start - 60) : at.start], document.text[at.end : at.end + 40]
    words = " ".join(f"{before}[{document.text[at.start : at.end]}]{after}".split())
    gold, found = (each.value if each else "nothing" for each in (miss.gold, miss.found))
    return f"  {gold} expected, {found} found, written {document.dct}: {words}"


def tag_ours(text: str, dct: date | None) -> list[Annotation]:
    return [
        Annotation(timex.span.start, timex.span.end, timex.type, timex.value) for timex in tag_timexes(text, dct=dct)
    ]


class DateparserSearch:
    """dateparser's search over whole texts, in a process of its own that is ended when a text takes too long."""

    def __init__(self, seconds: float = SECONDS_PER_TEXT):
        self._seconds = seconds
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._asked, self._answered = context.Queue(), context.Queue()
        self._process = context.Process(target=_search_forever, args=(self._asked, self._answered), daemon=True)
        self._process.start()
        self._answered.get(timeout=60)  # ready

    def __call__(self, text: str, dct: date | None) -> list[Annotation]:
        self._asked.put((text, dct))
        try:
            found = self._answered.get(timeout=self._seconds)
        except queue.Empty:
            self._process.kill()
            self._start()
            return []
        return list(_located(text, found))


def _search_forever(asked, answered) -> None:
    from dateparser.search import search_dates  # slow to import, and only the child needs it

    answered.put([])
    while True:
        text, dct = asked.get()
        settings = {"RELATIVE_BASE": datetime(dct.year, dct.month, dct.day)} if dct else {}
        found = search_dates(text, languages=["en"], settings=settings) or []
        answered.put([(words, moment.date()) for words, moment in found])


def _located(text: str, found: list[tuple[str, date]]):
    """dateparser tells the words but not where they stand: the next place in the text that has them."""
    position = 0
    for words, day in found:
        start = text.find(words, position)
        if start >= 0:
            position = start + len(words)
            yield Annotation(start, position, "DATE", day.isoformat())
