"""One filter for list, chart, counts and exports."""

from timeline.filters.form import OPEN_REACH, EventFilterForm, host_side

__all__ = ["OPEN_REACH", "EventFilterForm", "host_side"]
