"""Text to tokens, and tokens to the one-letter classes over which the grammar's patterns run.

A pattern over words would be matched against each place of the text for each rule; over classes it is a short
string of which most letters mean "any other word", so that sixty rules cost less than one careless expression.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from articles.parsing.timexes import lexicon
from articles.parsing.timexes.almanac import HOLIDAYS

_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2}(?![\d-]))"
    r"|(?P<slashed>\d{1,4}[/.]\d{1,2}[/.]\d{1,4}(?![\d/]))"
    r"|(?P<clock>\d{1,2}[:.]\d\d(?::\d\d)?(?=\s?(?:[ap]\.?m\b|hours|hrs|[A-Z]{3}\b))|\d{1,2}:\d\d(?::\d\d)?(?![\d:]))"
    r"|(?P<decade>(?:1\d|20)\d0s\b|(?:(?<=the )|(?<=the mid-)|(?<=the early )|(?<=the late ))[2-9]0s\b"
    r"|['’‘]\d0['’]?s\b)"
    r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<fraction>1/2\b|½)"
    r"|(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"|(?P<ampm>[ap]\.m\.?|[ap]m\b|[AP]\.M\.?|[AP]M\b)"
    r"|(?P<initials>(?:[A-Za-z]\.){2,8})"
    r"|(?P<word>[^\W\d_]+(?:['’](?:t|ll|re|ve|d|m)\b)?)"
    r"|(?P<gap>\n[^\S\n]*\n\s*)"
    r"|(?P<mark>\S)"
)
# Abbreviations swallow their full stop, so that it does not end a sentence.
_ABBREVIATIONS = (lexicon.MONTHS.keys() | lexicon.WEEKDAYS.keys()) - lexicon.FULL_MONTHS - lexicon.FULL_WEEKDAYS


class Token(NamedTuple):
    start: int
    end: int
    word: str  # as written
    low: str  # lower case, an abbreviation's full stop left off
    kind: str  # the name of the group of _TOKEN


def tokenise(text: str) -> list[Token]:
    """Every word, number, mark and paragraph gap of the text, in order; offsets in code points."""
    tokens = []
    append = tokens.append
    for match in _TOKEN.finditer(text):
        kind, word = match.lastgroup, match.group()
        start, end = match.span()
        low = word.lower()
        if kind == "mark" and word == "." and tokens and tokens[-1].end == start:
            last = tokens[-1]
            if last.low in _ABBREVIATIONS and last.kind == "word" and last.word[0].isupper():
                tokens[-1] = Token(last.start, end, last.word + ".", last.low, "word")
                continue
        append(Token(start, end, word, low, kind))
    return _merge_phrases(tokens)


def _merge_phrases(tokens: list[Token]) -> list[Token]:
    """Names of holidays become one token of the kind `holiday`."""
    merged: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        length = _holiday_length(tokens, index) if token.low in _HOLIDAY_STARTS and token.kind != "mark" else 0
        if length:
            last = tokens[index + length - 1]
            name = _HOLIDAY_NAMES[_plain_words(tokens[index : index + length])]
            merged.append(Token(token.start, last.end, name, name, "holiday"))
            index += length
        else:
            merged.append(token)
            index += 1
    return merged


def _plain_words(tokens: list[Token]) -> tuple[str, ...]:
    return tuple("'" if token.low in "’‘`" else token.low for token in tokens)


def _holiday_length(tokens: list[Token], index: int) -> int:
    if not tokens[index].word[0].isupper() and not tokens[index].word[0].isdigit():
        return 0
    for phrase in _HOLIDAY_STARTS[tokens[index].low]:
        if _plain_words(tokens[index : index + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _words_of(name: str) -> tuple[str, ...]:
    return tuple(match.group() for match in _TOKEN.finditer(name))


_HOLIDAY_NAMES = {_words_of(name): name for name in HOLIDAYS}
_HOLIDAY_STARTS: dict[str, list[tuple[str, ...]]] = {}
for _phrase in sorted(_HOLIDAY_NAMES, key=len, reverse=True):
    _HOLIDAY_STARTS.setdefault(_phrase[0], []).append(_phrase)


@lru_cache(maxsize=50_000)
def word_classes(word: str, kind: str) -> frozenset[str]:
    """The classes the grammar may ask for; the lower-case word itself is one of them."""
    low = word.lower().rstrip(".") if kind == "word" else word.lower()
    if kind == "word":
        return _classes_of_word(word, low)
    if kind == "number":
        return _classes_of_number(word)
    if kind == "ordinal":
        number = int(low[:-2])
        return frozenset({"ORD", "DAYORD"} if 1 <= number <= 31 else {"ORD"})
    if kind == "initials":
        return frozenset()
    if kind == "mark":
        return frozenset({_MARKS.get(word, word)})
    return frozenset({kind.upper()})


_MARKS = {"–": "-", "—": "-", "‑": "-", "‐": "-", "’": "'", "‘": "'", "`": "'"}


def _classes_of_word(word: str, low: str) -> frozenset[str]:
    found = {low}
    capital = word[0].isupper()
    if low in lexicon.MONTHS and (capital or low in lexicon.FULL_MONTHS - {"march", "may", "august"}):
        found.add("MONTH")
        if low in lexicon.FULL_MONTHS or word.endswith(".") or low in lexicon.CLEAR_SHORT_MONTHS:
            found.add("FULLMONTH")
    if low in lexicon.WEEKDAYS and (capital or low in lexicon.FULL_WEEKDAYS):
        found.add("WDAY")
        if low in lexicon.FULL_WEEKDAYS:
            found.add("FULLWDAY")
    for name, words in _WORD_CLASSES.items():
        if low in words:
            found.add(name)
    return frozenset(found)


_WORD_CLASSES = {
    "SEASON": lexicon.SEASONS,
    "UNIT": lexicon.SINGLE_UNITS,
    "UNITS": lexicon.PLURAL_UNITS,
    "CARD": lexicon.CARDINALS,
    "TENS": lexicon.TENS,
    "VAGUE": lexicon.VAGUE_COUNTS,
    "ORD": lexicon.ORDINALS,
    "DECADEWORD": lexicon.DECADE_WORDS,
    "POD": lexicon.DAY_PARTS,
    "SETWORD": lexicon.SET_WORDS,
    "WDAYS": lexicon.PLURAL_WEEKDAYS,
    "ZONE": lexicon.ZONES,
}


def _classes_of_number(word: str) -> frozenset[str]:
    if not word.isascii() or not word.isdigit() or len(word) > 9:
        return frozenset({"DECIMAL"} if word.isascii() and len(word) <= 9 else {"NUMBER"})
    found = {"INT"}
    if len(word) <= 2 and 1 <= int(word) <= 31:
        found.add("DAY")
    if len(word) <= 2 and int(word) <= 24:
        found.add("HOUR")
    if len(word) == 4 and 1000 <= int(word) <= 2199:
        found.add("YEAR")
    if len(word) == 2:
        found.add("YEAR2")
    if len(word) == 4 and int(word[:2]) < 24 and int(word[2:]) < 60:
        found.add("HHMM")
    return frozenset(found)


def sample_words(literals: frozenset[str]) -> list[tuple[str, str]]:
    """A word of every kind and spelling that gets classes of its own: what the alphabet is made from."""
    words = {*literals, *lexicon.MONTHS, *lexicon.WEEKDAYS}.union(*_WORD_CLASSES.values())
    words = {word for word in words if word and word.islower()}
    spelled = [(form, "word") for word in sorted(words) for form in (word, word.capitalize(), f"{word.capitalize()}.")]
    numbers = [f"{number:0{width}}" for width in (1, 2, 4) for number in range(2400)]
    marks = [literal for literal in literals if not literal.isalnum()]
    return [
        *spelled,
        *((number, "number") for number in [*numbers, "12345", "1234567890", "1.5", "1,500"]),
        *((ordinal, "ordinal") for ordinal in ("1st", "99th")),
        *((mark, "mark") for mark in marks),
        *(("x", kind) for kind in ("iso", "slashed", "fraction", "clock", "decade", "ampm", "gap", "holiday")),
    ]
