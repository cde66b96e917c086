import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.errors import IngestError
from articles.readers import Failure, clean, find_files, read_day, read_file, read_metadata

TEXT = "The two ministers met in Geneva on Tuesday."


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_text_file_becomes_an_article(tmp_path):
    (raw,) = read_file(write(tmp_path, "a.txt", TEXT))

    assert (raw.text, raw.file_name, raw.published) == (TEXT, "a.txt", None)


def test_front_matter_tells_of_the_article(tmp_path):
    content = f"---\ntitle: Talks\noutlet: Courier\npublished: 1997-04-02\n---\n{TEXT}\n"

    (raw,) = read_file(write(tmp_path, "a.md", content))

    assert (raw.text, raw.title, raw.outlet, raw.published) == (TEXT, "Talks", "Courier", date(1997, 4, 2))


def test_web_page_gives_its_text_title_and_day(tmp_path):
    page = f"""<html><head><title>Talks</title><meta property="article:published_time" content="2025-05-12"></head>
    <body><nav>Home News Sport</nav><article><h1>Talks</h1><p>{TEXT} They agreed to meet again before summer ends.</p>
    <p>A longer paragraph follows so that the page looks like an article with some body to it, as pages do.</p>
    </article><script>alert(1)</script></body></html>"""

    (raw,) = read_file(write(tmp_path, "a.html", page))

    assert TEXT in raw.text
    assert "alert" not in raw.text
    assert (raw.title, raw.published) == ("Talks", date(2025, 5, 12))


def test_jsonl_line_that_fails_leaves_the_others(tmp_path):
    lines = [
        json.dumps({"text": TEXT, "published": "2025-05-12"}),
        "{broken",
        json.dumps({"text": TEXT, "published": "x"}),
    ]

    first, second, third = read_file(write(tmp_path, "a.jsonl", "\n".join(lines)))

    assert first.published == date(2025, 5, 12)
    assert str(second) == "a.jsonl, line 2: no JSON"
    assert "“x” is no date" in str(third)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("a.txt", b"", "is empty", id="empty"),
        pytest.param("a.txt", b"  \n\t ", "is empty", id="blank"),
        pytest.param("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "is no text", id="a picture"),
        pytest.param("a.txt", b"\xff\xfeA", "is no proper UTF-16", id="half a character"),
        pytest.param("a.txt", b"12 34 56", "holds no words", id="no words"),
        pytest.param("a.md", b"---\npublished: 20240-01-01\n---\nText", "is no date", id="year 20240"),
        pytest.param("a.md", b"---\npublished: 0204-01-01\n---\nText", "lies outside", id="year 204"),
        pytest.param("a.html", b"<html><body></body></html>", "holds no article text", id="empty page"),
        pytest.param("a.txt", b"x" * 2_100_000, "is too large (2.1 MB", id="too large"),
    ],
)
def test_unreadable_file_says_why(tmp_path, name, content, words):
    (failure,) = read_file(write(tmp_path, name, content))

    assert isinstance(failure, Failure)
    assert words in str(failure)
    assert name in str(failure)


def test_other_encodings_are_recognised(tmp_path):
    words = "Zhou Enlai reçut l’envoyé américain à Pékin ; la visite fut tenue secrète. " * 5

    (raw,) = read_file(write(tmp_path, "a.txt", words.replace("’", "'").encode("latin-1")))

    assert "reçut" in raw.text


def test_folder_gives_its_articles_in_order(tmp_path):
    for name in ("b.txt", "a.md", "README.md", "metadata.csv", ".hidden.txt"):
        write(tmp_path, name, TEXT)

    assert [path.name for path in find_files([tmp_path])] == ["a.md", "b.txt"]


def test_missing_and_strange_files_fail_by_name(tmp_path):
    found = list(find_files([tmp_path / "none.txt", write(tmp_path, "a.docx", "x"), tmp_path]))

    assert [type(item) for item in found] == [Failure] * 3


def test_metadata_without_a_file_column_is_refused(tmp_path):
    with pytest.raises(IngestError, match="no column"):
        read_metadata(write(tmp_path, "m.csv", "name,published\na.txt,2024-01-01\n"))


def test_clean_leaves_what_a_database_takes():
    assert clean("e\u0301\r\nx\0y\ud800\u200bz\ufeff") == "é\nxy\u200bz"


@pytest.mark.parametrize("words", ["2024-02-30", "yesterday", "", "20240829x"])
def test_day_that_is_none_is_refused(words):
    with pytest.raises(IngestError):
        read_day(words)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\x07c\td", "abc\td"),
        ("a\u2028b", "a\nb"),
        ("e\u0301", "\u00e9"),
        ("a\ud800b", "ab"),
        ("\ufeffa\x85b", "ab"),
        ("e\x00\u0301", "\u00e9"),
        ("习近平 “x”", "习近平 “x”"),
    ],
)
def test_clean_text_cleans(raw, cleaned):
    assert clean(raw) == cleaned


@given(st.text(max_size=60))
def test_clean_text_changes_nothing_the_second_time(raw):
    once = clean(raw)

    assert clean(once) == once
