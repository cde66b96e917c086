import pytest

from articles.parsing.topics import find_topics
from articles.parsing.types import FieldClaim, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They spoke of Tariffs and fentanyl.", ["fentanyl", "trade"]),
        ("The Shanghai Communiqué was signed.", ["normalization", "taiwan"]),
        ("Export controls on chips came up.", ["technology", "trade"]),
        ("The weather was fine and the tea was hot.", []),
        ("He said it again in Spain.", []),
        ("Counter-narcotics and A.I. were named.", ["fentanyl", "technology"]),
    ],
)
def test_find_topics_reads(text, expected):
    claims = find_topics(text, Span(0, len(text)))

    assert sorted(claim.value for claim in claims) == expected


def test_find_topics_looks_within_the_span_only():
    text = "Taiwan first. Then climate."

    claims = find_topics(text, Span(14, 27))

    assert claims == (FieldClaim("topic", "climate", Span(19, 26), rule="topic-word", score=0.7),)
