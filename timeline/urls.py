"""The reader's addresses."""

from django.urls import path

from timeline import views

app_name = "timeline"
urlpatterns = [
    path("", views.index, name="index"),
    path("chart.json", views.chart_data, name="chart-data"),
    path("events/<slug:public_id>/", views.event_page, name="event"),
    path("choose/people/", views.people_options, name="people-options"),
    path("choose/places/", views.place_options, name="place-options"),
    path("people/", views.people_page, name="people"),
    path("people/<slug:key>/", views.person_page, name="person"),
    path("places/", views.places_page, name="places"),
    path("places/<slug:slug>/", views.place_page, name="place"),
    path("articles/<slug:public_id>/", views.article_page, name="article"),
    path("method/", views.method_page, name="method"),
    path("print/", views.print_page, name="print"),
    path("export/", views.export_page, name="export"),
    path("export/events.csv", views.export_csv, name="export-csv"),
    path("export/events.csv-metadata.json", views.export_csvw, name="export-csvw"),
    path("export/events.json", views.export_json, name="export-json"),
    path("export/events.ics", views.export_calendar, name="export-calendar"),
    path("export/events.atom", views.export_atom, name="export-atom"),
    path("export/timelinejs.csv", views.export_timelinejs, name="export-timelinejs"),
]
