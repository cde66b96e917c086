"""The likely day of an article that came without one, with its grounds: a proposal for an editor, no more."""

from dataclasses import dataclass
from datetime import date, timedelta

from articles.parsing.lexicon import Lexicon
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


def guess_dct(report: ParseReport, text: str, *, lexicon: Lexicon) -> DayGuess:
    """The day an article was probably written, from its full dates, its people's terms and its weekdays.

    Full dates of what has happened bound it from below; offices named with their holder bound it on both sides; a
    bare weekday narrows it to the week after the last full date.
    """
    grounds: list[str] = []
    low, high = terms_together(report, lexicon, grounds)
    told = [
        t for t in report.timexes if t.type in ("DATE", "TIME") and t.anchor == "" and t.latest and len(t.value) >= 4
    ]
    days = sorted(t.latest for t in told if t.latest and (high is None or t.latest <= high))
    if days:
        last = days[-1]
        if low is None or last > low:
            low = last
            grounds.append(f"the last date it names is {last}")
    named = [t.text.lower() for t in report.timexes if t.text.lower() in WEEKDAYS]
    best = None
    if named and low is not None and days and (high is None or low + timedelta(days=7) <= high):
        weekday = WEEKDAYS.index(named[0])
        best = next(low + timedelta(days=n) for n in range(7) if (low + timedelta(days=n)).weekday() == weekday)
        grounds.append(f"it reports what happened on {named[0].title()}")
    return DayGuess(best, low, high, tuple(grounds))


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
