"""Atom (RFC 4287): the filtered events, the newest change first."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from django.db.models import Max, QuerySet

from timeline import edtf
from timeline.exports.rows import BATCH
from timeline.models import Event
from timeline.reading import JOINT
from timeline.vocabulary import Kind, Status, label

# What XML 1.0 cannot hold, not even escaped.
FORBIDDEN = dict.fromkeys(n for n in range(32) if n not in (9, 10, 13)) | {0xFFFE: None, 0xFFFF: None}


def atom(events: QuerySet, *, own: str, page: str, address_of: Callable[[str], str]) -> Iterator[str]:
    """The feed in pieces; `own` is its own address, `page` that of the view it is a form of."""
    newest = events.aggregate(newest=Max("updated"))["newest"] or datetime(1970, 1, 1, tzinfo=UTC)
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Engagements: United States – China</title><id>{text(own)}</id>"
        f'<link rel="self" href={quoteattr(own)}/><link href={quoteattr(page)}/>'
        f"<updated>{newest.isoformat()}</updated><author><name>Engagements</name></author>\n"
    )
    ordered = events.defer("why", "summary").order_by("-updated", "-pk")
    entries = (entry(event, address_of(event.public_id)) for event in ordered.iterator(chunk_size=BATCH))
    while batch := list(islice(entries, BATCH)):
        yield "".join(batch)
    yield "</feed>\n"


def entry(event: Event, address: str) -> str:
    who = JOINT.join(filter(None, (event.us, event.prc, event.others)))
    facts = (edtf.humanise(event.edtf), label(Kind(event.kind)), label(Status(event.status)), event.city, who)
    return (
        f"<entry><title>{text(event.title)}</title><id>{text(address)}</id><link href={quoteattr(address)}/>"
        f"<published>{event.created.isoformat()}</published><updated>{event.updated.isoformat()}</updated>"
        f"<summary>{text(' · '.join(fact for fact in facts if fact))}</summary></entry>\n"
    )


def text(words: str) -> str:
    return escape(words.translate(FORBIDDEN))
