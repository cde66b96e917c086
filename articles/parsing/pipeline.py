"""From the text of an article to a report of its engagements: the steps in order, nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from articles.parsing.actors import find_actors
from articles.parsing.engagements import (
    Frame,
    Scene,
    Surroundings,
    choose_sentences,
    dated_by_headings,
    find_mentions,
    headings_of,
    joint_subjects,
    last_pair,
    main_day,
    set_scene,
    taken_notes,
    tell,
    tense_from,
    tie,
)
from articles.parsing.lexicon import Lexicon
from articles.parsing.nlp import load_nlp, parse_spans
from articles.parsing.normalize import Dateline, find_dateline, find_furniture
from articles.parsing.places import find_places
from articles.parsing.sentences import split_sentences
from articles.parsing.timexes import date_expressions, tag_timexes
from articles.parsing.topics import find_topics
from articles.parsing.types import (
    ActorMention,
    DateExpression,
    ParseReport,
    Place,
    PlaceMention,
    Span,
    Timex,
    Unresolved,
)

if TYPE_CHECKING:
    from spacy.language import Language

MOST_SENTENCES = 500  # of engagement in one article; more is no newspaper article, and tying them is quadratic
PARSER_VERSION = "2"  # raise it when the same text may give another report


@dataclass(frozen=True, slots=True)
class Ground:
    """What is found in an article before any engagement is: its sentences and the dates, people and places in them."""

    text: str
    dct: date | None
    furniture: tuple[Span, ...]
    sentences: tuple[Span, ...]
    dateline: Dateline | None
    actors: tuple[ActorMention, ...]
    places: tuple[PlaceMention, ...]
    timexes: tuple[Timex, ...]
    dates: tuple[DateExpression, ...]
    scenes: tuple[Scene, ...]  # the sentences worth a dependency parse


def parse_article(text: str, *, dct: date | None, lexicon: Lexicon, nlp: Language | None = None) -> ParseReport:
    """Read one article.

    `dct` is the article's day, from which its relative dates count; without one they stay open. Offsets in the
    report are code points of `text` as given. The result depends on nothing but the arguments.
    """
    ground = survey(text, dct=dct, lexicon=lexicon, nlp=nlp)
    mentions, notes = [], []
    for scene in ground.scenes:
        found, refused = find_mentions(scene, last_pair(mentions))
        mentions += found
        notes += refused
    mentions = dated_by_headings(mentions, headings_of(text, ground.sentences, ground.dates))
    frame = frame_of(ground)
    drafts, left = tie(mentions, surroundings_of(ground, frame))
    engagements = tell(drafts, frame)
    notes += taken_notes(drafts, engagements, left)
    return ParseReport(
        dct,
        ground.timexes,
        ground.dates,
        engagements,
        unresolved_of(ground),
        ground.sentences,
        ground.furniture,
        tuple(sorted(notes, key=lambda note: (note.span, note.rule, note.words))),
    )


def survey(text: str, *, dct: date | None, lexicon: Lexicon, nlp: Language | None = None) -> Ground:
    """Find sentences, people, places and dates; parse the sentences that may tell an engagement.

    The parse comes before the dates because the tense of a clause decides what "in November" means.
    """
    furniture = find_furniture(text)
    dateline = find_dateline(text)
    sentences = own_sentences(split_sentences(text), furniture)
    actors = find_actors(text, sentences, dct=dct, lexicon=lexicon)
    places = find_places(text, sentences, dct=dct, lexicon=lexicon, dateline=dateline)
    chosen = choose_sentences(text, sentences, actors)[:MOST_SENTENCES]
    spans = [after_dateline(sentences[n], dateline) for n in chosen]
    trees = parse_spans(text, spans, nlp or load_nlp()) if chosen else ()
    timexes = outside_names(tag_timexes(text, dct=dct, tense_of=tense_from(trees)), actors)
    dates = date_expressions(text, timexes, dct=dct)
    scenes = tuple(
        set_scene(n, text, tree, dct=dct, actors=actors, dates=dates, places=places, timexes=timexes)
        for n, tree in zip(chosen, trees, strict=True)
    )
    return Ground(text, dct, furniture, sentences, dateline, actors, places, timexes, dates, scenes)


def outside_names(timexes: Iterable[Timex], actors: Iterable[ActorMention]) -> tuple[Timex, ...]:
    """The expressions that are no part of a name, as "Jun" is of Dong Jun's and "April" of April Glaspie's."""
    names = sorted(a.span for a in actors if a.kind == "person")
    starts = [span.start for span in names]

    def is_name(span: Span) -> bool:
        n = bisect_right(starts, span.start) - 1
        return n >= 0 and span.end <= names[n].end + 1  # the full stop behind "Jun." is taken for its own

    return tuple(timex for timex in timexes if not is_name(timex.span))


def own_sentences(sentences: Iterable[Span], furniture: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences that are the article's own, not the outlet's."""
    outlets = list(furniture)
    return tuple(s for s in sentences if not any(f.start < s.end and s.start < f.end for f in outlets))


def after_dateline(sentence: Span, dateline: Dateline | None) -> Span:
    """The sentence without the dateline before it, which would mislead the parser."""
    if dateline is None or not sentence.start <= dateline.span.start < dateline.span.end < sentence.end:
        return sentence
    return Span(dateline.span.end, sentence.end)


def frame_of(ground: Ground) -> Frame:
    """What the article as a whole gives to its engagements."""
    return Frame(
        ground.text,
        ground.dct,
        main_day(own_days(ground), ground.sentences, ground.dct)
        or main_day(ground.dates, ground.sentences, ground.dct),
        dateline_place(ground.places, ground.dateline),
        find_topics,
        ground.dates,
    )


def surroundings_of(ground: Ground, frame: Frame) -> Surroundings:
    """What the article tells outside its engagement words."""
    people = tuple(a for a in ground.actors if a.kind == "person")
    return Surroundings(frame.dateline.country if frame.dateline else "", people, joint_subjects(ground.scenes))


def own_days(ground: Ground) -> list[DateExpression]:
    """The dates that the article's sentences tell: the dateline's says when it was written, not when it happened."""
    line = ground.dateline.span if ground.dateline else None
    return [d for d in ground.dates if line is None or not line.start <= d.span.start < line.end]


def dateline_place(places: Iterable[PlaceMention], dateline: Dateline | None) -> Place | None:
    """The place that the dateline names, as the place list knows it."""
    if dateline is None:
        return None
    inside = (p for p in places if dateline.span.start <= p.span.start < dateline.span.end)
    found = next((p for p in inside if p.city or p.country), None)
    return None if found is None else Place(found.span, "dateline", found.city, found.country)


def unresolved_of(ground: Ground) -> tuple[Unresolved, ...]:
    """What an editor should look at: names that do not fit, dates that hang on an unknown day."""
    found = {Unresolved(a.span, a.span.of(ground.text), a.warning) for a in ground.actors if a.warning}
    found |= {Unresolved(d.span, d.text, d.warning) for d in ground.dates if d.warning}
    return tuple(sorted(found, key=lambda u: (u.span, u.reason)))


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
    from concurrent.futures import ProcessPoolExecutor  # only where processes are asked for
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
