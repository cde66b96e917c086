"""Rows to chart: the figure's make-up by plotly.py, the events beside it as columns.

The figure is the same for every reader and filter, so it is made once and sent with the page; its colours are CSS
custom properties (`var(--us)`), which the page's script fills in for the light or the dark theme. The events travel as
columns, one array a field, a tenth of what a finished figure would weigh; `static/js/chart/` lays them out, since how
marks are stacked depends on the width of the window.
"""

import json
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import plotly.graph_objects as go

from timeline.overdue import OVERDUE_WORDS
from timeline.vocabulary import Channel, Kind, Precision, Side, Status, label

EPOCH = date(1970, 1, 1)
VERSION = 1
MOST_LANES = 8
# "#" is left for one colour a side, so that a line says whose ground it was on.
SIDE_COLOURS = {Side.US: "var(--us)", Side.PRC: "var(--prc)", Side.OTHER: "var(--third)"}
# What lasted is a bar. What is known only roughly is a pale block (month), a frame (season), a whisker (year, decade),
# a dotted whisker (once, within) or a broken arrow (one end open); static/js/chart/lines.js draws their forms.
SPAN_LINES = {
    Precision.RANGE: {"width": 7, "opacity": 0.5},
    Precision.MONTH: {"width": 11, "opacity": 0.25},
    Precision.SEASON: {"width": 1.3, "opacity": 0.75},
    Precision.YEAR: {"width": 1.5, "opacity": 0.8},
    Precision.DECADE: {"width": 1.5, "opacity": 0.8, "dash": "6px,2px"},
    Precision.WITHIN: {"width": 1.6, "opacity": 0.9, "dash": "2px,2.5px"},
    Precision.OPEN: {"width": 1.6, "opacity": 0.9, "dash": "6px,3px"},
}
COLUMNS = ("id", "kind", "status", "precision", "side", "earliest", "latest", "title", "city", "articles")


class ChartRow(NamedTuple):
    """What a mark needs to know of an event; `lanes` are the keys of the lanes it stands in.

    A tuple, since two thousand frozen dataclasses take longer to make than the query that finds them.
    """

    id: str
    kind: str
    status: str
    precision: str
    side: str  # on whose ground: US, PRC, other
    earliest: date | None
    latest: date | None
    title: str
    city: str
    articles: int
    lanes: tuple[str, ...]


@cache
def figure() -> dict:
    """Layout and empty traces of the timeline, as plotly.js reads them."""
    spans = [
        go.Scatter(
            name=f"span:{precision}:{side}",
            mode="lines",
            x=[],
            y=[],
            line={"color": colour, "width": line["width"], "dash": line.get("dash", "solid")},
            opacity=line["opacity"],
            hoverinfo="skip",
        )
        for precision, line in SPAN_LINES.items()
        for side, colour in SIDE_COLOURS.items()
    ]
    marks = go.Scatter(
        name="marks",
        mode="markers",
        x=[],
        y=[],
        marker={"size": 10, "opacity": 1, "line": {"width": 1.8}},
        hoverinfo="none",  # the page shows its own card: plotly.js would style its label inline
    )
    clusters = go.Scatter(
        name="clusters",
        mode="markers+text",
        x=[],
        y=[],
        marker={
            "symbol": "circle",
            "size": 17,
            "color": "var(--panel)",
            "opacity": 1,
            "line": {"width": 1, "color": "var(--soft)"},
        },
        textfont={"size": 10, "color": "var(--ink)"},
        hoverinfo="none",
    )
    ridges = go.Scatter(
        name="bins",
        mode="markers+text",
        x=[],
        y=[],
        marker={"symbol": "square", "line": {"width": 0}, "color": "var(--soft)"},
        textfont={"size": 10.5, "color": "var(--ink)"},
        hoverinfo="none",
    )
    labels = go.Scatter(
        name="labels",
        mode="text",
        x=[],
        y=[],
        textposition="middle right",
        textfont={"size": 11, "color": "var(--soft)"},
        hoverinfo="skip",
    )
    return plain(go.Figure([*spans, ridges, marks, clusters, labels], layout()))


def layout() -> go.Layout:
    """Hairlines, years along the foot, lanes named at the left; the y axis counts pixels downwards."""
    return go.Layout(
        template="none",
        showlegend=False,
        margin={"l": 118, "r": 12, "t": 18, "b": 30},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={
            "family": "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
            "size": 12.5,
            "color": "var(--soft)",
        },
        dragmode="pan",
        hovermode="closest",
        hoverdistance=14,
        uirevision="timeline",
        xaxis={
            "type": "date",
            "gridcolor": "var(--line)",
            "zeroline": False,
            "ticks": "",
            "showline": False,
            "nticks": 12,
            "tickformatstops": [
                {"dtickrange": [None, 604_800_000], "value": "%-d %b\n%Y"},
                {"dtickrange": [604_800_000, "M1"], "value": "%-d %b\n%Y"},
                {"dtickrange": ["M1", "M6"], "value": "%b\n%Y"},
                {"dtickrange": ["M12", None], "value": "%Y"},
            ],
        },
        yaxis={
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "ticks": "",
            "tickfont": {"size": 13.5, "color": "var(--ink)"},
        },
    )


def plain(fig: go.Figure) -> dict:
    """The figure as plain JSON values, without plotly.py's default template, which would outweigh it."""
    made = json.loads(fig.to_json())
    made["layout"].pop("template", None)
    return made


# --- marks ---------------------------------------------------------------------------------------------------

SHAPES = {
    Kind.VISIT: "square",
    Kind.CALL: "triangle-up",
    Kind.VIDEO: "triangle-up",
    Kind.LETTER: "triangle-up",
    Kind.MILITARY: "pentagon",
}


def symbol(kind: str, status: str) -> str:
    """plotly.js's name of the mark: the kind gives the shape, the status fills, opens or replaces it."""
    if status in (Status.CANCELLED, Status.DECLINED):
        return "x-thin-open"
    if status == Status.POSTPONED:
        return "diamond-open"
    shape = SHAPES.get(kind, "circle")
    return shape + {Status.HELD: "", Status.ONGOING: "-open-dot"}.get(status, "-open")


# --- lanes ---------------------------------------------------------------------------------------------------


def lanes_for(
    by: str, rows: Iterable[ChartRow], names: Callable[[str], str] = str, *, filled: Counter | None = None
) -> list[dict]:
    """The lanes of a choice, in order: a fixed order for the vocabulary's, else the fullest first.

    Lanes in which nothing stands are left out. More than MOST_LANES are gathered in a last one, key "".
    """
    filled = Counter(filled or (key for row in rows for key in row.lanes))
    fixed = {"channel": Channel, "kind": Kind}.get(by)
    if fixed:
        return [{"key": m.value, "label": capital(label(m))} for m in fixed if filled[m.value]]
    rest = filled.pop("", 0)
    keys = sorted(filled, key=lambda key: (-filled[key], key))
    lanes = [{"key": key, "label": names(key)} for key in keys[:MOST_LANES]]
    return lanes + (
        [{"key": "", "label": "Elsewhere" if by == "place" else "Others"}] if rest or keys[MOST_LANES:] else []
    )


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- columns -------------------------------------------------------------------------------------------------


def day_number(day: date | None) -> int | None:
    """Days since 1970-01-01; the script multiplies by 86,400,000."""
    return None if day is None else (day - EPOCH).days


def columns(rows: Sequence[ChartRow], lanes: Sequence[dict]) -> dict:
    """The dated rows as arrays of equal length; one entry per lane in which an event stands."""
    place = {lane["key"]: number for number, lane in enumerate(lanes)}
    last = len(lanes) - 1
    entries = [
        (row, number)
        for row in rows
        for number in sorted({place.get(key, last) for key in (row.lanes or ("",))})
        if row.earliest or row.latest
    ]
    kinds, statuses, precisions, sides = map(numbered, (Kind, Status, Precision, Side))
    return {
        "id": [row.id for row, _ in entries],
        "lane": [number for _, number in entries],
        "kind": [kinds[row.kind] for row, _ in entries],
        "status": [statuses[row.status] for row, _ in entries],
        "precision": [precisions[row.precision] for row, _ in entries],
        "side": [sides[row.side] for row, _ in entries],
        "start": [day_number(row.earliest) for row, _ in entries],
        "end": [day_number(row.latest) for row, _ in entries],
        "title": [row.title for row, _ in entries],
        "city": [row.city for row, _ in entries],
        "articles": [row.articles for row, _ in entries],
    }


@cache
def numbered(enum: type[StrEnum]) -> dict[str, int]:
    return {member.value: number for number, member in enumerate(enum)}


def codes() -> dict:
    """What the numbers of `columns` mean: per column, value and label in the order they are numbered.

    `symbol` is the mark by number of kind and number of status; `overdue` the words for a status whose days are over.
    """
    enums = {"kind": Kind, "status": Status, "precision": Precision, "side": Side}
    named = {name: [{"value": m.value, "label": label(m)} for m in enum] for name, enum in enums.items()}
    for status, words in OVERDUE_WORDS.items():
        named["status"][list(Status).index(status)]["overdue"] = words
    return named | {"symbol": [[symbol(kind, status) for status in Status] for kind in Kind]}


# --- the overview strip --------------------------------------------------------------------------------------

STRIP_HEIGHT = 42


@dataclass(frozen=True, slots=True)
class Year:
    """A year's place on the strip, in per cent of its width."""

    year: int
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Strip:
    """Events per quarter over the whole span, what of it the window shows, and where its years stand.

    `inside` and `outside` are the bars of and beside the window, as SVG path data, 1,000 wide and STRIP_HEIGHT high:
    two paths, since some two hundred elements would take the template longer than all the rest.
    """

    first: date | None = None
    last: date | None = None
    inside: str = ""
    outside: str = ""
    years: tuple[Year, ...] = ()
    marks: tuple[Year, ...] = ()
    brush: tuple[float, float] | None = None  # x and width in per cent


def strip_of(months: dict[str, int], window: tuple[date | None, date | None] = (None, None)) -> Strip:
    """The overview of counts by month ("2024-08"), with the window asked for, days inclusive.

    Heights are square roots, since one crowded year would otherwise flatten the decades before it.
    """
    if not months:
        return Strip()
    quarters = Counter()
    for month, count in months.items():
        quarters[(int(month[:4]), (int(month[5:7]) - 1) // 3)] += count
    first, last = min(quarters)[0], max(quarters)[0]
    start, end = date(first, 1, 1), date(last, 12, 31)
    span = (end - start).days + 1
    chosen = (window[0] or start, window[1] or end)
    highest = max(quarters.values()) ** 0.5

    def x(day: date) -> float:
        return round(min(max((day - start).days / span * 100, 0), 100), 3)

    bars: dict[bool, list[str]] = {True: [], False: []}
    for (year, quarter), count in sorted(quarters.items()):
        begins, ends = date(year, quarter * 3 + 1, 1), step_bounds(f"{year}-{quarter * 3 + 3:02}")[1]
        tall = round(max(count**0.5 / highest * (STRIP_HEIGHT - 4), 2), 1)
        wide = round(91 / span * 780, 2)
        inside = begins <= chosen[1] and ends >= chosen[0]
        bars[inside].append(f"M{x(begins) * 10:.2f} {STRIP_HEIGHT}v-{tall}h{wide}v{tall}z")
    per_year = Counter()
    for (year, _), count in quarters.items():
        per_year[year] += count
    years = tuple(
        Year(y, per_year[y], x(date(y, 1, 1)), round(365.25 / span * 100, 3))
        for y in range(first, last + 1)
        if per_year[y]
    )
    step = 10 if last - first > 24 else 5 if last - first > 9 else 1
    marks = tuple(Year(y, 0, x(date(y, 7, 1)), 0) for y in range(first, last + 1) if y % step == 0)
    brush = (x(chosen[0]), round(x(chosen[1]) - x(chosen[0]), 3)) if any(window) else None
    return Strip(start, end, "".join(bars[True]), "".join(bars[False]), years, marks, brush)


# --- bins ----------------------------------------------------------------------------------------------------


def bins(counted: Sequence[tuple[str, str, int]], by: str, names: Callable[[str], str] = str) -> dict:
    """(lane key, month or quarter, count) as columns: `start` and `end` are the step's first and last day number."""
    totals = Counter()
    for key, _, count in counted:
        totals[key] += count
    lanes = lanes_for(by, [], names, filled=totals)
    place = {lane["key"]: number for number, lane in enumerate(lanes)}
    joined = Counter()
    for key, step, count in counted:
        joined[(place.get(key, len(lanes) - 1), step)] += count
    entries = sorted(joined.items())
    return {
        "mode": "bins",
        "lanes": lanes,
        "bins": {
            "lane": [lane for (lane, _), _ in entries],
            "start": [day_number(step_bounds(step)[0]) for (_, step), _ in entries],
            "end": [day_number(step_bounds(step)[1]) for (_, step), _ in entries],
            "count": [count for _, count in entries],
        },
    }


def month_text(number: int) -> str:
    """ "2024-08" of 24295: twelve times the year and the month less one, as `Event.month` counts."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


def quarter_of(month: str) -> str:
    """ "2024-08" lies in "2024-Q3"."""
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def step_bounds(step: str) -> tuple[date, date]:
    """First and last day of "2024-08" or "2024-Q3"."""
    year, part = int(step[:4]), step[5:]
    first, last = (int(part[1]) * 3 - 2, int(part[1]) * 3) if part.startswith("Q") else (int(part), int(part))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
