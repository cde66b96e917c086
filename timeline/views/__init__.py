"""The reader's pages. Only `Event.objects.public()` reaches a reader."""

from timeline.views.about import article_page, method_page, people_page, person_page, place_page, places_page
from timeline.views.data import chart_data
from timeline.views.downloads import (
    export_atom,
    export_calendar,
    export_csv,
    export_csvw,
    export_json,
    export_page,
    export_timelinejs,
    print_page,
)
from timeline.views.event import event_page
from timeline.views.index import index
from timeline.views.options import people_options, place_options

__all__ = [
    "article_page",
    "chart_data",
    "event_page",
    "export_atom",
    "export_calendar",
    "export_csv",
    "export_csvw",
    "export_json",
    "export_page",
    "export_timelinejs",
    "index",
    "method_page",
    "people_options",
    "people_page",
    "person_page",
    "place_options",
    "place_page",
    "places_page",
    "print_page",
]
