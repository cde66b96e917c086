"""The Chinese grammar: 2024年8月27日至29日, 本周四, 去年11月, 上月, 年底前, 自3月以来.

Chinese is written without spaces, so that its rules are expressions over the text itself. Ranges come as two
Timex, as in English, and are joined afterwards.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from articles.parsing.timexes import readings
from articles.parsing.timexes.almanac import HOLIDAYS, add_months, monday_of
from articles.parsing.timexes.context import nearest
from articles.parsing.timexes.readings import Reading, Unanchored
from articles.parsing.types import Span, Timex
from timeline.edtf import bounds, month_bounds, within

_NUM = "[0-9０-９〇零○一二三四五六七八九十两]"
_DIGITS = {"〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_DIGITS |= {"九": 9}
_YEAR_WORDS = {"今年": 0, "本年": 0, "去年": -1, "明年": 1, "前年": -2, "后年": 2}
_DAY_WORDS = {"今": 0, "昨": -1, "明": 1, "前": -2, "后": 2}
_STEPS = {"本": 0, "这": 0, "当": 0, "上": -1, "下": 1}
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_WEEKDAYS |= {str(number): number - 1 for number in range(1, 7)}
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_PARTS = {"年初": "START", "初": "START", "上旬": "START", "年中": "MID", "中旬": "MID", "中": "MID"}
_PARTS |= {"年底": "END", "年末": "END", "底": "END", "末": "END", "下旬": "END"}
_UNITS = {"天": "day", "日": "day", "周": "week", "星期": "week", "月": "month", "年": "year", "小时": "hour"}
_UNITS |= {"分钟": "minute"}
_ISO = {"day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y", "hour": "PT{}H", "minute": "PT{}M"}
_HOLIDAYS = {
    "国庆节": "national day",
    "春节": "lunar new year",
    "元旦": "new year's day",
    "中秋节": "mid-autumn festival",
    "端午节": "dragon boat festival",
    "圣诞节": "christmas day",
    "感恩节": "thanksgiving",
}
_FUTURE = re.compile(r"将|拟|计划|预计|有望|争取|定于|即将|会(?![谈见晤议面场所员长上])|待|尚未|明年|下周|下月")
_SENTENCE_END = re.compile(r"[。；！？\n]")
_FINDS_HAN = re.compile(r"[\u4e00-\u9fff]")
_REACH = 40  # characters of the clause looked through for a sign of the future
_ONE_DAY = re.compile(r"\d{4}-\d\d-\d\d$")

_YEAR = rf"(?P<y>(?:[12][0-9]{{3}}|[〇零○一二三四五六七八九]{{4}})年|{'|'.join(_YEAR_WORDS)})"
_MONTH = rf"(?P<m>{_NUM}{{1,2}})月(?:份)?"
_RELATIVE_MONTH = r"(?P<rm>本|当|上|下)(?:个)?月"
_DAY = rf"(?P<d>{_NUM}{{1,3}})[日号](?![本元圆])"
_TIME_OF_DAY = "(?P<pod>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|深夜)?"
_POD_CODES = {"凌晨": "NI", "清晨": "MO", "早上": "MO", "早晨": "MO", "上午": "MO", "中午": "MI", "下午": "AF"}
_POD_CODES |= {"傍晚": "EV", "晚上": "EV", "晚间": "EV", "深夜": "NI", "晚": "EV", "晨": "MO"}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a match stands: what its reader may look at."""

    text: str
    span: Span
    dct: date | None
    before: Reading | None  # the reading just before, for "27日至29日"

    def base(self, value: str = "XXXX-XX-XX") -> date:
        if self.dct is None:
            raise Unanchored(value)
        return self.dct

    @property
    def tense(self) -> str:
        start, end = self.span.start, self.span.end
        clause = _SENTENCE_END.split(self.text[end : end + _REACH], maxsplit=1)[0]
        if _FUTURE.search(clause):
            return "future"
        lead = _SENTENCE_END.split(self.text[max(0, start - _REACH) : start])[-1]
        return "future" if _FUTURE.search(lead) else "past"


def has_chinese(text: str) -> bool:
    return _FINDS_HAN.search(text) is not None


def tag_chinese(text: str, *, dct: date | None) -> list[Timex]:
    """Chinese temporal expressions in order, none overlapping."""
    found = sorted(
        (
            (match.start(), -match.end(), number, match)
            for number, rule in enumerate(_RULES)
            for match in rule[1].finditer(text)
        ),
        key=lambda each: each[:3],
    )
    timexes: list[Timex] = []
    free_from, before = 0, None
    for start, _, number, match in found:
        if start < free_from:
            continue
        name, _, read = _RULES[number]
        timex = _read(name, read, match, _Place(text, Span(*match.span()), dct, before))
        if timex:
            timexes.append(timex[0])
            before, free_from = timex[1], match.end()
    return timexes


def _read(name: str, read, match: re.Match[str], place: _Place) -> tuple[Timex, Reading] | None:
    try:
        reading = read(place, match)
    except Unanchored as state:
        reading = Reading("DATE", state.value)
    except (ValueError, OverflowError):
        return None
    if reading is None:
        return None
    if reading.edtf and match.groupdict().get("pod"):
        reading = replace(reading, type="TIME", value=f"{reading.value}T{_POD_CODES[match['pod']]}")
    earliest, latest = bounds(reading.edtf) if reading.edtf else (None, None)
    timex = Timex(
        span=place.span,
        text=match.group(),
        type=reading.type,
        value=reading.value,
        rule=f"zh-{name}",
        mod=reading.mod,
        edtf=reading.edtf,
        earliest=earliest,
        latest=latest,
        anchor=reading.anchor,
    )
    return timex, reading


@lru_cache(maxsize=1_000)
def _number(words: str) -> int:
    """ "二十七", "27", "二〇二四" as numbers. Errors: ValueError."""
    if not any(sign in words for sign in "十"):
        return int("".join(str(_DIGITS.get(sign, sign)) for sign in words))
    tens, _, ones = words.partition("十")
    return (_number(tens) if tens else 1) * 10 + (_number(ones) if ones else 0)


def _year_of(place: _Place, words: str) -> int:
    if words in _YEAR_WORDS:
        return place.base("XXXX").year + _YEAR_WORDS[words]
    return _number(words.removesuffix("年"))


# ---------------------------------------------------------------- readers


def _read_full(place: _Place, match: re.Match[str]) -> Reading:
    year, month = _year_of(place, match["y"]), _number(match["m"])
    return readings.day(date(year, month, _number(match["d"])), "dct" if match["y"] in _YEAR_WORDS else "")


def _read_month_day(place: _Place, match: re.Match[str]) -> Reading:
    month, number = _number(match["m"]), _number(match["d"])
    base = place.base(f"XXXX-{month:02}-{number:02}")
    years = [base.year - 1, base.year, base.year + 1]
    if place.before and _ONE_DAY.match(place.before.value) and _joined_before(place):
        start = date.fromisoformat(place.before.value)
        found = date(start.year, month, number)
        return readings.day(found if found >= start else date(start.year + 1, month, number), place.before.anchor)
    days = [date(year, month, number) for year in years if number <= month_bounds(year, month)[1].day]
    return readings.day(days[nearest([(day, day) for day in days], base, place.tense)], "dct")


def _joined_before(place: _Place) -> bool:
    return place.text[place.span.start - 1 : place.span.start] in ("至", "到", "、", "和", "—", "-", "－", "～", "~")


def _read_day(place: _Place, match: re.Match[str]) -> Reading | None:
    number = _number(match["d"])
    if place.before and _ONE_DAY.match(place.before.value) and _joined_before(place):
        return readings.day(date.fromisoformat(place.before.value).replace(day=number), place.before.anchor)
    if match["d"][0] not in "0123456789":
        return None  # 十日 is as often ten days
    base = place.base(f"XXXX-XX-{number:02}")
    starts = [add_months(base.replace(day=1), months) for months in (-1, 0, 1)]
    days = [start.replace(day=number) for start in starts if number <= month_bounds(start.year, start.month)[1].day]
    return readings.day(days[nearest([(day, day) for day in days], base, place.tense)], "dct")


def _read_relative_month_day(place: _Place, match: re.Match[str]) -> Reading:
    start = add_months(place.base().replace(day=1), _STEPS[match["rm"]])
    return readings.day(start.replace(day=_number(match["d"])), "dct")


def _read_month(place: _Place, match: re.Match[str]) -> Reading:
    month = _number(match["m"])
    part = match.groupdict().get("part")
    if match.groupdict().get("y"):
        found = readings.month(_year_of(place, match["y"]), month, "dct" if match["y"] in _YEAR_WORDS else "")
    else:
        found = readings.month(_near_year(month, place.base(f"XXXX-{month:02}"), place.tense), month, "dct")
    return _narrowed(found, part)


@lru_cache(maxsize=1_000)
def _near_year(month: int, base: date, tense: str) -> int:
    """The year of the month that is meant where none is written."""
    spans = [month_bounds(year, month) for year in (base.year - 1, base.year, base.year + 1)]
    return spans[nearest(spans, base, tense)][0].year


def _narrowed(found: Reading, part: str | None) -> Reading:
    if not part:
        return found
    mod = _PARTS[part]
    return replace(found, mod=mod, edtf=readings.part_of(found.value, mod) or found.edtf)


def _read_relative_month(place: _Place, match: re.Match[str]) -> Reading:
    base = place.base("XXXX-XX")
    start = add_months(base.replace(day=1), _STEPS[match["rm"]])
    found = readings.month(start.year, start.month, "dct")
    return (
        _current(place, found, base) if match["rm"] in "本当" and not match["part"] else _narrowed(found, match["part"])
    )


def _current(place: _Place, found: Reading, base: date) -> Reading:
    """ "本周" of what has happened ends with the article's day, of what is to come begins with it."""
    first, last = bounds(found.edtf)
    edtf = within(base, last) if place.tense == "future" else within(first, base)
    return replace(found, edtf=edtf)


def _read_year(place: _Place, match: re.Match[str]) -> Reading | None:
    year = readings.year(_year_of(place, match["y"]), "dct" if match["y"] in _YEAR_WORDS else "")
    part = match["part"]
    if part in ("上半年", "下半年"):
        return readings.half(int(year.value), 1 if part == "上半年" else 2, year.anchor)
    if part and part[0] in _SEASONS:
        return readings.season(int(year.value), _SEASONS[part[0]], year.anchor)
    if part and part.startswith("第"):
        return readings.quarter(int(year.value), _number(part[1]), year.anchor)
    if part in ("早些时候", "晚些时候"):
        base = place.base()
        first, last = bounds(year.edtf)
        if int(year.value) != base.year:
            return year
        return replace(year, edtf=within(first, base) if part == "早些时候" else within(base, last))
    return _narrowed(year, part)


def _read_year_part(place: _Place, match: re.Match[str]) -> Reading:
    """ "年底" of the running year."""
    return _narrowed(readings.year(place.base("XXXX").year, "dct"), match["part"])


def _read_quarter(place: _Place, match: re.Match[str]) -> Reading:
    number = _number(match["q"])
    base = place.base(f"XXXX-Q{number}")
    spans = [
        (date(year, 3 * number - 2, 1), month_bounds(year, 3 * number)[1])
        for year in (base.year - 1, base.year, base.year + 1)
    ]
    return readings.quarter(spans[nearest(spans, base, place.tense)][0].year, number, "dct")


def _read_week(place: _Place, match: re.Match[str]) -> Reading:
    base = place.base("XXXX-WXX")
    found = readings.week(base + timedelta(7 * _STEPS[match["s"]]), "dct")
    return _current(place, found, base) if match["s"] in "本这" else found


def _read_weekday(place: _Place, match: re.Match[str]) -> Reading:
    weekday = _WEEKDAYS[match["wd"]]
    base = place.base(f"XXXX-WXX-{weekday + 1}")
    if match["s"]:
        return readings.day(monday_of(base) + timedelta(7 * _STEPS[match["s"]] + weekday), "dct")
    if place.tense == "future":
        return readings.day(base + timedelta((weekday - base.weekday()) % 7), "dct")
    return readings.day(base - timedelta((base.weekday() - weekday) % 7), "dct")


def _read_day_word(place: _Place, match: re.Match[str]) -> Reading:
    return readings.day(place.base() + timedelta(_DAY_WORDS[match["w"]]), "dct")


def _read_decade(place: _Place, match: re.Match[str]) -> Reading:
    lead, decade = match["c"] or "", _number(match["n"])
    century = 1900
    if lead and lead[0].isdigit():
        century = (int(lead[:2]) - 1) * 100
    elif lead.startswith("本"):
        century = 2000
    return readings.decade(century + decade)


def _read_ago(place: _Place, match: re.Match[str]) -> Reading:
    count, unit = _number(match["n"]), _UNITS[match["u"].lstrip("个")]
    sign = -1 if match["dir"].endswith("前") else 1
    base = place.base()
    if unit == "day":
        return readings.day(base + timedelta(sign * count), "dct")
    if unit == "week":
        moved = base + timedelta(sign * 7 * count)
        return replace(readings.week(moved, "dct"), edtf=f"{moved}~")
    moved = add_months(base, sign * count * (12 if unit == "year" else 1))
    stamp = moved.isoformat()[: 4 if unit == "year" else 7]
    return Reading("DATE", stamp, f"{stamp}~", anchor="dct")


def _read_duration(place: _Place, match: re.Match[str]) -> Reading:
    unit = _UNITS[match["u"].lstrip("个")]
    return readings.duration(_ISO[unit].format(_number(match["n"]) if match["n"] not in ("几", "数") else "X"))


def _read_set(place: _Place, match: re.Match[str]) -> Reading:
    if match["wd"]:
        return readings.repeated(f"XXXX-WXX-{_WEEKDAYS[match['wd']] + 1}")
    return readings.repeated(_ISO[_UNITS[match["u"].lstrip("个")]].format(1))


def _read_holiday(place: _Place, match: re.Match[str]) -> Reading | None:
    falls_on = HOLIDAYS[_HOLIDAYS[match["h"]]]
    base = place.base()
    years = [_year_of(place, match["y"])] if match["y"] else [base.year - 1, base.year, base.year + 1]
    spans = []
    for year in years:
        try:
            spans.append(falls_on(year))
        except ValueError:
            continue
    return readings.day(spans[nearest(spans, base, place.tense)][0], "dct") if spans else None


def _read_reference(value: str) -> Callable[[_Place, re.Match[str]], Reading]:
    return lambda place, match: readings.reference(value)


def _rule(name: str, pattern: str, read) -> tuple[str, re.Pattern[str], Callable]:
    return name, re.compile(pattern), read


_RULES = [
    _rule("full-date", rf"(?:当地时间)?{_YEAR}{_MONTH}{_DAY}{_TIME_OF_DAY}", _read_full),
    _rule("month-day", rf"(?:当地时间)?{_MONTH}{_DAY}{_TIME_OF_DAY}", _read_month_day),
    _rule("relative-month-day", rf"{_RELATIVE_MONTH}{_DAY}{_TIME_OF_DAY}", _read_relative_month_day),
    _rule("day", rf"(?:当地时间)?(?<![0-9第]){_DAY}{_TIME_OF_DAY}", _read_day),
    _rule("month", rf"{_YEAR}{_MONTH}(?P<part>初|上旬|中旬|下旬|底|末)?", _read_month),
    _rule("month", rf"(?<![个0-9]){_MONTH}(?P<part>初|上旬|中旬|下旬|底|末)?", _read_month),
    _rule("relative-month", rf"{_RELATIVE_MONTH}(?P<part>初|上旬|中旬|下旬|底|末)?", _read_relative_month),
    _rule(
        "year",
        rf"{_YEAR}(?P<part>早些时候|晚些时候|上半年|下半年|第[一二三四1-4]季度|年初|年底|年末|初|底|末|中(?!国|美|方|旬)|[春夏秋冬][季天]?)?",
        _read_year,
    ),
    _rule("year-part", r"(?<![去今明前本])(?P<part>年底|年初|年末)", _read_year_part),
    _rule("quarter", r"第(?P<q>[一二三四1-4])季度", _read_quarter),
    _rule(
        "weekday", rf"(?P<s>本|这|上|下)?(?:个)?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天]){_TIME_OF_DAY}", _read_weekday
    ),
    _rule("week", r"(?P<s>本|这|上|下)(?:个)?(?:周|星期)(?![一二三四五六日天边年])", _read_week),
    _rule("day-word", rf"(?P<w>[今昨明前后])[天日](?![本报]){_TIME_OF_DAY}", _read_day_word),
    _rule("night", r"(?P<w>[今昨明])(?P<pod>晚|晨)", _read_day_word),
    _rule(
        "decade",
        r"(?P<c>(?:1[0-9]|20|21)世纪|上世纪|上个世纪|本世纪)?(?P<n>[1-9]0|[二三四五六七八九]十)年代",
        _read_decade,
    ),
    _rule("ago", rf"(?P<n>{_NUM}{{1,3}})(?P<u>个?月|个?星期|天|日|周|年)(?P<dir>之前|以前|前|之后|以后|后)", _read_ago),
    _rule(
        "duration",
        rf"(?P<n>{_NUM}{{1,3}}|几|数)(?P<u>个月|个?星期|个?小时|分钟|天|周|年)(?![前后代月底初])",
        _read_duration,
    ),
    _rule("set", r"每(?:个)?(?:(?:周|星期)(?P<wd>[一二三四五六日天])|(?P<u>天|日|周|星期|月|年))", _read_set),
    _rule("holiday", rf"(?:{_YEAR})?(?P<h>{'|'.join(_HOLIDAYS)})", _read_holiday),
    _rule("present", r"目前|现在|如今|当前|眼下", _read_reference("PRESENT_REF")),
    _rule("past", r"日前|近日|最近|近期|此前", _read_reference("PAST_REF")),
    _rule("future", r"不久(?:之后|以后|后)|未来", _read_reference("FUTURE_REF")),
]
