"""How near parsed engagements come to what a careful reader found: the counts behind `manage.py evaluate`.

An expected engagement is *detected* if a parsed one is of a compatible kind, its date may be the same, and on each
side somebody agrees; it is *strictly* right if date, status, country and the first name of each side are right.
Pairs are chosen greedily by similarity. The counts are defined by the project's reference scorer; this is our own
writing of the same definition.
"""

import re
import unicodedata
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import PurePath

FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 31)

KIND_GROUPS = {
    "visit": "visit", "meeting": "meet", "talks": "meet", "summit": "meet", "dialogue": "meet", "negotiation": "meet",
    "call": "call", "video_call": "call", "video call": "call", "letter": "letter", "military": "*", "other": "*",
}  # fmt: skip
STATUS_GROUPS = {
    "held": "held", "ongoing": "held", "planned": "plan", "proposed": "plan",
    "postponed": "off", "cancelled": "off", "declined": "off",
}  # fmt: skip
COUNTRIES = {
    "CN": "china|people's republic of china|prc", "US": "united states|usa|u.s.", "ID": "indonesia", "AT": "austria",
    "DE": "germany", "SG": "singapore", "CH": "switzerland", "TH": "thailand", "VN": "vietnam", "RU": "russia",
    "KR": "south korea", "GB": "united kingdom|uk", "JP": "japan", "FR": "france", "IT": "italy", "AR": "argentina",
    "PE": "peru", "MY": "malaysia", "SE": "sweden", "ES": "spain", "PH": "philippines", "CL": "chile", "MT": "malta",
    "LA": "laos", "IN": "india", "NZ": "new zealand", "AU": "australia", "CA": "canada", "MX": "mexico",
    "BR": "brazil", "ZA": "south africa", "HK": "hong kong", "EG": "egypt", "DK": "denmark", "KZ": "kazakhstan",
    "KH": "cambodia", "BN": "brunei", "KP": "north korea",
}  # fmt: skip
COUNTRY_CODES = {name: code for code, names in COUNTRIES.items() for name in names.split("|")}
SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (1, 12)}
EMPTY_WORDS = frozenset(["mr", "gen", "general", "president", "u", "s", "us", "the", "of", "jr", "sr", "ii", "iii"])

_SIDE_NOUNS = (
    "side|government|delegation|leaders?|officials?|top-level officials?|negotiators?|authorities|representatives"
)
ANYBODY = re.compile(
    r"^(?:the )?(?:united states|u\.?s\.?|us|usa|america|american|china|chinese|prc|people's republic of china|beijing"
    rf"|washington)\b(?: (?:{_SIDE_NOUNS}))*$"
    r"|^(?:top-level )?(?:us|u\.s\.|american|chinese) "
    r"(?:leaders?|officials?|delegation|negotiators?|diplomats?|representatives?)$",
    re.IGNORECASE,
)


# ---------------------------------------------------------------- dates


@lru_cache(maxsize=4096)
def stretch(edtf: str | None) -> tuple[date, date]:
    """First and last day of an EDTF date or interval; open, unknown and unreadable ends are at the ends of time."""
    words = (edtf or "").strip().translate({ord(c): None for c in "~?%"})
    if "/" in words:
        left, right = words.split("/", 1)
        first = FIRST_DAY if left in ("", "..") else stretch(left)[0]
        return first, (LAST_DAY if right in ("", "..") else stretch(right)[1])
    if season := re.fullmatch(r"(\d{4})-(2[1-4])", words):
        year, (low, high) = int(season[1]), SEASONS[season[2]]
        return date(year, low, 1), date(year, high, monthrange(year, high)[1])
    if decade := re.fullmatch(r"(\d{3})X", words):
        return date(int(decade[1] + "0"), 1, 1), date(int(decade[1] + "9"), 12, 31)
    whole = re.fullmatch(r"(\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T.*)?", words)
    if not whole:
        return FIRST_DAY, LAST_DAY
    year, month, day = int(whole[1]), whole[2], whole[3]
    if month in (None, "XX"):
        return date(year, 1, 1), date(year, 12, 31)
    if day in (None, "XX"):
        return date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
    return (date(year, int(month), int(day)),) * 2


def moved(day: date, days: int) -> date:
    """The day some days on; the ends of time stay where they are."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def may_be_same(expected: str | None, parsed: str | None) -> bool:
    """True if the two stretches meet, give or take a day."""
    (a, b), (c, d) = stretch(expected), stretch(parsed)
    return moved(a, -1) <= d and c <= moved(b, 1)


def is_date_right(expected: str | None, parsed: str | None) -> bool:
    """The same stretch up to a day at either end, or one inside the other and no wider than a month.

    Where the expected stretch is itself wide (over 45 days or open), lying inside it is right.
    """
    (a, b), (c, d) = stretch(expected), stretch(parsed)
    if abs((a - c).days) <= 1 and abs((b - d).days) <= 1:
        return True
    parsed_inside = moved(a, -1) <= c and d <= moved(b, 1)
    if b == LAST_DAY or a == FIRST_DAY or (b - a).days > 45:
        return parsed_inside
    expected_inside = moved(c, -1) <= a and b <= moved(d, 1)
    return (parsed_inside or expected_inside) and max((b - a).days, (d - c).days) <= 31


# ---------------------------------------------------------------- names


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell people apart, in plain lower-case letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return tuple(word for word in re.findall(r"[a-z0-9]+", plain) if word not in EMPTY_WORDS)


def is_same_name(one: str, other: str) -> bool:
    """One contained in the other, same family name and initial, or half of the words in common."""
    a, b = name_words(one), name_words(other)
    if not a or not b:
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    if len(a) <= 4 and len(b) <= 4 and a[-1] == b[-1] and len(a[-1]) > 3 and a[0][0] == b[0][0]:
        return True
    return len(set(a) & set(b)) / len(set(a) | set(b)) >= 0.5


def names_met(expected: Sequence[str], parsed: Sequence[str]) -> int:
    """How many expected names the parsed ones have; a bare country or "Chinese leaders" is met by anybody."""
    return sum(
        bool(parsed) if ANYBODY.match(name) else any(is_same_name(name, other) for other in parsed) for name in expected
    )


def country_code(value: str | None) -> str:
    """Two capital letters for a code or one of the known country names; else the value in capitals."""
    value = (value or "").strip()
    return value.upper() if len(value) == 2 else COUNTRY_CODES.get(value.lower(), value.upper())


def sides_of(parsed: Mapping) -> tuple[list[str], list[str]]:
    """Names of the two sides of a parsed engagement."""
    people = parsed.get("participants", [])
    us = [p["name"] for p in people if p.get("side") == "US"]
    return us, [p["name"] for p in people if p.get("side") in ("PRC", "CN", "China")]


# ---------------------------------------------------------------- one pair


def accepted(expected: Mapping, field_name: str) -> list:
    """The expected value and the others that are also right."""
    others = expected.get(field_name + "_alt") or []
    return [expected.get(field_name), *([others] if isinstance(others, str) else others)]


def accepted_dates(expected: Mapping) -> list[str | None]:
    return [d for d in [*accepted(expected, "date"), expected.get("date_world")] if d is not None] or [None]


def is_neutral(expected: Mapping) -> bool:
    """True for an engagement that one may in good faith leave out: no credit, no blame."""
    return bool(expected.get("optional")) or str(expected.get("note", "")).startswith("borderline:")


def is_kind_compatible(expected: Mapping, parsed: Mapping) -> bool:
    groups = [KIND_GROUPS.get(kind, "*") for kind in accepted(expected, "kind")]
    group = KIND_GROUPS.get(parsed.get("kind", ""), "*")
    return group in groups or group == "*" or "*" in groups


def is_status_right(expected: Mapping, parsed: Mapping) -> bool:
    """Right in what counts: it happened, it is to come, or it is off."""
    return STATUS_GROUPS.get(parsed.get("status")) in {STATUS_GROUPS.get(s) for s in accepted(expected, "status")}


def similarity(expected: Mapping, parsed: Mapping) -> float:
    """How alike the two are; 0 if they cannot be the same engagement."""
    if not is_kind_compatible(expected, parsed):
        return 0
    if not any(may_be_same(day, parsed.get("date")) for day in accepted_dates(expected)):
        return 0
    score = 1.0
    met_anywhere = False
    pairs = list(zip((expected["us"], expected["prc"]), sides_of(parsed), strict=True))
    for names, got in pairs:
        met = names_met(names, got)
        met_anywhere |= bool(met)
        if names and got:
            if not met:
                return 0
            score += met / len(names)
        elif not names:
            score += 0.5
    if any(names for names, _ in pairs) and not met_anywhere:
        return 0
    score += 0.5 * (country_code(expected.get("country")) == country_code(parsed.get("country")))
    score += 0.3 * is_status_right(expected, parsed)
    score += 0.5 * any(is_date_right(day, parsed.get("date")) for day in accepted_dates(expected))
    return score + 0.2 * (parsed.get("kind") in accepted(expected, "kind"))


def pair_up(expected: Sequence[Mapping], parsed: Sequence[Mapping]) -> list[tuple[int, int]]:
    """Pairs of indexes, the most alike first; each engagement in at most one."""
    grades = [(similarity(e, p), i, j) for i, e in enumerate(expected) for j, p in enumerate(parsed)]
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for grade, i, j in sorted(grades, reverse=True):
        if grade > 0 and i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((i, j))
    return pairs


@dataclass(frozen=True)
class Verdict:
    """Which values of a matched pair are right."""

    date: bool
    status: bool
    country: bool
    kind: bool
    lead: bool  # the first name of each side

    @property
    def strict(self) -> bool:
        return self.date and self.status and self.country and self.lead


def judge(expected: Mapping, parsed: Mapping) -> Verdict:
    us, prc = sides_of(parsed)
    wanted = country_code(expected.get("country"))
    return Verdict(
        date=any(is_date_right(day, parsed.get("date")) for day in accepted_dates(expected)),
        status=is_status_right(expected, parsed),
        country=not expected.get("country") or wanted == country_code(parsed.get("country")),
        kind=parsed.get("kind") in accepted(expected, "kind"),
        lead=all(
            not names or bool(names_met(names[:1], got))
            for names, got in ((expected["us"], us), (expected["prc"], prc))
        ),
    )


# ---------------------------------------------------------------- a corpus


@dataclass(frozen=True)
class Miss:
    """One thing that is wrong, filed under its cause."""

    cause: str  # missed, spurious, date, status, country, people
    doc: str
    words: str


@dataclass
class Score:
    """Counts over a corpus and the figures that follow from them."""

    counts: Counter = field(default_factory=Counter)
    docs: int = 0
    docs_missing: int = 0
    misses: list[Miss] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The named figures, in the order in which they are printed."""
        n = self.counts
        detection = share(n["match"], n["pred"]), share(n["match"], n["gold"])
        strict = share(n["strict"], n["pred"]), share(n["strict"], n["gold"])
        return {
            "docs": self.docs, "docs_missing": self.docs_missing, "gold": n["gold"], "predicted": n["pred"],
            "detection_P": detection[0], "detection_R": detection[1], "detection_F1": f1(*detection),
            "strict_P": strict[0], "strict_R": strict[1], "strict_F1": f1(*strict),
            "date_acc": share(n["date"], n["match"]), "status_acc": share(n["status"], n["match"]),
            "country_acc": share(n["country"], n["match"]), "city_acc": share(n["city"], n["citygold"]),
            "kind_acc": share(n["kind"], n["match"]),
            "participants_P": share(n["ph"], n["pp"]), "participants_R": share(n["ph"], n["pg"]),
        }  # fmt: skip


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def stem(name: str) -> str:
    """The name of a text without folders and ending."""
    return re.sub(r"\.(tml|txt|html?|json)$", "", PurePath(str(name)).name)


def score_corpus(expected: Mapping, parsed: Iterable[Mapping]) -> Score:
    """Score parsed articles against an expected file.

    `expected`: {"docs": [{"file", "events": [{kind, status, date, us, prc, city, country, ...}]}]}.
    `parsed`: objects {"file", "engagements": [...]} as `parse_articles` writes them; files are matched by stem.
    """
    wanted = {stem(d.get("file") or d.get("doc") or d.get("id")): d["events"] for d in expected["docs"]}
    got = {stem(p["file"]): p.get("engagements", []) for p in parsed}
    score = Score(docs=len(wanted), docs_missing=len(set(wanted) - set(got)))
    for doc, events in wanted.items():
        score_article(score, doc, events, got.get(doc, []))
    return score


def score_article(score: Score, doc: str, expected: Sequence[Mapping], parsed: Sequence[Mapping]) -> None:
    """Add one article's counts and misses to the score."""
    n = score.counts
    pairs = pair_up(expected, parsed)
    loose = {j for i, j in pairs if is_neutral(expected[i])}
    pairs = [(i, j) for i, j in pairs if not is_neutral(expected[i])]
    n["gold"] += sum(not is_neutral(e) for e in expected)
    n["pred"] += len(parsed) - len(loose)
    n["match"] += len(pairs)
    for i, j in pairs:
        count_pair(score, doc, expected[i], parsed[j])
    found, used = {i for i, _ in pairs}, {j for _, j in pairs} | loose
    for i, event in enumerate(expected):
        if i not in found and not is_neutral(event):
            words = (
                f"{event['kind']}/{event['status']} {event['date']} {event['us']} {event['prc']} {event.get('city')}"
            )
            score.misses.append(Miss("missed", doc, words))
    for j, event in enumerate(parsed):
        if j not in used:
            us, prc = sides_of(event)
            words = f"{event.get('kind')}/{event.get('status')} {event.get('date')} {us} {prc} {event.get('city')}"
            score.misses.append(Miss("spurious", doc, words))


def count_pair(score: Score, doc: str, expected: Mapping, parsed: Mapping) -> None:
    """Add the verdict on one matched pair."""
    n = score.counts
    verdict = judge(expected, parsed)
    us, prc = sides_of(parsed)
    n["pg"] += len(expected["us"]) + len(expected["prc"])
    n["pp"] += len(us) + len(prc)
    n["ph"] += names_met(expected["us"], us) + names_met(expected["prc"], prc)
    for name in ("date", "status", "country", "kind", "strict"):
        n[name] += getattr(verdict, name)
    if expected.get("city"):
        n["citygold"] += 1
        n["city"] += bool(set(name_words(expected["city"])) & set(name_words(parsed.get("city") or "")))
    values = {
        "date": (verdict.date, expected["date"], parsed.get("date")),
        "status": (verdict.status, expected["status"], parsed.get("status")),
        "country": (verdict.country, expected.get("country"), parsed.get("country")),
        "people": (verdict.lead, expected["us"][:1] + expected["prc"][:1], us + prc),
    }
    for cause, (right, wanted, got) in values.items():
        if not right:
            title = f"{expected['kind']} {expected['us'][:1]} {expected['prc'][:1]}"
            score.misses.append(Miss(cause, doc, f"{title}: expected {wanted}, got {got}"))
