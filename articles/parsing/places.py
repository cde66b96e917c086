"""Where something takes place: venues, cities, countries, gatherings, and the words that point to a place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.vocabulary import Side

from .lexicon import City, Country, Lexicon, Venue
from .normalize import Dateline
from .phrasebook import Hit, plain
from .types import PlaceMention, Span
from .wordlists import words

# A capital after one of these is a place even if a verb of speech follows: "In Beijing, officials said".
LOCATIVE = re.compile(
    r"\b(?:in|at|to|into|from|near|outside|inside|around|across|through|via|for|toward|towards|over|leaving"
    r"|left|leave|leaves"
    r"|visit|visits|visited|visiting|tour|toured|touring|reach|reached|enter|entered|entering|bound for|off"
    r"|throughout"
    r"|within|capital|city of|port of|resort of|town of|host|hosting|hosted by|arrived|return to|downtown"
    r"|central|suburban"
    r"|outside of|west of|east of|north of|south of|both) (?:the (?:city of |capital |resort of )?)?\Z",
    re.IGNORECASE,
)
GOVERNMENT_VERB = re.compile(
    r"(?:'s (?:government|position|stance|policy|policies|demands?|refusal|decision|response|reaction|leaders?"
    r"|leadership|bid"
    r"|offer|proposal|request|support|claims?|view|reluctance|disapproval|tone|interests?|ambassador|envoy"
    r"|invitation))?"
    r" (?:and (?:Beijing|Washington|Moscow|Tokyo|Seoul|Pyongyang|London|Paris|Taipei|New Delhi) )?(?:\w+ly "
    r"|also |still |now"
    r" |has |have |had |would |will |did not |does not )?(?:said|says|told|insist\w*|claim\w*|accus\w+|warn\w*"
    r"|agree\w*"
    r"|reject\w*|refus\w+|want\w*|hop\w+|urg\w+|demand\w*|believ\w+|view\w*|see|sees|saw|seek\w*|sought"
    r"|fear\w*|suspect\w*"
    r"|den(?:y|ies|ied)|announc\w+|propos\w+|offer\w*|invit\w+|welcom\w+|condemn\w*|criti\w+|protest\w*|suspend\w*"
    r"|cancel\w*|postpon\w*|impos\w+|lift\w*|respond\w*|retaliat\w+|pledg\w+|promis\w+|vow\w*|decid\w+|tried|voic\w+"
    r"|express\w*|oppos\w+|support\w*|resum\w+|informed|would|could|should|must|is|was|has|had|wished)\b"
)
OBJECT = re.compile(
    r"\b(?:told|informed|warned|urged|accused|asked|blamed|pressed|pushed|assured|between|with|against"
    r"|notified|embarrass"
    r"|persuade|pressure|engage|offend|anger|angered|by|than|of) \Z",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\b(?:between|both) [\w.' ]{1,30} and \Z")
# Parts of names of things that are elsewhere: newspapers, treaties, dishes, teams.
NAME_AFTER = re.compile(
    r"(?:'s)? (?:Post|Times|Review|Daily|News|Herald|Tribune|Journal|Globe|Youth Daily|Evening News"
    r"|Morning Post|Treaty"
    r"|Consensus|Accords?|Protocol|Declaration|Convention|Communique|Agreement|Stock Exchange|Redskins|Mutual"
    r"|Monument"
    r"|Lakers|Giants|Warriors|Knicks|Yankees|Bulls|Institute of|Duck|University)\b"
)
PERSON_BEFORE = re.compile(r"\b(?:George|Denzel|Booker|Martha|Mr\.?|Mrs\.?|Ms\.?|Paris|Jack|Michael|Hamilton) \Z")
HERE = re.compile(r"\bhere\b(?! (?:is|are|was|were|we|comes|'s|goes)\b)", re.IGNORECASE)
CAPITAL = re.compile(
    r"\b(?:the|its|their) (?:(?P<origin>[A-Z][\w.]*(?: [A-Z]\w*)?) )?(?:national )?capital\b(?! (?:of"
    r"|punishment|gains?|controls?"
    r"|flows?|account|markets?|investment|city of|expenditure|goods|costs?|inflows?|outflows?|region|area)\b)"
)
CAPITAL_OF = re.compile(r"\b(?:the )?capital (?:city )?of (?P<country>[A-Z]\w*(?: [A-Z]\w*)?)")
SIDELINES = re.compile(
    r"\b(?:on the )?(?:sidelines?|margins?|fringes) of (?:the |an? )?(?P<what>[^,.;\n]{3,90})", re.IGNORECASE
)
YEAR_NEAR = re.compile(r"\b(?:in |of |the )?(?P<year>19[6-9]\d|20[0-4]\d)\b")
US_STATES = words(
    """Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana
    Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana
    Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Wisconsin Wyoming"""
)
PRC_PROVINCES = words(
    """Anhui Fujian Gansu Guangdong Guizhou Hainan Hebei Heilongjiang Henan Hubei Hunan Jiangsu Jiangxi Jilin Liaoning
    Qinghai Shaanxi Shandong Shanxi Sichuan Yunnan Zhejiang Guangxi Ningxia Tibet Xinjiang Szechuan Shantung
    Kwangtung Fukien Chekiang Kiangsu"""
)
PROVINCE = re.compile(r"\b(?:" + "|".join(sorted(US_STATES | PRC_PROVINCES)) + r"|Inner Mongolia)\b")
# Words that a venue's alias shares with common words or with governments: taken only with a preposition of place.
BUILDING_AS_BODY = words(
    """white-house pentagon state-department treasury commerce-hoover ustr-winder mfa-beijing mofcom mnd-beijing capitol
    prc-embassy-washington us-embassy-beijing"""
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What places are read against: the text made plain, the day, the lexicon, the dateline."""

    raw: str
    text: str
    dct: date | None
    lexicon: Lexicon
    dateline: Dateline | None
    sentences: tuple[Span, ...]


def find_places(
    text: str,
    sentences: Sequence[Span],
    *,
    dct: date | None,
    lexicon: Lexicon,
    dateline: Dateline | None = None,
) -> tuple[PlaceMention, ...]:
    """Every mention of a place or gathering, in order; a gathering may overlap the city named in it.

    Capitals that stand for their government ("Beijing said") are none. "here" and "the capital" resolve to the
    dateline, else to the city the text names most; a gathering's city to where it was held in the year named beside
    it, else in the year of `dct`. Countries: ISO 3166-1 alpha-2.
    """
    ground = Ground(text, plain(text), dct, lexicon, dateline, tuple(sentences))
    hits = lexicon.phrasebook.find(ground.text)
    gatherings = find_gatherings(ground, hits)
    found = find_named(ground, hits, skip=[mention.span for mention in gatherings])
    found += [mention for mention in (dateline_place(ground),) if mention]
    found += find_pointing(ground, found)
    return tuple(sorted({*found, *gatherings}, key=lambda mention: (mention.span, mention.kind)))


def find_named(ground: Ground, hits: list[Hit], *, skip: list[Span]) -> list[PlaceMention]:
    """Venues, cities, provinces and countries by name, the longest words first."""
    found, done = [], -1
    inside_dateline = ground.dateline.span.end if ground.dateline else -1
    for hit in hits:
        if hit.start < done or hit.sort not in ("venue", "city", "country") or hit.end <= inside_dateline:
            continue
        mention = read_place(ground, hit, hits)
        if mention:
            done = hit.end
            found.append(mention)
    taken = {mention.span.start for mention in found}
    for match in PROVINCE.finditer(ground.text):
        if match.start() not in taken and is_located(ground, match.start()):
            country = "US" if match[0] in US_STATES else "CN"
            found.append(place(ground, *match.span(), kind="country", rule="province", country=country))
    return found


def read_place(ground: Ground, hit: Hit, hits: list[Hit]) -> PlaceMention | None:
    if is_other_name(ground, hit):
        return None
    if hit.sort == "venue":
        return read_venue(ground, hit, hits)
    if hit.sort == "city":
        return read_city(ground, hit)
    return read_country(ground, hit)


def is_other_name(ground: Ground, hit: Hit) -> bool:
    """Whether the word is part of a newspaper's, a treaty's or a person's name."""
    if NAME_AFTER.match(ground.text, hit.end) and hit.sort != "venue":
        return True
    return bool(PERSON_BEFORE.search(ground.text, max(0, hit.start - 12), hit.start))


def read_venue(ground: Ground, hit: Hit, hits: list[Hit]) -> PlaceMention | None:
    venue: Venue = hit.values[0]
    words_here = ground.text[hit.start : hit.end]
    same_city = next(
        (other for other in hits if other.sort == "city" and other.start == hit.start and other.end == hit.end), None
    )
    if same_city:
        return read_city(ground, same_city)  # a city among the venues, or a venue's alias that is only its city
    if any(other.sort == "gathering" and other.start <= hit.start and hit.end <= other.end for other in hits):
        return None
    if venue.key in BUILDING_AS_BODY and not at_building(ground, hit):
        return None
    if venue.kind == "city" or words_here == venue.city:
        return place(ground, hit.start, hit.end, kind="city", rule="city", city=venue.city, country=venue.country)
    return place(
        ground, hit.start, hit.end, kind="venue", rule="venue", city=venue.city, country=venue.country,
        venue_key=venue.key, venue=venue.name.split(" (")[0],
    )  # fmt: skip


AT_BUILDING = re.compile(
    r"\b(?:at|in|inside|outside|to|into|from|leaving|left|visit(?:s|ed|ing)?|toured|entered|near"
    r"|on) (?:the )?(?:US |U\.S\. )?\Z",
    re.IGNORECASE,
)


def at_building(ground: Ground, hit: Hit) -> bool:
    """Whether a building that also stands for its people is meant as a place: "at the White House"."""
    if re.compile(
        r"'s|[- ](?:official|spokes|national|press|statement|chief|aide|staff|adviser|advisor|invitation)"
    ).match(ground.text, hit.end):
        return False
    return bool(AT_BUILDING.search(ground.text, max(0, hit.start - 24), hit.start))


def read_city(ground: Ground, hit: Hit) -> PlaceMention | None:
    city: City = hit.values[0]
    if len(hit.values) > 1:
        city = nearest_namesake(ground, hit)
    if is_capital(ground.lexicon, city) and is_metonymy(ground, hit):
        return None
    if not is_capital(ground.lexicon, city) and is_unlikely(ground, hit):
        return None
    return place(ground, hit.start, hit.end, kind="city", rule="city", city=city.name, country=city.country)


def nearest_namesake(ground: Ground, hit: Hit) -> City:
    after = ground.text[hit.end : hit.end + 30]
    for city in hit.values:
        names = ground.lexicon.countries[city.country].names if city.country in ground.lexicon.countries else ()
        if any(name in after for name in names):
            return city
    return hit.values[0]


# Cities whose names are common words or surnames count only after a preposition of place.
DOUBTFUL = words(
    """Nice Reading Bath Mobile Male Goa Split Cork Crawford Stanford Austin Houston Newport Norfolk Everett Woodside
    Phoenix Portland Cambridge Birmingham Darwin Lyon Lincoln Wellington Santiago Florence Sofia Victoria Orlando
    Reno Kona Canton Hague Turin Bari Oxford Perth Cleveland Doral Arlington Annapolis Quebec Santa Guam Muscat Boao
    Jackson Dallas Denver Salzburg Sochi Crawford Petersberg Sian Xian"""
)


def is_unlikely(ground: Ground, hit: Hit) -> bool:
    return ground.text[hit.start : hit.end] in DOUBTFUL and not is_located(ground, hit.start)


def is_capital(lexicon: Lexicon, city: City) -> bool:
    country = lexicon.countries.get(city.country)
    return bool(country and country.capital == city.name) and city.name not in ("Hong Kong", "Singapore", "Macau")


def is_located(ground: Ground, start: int) -> bool:
    return bool(LOCATIVE.search(ground.text, max(0, start - 28), start))


def is_metonymy(ground: Ground, hit: Hit) -> bool:
    """Whether a capital stands for its government here. Preposition of place first, then the verb after it."""
    if is_located(ground, hit.start):
        return bool(re.search(r"\bfor \Z", ground.text[max(0, hit.start - 5) : hit.start])) and not TRAVEL_FOR.search(
            ground.text, max(0, hit.start - 24), hit.start
        )
    if BETWEEN.search(ground.text, max(0, hit.start - 50), hit.start):
        return True
    if OBJECT.search(ground.text, max(0, hit.start - 12), hit.start):
        return True
    if GOVERNMENT_VERB.match(ground.text, hit.end):
        return True
    return ground.text.startswith(("-", "'s "), hit.end) and not is_based(ground, hit)


TRAVEL_FOR = re.compile(
    r"\b(?:left|leave|leaves|leaving|bound|heads?|headed|heading|departed|depart|set off|set out) for \Z"
)


def is_based(ground: Ground, hit: Hit) -> bool:
    """ "Beijing-based" is no place of an engagement, "Beijing's Great Hall" is."""
    after = re.compile(r"'s [A-Z]").match(ground.text, hit.end)
    return bool(after)


def read_country(ground: Ground, hit: Hit) -> PlaceMention | None:
    """A country where somebody goes or stays; else it is an actor, not a place."""
    code = hit.values[0]
    country: Country | None = ground.lexicon.countries.get(code)
    if country is None:
        return None
    if re.compile(r"'s |-| (?:and|or) (?:the )?[A-Z][\w.]+ (?:said|agreed|are|were|have)").match(ground.text, hit.end):
        return None
    if not (is_located(ground, hit.start) or trip_to(ground, hit)):
        return None
    if is_adjectival(ground, hit):
        return None
    return place(ground, hit.start, hit.end, kind="country", rule="country", country=code)


def is_adjectival(ground: Ground, hit: Hit) -> bool:
    """ "to US demands", "in U.S. history": an adjective, not a place."""
    if ground.text[hit.start : hit.end] not in ("U.S.", "US", "PRC", "UK", "U.K.", "DPRK", "ROK"):
        return False
    after = re.compile(r" ([a-z]\w+|[A-Z]\w+)").match(ground.text, hit.end)
    return bool(after) and after[1] not in PLAIN_AFTER


PLAIN_AFTER = words(
    """and or to in on at by for with from this last next later earlier after before during as when while until since
    who which that where soon again early late today tomorrow yesterday Monday Tuesday Wednesday Thursday Friday
    Saturday Sunday January February March April May June July August September October November December is was has
    had will would but amid because if over under through via he she it they"""
)


def trip_to(ground: Ground, hit: Hit) -> bool:
    """ "the China trip", "US visit"."""
    return bool(re.compile(r" (?:trip|visit|tour|leg|summit|stop|stay|journey)\b").match(ground.text, hit.end))


def find_gatherings(ground: Ground, hits: list[Hit]) -> list[PlaceMention]:
    """Gatherings of many, with the city of the holding meant, and whatever else is said to have sidelines."""
    found, done = [], -1
    for hit in hits:
        if hit.sort != "gathering" or hit.start < done:
            continue
        done = hit.end
        edition = hit.values[0].edition(day_meant(ground, hit))
        found.append(
            place(
                ground, hit.start, hit.end, kind="gathering", rule="gathering", gathering=hit.values[0].name,
                city=edition.city if edition else "", country=edition.country if edition else "",
            )
        )  # fmt: skip
    for match in SIDELINES.finditer(ground.text):
        start, end = match.span("what")
        if not any(start <= mention.span.start < end for mention in found):
            end = start + len(cut_gathering(match["what"]))
            found.append(
                place(ground, start, end, kind="gathering", rule="sidelines", gathering=ground.raw[start:end].strip())
            )
    return found


def cut_gathering(words_after: str) -> str:
    """The noun phrase after "sidelines of": up to a preposition of place or a verb."""
    return re.split(
        r" (?:in|at|on|that|which|where|this|last|next|to|and|when|after|before|earlier|later)\b", words_after
    )[0]


def day_meant(ground: Ground, hit: Hit) -> date | None:
    """The day by which to choose a gathering's holding: a year named beside it, else the article's day, moved to the
    last holding before it where the words look back."""
    near = YEAR_NEAR.search(ground.text, hit.end, hit.end + 40) or YEAR_NEAR.search(
        ground.text, max(0, hit.start - 12), hit.start
    )
    if near:
        middle = next((e.start for e in hit.values[0].editions if e.year == int(near["year"]) and e.start), None)
        return middle or date(int(near["year"]), 7, 1)
    before = ground.text[max(0, hit.start - 14) : hit.start].lower()
    if ground.dct and "last year" in before:
        return ground.dct.replace(year=ground.dct.year - 1, day=1)
    if ground.dct and "next year" in before:
        return ground.dct.replace(year=ground.dct.year + 1, day=1)
    return ground.dct


def dateline_place(ground: Ground) -> PlaceMention | None:
    """The dateline's city, if the lexicon knows it or its country is named after it."""
    dateline = ground.dateline
    if not dateline:
        return None
    city = known_city(ground.lexicon, dateline.city, dateline.region)
    span = dateline.city_span
    if city:
        return place(ground, span.start, span.end, kind="city", rule="dateline", city=city.name, country=city.country)
    code = country_named(ground.lexicon, dateline.region)
    return place(ground, span.start, span.end, kind="city", rule="dateline", city=dateline.city, country=code)


def known_city(lexicon: Lexicon, name: str, region: str = "") -> City | None:
    named = [city for city in lexicon.cities if any(plain(known).lower() == name.lower() for known in city.names)]
    code = country_named(lexicon, region)
    return next((city for city in named if city.country == code), named[0] if named else None)


def country_named(lexicon: Lexicon, words_after: str) -> str:
    if not words_after:
        return ""
    for country in lexicon.countries.values():
        if any(name in words_after for name in country.names if len(name) > 2):
            return country.code
    match = PROVINCE.search(words_after)
    return ("US" if match[0] in US_STATES else "CN") if match else ""


def find_pointing(ground: Ground, found: list[PlaceMention]) -> list[PlaceMention]:
    """ "here", "the Chinese capital", "the capital"."""
    pointing = []
    base = where_filed(ground, found)
    if base:
        pointing += [
            place(ground, *match.span(), kind="city", rule="here", city=base.city, country=base.country)
            for match in HERE.finditer(ground.text)
        ]
    for pattern in (CAPITAL, CAPITAL_OF):
        for match in pattern.finditer(ground.text):
            mention = read_capital(ground, match, found)
            if mention:
                pointing.append(mention)
    return pointing


def where_filed(ground: Ground, found: list[PlaceMention]) -> PlaceMention | None:
    """Where the article was filed: its dateline, else the city that its first sentences are about."""
    filed = next((mention for mention in found if mention.rule == "dateline"), None)
    if filed:
        return filed
    cities = [mention for mention in found if mention.kind in ("city", "venue") and mention.city]
    if not cities:
        return None
    counts: dict[str, int] = {}
    for mention in cities:
        counts[mention.city] = counts.get(mention.city, 0) + 1
    return max(cities, key=lambda mention: (counts[mention.city], -mention.span.start))


def read_capital(ground: Ground, match: re.Match, found: list[PlaceMention]) -> PlaceMention | None:
    groups = match.groupdict()
    named = groups.get("origin") or groups.get("country")
    if named:
        country = next((c for c in ground.lexicon.countries.values() if named in c.demonyms or named in c.names), None)
        return country and capital_place(ground, match, country.capital, country.code)
    if "country" in groups or not match[0].startswith("the"):
        return None
    last = [m for m in found if m.country and m.span.end <= match.start()]
    country = ground.lexicon.countries.get(last[-1].country) if last else None
    return capital_place(ground, match, country.capital, country.code) if country else None


def capital_place(ground: Ground, match: re.Match, city: str, code: str) -> PlaceMention:
    return place(ground, *match.span(), kind="city", rule="capital", city=city, country=code)


def place(ground: Ground, start: int, end: int, **values) -> PlaceMention:
    span = Span(start, end)
    return PlaceMention(span=span, text=span.of(ground.raw), **values)


__all__ = ["Side", "find_places"]
