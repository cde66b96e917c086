"""One filter for list, chart, counts and exports."""

from timeline.filters.form import OPEN_REACH, EventFilterForm

__all__ = ["OPEN_REACH", "EventFilterForm"]
