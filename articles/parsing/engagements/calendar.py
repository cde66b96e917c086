"""The date of an engagement from all that its mentions say, and the open intervals where they say nothing."""

from collections.abc import Sequence
from datetime import date, timedelta

from articles.parsing.engagements.mentions import AHEAD, OFF, Mention
from articles.parsing.engagements.tie import Draft
from articles.parsing.types import DateExpression, Span
from timeline.edtf import precision_of
from timeline.vocabulary import Kind, Precision, Status

STARTING = frozenset(["began", "begin", "begins", "beginning", "started", "start", "starts", "starting", "opened", "open", "opens", "opening", "kicked", "arrived", "arrive", "arrives", "arriving", "landed", "first"])  # fmt: skip
ENDING = frozenset(["wrapped", "wrap", "wraps", "wrapping", "ended", "end", "ends", "ending", "concluded", "conclude", "concludes", "concluding", "finished", "finish", "closed", "close", "last", "final", "left", "leave", "leaves", "leaving", "departed", "completed", "capped", "after"])  # fmt: skip
ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}


def derived(span: Span, text: str, edtf: str, rule: str) -> DateExpression:
    """A date that no single expression of the text gives, with the words it was worked out from."""
    first, last = ends(edtf)
    return DateExpression(span, span.of(text), edtf, first, last, precision_of(edtf), rule)


def ends(edtf: str) -> tuple[date | None, date | None]:
    from timeline.edtf import bounds

    return bounds(edtf)


def choose_date(draft: Draft, text: str) -> DateExpression | None:
    """The finest date that the mentions agree on: a stretch of days before one day before "that week"."""
    offered = [
        (fineness(m.when, draft), m.when_cost, n, m) for n, m in enumerate(draft.mentions) if m.when and m.when.edtf
    ]
    if not offered:
        return None
    best = min(offered, key=lambda o: o[:3])[3]
    when = stretched(best, draft, text) or best.when
    return when


def fineness(when: DateExpression, draft: Draft) -> tuple[int, int]:
    """Sorts dates: known days first, then by the width of their interval."""
    width = (when.latest - when.earliest).days if when.latest and when.earliest else 99_999
    if when.precision is Precision.RANGE and width <= 14:
        return (0, 0) if draft.group in ("visit", "meet", "military") else (0, width)
    if when.precision is Precision.DAY:
        return (0, 1)
    return (1, width)


def stretched(mention: Mention, draft: Draft, text: str) -> DateExpression | None:
    """A day with a duration: "on Thursday as he ended a three-day tour" is the three days up to Thursday."""
    when = mention.when
    if when is None or when.precision is not Precision.DAY or when.earliest is None:
        return None
    days = next((m.duration for m in draft.mentions if m.duration), None)
    if not days or days < 2 or days > 60:
        nth = ordinal_day(mention)
        if nth:
            start = when.earliest - timedelta(days=nth - 1)
            return derived(when.span, text, f"{start}/{when.earliest}", "ordinal-day")
        return None
    near = {word.low for m in draft.mentions for word in m.scene.tree.words if m.duration or m is mention}
    span = timedelta(days=days - 1)
    first, last = when.earliest, when.earliest
    if near & ENDING or (near & {"over"} and not near & STARTING):
        first = when.earliest - span
    elif near & STARTING or mention.status in AHEAD:
        last = when.earliest + span
    else:
        return None
    return derived(
        when.span, text, f"{first}/{last}", "duration-and-end" if last == when.earliest else "start-and-duration"
    )


def ordinal_day(mention: Mention) -> int | None:
    """2 for "the second day of talks"."""
    tree = mention.scene.tree
    for word in tree.words:
        if word.low in ORDINALS and word.head != word.i and tree.words[word.head].low == "day":
            day = word.head
            if mention.trigger.i in set(tree.subtree(day)):
                return ORDINALS[word.low]
    return None


def main_day(dates: Sequence[DateExpression], sentences: Sequence[Span], dct: date | None) -> DateExpression | None:
    """The day the article reports on: the first day of the lead that lies within the week before its publication."""
    if dct is None:
        return None
    lead = sentences[2].end if len(sentences) > 2 else (sentences[-1].end if sentences else 0)
    for when in dates:
        if when.span.start >= lead or when.precision is not Precision.DAY or when.earliest is None:
            continue
        if 0 <= (dct - when.earliest).days <= 6:
            return when
    return None


def undated(draft: Draft, text: str, dct: date | None) -> DateExpression | None:
    """The open interval of an engagement without a date: before the article's day if past, after it if to come."""
    if dct is None:
        return None
    span = draft.first.trigger.span
    status = draft.first.status
    if status in OFF:
        return None
    if status in AHEAD:
        return derived(span, text, f"{dct}/..", "undated-ahead")
    if status is Status.ONGOING:
        return derived(span, text, f"{dct}", "ongoing")
    return derived(span, text, f"../{dct}", "undated-past")


LASTING = frozenset((Kind.VISIT, Kind.TALKS, Kind.DIALOGUE, Kind.SUMMIT, Kind.MILITARY))
