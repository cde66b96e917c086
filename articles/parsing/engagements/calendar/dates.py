"""The finest date that the mentions of an engagement agree on, and whether it is the engagement's own."""

from dataclasses import replace
from datetime import date, timedelta

from articles.parsing.engagements import words as w
from articles.parsing.engagements.calendar.derived import STEP_DAY, from_days, hangs_on
from articles.parsing.engagements.calendar.edges import edge_of, ordinal_day
from articles.parsing.engagements.calendar.stays import stay_of
from articles.parsing.engagements.drafts import LONGEST_STAY, Draft, width
from articles.parsing.engagements.mention import AHEAD, OFF, Mention
from articles.parsing.engagements.words import any_of
from articles.parsing.types import DateExpression
from timeline.vocabulary import Precision

# Verbs that do the step they tell of.
STEP_VERBS = any_of(
    "agreed invited proposed accepted declined refused rejected cancelled canceled postponed scheduled set offered "
    "called put suspended scrapped ruled decided asked suggested confirmed urged"
)
RESUMING = w.inflected("resume reopen reconvene")


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
