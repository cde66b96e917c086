"""Near-duplicates by shingles: how many runs of five words two texts share. Pure; no database."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

WORDS_IN_SHINGLE = 5
WORD = re.compile(r"\w+")
# Below this share two reports of one event merely quote the same communiqué.
NEAR = 0.3


@dataclass(frozen=True, slots=True)
class Near:
    """A text much like another: `share` of the shorter one's shingles, 0..1, is in both."""

    key: object
    share: float


@lru_cache(maxsize=4096)
def shingles(text: str) -> frozenset[int]:
    """The text's runs of five words as hashes, upper case and punctuation apart; of a shorter text, its one run.

    The hashes differ from process to process: compare, never store them.
    """
    words = [match[0].casefold() for match in WORD.finditer(text)]
    last = max(len(words) - WORDS_IN_SHINGLE, 0)
    return frozenset(hash(tuple(words[at : at + WORDS_IN_SHINGLE])) for at in range(last + 1)) if words else frozenset()


def likeness(one: frozenset[int], two: frozenset[int]) -> float:
    """The share of the shorter text's shingles that the longer one has too, so that a shortened copy is found."""
    shorter = min(len(one), len(two))
    return len(one & two) / shorter if shorter else 0.0


def find_near(text: str, others: Mapping[object, str] | Iterable[tuple[object, str]]) -> list[Near]:
    """Which of these texts, by key, are near-duplicates of this one; the nearest first."""
    mine = shingles(text)
    pairs = others.items() if isinstance(others, Mapping) else others
    found = [Near(key, round(likeness(mine, shingles(other)), 3)) for key, other in pairs]
    return sorted((near for near in found if near.share >= NEAR), key=lambda near: -near.share)
