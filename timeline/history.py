"""What happened to an event, a person, an office, a venue or an article: its acts in words, field by field."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

from timeline.changes import PARTS
from timeline.models import ChangeSet

EVENT = "timeline.event"
# Columns that say nothing to a reader, or too much.
UNTOLD = frozenset({"id", "public_id", "created", "added", "made_at", "fingerprint", "earliest", "latest", "replaced"})
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


def acts_on(model: str, pk: int) -> QuerySet[ChangeSet]:
    """The acts on one event, person, office, venue, topic, article or outlet, newest first. `model` is its label."""
    if model == EVENT:
        found = ChangeSet.objects.filter(links__event_id=pk)
    else:
        found = ChangeSet.objects.filter(subjects__model=model, subjects__object_pk=pk)
    return found.select_related("undone_by").prefetch_related("links", "subjects").order_by("-pk")


def told(acts: Iterable[ChangeSet], model: str, pk: int) -> list[Told]:
    """Acts in words, as far as they changed this subject. The number of queries does not depend on theirs."""
    acts = list(acts)
    names = Names.of(acts)
    return [
        Told(
            change_set=act,
            who=who(act),
            what=f"{act.act}: {act.summary}" if act.summary else act.act,
            when=act.made_at,
            differences=tuple(differences_of(act, model, pk, names)),
            readings=tuple(readings(act)),
        )
        for act in acts
    ]


def told_whole(act: ChangeSet) -> list[tuple[str, str, tuple[Difference, ...]]]:
    """All that an act changed: for each event and other subject its kind, its name and the differences."""
    names = Names.of([act])
    found = []
    for link in act.links.all():
        title = link.after.get("title") or link.before.get("title") or names.of_row(EVENT, link.event_id)
        found.append(("event", title, tuple(event_differences(act, link.event_id, names))))
    for subject in act.subjects.all():
        word = str(apps.get_model(subject.model)._meta.verbose_name)
        changed = tuple(differences(act, subject.model, subject.object_pk, names))
        found.append((word, names.of_row(subject.model, subject.object_pk), changed))
    return [(word, name, changed) for word, name, changed in found if changed]


def who(act: ChangeSet) -> str:
    """Whose act it was: an editor's, or of a reading, or of a command."""
    was_read = any(row["model"] == "articles.parserun" for row in act.rows)
    return act.actor_name or ("the parser" if was_read else "the machine")


def differences_of(act: ChangeSet, model: str, pk: int, names: "Names") -> Iterable[Difference]:
    return event_differences(act, pk, names) if model == EVENT else differences(act, model, pk, names)


def readings(act: ChangeSet) -> Iterable[str]:
    """The parse runs an act made."""
    for row in act.rows:
        if row["model"] == "articles.parserun" and row["before"] is None and row["after"]:
            run = row["after"]
            counted = f", days counted from {run['dct']}" if run.get("dct") else ", without a day to count from"
            found = run.get("engagement_count", 0)
            yield f"parser {run.get('parser_version')}{counted}: {found} engagement{'' if found == 1 else 's'} found"


def event_differences(act: ChangeSet, pk: int, names: "Names") -> Iterable[Difference]:
    """Shown values, state and publication, decisions, and tellings that came or went."""
    for row in act.rows:
        if row["model"] == EVENT and row["pk"] == pk:
            before, after = row["before"] or {}, row["after"] or {}
            for field in ("state", "publication", "merged_into_id"):
                if before.get(field) != after.get(field):
                    values = (names.word(EVENT, field, side.get(field)) for side in (before, after))
                    yield Difference(names.label(EVENT, field), *values)
    link = next((link for link in act.links.all() if link.event_id == pk), None)
    if link:
        yield from shown_differences(link.before, link.after)
    for row in act.rows:
        if row["model"] == "timeline.decision":
            yield from decision_differences(row, pk)
    came, went = tellings(act, pk)
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
            else:
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


def tellings(act: ChangeSet, pk: int) -> tuple[int, int]:
    """How many mentions an event got and lost by an act."""
    came = went = 0
    for row in act.rows:
        if row["model"] == "articles.mention":
            was, now = (row["before"] or {}).get("event_id"), (row["after"] or {}).get("event_id")
            came += now == pk and was != pk
            went += was == pk and now != pk
    return came, went


def differences(act: ChangeSet, model: str, pk: int, names: "Names") -> Iterable[Difference]:
    """The columns of a row that an act changed, and of the rows that belong to it (a person's terms)."""
    for row in act.rows:
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
    def of(cls, acts: Sequence[ChangeSet]) -> "Names":
        wanted: dict[str, set[int]] = defaultdict(set)
        for act in acts:
            for row in act.rows:
                for column, target in targets(row["model"]).items():
                    sides = [side for side in (row["before"], row["after"]) if side and side.get(column)]
                    wanted[target] |= {side[column] for side in sides}
            for subject in act.subjects.all():
                wanted[subject.model].add(subject.object_pk)
            wanted[EVENT] |= {link.event_id for link in act.links.all()}
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
