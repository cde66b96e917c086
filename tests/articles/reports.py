"""Reports as the parser would make them, for tests of what becomes of them.

A line of a test article reads "kind | status | date | US people | PRC people | city": each becomes an engagement.
Who is in BODIES is a body; a further cell "on trade" names a topic.
"""

from datetime import date

from articles.parsing.types import (
    DateExpression,
    Engagement,
    FieldClaim,
    ParseReport,
    Participant,
    Place,
    Span,
    StatusStep,
)
from timeline import edtf
from timeline.vocabulary import Kind, Role, Side, Status

BODIES = {"United States", "US officials", "Department of State", "China", "Chinese officials"}
COUNTRIES = {"Beijing": "CN", "Bali": "ID", "Vienna": "AT", "Washington": "US"}


def parse_lines(text: str, dct: date | None) -> ParseReport:
    """A stand-in for the parser: one engagement a line, "within" puts it under the visit of line one."""
    found, at = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        if "|" in line:
            found.append(engagement_of(line, at, f"e{number}"))
        at += len(line) + 1
    return ParseReport(dct=dct, engagements=tuple(found))


def engagement_of(line: str, at: int, ref: str) -> Engagement:
    kind, status, when, us, prc, city, *rest = (cell.strip() for cell in line.split("|"))
    whole = Span(at, at + len(line))

    def span(words: str) -> Span:
        start = at + line.index(words)
        return Span(start, start + len(words))

    visit = kind == "visit"
    people = [
        Participant(
            name,
            side,
            role if visit else Role.PARTY,
            span(name),
            "test",
            key=None if name in BODIES else key_of(name),
            body=name in BODIES,
        )
        for side, names, role in ((Side.US, us, Role.VISITOR), (Side.PRC, prc, Role.HOST))
        for name in filter(None, (part.strip() for part in names.split(",")))
    ]
    day = None
    if when:
        day = DateExpression(span(when), when, when, *edtf.bounds(when), edtf.precision_of(when), "test")
    topics = [cell.removeprefix("on ") for cell in rest if cell.startswith("on ")]
    return Engagement(
        ref=ref,
        kind=Kind(kind),
        status=Status(status),
        setting=None,
        evidence=(whole,),
        date=day,
        place=Place(span(city), "test", city, COUNTRIES[city]) if city else None,
        participants=tuple(people),
        steps=(StatusStep(Status(status), span(status), "test"),),
        claims=tuple(FieldClaim("topic", topic, span(topic), "test") for topic in topics),
        parent="e1" if "within" in rest else None,
        confidence=0.8,
    )


def key_of(name: str) -> str:
    return name.lower().replace(" ", "-")
