"""The sample briefs are what their README says; no parser is asked here."""

import csv
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

from articles.readers import RawArticle, read_file
from timeline.vocabulary import Kind, Precision, Setting, Status, Topic

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "articles" / "samples"
REFERENCE = ROOT / "timeline" / "reference"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
DATELINE = re.compile(r"[A-Z][A-Za-z.', ]{2,40}, (?P<month>[A-Z][a-z]{2,8}\.?) (?P<day>\d{1,2}) - ")
EDTF_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
EDTF = re.compile(rf"{EDTF_DAY}(?:/(?:{EDTF_DAY}|\.\.))?")


def read_briefs() -> dict[str, RawArticle]:
    return {path.name: raw for path in sorted(SAMPLES.glob("[0-9]*.md")) for raw in read_file(path)}


def reference_column(file_name: str, column: str) -> set[str]:
    with (REFERENCE / file_name).open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


def expected_events() -> list[tuple[str, dict]]:
    return [(doc["file"], event) for doc in EXPECTED["docs"] for event in doc["events"]]


def runs_forward(edtf: str) -> bool:
    start, _, end = edtf.partition("/")
    width = min(len(start), len(end))
    return end in ("", "..") or start[:width] <= end[:width]


def dateline_day(raw: RawArticle) -> tuple[int, int] | None:
    """Month and day that the brief's dateline names."""
    dateline = DATELINE.match(raw.text)
    return (MONTHS.index(dateline["month"]) + 1, int(dateline["day"])) if dateline else None


def test_briefs_are_at_least_ninety_and_all_different():
    texts = [raw.text for raw in read_briefs().values()]
    sentences = Counter(part for text in texts for part in re.split(r"(?<=[a-z]{4}\.)\s+(?=[A-Z])", text))

    assert len(texts) >= 90
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_briefs_have_title_outlet_language_and_the_day_of_their_name():
    wrong = [
        name
        for name, raw in read_briefs().items()
        if not raw.title
        or (raw.outlet, raw.language, raw.published) != ("Project brief", "en", date.fromisoformat(name[:10]))
    ]

    assert wrong == []


def test_briefs_are_short_and_quote_nobody():
    lengths = {name: len(re.findall(r"[\w’'-]+", raw.text)) for name, raw in read_briefs().items()}

    assert {name: length for name, length in lengths.items() if not 60 <= length <= 165} == {}
    assert [name for name, raw in read_briefs().items() if re.search(r'["“”„«»]', raw.text)] == []


def test_briefs_with_a_day_in_the_dateline_name_their_own():
    days = {name: (raw.published, dateline_day(raw)) for name, raw in read_briefs().items() if dateline_day(raw)}

    assert len(days) >= 90
    assert {name: day for name, (own, day) in days.items() if day != (own.month, own.day)} == {}


def test_expected_tells_of_every_brief_once():
    days = {name: raw.published.isoformat() for name, raw in read_briefs().items()}

    assert [(doc["file"], doc["published"]) for doc in EXPECTED["docs"]] == list(days.items())


def test_expected_events_use_the_words_of_the_vocabulary():
    events = [event for _, event in expected_events()]

    assert {kind for event in events for kind in [event["kind"], *event.get("kind_alt", ())]} <= set(Kind)
    assert {status for event in events for status in [event["status"], *event.get("status_alt", ())]} <= set(Status)
    assert {event["setting"] for event in events} <= {*Setting, ""}
    assert {event["precision"] for event in events} <= set(Precision)
    assert {topic for event in events for topic in event["topics"]} <= set(Topic)


def test_expected_dates_are_edtf_and_run_forward():
    dates = [
        (name, event["id"], edtf)
        for name, event in expected_events()
        for edtf in [event["date"], *event.get("date_alt", ())]
        if edtf is not None
    ]

    assert [row for row in dates if not EDTF.fullmatch(row[-1]) or not runs_forward(row[-1])] == []


def test_expected_evidence_lies_inside_one_line_of_the_text():
    briefs = read_briefs()
    quotes = [
        (event["char_end"] - event["char_start"], briefs[name].text[event["char_start"] : event["char_end"]])
        for name, event in expected_events()
    ]

    wrong = [quote for length, quote in quotes if not quote.strip() or len(quote) != length or "\n" in quote]

    assert wrong == []


def test_expected_people_and_venues_are_in_the_reference_or_marked_strangers():
    people = {name for _, event in expected_events() for name in event["us"] + event["prc"]}
    venues = {event["venue"] for _, event in expected_events() if event["venue"]}
    officials = reference_column("officials.csv", "full_name")

    assert people - officials == set(EXPECTED["strangers"])
    assert venues - reference_column("venues.csv", "name") == set()


def test_expected_meetings_name_a_visit_of_the_same_brief():
    briefs = {doc["file"]: [event["id"] for event in doc["events"]] for doc in EXPECTED["docs"]}

    assert [name for name, ids in briefs.items() if len(ids) != len(set(ids))] == []
    assert [e["id"] for name, e in expected_events() if e.get("parent", e["id"]) not in briefs[name]] == []


def test_expected_engagements_cover_every_decade_and_status():
    years: dict[str, int] = {}
    for name, event in expected_events():
        years.setdefault(event["id"], int((event["date"] or name)[:4]))

    decades = Counter(year // 10 * 10 for year in years.values())

    assert len(years) >= 150
    assert min(decades[decade] for decade in range(1970, 2030, 10)) >= 12
    assert {event["status"] for _, event in expected_events()} == set(Status)
