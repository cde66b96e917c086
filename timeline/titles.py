"""What an event is called, made of who, what and where: "Blinken visits Beijing", "Biden – Xi Jinping call"."""

from collections.abc import Sequence

from timeline.vocabulary import Kind, Role, Side, Status, label

COUNTRY_NAMES = {"US": "the United States", "CN": "China", "HK": "Hong Kong", "GB": "Britain"}


def title_of(kind: str, status: str, participants: Sequence, city: str, country: str) -> str:
    """A headline of a dozen words at most.

    `participants` have `short_name`, `side` and `role`, principals first.
    """
    place = city or COUNTRY_NAMES.get(country, "")
    if kind == Kind.VISIT:
        return visit_title(status, participants, place)
    sides = [names([p for p in participants if p.side == side]) for side in (Side.US, Side.PRC)]
    who = " – ".join(side for side in sides if side) or names(list(participants))
    what = label(Kind(kind)) if kind != Kind.OTHER else "contact"
    words = f"{who} {what}" if who else f"US–China {what}"
    return f"{words}, {place}" if place else words


def visit_title(status: str, participants: Sequence, place: str) -> str:
    visitors = [p for p in participants if p.role == Role.VISITOR] or list(participants)[:1]
    who = names(visitors) or "Delegation"
    if status in (Status.HELD, Status.ONGOING) and place:
        several = len(visitors) > 1
        return f"{who} {'visit' if several else 'visits'} {place}"
    return f"{who} visit to {place}" if place else f"{who} visit"


def names(people: Sequence) -> str:
    """One name, two joined by "and", or the first and "others"."""
    short = [person.short_name for person in people]
    if len(short) <= 2:
        return " and ".join(short)
    return f"{short[0]} and others"
