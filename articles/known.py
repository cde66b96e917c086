"""What the database knows of events already, as guessing an article's day asks for it."""

from datetime import timedelta

from django.db.models import F

from articles.parsing.guess import KnownEvent
from articles.parsing.types import ParseReport
from timeline.models import Event

LONGEST = timedelta(days=14)  # from first to last day; what is known less finely dates no article


def known_events(report: ParseReport) -> list[KnownEvent]:
    """Live events of people of the article's engagements, dated to a fortnight, in a city; in two queries."""
    keys = {person.key for told in report.engagements for person in told.participants if person.key}
    if not keys:
        return []
    taking_part = Event.objects.live().dated().filter(participations__person__key__in=keys).exclude(city="")
    dated = taking_part.filter(latest__lte=F("earliest") + LONGEST).distinct().order_by("pk")
    return [
        KnownEvent(
            frozenset(seat.person.key for seat in event.participations.all() if seat.person),
            event.city,
            event.earliest,
            event.latest,
        )
        for event in dated.with_people()
    ]
