"""Questions one can ask of events. Methods chain and never evaluate."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q

from timeline.cells import lowest_shown


class EventQuerySet(models.QuerySet):
    def live(self):
        """Not merged away, rejected or emptied."""
        return self.filter(state="live")

    def public(self):
        """What any reader may see: live and published, and unless the settings say otherwise what nobody reviewed yet.

        Asked of the number that the database makes of both (timeline.cells), which the indexes for counting hold.
        """
        return self.filter(cell__gte=lowest_shown(unreviewed=settings.SHOW_UNREVIEWED_EVENTS))

    def overlapping(self, start: date | None, end: date | None):
        """Events that may fall between two days, both inclusive: "1971-07" answers for any day of July."""
        events = self
        if end:
            events = events.filter(Q(earliest__lte=end) | Q(earliest__isnull=True, latest__isnull=False))
        if start:
            events = events.filter(Q(latest__gte=start) | Q(latest__isnull=True, earliest__isnull=False))
        return events

    def within(self, start: date | None, end: date | None):
        """Events that surely fall between two days, both inclusive."""
        events = self
        if end:
            events = events.filter(latest__lte=end)
        if start:
            events = events.filter(earliest__gte=start)
        return events

    def dated(self):
        """Those a chart can place: both ends known."""
        return self.filter(earliest__isnull=False, latest__isnull=False)

    def for_display(self):
        """All that one row shows, in a fixed number of queries."""
        return self.select_related("venue").with_people().prefetch_related("topics")

    def with_people(self):
        """With those who take part, in one query more.

        The people are joined: asked for in a query of their own they would be one OR each, and SQLite takes no more
        than a thousand.
        """
        taking_part = self.model._meta.get_field("participations").related_model
        return self.prefetch_related(Prefetch("participations", taking_part.objects.select_related("person")))
