"""The days of a visit, and whether the visitor is still there."""

from collections.abc import Sequence
from datetime import date, timedelta

from articles.parsing.engagements import words as w
from articles.parsing.engagements.attach import days_in
from articles.parsing.engagements.calendar.derived import from_days, hangs_on
from articles.parsing.engagements.calendar.edges import edge_of, ordinal_day
from articles.parsing.engagements.drafts import LONGEST_STAY, Draft, is_known_days, width
from articles.parsing.engagements.mention import AHEAD, Mention
from articles.parsing.types import DateExpression, Place
from timeline.vocabulary import Kind, Precision

FRESH_ARRIVAL = 3  # days after which a visitor told to have arrived may have left


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
