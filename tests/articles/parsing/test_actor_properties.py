"""What holds of any text: spans tell the words, nothing overlaps, nothing breaks, time grows with length."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.parsing.actors import find_actors
from articles.parsing.lexicon import default_lexicon
from articles.parsing.normalize import find_dateline, find_furniture
from articles.parsing.places import find_places
from articles.parsing.sentences import split_sentences

PIECES = st.sampled_from(
    """Xi Jinping|Biden|President|the|former|Chinese|U.S.|US|China|Beijing|Washington|he|his|counterpart|both sides
    |the two presidents|they|,|.|\"|'s|’s|-|and|of|to|in|here|the capital|G20 summit|sidelines of the|foreign minister
    |ambassador|Wang|He|Mr.|Gen.|USS|destroyer|visit|met|said|officials|Li Ming|Hong Kong|(|)|\n|in 1989|习近平|美国|ﬁ|İ
    |their|between the|commanders|visiting|who is|spokesman|there|the country|senior""".replace("\n    ", "").split("|")
)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from([None, date(1989, 2, 27), date(2023, 5, 11)]))
def test_find_actors_holds_its_promises_on_any_text(text, dct):
    found = find_actors(text, split_sentences(text), dct=dct, lexicon=default_lexicon())

    assert all(mention.span.of(text) == mention.text and mention.text.strip() for mention in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all((mention.kind == "pair") <= (len(mention.antecedents) == 2) for mention in found)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from([None, date(1989, 2, 27), date(2023, 5, 11)]))
def test_find_places_holds_its_promises_on_any_text(text, dct):
    dateline = find_dateline(text)
    found = find_places(text, split_sentences(text), dct=dct, lexicon=default_lexicon(), dateline=dateline)

    assert all(mention.span.of(text) == mention.text for mention in found)
    assert list(found) == sorted(found, key=lambda mention: (mention.span, mention.kind, mention.rule))


@pytest.mark.parametrize(
    "piece",
    [
        "Wang Yi met Blinken and he told them that his counterpart ",
        "China, ",
        "visit to China and ",
        "official of ",
        "Aa Bb, ",
        "top senior Chinese ",
        "U.S. ",
        '"',
        "a",
    ],
)
def test_finding_is_linear_on_hostile_text(piece):
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        start = time.process_time()
        sentences = split_sentences(text)
        find_actors(text, sentences, dct=date(2023, 6, 19), lexicon=default_lexicon())
        find_places(text, sentences, dct=date(2023, 6, 19), lexicon=default_lexicon())
        find_furniture(text)
        return time.process_time() - start

    seconds(2_000)
    small, large = seconds(8_000), seconds(64_000)

    # Eight times the text; a square would be sixty-four. The constant forgives a busy machine.
    assert large < 24 * small + 2
