"""From the text of an article to a report of its engagements: the steps in order, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from articles.parsing.actors import find_actors
from articles.parsing.engagements import Frame, find_mentions, main_day, set_scene, tell, tie
from articles.parsing.engagements.article import place_of
from articles.parsing.engagements.prefilter import choose_sentences
from articles.parsing.lexicon import Lexicon
from articles.parsing.nlp import load_nlp, parse_spans
from articles.parsing.normalize import find_dateline, find_furniture
from articles.parsing.places import find_places
from articles.parsing.sentences import split_sentences
from articles.parsing.timexes import date_expressions, tag_timexes
from articles.parsing.topics import find_topics
from articles.parsing.types import Note, ParseReport, PlaceMention, Span, Unresolved

if TYPE_CHECKING:
    from spacy.language import Language

PARSER_VERSION = "1"  # raise it when the same text may give another report


def parse_article(text: str, *, dct: date | None, lexicon: Lexicon, nlp: Language | None = None) -> ParseReport:
    """Read one article.

    `dct` is the article's day, from which its relative dates count; without one they stay open. Offsets in the
    report are code points of `text` as given. The result depends on nothing but the arguments.
    """
    furniture = find_furniture(text)
    sentences = without_furniture(split_sentences(text), furniture)
    timexes = tag_timexes(text, dct=dct)
    dates = date_expressions(text, timexes, dct=dct)
    dateline = find_dateline(text)
    actors = find_actors(text, sentences, dct=dct, lexicon=lexicon)
    places = find_places(text, sentences, dct=dct, lexicon=lexicon, dateline=dateline)
    chosen = choose_sentences(text, sentences, actors)
    trees = parse_spans(text, [sentences[n] for n in chosen], nlp or load_nlp()) if chosen else ()
    mentions, notes = [], []
    for n, tree in zip(chosen, trees, strict=True):
        found, why_not = find_mentions(set_scene(n, text, tree, dct, actors, dates, places))
        mentions += found
        notes += why_not
    drafts, left = tie(mentions)
    notes += [Note(m.trigger.span, f"{m.trigger.rule}: sides not told", m.trigger.span.of(text)) for m in left]
    frame = Frame(text, dct, main_day(dates, sentences, dct), place_of(dateline_place(places, dateline)), find_topics)
    return ParseReport(
        dct,
        timexes,
        dates,
        tell(drafts, frame),
        unresolved_of(text, dates, actors),
        sentences,
        furniture,
        tuple(sorted(notes, key=lambda note: (note.span, note.rule))),
    )


def without_furniture(sentences: Iterable[Span], furniture: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences that are the article's own."""
    outlets = list(furniture)
    return tuple(s for s in sentences if not any(f.start < s.end and s.start < f.end for f in outlets))


def dateline_place(places: Iterable[PlaceMention], dateline) -> PlaceMention | None:
    """The place that the dateline names, as the place list knows it."""
    if dateline is None:
        return None
    return next((p for p in places if dateline.span.start <= p.span.start < dateline.span.end and p.city), None)


def unresolved_of(text: str, dates, actors) -> tuple[Unresolved, ...]:
    """What an editor should look at: names that do not fit, dates that hang on an unknown day."""
    found = [Unresolved(a.span, a.span.of(text), a.warning) for a in actors if a.warning]
    found += [Unresolved(d.span, d.text, d.warning) for d in dates if d.warning]
    return tuple(sorted(set(found), key=lambda u: (u.span, u.reason)))


@dataclass(frozen=True, slots=True)
class Item:
    """An article to parse: a name for the result, its text and its day."""

    name: str
    text: str
    dct: date | None


def parse_many(items: Iterable[Item], *, lexicon: Lexicon, jobs: int = 1) -> Iterator[tuple[Item, ParseReport]]:
    """Parse articles, in the order given; the same result for any number of jobs.

    With more than one job the articles go to that many worker processes, each with its own language model.
    """
    if jobs <= 1:
        nlp = load_nlp()
        for item in items:
            yield item, parse_article(item.text, dct=item.dct, lexicon=lexicon, nlp=nlp)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    todo = list(items)
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=prepare_worker, initargs=(lexicon,)) as pool:
        yield from zip(todo, pool.map(parse_item, todo, chunksize=4), strict=True)


_WORKER: dict[str, Lexicon] = {}


def prepare_worker(lexicon: Lexicon) -> None:
    """Load what each article needs once per worker process."""
    _WORKER["lexicon"] = lexicon
    load_nlp()


def parse_item(item: Item) -> ParseReport:
    return parse_article(item.text, dct=item.dct, lexicon=_WORKER["lexicon"])
