"""From TIMEX3 to the calendar: the intervals a reader would note down.

TIMEX3 marks "Nov. 28" and "Dec. 2" of "from Nov. 28 to Dec. 2" apart and leaves the prepositions out; here they
come together as one interval, and "until", "since", "by", "within" say which end is open.
"""

import re
from collections.abc import Sequence
from datetime import date

from articles.parsing.timexes.almanac import add_days
from articles.parsing.timexes.stays import find_stay
from articles.parsing.types import DateExpression, Span, Timex
from timeline.edtf import bounds, interval, precision_of, within

_TO_GAP = re.compile(r"\s{0,3}(?:-|–|—|~|～|to|through|thru|until|till|至|到)\s{0,3}(?:the\s{1,3})?", re.IGNORECASE)
_AND_GAP = re.compile(
    r"\s{0,3}(?:,|,?\s{0,3}and|&|、|和|及|与)\s{1,3}?(?:on\s{1,3})?(?:the\s{1,3})?|[、和及与]", re.IGNORECASE
)
_OR_GAP = re.compile(r"\s{1,3}or\s{1,3}(?:on\s{1,3})?", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:postponed|moved|delayed|rescheduled|shifted|pushed|put|brought|changed|deferred|advanced)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(
    r"\b(?:(?:put|pushed) (?:off|back)|postponed|delayed|deferred|suspended|adjourned)(?: again)?(?: on)? $",
    re.IGNORECASE,
)
_UNTIL_GAP = re.compile(r"\s{0,3}(?:until|till)\b", re.IGNORECASE)
_LEADS = frozenset(
    {
        "until",
        "through",
        "till",
        "since",
        "by",
        "before",
        "after",
        "from",
        "between",
        "within",
        "inside",
        "in",
        "about",
        "around",
        "circa",
    }
)
_TWO_WORD_LEADS = {("later", "than"): "by", ("ahead", "of"): "before", ("prior", "to"): "before"}
_SAME_LEADS = {"through": "until", "till": "until", "around": "about", "circa": "about", "inside": "within"}
_BESIDE_LEADS = frozenset({"late", "early", "the"})  # may stand between a lead-in and its date
_LOOK_BEHIND = 60  # characters that a lead-in may take
_NOT_BEFORE = re.compile(r"\bnot\s{1,3}$", re.IGNORECASE)
_ZH_TRAILING = re.compile(r"以来|起|之前|以前|前|为止")
_ZH_SINCE = re.compile(r"[自从]$")
_ZH_UNTIL = re.compile(r"(?:直到|截至|直至)$")
_POSSESSIVE = re.compile(r"['’]s?\s")
_LEADS_A_NOUN = re.compile(r"\s[a-zU]")


def join_dates(text: str, timexes: Sequence[Timex], *, dct: date | None) -> tuple[DateExpression, ...]:
    """The calendar view of the tagged text, in text order; expressions without any calendar value are left out."""
    found: list[DateExpression] = []
    index = 0
    while index < len(timexes):
        taken, expressions = _read_at(text, timexes, index, dct)
        found += expressions
        index += taken
    return tuple(found)


def _read_at(text: str, timexes: Sequence[Timex], index: int, dct: date | None) -> tuple[int, list[DateExpression]]:
    """How many Timex are read at `index`, and what they come to."""
    timex = timexes[index]
    stay = find_stay(text, timexes, index)
    if stay:
        return 2, _stay_expressions(text, timex, timexes[index + 1], stay, dct)
    if not _is_calendar(timex):
        from_now = _from_now_to(text, timexes, index, dct)
        return (2, [from_now]) if from_now else (1, [])
    ranged = _range_at(text, timexes, index)
    return (ranged[0], [ranged[1]]) if ranged else (1, [_led(text, timex, dct)])


def _stay_expressions(
    text: str, first: Timex, second: Timex, stay: tuple[str, int], dct: date | None
) -> list[DateExpression]:
    """One for "a three-day visit ending Friday"; of "arrived Monday for a three-day visit" the day stays a day."""
    edtf, days = stay
    apart = first.type != "DURATION"
    span = second.span if apart else Span(first.span.start, second.span.end)
    whole = _expression(text, span, edtf, "span-of-days", (first, second), duration_days=days)
    return [_led(text, first, dct), whole] if apart else [whole]


def _is_calendar(timex: Timex) -> bool:
    """Has days of its own; a bare clock time has only those of its neighbour."""
    return timex.edtf is not None and timex.anchor != "clock"


def _joins(timex: Timex) -> bool:
    """ "Aug. 12, and the following day" are two days told of, not one stay."""
    return _is_calendar(timex) and timex.anchor != "text"


def _expression(text: str, span: Span, edtf: str, rule: str, timexes: Sequence[Timex], **more) -> DateExpression:
    earliest, latest = bounds(edtf)
    return DateExpression(span, span.of(text), edtf, earliest, latest, precision_of(edtf), rule, tuple(timexes), **more)


# ---------------------------------------------------------------- two and more


def _range_at(text: str, timexes: Sequence[Timex], index: int) -> tuple[int, DateExpression] | None:
    first = timexes[index]
    if index + 1 >= len(timexes) or not _joins(timexes[index + 1]):
        return None
    second = timexes[index + 1]
    gap = text[first.span.end : second.span.start]
    if len(gap) > 20:
        return None
    lead, start = _lead_in(text, first)
    if _TO_GAP.fullmatch(gap):
        if lead == "from" and _MOVED.search(text[max(0, start - _LOOK_BEHIND) : start]):
            return None
        if _UNTIL_GAP.match(gap) and lead != "from" and _PUT_OFF.search(text[max(0, start - 30) : start]):
            return None  # "put off on Monday until June": the step's day and the new date
        return _closed(
            text, Span(start if lead == "from" else first.span.start, second.span.end), first, second, "range"
        )
    if _AND_GAP.fullmatch(gap) and lead == "between":
        return _closed(text, Span(start, second.span.end), first, second, "range")
    if _AND_GAP.fullmatch(gap):
        return _neighbours(text, timexes, index)
    if _OR_GAP.fullmatch(gap) and _one_day(first) and _one_day(second) and first.earliest < second.earliest:
        span = Span(first.span.start, second.span.end)
        return 2, _expression(text, span, within(first.earliest, second.latest), "either", (first, second))
    return None


def _from_now_to(text: str, timexes: Sequence[Timex], index: int, dct: date | None) -> DateExpression | None:
    """ "between now and the end of the year", "from now until Friday"."""
    now = timexes[index]
    if now.value != "PRESENT_REF" or dct is None or index + 1 >= len(timexes) or not _joins(timexes[index + 1]):
        return None
    end, (lead, start) = timexes[index + 1], _lead_in(text, now)
    gap = text[now.span.end : end.span.start]
    joined = (lead == "between" and _AND_GAP.fullmatch(gap)) or (lead == "from" and _TO_GAP.fullmatch(gap))
    if not joined or end.latest is None or end.latest < dct:
        return None
    return _expression(text, Span(start, end.span.end), within(dct, end.latest), "deadline", (now, end))


def _closed(text: str, span: Span, first: Timex, second: Timex, rule: str) -> tuple[int, DateExpression] | None:
    if first.earliest is None or second.latest is None or first.earliest > second.latest:
        return None
    start = first.edtf if _is_plain(first) else first.earliest
    end = second.edtf if _is_plain(second) else second.latest
    return 2, _expression(text, span, interval(start, end), rule, (first, second))


def _is_plain(timex: Timex) -> bool:
    """One date that can stand as the end of an interval, no interval or set itself."""
    return not timex.edtf.startswith("[") and "/" not in timex.edtf


def _one_day(timex: Timex) -> bool:
    return timex.earliest is not None and timex.earliest == timex.latest


def _neighbours(text: str, timexes: Sequence[Timex], index: int) -> tuple[int, DateExpression] | None:
    """ "Tuesday and Wednesday", "Monday, Tuesday and Wednesday": days that follow each other are one stay."""
    last = index
    while last + 1 < len(timexes) and _one_day(timexes[last]) and _one_day(timexes[last + 1]):
        gap = text[timexes[last].span.end : timexes[last + 1].span.start]
        follows = timexes[last + 1].earliest == add_days(timexes[last].earliest, 1)
        if not follows or not _AND_GAP.fullmatch(gap):
            break
        last += 1
    if last == index:
        return None
    days = timexes[index : last + 1]
    span = Span(days[0].span.start, days[-1].span.end)
    edtf = interval(days[0].earliest, days[-1].latest)
    return len(days), _expression(text, span, edtf, "neighbouring-days", days)


# ---------------------------------------------------------------- until, since, by, after


def _lead_in(text: str, timex: Timex) -> tuple[str, int]:
    """The word that leads the expression in, and where it starts; "" and the expression's own start if none."""
    start = timex.span.start
    before = text[max(0, start - _LOOK_BEHIND) : start]
    if not before[-1:].isspace():
        return "", start
    words = before.rsplit(None, 4)[-4:]
    while words and words[-1].lower() in _BESIDE_LEADS:
        words.pop()
    lows = [word.lower() for word in words]
    name = _TWO_WORD_LEADS.get(tuple(lows[-2:]), "")
    length = 2 if name else 1
    if not name and lows[-1:] and lows[-1] in _LEADS:
        name = _SAME_LEADS.get(lows[-1], lows[-1])
    if not name:
        return "", start
    at = len(before)
    for word in reversed(words[-length:]):
        at = before.rindex(word, 0, at)
    return name, start - len(before) + at


def _led(text: str, timex: Timex, dct: date | None) -> DateExpression:
    chinese = _chinese_led(text, timex, dct)
    if chinese:
        return chinese
    lead, start = _lead_in(text, timex)
    edtf = _led_edtf(text, timex, lead, start, dct)
    if edtf is None:
        return _expression(text, timex.span, timex.edtf, timex.rule, (timex,))
    rule = "deadline" if lead in ("by", "before") else lead
    return _expression(text, Span(start, timex.span.end), edtf, rule, (timex,))


def _led_edtf(text: str, timex: Timex, lead: str, start: int, dct: date | None) -> str | None:
    """The interval that the lead-in makes of the date; None if it makes no difference."""
    if timex.earliest is None or timex.latest is None or _names_an_event(text, timex):
        return None
    if lead == "about":
        return f"{timex.edtf}~" if timex.type == "DATE" and timex.edtf.replace("-", "").isdigit() else None
    if lead == "until":
        if _NOT_BEFORE.search(text[max(0, start - 8) : start]):
            return None
        end = timex.edtf if _is_plain(timex) else timex.latest
        return interval(dct if dct and timex.latest > dct else None, end)
    if lead == "since":
        return interval(timex.edtf if _is_plain(timex) else timex.earliest, None)
    if lead == "by":
        return _deadline(timex.latest, dct)
    if lead == "before":
        end = timex.latest if timex.mod == "END" else add_days(timex.earliest, -1)
        return _deadline(end, dct)
    if lead == "after" and dct and timex.earliest > dct:
        return interval(timex.edtf if _is_plain(timex) else timex.latest, None)
    return None


def _chinese_led(text: str, timex: Timex, dct: date | None) -> DateExpression | None:
    """自3月以来, 年底前, 截至周五: the words stand around the date."""
    if not timex.rule.startswith("zh-") or timex.earliest is None or timex.latest is None:
        return None
    before, after = text[max(0, timex.span.start - 3) : timex.span.start], text[timex.span.end : timex.span.end + 3]
    trailing = _ZH_TRAILING.match(after)
    end = timex.span.end + (trailing.end() if trailing else 0)
    if trailing and trailing.group() in ("以来", "起"):
        lead = _ZH_SINCE.search(before)
        span = Span(timex.span.start - (1 if lead else 0), end)
        start = timex.edtf if _is_plain(timex) else timex.earliest
        return _expression(text, span, interval(start, None), "since", (timex,))
    if trailing and trailing.group() in ("之前", "以前", "前"):
        last = timex.latest if timex.mod == "END" else add_days(timex.earliest, -1)
        return _expression(text, Span(timex.span.start, end), _deadline(last, dct), "deadline", (timex,))
    if _ZH_UNTIL.search(before):
        edtf = interval(dct if dct and timex.latest > dct else None, timex.latest)
        return _expression(text, Span(timex.span.start - 2, end), edtf, "until", (timex,))
    return None


def _names_an_event(text: str, timex: Timex) -> bool:
    """ "before Thursday's vote", "ahead of the Nov. 5 election": the day belongs to the vote."""
    if _POSSESSIVE.match(text, timex.span.end, timex.span.end + 4):
        return True
    leads_a_noun = _LEADS_A_NOUN.match(text, timex.span.end) is not None
    return leads_a_noun and timex.text.lower().startswith("the ") and timex.rule in ("month-day", "month", "weekday")


def _deadline(end: date, dct: date | None) -> str:
    return within(dct if dct and end >= dct else None, end)
