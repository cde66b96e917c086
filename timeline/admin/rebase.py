"""Two editors on one event: what the second typed is put upon what the first has saved meanwhile.

The page carries along what it showed (`seen`). A value that the second left as it was shown stays as the first set it;
one that both changed is told to the second, with what she typed kept in the form.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from timeline.models import Event, Participation

# Fields that are decided together, each by the field that a conflict is told at.
GROUPS = {
    "title": ("title",),
    "edtf": ("edtf",),
    "kind": ("kind",),
    "setting": ("setting",),
    "status": ("status",),
    "city": ("city", "country", "venue"),
    "gathering": ("gathering",),
    "topics": ("topics",),
    "summary": ("summary",),
    "parent": ("parent",),
    "publication": ("publication",),
}
ROW = ("person", "name", "side", "role", "office_title")
ROWS = "participations"
TOTAL, INITIAL = f"{ROWS}-TOTAL_FORMS", f"{ROWS}-INITIAL_FORMS"
ROW_FIELD = re.compile(rf"{ROWS}-(?P<number>[0-9]{{1,4}})-(?P<field>\w{{1,40}})\Z")

Values = dict[str, str | list[str]]
Rows = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page showed, as a browser sends it back: fields by name, participants by the key of their row."""

    values: Values
    rows: Rows

    def as_json(self) -> str:
        return json.dumps([self.values, self.rows])


def seen_of(event: Event) -> Seen:
    """What the page of an event shows now."""
    values = {
        "title": event.title,
        "edtf": event.edtf,
        "kind": event.kind,
        "setting": event.setting,
        "status": event.status,
        "city": event.city,
        "country": event.country,
        "venue": words(event.venue_id),
        "gathering": event.gathering,
        "topics": sorted(words(topic.pk) for topic in event.topics.all()),
        "summary": event.summary,
        "parent": words(event.parent_id),
        "publication": event.publication,
    }
    return Seen({name: plain(value) for name, value in values.items()}, rows_of(event))


def rows_of(event: Event) -> Rows:
    return {words(row.pk): row_words(row) for row in event.participations.all()}


def row_words(row: Participation) -> list[str]:
    return [plain(words(value)) for value in (row.person_id, row.name, row.side, row.role, row.office_title)]


def words(value) -> str:
    return "" if value is None else str(value)


def plain(value: str | list[str]) -> str | list[str]:
    """As a form gives it back: without the line ends that browsers change and blanks at either end."""
    return value if isinstance(value, list) else value.replace("\r\n", "\n").strip()


def read_seen(sent: str | None) -> Seen | None:
    """What the browser sent back of it; None if it sent nothing that is ours."""
    try:
        values, rows = json.loads(sent or "")
        return Seen({name: plain(values[name]) for names in GROUPS.values() for name in names}, dict(rows))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def typed_in(post: QueryDict) -> Values:
    """The fields as they were sent; those that a page does not offer are left out."""
    names = [name for group in GROUPS.values() for name in group]
    sent = {name: post.getlist(name) for name in names if name in post or name == "topics"}
    return {name: sorted(values) if name == "topics" else plain(values[-1]) for name, values in sent.items()}


def rebased(post: QueryDict, seen: Seen, now: Seen) -> tuple[QueryDict, list[str]]:
    """What was sent, with all that its sender left alone brought up to date; and what both changed.

    Of the latter the names of fields, `ROWS` for a participant; what was sent of them is left as it is.
    """
    fresh, typed, both = post.copy(), typed_in(post), []
    for told_at, names in GROUPS.items():
        if any(name not in typed for name in names):
            continue
        was, is_now, hers = ([values[name] for name in names] for values in (seen.values, now.values, typed))
        if was == is_now or hers == is_now:
            continue
        if hers == was:
            for name, value in zip(names, is_now, strict=True):
                fresh.setlist(name, value if isinstance(value, list) else [value])
        else:
            both.append(told_at)
    if seen.rows != now.rows and TOTAL in post:
        rows = list(sent_rows(post))
        put_rows(fresh, [*rows_anew(rows, seen.rows, now.rows)])
        both += [ROWS] if any(changed_by_both(row, seen.rows, now.rows) for row in rows) else []
    return fresh, both


def rows_anew(rows: Iterable[Mapping[str, str]], seen: Rows, now: Rows) -> Iterator[dict[str, str]]:
    """Untouched rows as they are now; those that went meanwhile left out or, if they were touched, as new ones."""
    for row in rows:
        key, untouched = row.get("id", ""), is_untouched(row, seen)
        if key in now:
            yield {**row, **(dict(zip(ROW, now[key], strict=True)) if untouched else {})}
        elif not key or not (untouched or "DELETE" in row):
            yield {**row, "id": ""}


def is_untouched(row: Mapping[str, str], seen: Rows) -> bool:
    return "DELETE" not in row and [plain(row.get(name, "")) for name in ROW] == seen.get(row.get("id", ""))


def changed_by_both(row: Mapping[str, str], seen: Rows, now: Rows) -> bool:
    key = row.get("id", "")
    return key in seen and seen[key] != now.get(key) and not is_untouched(row, seen)


def put_rows(post: QueryDict, rows: Iterable[Mapping[str, str]]) -> None:
    """Number the rows anew, those that there are first, as a formset wants them."""
    for name in [name for name in post if ROW_FIELD.match(name)]:
        del post[name]
    rows = sorted(rows, key=lambda row: not row.get("id"))
    for number, row in enumerate(rows):
        for name, value in row.items():
            post[f"{ROWS}-{number}-{name}"] = value
    post[TOTAL], post[INITIAL] = str(len(rows)), str(sum(1 for row in rows if row.get("id")))


def sent_rows(post: QueryDict) -> Iterator[dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name, value in post.items():
        if match := ROW_FIELD.match(name):
            found[match["number"]][match["field"]] = value
    yield from (found[number] for number in sorted(found, key=int))
