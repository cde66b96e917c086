"""Who could take part: people, offices, bodies, delegations, countries, and the words that point back to them."""

from collections.abc import Sequence
from datetime import date

from ..lexicon import Lexicon
from ..types import ActorMention, Span
from .countries import find_countries
from .garbled import find_homophones
from .groups import find_bodies, find_groups, find_ships
from .offices import find_offices
from .people import find_full_names, find_surnames
from .pronouns import find_pronouns
from .reference import find_counterparts, find_pairs
from .scene import Scene
from .strangers import find_strangers


def find_actors(
    text: str,
    sentences: Sequence[Span],
    *,
    dct: date | None,
    lexicon: Lexicon,
    entities: Sequence[tuple[Span, str]] = (),
) -> tuple[ActorMention, ...]:
    """Every mention of a possible participant, in order, without overlaps.

    A mention's span takes in the title before the name and the determiner before an office. People resolve to the
    office they hold on `dct`; without it, to the highest they ever held. `entities` are (span, label) of an entity
    recogniser; only PERSON is used, and only for strangers.
    A pair ("the two presidents", "both sides", "they") has those it stands for as `antecedents`; its `side` is that
    of the first of them if they are US and PRC, else "other". A pronoun carries the values of its antecedent.
    """
    scene = Scene(text, tuple(sentences), dct, lexicon, tuple(entities))
    find_full_names(scene)
    find_ships(scene)
    find_strangers(scene)
    find_surnames(scene)
    find_homophones(scene)
    find_counterparts(scene)
    find_offices(scene)
    find_bodies(scene)
    find_groups(scene)
    find_countries(scene)
    find_pairs(scene)
    find_pronouns(scene)
    return tuple(scene.mentions)
