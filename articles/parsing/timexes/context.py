"""What a rule may look at besides its own words: the neighbours, the article's day, the tense, the dates before."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from articles.parsing.timexes.almanac import Days
from articles.parsing.timexes.readings import Reading, Unanchored
from articles.parsing.timexes.tense import Clauses
from articles.parsing.timexes.tokens import Token
from articles.parsing.types import Span
from timeline.edtf import bounds

# An expression against the tense of its clause costs as much as this many days of distance: newspapers leave the
# year off near the event, so a date nine months back in a past clause is likelier one that lies just ahead.
_AGAINST_TENSE = 250
_TIES_GO_BACK = 20  # where no verb tells, news is of what has happened
_DATELINE_ENDS_BY = 120  # characters from the start of the text
_AFTER_DATELINE = re.compile(r"\s{0,2}(?:\([\w/. ]{1,25}\)\s{0,2})?(?:--|-|–|—|_|:)")
_OLDEST_DATELINE = 3  # days before the article's
_ANCHOR_REACH = 120  # tokens between "the next day" and the date it counts from


@dataclass
class Context:
    text: str
    tokens: Sequence[Token]
    dct: date | None
    tense_of: Callable[[Span], str | None] | None = None
    accepted: list[tuple[int, Reading]] = field(default_factory=list)  # (last token, reading), in text order
    first: int = 0  # tokens of the match under work
    last: int = 0
    dateline: date | None = None
    _clauses: Clauses = field(init=False)

    def __post_init__(self):
        self._clauses = Clauses(self.tokens)

    def base(self, value: str = "XXXX-XX-XX") -> date:
        """The day that relative words count from: the dateline's, if it is a little older than the article's.

        Errors: Unanchored, with what can be said without such a day.
        """
        if self.dct is None:
            raise Unanchored(value)
        return self.dateline or self.dct

    def take_dateline(self, reading: Reading) -> None:
        """ "BRUSSELS, Dec. 2 (Xinhua) --" of an article of Dec. 3: the words were written on the 2nd."""
        if self.dct is None or self.accepted or self.tokens[self.last].end > _DATELINE_ENDS_BY:
            return
        rest = self.text[self.tokens[self.last].end : self.tokens[self.last].end + 40]
        if reading.type == "DATE" and _AFTER_DATELINE.match(rest) and reading.edtf and len(reading.edtf) == 10:
            day = date.fromisoformat(reading.edtf)
            self.dateline = day if 0 < (self.dct - day).days <= _OLDEST_DATELINE else None

    def tense(self) -> str | None:
        if self.tense_of:
            told = self.tense_of(Span(self.tokens[self.first].start, self.tokens[self.last].end))
            if told:
                return told
        return self._clauses.tense(self.first, self.last)

    def before(self, distance: int = 1) -> str:
        """The lower-case word so many tokens before the match; "" at the edge."""
        index = self.first - distance
        return self.tokens[index].low if index >= 0 else ""

    def after(self, distance: int = 1) -> str:
        index = self.last + distance
        return self.tokens[index].low if index < len(self.tokens) else ""

    def word_after(self, distance: int = 1) -> str:
        index = self.last + distance
        return self.tokens[index].word if index < len(self.tokens) else ""

    def word_before(self, distance: int = 1) -> str:
        index = self.first - distance
        return self.tokens[index].word if index >= 0 else ""

    def earlier_day(self) -> date | None:
        """The one-day date last told of in the text, if it is near; what "the next day" counts from."""
        for last, reading in reversed(self.accepted):
            if self.first - last > _ANCHOR_REACH:
                return None
            if reading.edtf and reading.type in ("DATE", "TIME"):
                earliest, latest = bounds(reading.edtf)
                if earliest and earliest == latest:
                    return earliest
        return None

    def earlier_date(self) -> Reading | None:
        """The date last told of in the text, however fine."""
        for last, reading in reversed(self.accepted):
            if self.first - last > _ANCHOR_REACH:
                return None
            if reading.edtf and reading.type in ("DATE", "TIME") and bounds(reading.edtf)[0]:
                return reading
        return None

    def nearest(self, candidates: Sequence[Days]) -> int:
        """Which of several intervals the words mean, by tense and by nearness to the article's day."""
        return nearest(candidates, self.base(), self.tense())


def nearest(candidates: Sequence[Days], base: date, tense: str | None) -> int:
    """Index of the interval nearest to `base`, those against the tense counting as much farther away."""

    def cost(days: Days) -> int:
        first, last = days
        if first <= base <= last:
            return 0
        if last < base:
            return (base - last).days + (_AGAINST_TENSE if tense in ("future", "present") else 0)
        return (first - base).days + (_AGAINST_TENSE if tense == "past" else _TIES_GO_BACK)

    costs = [cost(days) for days in candidates]
    return costs.index(min(costs))
