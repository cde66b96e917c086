from django.apps import AppConfig


class TimelineConfig(AppConfig):
    """What happened: people, places, events and what editors decided about them."""

    name = "timeline"
