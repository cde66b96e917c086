"""What an editor brings to the desk: pasted texts and uploaded files as raw articles, each failure with its reason."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from articles.errors import IngestError
from articles.readers import SUFFIXES, Failure, RawArticle, decode, described, read_content, read_lines, tidy

# What is looked at goes back and forth with the page, and is read while somebody waits: about 40 KB a second.
MOST_ARTICLES = 50
MOST_BYTES = 400_000  # of text
MOST_IN_FILE = 4_000_000  # of a file that holds many articles
MANY = (".jsonl", ".csv")  # files that hold many articles
COLUMNS = ("file", "title", "outlet", "url", "published", "published_basis", "language")

Item = RawArticle | Failure


def read_all(text: str, uploads: Iterable[UploadedFile]) -> list[Item]:
    """The articles of a pasted text and of uploaded files.

    Errors: IngestError if it is more than the desk takes at once; what fails by itself is a Failure among the rest.
    """
    found: list[Item] = []
    if text.strip():
        found += attempt("the pasted text", lambda: [read_content(text.encode("utf-8", "replace"), "pasted.txt")])
    for upload in uploads:
        found += attempt(upload.name, lambda upload=upload: read_upload(upload))
    found = [replace(item, file_name="") if is_pasted(item) else item for item in found]
    articles = [item for item in found if isinstance(item, RawArticle)]
    if len(articles) > MOST_ARTICLES:
        raise IngestError(
            f"These are {len(articles)} articles. The desk takes {MOST_ARTICLES} at a time; "
            "“manage.py ingest” takes any number."
        )
    total = sum(len(article.text.encode()) for article in articles)
    if total > MOST_BYTES:
        raise IngestError(
            f"This is {total // 1000:,} KB of text. The desk takes {MOST_BYTES // 1000} KB at a time; "
            "“manage.py ingest” takes any amount."
        )
    return found


def is_pasted(item: Item) -> bool:
    return isinstance(item, RawArticle) and item.file_name == "pasted.txt"


def attempt(name: str, read) -> list[Item]:
    try:
        return read()
    except IngestError as error:
        return [Failure(name, str(error))]


def read_upload(upload: UploadedFile) -> list[Item]:
    """
    Errors: IngestError.
    """
    suffix = Path(upload.name).suffix.lower()
    if suffix not in (*SUFFIXES, ".csv"):
        raise IngestError(f"is no kind of file read here ({', '.join((*SUFFIXES, '.csv'))})")
    if upload.size > (MOST_IN_FILE if suffix in MANY else settings.MAX_ARTICLE_BYTES):
        raise IngestError(f"is too large ({upload.size / 1e6:.1f} MB)")
    content = upload.read()
    if suffix == ".jsonl":
        return read_lines(decode(content), upload.name)
    if suffix == ".csv":
        return read_table(decode(content), upload.name)
    return [read_content(content, upload.name)]


def read_table(text: str, name: str) -> list[Item]:
    """A CSV: a row an article, with a column `text` and any of the columns of a metadata table.

    Errors: IngestError if it has no such column, or is no CSV.
    """
    limit = csv.field_size_limit(MOST_IN_FILE)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise IngestError(f"is no proper CSV ({error})") from error
    finally:
        csv.field_size_limit(limit)
    if not rows:
        raise IngestError("has no rows")
    if "text" not in rows[0]:
        raise IngestError("has no column “text”")
    found: list[Item] = []
    for number, row in enumerate(rows, start=2):
        fields = {column: (row.get(column) or "").strip() for column in COLUMNS}
        raw = RawArticle(text=row["text"] or "", file_name=fields["file"] or f"{name}:{number}")
        found += attempt(f"{name}, row {number}", lambda raw=raw, fields=fields: [tidy(described(raw, fields))])
    return found


# --- there and back with the page ----------------------------------------------------------------------------


def packed(articles: Iterable[RawArticle]) -> str:
    """Articles as JSON for a hidden field, until the editor has seen what would come of them."""
    rows = [asdict(article) for article in articles]
    return json.dumps(rows, default=str, ensure_ascii=False)


def unpacked(words: str) -> list[RawArticle]:
    """The articles of a hidden field, checked like files, for whoever posts it may have changed it.

    Errors: IngestError.
    """
    try:
        rows = json.loads(words)
        names = RawArticle.__dataclass_fields__
        texts = [{name: str(row.get(name) or "") for name in names} for row in rows]
    except (ValueError, TypeError, AttributeError) as error:
        raise IngestError("What the page sent back cannot be read: bring the articles once more.") from error
    if len(texts) > MOST_ARTICLES:
        raise IngestError(f"The desk takes {MOST_ARTICLES} articles at a time.")
    return [tidy(described(RawArticle(text=row["text"], file_name=row["file_name"][:300]), row)) for row in texts]
