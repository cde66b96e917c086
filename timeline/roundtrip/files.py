"""CSV files (RFC 4180, UTF-8 with a byte-order mark, CRLF), with cells that no spreadsheet runs as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline.exports import inert, restored
from timeline.exports.table import Echo

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 50_000
LONGEST_CELL = 100_000  # characters
# What no cell may hold: control characters but tab and line ends, and halves of surrogate pairs.
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Unreadable(ValueError):
    """Why a file cannot be taken at all, in words for whoever brought it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file; `number` counts as the spreadsheet does, the header is row 1."""

    number: int
    cells: dict[str, str]


def lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The file line by line, the header first."""
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([inert(cell) for cell in row])


def read(content: bytes, columns: Sequence[str], key: str) -> list[Row]:
    """The rows of a file that was exported and edited. Empty rows are left out; columns may be missing but the key.

    Errors: Unreadable.
    """
    if len(content) > MAX_BYTES:
        raise Unreadable(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("The file is not UTF-8: save it as “CSV UTF-8”.") from error
    header, body = table_of(text)
    unknown = [name for name in header if name not in columns]
    if unknown:
        raise Unreadable(f"There is no column “{unknown[0][:80]}”. The columns are: {', '.join(columns)}.")
    if key not in header:
        raise Unreadable(f"The column “{key}” is missing: without it no row can be told from another.")
    if len(set(header)) != len(header):
        raise Unreadable("A column is there twice.")
    if len(body) > MAX_ROWS:
        raise Unreadable(f"There are more than {MAX_ROWS:,} rows.")
    return [row_of(number, header, cells) for number, cells in enumerate(body, start=2) if any(cells)]


def table_of(text: str) -> tuple[list[str], list[list[str]]]:
    """Header and rows; spreadsheets of some countries part cells by ; or by tabs.

    Errors: Unreadable.
    """
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL * 2))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Unreadable(f"This is no CSV: {error}.") from error
    if not rows or not any(rows[0]):
        raise Unreadable("The file is empty.")
    return [name.strip().lower() for name in rows[0]], rows[1:]


def row_of(number: int, header: list[str], cells: list[str]) -> Row:
    """
    Errors: Unreadable.
    """
    if len(cells) != len(header):
        raise Unreadable(f"Row {number} has {len(cells)} cells, the header has {len(header)}.")
    return Row(number, {name: restored(cell) for name, cell in zip(header, cells, strict=True)})
