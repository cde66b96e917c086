"""What the parser knows by heart: people with their offices and terms, bodies, places and gatherings.

Built from plain rows (the CSV files of `timeline/reference/`, or the same columns read from a database), never
changed afterwards, and picklable, so that worker processes can share one.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path

from timeline.vocabulary import Channel, Side

from .phrasebook import Phrasebook
from .wordlists import words

EARLY = timedelta(days=75)  # from election or nomination to the oath
LONG_AGO, FAR_AHEAD = date.min, date.max


@dataclass(frozen=True, slots=True)
class Office:
    """An office of one side; `rank` 1 is head of state, party or government, 5 the staff."""

    side: Side
    title: str
    body: str
    channel: Channel
    rank: int
    phrases: tuple[str, ...]  # lower case, as newspapers write it


@dataclass(frozen=True, slots=True)
class Term:
    """A person's time in an office; both days inclusive, an unknown end is far away."""

    person: str
    office: Office
    start: date
    end: date

    def covers(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def is_former(self) -> bool:
        """A row that only says "no longer in office"."""
        return self.office.title.startswith("former ")


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    name: str  # canonical, PRC names family first
    family: str
    given: str
    side: Side
    names: tuple[str, ...]  # full names and other spellings, at least two words or Chinese
    terms: tuple[Term, ...]  # by start
    short_names: tuple[str, ...] = ()  # one word that stands for the whole: "Xi", "Biden"


@dataclass(frozen=True, slots=True)
class Venue:
    key: str
    name: str
    city: str
    country: str  # ISO 3166-1 alpha-2
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    code: str  # ISO 3166-1 alpha-2; SU, YU, CS for states that are no more
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str

    @property
    def side(self) -> Side:
        return {"US": Side.US, "CN": Side.PRC}.get(self.code, Side.OTHER)


@dataclass(frozen=True, slots=True)
class City:
    name: str
    country: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    key: str
    name: str
    side: Side
    channel: Channel
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One holding of a gathering; city and days are empty or None where not known. `year` 0 stands for every year."""

    year: int
    city: str = ""
    country: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Gathering:
    key: str
    name: str
    names: tuple[str, ...]
    editions: tuple[Edition, ...]


@dataclass(frozen=True)
class Lexicon:
    people: Mapping[str, Person]
    offices: tuple[Office, ...]
    venues: tuple[Venue, ...]
    countries: Mapping[str, Country]
    cities: tuple[City, ...]
    bodies: tuple[Body, ...]
    gatherings: tuple[Gathering, ...]

    def person(self, key: str) -> Person | None:
        return self.people.get(key)

    def holders(self, title: str, day: date | None, *, side: Side | None = None) -> tuple[Person, ...]:
        """Who held the office of that exact title on the day; the one who came last first."""
        terms = [
            term
            for term in self._terms_by_title.get(title, ())
            if (day is None or term.covers(day)) and side in (None, term.office.side)
        ]
        terms.sort(key=lambda term: term.start, reverse=True)
        return tuple(self.people[key] for key in dict.fromkeys(term.person for term in terms))

    def holders_starting(self, title: str, day: date, *, side: Side) -> tuple[Person, ...]:
        """Holders on a day of all offices whose title begins so: "State Councilor" and "State Councilor and ..."."""
        titles = [known for known in self._terms_by_title if known.startswith(title)]
        found = {person.key: person for known in titles for person in self.holders(known, day, side=side)}
        return tuple(found.values())

    def offices_of(self, key: str, day: date | None) -> tuple[Term, ...]:
        """The terms of a person on a day, the highest office first; without a day, all of them."""
        person = self.people.get(key)
        terms = [term for term in person.terms if day is None or term.covers(day)] if person else []
        return tuple(sorted(terms, key=lambda term: (term.is_former, term.office.rank, -term.start.toordinal())))

    def office_words(self, key: str, day: date | None) -> str:
        """The title to show beside a name on a day; "" if the person held none we know of."""
        terms = self.offices_of(key, day) if day else ()
        return terms[0].office.title if terms else ""

    def by_family(self, family: str) -> tuple[Person, ...]:
        """All who bear a family name, in any of its spellings."""
        return self._by_family.get(family, ())

    def families_of(self, key: str) -> set[str]:
        """A person's family name in every spelling."""
        return families(self.people[key])

    def by_name(self, name: str) -> tuple[str, ...]:
        """Keys of the people who bear exactly this full name."""
        return self._keys_by_name.get(name, ())

    def by_phrase(self, phrase: str) -> tuple[Term, ...]:
        """Terms of all offices that newspapers write with these words (lower case)."""
        return self._terms_by_phrase.get(phrase, ())

    @cached_property
    def _terms_by_title(self) -> dict[str, list[Term]]:
        found = defaultdict(list)
        for person in self.people.values():
            for term in person.terms:
                found[term.office.title].append(term)
        return dict(found)

    @cached_property
    def _terms_by_phrase(self) -> dict[str, tuple[Term, ...]]:
        found = defaultdict(list)
        for person in self.people.values():
            for term in person.terms:
                for phrase in term.office.phrases:
                    found[phrase].append(term)
        return {phrase: tuple(terms) for phrase, terms in found.items()}

    @cached_property
    def _keys_by_name(self) -> dict[str, tuple[str, ...]]:
        found = defaultdict(dict)
        for person in self.people.values():
            for name in person.names:
                found[name][person.key] = None
        return {name: tuple(keys) for name, keys in found.items()}

    @cached_property
    def _by_family(self) -> dict[str, tuple[Person, ...]]:
        found = defaultdict(dict)
        for person in self.people.values():
            for family in families(person):
                found[family][person.key] = person
        return {family: tuple(people.values()) for family, people in found.items()}

    @cached_property
    def phrasebook(self) -> Phrasebook:
        """Every known wording with what it stands for; see `phrasebook.Phrasebook`."""
        return Phrasebook(entries(self))

    def __getstate__(self) -> dict:
        # The automaton cannot be pickled and is quickly made again; so are the indexes.
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def __setstate__(self, state: dict) -> None:
        self.__dict__.update(state)


def entries(lexicon: Lexicon) -> Iterable[tuple[str, str, object, bool]]:
    """(wording, sort, what it stands for, whether capitals matter) of everything the lexicon knows."""
    for person in lexicon.people.values():
        for name in person.names:
            yield name, "person", person.key, True
        for name in {*person.short_names, *families(person)}:
            yield name, "family", name, True
    for office in lexicon.offices:
        for phrase in office.phrases:
            yield phrase, "office", phrase, False
    for venue in lexicon.venues:
        for name in venue.names:
            yield name, "venue", venue, True
    for country in lexicon.countries.values():
        for name in country.names:
            yield name, "country", country.code, True
        for demonym in country.demonyms:
            yield demonym, "demonym", country.code, True
    for city in lexicon.cities:
        for name in city.names:
            yield name, "city", city, True
    for body in lexicon.bodies:
        for name in body.names:
            yield name, "body", body, name.isupper() or " " not in name
    for gathering in lexicon.gatherings:
        for name in gathering.names:
            yield name, "gathering", gathering, name.isupper() or " " not in name


def families(person: Person) -> set[str]:
    """The family name in every spelling: "Deng" and "Teng", "Zhou" and "Chou"."""
    found = {person.family}
    if person.side is Side.PRC:
        # Old romanisations put the family first and hyphenate the given name.
        found |= {name.split()[0] for name in person.names if "-" in name.split()[-1] and " " in name}
    return {family for family in found if family.isalpha() or "'" in family or "-" in family}


TITLE_WORDS = words(
    """Adm. Admiral Ambassador Agriculture Assistant Attorney CIA CMC Chairman Commerce Congressman Congresswoman
    Defence Defense Deputy Director Dr. Energy Envoy FM Finance Foreign Gen. General Governor House Judge Justice
    Labor Madam Madame Marshal Minister Mr. Mrs. National Pentagon Premier President Rep. Representative Secretary
    Sen. Senator Speaker Special State Trade Transportation Treasury US Under Vice Vice-Premier central climate top
    trade"""
)
NICKNAMES = {
    "William": ("Bill",), "Robert": ("Bob",), "Richard": ("Dick", "Rick"), "James": ("Jim",), "Michael": ("Mike",),
    "Thomas": ("Tom",), "Joseph": ("Joe",), "Stephen": ("Steve",), "Steven": ("Steve",), "Daniel": ("Dan",),
    "Timothy": ("Tim",), "Lawrence": ("Larry",), "Charles": ("Chuck",), "Christopher": ("Chris",),
    "Katherine": ("Catherine", "Kathryn"), "Kenneth": ("Ken",), "Samuel": ("Sam",), "Ronald": ("Ron",),
    "Donald": ("Don",), "Nicholas": ("Nick",), "Gregory": ("Greg",), "Jacob": ("Jack",), "Antony": ("Anthony", "Tony"),
    "Anthony": ("Tony",), "David": ("Dave",), "Edward": ("Ed", "Ted"), "Peter": ("Pete",), "Philip": ("Phil",),
    "Susan": ("Sue",), "Patrick": ("Pat",), "Matthew": ("Matt",), "Benjamin": ("Ben",), "Jeffrey": ("Jeff",),
}  # fmt: skip


def load_lexicon(folder: Path | str) -> Lexicon:
    """The lexicon of a folder of reference CSV files (see timeline/reference).

    Errors: FileNotFoundError without officials.csv, venues.csv or offices.csv; the others may be missing.
    """
    folder = Path(folder)
    names = ("officials", "venues", "offices")
    more = ("countries", "cities", "bodies", "gatherings")
    tables = {name: read_rows(folder / f"{name}.csv") for name in names}
    tables |= {name: read_rows(folder / f"{name}.csv") if (folder / f"{name}.csv").exists() else () for name in more}
    return build_lexicon(
        tables["officials"],
        tables["venues"],
        office_rows=tables["offices"],
        country_rows=tables["countries"],
        city_rows=tables["cities"],
        body_rows=tables["bodies"],
        gathering_rows=tables["gatherings"],
    )


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """The lexicon of the reference files that come with the project; read once."""
    return load_lexicon(Path(__file__).parents[2] / "timeline" / "reference")


def read_rows(path: Path) -> tuple[dict[str, str], ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple({key: value or "" for key, value in row.items() if key} for row in csv.DictReader(file))


def build_lexicon(
    people_rows: Iterable[Mapping[str, str]],
    venue_rows: Iterable[Mapping[str, str]],
    *,
    office_rows: Iterable[Mapping[str, str]] = (),
    country_rows: Iterable[Mapping[str, str]] = (),
    city_rows: Iterable[Mapping[str, str]] = (),
    body_rows: Iterable[Mapping[str, str]] = (),
    gathering_rows: Iterable[Mapping[str, str]] = (),
) -> Lexicon:
    """A lexicon from rows with the columns of the CSV files of the same names.

    An office that `office_rows` does not tell of gets the channel "other", rank 5 and its title as only phrase.
    """
    people_rows = tuple(people_rows)
    offices = {(office.side, office.title, office.body): office for office in map(office_of, office_rows)}
    for row in people_rows:
        key = (Side(row["side"]), row["office_title"], row["body"])
        if row["office_title"] and key not in offices:
            offices[key] = Office(*key, Channel.OTHER, 5, (row["office_title"].lower(),))
    return Lexicon(
        people=people_of(people_rows, offices),
        offices=tuple(offices.values()),
        venues=tuple(map(venue_of, venue_rows)),
        countries={row["code"]: country_of(row) for row in country_rows},
        cities=tuple(City(row["name"], row["country"], names_of(row)) for row in city_rows),
        bodies=tuple(
            Body(row["key"], row["name"], Side(row["side"]), Channel(row["channel"]), names_of(row))
            for row in body_rows
        ),
        gatherings=tuple(
            Gathering(row["key"], row["name"], names_of(row), editions_of(row["editions"])) for row in gathering_rows
        ),
    )


def people_of(rows: Iterable[Mapping[str, str]], offices: Mapping[tuple[Side, str, str], Office]) -> dict[str, Person]:
    by_key = defaultdict(list)
    for row in rows:
        by_key[row["person_key"]].append(row)
    return {key: person_of(key, group, offices) for key, group in by_key.items()}


def person_of(key: str, rows: list[Mapping[str, str]], offices: Mapping[tuple[Side, str, str], Office]) -> Person:
    first = rows[0]
    side = Side(first["side"])
    aliases = dict.fromkeys(alias for row in rows for alias in split_list(row["aliases"]))
    aliases = [alias for alias in aliases if alias.split()[0] not in TITLE_WORDS]
    names = dict.fromkeys([first["full_name"], *(name for name in (first["name_zh"],) if len(name) > 1)])
    names |= dict.fromkeys(alias for alias in aliases if " " in alias or (not alias.isascii() and len(alias) > 1))
    names |= dict.fromkeys(spelled_otherwise(first) if side is Side.US else without_marks(names))
    terms = (
        Term(key, offices[side, row["office_title"], row["body"]], first_day(row["start"]), last_day(row["end"]))
        for row in rows
        if row["office_title"]
    )
    return Person(
        key=key,
        name=first["full_name"],
        family=first["family_name"],
        given=first["given_name"],
        side=side,
        names=tuple(names),
        terms=tuple(sorted(terms, key=lambda term: term.start)),
        short_names=tuple(alias for alias in aliases if " " not in alias and alias.isascii()),
    )


def spelled_otherwise(row: Mapping[str, str]) -> Iterable[str]:
    """Given name with family name, and the usual short forms: "William Cohen", "Bill Cohen"."""
    given, family = row["given_name"], row["family_name"]
    firsts = [given, *NICKNAMES.get(given, ())]
    firsts += [long for long, short in NICKNAMES.items() if given in short]
    return [f"{first} {family}" for first in firsts if first and family]


def without_marks(names: Iterable[str]) -> list[str]:
    """Old romanisations as careless papers print them: "Teng Hsiao-p'ing" also without apostrophe, without hyphen."""
    marked = [name for name in names if "-" in name or "'" in name]
    bare = [name.replace("'", "") for name in marked]
    return bare + [joined(name) for name in bare if "-" in name]


def joined(name: str) -> str:
    return "".join(part if number == 0 else part.lower() for number, part in enumerate(name.split("-")))


def office_of(row: Mapping[str, str]) -> Office:
    return Office(
        side=Side(row["side"]),
        title=row["office_title"],
        body=row["body"],
        channel=Channel(row["channel"]),
        rank=int(row["rank"]),
        phrases=split_list(row["phrases"]),
    )


def venue_of(row: Mapping[str, str]) -> Venue:
    name = row["name"]
    # "Fudan University, Shanghai" and "Le Bourget (COP21 site)" are written without the addition.
    short = name.split(" (")[0]
    short = short.removesuffix(f", {row['city']}").removeprefix("The ")
    return Venue(
        key=row["key"],
        name=name,
        city=row["city"],
        country=row["country"],
        kind=row.get("kind") or "",
        names=tuple(dict.fromkeys([name, short, *split_list(row["aliases"])])),
    )


def country_of(row: Mapping[str, str]) -> Country:
    return Country(row["code"], row["name"], names_of(row), split_list(row["demonyms"]), row["capital"])


def editions_of(cell: str) -> tuple[Edition, ...]:
    """Read "2022:Bali:ID:2022-11-15:2022-11-16|..."; "*" as year stands for every year."""
    found = []
    for part in split_list(cell):
        year, city, country, start, end = part.split(":")
        days = [date.fromisoformat(day) if day else None for day in (start, end)]
        found.append(Edition(0 if year == "*" else int(year[:4]), city, country, *days))
    return tuple(found)


def names_of(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([row["name"], *split_list(row["aliases"])]))


def split_list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def first_day(text: str) -> date:
    """The earliest day of an ISO day, month or year; LONG_AGO for an empty cell."""
    if not text:
        return LONG_AGO
    return date.fromisoformat((text + "-01-01")[:10])


def last_day(text: str) -> date:
    """The latest day of an ISO day, month or year; FAR_AHEAD for an empty cell."""
    if not text:
        return FAR_AHEAD
    if len(text) == 10:
        return date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:7] or 12)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
