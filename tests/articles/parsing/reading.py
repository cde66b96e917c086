"""What the parser finds in a few sentences, as short rows to compare."""

from datetime import date

from articles.parsing.lexicon import default_lexicon
from articles.parsing.pipeline import parse_article
from articles.parsing.report import report_json

DAY = date(2024, 8, 29)  # a Thursday


def read(text, *, dct=DAY):
    """The engagements of a text: kind, status, date, names of either side, city or country."""
    report = report_json("text", parse_article(text, dct=dct, lexicon=default_lexicon()))
    return [
        (
            e["kind"],
            e["status"],
            e["date"],
            [p["name"] for p in e["participants"] if p["side"] == "US"],
            [p["name"] for p in e["participants"] if p["side"] == "PRC"],
            e["city"] or e["country"],
        )
        for e in report["engagements"]
    ]
