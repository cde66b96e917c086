"""Why tellings were taken together, in words for an editor: `compare` writes keys, pages show names."""

from collections.abc import Iterable, Mapping

from timeline.filters.countries import NAMES as COUNTRIES
from timeline.vocabulary import Topic, label


def keys_in(reasons: Iterable[str]) -> set[str]:
    """Everything named in the reasons, keys of people among it."""
    return {word for reason in reasons for word in named_in(reason)}


def readable(reasons: Iterable[str], people: Mapping[str, str]) -> tuple[str, ...]:
    """The reasons with the names of people (by key), bodies, countries and topics."""

    def name(word: str) -> str:
        if word in people:
            return people[word]
        if word in set(Topic):
            return label(Topic(word))
        return COUNTRIES.get(word) or word.removeprefix("US:").removeprefix("PRC:")

    return tuple(
        ": ".join([head_of(reason), *filter(None, [", ".join(map(name, named_in(reason)))])]) for reason in reasons
    )


def head_of(reason: str) -> str:
    return reason.partition(": ")[0]


def named_in(reason: str) -> list[str]:
    """As in "same people: jake-sullivan, wang-yi": the names behind the colon."""
    return [word for word in reason.partition(": ")[2].split(", ") if word]
