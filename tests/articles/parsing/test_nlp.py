import hashlib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.nlp import MAX_SENTENCE, MODEL, load_nlp, parse_spans, plain
from articles.parsing.types import Span

# The weights of the official en_core_web_sm 3.8.0; the package index carries them under another name.
WEIGHTS = {
    "tok2vec": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
}


def parse(text):
    (tree,) = parse_spans(text, [Span(0, len(text))], load_nlp())
    return tree


def test_words_carry_offsets_of_the_article():
    text = "Fog.  “Xi” met Blinken."

    (tree,) = parse_spans(text, [Span(6, len(text))], load_nlp())

    assert [word.span.of(text) for word in tree.words] == ["“", "Xi", "”", "met", "Blinken", "."]


def test_tree_knows_heads_and_children():
    tree = parse("Blinken met Wang in Vienna.")
    met = next(word for word in tree.words if word.low == "met")

    assert [word.text for word in tree.children(met.i, "nsubj", "dobj")] == ["Blinken", "Wang"]
    assert tree.head(met.i) is None
    assert tree.top(Span(0, 7)).text == "Blinken"


def test_parse_does_not_depend_on_neighbours():
    text = "Wang met Blinken. The two spoke for hours. Xi listened."
    spans = [Span(0, 17), Span(18, 42), Span(43, 55)]

    together = parse_spans(text, spans, load_nlp())
    alone = tuple(tree for span in spans for tree in parse_spans(text, [span], load_nlp()))

    assert together == alone


def test_endless_sentence_is_cut():
    tree = parse("word " * 5_000)

    assert tree.span.end <= MAX_SENTENCE


@given(st.text(max_size=200))
def test_plain_keeps_the_length(text):
    assert len(plain(text)) == len(text)


def test_language_model_runs_only_what_is_needed():
    assert load_nlp().pipe_names == ["tok2vec", "tagger", "parser"]


@pytest.mark.parametrize("part", ["tok2vec", "tagger", "parser"])
def test_language_model_has_the_weights_it_was_measured_with(part):
    folder = next(p for p in files(MODEL).iterdir() if p.name.startswith("en_core_web_sm"))

    assert hashlib.sha256((folder / part / "model").read_bytes()).hexdigest() == WEIGHTS[part]
