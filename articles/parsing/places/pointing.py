"""Words that point to a place: "here", "there", "the Chinese capital"."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable

from timeline.vocabulary import Side

from ..lexicon import Body, Country
from ..metonymy import is_visited
from ..types import PlaceMention
from .gatherings import NEAR_TEXT
from .ground import Ground
from .named import is_adjectival

HERE = re.compile(r"\bhere\b(?! (?:is|are|was|were|we|comes|'s|goes|to stay)\b)", re.IGNORECASE)
THERE = re.compile(
    r"\bthere\b(?=[,.;]| (?:on|in|last|this|for|with|by|earlier|later|next|from|until|to (?:meet|attend))\b)"
)
CAPITAL = re.compile(
    r"\b(?:the|its|their) (?:(?P<origin>[A-Z][\w.]*(?: [A-Z]\w*)?) )?(?:national )?capital\b"
    r"(?! (?:of|punishment|gains?|controls?|flows?|account|markets?|investment|expenditure|goods|costs?|inflows?"
    r"|outflows?|region|area|crimes?|requirements?|city of)\b)"
)
CAPITAL_OF = re.compile(r"\b(?:the )?capital (?:city )?of (?P<country>[A-Z]\w*(?: [A-Z]\w*)?)")
COUNTRY = re.compile(r"\b(?:the|that|his host|her host|this) country\b(?!')")
MANY = 200  # mentions that are looked at for one word
VISITING = re.compile(r"\bvisiting (?P<who>[A-Z][\w.]*)")
# Where bodies sit, by key; the rest by their side's capital.
SEATS = {
    "un": ("New York", "US"),
    "un-security-council": ("New York", "US"),
    "un-human-rights-commission": ("Geneva", "CH"),
    "un-human-rights-council": ("Geneva", "CH"),
    "wto": ("Geneva", "CH"),
    "iaea": ("Vienna", "AT"),
}
SEAT_OF_SIDE = {Side.US: ("Washington", "US"), Side.PRC: ("Beijing", "CN")}


def find_pointing(ground: Ground, named: list[PlaceMention]) -> list[PlaceMention]:
    """ "here", "there", "the country", "the capital", resolved; those that cannot be are left out."""
    named = sorted(named, key=lambda mention: mention.span)
    found = find_here(ground, named)
    for match in THERE.finditer(ground.text):
        last = last_before(named, match.start(), lambda mention: mention.city)
        if last:
            found.append(pointer(ground, match, last.city, last.country, rule="there"))
    for match in COUNTRY.finditer(ground.text):
        code = country_before(ground, match.start()) if is_visited(ground.text, match.start()) else ""
        if code:
            found.append(ground.place(*match.span(), kind="country", rule="the-country", country=code))
    for pattern in (CAPITAL, CAPITAL_OF):
        for match in pattern.finditer(ground.text):
            country = country_meant(ground, match, named)
            if country:
                found.append(pointer(ground, match, country.capital, country.code, rule="capital"))
    return found


def find_here(ground: Ground, named: list[PlaceMention]) -> list[PlaceMention]:
    """ "here": the dateline; else the host's capital where somebody is "visiting"; else the seat of a body of the same
    sentence; else the city named most often, the first of several."""
    filed = next(((mention.city, mention.country) for mention in named if mention.rule == "dateline"), None)
    sure = filed or host_capital(ground)
    found = []
    for match in HERE.finditer(ground.text):
        where = sure or seat_of_body(ground, match.start()) or most_named(named)
        if where:
            found.append(pointer(ground, match, *where, rule="here"))
    return found


def most_named(named: list[PlaceMention]) -> tuple[str, str] | None:
    counts = Counter((mention.city, mention.country) for mention in named[:MANY] if mention.city)
    return max(counts, key=counts.get, default=None)  # of equals the first in the text


def pointer(ground: Ground, match: re.Match, city: str, country: str, *, rule: str) -> PlaceMention:
    return ground.place(*match.span(), kind="city", rule=rule, city=city, country=country)


def host_capital(ground: Ground) -> tuple[str, str] | None:
    for match in VISITING.finditer(ground.text):
        start = match.start("who")
        hits = [hit for sort in ("country", "demonym") for hit in ground.within(sort, start, start + NEAR_TEXT)]
        origins = {hit.values[0] for hit in hits if hit.start == start}
        if origins == {"US"}:
            return SEAT_OF_SIDE[Side.PRC]
        if origins == {"CN"}:
            return SEAT_OF_SIDE[Side.US]
    return None


def seat_of_body(ground: Ground, place: int) -> tuple[str, str] | None:
    sentence = ground.sentence_of(place)
    for hit in ground.within("body", max(sentence.start, place - NEAR_TEXT), min(sentence.end, place + NEAR_TEXT)):
        body: Body = hit.values[0]
        seat = SEATS.get(body.key) or SEAT_OF_SIDE.get(body.side)
        if seat:
            return seat
    return None


def country_before(ground: Ground, place: int) -> str:
    """The country named last before "the country": "China hopes Bush's visit to the country ..."."""
    near = ground.within("country", max(0, place - 2 * NEAR_TEXT), place)
    return next((hit.values[0] for hit in reversed(near) if not is_adjectival(ground, hit)), "")


def last_before(named: list[PlaceMention], place: int, wanted: Callable[[PlaceMention], str]) -> PlaceMention | None:
    """The last of the sorted mentions before a place that has what is wanted, among the nearest."""
    end = bisect_left(named, place, key=lambda mention: mention.span.start)
    return next((mention for mention in reversed(named[max(0, end - MANY) : end]) if wanted(mention)), None)


def country_meant(ground: Ground, match: re.Match, named: list[PlaceMention]) -> Country | None:
    """The country of "the Chinese capital"; for "the capital" the one the text has just placed something in."""
    groups = match.groupdict()
    name = groups.get("origin") or groups.get("country")
    if name:
        return next((c for c in ground.lexicon.countries.values() if name in c.demonyms or name in c.names), None)
    last = last_before(named, match.start(), lambda mention: mention.country)
    return ground.lexicon.countries.get(last.country) if last and match[0].startswith("the") else None
