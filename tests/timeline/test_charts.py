"""The figure's make-up, the columns and the bins."""

from datetime import date

import pytest

from timeline.charts import ChartRow, bins, columns, figure, lanes_for, quarter_of, step_bounds, strip_of, symbol
from timeline.vocabulary import Kind, Status


def row(id="a", lanes=("economic",), **fields) -> ChartRow:
    values = {
        "kind": "talks",
        "status": "held",
        "precision": "day",
        "side": "PRC",
        "earliest": date(1970, 1, 2),
        "latest": date(1970, 1, 3),
        "title": "Talks",
        "city": "Beijing",
        "articles": 1,
    }
    return ChartRow(id=id, lanes=lanes, **{**values, **fields})


def test_figure_has_theme_names_and_no_colours_of_its_own():
    made = figure()

    assert made["layout"]["xaxis"]["type"] == "date"
    assert "template" not in made["layout"]
    assert {trace["name"] for trace in made["data"]} >= {"marks", "clusters", "labels", "span:month:US"}
    assert "#" not in str(made)


def test_columns_count_days_and_leave_the_undated_out():
    rows = [row(), row("b", earliest=None), row("c", earliest=None, latest=None)]

    made = columns(rows, lanes_for("channel", rows))

    assert (made["id"], made["start"], made["end"], made["lane"]) == (["a", "b"], [1, None], [2, 2], [0, 0])
    assert {len(values) for values in made.values()} == {2}


def test_lanes_of_the_vocabulary_keep_their_order_and_drop_the_empty():
    rows = [row(lanes=("military",)), row(lanes=("leaders",)), row(lanes=("military",))]

    assert [lane["key"] for lane in lanes_for("channel", rows)] == ["leaders", "military"]


def test_lanes_beyond_the_most_are_gathered():
    rows = [row(str(n), lanes=(f"p{n}",)) for n in range(12)]

    lanes = lanes_for("person", rows, str.upper)
    made = columns(rows, lanes)

    assert [lane["label"] for lane in lanes] == ["P0", "P1", "P10", "P11", "P2", "P3", "P4", "P5", "Others"]
    assert sorted(made["lane"]) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8]


def test_event_of_several_people_stands_in_each_of_their_lanes():
    rows = [row("a", lanes=("xi", "biden")), row("b", lanes=("xi",)), row("c", lanes=())]

    made = columns(rows, lanes_for("person", rows))

    assert list(zip(made["id"], made["lane"], strict=True)) == [("a", 0), ("a", 1), ("b", 0), ("c", 1)]


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        (Kind.VISIT, Status.HELD, "square"),
        (Kind.CALL, Status.PLANNED, "triangle-up-open"),
        (Kind.TALKS, Status.ONGOING, "circle-open-dot"),
        (Kind.VISIT, Status.POSTPONED, "diamond-open"),
        (Kind.CALL, Status.DECLINED, "x-thin-open"),
    ],
)
def test_symbol_tells_kind_and_status(kind, status, expected):
    assert symbol(kind, status) == expected


def test_bins_add_up_to_what_was_counted():
    made = bins([("economic", "2024-Q1", 3), ("leaders", "2024-Q1", 2), ("economic", "2023-12", 1)], "channel")

    assert made["bins"] == {
        "lane": [0, 1, 1],
        "start": [19723, 19692, 19723],
        "end": [19813, 19722, 19813],
        "count": [2, 1, 3],
    }


def test_step_bounds_of_a_leap_february_and_its_quarter():
    assert step_bounds("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert step_bounds(quarter_of("2024-02")) == (date(2024, 1, 1), date(2024, 3, 31))


def test_strip_gathers_quarters_and_marks_the_window():
    strip = strip_of({"2023-01": 1, "2023-03": 3, "2024-12": 1}, (date(2024, 1, 1), None))

    assert strip.outside == "M0.00 42v-38.0h97.1v38.0z"
    assert strip.inside == "M874.15 42v-19.0h97.1v19.0z"
    assert [(year.year, year.count) for year in strip.years] == [(2023, 4), (2024, 1)]
    assert strip.brush == (49.932, 49.931)


def test_strip_of_nothing_is_empty():
    assert strip_of({}).years == ()
