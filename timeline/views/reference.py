"""An event as others refer to it: schema.org for machines, citations for people."""

import json
from dataclasses import dataclass
from datetime import date

from timeline import edtf
from timeline.filters.countries import country_name
from timeline.models import Event
from timeline.vocabulary import Setting, Status

SCHEMA_STATUS = {
    Status.POSTPONED: "EventPostponed",
    Status.CANCELLED: "EventCancelled",
    Status.DECLINED: "EventCancelled",
}
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Citation:
    style: str
    words: str


def json_ld(event: Event, address: str) -> str:
    """The event as schema.org has it; dates as finely as they are known. Safe within a script element."""
    day = {"day": str, "range": str, "month": lambda d: f"{d:%Y-%m}", "year": lambda d: f"{d:%Y}"}.get(event.precision)
    place = event.venue.name if event.venue else event.city
    facts = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": address,
        "name": event.title,
        "eventStatus": f"https://schema.org/{SCHEMA_STATUS.get(event.status, 'EventScheduled')}",
        "startDate": day(event.earliest) if day and event.earliest else None,
        "endDate": day(event.latest) if day and event.latest and event.latest != event.earliest else None,
        "location": location(event, place),
        "attendee": [attendee(row) for row in event.participations.all()],
    }
    text = json.dumps({name: value for name, value in facts.items() if value}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def location(event: Event, place: str) -> dict | None:
    if event.setting == Setting.REMOTE:
        return {"@type": "VirtualLocation", "name": "by telephone, video or letter"}
    if not (place or event.country):
        return None
    address = {"@type": "PostalAddress", "addressLocality": event.city, "addressCountry": event.country}
    named = place or country_name(event.country)
    return {"@type": "Place", "name": named, "address": {name: value for name, value in address.items() if value}}


def attendee(row) -> dict:
    return {"@type": "Person" if row.person_id else "Organization", "name": row.name}


def citations(event: Event, address: str, today: date) -> list[Citation]:
    """How to cite the page: APA, Chicago and BibTeX."""
    when = edtf.humanise(event.edtf)
    seen = f"{MONTHS[today.month - 1]} {today.day}, {today.year}"
    title = f"{event.title} ({when})"
    return [
        Citation("APA", f"Engagements: United States – China. (n.d.). {title}. Retrieved {seen}, from {address}"),
        Citation("Chicago", f"“{title}.” Engagements: United States – China. Accessed {seen}. {address}."),
        Citation(
            "BibTeX",
            f"@misc{{engagements-{event.public_id}, title = {{{braced(title)}}}, "
            f"howpublished = {{Engagements: United States – China}}, url = {{{address}}}, urldate = {{{today}}}}}",
        ),
    ]


def braced(words: str) -> str:
    """Text that cannot leave its braces."""
    return words.replace("\\", "").replace("{", "(").replace("}", ")")
