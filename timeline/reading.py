"""The columns of an event that say again, for quick reading, what its participants and topics say.

They are never edited: `refresh_events` computes them anew in the transaction in which participants and topics change.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from timeline.models import Event, EventWords, Participation
from timeline.vocabulary import Level, Role, Side

JOINT = "; "  # between names, as the CSV has it
BATCH = 500  # keys a query, well under what a database takes
# The lowest rank (1 is the highest) that counts as each level; see Office.rank.
RANKS = ((1, Level.LEADERS), (3, Level.MINISTERS), (4, Level.DEPUTIES), (9, Level.OFFICIALS))
COLUMNS = ("hosted", "level", "us", "prc", "others", "topic_slugs")


@dataclass(frozen=True, slots=True)
class Seat:
    """One participation, as far as it is read; `rank` is that of the office held, None if none is known."""

    side: str
    name: str
    role: str
    rank: int | None


def columns_of(seats: Sequence[Seat], topics: Iterable[str]) -> dict[str, str]:
    """The values of COLUMNS: `seats` in their order, `topics` as slugs in any."""
    names = {side: JOINT.join(seat.name for seat in seats if seat.side == side) for side in Side}
    return {
        "hosted": hosted_by(seats),
        "level": level_of(seats),
        "us": names[Side.US],
        "prc": names[Side.PRC],
        "others": names[Side.OTHER],
        "topic_slugs": JOINT.join(sorted(topics)),
    }


def hosted_by(seats: Iterable[Seat]) -> str:
    """The side that hosts, of the two; the United States if both are said to; empty if neither."""
    hosts = {seat.side for seat in seats if seat.role == Role.HOST}
    return next((side.value for side in (Side.US, Side.PRC) if side in hosts), "")


def level_of(seats: Iterable[Seat]) -> str:
    """How high both sides reach: of each its highest office, and of these the lower; empty if no office is known.

    A minister whom the president receives is at the ministers' level. Of a side without a known office nothing is said.
    """
    highest: dict[str, int] = {}
    for seat in seats:
        if seat.rank is not None and seat.side in (Side.US, Side.PRC):
            highest[seat.side] = min(seat.rank, highest.get(seat.side, seat.rank))
    if not highest:
        return ""
    rank = max(highest.values())
    return next(level.value for lowest, level in RANKS if rank <= lowest)


def refresh_columns(events: Iterable[int]) -> int:
    """Compute and store the columns of these events (by primary key); how many of them were out of step."""
    keys, moved = iter(sorted(set(events))), 0
    while batch := list(islice(keys, BATCH)):
        stale = [event for event, wanted in recomputed(batch) if renew(event, wanted)]
        Event.objects.bulk_update(stale, COLUMNS, batch_size=100)
        moved += len(stale)
    return moved


def refresh_words(events: Iterable[int]) -> None:
    """Gather anew the words by which these events (by primary key) are found."""
    keys = iter(sorted(set(events)))
    while batch := list(islice(keys, BATCH)):
        wanted = words_of(batch)
        stored = dict(EventWords.objects.filter(event__in=batch).values_list("event_id", "text"))
        moved = [pk for pk in batch if stored.get(pk) != wanted.get(pk)]
        EventWords.objects.filter(event__in=moved).delete()
        EventWords.objects.bulk_create(EventWords(event_id=pk, text=wanted[pk]) for pk in moved if pk in wanted)


def words_of(events: Sequence[int]) -> dict[int, str]:
    """The words of events by primary key, in lower case: each word or quote once, one a line."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for pk, *own in Event.objects.filter(pk__in=events).values_list("pk", "title", "summary", "city"):
        found[pk] |= dict.fromkeys(own)
    seats = Participation.objects.filter(event__in=events).order_by("position", "pk")
    for pk, *names in seats.values_list("event_id", "name", "person__name_zh"):
        found[pk] |= dict.fromkeys(names)
    # By relation: what happened does not know how articles are kept.
    quoted = Event.objects.filter(pk__in=events, mentions__claims__isnull=False).order_by("mentions__claims__pk")
    for pk, words in quoted.values_list("pk", "mentions__claims__exact"):
        found[pk][words] = None
    return {pk: "\n".join(words.casefold() for words in lines if words) for pk, lines in found.items()}


def renew(event: Event, wanted: dict[str, str]) -> bool:
    """Give an event these values, unsaved; False if it had them."""
    stale = any(getattr(event, name) != value for name, value in wanted.items())
    for name, value in wanted.items():
        setattr(event, name, value)
    return stale


def recomputed(events: Iterable[int]) -> list[tuple[Event, dict[str, str]]]:
    """Events, with these columns as stored and beside them as they should be, in three queries."""
    keys = list(events)
    seats, topics = defaultdict(list), defaultdict(list)
    taking_part = Participation.objects.filter(event__in=keys).order_by("position", "pk")
    for event, *seat in taking_part.values_list("event_id", "side", "name", "role", "office__rank"):
        seats[event].append(Seat(*seat))
    for event, slug in Event.topics.through.objects.filter(event__in=keys).values_list("event_id", "topic__slug"):
        topics[event].append(slug)
    found = Event.objects.filter(pk__in=keys).only("pk", *COLUMNS).order_by("pk")
    return [(event, columns_of(seats[event.pk], topics[event.pk])) for event in found]
