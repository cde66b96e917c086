"""Text that is searched for any part of a word: by a full-text table of trigrams on SQLite, by LIKE elsewhere."""

from django.db import models
from django.db.models.lookups import Contains

SHORTEST = 3  # a trigram


class TrigramField(models.TextField):
    """A text whose table is a trigram table where the database is SQLite; `__has` asks for a part of it."""


@TrigramField.register_lookup
class Has(Contains):
    """True if the text contains the words as they stand. Shorter ones than a trigram are looked for in every row."""

    lookup_name = "has"

    def get_rhs_op(self, connection, rhs):
        return connection.operators["contains"] % rhs

    def as_sqlite(self, compiler, connection):
        if len(self.rhs) < SHORTEST:
            return self.as_sql(compiler, connection)
        column, params = self.process_lhs(compiler, connection)
        # Within double quotes nothing has a meaning of its own but the quote itself, which is doubled.
        return f"{column} MATCH %s", [*params, '"{}"'.format(self.rhs.replace('"', '""'))]
