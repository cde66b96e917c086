"""The date of an engagement from all that its mentions say, and the open intervals where they say nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from articles.parsing.engagements import words as w
from articles.parsing.engagements.attach import days_in, which_clauses
from articles.parsing.engagements.drafts import LONGEST_STAY, Draft, is_known_days, width
from articles.parsing.engagements.mention import AHEAD, OFF, Mention
from articles.parsing.engagements.parties import carrier_verbs
from articles.parsing.engagements.words import any_of
from articles.parsing.nlp import Tree
from articles.parsing.types import DateExpression, Place, Span
from timeline.edtf import bounds, precision_of
from timeline.vocabulary import Kind, Precision, Status

ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
NEWS_DAYS = 6  # what a lead tells undated happened within the week before the article
FRESH_ARRIVAL = 3  # days after which a visitor told to have arrived may have left
COUNTED_BESIDE = re.compile(r", (?:their|his|her|its|the) \w{5,7} ")  # "on Friday, their second day"
# Verbs that do the step they tell of.
STEP_VERBS = any_of(
    "agreed invited proposed accepted declined refused rejected cancelled canceled postponed scheduled set offered "
    "called put suspended scrapped ruled decided asked suggested confirmed urged"
)
RESUMING = w.inflected("resume reopen reconvene")
STEP_DAY = "step-day"  # not the engagement's own: the day it was called off


def derived(span: Span, text: str, edtf: str, rule: str) -> DateExpression:
    """A date that no single expression of the text gives, with the words it was worked out from."""
    first, last = bounds(edtf)
    return DateExpression(span, span.of(text), edtf, first, last, precision_of(edtf), rule)


def from_days(span: Span, text: str, first: date, last: date, rule: str) -> DateExpression:
    """A day, or the stretch from the first day to the last."""
    return derived(span, text, str(first) if first == last else f"{first}/{last}", rule)


def choose_date(draft: Draft, text: str) -> DateExpression | None:
    """The finest date that the mentions agree on; for a stay, all its days together."""
    dated = [m for m in draft.mentions if m.when is not None and not dates_the_step(m)]
    if not dated:
        return step_date(draft)
    if draft.group == "visit" and draft.phase != "off":
        stay = stay_of(draft, text)
        if stay is not None:
            return stay
    best = min(dated, key=lambda m: (fineness(m.when), m.when_cost))
    return stretched(best, draft, text) or best.when


def dates_the_step(mention: Mention) -> bool:
    """True if the date hangs on "postponed" or "cancelled": it is the step's day, not the engagement's."""
    if mention.when is None or not (mention.status in OFF or plans_on_a_day(mention)):
        return False
    dct = mention.scene.dct
    if dct and mention.when.earliest and mention.when.earliest > dct:
        return False  # "must decline to come next month"
    return hangs_on(mention.scene.tree, mention.when.span, mention.reading.word)


def plans_on_a_day(mention: Mention) -> bool:
    """As in "agreed on Saturday to resume": the verb that plans has a past day of its own."""
    verb, dct = mention.scene.tree.words[mention.reading.word], mention.scene.dct
    past = mention.when is not None and mention.when.latest is not None and dct and mention.when.latest <= dct
    return mention.status in AHEAD and bool(past) and verb.low in STEP_VERBS and verb.tag in ("VBD", "VBN")


def hangs_on(tree: Tree, span: Span, verb: int) -> bool:
    """True if a date is an adjunct of the verb itself: "postponed on Friday", not "postponed his October visit"."""
    top = tree.top(span)
    if top is None:
        return False
    for word in tree.ancestors(top.i):
        if word.i == verb:
            return True
        if word.is_noun or word.is_verb:
            return False
    return False


def step_date(draft: Draft) -> DateExpression | None:
    """Where a visit is off and no day of its own is told, the day it was called off is what a reader notes."""
    when = next((m.when for m in draft.mentions if m.when is not None), None)
    return replace(when, rule=STEP_DAY) if when is not None and draft.phase == "off" else None


def fineness(when: DateExpression) -> tuple[int, int]:
    """Sorts dates: known stretches before days (a stretch says more) before wider ones."""
    if when.precision is Precision.RANGE and width(when) <= 14:
        return 0, 0
    if when.precision is Precision.DAY:
        return 0, 1
    return 1, width(when)


def stretched(mention: Mention, draft: Draft, text: str) -> DateExpression | None:
    """A day with a duration: "on Thursday as he ended a three-day tour" is the three days up to Thursday."""
    when = mention.when
    if when is None or when.precision is not Precision.DAY or when.earliest is None:
        return None
    days = next((m.duration for m in draft.mentions if m.duration), None)
    began = begun_in_clause(mention)
    if began and timedelta(0) < when.earliest - began <= timedelta(days=LONGEST_STAY):
        return from_days(when.span, text, began, when.earliest, "days-of-talks")
    if not days:
        nth = ordinal_day(mention)
        return (
            from_days(when.span, text, when.earliest - timedelta(days=nth - 1), when.earliest, "ordinal-day")
            if nth
            else None
        )
    span, edge = timedelta(days=days - 1), edge_of(mention)
    if edge == "start" or (not edge and mention.status in AHEAD):
        return from_days(when.span, text, when.earliest, when.earliest + span, "start-and-duration")
    if edge == "end" or mention.group == "meet":
        return from_days(when.span, text, when.earliest - span, when.earliest, "duration-and-end")
    return None


def begun_in_clause(mention: Mention) -> date | None:
    """As in "signed on Monday at the end of the talks that had resumed last Tuesday": the first day of the talks."""
    scene, tree = mention.scene, mention.scene.tree
    if mention.status in AHEAD or mention.status in OFF or not mention.trigger.nominal:
        return None
    for verb in tree.children(mention.trigger.i, "relcl", "acl"):
        if verb.low in w.STARTING or verb.low in RESUMING:
            own = (d for d in scene.dates if d.precision is Precision.DAY and hangs_on(tree, d.span, verb.i))
            return next((d.earliest for d in own), None)
    return None


def ordinal_day(mention: Mention) -> int | None:
    """2 for "the second day of talks"."""
    tree = mention.scene.tree
    for word in tree.words:
        if word.low in ORDINALS and beside_date(mention, word.head):
            return ORDINALS[word.low]
        counts_days = word.low in ORDINALS and word.head != word.i and tree.words[word.head].low == "day"
        if counts_days and mention.trigger.i in set(tree.subtree(word.head)):
            return ORDINALS[word.low]
    return None


def beside_date(mention: Mention, day: int) -> bool:
    """As in "ended on Friday, their second day": a counted day in apposition to the mention's own date."""
    tree = mention.scene.tree
    word = tree.words[day]
    if word.low != "day" or word.dep not in ("appos", "npadvmod") or mention.when is None:
        return False
    of = [j for k in tree.children(day, "prep") if k.low == "of" for j in tree.children(k.i, "pobj")]
    if any(j.low in w.NOUNS and j.i != mention.trigger.i for j in of):
        return False
    behind = Span(mention.when.span.end, word.span.start).of(mention.scene.text) if word.dep == "npadvmod" else ""
    return mention.when.span.covers(tree.words[word.head].span) or bool(COUNTED_BESIDE.match(behind))


def edge_of(mention: Mention) -> str:
    """Which end of a stay the mention's date is: "start" (arrived), "end" (left, wrapped up), or ""."""
    when, tree = mention.when, mention.scene.tree
    if when is not None and any(t.signal.lower() in ("until", "till", "through") for t in when.timexes):
        return "end"
    if mention.trigger.verb:
        if mention.trigger.verb in ("leave", "depart") and mention.country and leaves_for(mention):
            return "start"  # "left Monday for the United States"
        if mention.trigger.verb in ("come", "fly", "travel", "go", "head") and leaves_from(mention):
            return "end"
        if mention.trigger.verb == "come" and mention.trigger.kind is Kind.VISIT and mention.status not in AHEAD:
            return "start"
        going_home = any(k.low == "home" for k in tree.children(mention.trigger.i, "advmod"))
        return "end" if going_home else edge_word(mention.trigger.verb)
    for kid in [*tree.children(mention.trigger.i, "relcl", "acl"), *which_clauses(tree, mention.trigger.i)]:
        if edge_word(kid.low):
            return edge_word(kid.low)  # "a visit that began last Thursday", "the visit by Hu, which ended on Friday"
    for i in carrier_verbs(mention.scene, mention.trigger.i):
        edge = edge_word(tree.words[i].low)
        if edge:
            return edge
    if any(k.low in ("final", "last") for k in tree.children(mention.trigger.i, "amod")):
        return "end"
    head = next((a for a in tree.ancestors(mention.trigger.i) if a.is_noun or a.is_verb), None)
    if head is not None and head.low in ("end", "close", "conclusion"):
        return "end"
    prep = tree.head(mention.trigger.i)
    return "end" if prep is not None and prep.low in ("after", "following") else ""


def leaves_from(mention: Mention) -> bool:
    """As in "flew from Chengdu to Tokyo", "flew to Tokyo after six days in China": on the way out of the country."""
    tree, i = mention.scene.tree, mention.trigger.i
    soil = [p.span for p in mention.where]
    from_it = [k for k in tree.children(i, "prep") if k.low == "from"]
    if any(span.covers(x.span) for k in from_it for x in tree.children(k.i, "pobj") for span in soil):
        return True
    after = [x for k in tree.children(i, "prep") if k.low == "after" for x in tree.children(k.i, "pobj")]
    return any(x.low in w.STAY_LENGTHS for x in after)


def leaves_for(mention: Mention) -> bool:
    """As in "left for the United States", "leaves for a visit to": what follows is the visit, not the way home."""
    tree = mention.scene.tree
    soil = [p.span for p in mention.where]
    for prep in tree.children(mention.trigger.i, "prep"):
        below = [tree.words[j] for j in tree.subtree(prep.i)] if prep.low == "for" else []
        if any(x.low in w.NOUNS or any(span.covers(x.span) for span in soil) for x in below):
            return True
    return False


def edge_word(word: str) -> str:
    return "start" if word in w.STARTING else "end" if word in w.ENDING else ""


def stay_of(draft: Draft, text: str, children: Sequence[DateExpression] = ()) -> DateExpression | None:
    """The days of a visit: from arrival, departure and length, or from the first day told to the last.

    None if no mention gives a day.
    """
    known = [m for m in draft.mentions if m.when and is_known_days(m.when)]
    stretches = [m.when for m in known if m.when.precision is Precision.RANGE and edge_of(m) == ""]
    if stretches:
        return min(stretches, key=width)
    days = [(m.when, edge_of(m) or edge_beside(m, draft)) for m in known]
    if not days:
        return None
    length = next((m.duration for m in draft.mentions if m.duration), None)
    starts = [x.earliest for x, edge in days if edge == "start" and x.earliest]
    starts += [m.when.earliest - timedelta(days=nth - 1) for m in known if (nth := ordinal_day(m)) and m.when.earliest]
    starts += [day for m in draft.mentions if (day := begun_beside(m))]
    ends = [x.latest for x, edge in days if edge == "end" and x.latest]
    anchor = days[0][0].span
    if length and bool(starts) != bool(ends):
        span = timedelta(days=length - 1)
        if starts:
            return from_days(anchor, text, min(starts), min(starts) + span, "start-and-duration")
        return from_days(anchor, text, max(ends) - span, max(ends), "duration-and-end")
    if length and len(days) == 1 and draft.first.status in AHEAD and days[0][0].precision is Precision.DAY:
        return from_days(
            anchor, text, days[0][0].earliest, days[0][0].earliest + timedelta(days=length - 1), "start-and-duration"
        )
    told = [x.earliest for x, edge in days if x.earliest and not open_start(x, edge)]
    told += starts + [day for m in known if (day := day_during(m))]
    told += [x.latest for x, _ in days if x.latest]
    told += [day for c in children for day in (c.earliest, c.latest) if day]
    first, last = min(told), max(told)
    if starts:
        first = min(starts)
    if ends and not [c for c in children if c.latest and c.latest > max(ends)]:
        last = max(ends)
    if not first <= last or (last - first).days > LONGEST_STAY:
        return None
    if (
        len(days) == 1
        and not children
        and days[0][1] != "end"
        and (first, last) == (days[0][0].earliest, days[0][0].latest)
    ):
        return days[0][0]
    return from_days(anchor, text, first, last, "days-of-stay")


def has_not_left(draft: Draft, when: DateExpression, dateline: Place | None, dct: date) -> bool:
    """As in "arrived on Saturday", "leaves today", "the third day of his visit": the visitor is still there.

    So if the visit began before the article's day, no word of the article tells its end, and either the end is told
    as still to come, or it is told from there or within `FRESH_ARRIVAL` days of its beginning.
    """
    if draft.phase == "off" or draft.background or not is_known_days(when) or not when.earliest <= dct:
        return False
    if when.latest < dct - timedelta(days=FRESH_ARRIVAL) or any(map(tells_the_end, draft.mentions)):
        return False
    if any(ahead_of_leaving(m) for m in draft.mentions):
        return when.earliest < dct
    edges = {edge_of(m) for m in draft.mentions}
    nth = any(ordinal_day(m) for m in draft.mentions)
    if any(m.kind is not Kind.VISIT for m in draft.mentions):
        return False  # ships sail without a word
    if travels_on(draft, when, dateline, dct):
        return True
    if not nth and ("start" not in edges or any(m.status in AHEAD for m in draft.mentions if m.when is not None)):
        return False
    there = dateline is not None and dateline.country in draft.countries()
    return (dct - when.earliest).days <= (LONGEST_STAY if there else FRESH_ARRIVAL)


def travels_on(draft: Draft, when: DateExpression, dateline: Place | None, dct: date) -> bool:
    """As in a report from Washington that he "goes to Chicago today": one who is already in the country."""
    there = dateline is not None and bool(dateline.country) and draft.countries() == {dateline.country}
    onward = all(m.reading.rule in ("status:timetable", "status:ends", "told-as-fact") for m in draft.mentions)
    return there and onward and draft.phase == "ahead" and (when.earliest - dct).days <= 0


def tells_the_end(mention: Mention) -> bool:
    """True for "left", "after his visit", "which ended on Friday"; not for "leaves", "will end"."""
    return mention.status not in AHEAD and edge_of(mention) == "end"


def ahead_of_leaving(mention: Mention) -> bool:
    """True for "leaves today", "will fly on to Seoul tomorrow"."""
    return mention.status in AHEAD and edge_of(mention) == "end"


def day_during(mention: Mention) -> date | None:
    """As in "was received on Monday during a visit that began last Thursday": a day within the stay."""
    scene, tree = mention.scene, mention.scene.tree
    prep = tree.head(mention.trigger.i) if mention.trigger.nominal else None
    verb = tree.head(prep.i) if prep is not None and prep.low == "during" else None
    if verb is None or not verb.is_verb:
        return None
    own = (d for d in scene.dates if d.precision is Precision.DAY and hangs_on(tree, d.span, verb.i))
    return next((d.earliest for d in own), None)


def begun_beside(mention: Mention) -> date | None:
    """As in "ended his visit on Saturday, having begun it on Tuesday"; "a week after he had landed"."""
    scene, tree = mention.scene, mention.scene.tree
    if edge_of(mention) != "end":
        return None
    for word in tree.words:
        if word.low not in w.STARTING or word.dep != "advcl":
            continue
        if any(k.low == "it" for k in tree.children(word.i, "dobj")):
            own = (d for d in scene.dates if d.precision is Precision.DAY and hangs_on(tree, d.span, word.i))
            return next((d.earliest for d in own), None)
        if mention.when is not None and any(k.low == "after" for k in tree.children(word.i, "mark")):
            length = next((n for d in scene.durations if hangs_on(tree, d.span, word.i) and (n := days_in(d))), None)
            return mention.when.latest - timedelta(days=length) if length and mention.when.latest else None
    return None


def edge_beside(mention: Mention, draft: Draft) -> str:
    """As in "flew home on Friday, ending a three-day visit": the edge that another word of the sentence tells."""
    return next((edge_of(m) for m in draft.mentions if m.when is None and m.scene is mention.scene and edge_of(m)), "")


def open_start(when: DateExpression, edge: str) -> bool:
    """As in "until Thursday": its first day is the article's, not the visit's."""
    return edge == "end" and when.precision is Precision.RANGE


# ---------------------------------------------------------------- the article's day


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
