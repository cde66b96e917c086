"""A lexicon from plain rows: the CSV files of the reference folder, or the same columns read from a database."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from timeline.vocabulary import Channel, Side

from ..wordlists import words
from .book import Lexicon
from .kinds import FAR_AHEAD, LONG_AGO, Body, City, Country, Edition, Gathering, Office, Person, Term, Venue

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
    return load_lexicon(Path(__file__).parents[3] / "timeline" / "reference")


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
    bare = [row["full_name"].replace(".", "")] if "." in row["full_name"] else []
    return bare + [f"{first} {family}" for first in firsts if first and family]


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
