"""The date of an engagement from all that its mentions say, and the open intervals where they say nothing."""

from articles.parsing.engagements.calendar.article import NEWS_DAYS, dated_by_headings, headings_of, main_day, undated
from articles.parsing.engagements.calendar.dates import STEP_VERBS, choose_date, dates_the_step
from articles.parsing.engagements.calendar.derived import STEP_DAY, derived, from_days, hangs_on
from articles.parsing.engagements.calendar.edges import edge_of, ordinal_day
from articles.parsing.engagements.calendar.stays import has_not_left, stay_of

__all__ = [
    "NEWS_DAYS",
    "STEP_DAY",
    "STEP_VERBS",
    "choose_date",
    "dated_by_headings",
    "dates_the_step",
    "derived",
    "edge_of",
    "from_days",
    "hangs_on",
    "has_not_left",
    "headings_of",
    "main_day",
    "ordinal_day",
    "stay_of",
    "undated",
]
