"""CSV (RFC 4180), its W3C description (CSVW), and the CSV that TimelineJS reads."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from timeline import edtf
from timeline.exports.rows import COLUMNS, Cells, as_text, event_batches

# What a spreadsheet may take for the beginning of a formula, also after blanks and in full width.
TRIGGERS = tuple("=+-@\t\r\n\0＝＋－＠")
INVISIBLE = " \u00a0\u200b\u200c\u200d\u2060\ufeff\u3000"


GUARDED = frozenset("".join(TRIGGERS) + INVISIBLE + "'")


class Echo:
    """A file whose `write` hands the line back: for a writer of single lines."""

    def write(self, line: str) -> str:
        return line


def inert(cell: str) -> str:
    """The cell with a leading ' if a spreadsheet might run it as a formula, or if it begins with ' already.

    Reversible: `restored` takes exactly one away again.
    """
    if not cell or cell[0] not in GUARDED:  # nearly all cells, so asked first
        return cell
    return f"'{cell}" if cell[0] == "'" or cell.lstrip(INVISIBLE).startswith(TRIGGERS) else cell


def restored(cell: str) -> str:
    """What `inert` was given."""
    return cell.removeprefix("'")


def events_csv(events: QuerySet) -> Iterator[str]:
    """CSV (RFC 4180) in pieces of BATCH lines, header first.

    The byte-order mark lets spreadsheets read 习近平 right.
    """
    yield "\ufeff" + lines([tuple(COLUMNS)])
    for rows in event_batches(events):
        yield lines(rows)


def lines(rows: Iterable[Cells]) -> str:
    """Rows as CSV, every cell inert."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows(map(harmless, rows))
    return written.getvalue()


def harmless(row: Cells) -> Cells:
    """The row with every text inert; the same row if all are, as nearly all are."""
    for cell in row:
        if cell.__class__ is str and cell and cell[0] in GUARDED:
            return tuple(inert(cell) if isinstance(cell, str) else cell for cell in row)
    return row


def csvw(address: str) -> dict:
    """What the columns hold, as CSV on the Web has it; `address` is where the CSV is."""
    types = {"earliest": "date", "latest": "date", "articles": "integer", "confidence": "number"}
    several = ("us", "prc", "others", "topics")
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": address,
        "dc:title": "Engagements between the United States and China",
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "primaryKey": "id",
            "columns": [
                {
                    "name": name,
                    "titles": name,
                    "dc:description": words,
                    "datatype": types.get(name, "string"),
                    **({"separator": "; "} if name in several else {}),
                }
                for name, words in COLUMNS.items()
            ],
        },
    }


TIMELINEJS = (
    *(
        "Year",
        "Month",
        "Day",
        "Time",
        "End Year",
        "End Month",
        "End Day",
        "End Time",
        "Display Date",
        "Headline",
        "Text",
    ),
    *("Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background"),
)


def timelinejs_csv(events: QuerySet, address_of) -> Iterator[str]:
    """The CSV that TimelineJS takes: one slide an event that has a first or last day; no day finer than known.

    `address_of` gives the address of an event's page by its id.
    """
    yield "\ufeff" + lines([TIMELINEJS])
    names = list(COLUMNS)
    for rows in event_batches(events.exclude(earliest=None, latest=None)):
        yield lines(slide(dict(zip(names, map(as_text, row), strict=True)), address_of) for row in rows)


# How many parts of a date (year, month, day) TimelineJS may be given.
PARTS = {"day": 3, "range": 3, "within": 3, "open": 3, "month": 2, "season": 2}


def slide(event: dict[str, str], address_of) -> Cells:
    parts = PARTS.get(event["precision"], 1)
    first = (event["earliest"] or event["latest"]).split("-")[:parts]
    last = (event["latest"] or event["earliest"]).split("-")[:parts]
    start, end = (part + [""] * (3 - len(part)) for part in (first, last))
    who = "; ".join(names for names in (event["us"], event["prc"], event["others"]) if names)
    where = ", ".join(words for words in (event["venue"], event["city"]) if words)
    text = " · ".join(words for words in (event["status"], who, where, address_of(event["id"])) if words)
    return (
        *start,
        "",
        *(end if last != first else ("", "", "")),
        "",
        edtf.humanise(event["date"]),
        event["title"],
        text,
        *[""] * 5,
        event["channel"],
        "",
    )
