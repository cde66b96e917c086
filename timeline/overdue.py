"""What nobody reported on again: a visit still under way, a meeting still planned, for days long gone.

The status stays what the articles said; only its words say that it is the last that was heard.
"""

from datetime import date, timedelta

from timeline import edtf
from timeline.vocabulary import Status, label

# A plan without a day is given a year.
OPEN_PLAN = timedelta(days=365)
OVERDUE_WORDS = {
    Status.ONGOING: "ongoing when last reported",
    Status.PLANNED: "planned, outcome not reported",
    Status.PROPOSED: "proposed, outcome not reported",
}


def is_overdue(status: str, earliest: date | None, latest: date | None, today: date) -> bool:
    """True if the days of a plan, or of what was under way, are over by `today`; bounds inclusive, None is open."""
    over = latest or (earliest + OPEN_PLAN if earliest else None)
    return status in OVERDUE_WORDS and over is not None and over < today


def status_words(status: str, earliest: date | None, latest: date | None, today: date) -> str:
    """The status as a list shows it."""
    return OVERDUE_WORDS[Status(status)] if is_overdue(status, earliest, latest, today) else label(Status(status))


def overdue_note(status: str, earliest: date | None, latest: date | None, told: date | None, today: date) -> str:
    """What an event's page adds to its status: `told` is the day of the last article; "" if nothing is overdue."""
    if not is_overdue(status, earliest, latest, today):
        return ""
    since = f"last reported on {edtf.humanise(told.isoformat())}; " if told else ""
    return since + ("no article tells of its end" if status == Status.ONGOING else "no article tells of its outcome")
