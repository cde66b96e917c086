"""Places by name: venues, cities, provinces, countries, the dateline's city."""

import re

from ..lexicon import City, Lexicon, Venue
from ..metonymy import is_place, is_visited
from ..phrasebook import Hit, plain
from ..states import PRC_PROVINCES, US_STATES
from ..types import PlaceMention
from ..wordlists import words
from .ground import Ground

# Parts of names of things that are elsewhere: newspapers, treaties, dishes, teams, straits.
NAME_AFTER = re.compile(
    r"(?:'s)? (?:Post|Times|Review|Daily|News|Herald|Tribune|Journal|Globe|Youth Daily|Evening News|Morning Post|Treaty"
    r"|Consensus|Accords?|Protocol|Declaration|Conventions?|Communique|Agreement|Stock Exchange|Mutual|Monument|Lakers"
    r"|Giants|Warriors|Knicks|Yankees|Bulls|Institute of|Duck|Straits?|Sea|Post's|Times'|Club|Plan|Group)\b"
)
PERSON_BEFORE = re.compile(r"\b(?:George|Denzel|Booker|Martha|Mr\.?|Mrs\.?|Ms\.?|Jack|Michael|Hamilton|Paris) \Z")
OWNS_NAME = re.compile(r"'s |-| (?:and|or) (?:the )?[A-Z][\w.]+ (?:said|agreed|are|were|have)\b")
AT_BUILDING = re.compile(
    r"\b(?:at|in|inside|outside|to|into|from|leaving|left|visit(?:s|ed|ing)?|toured|entered|near|on) (?:the )?"
    r"(?:US |U\.S\. )?\Z",
    re.IGNORECASE,
)
OF_BUILDING = re.compile(
    r"'s|[- ](?:official|spokes|national|press|statement|chief|aide|staff|adviser|advisor|invitation|meeting|visit)"
)
ADJECTIVAL = ("U.S.", "US", "PRC", "UK", "U.K.", "DPRK", "ROK")
WORD_AFTER = re.compile(r" ([A-Za-z]\w+)")
AFTER_COUNTRY = words(
    """and or to in on at by for with from this last next later earlier after before during as when while until since
    who which that where soon again early late today tomorrow yesterday Monday Tuesday Wednesday Thursday Friday
    Saturday Sunday January February March April May June July August September October November December is was
    has had will would but amid because if over under through via he she it they trip visit tour leg stop stay"""
)
# Cities whose names are common words or surnames count only where somebody goes or is.
DOUBTFUL = words(
    """Nice Reading Bath Mobile Male Goa Split Cork Clark Crawford Stanford Austin Houston Newport Norfolk Everett
    Woodside Phoenix Portland Cambridge Birmingham Darwin Lyon Lincoln Wellington Santiago Florence Sofia Victoria
    Orlando Reno Kona Canton Hague Turin Bari Oxford Perth Cleveland Doral Arlington Annapolis Quebec Guam Muscat
    Boao Jackson Dallas Denver Salzburg Petersberg Sian Xian Geneva's"""
)
PROVINCES = US_STATES | PRC_PROVINCES
CAPITALISED = re.compile(r"[A-Z][a-z]{3,}")  # a set is looked up faster than ninety names are tried
PROVINCE = re.compile(r"\b(?:" + "|".join(sorted(US_STATES | PRC_PROVINCES)) + r"|Inner Mongolia)\b")
AT_HOUSE = re.compile(r"\b(?:at|in|inside|outside) (?:the |China's |the Chinese )?\Z", re.IGNORECASE)
# Where bodies sit: body key to venue key.
HOUSES = {
    "state-department": "state-department",
    "pentagon": "pentagon",
    "treasury": "treasury",
    "us-commerce": "commerce-hoover",
    "ustr": "ustr-winder",
    "us-senate": "capitol",
    "us-house": "capitol",
    "us-congress": "capitol",
    "prc-foreign-ministry": "mfa-beijing",
    "prc-defense-ministry": "mnd-beijing",
    "mofcom": "mofcom",
    "us-embassy-beijing": "us-embassy-beijing",
    "prc-embassy-washington": "prc-embassy-washington",
}
# Houses whose names also mean those who work in them: places only after "at", "in", "to".
HOUSE_OF_A_BODY = words(
    """white-house pentagon state-department treasury commerce-hoover ustr-winder mfa-beijing mofcom mnd-beijing
    capitol prc-embassy-washington us-embassy-beijing"""
)


def find_named(ground: Ground) -> list[PlaceMention]:
    """Venues, cities, countries and provinces by name; of overlapping names the longest."""
    found, taken = [], bytearray(len(ground.text))
    filed = ground.dateline.span.end if ground.dateline else -1
    hits = [hit for hit in ground.hits if hit.sort in ("venue", "city", "country") and hit.end > filed]
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start, hit.sort)):
        mention = None if any(taken[hit.start : hit.end]) else read_place(ground, hit)
        if mention:
            taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
            found.append(mention)
    found += seats_of_bodies(ground, taken)
    for match in CAPITALISED.finditer(ground.text):
        if match[0] not in PROVINCES:
            continue
        if not any(taken[match.start() : match.end()]) and is_visited(ground.text, match.start()):
            country = "US" if match[0] in US_STATES else "CN"
            found.append(ground.place(*match.span(), kind="country", rule="province", country=country))
    return found


def seats_of_bodies(ground: Ground, taken: bytearray) -> list[PlaceMention]:
    """ "at the State Department": the house of a body, where the words mean it as a place."""
    venues = {venue.key: venue for venue in ground.lexicon.venues}
    found = []
    for hit in ground.sort("body"):
        venue = venues.get(HOUSES.get(hit.values[0].key, ""))
        if venue is None or any(taken[hit.start : hit.end]) or not is_entered(ground, hit):
            continue
        found.append(venue_place(ground, hit, venue, rule="house-of-body"))
    return found


def is_entered(ground: Ground, hit: Hit) -> bool:
    if OF_BUILDING.match(ground.text, hit.end):
        return False
    return bool(AT_HOUSE.search(ground.text, max(0, hit.start - 20), hit.start)) or is_visited(ground.text, hit.start)


def venue_place(ground: Ground, hit: Hit, venue: Venue, *, rule: str) -> PlaceMention:
    return ground.place(
        hit.start, hit.end, kind="venue", rule=rule, city=venue.city, country=venue.country, venue_key=venue.key,
        venue=venue.name.split(" (")[0],
    )  # fmt: skip


def read_place(ground: Ground, hit: Hit) -> PlaceMention | None:
    if is_other_name(ground, hit):
        return None
    if hit.sort == "venue":
        return read_venue(ground, hit)
    return read_city(ground, hit) if hit.sort == "city" else read_country(ground, hit)


def is_other_name(ground: Ground, hit: Hit) -> bool:
    """Whether the word is part of the name of a newspaper, a treaty, a person, or is a ship's in quotes."""
    text = ground.text
    if hit.sort != "venue" and NAME_AFTER.match(text, hit.end):
        return True
    if text[hit.start - 1 : hit.start] == '"' == text[hit.end : hit.end + 1]:
        return True
    return bool(PERSON_BEFORE.search(text, max(0, hit.start - 12), hit.start))


def read_venue(ground: Ground, hit: Hit) -> PlaceMention | None:
    venue: Venue = hit.values[0]
    name = ground.text[hit.start : hit.end]
    if venue.kind == "city" or name == venue.city or PROVINCE.fullmatch(name):
        return None  # the city of that name is read as a city
    if any(covers_venue(ground, sort, hit) for sort in ("gathering", "city")):
        return None
    if venue.key in HOUSE_OF_A_BODY and not at_building(ground, hit):
        return None
    return venue_place(ground, hit, venue, rule="venue")


def covers_venue(ground: Ground, sort: str, hit: Hit) -> bool:
    """Whether a longer or equal wording of another sort lies over a venue's: "Munich Security Conference"."""
    near = ground.within(sort, hit.start - 80, hit.end + 80)
    return any(other.start <= hit.start and hit.end <= other.end for other in near)


def at_building(ground: Ground, hit: Hit) -> bool:
    """Whether a building that also stands for its people is meant as a place: "at the White House"."""
    if OF_BUILDING.match(ground.text, hit.end):
        return False
    return bool(AT_BUILDING.search(ground.text, max(0, hit.start - 24), hit.start))


def read_city(ground: Ground, hit: Hit) -> PlaceMention | None:
    city = namesake(ground, hit)
    name = ground.text[hit.start : hit.end]
    if ground.is_capital(city) and not is_place(ground.text, hit.start, hit.end):
        return None
    if name in DOUBTFUL and not is_visited(ground.text, hit.start):
        return None
    return ground.place(hit.start, hit.end, kind="city", rule="city", city=city.name, country=city.country)


def namesake(ground: Ground, hit: Hit) -> City:
    """Of several cities of one name the one whose country or state follows; else the first."""
    after = ground.text[hit.end : hit.end + 30]
    for city in hit.values:
        country = ground.lexicon.countries.get(city.country)
        if country and any(name in after for name in country.names):
            return city
    return hit.values[0]


def read_country(ground: Ground, hit: Hit) -> PlaceMention | None:
    """A country where somebody goes or stays; else it is an actor, not a place."""
    code, text = hit.values[0], ground.text
    if code not in ground.lexicon.countries or OWNS_NAME.match(text, hit.end):
        return None
    if follows_city(ground, hit) or not is_place(text, hit.start, hit.end) or is_adjectival(ground, hit):
        return None
    return ground.place(hit.start, hit.end, kind="country", rule="country", country=code)


def follows_city(ground: Ground, hit: Hit) -> bool:
    """ "Bali, Indonesia" is one place, already told by the city."""
    if ground.text[hit.start - 2 : hit.start] != ", ":
        return False
    return hit.start - 2 in ground.city_ends


def is_adjectival(ground: Ground, hit: Hit) -> bool:
    """ "to US demands", "in U.S. history": an adjective, not a place."""
    if ground.text[hit.start : hit.end] not in ADJECTIVAL:
        return False
    after = WORD_AFTER.match(ground.text, hit.end)
    return bool(after) and after[1] not in AFTER_COUNTRY


def dateline_place(ground: Ground) -> PlaceMention | None:
    """The dateline's city; its country from the lexicon, else from the words after it."""
    dateline = ground.dateline
    if not dateline:
        return None
    span = dateline.city_span
    city = known_city(ground.lexicon, dateline.city, dateline.region)
    name = city.name if city else dateline.city
    country = city.country if city else country_named(ground.lexicon, dateline.region)
    return ground.place(span.start, span.end, kind="city", rule="dateline", city=name, country=country)


def known_city(lexicon: Lexicon, name: str, region: str = "") -> City | None:
    named = [city for city in lexicon.cities if any(plain(known).lower() == name.lower() for known in city.names)]
    code = country_named(lexicon, region)
    return next((city for city in named if city.country == code), named[0] if named else None)


def country_named(lexicon: Lexicon, region: str) -> str:
    """The country code that the words after a dateline's city name; "" if none."""
    if not region:
        return ""
    for country in lexicon.countries.values():
        if any(name in region for name in country.names if len(name) > 2):
            return country.code
    match = PROVINCE.search(region)
    return ("US" if match[0] in US_STATES else "CN") if match else ""
