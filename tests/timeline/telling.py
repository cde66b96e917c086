"""Articles taken in as the parser would, each line of them one engagement (see `tests.articles.reports`)."""

from datetime import date

from articles.ingest import ingest_article
from articles.readers import RawArticle
from tests.articles.reports import parse_lines
from timeline.history import Told, acts_on, told

TALKS = "talks | held | 2024-08-27/2024-08-28 | Jake Sullivan | Wang Yi | Beijing"
XI = "meeting | held | 2024-08-29 | Jake Sullivan | Xi Jinping | Beijing"


def ingest(text, published=date(2024, 8, 29)):
    return ingest_article(RawArticle(text=text, title="Dispatch", published=published), parse_lines, "7")


def history(row) -> list[Told]:
    model = row._meta.label_lower
    return told(acts_on(model, row.pk), model, row.pk)
