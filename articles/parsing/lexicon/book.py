"""The lexicon itself: questions about people, offices and days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from timeline.vocabulary import Side

from ..phrasebook import Phrasebook
from .kinds import Body, City, Country, Gathering, Office, Person, Term, Venue


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

    def by_family(self, family: str) -> tuple[Person, ...]:
        """All who bear a family name, in any of its spellings."""
        return self._by_family.get(family, ())

    def families_of(self, key: str) -> set[str]:
        """A person's family name in every spelling."""
        return families(self.people[key])

    def by_name(self, name: str) -> tuple[str, ...]:
        """Keys of the people who bear exactly this full name."""
        return self._keys_by_name.get(name, ())

    def body_name(self, name: str) -> str:
        """The name under which a body is known, of any that it has; the name itself if none is known."""
        return self._body_names.get(name, name)

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
    def _body_names(self) -> dict[str, str]:
        return {name: body.name for body in self.bodies for name in body.names}

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
