"""Gatherings of many (G20, APEC, the UN General Assembly ...) and where the holding that is meant took place."""

import re
from datetime import date

from ..lexicon import City, Edition, Gathering
from ..phrasebook import Hit
from ..types import PlaceMention
from .ground import Ground

NEAR_DAYS = 60  # a newspaper that names no year means the gathering of these days
NEAR_TEXT = 600  # characters of a sentence that are looked at
BESIDE = 60  # characters after a gathering in which its city may stand
SIDELINES = re.compile(
    r"\b(?:on the )?(?:sidelines?|margins?|fringes) of (?:the |an? )?(?P<what>[^,.;\n]{3,90})", re.IGNORECASE
)
NOUN_PHRASE_END = re.compile(
    r" (?:in|at|on|that|which|where|this|last|next|to|and|when|after|before|earlier|later|as|was|were|is|will|would)\b"
)
SEAT = re.compile(r"[^,;.\n]{0,50}\b(?:in|at|near|outside)(?: the [\w ]{1,30} of)? ")
YEAR = re.compile(r"\b(?P<year>19[6-9]\d|20[0-4]\d)\b")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = re.compile(
    r"\b(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b\.?"
)


def find_gatherings(ground: Ground) -> list[PlaceMention]:
    """Known gatherings, and whatever else is said to have sidelines."""
    found, done = [], -1
    for hit in ground.sort("gathering"):
        if hit.start >= done:
            done = hit.end
            gathering: Gathering = hit.values[0]
            city, country = where_held(ground, hit)
            found.append(
                ground.place(
                    hit.start, hit.end, kind="gathering", rule="gathering", gathering=gathering.name, city=city,
                    country=country,
                )
            )  # fmt: skip
    for match in SIDELINES.finditer(ground.text):
        start = match.start("what")
        end = start + len(NOUN_PHRASE_END.split(match["what"])[0])
        if not any(start <= mention.span.start < match.end("what") for mention in found):
            name = ground.raw[start:end].strip()
            found.append(ground.place(start, end, kind="gathering", rule="sidelines", gathering=name))
    return found


def where_held(ground: Ground, hit: Hit) -> tuple[str, str]:
    """(city, country code) of the holding meant, both "" if the text leaves it open."""
    gathering: Gathering = hit.values[0]
    sentence = ground.sentence_of(hit.start)
    near = (max(sentence.start, hit.start - NEAR_TEXT), min(sentence.end, hit.end + NEAR_TEXT))
    cities = ground.within("city", *near)
    beside = [c for c in cities if 0 <= c.start - hit.end <= BESIDE and is_seat(ground, hit, c)]
    if beside:
        city: City = beside[0].values[0]
        return city.name, city.country
    named = {city.values[0].name for city in cities}
    edition = next((e for e in gathering.editions if e.city in named), None) or meant(ground, hit, gathering)
    return (edition.city, edition.country) if edition else ("", "")


def is_seat(ground: Ground, gathering: Hit, city: Hit) -> bool:
    """Whether the city follows the gathering with "in" or "at" and no comma."""
    return bool(SEAT.fullmatch(ground.text, gathering.end, city.start))


def meant(ground: Ground, hit: Hit, gathering: Gathering) -> Edition | None:
    """The holding of the year named beside it, of "last year", of a month, else of these days."""
    always = next((edition for edition in gathering.editions if not edition.year), None)
    if always:
        return always
    year = year_named(ground, hit)
    if year:
        return next((edition for edition in gathering.editions if edition.year == year), None)
    if ground.dct is None:
        return None
    month = MONTH.search(ground.text, hit.end, hit.end + 30)
    dated = [edition for edition in gathering.editions if edition.start]
    if month and dated:
        number = MONTHS.index(month["month"].lower()) + 1
        dated = [edition for edition in dated if edition.start.month == number]
        near = nearest(dated, ground.dct)
        return near if near and abs((near.start - ground.dct).days) < 366 else None
    near = nearest(dated, ground.dct)
    if near:
        return near if abs((near.start - ground.dct).days) <= NEAR_DAYS else None
    return next((edition for edition in gathering.editions if edition.year == ground.dct.year), None)


def nearest(editions: list[Edition], day: date) -> Edition | None:
    return min(editions, key=lambda edition: abs((edition.start - day).days), default=None)


def year_named(ground: Ground, hit: Hit) -> int | None:
    text = ground.text
    year = YEAR.search(text, hit.end, hit.end + 40) or YEAR.search(text, max(0, hit.start - 12), hit.start)
    if year:
        return int(year["year"])
    before = text[max(0, hit.start - 14) : hit.start].lower()
    if ground.dct and "last year" in before:
        return ground.dct.year - 1
    if ground.dct and "next year" in before:
        return ground.dct.year + 1
    return None
