"""Reading stored articles again after people, offices or venues were corrected: only those that name them."""

import re
from collections.abc import Callable, Iterable

from django.db.models import Max, Q

from articles.ingest import database_parser, reparse_article
from articles.models import Article, ParseRun
from timeline import relinking
from timeline.models import ChangeSet, Office, Person, Term, Venue

# The columns the parser's lexicon is made of; only a change of these touches articles.
READ = {
    "timeline.person": ("full_name", "family_name", "given_name", "name_zh", "aliases", "side"),
    "timeline.term": ("person_id", "office_id", "start", "end", "aliases"),
    "timeline.office": ("title", "body", "side", "channel", "rank", "phrases"),
    "timeline.venue": ("name", "aliases", "city", "country"),
}
# Those of them that stand in texts.
NAMES = {
    "timeline.person": ("full_name", "family_name", "name_zh", "aliases"),
    "timeline.term": ("aliases",),
    "timeline.office": ("title", "phrases"),
    "timeline.venue": ("name", "aliases"),
}
AT_ONCE = 40  # names in one query: SQLite bounds the depth of an expression


def names_of(model: str, values: dict) -> set[str]:
    """What a row of the reference data is called in texts; `values` are its columns."""
    found = set()
    for column in NAMES[model]:
        value = values.get(column) or ()
        found.update([value] if isinstance(value, str) else value)
    return {name for name in found if name.strip()}


def names_of_act(act: ChangeSet) -> set[str]:
    """The names that an act made, changed or took away, before and after; none if the parser does not read them.

    A term's names are those of its person and its office: from when to when somebody held it decides who is meant.
    """
    found, people, offices = set(), set(), set()
    for row in act.rows:
        if row["model"] not in READ:
            continue
        before, after = row["before"] or {}, row["after"] or {}
        if all(before.get(column) == after.get(column) for column in READ[row["model"]]):
            continue
        for side in filter(None, (before, after)):
            found |= names_of(row["model"], side)
            people.add(side.get("person_id"))
            offices.add(side.get("office_id"))
    for model, pks in ((Person, people), (Office, offices)):
        for row in model.objects.filter(pk__in=pks - {None}):
            found |= names_of(row._meta.label_lower, row.__dict__)
    return found


def names_of_row(row: Person | Office | Venue) -> set[str]:
    """What a row is called now, and was before any act on it; a person also as in office."""
    model = row._meta.label_lower
    found = names_of(model, row.__dict__)
    for term in Term.objects.filter(person=row) if isinstance(row, Person) else ():
        found |= names_of("timeline.term", term.__dict__)
    for act in ChangeSet.objects.filter(subjects__model=model, subjects__object_pk=row.pk):
        found |= names_of_act(act)
    return found


def articles_naming(names: Iterable[str]) -> list[int]:
    """Primary keys, in order, of the articles in whose text one of the names stands as words of its own.

    A single word counts as written, so that "May" is not "may"; several words in any case.
    """
    wanted, found = sorted(set(names)), set()
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        anywhere = Q()
        for name in some:  # word by word: a line may end within a name
            anywhere |= Q(*(Q(text__icontains=word) for word in name.split()))
        patterns = [pattern_of(name) for name in some]
        candidates = Article.objects.filter(anywhere).exclude(pk__in=found).values_list("pk", "text")
        found |= {pk for pk, text in candidates if any(pattern.search(text) for pattern in patterns)}
    return sorted(found)


def pattern_of(name: str) -> re.Pattern:
    words = r"\s{1,9}".join(map(re.escape, name.split()))
    # A border of words means nothing between Chinese characters.
    start = r"\b" if name.strip()[0].isascii() else ""
    end = r"\b" if name.strip()[-1].isascii() and name.strip()[-1].isalnum() else ""
    return re.compile(f"{start}{words}{end}", re.IGNORECASE if " " in name.strip() else 0)


def touched(act: ChangeSet) -> list[int]:
    """The articles that name what an act corrected."""
    return articles_naming(names_of_act(act))


def not_read_since(acts: Iterable[ChangeSet]) -> list[int]:
    """The articles that name what these acts corrected and whose last reading is older."""
    last = dict(ParseRun.objects.values_list("article").annotate(last=Max("made_at")))
    found = set()
    for act in acts:
        found |= {pk for pk in touched(act) if pk not in last or last[pk] < act.made_at}
    return sorted(found)


def corrections(since=None):
    """The acts on people, offices and venues, the oldest first; from a day on if one is given."""
    acts = ChangeSet.objects.filter(subjects__model__in=READ).distinct().order_by("pk")
    return acts.filter(made_at__date__gte=since) if since else acts


def opened(by=None) -> Callable[[int], str]:
    """The function that reads an article again with the lexicon as it is now, and says what came of it."""
    parse, version = database_parser()

    def read(pk: int) -> str:
        article = Article.objects.get(pk=pk)
        return f"{article}: {reparse_article(article, parse, version, by=by).summary()}"

    return read


def connect() -> None:
    """Let the desk offer it after a correction."""
    relinking.register(relinking.Reader(touched, opened))
