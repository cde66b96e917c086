"""The grammar's pattern language: regular expressions over token classes instead of letters.

    "(wd=WDAY ,?)? m=MONTH d=DAY|DAYORD (,? y=YEAR)?"

Upper-case names are classes, lower-case ones the words themselves, marks stand for themselves (`\\(` for a bracket);
`A|B` inside one word is a choice of classes, ` | ` between spaces a choice of sequences; `name=` keeps the token.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from articles.parsing.timexes.tokens import Token, sample_words, word_classes

_ITEM = re.compile(
    r"(?P<group>\(|\)[?]?|\|(?= ))|(?:(?P<name>\w+)=)?(?P<classes>[^\s()]+?)(?P<optional>\??)(?=[\s)]|$)"
)
_OTHER = "\x00"
_CACHED_WORDS = 100_000  # hostile text must not fill the memory


class Alphabet:
    """Gives each set of classes that the patterns can tell apart a letter, and compiles the patterns to those letters.

    All letters are given out at once, from every word the lexicon knows in each of its spellings, so that
    reading texts changes nothing but a cache.
    """

    def __init__(self, sources: Sequence[str]):
        self._known = frozenset().union(*(_class_names(source) for source in sources))
        self._letters: dict[frozenset[str], str] = {frozenset(): _OTHER}
        for word, kind in sample_words(self._known):
            self._letters.setdefault(word_classes(word, kind) & self._known, chr(0xE000 + len(self._letters)))
        self._of_word: dict[tuple[str, str], str] = {}
        self._patterns = [(re.compile(self._translate(source)), self._required(source)) for source in sources]

    def encode(self, tokens: Iterable[Token]) -> str:
        """One letter for each token."""
        of_word, letter = self._of_word, self._letter
        return "".join([of_word.get((t.word, t.kind)) or letter(t.word, t.kind) for t in tokens])

    def patterns_for(self, letters: str) -> Iterator[tuple[int, re.Pattern[str]]]:
        """Number and pattern of those that could match at all: the text has each of their required classes."""
        present = frozenset(letters)
        for number, (pattern, required) in enumerate(self._patterns):
            if all(not wanted.isdisjoint(present) for wanted in required):
                yield number, pattern

    def _letter(self, word: str, kind: str) -> str:
        letter = self._letters.get(word_classes(word, kind) & self._known, _OTHER)
        if len(self._of_word) < _CACHED_WORDS and len(word) < 40:
            self._of_word[word, kind] = letter
        return letter

    def _translate(self, source: str) -> str:
        parts = []
        for item in _ITEM.finditer(source):
            if item["group"]:
                parts.append(item["group"].replace("(", "(?:"))
                continue
            letters = "".join(sorted(self._letters_of(item["classes"])))
            if not letters:
                raise ValueError(f"no word has the class {item['classes']} in: {source}")
            named = f"(?P<{item['name']}>[{letters}])" if item["name"] else f"[{letters}]"
            parts.append(f"(?:{named}){item['optional']}")
        return "".join(parts)

    def _letters_of(self, choice: str) -> frozenset[str]:
        wanted = set(_split_classes(choice))
        return frozenset(letter for classes, letter in self._letters.items() if classes & wanted)

    def _required(self, source: str) -> list[frozenset[str]]:
        """The letters of each item outside brackets that is not optional."""
        required, depth = [], 0
        for item in _ITEM.finditer(source):
            if item["group"]:
                depth += {"(": 1, ")": -1}.get(item["group"][0], 0)
            elif not depth and not item["optional"]:
                required.append(self._letters_of(item["classes"]))
        return required


def _split_classes(words: str) -> list[str]:
    return [word.removeprefix("\\") for word in words.split("|")]


def _class_names(source: str) -> frozenset[str]:
    return frozenset(
        name for item in _ITEM.finditer(source) if item["classes"] for name in _split_classes(item["classes"])
    )
