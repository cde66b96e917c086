"""A parse report as the JSON object that outside scripts read: the contract of `parse_articles`."""

from datetime import date

from articles.parsing.types import DateExpression, Engagement, ParseReport, Span, Timex, Unresolved
from timeline.vocabulary import Precision

# Counted with the country whose soil it is: outside readers of the contract know no code of their own for these.
WITH_CHINA = {"HK": "CN", "MO": "CN"}


def report_json(name: str, report: ParseReport) -> dict:
    """One line of `parse_articles`, ready for `json.dumps`.

    Offsets are code points of the parsed text; dates are EDTF level 1, where "once, within" (`[a..b]`, which level 1
    lacks) is written as the interval `a/b` with precision "within".
    """
    return {
        "file": name,
        "published": iso(report.dct),
        "timexes": [timex_json(t) for t in report.timexes],
        "engagements": [engagement_json(e) for e in report.engagements],
        "unresolved": [unresolved_json(u) for u in report.unresolved],
    }


def timex_json(timex: Timex) -> dict:
    return {
        **span_json(timex.span),
        "text": timex.text,
        "type": timex.type,
        "value": timex.value,
        "edtf": timex.edtf,
        "earliest": iso(timex.earliest),
        "latest": iso(timex.latest),
    }


def engagement_json(e: Engagement) -> dict:
    place = e.place
    return {
        "ref": e.ref,
        "parent": e.parent,
        "kind": str(e.kind),
        "setting": str(e.setting) if e.setting else None,
        "status": str(e.status),
        **date_json(e.date),
        "participants": [
            {
                "name": p.name,
                "side": str(p.side),
                "office": p.office,
                "role": str(p.role),
                "key": p.key,
                "warning": p.warning,
            }
            for p in e.participants
        ],
        "city": place.city if place else "",
        "country": WITH_CHINA.get(place.country, place.country) if place else "",
        "venue": place.venue if place else "",
        "gathering": e.gathering,
        "topics": list(e.topics),
        "steps": [
            {"status": str(s.status), "date": interval_of(s.edtf), **span_json(s.span), "rule": s.rule} for s in e.steps
        ],
        "background": e.background,
        "evidence": [span_json(s) for s in e.evidence],
        "confidence": e.confidence,
    }


def date_json(when: DateExpression | None) -> dict:
    if when is None:
        return {"date": None, "earliest": None, "latest": None, "precision": str(Precision.UNKNOWN)}
    return {
        "date": interval_of(when.edtf),
        "earliest": iso(when.earliest),
        "latest": iso(when.latest),
        "precision": str(when.precision),
    }


def interval_of(edtf: str | None) -> str | None:
    """`[a..b]` as `a/b`, an open end as `..`; all else unchanged."""
    if edtf and edtf.startswith("["):
        first, _, last = edtf[1:-1].partition("..")
        return f"{first or '..'}/{last or '..'}"
    return edtf


def unresolved_json(item: Unresolved) -> dict:
    return {**span_json(item.span), "text": item.text, "reason": item.reason}


def span_json(span: Span) -> dict:
    return {"start": span.start, "end": span.end}


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
