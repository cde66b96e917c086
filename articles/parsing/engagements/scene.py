"""One parsed sentence with everything found in it: what the rules look at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from articles.parsing.engagements.triggers import Trigger, find_triggers
from articles.parsing.nlp import Tree, Word
from articles.parsing.types import ActorMention, DateExpression, PlaceMention, Span
from timeline.vocabulary import Side

US_WORDS = re.compile(
    r"(?<![\w-])(?:U\.S\.?A?\.?|US|USA|USS|American|Americans|United States?|Washington|White House|Pentagon"
    r"|State Department|Trump administration|Biden administration|Obama administration)(?![\w])"
)
PRC_WORDS = re.compile(
    r"(?<![\w-])(?:China|Chinese|PRC|Beijing|People's Republic of China|PLA|People's Liberation Army|Communist Party|mainland)(?![\w])"
)
BOTH = re.compile(
    r"(?<![\w])(?:(?:Sino|China|Chinese|PRC|Beijing)[-–/ ]{1,2}(?:U\.S\.|US|USA|American?|Washington)"
    r"|(?:U\.S\.|US|USA|American?|Washington)[-–/ ]{1,2}(?:Sino|China|Chinese|PRC|Beijing))(?![\w])"
)


@dataclass(frozen=True)
class Scene:
    """A sentence: its tree and the actors, dates, places and triggers inside it, found by the word they head."""

    index: int
    text: str  # of the whole article
    tree: Tree
    dct: date | None
    actors: tuple[ActorMention, ...]
    dates: tuple[DateExpression, ...]
    places: tuple[PlaceMention, ...]
    triggers: tuple[Trigger, ...] = ()
    by_word: dict[int, ActorMention] = field(default_factory=dict, repr=False)
    heads: dict[int, ActorMention] = field(default_factory=dict, repr=False)
    quoted: tuple[Span, ...] = ()

    def words(self, span: Span) -> str:
        return span.of(self.text)

    def trigger_at(self, i: int) -> Trigger | None:
        return next((t for t in self.triggers if t.i == i), None)

    def in_quotes(self, i: int) -> bool:
        span = self.tree.words[i].span
        return any(q.covers(span) for q in self.quoted)


def set_scene(index, text, tree, dct, actors, dates, places) -> Scene:
    """Gather what lies inside a sentence, keyed by the words it covers."""
    inside = tuple(a for a in actors if tree.span.start <= a.span.start < tree.span.end)
    by_word: dict[int, ActorMention] = {}
    heads: dict[int, ActorMention] = {}
    for actor in inside:
        for word in tree.within(actor.span):
            by_word.setdefault(word.i, actor)
        top = tree.top(actor.span)
        if top is not None:
            heads.setdefault(top.i, actor)
    return Scene(
        index,
        text,
        tree,
        dct,
        inside,
        tuple(d for d in dates if tree.span.start <= d.span.start < tree.span.end),
        tuple(p for p in places if tree.span.start <= p.span.start < tree.span.end),
        tuple(find_triggers(tree)),
        by_word,
        heads,
        quotations(text, tree.span),
    )


def quotations(text: str, span: Span) -> tuple[Span, ...]:
    """Stretches of the sentence between double quotation marks."""
    marks = [m.start() + span.start for m in re.finditer(r'["“”]', span.of(text))]
    return tuple(Span(a, b + 1) for a, b in zip(marks[::2], marks[1::2], strict=False))


def side_of_words(words: str) -> Side | None:
    """US or PRC if the words name exactly one of the two."""
    us, prc = bool(US_WORDS.search(words)), bool(PRC_WORDS.search(words))
    if us == prc:
        return None
    return Side.US if us else Side.PRC


def governor(tree: Tree, i: int) -> Word | None:
    """The verb that governs word `i`; None if only nouns do."""
    return next((word for word in tree.ancestors(i) if word.is_verb), None)


def walk_up(tree: Tree, i: int) -> Iterator[Word]:
    """The word itself, then its heads up to the root."""
    yield tree.words[i]
    yield from tree.ancestors(i)
