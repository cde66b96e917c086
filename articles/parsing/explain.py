"""What the parser saw in an article, sentence by sentence, in words for a reader."""

from collections.abc import Iterator

from articles.parsing.types import Engagement, Note, ParseReport, Span


def explain(text: str, report: ParseReport) -> Iterator[str]:
    """Lines that show each sentence with its dates, the rules that fired and what became of them.

    Then the engagements whole, and what waits for an editor.
    """
    yield f"Article of {report.dct or 'an unknown day'}: {len(report.sentences)} sentences"
    for span in report.furniture:
        yield f"[outlet] {one_line(span.of(text))}"
    for number, span in enumerate(report.sentences, start=1):
        lines = list(sentence_lines(text, report, span))
        yield ""
        yield f"{number}. {one_line(span.of(text))}"
        yield from (f"     {line}" for line in lines)
    yield ""
    for engagement in report.engagements:
        yield from engagement_lines(text, engagement)
    for item in report.unresolved:
        yield f"? {item.text}: {item.reason}"


def sentence_lines(text: str, report: ParseReport, span: Span) -> Iterator[str]:
    """Dates and engagement words of one sentence."""
    for when in report.dates:
        if span.start <= when.span.start < span.end:
            yield f"date   {when.text!r} = {when.edtf or 'open'} ({when.rule})"
    for note in report.notes:
        if span.start <= note.span.start < span.end:
            yield note_line(text, note)


def note_line(text: str, note: Note) -> str:
    return f"word   {note.span.of(text)!r}: {note.rule}" + (f" · {note.words}" if note.words else "")


def engagement_lines(text: str, e: Engagement) -> Iterator[str]:
    """One engagement with the words and the rule behind every value."""
    yield f"{e.ref}  {e.status} {e.kind}" + (f" within {e.parent}" if e.parent else "") + f"  confidence {e.confidence}"
    if e.date:
        yield f"     date   {e.date.edtf} from {e.date.text!r} ({e.date.rule})"
    if e.place:
        where = ", ".join(filter(None, (e.place.venue, e.place.city, e.place.country)))
        yield f"     place  {where} from {e.place.span.of(text)!r} ({e.place.rule})"
    for p in e.participants:
        office = f", {p.office}" if p.office else ""
        yield f"     {p.role:<7}{p.name} ({p.side}{office}) from {p.span.of(text)!r} ({p.rule})"
        if p.warning:
            yield f"            warning: {p.warning}"
    for claim in e.claims:
        yield f"     {claim.field:<7}{claim.value} from {one_line(claim.span.of(text))!r} ({claim.rule})"
    for step in e.steps:
        yield f"     step   {step.status} {step.edtf or ''} from {step.span.of(text)!r} ({step.rule})"


def one_line(words: str) -> str:
    return " ".join(words.split())
