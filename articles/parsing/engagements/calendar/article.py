"""What the article as a whole says of days: the day it reports on, its headings, what is left undated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from articles.parsing.engagements.calendar.derived import derived
from articles.parsing.engagements.drafts import Draft
from articles.parsing.engagements.mention import AHEAD, OFF, Mention
from articles.parsing.types import DateExpression, Span
from timeline.vocabulary import Precision, Status

NEWS_DAYS = 6  # what a lead tells undated happened within the week before the article


def main_day(dates: Sequence[DateExpression], sentences: Sequence[Span], dct: date | None) -> DateExpression | None:
    """The day the article reports on: the first day of the lead that lies within the week before its publication."""
    if dct is None or not sentences:
        return None
    lead = sentences[min(2, len(sentences) - 1)].end
    for when in dates:
        in_lead = when.span.start < lead and when.precision is Precision.DAY and when.earliest is not None
        if in_lead and 0 <= (dct - when.earliest).days <= NEWS_DAYS:
            return when
    return None


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that is only a date ("-- November 1986"): it dates what stands below, up to the next such line."""

    start: int
    end: int
    when: DateExpression


def headings_of(text: str, sentences: Sequence[Span], dates: Sequence[DateExpression]) -> tuple[Heading, ...]:
    """The lines of the article that hold nothing but a date."""
    found = []
    for span in sentences:
        inside = [d for d in dates if span.covers(d.span)]
        if len(inside) != 1:
            continue
        rest = text[span.start : inside[0].span.start] + text[inside[0].span.end : span.end]
        if not any(char.isalnum() for char in rest):
            found.append((span, inside[0]))
    ends_at = [*(span.start for span, _ in found[1:]), len(text)][: len(found)]
    return tuple(Heading(span.end, end, when) for (span, when), end in zip(found, ends_at, strict=True))


def dated_by_headings(mentions: Sequence[Mention], headings: Sequence[Heading]) -> list[Mention]:
    """The mentions, those without a date dated by the heading they stand under."""
    out = []
    for m in mentions:
        over = next((h for h in headings if h.start <= m.trigger.span.start < h.end), None)
        out.append(replace(m, when=over.when, when_cost=2.5) if over is not None and m.when is None else m)
    return out


def undated(draft: Draft, text: str, dct: date | None, *, in_lead: bool) -> DateExpression | None:
    """The interval of an engagement without a date: before the article's day if past, after it if to come.

    What the lead tells as news happened within the week. None for what is off, and without the article's day.
    """
    if dct is None or draft.first.status in OFF:
        return None
    span = draft.first.trigger.span
    if draft.first.status in AHEAD:
        return derived(span, text, f"{dct}/..", "undated-ahead")
    if draft.first.status is Status.ONGOING:
        return derived(span, text, str(dct), "ongoing")
    if in_lead:
        days = next((m.duration for m in draft.mentions if m.duration), None)
        if days and days <= NEWS_DAYS + 1:
            return derived(span, text, f"{dct - timedelta(days=days - 1)}/{dct}", "news-and-duration")
        return derived(span, text, f"[{dct - timedelta(days=NEWS_DAYS)}..{dct}]", "news-of-the-week")
    return derived(span, text, f"../{dct}", "undated-past")
