"""The engine: where the rules match, which matches stand, what they read."""

from collections.abc import Callable
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
_SPAN_STARTS_AT = {"second-day": 1, "duration-open": 1}
_GLUE = frozenset("_@#/\\")
_FIRST_TOKEN_ONLY = frozenset({"day-of-pair"})


def tag_english(text: str, *, dct: date | None, tense_of: Callable[[Span], str | None] | None) -> list[Timex]:
    tokens = tokenise(text)
    context = Context(text, tokens, dct, tense_of)
    timexes: list[Timex] = []
    free_from = 0
    for first, last, number, groups in _candidates(tokens):
        if first < free_from:
            continue
        rule = RULES[number]
        first_token = first + _SPAN_STARTS_AT.get(rule.name, 0)
        if rule.name in _FIRST_TOKEN_ONLY:
            last = first
        if _is_glued(text, tokens[first_token].start, tokens[last].end):
            continue
        context.first, context.last = first, last
        reading = _read(rule, context, {name: tokens[index] for name, index in groups.items()})
        if reading is None:
            continue
        timexes.append(_timex(text, tokens, first_token, last, rule, reading))
        context.accepted.append((last, reading))
        free_from = last + 1
    return align_pairs(text, timexes, dct=dct)


def _is_glued(text: str, start: int, end: int) -> bool:
    """Part of a longer word, a file name, an account: "report_2024.docx", "2024AUG"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isalnum() or before in _GLUE or after.isalnum() or after == "_"


def _candidates(tokens: list[Token]) -> list[tuple[int, int, int, dict[str, int]]]:
    """(first token, last token, rule number, named tokens), leftmost first, then longest, then by rule order."""
    letters = _ALPHABET.encode(tokens)
    found = []
    for number, regex in _ALPHABET.patterns_for(letters):
        for match in regex.finditer(letters):
            groups = {name: match.start(name) for name in regex.groupindex if match.start(name) >= 0}
            found.append((match.start(), match.end() - 1, number, groups))
    found.sort(key=lambda each: (each[0], -each[1], each[2]))
    return found


def _read(rule: Rule, context: Context, words: dict[str, Token]) -> Reading | None:
    try:
        return rule.read(context, words)
    except Unanchored as state:
        kind = "TIME" if "T" in state.value.removesuffix("PRESENT_REF") else "DATE"
        return Reading(kind, state.value)
    except (ValueError, OverflowError):
        return None  # 31 February, the year 12000: no date after all


def _timex(text: str, tokens: list[Token], first: int, last: int, rule: Rule, reading: Reading) -> Timex:
    span = Span(tokens[first].start, tokens[last].end)
    earliest, latest = bounds(reading.edtf) if reading.edtf else (None, None)
    signal = tokens[first - 1].low if first else ""
    return Timex(
        span=span,
        text=span.of(text),
        type=reading.type,
        value=reading.value,
        rule=rule.name,
        mod=reading.mod,
        edtf=reading.edtf,
        earliest=earliest,
        latest=latest,
        anchor=reading.anchor,
        signal=signal if signal in lexicon.SIGNALS else "",
    )
