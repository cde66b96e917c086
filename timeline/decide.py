"""Claims and decisions in, shown values out: one pure function, `decide`.

What an editor decided stands above what articles claim, the newest decision first; without one, the claims
are weighed. The answer does not depend on the order of the input. Every value comes with a `Why`: the rule, the
claims or the decision behind it, and who says otherwise.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.utils.text import slugify

from timeline import edtf
from timeline.vocabulary import Kind, Precision, Role, Setting, Side, Status

# Once it took place, no later sentence makes it a plan again.
TOOK_PLACE = (Status.HELD, Status.ONGOING)
# Between articles of one day the later step of the life line stands.
STATUS_ORDER = (
    Status.PROPOSED,
    Status.PLANNED,
    Status.POSTPONED,
    Status.DECLINED,
    Status.CANCELLED,
    Status.ONGOING,
    Status.HELD,
)
# Where articles call one event by different words, the more telling word stands.
KIND_ORDER = (
    Kind.SUMMIT,
    Kind.DIALOGUE,
    Kind.VIDEO,
    Kind.CALL,
    Kind.VISIT,
    Kind.MILITARY,
    Kind.LETTER,
    Kind.TALKS,
    Kind.MEETING,
    Kind.OTHER,
)
LASTING = (Precision.RANGE,)
EXACT = (Precision.DAY, Precision.RANGE)
LONGEST_STAY = timedelta(days=14)
COUNTRIES = frozenset({"united states", "china", "us", "u.s.", "prc"})


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with what `decide` must know of its article and mention; `mention` and `article` are stable keys."""

    id: int
    field: str
    value: Any
    mention: str
    article: str
    published: date | None = None
    status: str = ""  # the mention's own status
    score: float = 1.0
    confidence: float = 0.5
    background: bool = False
    start: int = 0

    @property
    def order(self) -> tuple:
        """A total order that does not depend on when an article came in."""
        return (self.published or date.max, self.article, self.start, self.mention, self.field, repr(self.value))


@dataclass(frozen=True, slots=True)
class DecisionView:
    id: int
    field: str
    mode: str  # set, clear, confirm
    value: Any
    author: str = ""
    made_at: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a value is shown: `words` for people, `claims` and `decision` as ids, `others` what was said otherwise."""

    rule: str
    words: str
    claims: tuple[int, ...] = ()
    decision: int | None = None
    author: str = ""
    made_at: str = ""
    note: str = ""
    others: tuple[dict, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownParticipant:
    name: str
    side: str
    role: str
    key: str | None = None
    office: str = ""
    body: bool = False
    warning: str = ""

    @property
    def ident(self) -> str:
        """What reasons and decisions on this participant are filed under: the person's key, a body's name."""
        return ident_of(self.name, self.key, self.body)


def ident_of(name: str, key: str | None, body: bool) -> str:
    """A known person's key, the key a stranger gets by the name, or a body's name."""
    if body:
        return name
    return key or slugify(name)[:120] or "person-" + sha256(name.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of the life line; `day` is EDTF, "" if neither the text nor the article gives one."""

    status: str
    day: str
    article: str = ""
    claim: int | None = None
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class Values:
    """All that an event shows, apart from what is derived of people's offices (title, channel)."""

    kind: str = Kind.OTHER
    status: str = Status.HELD
    setting: str = ""
    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    precision: str = Precision.UNKNOWN
    city: str = ""
    country: str = ""
    venue_key: str = ""
    gathering: str = ""
    title: str = ""
    summary: str = ""
    topics: tuple[str, ...] = ()
    participants: tuple[ShownParticipant, ...] = ()
    steps: tuple[ShownStep, ...] = ()
    confidence: float = 0.0
    article_count: int = 0
    why: dict[str, Why] = field(default_factory=dict)


def decide(claims: Iterable[ClaimView], decisions: Iterable[DecisionView]) -> Values:
    """The values an event shows.

    Errors: ValueError if a claim's or decision's date is no EDTF we store.
    """
    claims = sorted(claims, key=lambda claim: claim.order)
    newest = newest_by_field(decisions)
    by_field: dict[str, list[ClaimView]] = defaultdict(list)
    for claim in claims:
        by_field[claim.field].append(claim)
    why: dict[str, Why] = {}

    def settle(name: str, choose: Callable[[Sequence[ClaimView]], tuple[Any, Why]]):
        """The decision on a field if there is one, else what `choose` makes of the claims."""
        value, reason = choose(by_field[name])
        if decision := newest.get(name):
            value, reason = by_decision(decision, value, reason)
        if reason.rule:
            why[name] = reason
        return value

    kind = settle("kind", choose_kind) or Kind.OTHER
    when = settle("date", choose_stay if kind == Kind.VISIT else choose_date) or ""
    earliest, latest = edtf.bounds(when) if when else (None, None)
    place = settle("place", choose_place) or {}
    gathering = settle("gathering", choose_most_said) or ""
    status, steps = settle_status(by_field["status"], newest.get("status"), when, why)
    setting = settle("setting", lambda found: choose_setting(found, kind, place, gathering, why)) or ""
    return Values(
        kind=kind,
        status=status,
        setting=setting,
        edtf=when,
        earliest=earliest,
        latest=latest,
        precision=edtf.precision_of(when) if when else Precision.UNKNOWN,
        city=place.get("city", ""),
        country=place.get("country", ""),
        venue_key=place.get("venue_key", ""),
        gathering=gathering,
        title=settle("title", nothing_said) or "",
        summary=settle("summary", nothing_said) or "",
        topics=tuple(settle("topics", lambda _: choose_topics(by_field["topic"])) or ()),
        participants=settle_participants(by_field["participant"], newest, why),
        steps=steps,
        confidence=joint_confidence(claims),
        article_count=len({claim.article for claim in claims}),
        why=why,
    )


def newest_by_field(decisions: Iterable[DecisionView]) -> dict[str, DecisionView]:
    return {decision.field: decision for decision in sorted(decisions, key=lambda decision: decision.id)}


def by_decision(decision: DecisionView, claimed: Any, reason: Why) -> tuple[Any, Why]:
    """What the editor said, with what the articles say as the other side of it."""
    value = {"set": decision.value, "confirm": decision.value, "clear": None}[decision.mode]
    words = {"set": "set by", "confirm": "confirmed by", "clear": "cleared by"}[decision.mode]
    others = reason.others
    if claimed and claimed != value and reason.claims and decision.mode != "confirm":
        others = ({"value": claimed, "claims": list(reason.claims)}, *others)
    return value, Why(
        rule=f"decision-{decision.mode}",
        words=f"{words} {decision.author or 'an editor'}",
        claims=reason.claims if claimed == value or decision.mode == "confirm" else (),
        decision=decision.id,
        author=decision.author,
        made_at=decision.made_at,
        note=decision.note,
        others=others,
    )


def nothing_said(_: Sequence[ClaimView]) -> tuple[None, Why]:
    return None, Why("", "")


# --- dates ---------------------------------------------------------------------------------------------------


def choose_date(claims: Sequence[ClaimView], among: Sequence[ClaimView] = ()) -> tuple[str | None, Why]:
    """The date that most articles bear out, the finer one where one only refines another.

    Articles that report the event outweigh those that announced it; among announcements the newest counts, since
    plans change. `among`, where given, are the claims whose values are eligible; all others still bear out or speak
    against them.
    """
    reported = [claim for claim in claims if claim.status in TOOK_PLACE]
    pool = reported or newest_plans(claims)
    if not pool:
        return None, Why("", "")
    scored = []
    for value in dict.fromkeys(claim.value for claim in among or pool):
        support = {}
        for claim in pool:
            gain = agreement(value, claim.value) * claim.score
            support[claim.article] = max(gain, support.get(claim.article, -1.0))
        scored.append((round(sum(support.values()), 6), -width(value), value))
    best = max(scored)[2]
    backing = [claim for claim in claims if claim.value == best]
    others = differing(claims, lambda value: disjoint(best, value))
    articles = {claim.article for claim in backing}
    words = "the only date given" if len({claim.value for claim in claims}) == 1 else "the date most articles bear out"
    words = f"{words} ({plural(len(articles), 'article')})"
    return best, Why("date-best-supported", words, ids(backing), others=others)


def choose_stay(claims: Sequence[ClaimView]) -> tuple[str | None, Why]:
    """A visit's days: where reports name only single days of it, it lasted from the first to the last of them."""
    days = [c for c in claims if c.status in TOOK_PLACE and edtf.precision_of(c.value) == Precision.DAY]
    spans = [c for c in claims if c.status in TOOK_PLACE and edtf.precision_of(c.value) == Precision.RANGE]
    first = min((edtf.bounds(claim.value)[0] for claim in days), default=None)
    last = max((edtf.bounds(claim.value)[1] for claim in days), default=None)
    if spans or not first or first == last or last - first > LONGEST_STAY:
        return choose_date(claims, among=spans)  # who names both ends knows more than who names one day
    stay = edtf.interval(first, last)
    others = differing(claims, lambda value: disjoint(stay, value))
    return stay, Why("date-days-of-a-stay", "from the first to the last day that is told", ids(days), others=others)


def newest_plans(claims: Sequence[ClaimView]) -> list[ClaimView]:
    """Of announcements, those of the last day on which anybody published one; of background, only if nothing else."""
    fresh = [claim for claim in claims if not claim.background] or list(claims)
    dated = [claim.published for claim in fresh if claim.published]
    if not dated:
        return fresh
    firm = [claim for claim in fresh if edtf.precision_of(claim.value) not in (Precision.OPEN, Precision.UNKNOWN)]
    pool = firm or fresh
    last = max((claim.published for claim in pool if claim.published), default=None)
    return [claim for claim in pool if claim.published == last] or pool


def agreement(value: str, other: str) -> float:
    """How far a claim of `other` bears out `value`: 1 fully, negative if it speaks against it."""
    if value == other:
        return 1.0
    if disjoint(value, other):
        return -0.5
    precise, other_precise = edtf.precision_of(value) in EXACT, edtf.precision_of(other) in EXACT
    if not other_precise:
        return 1.0 if covers(other, value) else 0.6
    if not precise:
        return 0.3
    if covers(value, other):  # a day within the days it lasted
        return 0.8
    return 0.5


def span_of(value: str) -> tuple[date, date]:
    earliest, latest = edtf.bounds(value)
    return earliest or date.min, latest or date.max


def covers(outer: str, inner: str) -> bool:
    (a, b), (c, d) = span_of(outer), span_of(inner)
    return a <= c and d <= b


def disjoint(one: str, two: str) -> bool:
    (a, b), (c, d) = span_of(one), span_of(two)
    return b < c or d < a


def width(value: str) -> int:
    earliest, latest = span_of(value)
    return (latest - earliest).days


# --- status --------------------------------------------------------------------------------------------------


def settle_status(claims: Sequence[ClaimView], decision: DecisionView | None, when: str, why: dict[str, Why]):
    """The last step of the life line, and the line itself."""
    steps = life_line(claims, when)
    status, reason = choose_status(claims, when)
    if decision and decision.mode != "clear" and decision.value:
        said = decision.value if isinstance(decision.value, dict) else {"status": decision.value}
        claimed, status = status, said["status"]
        if decision.mode == "set":
            steps = (*steps, ShownStep(status, said.get("date") or "", decision=decision.id))
        _, reason = by_decision(replace(decision, value=status), claimed, reason)
    if reason.rule:
        why["status"] = reason
    return status or Status.HELD, steps


def choose_status(claims: Sequence[ClaimView], when: str) -> tuple[str | None, Why]:
    if not claims:
        return None, Why("", "")
    main = [claim for claim in claims if claim.value["status"] == claim.status] or list(claims)
    held = [claim for claim in main if claim.value["status"] in TOOK_PLACE and credible(claim, when)]
    rank = {status: number for number, status in enumerate(STATUS_ORDER)}
    if held:
        status = max((claim.value["status"] for claim in held), key=rank.__getitem__)
        backing = [claim for claim in held if claim.value["status"] == status]
        words = "reported as having taken place" if status == Status.HELD else "reported as under way"
    else:
        last = max(main, key=lambda c: (c.published or date.min, rank[c.value["status"]]))
        status = last.value["status"]
        backing = [claim for claim in main if claim.value["status"] == status]
        words = "the last that was reported"
    return status, Why("status-last-step", words, ids(backing))


def credible(claim: ClaimView, when: str) -> bool:
    """Nobody reports as held what begins after the article's day."""
    if not (claim.published and when):
        return True
    return span_of(when)[0] <= claim.published


def life_line(claims: Sequence[ClaimView], when: str) -> tuple[ShownStep, ...]:
    """The steps in the order of their days, each once."""
    seen: dict[tuple[str, str], ShownStep] = {}
    for claim in claims:
        status = claim.value["status"]
        day = claim.value.get("date") or ""
        if not day:
            took_place = status in TOOK_PLACE and when
            day = when if took_place else (claim.published.isoformat() if claim.published else "")
        seen.setdefault((status, day), ShownStep(status, day, claim.article, claim.id))
    rank = {status: number for number, status in enumerate(STATUS_ORDER)}
    return tuple(
        sorted(seen.values(), key=lambda s: (span_of(s.day)[0] if s.day else date.max, rank[s.status], s.article))
    )


# --- the plain fields ----------------------------------------------------------------------------------------


def choose_kind(claims: Sequence[ClaimView]) -> tuple[str | None, Why]:
    return choose_most_said(claims, tie=lambda kind: -KIND_ORDER.index(Kind(kind)))


def choose_most_said(claims: Sequence[ClaimView], tie: Callable[[Any], Any] = str) -> tuple[Any, Why]:
    """The value that the most articles give, weighed by score."""
    if not claims:
        return None, Why("", "")
    votes: dict[Any, dict[str, float]] = defaultdict(dict)
    for claim in claims:
        votes[claim.value][claim.article] = max(claim.score, votes[claim.value].get(claim.article, 0))
    best = max(votes, key=lambda value: (round(sum(votes[value].values()), 6), tie(value)))
    backing = [claim for claim in claims if claim.value == best]
    words = f"said by {plural(len({claim.article for claim in backing}), 'article')}"
    return best, Why("most-said", words, ids(backing), others=differing(claims, lambda value: value != best))


def choose_place(claims: Sequence[ClaimView]) -> tuple[dict | None, Why]:
    """Country first, then the city in it, then the house in that: each the one most articles give."""
    pool, place = list(claims), {}
    for level in ("country", "city", "venue_key"):
        said = [claim for claim in pool if claim.value.get(level)]
        if not said:
            continue
        counts = Counter()
        for article, value in {(claim.article, claim.value[level]) for claim in said}:
            counts[value] += max(c.score for c in said if c.article == article and c.value[level] == value)
        best = max(counts, key=lambda value: (round(counts[value], 6), value))
        pool = [claim for claim in said if claim.value[level] == best]
        place[level] = best
    if not place:
        return None, Why("", "")
    others = differing(
        claims,
        lambda value: any(value.get(level) and value[level] != place.get(level) for level in ("country", "city")),
    )
    return place, Why("place-most-said", f"the finest place of {plural(len(pool), 'claim')}", ids(pool), others=others)


def choose_setting(claims, kind: str, place: dict, gathering: str, why: dict[str, Why]) -> tuple[str | None, Why]:
    """As the articles say, else as place and kind imply."""
    value, reason = choose_most_said(claims)
    if value:
        return value, reason
    if kind in (Kind.CALL, Kind.VIDEO, Kind.LETTER):
        return Setting.REMOTE, implied("of the kind", why.get("kind"))
    if gathering:
        return Setting.MULTILATERAL, implied("of the gathering", why.get("gathering"))
    if country := place.get("country"):
        setting = Setting.BILATERAL if country in ("US", "CN", "HK", "MO") else Setting.THIRD_COUNTRY
        return setting, implied("of the place", why.get("place"))
    return None, Why("", "")


def implied(of: str, source: Why | None) -> Why:
    """A value that follows from another stands on that one's evidence."""
    if not source:
        return Why("setting-implied", f"follows {of}")
    return replace(source, rule="setting-implied", words=f"follows {of}", others=())


def choose_topics(claims: Sequence[ClaimView]) -> tuple[list[str] | None, Why]:
    topics = sorted({claim.value for claim in claims})
    return topics or None, Why("all-said", "named beside it", ids(claims)) if topics else Why("", "")


# --- participants --------------------------------------------------------------------------------------------


def settle_participants(claims: Sequence[ClaimView], newest: dict[str, DecisionView], why: dict[str, Why]):
    """Everybody whom an article or an editor names, less those an editor took out."""
    grouped: dict[str, list[ClaimView]] = defaultdict(list)
    for claim in claims:
        said = claim.value
        grouped[ident_of(said["name"], said.get("key"), bool(said.get("body")))].append(claim)
    people = {ident: participant_of(group) for ident, group in grouped.items()}
    reasons = {
        ident: Why("named", f"named by {plural(len({c.article for c in group}), 'article')}", ids(group))
        for ident, group in grouped.items()
    }
    drop_bare_countries(people)
    for name, decision in newest.items():
        if not name.startswith("participant:"):
            continue
        ident = name.removeprefix("participant:")
        claimed = asdict(people[ident]) if ident in people else None
        if decision.mode == "clear":
            people.pop(ident, None)
        elif decision.value:
            people[ident] = ShownParticipant(**decision.value)
        _, reasons[ident] = by_decision(decision, claimed, reasons.get(ident, Why("", "")))
    for ident, reason in reasons.items():
        if ident in people or reason.decision:
            why[f"participant:{ident}"] = replace(reason, others=())
    first_said = {ident: min(claim.order for claim in group) for ident, group in grouped.items()}
    weight = {ident: len({claim.article for claim in group}) for ident, group in grouped.items()}

    def prominence(ident: str) -> tuple:
        return people[ident].body, -weight.get(ident, 0), first_said.get(ident, (date.max, ident)), ident

    return tuple(people[ident] for ident in sorted(people, key=prominence))


def participant_of(claims: Sequence[ClaimView]) -> ShownParticipant:
    """One participant of all that is said of them; a role that says more beats a plain "party"."""
    first = claims[0].value
    roles = Counter(claim.value.get("role") for claim in claims if claim.value.get("role") != Role.PARTY)
    role = max(roles, key=lambda r: (roles[r], r)) if roles else Role.PARTY
    said = [claim.value for claim in claims]
    return ShownParticipant(
        name=first["name"],
        side=first.get("side", Side.OTHER),
        role=role,
        key=first.get("key"),
        office=next((value["office"] for value in said if value.get("office")), ""),
        body=bool(first.get("body")),
        warning=next((value["warning"] for value in said if value.get("warning")), ""),
    )


def drop_bare_countries(people: dict[str, ShownParticipant]) -> None:
    """ "China" says nothing beside "Wang Yi"."""
    named = {person.side for person in people.values() if person.name.lower() not in COUNTRIES}
    for ident in [i for i, person in people.items() if person.name.lower() in COUNTRIES and person.side in named]:
        del people[ident]


# --- small things --------------------------------------------------------------------------------------------


def joint_confidence(claims: Sequence[ClaimView]) -> float:
    """Articles as independent witnesses (noisy or); never quite certain."""
    best: dict[str, float] = {}
    for claim in claims:
        best[claim.article] = max(claim.confidence, best.get(claim.article, 0))
    doubt = 1.0
    for article in sorted(best):
        doubt *= 1 - min(best[article], 0.99)
    return round(min(1 - doubt, 0.99), 3) if best else 0.0


def differing(claims: Sequence[ClaimView], differs: Callable[[Any], bool]) -> tuple[dict, ...]:
    """What other articles say instead, once per value."""
    found: dict[str, dict] = {}
    for claim in claims:
        if differs(claim.value):
            found.setdefault(repr(claim.value), {"value": claim.value, "claims": []})["claims"].append(claim.id)
    return tuple(found.values())


def ids(claims: Iterable[ClaimView]) -> tuple[int, ...]:
    return tuple(claim.id for claim in claims)


def plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
