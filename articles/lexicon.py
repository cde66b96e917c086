"""The parser's lexicon from the database, where editors correct it."""

from articles.parsing.lexicon import Lexicon, build_lexicon
from timeline.models import Office, Origin, Term, Venue
from timeline.reference_data import rows_of


def lexicon_from_database() -> Lexicon:
    """People, offices and venues as editors left them; bodies, countries, cities and gatherings from the files.

    People whom the parser itself met as strangers are left out: what an article says must not depend on which
    articles were read before it.
    """
    terms = Term.objects.select_related("person", "office").exclude(person__origin=Origin.ARTICLE).order_by("pk")
    return build_lexicon(
        [official_row(term) for term in terms],
        [venue_row(venue) for venue in Venue.objects.order_by("pk")],
        office_rows=[office_row(office) for office in Office.objects.order_by("pk")],
        country_rows=rows_of("countries.csv"),
        city_rows=rows_of("cities.csv"),
        body_rows=rows_of("bodies.csv"),
        gathering_rows=rows_of("gatherings.csv"),
    )


def official_row(term: Term) -> dict[str, str]:
    """A term with the columns of officials.csv."""
    person, office = term.person, term.office
    return {
        "person_key": person.key,
        "full_name": person.full_name,
        "family_name": person.family_name,
        "given_name": person.given_name,
        "name_zh": person.name_zh,
        "aliases": "|".join([*person.aliases, *term.aliases]),
        "side": person.side,
        "office_title": office.title,
        "body": office.body,
        "start": term.start,
        "end": term.end,
        "source": term.source,
        "confidence": term.confidence,
        "ids": person.ids,
        "note": term.note,
    }


def office_row(office: Office) -> dict[str, str]:
    return {
        "side": office.side,
        "office_title": office.title,
        "body": office.body,
        "channel": office.channel,
        "rank": str(office.rank),
        "phrases": "|".join(office.phrases),
    }


def venue_row(venue: Venue) -> dict[str, str]:
    return {
        "key": venue.key,
        "name": venue.name,
        "aliases": "|".join(venue.aliases),
        "city": venue.city,
        "country": venue.country,
        "latitude": "" if venue.latitude is None else str(venue.latitude),
        "longitude": "" if venue.longitude is None else str(venue.longitude),
        "kind": venue.kind,
    }
