from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("Gen. Ma met Mr. Fox on Nov. 8. They dined.", ["Gen. Ma met Mr. Fox on Nov. 8.", "They dined."]),
        ("He is from the U.S. The trip is short.", ["He is from the U.S.", "The trip is short."]),
        ("The U.S. Senate and Jo B. Fox agreed.", ["The U.S. Senate and Jo B. Fox agreed."]),
        ("“Yes,” he said. “No.” She left.", ["“Yes,” he said.", "“No.”", "She left."]),
        ("Heading\nBody text here", ["Heading", "Body text here"]),
        ("At 9 a.m. he rose. At 10 p.m. They slept.", ["At 9 a.m. he rose.", "At 10 p.m.", "They slept."]),
        ("It rose 3.5 percent. Why?", ["It rose 3.5 percent.", "Why?"]),
        ("OSLO, May 2 (AP) -- He came.", ["OSLO, May 2 (AP) -- He came."]),
        ("他来了。她走了。", ["他来了。", "她走了。"]),
        ("Wait ... and see.", ["Wait ... and see."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_split_sentences_splits(text, expected):
    assert [span.of(text) for span in split_sentences(text)] == expected


@given(st.text(alphabet="Ab .!?\n\"'。U5(", max_size=80))
def test_split_sentences_loses_and_repeats_nothing(text):
    spans = split_sentences(text)

    assert "".join(span.of(text) for span in spans).split() == "".join(text.split("\n")).split() or (
        "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    )
    assert all(a.end <= b.start for a, b in pairwise(spans))
