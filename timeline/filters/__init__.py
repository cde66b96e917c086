"""One filter for list, chart, counts and exports."""

from timeline.filters.form import EventFilterForm, host_side

__all__ = ["EventFilterForm", "host_side"]
