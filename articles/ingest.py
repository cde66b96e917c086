"""The way in: a raw article is stored, read, and its engagements placed in events; whole or not at all."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from articles.lexicon import lexicon_from_database
from articles.models import Article, Outlet
from articles.parsing.types import ParseReport
from articles.placing import place_mentions, short_id
from articles.readers import RawArticle
from articles.store import store_report
from articles.versions import find_former, had_before, replace_text
from timeline.changes import Change, record

Parse = Callable[[str, date | None], ParseReport]

QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'"})
DASHES = re.compile(r"[‐‑‒–—―]")


@dataclass
class Outcome:
    """What ingesting one article did. `state` is new, changed (its day or its reading) or unchanged."""

    article: Article
    state: str
    engagements: int = 0
    events_new: int = 0
    events_changed: int = 0

    def summary(self) -> str:
        return (
            f"{self.state}, {self.engagements} engagements, "
            f"{self.events_new} new events, {self.events_changed} events changed"
        )


def fingerprint(text: str) -> str:
    """The same for copies that differ in white space, quotes, dashes or encoding only."""
    folded = unicodedata.normalize("NFKC", text).translate(QUOTES).replace("''", '"')
    folded = DASHES.sub("-", folded).replace("…", "...")
    return hashlib.sha256(" ".join(folded.split()).encode("utf-8", "replace")).hexdigest()


def database_parser() -> tuple[Parse, str]:
    """The parser with the lexicon of this database, and its version. Loads the language model on the first parse."""
    from articles.known import known_events
    from articles.parsing.guess import guess_dct
    from articles.parsing.pipeline import PARSER_VERSION, parse_article  # brings spaCy with it: not at web start-up

    lexicon = lexicon_from_database()

    def parse(text: str, dct: date | None) -> ParseReport:
        report = parse_article(text, dct=dct, lexicon=lexicon)
        if dct:
            return report
        return replace(report, day_guess=guess_dct(report, text, lexicon=lexicon, known=known_events(report)))

    return parse, PARSER_VERSION


def ingest_article(raw: RawArticle, parse: Parse, version: str, *, by=None) -> Outcome:
    """Store an article, read it, and place what it tells; one transaction, so whole or not at all.

    The text that is here already is the same article: what is newly known of it (day, outlet, title) is added,
    nothing known is overwritten. An article that comes again with another text is a new version of it.
    """
    mark = fingerprint(raw.text)
    article = Article.objects.filter(fingerprint=mark).first() or had_before(mark)
    former = None if article else find_former(raw)
    text = article.text if article else raw.text
    known = article or former
    day = (known.published if known else None) or raw.published
    report = parse(text, day)  # before the transaction: parsing is slow, and a writer blocks all others
    summary = raw.title or raw.file_name or raw.text[:60]
    with record("new version" if former else "ingest", by=by, summary=summary) as change:
        if former:
            replace_text(former, raw, mark, change)
            return read_into_events(former, report, version, "changed", change)
        article, state = store_article(article, raw, mark, change)
        return read_into_events(article, report, version, state, change)


def reparse_article(article: Article, parse: Parse, version: str, *, by=None) -> Outcome:
    """Read a stored article again, with its day as it stands now."""
    report = parse(article.text, article.published)
    with record("read again", by=by, summary=str(article)) as change:
        return read_into_events(article, report, version, "unchanged", change)


def correct_article(article: Article, values: dict, parse: Parse, version: str, *, by=None) -> Outcome:
    """Change what is known of an article, its day above all, and read it again; one act, so undone as one.

    `values` by column; the text is not among them.
    """
    changed = {name: value for name, value in values.items() if getattr(article, name) != value}
    report = parse(article.text, changed.get("published", article.published))
    with record("correct article", by=by, summary=f"{', '.join(sorted(changed))} of “{article}”") as change:
        if changed:
            change.update(article, **changed)
        return read_into_events(article, report, version, "unchanged", change)


def read_into_events(article: Article, report: ParseReport, version: str, state: str, change: Change) -> Outcome:
    stored = store_report(article, report, version=version, change=change)
    if not stored.changed and not stored.left_events:
        return Outcome(article, state, stored.engagements)
    placed = place_mentions(stored.changed, stored.left_events, change)
    state = "changed" if state == "unchanged" else state
    return Outcome(article, state, stored.engagements, len(placed.new), len(placed.changed))


def store_article(article: Article | None, raw: RawArticle, mark: str, change: Change) -> tuple[Article, str]:
    """The article's row, made or completed."""
    known = {
        "title": raw.title,
        "url": raw.url[:1000],
        "published": raw.published,
        "published_basis": raw.published_basis[:300],
        "outlet": outlet_named(raw.outlet, change),
        "file_name": raw.file_name[:300],
    }
    article = article or Article.objects.filter(fingerprint=mark).first()  # it may have come in meanwhile
    if article is None:
        fresh = Article(fingerprint=mark, public_id=short_id(mark), text=raw.text, language=raw.language[:8], **known)
        return change.create(fresh), "new"
    added = {name: value for name, value in known.items() if value and not getattr(article, name)}
    if added:
        change.update(article, **added)
    return article, "changed" if added else "unchanged"


def outlet_named(name: str, change: Change) -> Outlet | None:
    if not name:
        return None
    return Outlet.objects.filter(name=name).first() or change.create(Outlet(name=name))
