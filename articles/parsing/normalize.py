"""What is not the article's own prose: the outlet's lines, the dateline."""

import re
from dataclasses import dataclass

from .types import Span

FURNITURE = re.compile(
    r"""
      \[[^\]\n]{0,300}?Opens?\ in\ (?:a\ )?new\ window\s{0,3}\]
    | [-•*·–]?\s{0,3}(?:
          sign\ up\ (?:to|for|here|now)\b
        | (?:for\ .{0,80}?,\ )?sign\ up\ for\ .{0,60}?(?:news|newsletter|alerts?|updates?)\b
        | subscribe\ (?:to|now|here|today)\b
        | (?:join|follow)\ (?:us|the\ [A-Z][\w ]{1,40}|[A-Z]\w+)
            \ on\ (?:whatsapp|facebook|twitter|x|telegram|instagram|linkedin)\b
        | listen\ to\ (?:our|the|this)\b.{0,60}?\b(?:podcast|article|episode)s?\b
        | (?:get|receive)\ (?:breaking|daily|the\ (?:latest|day's|top|best))\b
            .{0,60}?\b(?:news|alerts?|headlines|updates?|inbox)\b
        | (?:read|see|watch|hear|learn)\ (?:more|also|next)\b(?:\s{0,2}[:|].{0,200}|\.{0,3})?$
        | (?:share|print|email|e-mail|comments?|tweet|advertisement|sponsored
            |related(?:\ (?:stories|articles|topics|coverage))?|recommended|trending
            |most\ (?:read|popular)|save|copy\ link|story\ continues\ below(?:\ advertisement)?
            |article\ continues\ (?:below|after).{0,40}|continue\ reading.{0,40}|skip\ (?:to|past)\ .{0,60})[:.]?$
        | (?:share|tweet)\ (?:this|on|via)\b.{0,60}$
        | (?:click|tap)\ here\b.{0,80}$
        | (?:photo|image|video|picture|file\ photo|credit)\s{0,2}(?:credit|source|by)?\s{0,2}:.{0,200}$
        | (?:all\ rights\ reserved|copyright\b|©|\(c\)\ ?\d{4}).{0,160}$
        | this\ (?:article|story|report)\ (?:was\ (?:originally\ |first\ )?published|originally\ appeared
            |has\ been\ (?:updated|corrected)).{0,200}$
        | (?:the\ )?(?:associated\ press|reuters|afp|bloomberg)\ contributed\ to\ this\ (?:report|article|story)\.?$
        | (?:additional\ )?(?:reporting|writing|editing)\ by\ .{0,200}$
        | our\ standards:\ .{0,120}$
        | for\ news\ impacting\ .{0,200}$
        | (?:download|get)\ (?:the|our)\ .{0,30}\bapp\b.{0,80}$
        | this\ (?:advertisement|video|content)\ (?:has\ not\ loaded|is\ (?:not\ )?available).{0,80}$
        | (?:last\ )?updated?(?:\ on|\ at)?\s?:?\ [\w,.: ]{4,40}$
        | \d{1,2}\ min(?:ute)?s?\ read$
      )
    """,
    re.VERBOSE | re.IGNORECASE,
)
LONGEST_FURNITURE = 320  # characters; a line that is longer tells something


def find_furniture(text: str) -> tuple[Span, ...]:
    """Lines that are the outlet's: links, sign-up lines, sharing, credits. Spans without the line's white space."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        words = line[0].strip()
        if 0 < len(words) <= LONGEST_FURNITURE and FURNITURE.match(words):
            start = line.start() + line[0].index(words)
            found.append(Span(start, start + len(words)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where (and when) an agency filed: "BEIJING, Nov. 8 (Xinhua) --".

    `city` is as a reader would write it ("Beijing"); `region` what stands after it ("Guangdong Province");
    `date_words` and `date_span` the day, without a year as a rule. `span` covers all, the dash too.
    """

    span: Span
    city: str
    city_span: Span
    region: str = ""
    date_words: str = ""
    date_span: Span | None = None
    agency: str = ""


MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DATE = rf"(?:{MONTH}\ \d{{1,2}}(?:,\ \d{{4}})?|\d{{1,2}}\ {MONTH}(?:\ \d{{4}})?)"
CAPITALS = r"[A-Z][A-Z'’]{0,20}\.?(?:[ -][A-Z][A-Z'’.]{0,20}){0,4}"
TITLED = r"[A-Z][\w'’]{1,20}\.?(?:[ -][A-Z][\w'’.]{0,20}){0,3}"
AGENCY = r"\((?P<agency>[A-Z][\w .&/'’-]{1,40})\)"
# With capitals or a dash missing, only a name we know makes a dateline: "Foreign Ministry (MFA) officials" is none.
KNOWN = (
    r"(?:AP|AFP|Reuters|Xinhua|CNN|UPI|Kyodo|Yonhap|IANS|PTI|ANI|Bloomberg|CNA|TASS|Itar-Tass|Interfax|dpa|DPA|EFE|ANSA|VOA"
    r"|BBC|NHK|Jiji|MarketWatch|Dow\ Jones|Canadian\ Press|AAP|Xinhua\ News\ Agency|Associated\ Press)"
)
DASH = r"(?:-{1,3}|[–—_:])"
DATELINE = re.compile(
    rf"""[ \t]{{0,8}}(?:
      (?P<city>{CAPITALS})(?P<region>(?:,\ (?!{MONTH}\b)[A-Z][\w.'’ -]{{1,30}}?){{0,2}}?)
        (?:,?\ (?P<date>{DATE}))?,?[ ]{{0,2}}(?:{AGENCY})?[ ]{{0,2}}{DASH}(?!\w\w?\b)[ ]{{0,3}}
    | (?P<city2>{TITLED})(?P<region2>(?:,\ (?!{MONTH}\b)[A-Z][\w.'’ -]{{1,30}}?){{0,2}}?)
        (?:,?\ (?P<date2>{DATE}))?,?[ ]{{0,2}}\((?P<agency2>{KNOWN})\)[ ]{{0,2}}{DASH}?[ ]{{0,3}}
    )""",
    re.VERBOSE,
)
CHINESE_DATELINE = re.compile(
    r"\s{0,8}(?P<agency>(?:新华社|中新社|中新网|人民网|央视网|环球网)?)(?P<city>[\u4e00-\u9fff]{2,6}?)"
    r"(?P<date>\d{1,2}月\d{1,2}日)电"
)
LINES_BEFORE_A_DATELINE = 4  # a headline, a byline


def find_dateline(text: str) -> Dateline | None:
    """The dateline at the head of one of the first lines, or None."""
    lines = [line for line in re.finditer(r"[^\n]+", text[:4000]) if line[0].strip()]
    for line in lines[:LINES_BEFORE_A_DATELINE]:
        found = read_dateline(line[0], line.start())
        if found:
            return found
    return None


def read_dateline(line: str, offset: int) -> Dateline | None:
    chinese = CHINESE_DATELINE.match(line)
    if chinese:
        return Dateline(
            span=moved(chinese.span(), offset),
            city=chinese["city"],
            city_span=moved(chinese.span("city"), offset),
            date_words=chinese["date"],
            date_span=moved(chinese.span("date"), offset),
            agency=chinese["agency"],
        )
    match = DATELINE.match(line)
    if not match:
        return None
    suffix = "" if match["city"] else "2"
    city, dated, agency = match["city" + suffix], match["date" + suffix], match["agency" + suffix]
    if len(city) < 3 or (not (dated or agency) and len(line) - match.end() < 40):
        return None  # capitals and a dash alone may be a heading; a dateline has a paragraph after it
    return Dateline(
        span=moved((match.start() + len(line) - len(line.lstrip()), match.end()), offset),
        city=titled(city),
        city_span=moved(match.span("city" + suffix), offset),
        region=titled(match["region" + suffix].strip(", ")),
        date_words=dated or "",
        date_span=moved(match.span("date" + suffix), offset) if dated else None,
        agency=agency or "",
    )


def moved(ends: tuple[int, int], offset: int) -> Span:
    return Span(ends[0] + offset, ends[1] + offset)


def titled(words: str) -> str:
    """Capitals as a reader writes them: "HO CHI MINH CITY" -> "Ho Chi Minh City", "XI'AN" -> "Xi'an"."""
    return " ".join("-".join(map(titled_part, word.split("-"))) for word in words.split(" "))


def titled_part(part: str) -> str:
    return part.capitalize() if part.isupper() and "." not in part[1:-1] else part
