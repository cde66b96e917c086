import pytest

from articles.near import Near, find_near, likeness, shingles

STORY = (
    "The trade minister flew home on Friday after two days of talks in Vienna. Both sides called them frank, and "
    "agreed to meet once more before the end of the year."
)


def test_find_near_gives_the_copies_nearest_first():
    others = {
        "same": STORY.upper(),
        "shortened": STORY.split(". ")[0] + ". More follows when our reporter has landed in the capital.",
        "another": "Rain fell on the harvest for the third week, and farmers asked the county for help with it.",
    }

    found = find_near(STORY, others)

    assert [near.key for near in found] == ["same", "shortened"]
    assert found[0] == Near("same", 1.0)


@pytest.mark.parametrize(
    ("one", "two", "share"),
    [
        pytest.param("", "", 0.0, id="empty"),
        pytest.param("one two", "One, two!", 1.0, id="shorter than a shingle"),
        pytest.param("a b c d e f", "a b c d e g", 0.5, id="one of two shingles"),
        pytest.param("习近平 会见 了 客人 在 北京", "习近平 会见 了 客人 在 北京", 1.0, id="Chinese"),
    ],
)
def test_likeness_is_the_share_of_the_shorter_text(one, two, share):
    assert likeness(shingles(one), shingles(two)) == share
