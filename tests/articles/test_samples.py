"""The sample briefs are what their README says; no parser is asked here."""

import csv
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from articles.readers import RawArticle, read_file
from timeline.vocabulary import Kind, Precision, Setting, Status, Topic

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "articles" / "samples"
REFERENCE = ROOT / "timeline" / "reference"
BRIEFS = sorted(SAMPLES.glob("[0-9]*.md"))
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
DATELINE = re.compile(r"[A-Z][A-Za-z.', ]{2,40}, (?P<month>[A-Z][a-z]{2,8}\.?) (?P<day>\d{1,2}) - ")
EDTF_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
EDTF = re.compile(rf"{EDTF_DAY}(?:/(?:{EDTF_DAY}|\.\.))?")

each_brief = pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
each_doc = pytest.mark.parametrize("doc", EXPECTED["docs"], ids=lambda doc: doc["file"].removesuffix(".md"))


def read_brief(path: Path) -> RawArticle:
    [raw] = read_file(path)
    assert isinstance(raw, RawArticle)
    return raw


def full_names() -> set[str]:
    with (REFERENCE / "officials.csv").open(encoding="utf-8", newline="") as file:
        return {row["full_name"] for row in csv.DictReader(file)}


def venue_names() -> set[str]:
    with (REFERENCE / "venues.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"] for row in csv.DictReader(file)}


def first_year(event: dict, published: str) -> int:
    return int((event["date"] or published)[:4])


@each_brief
def test_brief_has_title_outlet_and_its_own_day(path):
    raw = read_brief(path)

    assert raw.title
    assert (raw.outlet, raw.language, raw.published) == ("Project brief", "en", date.fromisoformat(path.name[:10]))


@each_brief
def test_brief_is_short_and_quotes_nobody(path):
    text = read_brief(path).text

    assert 60 <= len(re.findall(r"[\w’'-]+", text)) <= 165
    assert not re.findall(r'["“”„«»]', text)


@each_brief
def test_brief_dateline_names_its_own_day(path):
    raw = read_brief(path)

    dateline = DATELINE.match(raw.text)

    if dateline:
        month = MONTHS.index(dateline["month"]) + 1
        assert (month, int(dateline["day"])) == (raw.published.month, raw.published.day)


def test_briefs_are_at_least_ninety_and_all_different():
    texts = [read_brief(path).text for path in BRIEFS]
    sentences = Counter(part for text in texts for part in re.split(r"(?<=[a-z]{4}\.)\s+(?=[A-Z])", text))

    assert len(BRIEFS) >= 90
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_expected_tells_of_every_brief_once():
    assert [doc["file"] for doc in EXPECTED["docs"]] == [path.name for path in BRIEFS]


@each_doc
def test_expected_events_use_the_words_of_the_vocabulary(doc):
    for event in doc["events"]:
        assert {event["kind"], *event.get("kind_alt", ())} <= set(Kind)
        assert {event["status"], *event.get("status_alt", ())} <= set(Status)
        assert event["setting"] in {*Setting, ""}
        assert event["precision"] in set(Precision)
        assert set(event["topics"]) <= set(Topic)


@each_doc
def test_expected_dates_are_edtf_and_run_forward(doc):
    for event in doc["events"]:
        for edtf in filter(None, [event["date"], *event.get("date_alt", ())]):
            assert EDTF.fullmatch(edtf)
            start, _, end = edtf.partition("/")
            width = min(len(start), len(end))
            assert end in ("", "..") or start[:width] <= end[:width]


@each_doc
def test_expected_evidence_lies_inside_the_text(doc):
    raw = read_brief(SAMPLES / doc["file"])

    assert doc["published"] == raw.published.isoformat()
    for event in doc["events"]:
        quoted = raw.text[event["char_start"] : event["char_end"]]
        assert 0 <= event["char_start"] < event["char_end"] <= len(raw.text)
        assert (quoted, "\n" in quoted) == (quoted.strip(), False)


@each_doc
def test_expected_people_are_officials_or_marked_strangers(doc):
    known = full_names() | set(EXPECTED["strangers"])

    assert {name for event in doc["events"] for name in event["us"] + event["prc"]} - known == set()


@each_doc
def test_expected_venues_are_in_the_reference(doc):
    assert {event["venue"] for event in doc["events"]} - venue_names() <= {""}


@each_doc
def test_expected_meetings_name_a_visit_of_the_same_brief(doc):
    ids = [event["id"] for event in doc["events"]]

    assert len(ids) == len(set(ids))
    assert {event["parent"] for event in doc["events"] if "parent" in event} <= set(ids)


def test_expected_engagements_cover_every_decade_and_status():
    earliest: dict[str, int] = {}
    statuses = Counter()
    for doc in EXPECTED["docs"]:
        for event in doc["events"]:
            statuses[event["status"]] += 1
            earliest.setdefault(event["id"], first_year(event, doc["published"]))

    decades = Counter(year // 10 * 10 for year in earliest.values())

    assert sum(decades.values()) >= 150
    assert min(decades[year] for year in range(1970, 2030, 10)) >= 12
    assert set(statuses) == set(Status)
