"""Articles from files for commands that only look: parsed as they are, stored nowhere."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from articles.errors import IngestError
from articles.parsing.lexicon import Lexicon, load_lexicon
from articles.parsing.pipeline import Item
from articles.readers import MAX_BYTES, Failure, decode, find_files, read_bytes, read_day, read_file, read_metadata

REFERENCE = Path(__file__).parent.parent / "timeline" / "reference"


@cache
def reference_lexicon() -> Lexicon:
    """The lexicon of the reference files; no database is asked."""
    return load_lexicon(REFERENCE)


def read_items(
    paths: Iterable[Path], metadata: Path | None = None, day: date | None = None
) -> Iterator[Item | Failure]:
    """The articles of the files and folders, with their day from the metadata, else their own, else `day`.

    Errors: IngestError if the metadata itself cannot be read.
    """
    rows = read_metadata(metadata) if metadata else {}
    for found in find_files(paths):
        if isinstance(found, Failure):
            yield found
        else:
            yield from items_of(found, rows, day)


def items_of(path: Path, rows: dict[str, dict[str, str]], day: date | None) -> Iterator[Item | Failure]:
    """The articles of one file. A plain text stays as it is, to the last blank, so that offsets are the file's."""
    try:
        known = rows.get(path.name, {}).get("published")
        published = read_day(known) if known else None
        if path.suffix.lower() == ".txt":
            yield Item(path.name, decode(read_bytes(path, max_bytes=MAX_BYTES)), published or day)
            return
        for raw in read_file(path):
            if isinstance(raw, Failure):
                yield raw
            else:
                yield Item(raw.file_name or path.name, raw.text, published or raw.published or day)
    except IngestError as error:
        yield Failure(str(path), str(error))
    except OSError as error:
        yield Failure(str(path), error.strerror or str(error))
