"""Made-up events in any number, to see and measure the pages under load. Never mixed up with real ones."""

import csv
import random
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from timeline.models import Event, Office, Origin, Participation, Person, Topic
from timeline.reading import Seat, columns_of, refresh_words, renew
from timeline.vocabulary import Channel, Kind, Precision, Role, Setting, Side, Status, label
from timeline.vocabulary import Topic as TopicWord

MARK = "demo-"  # begins every public id made here, and nothing else's
OFFICIALS = Path(__file__).resolve().parents[2] / "reference" / "officials.csv"
FIRST, LAST = date(1971, 7, 1), date(2026, 11, 30)
KINDS = {
    Kind.MEETING: 34, Kind.TALKS: 14, Kind.VISIT: 20, Kind.CALL: 12, Kind.DIALOGUE: 6, Kind.SUMMIT: 3,
    Kind.VIDEO: 4, Kind.MILITARY: 4, Kind.LETTER: 2, Kind.OTHER: 1,
}  # fmt: skip
STATUSES = {
    Status.HELD: 84, Status.PLANNED: 7, Status.PROPOSED: 2, Status.POSTPONED: 2, Status.CANCELLED: 2,
    Status.DECLINED: 1, Status.ONGOING: 2,
}  # fmt: skip
PRECISIONS = {
    Precision.DAY: 62, Precision.RANGE: 20, Precision.MONTH: 7, Precision.WITHIN: 4, Precision.SEASON: 1,
    Precision.YEAR: 3, Precision.OPEN: 1, Precision.UNKNOWN: 2,
}  # fmt: skip
PLACES = {
    ("Beijing", "CN"): 30, ("Washington", "US"): 28, ("Shanghai", "CN"): 6, ("New York", "US"): 8, ("Geneva", "CH"): 4,
    ("Singapore", "SG"): 4, ("Bangkok", "TH"): 2, ("Bali", "ID"): 1, ("Vienna", "AT"): 2, ("Munich", "DE"): 2,
    ("Honolulu", "US"): 2, ("Paris", "FR"): 2, ("Lima", "PE"): 1, ("London", "GB"): 1, ("Hong Kong", "HK"): 1,
}  # fmt: skip
OFFICE_CHANNELS = {
    "defense": Channel.MILITARY, "military": Channel.MILITARY, "treasury": Channel.ECONOMIC, "trade": Channel.ECONOMIC,
    "commerce": Channel.ECONOMIC, "climate": Channel.CLIMATE, "house": Channel.LEGISLATIVE,
    "congress": Channel.LEGISLATIVE, "senat": Channel.LEGISLATIVE, "president": Channel.LEADERS,
    "premier": Channel.LEADERS, "general secretary": Channel.LEADERS, "state": Channel.FOREIGN,
    "foreign": Channel.FOREIGN, "security": Channel.FOREIGN,
}  # fmt: skip


class Command(BaseCommand):
    help = "Make N invented events (public ids begin with demo-), or take all of them away with --clear."

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, nargs="?", default=0)
        parser.add_argument("--clear", action="store_true", help="first remove what this command made before")
        parser.add_argument("--seed", type=int, default=1)

    @transaction.atomic
    def handle(self, *args, number, clear, seed, **options):
        if clear:
            made = Event.objects.filter(public_id__startswith=MARK)
            Participation.objects.filter(event__in=made).delete()
            gone = made.count()
            made.delete()
            self.stdout.write(f"{gone} demo events removed.")
        if number:
            make(number, random.Random(seed))  # noqa: S311 (invented events, no secrets)
            self.stdout.write(f"{number} demo events made.")


def make(number: int, rng: random.Random) -> None:
    """Insert events, participants and topics in batches; more of them in later years, as newspapers have it.

    Offices are those of the reference data, if it is loaded.
    """
    officials = read_officials()
    keys = {key: person for person in load_people(officials) for key in [person.key]}
    offices = {(office.side, office.title, office.body): office for office in Office.objects.all()}
    topics = [Topic.objects.get_or_create(slug=word.value, defaults={"name": label(word)})[0] for word in TopicWord]
    first = Event.objects.filter(public_id__startswith=MARK).count()
    for start in range(first, first + number, 2000):
        events, seats, tags = [], [], []
        for serial in range(start, min(start + 2000, first + number)):
            event, people = invent(serial, rng, officials)
            tagged = rng.sample(topics, rng.choice((0, 1, 1, 2, 3)))
            held = [offices.get(tuple(row[name] for name in ("side", "office_title", "body"))) for row, _ in people]
            sitting = [
                Seat(row["side"], row["full_name"], role, office.rank if office else None)
                for (row, role), office in zip(people, held, strict=True)
            ]
            renew(event, columns_of(sitting, [topic.slug for topic in tagged]))
            events.append(event)
            seats.append([(*seat, office) for seat, office in zip(people, held, strict=True)])
            tags.append(tagged)
        stored = Event.objects.bulk_create(events)
        Participation.objects.bulk_create(
            Participation(
                event=event,
                person=keys[row["person_key"]],
                name=row["full_name"],
                side=row["side"],
                office=office,
                office_title=row["office_title"],
                role=role,
                position=position,
            )
            for event, people in zip(stored, seats, strict=True)
            for position, (row, role, office) in enumerate(people)
        )
        Through = Event.topics.through
        Through.objects.bulk_create(
            Through(event=event, topic=topic) for event, tagged in zip(stored, tags, strict=True) for topic in tagged
        )
        refresh_words([event.pk for event in stored])


def read_officials() -> dict[str, list[dict]]:
    """Terms of office by side, with their first and last day as text."""
    terms = defaultdict(list)
    with OFFICIALS.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["side"] in ("US", "PRC") and "former" not in row["office_title"]:
                terms[row["side"]].append(row)
    return terms


def load_people(terms: dict[str, list[dict]]) -> list[Person]:
    """The officials as people; those already there are kept as they are."""
    rows = {row["person_key"]: row for side in terms.values() for row in side}
    people = [
        Person(
            key=row["person_key"],
            full_name=row["full_name"],
            family_name=row["family_name"],
            given_name=row["given_name"],
            name_zh=row["name_zh"],
            side=row["side"],
            origin=Origin.REFERENCE,
        )
        for row in rows.values()
    ]
    Person.objects.bulk_create(people, ignore_conflicts=True)
    return list(Person.objects.filter(key__in=rows))


def pick(rng: random.Random, weights: dict):
    return rng.choices(list(weights), weights.values())[0]


def invent(serial: int, rng: random.Random, officials: dict) -> tuple[Event, list]:
    """One event with a pair of people in office on its day."""
    day = FIRST + timedelta(days=int((LAST - FIRST).days * rng.random() ** 0.55))
    kind, status, precision = pick(rng, KINDS), pick(rng, STATUSES), pick(rng, PRECISIONS)
    city, country = ("", "") if kind in (Kind.CALL, Kind.VIDEO, Kind.LETTER) else pick(rng, PLACES)
    american, chinese = (in_office(officials[side], day, rng) for side in ("US", "PRC"))
    edtf, earliest, latest = dated(day, precision, rng)
    people = [(american, Role.PARTY), (chinese, Role.PARTY)]
    if kind == Kind.VISIT:
        people = [(american, Role.VISITOR), (chinese, Role.HOST)]
        if country == "US":
            people = [(chinese, Role.VISITOR), (american, Role.HOST)]
    event = Event(
        public_id=f"{MARK}{serial:07d}",
        title=title(kind, people, city),
        kind=kind,
        setting=setting(kind, country),
        status=status,
        publication=rng.choice(("unreviewed", "published")),
        edtf=edtf,
        earliest=earliest,
        latest=latest,
        precision=precision,
        city=city,
        country=country,
        channel=channel_of(american["office_title"] + american["body"]),
        confidence=round(rng.uniform(0.4, 0.98), 3),
        article_count=1 + int(rng.expovariate(0.8)),
    )
    return event, people


def in_office(terms: list[dict], day: date, rng: random.Random) -> dict:
    held = [row for row in terms if (row["start"] or "0") <= day.isoformat() <= (row["end"] or "9")]
    return rng.choice(held or terms)


def dated(day: date, precision: str, rng: random.Random) -> tuple[str, date | None, date | None]:
    """EDTF and bounds of a day blurred to a precision."""
    if precision == Precision.DAY:
        return f"{day}", day, day
    if precision in (Precision.RANGE, Precision.WITHIN):
        end = day + timedelta(days=rng.randint(1, 4 if precision == Precision.RANGE else 40))
        return (f"{day}/{end}" if precision == Precision.RANGE else f"[{day}..{end}]"), day, end
    if precision == Precision.MONTH:
        first = day.replace(day=1)
        return f"{day:%Y-%m}", first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if precision == Precision.SEASON:
        return f"{day.year}-22", date(day.year, 6, 1), date(day.year, 8, 31)
    if precision == Precision.YEAR:
        return f"{day.year}", date(day.year, 1, 1), date(day.year, 12, 31)
    if precision == Precision.OPEN:
        return f"{day}/..", day, None
    return "", None, None


def title(kind: str, people: list, city: str) -> str:
    first, second = (row["family_name"] or row["full_name"] for row, _ in people)
    if kind == Kind.VISIT:
        return f"{first} visits {city}"
    return f"{first} – {second} {kind}" + (f", {city}" if city else "")


def setting(kind: str, country: str) -> str:
    if kind in (Kind.CALL, Kind.VIDEO, Kind.LETTER):
        return Setting.REMOTE
    return Setting.BILATERAL if country in (Side.US, "CN", "HK") else Setting.THIRD_COUNTRY


def channel_of(office: str) -> str:
    words = office.casefold()
    return next((channel for word, channel in OFFICE_CHANNELS.items() if word in words), Channel.OTHER)
