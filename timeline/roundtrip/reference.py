"""People, offices and venues as tables: cells are columns, changes are recorded edits."""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet

from timeline.models import Office, Person, Venue
from timeline.reference_edits import events_showing, store_row
from timeline.roundtrip.cells import joined, split


class ReferenceTable:
    """Cells of a reference model, one column a field; `origin` is only for reading."""

    model: type[models.Model]
    name: str
    key: str
    columns: dict[str, str]
    reading = frozenset({"origin"})

    def rows(self, found: QuerySet) -> Iterator[list[str]]:
        for row in found.order_by("pk").iterator(chunk_size=500):
            yield list(self.cells(row).values())

    def cells(self, row: models.Model) -> dict[str, str]:
        return {name: self.text(getattr(row, self.field(name).attname)) for name in self.columns}

    def text(self, value) -> str:
        if isinstance(value, list):
            return joined(map(str, value))
        return "" if value is None else str(value)

    def field(self, name: str) -> models.Field:
        return self.model._meta.get_field(name)

    def stored(self, keys: Sequence[str]) -> dict[str, models.Model]:
        wanted = [key for key in keys if self.may_be_key(key)]
        found = self.model.objects.filter(**{f"{self.key}__in": wanted})
        return {str(getattr(row, self.key)): row for row in found}

    def may_be_key(self, key: str) -> bool:
        if isinstance(self.field(self.key), models.AutoField):
            return key.isascii() and key.isdigit() and len(key) < 19
        return bool(key)

    def current(self, keys: Sequence[str]) -> dict[str, dict[str, str]]:
        return {key: self.cells(row) for key, row in self.stored(keys).items()}

    def may_make(self, key: str) -> bool:
        """A public key is made up by whoever makes the row; a number is not."""
        return not key or not isinstance(self.field(self.key), models.AutoField)

    def prepare(self, rows) -> None:
        """Each row stands for itself."""

    def faults(self, key, old, new, changed, user) -> list[tuple[str, str]]:
        stored = self.stored([key]).get(key)
        act = "change" if stored else "add"
        if not user.has_perm(f"timeline.{act}_{self.model._meta.model_name}"):
            return [("", f"You may not {act} {self.model._meta.verbose_name_plural}.")]
        row, found = self.filled(stored, new, changed)
        if found:
            return found
        try:
            row.full_clean(exclude=[name for name in self.names() if name not in changed and stored])
        except ValidationError as error:
            return [
                (name if name in self.columns else "", " ".join(messages))
                for name, messages in error.message_dict.items()
            ]
        return []

    def names(self) -> list[str]:
        return [field.name for field in self.model._meta.fields]

    def filled(self, stored, new, changed) -> tuple[models.Model, list[tuple[str, str]]]:
        """The row with its new values, and what cannot be read of them."""
        row, found = stored or self.model(), []
        for name in changed:
            field, cell = self.field(name), new[name]
            if isinstance(field, models.AutoField):
                continue
            try:
                if isinstance(field, models.JSONField):
                    value = split(cell)
                elif not cell and field.null:
                    value = None
                elif not cell and field.has_default():
                    value = field.get_default()
                else:
                    value = field.to_python(cell)
            except ValidationError as error:
                found.append((name, " ".join(error.messages)))
                continue
            setattr(row, field.attname, value)
        return row, found

    def write(self, act, changes, by) -> None:
        stored = self.stored([key for key, *_ in changes])
        for row in stored.values():
            act.touches(*events_showing(row))
        for key, _, new, changed in changes:
            row, _ = self.filled(stored.get(key), new, changed)
            store_row(row, act)


class PersonTable(ReferenceTable):
    model = Person
    name = "people"
    key = "key"
    columns = {
        "key": "public, never changes; a new one makes a new person",
        "full_name": "as it is shown",
        "family_name": "",
        "given_name": "",
        "name_zh": "name in Chinese",
        "aliases": "other spellings, without titles; joined by '; '",
        "side": "US, PRC or other",
        "ids": "identifiers elsewhere",
        "note": "",
        "origin": "for reading: reference, article or editor",
    }


class OfficeTable(ReferenceTable):
    model = Office
    name = "offices"
    key = "id"
    columns = {
        "id": "number of the row; empty for a new office",
        "title": "",
        "body": "what it is an office of",
        "side": "US, PRC or other",
        "channel": "leaders, foreign-affairs, economic, military, climate, legislative or other",
        "rank": "1 (head of state, party or government) to 9",
        "phrases": "how newspapers write it; joined by '; '",
        "origin": "for reading: reference, article or editor",
    }


class VenueTable(ReferenceTable):
    model = Venue
    name = "venues"
    key = "key"
    columns = {
        "key": "never changes; a new one makes a new venue",
        "name": "",
        "aliases": "other spellings; joined by '; '",
        "city": "",
        "country": "ISO 3166-1 alpha-2",
        "latitude": "degrees, WGS 84",
        "longitude": "degrees, WGS 84",
        "kind": "",
        "origin": "for reading: reference, article or editor",
    }
