"""Form fields that take a reader's words or a canonical token, and say clearly what they could not read."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.db.models import Exists, OuterRef, Q, QuerySet

from timeline.filters.countries import CODES, NAMES, country_name
from timeline.models import Event, Office, Origin, Participation, Person, Venue

MAX_VALUES = 12  # per field: more is a mistake or an attack, and each costs a query
MAX_LENGTH = 200
DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing asked for: `token` is what the URL holds, `label` what the page says."""

    token: str
    label: str
    condition: Q


class DayField(forms.Field):
    """A year, a month or a day (`1979`, `1979-01`, `1979-01-29`), cleaned to its first or last day."""

    widget = forms.TextInput

    def __init__(self, *, last: bool, **kwargs):
        super().__init__(required=False, **kwargs)
        self.last = last

    def clean(self, value) -> date | None:
        text = (value or "").strip()
        if not text:
            return None
        found = DAY.fullmatch(text)
        try:
            if not found:
                raise ValueError
            return bound(*found.groups(), last=self.last)
        except ValueError:
            shown = text[:20] + ("…" if len(text) > 20 else "")
            raise ValidationError(
                f"“{shown}” is no date: write a year, a month or a day, such as 1979, 1979-01 or 1979-01-29."
            ) from None


def bound(year: str, month: str | None, day: str | None, *, last: bool) -> date:
    """First or last civil day of a year, month or day. Errors: ValueError if the calendar has no such day."""
    if month is None:
        return date(int(year), 12, 31) if last else date(int(year), 1, 1)
    if day is None:
        days = calendar.monthrange(int(year), int(month))[1] if int(year) and 1 <= int(month) <= 12 else 1
        return date(int(year), int(month), days if last else 1)
    return date(int(year), int(month), int(day))


class WantedField(forms.Field):
    """Several values of which each is looked up; `find` answers with a Wanted, or raises ValidationError."""

    widget = forms.SelectMultiple  # reads all values of the name from the query

    def __init__(self, find, **kwargs):
        super().__init__(required=False, **kwargs)
        self.find = find

    def clean(self, value) -> list[Wanted]:
        texts = list(dict.fromkeys(text.strip() for text in value or [] if text.strip()))
        if len(texts) > MAX_VALUES:
            raise ValidationError(f"At most {MAX_VALUES} at once, please.")
        found = {}
        for text in texts:
            ProhibitNullCharactersValidator()(text)
            MaxLengthValidator(MAX_LENGTH)(text)
            wanted = self.find(text)
            found[wanted.token] = wanted
        return list(found.values())


def known_people() -> QuerySet:
    """Those of the reference data and whoever takes part in a public event: a name must not tell of hidden ones."""
    seen = Participation.objects.filter(person=OuterRef("pk"), event__in=Event.objects.public())
    return Person.objects.filter(Q(origin=Origin.REFERENCE) | Exists(seen))


def find_person(text: str) -> Wanted:
    """Somebody by key, full name, Chinese name, alias or family name; or whoever held an office, by its title."""
    for lookup in ({"key": text}, {"full_name__iexact": text}, {"name_zh": text}):
        if person := known_people().filter(**lookup).first():
            return person_wanted(person)
    if title := Office.objects.filter(title__iexact=text).values_list("title", flat=True).first():
        held = list(Office.objects.filter(title=title).values_list("pk", flat=True))
        return Wanted(title, f"any {title}", taking_part(Q(office__in=held) | Q(office_title=title)))
    return person_wanted(the_only_one(text, known_people().filter(family_name__iexact=text) or by_alias(text)))


def by_alias(text: str) -> list[Person]:
    near = known_people().filter(aliases__icontains=text)[:50]
    return [person for person in near if text.casefold() in {alias.casefold() for alias in person.aliases}]


def the_only_one(text: str, people) -> Person:
    people = list(people[:5])
    if len(people) == 1:
        return people[0]
    shown = text[:40]
    if not people:
        raise ValidationError(f"Nobody here is called “{shown}”, and no office either.")
    raise ValidationError(f"Which “{shown}”: {', '.join(person.full_name for person in people)}?")


def person_wanted(person: Person) -> Wanted:
    return Wanted(person.key, person.full_name, taking_part(person=person))


def taking_part(*conditions: Q, **lookup) -> Q:
    """Events with such a participant. An uncorrelated subquery: the database reads it once, by its index."""
    return Q(pk__in=Participation.objects.filter(*conditions, **lookup).order_by().values("event"))


def known_venues() -> QuerySet:
    """Those of the reference data and those of public events, as with people."""
    return Venue.objects.filter(
        Q(origin=Origin.REFERENCE) | Exists(Event.objects.public().filter(venue=OuterRef("pk")))
    )


def find_place(text: str) -> Wanted:
    """A country by code or name, a house by key or name, or a city."""
    code = text if text in NAMES else CODES.get(text.casefold())
    if code:
        return Wanted(code, country_name(code), Q(country=code))
    venue = known_venues().exclude(kind="city").filter(Q(key=text) | Q(name__iexact=text)).first()
    if venue:
        return Wanted(venue.key, venue.name, Q(venue=venue))
    for places in (Event.objects.public(), known_venues()):
        for lookup in ({"city": text}, {"city__iexact": text}):  # the first by its index, the other by looking at all
            if city := places.filter(**lookup).order_by().values_list("city", flat=True).first():
                return Wanted(city, city, Q(city=city))
    raise ValidationError(f"No engagement and no house we know is in “{text[:40]}”.")
