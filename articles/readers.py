"""Files in, raw articles out: .txt, .md with front matter, .html, .jsonl, and folders of them.

Nothing here touches the database. What cannot be read raises IngestError with words for whoever brought it.
"""

import csv
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import charset_normalizer

from articles.errors import IngestError

SUFFIXES = (".txt", ".md", ".html", ".htm", ".jsonl")
MAX_BYTES = 2 * 1024 * 1024
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as it came, cleaned of what no database takes, with what is known of it."""

    text: str
    file_name: str = ""
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None
    published_basis: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or line that could not be read, and why."""

    name: str
    reason: str

    def __str__(self):
        return f"{self.name}: {self.reason}"


def find_files(paths: Iterable[Path]) -> Iterator[Path | Failure]:
    """The files to read, folders walked in the order of their names.

    A README, a metadata table and files of other kinds in a folder are passed over; named outright they fail.
    """
    for path in paths:
        if path.is_dir():
            files = sorted(f for f in path.rglob("*") if f.is_file() and f.suffix.lower() in SUFFIXES)
            files = [f for f in files if f.stem.upper() != "README" and not f.name.startswith(".")]
            if not files:
                yield Failure(str(path), f"holds no article ({', '.join(SUFFIXES)})")
            yield from files
        elif not path.exists():
            yield Failure(str(path), "no such file or folder")
        elif path.suffix.lower() not in SUFFIXES:
            yield Failure(str(path), f"is no kind of file read here ({', '.join(SUFFIXES)})")
        else:
            yield path


def read_file(path: Path, *, max_bytes: int = MAX_BYTES) -> list[RawArticle | Failure]:
    """The articles of one file: one, or as many as a .jsonl has lines.

    A line of a .jsonl that fails does not take the others with it.
    """
    try:
        content = read_bytes(path, max_bytes=max_bytes)
        if path.suffix.lower() == ".jsonl":
            return read_lines(decode(content), path.name)
        return [read_content(content, path.name)]
    except IngestError as error:
        return [Failure(str(path), str(error))]
    except OSError as error:
        return [Failure(str(path), error.strerror or str(error))]


def read_bytes(path: Path, *, max_bytes: int) -> bytes:
    limit = max_bytes * (50 if path.suffix.lower() == ".jsonl" else 1)  # a .jsonl holds many articles
    size = path.stat().st_size
    if size > limit:
        raise IngestError(f"is too large ({size / 1e6:.1f} MB; the limit is {limit / 1e6:.1f} MB)")
    return path.read_bytes()


def read_content(content: bytes, name: str) -> RawArticle:
    """One article of one file's bytes; the name's ending says how to read them."""
    suffix = Path(name).suffix.lower()
    if suffix in (".html", ".htm"):
        raw = read_html(content)
    elif suffix == ".md":
        raw = read_markdown(decode(content))
    else:
        raw = RawArticle(text=decode(content))
    return tidy(replace(raw, file_name=name))


def decode(content: bytes) -> str:
    """Bytes as text: UTF-8 (or UTF-16 with its mark), else the encoding that fits best.

    Errors: IngestError for an empty file and for what is no text.
    """
    if not content.strip():
        raise IngestError("is empty")
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise IngestError(f"is no proper {encoding.upper()}") from error
    # Pictures, archives and programs hold NUL or many control bytes; no text does.
    if b"\0" in content or sum(byte < 9 or 13 < byte < 32 for byte in content[:4096]) > 8:
        raise IngestError("is no text (binary data)")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(content[:200_000]).best()
        if best is None or best.chaos > 0.2:
            raise IngestError("is in no encoding that can be recognised; save it as UTF-8") from None
        try:
            return content.decode(best.encoding)
        except UnicodeDecodeError:
            raise IngestError("is in no encoding that can be recognised; save it as UTF-8") from None


FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,5000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


def read_markdown(text: str) -> RawArticle:
    """Text with `name: value` lines between two `---` lines before it."""
    text = text.replace("\r\n", "\n")
    match = FRONT_MATTER.match(text)
    if not match:
        return RawArticle(text=text)
    fields = {}
    for line in match[1].splitlines():
        name, colon, value = line.partition(":")
        if colon:
            fields[name.strip().lower()] = value.strip().strip("\"'")
    return described(RawArticle(text=text[match.end() :].lstrip("\n")), fields)


def read_html(content: bytes) -> RawArticle:
    """The article in a web page, with the title, outlet and day that the page gives."""
    import trafilatura  # slow to import, and only this needs it

    decode(content)  # for its errors
    try:
        document = trafilatura.bare_extraction(content, include_comments=False, with_metadata=True)
    except Exception as error:  # whatever lxml makes of a broken page
        raise IngestError(f"is no web page that can be read ({type(error).__name__})") from error
    if document is None or not (document.text or "").strip():
        raise IngestError("holds no article text")
    day = None
    if document.date:
        day = read_day(document.date)
    return RawArticle(
        text=document.text,
        title=document.title or "",
        outlet=document.sitename or "",
        url=document.url or "",
        published=day,
        published_basis="the page's own metadata" if day else "",
    )


def read_lines(text: str, name: str) -> list[RawArticle | Failure]:
    """A .jsonl: an object with `text` a line, and the columns of a metadata table."""
    found: list[RawArticle | Failure] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict) or not isinstance(row.get("text"), str):
                raise IngestError('is no object with a "text"')
            fields = {key: value for key, value in row.items() if isinstance(value, str)}
            file_name = fields.get("file") or f"{name}:{number}"
            found.append(tidy(described(RawArticle(text=row["text"], file_name=file_name), fields)))
        except (IngestError, ValueError) as error:
            found.append(Failure(f"{name}, line {number}", str(error) if isinstance(error, IngestError) else "no JSON"))
    return found


def described(raw: RawArticle, fields: dict[str, str]) -> RawArticle:
    """An article with what a metadata row, front matter or JSON object tells of it.

    Errors: IngestError for a day that is none.
    """
    columns = ("title", "outlet", "url", "published_basis", "language")
    known = {name: fields[name] for name in columns if fields.get(name)}
    if day := fields.get("published"):
        known["published"] = read_day(day)
    return replace(raw, **known)


def read_day(words: str) -> date:
    """An ISO day, within the years a newspaper of ours could have.

    Errors: IngestError.
    """
    try:
        day = date.fromisoformat(words.strip()[:10] if re.match(r"\d{4}-\d\d-\d\d[T ]", words) else words.strip())
    except ValueError:
        raise IngestError(f"“{words}” is no date (write it as 2024-08-29)") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise IngestError(f"“{words}” lies outside {FIRST_YEAR} to {LAST_YEAR}")
    return day


def read_metadata(path: Path) -> dict[str, dict[str, str]]:
    """A table with columns file, title, outlet, published, published_basis, language: rows by file name.

    Errors: IngestError.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise IngestError(f"{path}: the metadata cannot be read ({error})") from error
    if rows and "file" not in rows[0]:
        raise IngestError(f"{path}: the metadata has no column “file”")
    filled = (row for row in rows if row["file"])
    return {row["file"]: {key: (value or "").strip() for key, value in row.items() if key} for row in filled}


def tidy(raw: RawArticle) -> RawArticle:
    """Text as it is stored: NFC, one kind of line end, nothing a database refuses.

    Errors: IngestError if nothing is left.
    """
    text = clean(raw.text).strip()
    if not text:
        raise IngestError("is empty")
    if not any(character.isalpha() for character in text):
        raise IngestError("holds no words")
    return replace(raw, text=text, title=clean(raw.title).strip()[:400], outlet=clean(raw.outlet).strip()[:200])


UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
LINE_END = re.compile(r"\r\n?|[\u2028\u2029]")


def clean(text: str) -> str:
    """NFC, newlines as \\n, without NUL, lone surrogates and control characters."""
    kept = UNWANTED.sub("", LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", kept)  # last: what is dropped may have kept two signs apart
