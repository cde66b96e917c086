"""An event's values with the sentences behind them, ready for the page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from timeline import edtf
from timeline.filters.countries import country_name
from timeline.models import Event, Person
from timeline.overdue import overdue_note
from timeline.vocabulary import Channel, Kind, Precision, Role, Setting, Side, Status, Topic, label

LONGEST_QUOTE = 420  # code points: readers get short quotes, and the link to the rest
SENTENCE_END = re.compile(r"""[.!?]["'”’)\]]{0,2}\s{1,4}(?=["'“‘(\[]{0,2}[A-Z0-9])|[。！？]["”’」』]?|\n""")
# "Mr. Wang", "Gen. Dan Caine", "U.S. Treasury": a full stop that ends no sentence.
SHORT_WORD = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Adm|Lt|Col|Maj|Capt|St|Jr|Sr|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct"
    r"|Nov|Dec)|\b[A-Za-z](?:\.[A-Za-z]){0,3})\.$"
)
ROLES = {Role.VISITOR: "visitor", Role.HOST: "host"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article, cut before, at and after the words that a value was read from.

    `is_gone`: the article was corrected since, and the words are no longer in it.
    """

    before: str
    marked: str
    after: str
    article: object
    is_gone: bool = False

    @property
    def words(self) -> str:
        return self.before + self.marked + self.after


@dataclass(frozen=True, slots=True)
class Other:
    """What other articles say instead."""

    value: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One value of the event: what it is, why it is shown, the sentences behind it, and who says otherwise."""

    name: str  # the field: date, place, participant:<key> ...
    heading: str
    value: str
    note: str = ""
    person: object | None = None
    warning: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    decision_note: str = ""
    quotes: tuple[Quote, ...] = ()
    others: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the life line; `again` are the later days on which the same was said."""

    status: str
    label: str
    day: str
    again: tuple[str, ...] = ()
    is_last: bool = False


@dataclass(slots=True)
class Claims:
    """The claims of an event by id, and each one's quote, cut once."""

    by_id: dict[int, object] = field(default_factory=dict)

    @classmethod
    def of(cls, event: Event) -> "Claims":
        claims = {}
        for mention in event.mentions.all():
            for claim in mention.claims.all():
                claims[claim.pk] = (claim, mention.article)
        return cls(claims)

    def quotes(self, ids: Iterable[int], *, fullest: bool = False) -> tuple[Quote, ...]:
        """The sentences of some claims, each once: the newest article first, or the `fullest` words for the value.

        The newest, since it tells what came of it; the fullest for people, since "Janet Yellen" says more than "she".
        """
        found = {}
        for pk in ids:
            if pk in self.by_id:
                claim, article = self.by_id[pk]
                if claim.broken:
                    quote = Quote("", claim.exact, "", article, is_gone=True)
                else:
                    quote = quote_of(article, claim.start, claim.end)
                found.setdefault((article.pk, quote.words), quote)
        newest = sorted(found.values(), key=lambda q: (str(q.article.published or ""), q.article.pk), reverse=True)
        return tuple(sorted(newest, key=lambda q: -len(q.marked)) if fullest else newest)

    def ids_of(self, name: str) -> list[int]:
        return [pk for pk, (claim, _) in self.by_id.items() if claim.field == name]


def quote_of(article, start: int, end: int) -> Quote:
    """The sentence around a span of an article's text (offsets in code points), shortened to LONGEST_QUOTE."""
    text = article.text
    first, last = sentence_around(text, start, end)
    before, after = text[first:start].lstrip(), text[end:last].rstrip()
    spare = max((LONGEST_QUOTE - (end - start)) // 2, 40)
    if len(before) > spare:
        before = "… " + before[-spare:].partition(" ")[2]
    if len(after) > spare:
        after = after[:spare].rpartition(" ")[0] + " …"
    return Quote(before, text[start:end], after, article)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence or sentences that hold a span."""
    reach = 600  # no sentence worth quoting is longer, and a hostile text must not cost more
    low = max(start - reach, 0)
    first = low
    # One code point further than the span's start, so that a sentence beginning there is seen to begin.
    for found in SENTENCE_END.finditer(text, low, start + 1):
        if found.end() > start:
            break
        if found.group() == "\n" or not SHORT_WORD.search(text, max(found.start() - 6, low), found.start() + 1):
            first = found.end()
    for found in SENTENCE_END.finditer(text, end, min(end + reach, len(text))):
        if found.group() == "\n" or not SHORT_WORD.search(text, max(found.start() - 6, end), found.start() + 1):
            return first, found.start() + len(found.group().rstrip())
    return first, min(end + reach, len(text))


# --- the rows of the page ------------------------------------------------------------------------------------


def shown_values(event: Event) -> list[Shown]:
    """All values of the event, in reading order."""
    claims = Claims.of(event)
    values = [
        ("date", "When", edtf.humanise(event.edtf), edtf_note(event) or capital_days(event)),
        ("status", "Status", label(Status(event.status)), status_note(event, claims)),
        ("kind", "What", label(Kind(event.kind)), ""),
        ("place", "Where", place_words(event), ""),
        ("gathering", "On the sidelines of", event.gathering, ""),
        ("setting", "Setting", label(Setting(event.setting)) if event.setting else "", ""),
        ("topics", "Topics", ", ".join(topic_words(event)), ""),
        ("summary", "Summary", event.summary, ""),
        ("title", "Title", event.title if is_decided(event, "title") else "", ""),
    ]
    # What an editor cleared is a decision, too, and must not vanish without a word.
    plain = [
        shown(event, claims, name, heading, value or "nothing", note=note)
        for name, heading, value, note in values
        if value or is_decided(event, name)
    ]
    head = [row for row in plain if row.name == "date"]
    return [
        *head,
        *participants(event, claims),
        *taken_out(event, claims),
        *(row for row in plain if row.name != "date"),
    ]


def is_decided(event: Event, name: str) -> bool:
    """An editor has decided this value."""
    return bool((event.why.get(name) or {}).get("decision"))


def taken_out(event: Event, claims: Claims) -> list[Shown]:
    """Those whom articles name and an editor took out."""
    here = {f"participant:{row.person.key if row.person else row.name}" for row in event.participations.all()}
    gone = [
        name for name in event.why if name.startswith("participant:") and name not in here and is_decided(event, name)
    ]
    idents = [name.removeprefix("participant:") for name in gone]
    names = dict(Person.objects.filter(key__in=idents).values_list("key", "full_name")) if idents else {}
    return [
        shown(event, claims, name, "Taken out", names.get(ident, ident))
        for name, ident in zip(gone, idents, strict=True)
    ]


def participants(event: Event, claims: Claims) -> list[Shown]:
    rows = []
    for person in sorted(event.participations.all(), key=lambda p: (list(Side).index(Side(p.side)), p.position, p.pk)):
        ident = person.person.key if person.person else person.name
        office = person.office_title or (person.office.title if person.office else "")
        heading = {Side.US: "United States", Side.PRC: "China"}.get(person.side, "Others")
        note = ", ".join(words for words in (office, ROLES.get(person.role, "")) if words)
        rows.append(
            shown(
                event,
                claims,
                f"participant:{ident}",
                heading,
                person.name,
                note=note,
                person=person.person,
                warning=person.warning,
            )
        )
    return rows


def shown(event: Event, claims: Claims, name: str, heading: str, value: str, **more) -> Shown:
    """A value with what `event.why` says of it."""
    why = event.why.get(name) or {}
    backing = why.get("claims")
    if backing is None:
        backing = claims.ids_of({"topics": "topic"}.get(name, name))
    return Shown(
        name=name,
        heading=heading,
        value=value,
        reason=why.get("words", ""),
        decided_by=(why.get("author") or "an editor") if why.get("decision") else "",
        decided_at=parse_datetime(why["made_at"]) if why.get("decision") and why.get("made_at") else None,
        decision_note=why.get("note", ""),
        quotes=() if why.get("rule") == "setting-implied" else claims.quotes(backing, fullest=":" in name),
        others=tuple(
            Other(value_words(name, other.get("value")), claims.quotes(other.get("claims", ())))
            for other in why.get("others", ())
        ),
        **more,
    )


def value_words(name: str, value) -> str:
    """A claimed value as a reader says it."""
    if name == "date" and isinstance(value, str):
        return edtf.humanise(value)
    if isinstance(value, dict):
        if name == "place":
            country = country_name(value["country"]) if value.get("country") else ""
            return ", ".join(part for part in (value.get("city"), country) if part)
        return str(value.get("name") or value.get("status") or "")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    enum = {"kind": Kind, "status": Status, "setting": Setting, "channel": Channel, "topic": Topic}.get(name)
    return label(enum(value)) if enum and value in set(enum) else str(value or "nothing")


def place_words(event: Event) -> str:
    """House, city and country, as far as known; a city that is its country is named once."""
    parts = [event.venue.name if event.venue and event.venue.kind != "city" else "", event.city]
    parts.append(country_name(event.country) if event.country else "")
    return ", ".join(dict.fromkeys(part for part in parts if part))


def topic_words(event: Event) -> list[str]:
    return [label(Topic(topic.slug)) if topic.slug in set(Topic) else topic.name for topic in event.topics.all()]


def edtf_note(event: Event) -> str:
    """What the words do not say: how finely it is known, and the notation."""
    notes = {
        "within": "once, on a day not known",
        "month": "the day is not known",
        "season": "the day is not known",
        "year": "month and day are not known",
        "decade": "the year is not known",
        "open": "one end is not known",
    }
    return notes.get(event.precision, "")


def status_note(event: Event, claims: Claims) -> str:
    """That a status is only the last that was heard; nothing where an editor decided it."""
    if is_decided(event, "status"):
        return ""
    told = max((article.published for _, article in claims.by_id.values() if article.published), default=None)
    return overdue_note(event.status, event.earliest, event.latest, told, timezone.localdate())


def capital_days(event: Event) -> str:
    """Which day a call had in which capital, where articles give it two days running; else nothing.

    Beijing's clocks are 12 or 13 hours ahead of Washington's, so a call is on one day in both, or a day later there.
    """
    if event.kind not in (Kind.CALL, Kind.VIDEO) or event.precision != Precision.DAY:
        return ""
    if not event.earliest or event.earliest in (date.min, date.max):
        return ""
    others = {other.get("value") for other in (event.why.get("date") or {}).get("others", ())}
    before, after = (f"{event.earliest + timedelta(days=step)}" for step in (-1, 1))
    if (before in others) == (after in others):
        return ""
    if after in others:
        return f"the day in Washington; in Beijing it was already {edtf.humanise(after)}"
    return f"the day in Beijing; in Washington it was still {edtf.humanise(before)}"


def life_line(event: Event) -> list[Step]:
    """The steps as decided, in the order of their days; the last one is how it stands. Repetitions are one step."""
    told = event.why.get("steps") or [{"status": event.status, "day": event.edtf}]
    steps = []
    for status, run in groupby(told, key=lambda step: step["status"]):
        days = [edtf.humanise(step["day"]) if step.get("day") else "" for step in run]
        steps.append(Step(status, label(Status(status)), days[0], tuple(filter(None, days[1:]))))
    return [*steps[:-1], replace(steps[-1], is_last=True)]


def sources(event: Event) -> Sequence:
    """The articles that tell it, the oldest first, each once."""
    found = {mention.article_id: mention.article for mention in event.mentions.all()}
    return sorted(found.values(), key=lambda article: (str(article.published or "9"), article.pk))
