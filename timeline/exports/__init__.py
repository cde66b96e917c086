"""Filtered events as files: all rows, streamed, in a documented form."""

from timeline.exports.calendar import calendar
from timeline.exports.feed import atom
from timeline.exports.listing import events_json
from timeline.exports.paper import table_rows
from timeline.exports.rows import COLUMNS
from timeline.exports.table import csvw, events_csv, inert, restored, timelinejs_csv

__all__ = [
    "COLUMNS",
    "atom",
    "calendar",
    "csvw",
    "events_csv",
    "events_json",
    "inert",
    "restored",
    "table_rows",
    "timelinejs_csv",
]
