"""What happened to an event, a person, an office, a venue or an article: its acts in words, field by field."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Prefetch, QuerySet

from timeline.changes import PARTS
from timeline.models import ChangedEvent, ChangeSet

EVENT = "timeline.event"
# Columns that say nothing to a reader, or too much.
UNTOLD = frozenset({"id", "public_id", "created", "added", "made_at", "fingerprint", "earliest", "latest", "replaced"})
OF_EVENTS = frozenset({"timeline.decision", "articles.mention"})  # told in the history of their event
MOST_TOLD = 200  # subjects of an act on one page
LONGEST = 300  # characters of a value; an article's text is told by its beginning


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, as it was and as it became; of lists only what went and what came."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Told:
    """One act as the history of one subject shows it."""

    change_set: ChangeSet
    who: str
    what: str
    when: datetime
    differences: tuple[Difference, ...]
    readings: tuple[str, ...] = ()  # parse runs that were part of it

    @property
    def is_undone(self) -> bool:
        return self.change_set.undone_by_id is not None


@dataclass(frozen=True, slots=True)
class Whole:
    """All that an act changed, as far as one page holds it: of each subject its kind, its name and the differences."""

    subjects: tuple[tuple[str, str, tuple[Difference, ...]], ...]
    more: int = 0  # events and other subjects that are not told here


def acts_on(model: str, pk: int) -> QuerySet[ChangeSet]:
    """The acts on one event, person, office, venue, topic, article or outlet, newest first. `model` is its label."""
    if model == EVENT:
        # An act may be on ten thousand events: only what it did to this one.
        own = Prefetch("links", ChangedEvent.objects.filter(event_id=pk))
        found = ChangeSet.objects.filter(links__event_id=pk).prefetch_related(own)
    else:
        found = ChangeSet.objects.filter(subjects__model=model, subjects__object_pk=pk)
    return found.select_related("undone_by").order_by("-pk")


def told(acts: Iterable[ChangeSet], model: str, pk: int) -> list[Told]:
    """Acts in words, as far as they changed this subject. The number of queries does not depend on theirs."""
    rows = {act: [row for row in act.rows if (model, pk) in told_under(row)] for act in acts}
    names = Names.of(chain.from_iterable(rows.values()))
    return [
        Told(
            change_set=act,
            who=who(act),
            what=f"{act.act}: {act.summary}" if act.summary else act.act,
            when=act.made_at,
            differences=tuple(
                event_differences(own, act.links.all(), pk, names)
                if model == EVENT
                else differences(own, model, pk, names)
            ),
            readings=tuple(readings(act)),
        )
        for act, own in rows.items()
    ]


def told_whole(act: ChangeSet, most: int = MOST_TOLD) -> Whole:
    """What an act changed in its first `most` events and other subjects."""
    links = list(act.links.order_by("event_id")[:most])
    subjects = list(act.subjects.order_by("model", "object_pk")[: most - len(links)])
    shown = [(EVENT, link.event_id) for link in links] + [(s.model, s.object_pk) for s in subjects]
    rows: dict[tuple[str, int], list[dict]] = {subject: [] for subject in shown}
    for row in act.rows:
        for subject in told_under(row) & rows.keys():
            rows[subject].append(row)
    names = Names.of(chain.from_iterable(rows.values()), shown)
    found = []
    for link in links:
        own = rows[EVENT, link.event_id]
        title = link.after.get("title") or link.before.get("title") or names.of_row(EVENT, link.event_id)
        found.append(("event", title, tuple(event_differences(own, [link], link.event_id, names))))
    for model, pk in shown[len(links) :]:
        word = str(apps.get_model(model)._meta.verbose_name)
        found.append((word, names.of_row(model, pk), tuple(differences(rows[model, pk], model, pk, names))))
    more = act.links.count() + act.subjects.count() - len(shown)
    return Whole(tuple(each for each in found if each[2]), more)


def told_under(row: dict) -> set[tuple[str, int]]:
    """The subjects in whose history a logged row is told: itself, and what it belongs to or belonged to."""
    sides = [side for side in (row["before"], row["after"]) if side]
    owners = {"event_id": EVENT} if row["model"] in OF_EVENTS else PARTS.get(row["model"], {})
    return {(row["model"], row["pk"])} | {
        (owner, side[column]) for column, owner in owners.items() for side in sides if side.get(column)
    }


def who(act: ChangeSet) -> str:
    """Whose act it was: an editor's, or of a reading, or of a command."""
    was_read = any(row["model"] == "articles.parserun" for row in act.rows)
    return act.actor_name or ("the parser" if was_read else "the machine")


def readings(act: ChangeSet) -> Iterable[str]:
    """The parse runs an act made."""
    for row in act.rows:
        if row["model"] == "articles.parserun" and row["before"] is None and row["after"]:
            run = row["after"]
            counted = f", days counted from {run['dct']}" if run.get("dct") else ", without a day to count from"
            found = run.get("engagement_count", 0)
            yield f"parser {run.get('parser_version')}{counted}: {found} engagement{'' if found == 1 else 's'} found"


def event_differences(
    rows: Sequence[dict], links: Iterable[ChangedEvent], pk: int, names: "Names"
) -> Iterable[Difference]:
    """Shown values, state and publication, decisions, and tellings that came or went."""
    for row in rows:
        if row["model"] == EVENT and row["pk"] == pk:
            before, after = row["before"] or {}, row["after"] or {}
            for field in ("state", "publication", "merged_into_id"):
                if before.get(field) != after.get(field):
                    values = (names.word(EVENT, field, side.get(field)) for side in (before, after))
                    yield Difference(names.label(EVENT, field), *values)
    for link in links:
        yield from shown_differences(link.before, link.after)
    for row in rows:
        if row["model"] == "timeline.decision":
            yield from decision_differences(row, pk)
    came, went = tellings(rows, pk)
    if came or went:
        yield Difference("tellings", f"{went} left" if went else "", f"{came} came" if came else "")


def shown_differences(before: dict, after: dict) -> Iterable[Difference]:
    for field in {**before, **after}:
        old, new = before.get(field), after.get(field)
        if isinstance(old or new, list):
            old, new = old or [], new or []
            gone, come = [item for item in old if item not in new], [item for item in new if item not in old]
            if gone or come:
                yield Difference(field, "; ".join(gone), "; ".join(come))
            elif old:  # the same in another order
                yield Difference(field, "; ".join(old), "; ".join(new))
        elif (old or new) and old != new:
            yield Difference(field, shortened(old), shortened(new))


def decision_differences(row: dict, pk: int) -> Iterable[Difference]:
    before, after = row["before"], row["after"] or {}
    was_here, is_here = bool(before) and before.get("event_id") == pk, after.get("event_id") == pk
    if was_here != is_here:
        said = after if is_here else before
        words = {"set": "set to", "clear": "cleared", "confirm": "confirmed:"}[said["mode"]]
        value = plain_words(said["value"])
        verdict = " ".join(part for part in (words, value) if part)
        verdict += f" ({said['note']})" if said["note"] else ""
        field = said["field"].replace("participant:", "participant ")
        yield Difference(f"decision on {field}", "" if is_here else verdict, verdict if is_here else "")


def tellings(rows: Iterable[dict], pk: int) -> tuple[int, int]:
    """How many mentions an event got and lost by an act's rows."""
    came = went = 0
    for row in rows:
        if row["model"] == "articles.mention":
            was, now = (row["before"] or {}).get("event_id"), (row["after"] or {}).get("event_id")
            came += now == pk and was != pk
            went += was == pk and now != pk
    return came, went


def differences(rows: Iterable[dict], model: str, pk: int, names: "Names") -> Iterable[Difference]:
    """The columns of a row that an act changed, and of the rows that belong to it (a person's terms)."""
    for row in rows:
        before, after = row["before"] or {}, row["after"] or {}
        if row["model"] == model and row["pk"] == pk:
            prefix = ""
        elif row["model"] == "timeline.term" and belongs(row, model, pk):
            prefix = f"term {names.term(after or before)}: "
        else:
            continue
        for column in {**before, **after}:
            old, new = before.get(column), after.get(column)
            if column in UNTOLD or old == new or not (old or new):
                continue
            words = (names.word(row["model"], column, value) for value in (old, new))
            yield Difference(prefix + names.label(row["model"], column), *words)


def belongs(row: dict, model: str, pk: int) -> bool:
    """True if a row is a part of this subject, before or after."""
    columns = [column for column, owner in PARTS.get(row["model"], {}).items() if owner == model]
    return any(side and side.get(column) == pk for side in (row["before"], row["after"]) for column in columns)


def plain_words(value: Any) -> str:
    """A decided value as a person would write it."""
    if isinstance(value, dict):
        told_first = [
            str(value[name]) for name in ("name", "status", "city", "country", "venue_key") if value.get(name)
        ]
        more = [str(value[name]) for name in ("side", "role", "date") if value.get(name) and value[name] != "party"]
        return ", ".join([*told_first, *more])
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return shortened(value)


def shortened(value: Any) -> str:
    words = "" if value is None else str(value)
    return words if len(words) <= LONGEST else words[:LONGEST] + " …"


class Names:
    """What the foreign keys in logged rows lead to, by name, looked up at once."""

    def __init__(self, found: dict[tuple[str, int], str]):
        self.found = found

    @classmethod
    def of(cls, rows: Iterable[dict], subjects: Iterable[tuple[str, int]] = ()) -> "Names":
        """Of these subjects, and of what these logged rows lead to."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            for column, target in targets(row["model"]).items():
                sides = [side for side in (row["before"], row["after"]) if side and side.get(column)]
                wanted[target] |= {side[column] for side in sides}
        for model, pk in subjects:
            wanted[model].add(pk)
        found = {}
        for label, pks in wanted.items():
            rows = apps.get_model(label)._base_manager.filter(pk__in=pks)
            found |= {(label, row.pk): str(row) for row in rows}
        return cls(found)

    def of_row(self, model: str, pk: int) -> str:
        return self.found.get((model, pk), f"no. {pk}")

    def word(self, model: str, column: str, value: Any) -> str:
        """A column's value: of a foreign key the name, of a choice its label."""
        if value is None or value == "":
            return ""
        target = targets(model).get(column)
        if target:
            return self.of_row(target, value)
        if isinstance(value, list):
            return "; ".join(map(str, value))
        field = columns_of(model).get(column)
        return shortened(dict(field.flatchoices).get(value, value) if field and field.choices else value)

    def label(self, model: str, column: str) -> str:
        field = columns_of(model).get(column)
        return str(field.verbose_name) if field else column

    def term(self, values: dict) -> str:
        office = self.found.get(("timeline.office", values.get("office_id")), "")
        return f"“{office} {values.get('start') or '…'}–{values.get('end') or ''}”"


def columns_of(model: str) -> dict[str, models.Field]:
    return {field.attname: field for field in apps.get_model(model)._meta.concrete_fields}


# The models whose foreign keys histories tell by name.
TOLD_KEYS = frozenset({"timeline.event", "timeline.term", "articles.article"})


def targets(model: str) -> dict[str, str]:
    """Columns that are foreign keys, with the label of the model they lead to."""
    if model not in TOLD_KEYS:
        return {}
    return {
        name: field.related_model._meta.label_lower for name, field in columns_of(model).items() if field.is_relation
    }
