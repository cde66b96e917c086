"""TimeML files and how well a tagger reads them: the counts of TempEval-3, and of the calendar days behind them.

A tagger's spans are matched one to one with the annotated ones that share a character, exact spans first, then by
overlap. `value` counts matches with the same TIMEX3 value; `calendar` compares only expressions that name days
(type DATE or TIME, cut to days) by their first and last day; `day` only those that name one day.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.edtf import bounds, month_bounds

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Annotation:
    """One TIMEX3 of a text: half-open offsets in code points, TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    text: str
    dct: date | None
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were annotated, how many the system found, how many of those are right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def f1(self) -> float:
        """In percent; 0 where there is nothing to find and nothing found."""
        return 200 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    value: Tally = Tally()
    calendar: Tally = Tally()
    day: Tally = Tally()

    def __add__(self, other: "Score") -> "Score":
        return Score(self.value + other.value, self.calendar + other.calendar, self.day + other.day)


def read_timeml(source: str) -> Document:
    """The text of a TimeML file with its annotations.

    Errors: ValueError if it is no well-formed XML, declares entities, or has no TEXT.
    """
    if "<!ENTITY" in source:
        raise ValueError("declares entities")
    try:
        root = ElementTree.fromstring(re.sub(r"&(?!\w{1,10};|#)", "&amp;", source).encode())  # noqa: S314 - no entities
    except ElementTree.ParseError as error:
        raise ValueError(f"not well-formed: {error}") from error
    body = root.find(".//TEXT")
    if body is None:
        raise ValueError("has no TEXT")
    words: list[str] = []
    annotations: list[Annotation] = []
    _walk(body, words, annotations)
    text = "".join(words)
    trimmed = (_trimmed(text, annotation) for annotation in annotations)
    return Document(text, _creation_day(root), tuple(sorted(filter(None, trimmed), key=_position)))


def _walk(element: ElementTree.Element, words: list[str], annotations: list[Annotation]) -> None:
    start = sum(map(len, words)) if element.tag == "TIMEX3" else 0
    words.append(element.text or "")
    for child in element:
        _walk(child, words, annotations)
        words.append(child.tail or "")
    if element.tag == "TIMEX3":
        end = sum(map(len, words))
        annotations.append(Annotation(start, end, element.get("type", ""), element.get("value", "")))


def _trimmed(text: str, annotation: Annotation) -> Annotation | None:
    words = text[annotation.start : annotation.end]
    start = annotation.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Annotation(start, end, annotation.type, annotation.value) if end > start else None


def _position(annotation: Annotation) -> tuple[int, int]:
    return annotation.start, annotation.end


def _creation_day(root: ElementTree.Element) -> date | None:
    marked = [timex for dct in root.iter("DCT") for timex in dct.iter("TIMEX3")]
    marked += [timex for timex in root.iter("TIMEX3") if timex.get("functionInDocument") in _PUBLISHED]
    for timex in marked:
        match = re.match(r"\d{4}-\d\d-\d\d", timex.get("value", ""))
        if match:
            return date.fromisoformat(match.group())
    return None


_PUBLISHED = ("CREATION_TIME", "PUBLICATION_TIME")


# ---------------------------------------------------------------- the days behind a value

_SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41}
_CALENDAR_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<part>SP|SU|FA|WI|Q[1-4]|H[12])|-W(?P<week>\d\d)(?:-(?P<weekday>\d|WE))?"
    r"|-(?P<month>\d\d)(?:-(?P<day>\d\d|XX))?|-XX(?:-XX)?)?(?:T.{0,20})?"
)


def days_of(value: str) -> Days | None:
    """First and last day that a TIMEX3 value names; None for PRESENT_REF, P3D, XXXX-05 and the like."""
    words = re.sub(r"\s+", "", value).upper()
    if "/" in words:
        ends = [days_of(end) for end in words.split("/", 1)]
        return (ends[0][0], ends[1][1]) if all(ends) and ends[0][0] <= ends[1][1] else None
    match = _CALENDAR_VALUE.fullmatch(words)
    try:
        return _days(match) if match else _many_years(words)
    except ValueError:
        return None


def _days(match: re.Match[str]) -> Days:
    year = int(match["year"])
    if match["part"]:
        return bounds(f"{match['year']}-{_SEASON_CODES[match['part']]}")
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        if match["weekday"] == "WE":
            return monday + timedelta(5), monday + timedelta(6)
        offset = int(match["weekday"]) - 1 if match["weekday"] else 0
        return monday + timedelta(offset), monday + timedelta(offset if match["weekday"] else 6)
    if match["day"] and match["day"] != "XX":
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    return month_bounds(year, int(match["month"])) if match["month"] else (date(year, 1, 1), date(year, 12, 31))


def _many_years(words: str) -> Days | None:
    """Decades ("199", "199X") and centuries ("19", "19XX")."""
    match = re.fullmatch(r"(\d{3})X?|(\d\d)(?:XX)?", words)
    if not match:
        return None
    first, count = (int(match[1]) * 10, 10) if match[1] else (int(match[2]) * 100, 100)
    return date(first, 1, 1), date(first + count - 1, 12, 31)


# ---------------------------------------------------------------- counting


def score(gold: Sequence[Annotation], found: Sequence[Annotation]) -> Score:
    """The counts for one document."""
    gold_days, found_days = _with_days(gold), _with_days(found)
    gold_single = [each for each in gold_days if each[1][0] == each[1][1]]
    found_single = [each for each in found_days if each[1][0] == each[1][1]]
    return Score(
        _tally([(each, _normal(each.value)) for each in gold], [(each, _normal(each.value)) for each in found]),
        _tally(gold_days, found_days),
        _tally(gold_single, found_single),
    )


def _normal(value: str) -> str:
    return re.sub(r"\s+", "", value).upper()


def _with_days(annotations: Iterable[Annotation]) -> list[tuple[Annotation, Days]]:
    dated = ((each, days_of(each.value)) for each in annotations if each.type in ("DATE", "TIME"))
    return [(each, days) for each, days in dated if days]


def _tally(gold: Sequence[tuple[Annotation, object]], found: Sequence[tuple[Annotation, object]]) -> Tally:
    pairs = match_spans([each for each, _ in gold], [each for each, _ in found])
    return Tally(len(gold), len(found), sum(gold[i][1] == found[j][1] for i, j in pairs))


def match_spans(gold: Sequence[Annotation], found: Sequence[Annotation]) -> list[tuple[int, int]]:
    """Pairs of indexes that share a character, exact spans first, then the longest overlap; each index once."""
    candidates = []
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            overlap = min(one.end, other.end) - max(one.start, other.start)
            if overlap > 0:
                candidates.append((_position(one) != _position(other), -overlap, i, j))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


@dataclass(frozen=True, slots=True)
class Miss:
    """What the tagger got wrong: `cause` is missed, spurious or wrong; None where there is no annotation or finding."""

    cause: str
    gold: Annotation | None
    found: Annotation | None


def find_misses(gold: Sequence[Annotation], found: Sequence[Annotation]) -> list[Miss]:
    """What counts against the tagger's value F1 in one document, in text order."""
    pairs = match_spans(gold, found)
    of_gold, of_found = {i for i, _ in pairs}, {j for _, j in pairs}
    misses = [Miss("missed", each, None) for i, each in enumerate(gold) if i not in of_gold]
    misses += [Miss("spurious", None, each) for j, each in enumerate(found) if j not in of_found]
    misses += [Miss("wrong", gold[i], found[j]) for i, j in pairs if _normal(gold[i].value) != _normal(found[j].value)]
    return sorted(misses, key=lambda miss: _position(miss.gold or miss.found))


Tagger = Callable[[str, date | None], Sequence[Annotation]]


def score_tagger(documents: Iterable[Document], tag: Tagger) -> Score:
    """The counts over all documents together."""
    return sum((score(each.annotations, tag(each.text, each.dct)) for each in documents), Score())
