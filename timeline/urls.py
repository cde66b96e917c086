"""The reader's addresses."""

from django.urls import path

from timeline import views

app_name = "timeline"
urlpatterns = [
    path("", views.index, name="index"),
    path("chart.json", views.chart_data, name="chart-data"),
    path("events/<slug:public_id>/", views.event_page, name="event"),
    path("export/events.csv", views.export_csv, name="export-csv"),
]
