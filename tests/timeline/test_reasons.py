"""Keys in the reasons of matching, shown as names."""

import pytest

from timeline.matching.reasons import keys_in, readable
from timeline.places import place_in_words

PEOPLE = {"wei-fenghe": "Wei Fenghe", "joe-biden": "Joe Biden"}


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        pytest.param("same people: joe-biden, wei-fenghe", "same people: Joe Biden, Wei Fenghe", id="people"),
        pytest.param("same visitor: Pat Stranger", "same visitor: Pat Stranger", id="a stranger"),
        pytest.param("same bodies: PRC:China, US:US Navy", "same bodies: China, US Navy", id="bodies"),
        pytest.param("same country: CN", "same country: China", id="a country"),
        pytest.param("same sides, on the same subject: korea", "same sides, on the same subject: Korea", id="a topic"),
        pytest.param("the dates fit", "the dates fit", id="no name"),
        pytest.param(
            "same person, with somebody of Department of Defense: wei-fenghe",
            "same person, with somebody of Department of Defense: Wei Fenghe",
            id="a house",
        ),
    ],
)
def test_readable_shows_names(reason, words):
    assert readable([reason], PEOPLE) == (words,)


def test_keys_in_takes_what_stands_behind_the_colon():
    assert keys_in(["same people: joe-biden, wei-fenghe", "the dates fit"]) == {"joe-biden", "wei-fenghe"}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"venue_key": "great-hall", "city": "Beijing", "country": "CN"}, "Great Hall of the People, Beijing, China"),
        ({"venue_key": "", "city": "Singapore", "country": "SG"}, "Singapore"),
        ({"country": "CN"}, "China"),
        ({"venue_key": "", "city": "", "country": ""}, ""),
    ],
)
def test_place_in_words(value, words):
    assert place_in_words(value) == words
