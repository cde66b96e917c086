"""iCalendar (RFC 5545): what is known to the day, as all-day entries."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

from django.db.models import Q, QuerySet

from timeline.exports.rows import BATCH
from timeline.models import Event
from timeline.reading import JOINT
from timeline.vocabulary import Precision, Status, label

DAY_PRECISE = (Precision.DAY, Precision.RANGE)
STATUSES = {
    Status.HELD: "CONFIRMED",
    Status.ONGOING: "CONFIRMED",
    Status.PLANNED: "TENTATIVE",
    Status.PROPOSED: "TENTATIVE",
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
    Status.DECLINED: "CANCELLED",
}


def day_precise(events: QuerySet) -> QuerySet:
    """Those a calendar can hold: both days known."""
    return events.filter(Q(precision__in=DAY_PRECISE), earliest__isnull=False, latest__isnull=False)


def calendar(events: QuerySet, address_of: Callable[[str], str]) -> Iterator[str]:
    """The calendar in pieces. It says how many of the filter's events are left out, not being known to the day.

    UIDs never change and SEQUENCE grows with every change, so that a calendar that subscribes takes changes over.
    """
    precise = day_precise(events)
    left_out = events.count() - precise.count()
    words = f"{left_out} more are not known to the day and are left out." if left_out else "All are known to the day."
    yield lines(
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Engagements//US-China timeline//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Engagements US – China",
        f"X-WR-CALDESC:{escaped(words)}",
    )
    ordered = precise.select_related("venue").defer("why", "summary").order_by("earliest", "pk")
    entries = (entry(event, address_of(event.public_id)) for event in ordered.iterator(chunk_size=BATCH))
    while batch := list(islice(entries, BATCH)):
        yield "".join(batch)
    yield lines("END:VCALENDAR")


def entry(event: Event, address: str) -> str:
    """One VEVENT; DTEND is the day after the last, as all-day entries have it."""
    who = JOINT.join(filter(None, (event.us, event.prc, event.others)))
    where = ", ".join(words for words in (event.venue.name if event.venue else "", event.city) if words)
    optional = [f"LOCATION:{escaped(where)}"] if where else []
    return lines(
        "BEGIN:VEVENT",
        f"UID:{event.public_id}@engagements.invalid",
        f"DTSTAMP:{event.updated:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{event.revision}",
        f"DTSTART;VALUE=DATE:{ical_day(event.earliest)}",
        f"DTEND;VALUE=DATE:{ical_day(day_after(event.latest))}",
        f"SUMMARY:{escaped(event.title)}",
        f"DESCRIPTION:{escaped(f'{label(Status(event.status))}: {who}')}",
        *optional,
        f"URL:{address}",
        f"STATUS:{STATUSES[event.status]}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def day_after(day):
    return day if day.year == 9999 and day.month == 12 and day.day == 31 else day + timedelta(days=1)


def ical_day(day) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def escaped(words: str) -> str:
    """TEXT as RFC 5545 3.3.11 has it, without control characters."""
    clean = "".join(" " if ord(char) < 32 and char != "\n" else char for char in words.replace("\r\n", "\n"))
    return clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def lines(*content: str) -> str:
    return "".join(folded(line) + "\r\n" for line in content)


def folded(line: str) -> str:
    """Cut to 75 octets a line, never within a character; continuations begin with a blank."""
    pieces, piece, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > 75:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + char, size + octets
    return "\r\n".join([*pieces, piece])
