"""The reader's pages. Only `Event.objects.public()` reaches a reader."""

from timeline.views.data import chart_data, export_csv
from timeline.views.event import event_page
from timeline.views.index import index

__all__ = ["chart_data", "event_page", "export_csv", "index"]
