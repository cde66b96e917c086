"""The likely day of an article that came without one, with its grounds: a proposal for an editor, no more."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from articles.parsing.lexicon import Lexicon
from articles.parsing.normalize import find_dateline
from articles.parsing.types import ParseReport

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class DayGuess:
    """`earliest` and `latest` bound the article's day, inclusive; `best` is one day where the text pins it."""

    best: date | None
    earliest: date | None
    latest: date | None
    grounds: tuple[str, ...]

    @property
    def words(self) -> str:
        """For the editor's queue."""
        if self.earliest is None and self.latest is None:
            return "Nothing in the text tells when it was written."
        if self.best:
            return f"Best guess: {self.best} ({'; '.join(self.grounds)})."
        return f"Between {self.earliest or '?'} and {self.latest or '?'} ({'; '.join(self.grounds)})."


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event that other articles date: lexicon keys of its people, its city, its first and last day, inclusive."""

    people: frozenset[str]
    city: str
    first: date
    last: date


def guess_dct(report: ParseReport, text: str, *, lexicon: Lexicon, known: Iterable[KnownEvent] = ()) -> DayGuess:
    """The day an article was probably written; a proposal with its grounds, never used silently.

    Full dates of what has happened bound it from below, offices named with their holder on both sides, an event that
    other articles date from both. Within these bounds the dateline's month and day, checked by weekdays named with a
    date ("Tuesday, Aug. 27"), pin it; else a bare weekday narrows it to the week after the last known day.
    """
    grounds: list[str] = []
    low, high = terms_together(report, lexicon, grounds)
    last = last_full_date(report, high)
    if last is not None and (low is None or last > low):
        low = last
        grounds.append(f"the last date it names is {last}")
    event = told_elsewhere(report, known, low, high)
    if event is not None:
        low, high = event.last, event.last + NEWS
        grounds.append(f"other articles date what it tells to {event.last}")
    best = dateline_day(text, low, high, grounds)
    named = [t.text.lower() for t in report.timexes if t.text.lower() in WEEKDAYS]
    fresh = low is not None and (last is not None or event is not None)
    if best is None and named and fresh and (high is None or low + timedelta(days=6) <= high):
        weekday = WEEKDAYS.index(named[0])
        best = next(low + timedelta(days=n) for n in range(7) if (low + timedelta(days=n)).weekday() == weekday)
        grounds.append(f"it reports what happened on {named[0].title()}")
    return DayGuess(best, low, high, tuple(grounds))


NEWS = timedelta(days=7)  # an event is news that long
MOST_YEARS = 60


def last_full_date(report: ParseReport, high: date | None) -> date | None:
    """The last date, told with its year, of what has happened."""
    told = (t for t in report.timexes if t.type in ("DATE", "TIME") and t.anchor == "" and len(t.value) >= 4)
    return max((t.latest for t in told if t.latest and (high is None or t.latest <= high)), default=None)


def told_elsewhere(
    report: ParseReport, known: Iterable[KnownEvent], low: date | None, high: date | None
) -> KnownEvent | None:
    """The one known event that the article tells as news: the same people in the same city; None if several may be."""
    told = [
        (frozenset(p.key for p in e.participants if p.key), e.place.city if e.place else "")
        for e in report.engagements
        if not e.background and e.status in ("held", "ongoing")
    ]
    found = {
        event
        for event in known
        for people, city in told
        if len(people) > 1 and people <= event.people and city and city == event.city
        and (low is None or event.last >= low - NEWS) and (high is None or event.first <= high)
    }  # fmt: skip
    return found.pop() if len(found) == 1 else None


def dateline_day(text: str, low: date | None, high: date | None, grounds: list[str]) -> date | None:
    """The dateline's month and day in the one year of the bounds that it, and the weekdays with a date, allow."""
    dateline = find_dateline(text)
    found = MONTH_DAY.search(dateline.date_words) if dateline is not None else None
    if found is None or low is None:
        return None
    until = high.year if high is not None else low.year + 1
    if until - low.year > MOST_YEARS:
        return None
    days = [day for year in range(low.year, until + 1) if (day := in_year(found, year)) is not None and day >= low]
    days = [day for day in days if (high is None or day <= high) and weekdays_agree(text, day)]
    if high is None:
        days = days[:1]
    if len(days) != 1:
        return None
    grounds.append(f"its dateline says {dateline.date_words}")
    return days[0]


_MONTH = r"(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})"
MONTH_DAY = re.compile(rf"{_MONTH}\.? (?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}}) {_MONTH.replace('month', 'month2')}")
WEEKDAY_DATE = re.compile(
    rf"\b(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:{MONTH_DAY.pattern})\b(?!,? \d{{4}})"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def in_year(match: re.Match, year: int) -> date | None:
    """A month and day in a year; None if that year has no such day."""
    month = MONTHS.index((match["month"] or match["month2"])[:3].lower()) + 1
    try:
        return date(year, month, int(match["day"] or match["day2"]))
    except ValueError:
        return None


def weekdays_agree(text: str, day: date) -> bool:
    """True if every weekday named with a date is right in the article's year, or in the year before or after it."""
    for match in WEEKDAY_DATE.finditer(text):
        near = [in_year(match, year) for year in (day.year - 1, day.year, day.year + 1)]
        near = [d for d in near if d is not None and abs((d - day).days) <= 183]
        if near and not any(WEEKDAYS[d.weekday()] == f"{match['weekday'].lower()}day" for d in near):
            return False
    return True


def terms_together(report: ParseReport, lexicon: Lexicon, grounds: list[str]) -> tuple[date | None, date | None]:
    """The days on which all people named with their office held it."""
    low: date | None = None
    high: date | None = None
    for engagement in report.engagements:
        for person in engagement.participants:
            if not person.key or not person.office or engagement.background:
                continue
            terms = [t for t in lexicon.offices_of(person.key, None) if t.office.title == person.office]
            if len(terms) != 1:
                continue
            start, end = terms[0].start, terms[0].end
            if (low is None or start > low) and (high is None or start <= high):
                low = start
                grounds.append(f"{person.name} became {person.office} on {start}")
            if (high is None or end < high) and (low is None or end >= low) and end != date.max:
                high = end
    return low, high
