"""The engine: where the rules match, which matches stand, what they read."""

import heapq
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from articles.parsing.timexes import lexicon
from articles.parsing.timexes.context import Context
from articles.parsing.timexes.english import RULES, Rule
from articles.parsing.timexes.pairs import align_pairs
from articles.parsing.timexes.patterns import Alphabet
from articles.parsing.timexes.readings import Reading, Unanchored
from articles.parsing.timexes.tokens import Token, tokenise
from articles.parsing.types import Span, Timex
from timeline.edtf import bounds

_ALPHABET = Alphabet([rule.pattern for rule in RULES])
# Rules whose match begins or ends beside the expression itself: the offset of its first and last token.
_SPAN_STARTS_AT = {"second-day": 1, "listed-day": 1, "second-year": 1, "duration-open": 1, "short-year": 1}
_GLUE = frozenset("_@#/\\")
_ENDS_AT_DAY = frozenset({"day-of-pair", "listed-day"})  # what follows only shows that it is one


def tag_english(text: str, *, dct: date | None, tense_of: Callable[[Span], str | None] | None) -> list[Timex]:
    """English temporal expressions in order, none overlapping."""
    tokens = tokenise(text)
    context = Context(text, tokens, dct, tense_of)
    candidates = _Candidates(tokens)
    timexes: list[Timex] = []
    free_from = 0
    while candidates.waiting:
        candidate = candidates.next_from(free_from)
        if candidate is None:
            continue
        timex = _timex_of(candidate, context)
        if timex:
            timexes.append(timex)
            free_from = candidate.last + 1
    return align_pairs(text, timexes, dct=dct)


@dataclass(slots=True)
class _Candidate:
    """Tokens `first` to `last` that the rule's pattern matches, with those it names."""

    first: int
    last: int
    rule: Rule
    words: dict[str, Token]


class _Candidates:
    """The rules' next matches: the leftmost first, then the longest, then by the order of the rules.

    After each match its rule looks on from the next token, so that a longer match that came to nothing, or lay
    partly in what another rule has taken, does not hide a shorter one within it.
    """

    def __init__(self, tokens: list[Token]):
        self._tokens = tokens
        self._letters = _ALPHABET.encode(tokens)
        self._patterns = dict(_ALPHABET.patterns_for(self._letters))
        self.waiting: list[tuple[int, int, int, re.Match[str]]] = []
        for number in self._patterns:
            self._look_on(number, 0)

    def _look_on(self, number: int, position: int) -> None:
        match = self._patterns[number].search(self._letters, position)
        if match:
            heapq.heappush(self.waiting, (match.start(), -match.end(), number, match))

    def next_from(self, free_from: int) -> _Candidate | None:
        """The next match; None if it begins before `free_from`, where its rule will look on."""
        first, _, number, match = heapq.heappop(self.waiting)
        self._look_on(number, max(free_from, first + 1))
        if first < free_from:
            return None
        names = (name for name in match.re.groupindex if match.start(name) >= 0)
        words = {name: self._tokens[match.start(name)] for name in names}
        rule = RULES[number]
        last = match.start("d") if rule.name in _ENDS_AT_DAY else match.end() - 1
        return _Candidate(first, last, rule, words)


def _timex_of(candidate: _Candidate, context: Context) -> Timex | None:
    rule, tokens = candidate.rule, context.tokens
    first = candidate.first + _SPAN_STARTS_AT.get(rule.name, 0)
    if _is_glued(context.text, tokens[first].start, tokens[candidate.last].end):
        return None
    context.first, context.last = candidate.first, candidate.last
    reading = _read(rule, context, candidate.words)
    if reading is None:
        return None
    context.take_dateline(reading)
    context.accepted.append((candidate.last, reading))
    return _timex(context.text, tokens, first, candidate.last, rule, reading)


def _is_glued(text: str, start: int, end: int) -> bool:
    """Part of a longer word, a file name, an account: "report_2024.docx", "2024AUG"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isalnum() or before in _GLUE or after.isalnum() or after == "_"


def _read(rule: Rule, context: Context, words: dict[str, Token]) -> Reading | None:
    try:
        return rule.read(context, words)
    except Unanchored as state:
        return Reading("TIME" if "XT" in state.value else "DATE", state.value)
    except (ValueError, OverflowError):
        return None  # 31 February, the year 12000: no date after all


def _timex(text: str, tokens: Sequence[Token], first: int, last: int, rule: Rule, reading: Reading) -> Timex:
    span = Span(tokens[first].start, tokens[last].end)
    earliest, latest = bounds(reading.edtf) if reading.edtf else (None, None)
    signal = tokens[first - 1].low if first else ""
    mod = reading.mod or (_amount_mod(tokens, first) if reading.type == "DURATION" or rule.name == "ago" else "")
    return Timex(
        span=span,
        text=span.of(text),
        type=reading.type,
        value=reading.value,
        rule=rule.name,
        mod=mod,
        edtf=reading.edtf,
        earliest=earliest,
        latest=latest,
        anchor=reading.anchor,
        signal=signal if signal in lexicon.SIGNALS else "",
    )


# TIMEX3's words for how exact an amount is, by the words before it.
_AMOUNT_MODS = {
    **dict.fromkeys(("about", "around", "nearly", "almost", "roughly", "approximately", "some"), "APPROX"),
    **dict.fromkeys(("over", "more than"), "MORE_THAN"),
    **dict.fromkeys(("under", "less than"), "LESS_THAN"),
    **dict.fromkeys(("at least", "a minimum of"), "EQUAL_OR_MORE"),
    **dict.fromkeys(("up to", "at most"), "EQUAL_OR_LESS"),
}


def _amount_mod(tokens: Sequence[Token], first: int) -> str:
    one = tokens[first - 1].low if first else ""
    two = f"{tokens[first - 2].low} {one}" if first > 1 else ""
    return _AMOUNT_MODS.get(two) or _AMOUNT_MODS.get(one, "")
