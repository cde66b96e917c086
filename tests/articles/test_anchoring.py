import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.anchoring import Quote, find_again, quote

OLD = "The envoy came on Monday. She met the minister on Tuesday, and the premier on Tuesday too."


def span(text: str, words: str, nth: int = 0) -> Quote:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return quote(text, at, at + len(words))


@pytest.mark.parametrize(
    ("new", "lost", "found"),
    [
        pytest.param(OLD, span(OLD, "on Tuesday", 1), span(OLD, "on Tuesday", 1), id="unchanged, second of two"),
        pytest.param(
            f"(Adds quotes.) {OLD}",
            span(OLD, "on Tuesday", 1),
            span(f"(Adds quotes.) {OLD}", "on Tuesday", 1),
            id="moved by a line before it",
        ),
        pytest.param(
            OLD.replace("She met the minister on Tuesday, and", "Then she met"),
            span(OLD, "on Tuesday", 1),
            span(OLD.replace("She met the minister on Tuesday, and", "Then she met"), "on Tuesday"),
            id="the other one went away",
        ),
        pytest.param(OLD.replace("Tuesday", "Sunday"), span(OLD, "on Tuesday"), None, id="words changed"),
        pytest.param("She left on Friday.", span(OLD, "on"), None, id="short words elsewhere by chance"),
        pytest.param(
            "Later the minister said the minister on Tuesday had gone.",
            span(OLD, "the minister on Tuesday"),
            span("Later the minister said the minister on Tuesday had gone.", "the minister on Tuesday"),
            id="telling words with other neighbours",
        ),
        pytest.param(
            "He told the  “old guard”\nto go home.",
            span('He told the "old guard" to go home.', '"old guard" to'),
            span("He told the  “old guard”\nto go home.", "“old guard”\nto"),
            id="other quotes and white space within",
        ),
        pytest.param("", span(OLD, "on Monday"), None, id="nothing left"),
        pytest.param("Yes", Quote(0, 3, "Yes"), Quote(0, 3, "Yes"), id="the whole text"),
    ],
)
def test_find_again(new, lost, found):
    assert find_again(new, lost) == found


words = st.lists(st.sampled_from(["the", "envoy", "met", "on", "Monday", "in", "Vienna", "again"]), min_size=1)


@given(words, words, st.data())
def test_what_is_found_is_quoted_from_the_new_text(old, new, data):
    old, new = " ".join(old), " ".join(new)
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))

    found = find_again(new, quote(old, start, end))

    assert found is None or new[found.start : found.end] == found.exact
    assert find_again(old, quote(old, start, end)).exact == old[start:end]
