"""Words that point to a place: "here", "there", "the Chinese capital"."""

import re

from timeline.vocabulary import Side

from ..lexicon import Body, Country
from ..metonymy import is_visited
from ..types import PlaceMention
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
    """ "here", "there", "the Chinese capital", "the capital", resolved; those that cannot be are left out."""
    found = []
    for match in HERE.finditer(ground.text):
        where = where_filed(ground, named, match.start())
        if where:
            found.append(pointer(ground, match, *where, rule="here"))
    for match in THERE.finditer(ground.text):
        last = last_city(named, match.start())
        if last:
            found.append(pointer(ground, match, last.city, last.country, rule="there"))
    for match in COUNTRY.finditer(ground.text):
        code = country_before(ground, match) if is_visited(ground.text, match.start()) else ""
        if code:
            found.append(ground.place(*match.span(), kind="country", rule="the-country", country=code))
    for pattern in (CAPITAL, CAPITAL_OF):
        for match in pattern.finditer(ground.text):
            country = country_meant(ground, match, named)
            if country:
                found.append(pointer(ground, match, country.capital, country.code, rule="capital"))
    return found


def pointer(ground: Ground, match: re.Match, city: str, country: str, *, rule: str) -> PlaceMention:
    return ground.place(*match.span(), kind="city", rule=rule, city=city, country=country)


def where_filed(ground: Ground, named: list[PlaceMention], place: int) -> tuple[str, str] | None:
    """Where the article was written: its dateline; else the host's capital where somebody is "visiting"; else the seat
    of a body of the same sentence; else the city named most often, the first of several."""
    filed = next((mention for mention in named if mention.rule == "dateline"), None)
    if filed:
        return filed.city, filed.country
    told = host_capital(ground) or seat_of_body(ground, place)
    if told:
        return told
    cities = [mention for mention in named if mention.city]
    counts: dict[tuple[str, str], int] = {}
    for mention in cities:
        counts[mention.city, mention.country] = counts.get((mention.city, mention.country), 0) + 1
    # dict keeps the order of mention, max the first of equals
    return max(counts, key=counts.get, default=None)


def host_capital(ground: Ground) -> tuple[str, str] | None:
    for match in VISITING.finditer(ground.text):
        origins = {
            hit.values[0]
            for hit in ground.hits
            if hit.start == match.start("who") and hit.sort in ("country", "demonym")
        }
        if origins == {"US"}:
            return SEAT_OF_SIDE[Side.PRC]
        if origins == {"CN"}:
            return SEAT_OF_SIDE[Side.US]
    return None


def seat_of_body(ground: Ground, place: int) -> tuple[str, str] | None:
    sentence = ground.sentence_of(place)
    for hit in ground.sort("body"):
        if sentence.start <= hit.start and hit.end <= sentence.end:
            body: Body = hit.values[0]
            seat = SEATS.get(body.key) or SEAT_OF_SIDE.get(body.side)
            if seat:
                return seat
    return None


def country_before(ground: Ground, match: re.Match) -> str:
    """The country named last before "the country"; "China hopes Bush's visit to the country ..."."""
    named = [hit for hit in ground.sort("country") if hit.end <= match.start() and not is_adjectival(ground, hit)]
    return named[-1].values[0] if named else ""


def last_city(named: list[PlaceMention], place: int) -> PlaceMention | None:
    before = [mention for mention in named if mention.city and mention.span.end <= place]
    return max(before, key=lambda mention: mention.span, default=None)


def country_meant(ground: Ground, match: re.Match, named: list[PlaceMention]) -> Country | None:
    """The country of "the Chinese capital"; for "the capital" the one the text has just placed something in."""
    groups = match.groupdict()
    name = groups.get("origin") or groups.get("country")
    if name:
        return next((c for c in ground.lexicon.countries.values() if name in c.demonyms or name in c.names), None)
    before = [mention for mention in named if mention.country and mention.span.end <= match.start()]
    last = max(before, key=lambda mention: mention.span, default=None)
    return ground.lexicon.countries.get(last.country) if last and match[0].startswith("the") else None
