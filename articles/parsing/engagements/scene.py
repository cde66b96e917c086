"""One parsed sentence with everything found in it: what the rules look at."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from articles.parsing.engagements.triggers import Trigger, find_triggers
from articles.parsing.nlp import Tree, Word
from articles.parsing.types import ActorMention, DateExpression, PlaceMention, Span, Timex
from timeline.vocabulary import Side

US_WORDS = re.compile(
    r"(?<![\w-])(?:U\.S\.?A?\.?|US|USA|USS|American|Americans|United States?|Washington|White House|Pentagon"
    r"|State Department|Trump administration|Biden administration|Obama administration)(?![\w])"
)
PRC_WORDS = re.compile(
    r"(?<![\w-])(?:China|Chinese|PRC|Beijing|People's Republic of China|PLA|People's Liberation Army"
    r"|Communist Party|mainland)(?![\w])"
)
# Talks whose members every reader knows: both sides are among them.
STANDING = re.compile(
    r"\b(?:(?:Strategic(?: and)? Economic|Strategic & Economic|Diplomatic and Security|Comprehensive Economic) Dialogue"
    r"|Joint Commission on Commerce and Trade|JCCT|Defen[cs]e Consultative Talks|Military Maritime Consultative"
    r"|six[- ](?:party|nation|way|country|sided?)|Security Council(?:'s|’s)? (?:five )?permanent members"
    r"|(?:five |all )?permanent (?:Security Council )?members|P-?5\s?\+\s?1|P-?5"
    r"|(?:six|five) (?:world |major |big )?powers)\b",
    re.IGNORECASE,
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
    durations: tuple[Timex, ...] = ()
    about: bool = True  # both sides are named in or around the sentence

    def is_dated(self, i: int) -> bool:
        """True if the word is part of a date expression."""
        span = self.tree.words[i].span
        return any(d.span.covers(span) for d in self.dates)

    def has_verb(self, one: Span, other: Span) -> bool:
        """True if a finite verb stands between two spans."""
        first, second = sorted((one, other))
        between = Span(first.end, second.start)
        return any(x.tag in ("VBD", "VBZ", "VBP", "MD") for x in self.tree.within(between))

    def words(self, span: Span) -> str:
        return span.of(self.text)

    def trigger_at(self, i: int) -> Trigger | None:
        return next((t for t in self.triggers if t.i == i), None)


def set_scene(
    index: int,
    text: str,
    tree: Tree,
    *,
    dct: date | None,
    actors: Sequence[ActorMention],
    dates: Sequence[DateExpression],
    places: Sequence[PlaceMention],
    timexes: Sequence[Timex] = (),
) -> Scene:
    """Gather what lies inside a sentence, keyed by the words it covers."""
    inside = within(actors, tree.span)
    by_word: dict[int, ActorMention] = {}
    for actor in inside:
        for word in tree.within(actor.span):
            by_word.setdefault(word.i, actor)
    here = within(places, tree.span)
    gatherings = [p.span for p in here if p.kind == "gathering" and not STANDING.search(p.span.of(text))]
    triggers = [t for t in find_triggers(tree) if not any(span.covers(t.span) for span in gatherings)]
    triggers = [as_participle(t, by_word) for t in triggers]
    return Scene(
        index,
        text,
        tree,
        dct,
        inside,
        within(dates, tree.span),
        here,
        tuple(triggers),
        by_word,
        tuple(t for t in within(timexes, tree.span) if t.type == "DURATION"),
        is_about_both(text, tree.span),
    )


AROUND = 500  # characters


def is_about_both(text: str, span: Span) -> bool:
    """True if words of both sides stand in or around the sentence."""
    first, last = max(0, span.start - AROUND), span.end + AROUND
    return bool(US_WORDS.search(text, first, last)) and bool(PRC_WORDS.search(text, first, last))


def as_participle(trigger: Trigger, by_word: dict[int, ActorMention]) -> Trigger:
    """As in "visiting US President George W. Bush": part of a name phrase, whatever the parser made of it."""
    if trigger.verb == "visit" and trigger.i in by_word and by_word[trigger.i].kind != "country":
        return replace(trigger, rule="participle:visiting", verb="visiting")
    return trigger


def within(found: Sequence, span: Span) -> tuple:
    """Those that begin inside the span; `found` is in text order."""
    first = bisect_left(found, span.start, key=lambda x: x.span.start)
    last = bisect_left(found, span.end, lo=first, key=lambda x: x.span.start)
    return tuple(found[first:last])


def side_of_words(words: str) -> Side | None:
    """US or PRC if the words name exactly one of the two."""
    us, prc = bool(US_WORDS.search(words)), bool(PRC_WORDS.search(words))
    if us == prc:
        return None
    return Side.US if us else Side.PRC


def governor(tree: Tree, i: int) -> Word | None:
    """The verb that governs word `i`; None if only nouns do."""
    return next((word for word in tree.ancestors(i) if word.is_verb), None)
