"""Which mentions tell of one event: pure scoring, and a clustering that does not depend on their order.

Two mentions are compared by who takes part, when, where and what kind; the reasons are kept, so that an editor can
see why two articles were taken together. What an editor pinned stays where it was pinned.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

from timeline.vocabulary import Kind, Precision, Status

THRESHOLD = 0.60
# A plan without a day and the event itself are one only if it came soon after the announcement.
PLAN_REACH = timedelta(days=120)
# Visits are rarer than meetings, and longer in the making.
VISIT_REACH = timedelta(days=270)
DELAY_REACH = timedelta(days=450)  # from a postponement to the new day
REVIVAL_REACH = timedelta(days=270)  # from a cancellation or refusal to the new day
VAGUE_REACH = timedelta(days=31)  # "this autumn" that became the first days of December
STAY_REACH = timedelta(days=7)  # between two days of one visit that two articles name
OPEN_PAST_REACH = timedelta(days=30)
NEIGHBOURS_KM = 60
# A date score that joins nothing by itself, and forbids nothing that other mentions join.
APART = -0.2

GROUPS = {
    Kind.VISIT: "visit",
    Kind.MEETING: "meet",
    Kind.TALKS: "meet",
    Kind.SUMMIT: "meet",
    Kind.DIALOGUE: "meet",
    Kind.CALL: "remote",
    Kind.VIDEO: "remote",
    Kind.LETTER: "letter",
    Kind.MILITARY: "military",
}
EXACT = (Precision.DAY, Precision.RANGE)
COUNTRIES = frozenset({"united states", "china"})
AHEAD = (Status.PROPOSED, Status.PLANNED)
OFF = (Status.POSTPONED, Status.CANCELLED, Status.DECLINED)
PLANS = (*AHEAD, *OFF)


@dataclass(frozen=True, slots=True)
class MentionView:
    """What matching must know of one mention (or, with `anchor`, of an event as an editor decided it).

    `us` and `prc` are keys of people, or names of strangers; `bodies` names of bodies, "US:…" or "PRC:…".
    """

    key: str  # stable and unique over all articles
    article: str
    kind: str
    status: str
    published: date | None = None
    earliest: date | None = None
    latest: date | None = None
    precision: str = Precision.UNKNOWN
    us: frozenset[str] = frozenset()
    prc: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    visitors: frozenset[str] = frozenset()
    city: str = ""
    country: str = ""
    venue_key: str = ""
    gathering: str = ""
    spot: tuple[float, float] | None = None  # latitude and longitude of the city, degrees
    pinned: str = ""  # public id of the event an editor placed it in
    background: bool = False

    @property
    def group(self) -> str:
        return GROUPS.get(self.kind, "any")

    @property
    def people(self) -> frozenset[str]:
        return self.us | self.prc


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two mentions are: 0..1, the reasons in words, and `veto`, why they cannot be one."""

    score: float
    reasons: tuple[str, ...] = ()
    veto: str = ""

    @property
    def joins(self) -> bool:
        return not self.veto and self.score >= THRESHOLD


def veto(reason: str) -> Match:
    return Match(0.0, (), reason)


def compare(a: MentionView, b: MentionView) -> Match:
    """Score two mentions of one event, or say why they cannot be."""
    if a.article == b.article:
        return veto("one article tells them apart")
    if reason := kinds_differ(a, b):
        return veto(reason)
    people, said = compare_people(a, b)
    if people is None:
        return veto(said)
    when, dated = compare_dates(a, b)
    if when is None:
        return veto(dated)
    where, placed = compare_places(a, b)
    if where is None:
        return veto(placed)
    score = 0.45 * people + 0.40 * when + 0.15 * where
    return Match(max(0.0, round(score, 4)), (said, dated, placed))


def kinds_differ(a: MentionView, b: MentionView) -> str:
    groups = {a.group, b.group}
    if len(groups) == 1 or groups == {"meet", "any"} or groups == {"meet", "military"}:
        return ""
    if groups == {"meet", "remote"}:
        # "Talks soon" may turn out to be a call; a meeting that took place is none.
        loose = next(m for m in (a, b) if m.group == "meet")
        return "" if loose.status in PLANS and not loose.city else "a call is not a meeting"
    return f"a {a.kind} is not a {b.kind}"


def compare_people(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    """The share of sides on which the same person takes part; None if a side has different people."""
    if a.group == b.group == "visit":
        return compare_visitors(a, b)
    shared, open_sides = [], 0
    for side in ("us", "prc"):
        left, right = getattr(a, side), getattr(b, side)
        if left and right:
            if not left & right:
                return None, "different people"
            shared.append(sorted(left & right))
        else:
            open_sides += 1
    names = ", ".join(name for side in shared for name in side)
    if len(shared) == 2:
        return 1.0, f"same people: {names}"
    if len(shared) == 1:
        return 0.6, f"same person, the other side not named in both: {names}"
    return compare_bodies(a, b)


def compare_bodies(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    """Sides named as countries, bodies or delegations, in one mention at least."""
    if common := a.bodies & b.bodies:
        names = ", ".join(sorted(common))
        both = {body.split(":")[0] for body in common} >= {"US", "PRC"}
        bare = all(body.split(":", 1)[1].lower() in COUNTRIES for body in common)
        return (0.5 if bare else 0.7) if both else 0.4, f"same bodies: {names}"
    if a.group == b.group == "meet" and (a.bodies or b.bodies) and same_exact_days(a, b):
        # "The two countries held talks on Tuesday" beside "Bessent met He Lifeng on Tuesday".
        return 0.45, "one names only the sides"
    return None, "nobody in common"


def same_exact_days(a: MentionView, b: MentionView) -> bool:
    exact = a.precision in EXACT and b.precision in EXACT
    return exact and (a.earliest, a.latest) == (b.earliest, b.latest)


def compare_visitors(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    """A visit is its visitor's; whom they met there may differ from article to article."""
    left, right = a.visitors or a.people, b.visitors or b.people
    if left and right:
        if common := left & right:
            return 0.95, f"same visitor: {', '.join(sorted(common))}"
        return None, "different visitors"
    if common := a.bodies & b.bodies:
        return 0.5, f"same bodies: {', '.join(sorted(common))}"
    return None, "nobody in common"


def compare_dates(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    """1 for the same days, less the wider the words; None if they cannot be the same days."""
    if undated(a) or undated(b):
        return 0.15, "one has no date"
    a, b = begun(a), begun(b)
    if open_ended(a) or open_ended(b):
        return compare_open(a, b)
    if (a.earliest, a.latest) == (b.earliest, b.latest):
        return (1.0 if a.precision in EXACT else 0.8), "same days"
    slack = timedelta(days=1) if a.precision == b.precision == Precision.RANGE else timedelta(0)
    if a.earliest > b.latest + slack or b.earliest > a.latest + slack:
        return compare_moved(a, b)
    if a.precision in EXACT and b.precision in EXACT:
        return 0.9, "overlapping days"
    width = max((a.latest - a.earliest).days, (b.latest - b.earliest).days)
    for limit, score in ((8, 0.9), (31, 0.75), (93, 0.5), (370, 0.3)):
        if width <= limit:
            return score, "the dates fit"
    return 0.15, "the dates fit loosely"


def begun(mention: MentionView) -> MentionView:
    """What is under way without a known end lasts at least until the article's day."""
    if mention.status in PLANS or mention.earliest is None or mention.latest is not None:
        return mention
    return replace(mention, latest=max(mention.earliest, mention.published or date.min), precision=Precision.RANGE)


def undated(mention: MentionView) -> bool:
    return mention.earliest is None and mention.latest is None


def open_ended(mention: MentionView) -> bool:
    return mention.earliest is None or mention.latest is None


def compare_open(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    """ "Soon" against a day: one, if the day came within months; "in the past" against anything: hardly."""
    reach = VISIT_REACH if a.group == b.group == "visit" else PLAN_REACH
    if open_ended(a) and open_ended(b):
        if (a.earliest is None) != (b.earliest is None):
            return None, "one before, one after"
        apart = abs((a.earliest or a.latest) - (b.earliest or b.latest))
        told = reach if a.earliest else OPEN_PAST_REACH
        if apart <= told:
            return (0.5 if apart <= PLAN_REACH else 0.35), "both undated, told at about the same time"
        return APART, "told far apart"
    loose, firm = (a, b) if open_ended(a) else (b, a)
    if loose.earliest is None:
        return (0.1, "one is only known to be past") if firm.earliest <= loose.latest else (None, "different days")
    if firm.latest < loose.earliest:
        return None, "over before the other was planned"
    gap = firm.earliest - loose.earliest
    if gap > reach:
        return APART, "long after the plan"
    # The nearer, the likelier: of two events after a plan the first is meant.
    return 0.42 - 0.1 * max(gap, timedelta(0)) / reach, "planned without a day, held soon after"


def compare_moved(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    """Days that do not meet: of one stay, or of a plan that was put off, or set anew after it was."""
    gap = max(a.earliest - b.latest, b.earliest - a.latest)
    both_visits = a.group == b.group == "visit"
    if both_visits and gap <= STAY_REACH and Precision.DAY in (a.precision, b.precision):
        return 0.45, "days of one stay"
    if a.status not in PLANS and b.status not in PLANS:
        return None, "different days"
    if not (a.published and b.published):
        return APART, "other days, one only planned"
    old, new = sorted((a, b), key=told_first)
    if old.status not in PLANS:
        return None, "another plan after it took place"
    if old.status in AHEAD and new.status in OFF:
        ahead = old.latest >= new.published - timedelta(days=31) and old.earliest - new.published <= DELAY_REACH
        return (0.55, "planned, then put off") if ahead else (None, "different days")
    if old.status in OFF:
        return compare_revived(old, new)
    if old.earliest > new.latest:
        return None, "over before the day that was planned"
    if old.precision not in EXACT and gap <= VAGUE_REACH:
        return 0.35, "a little later than planned"
    return APART, "other days, one only planned"


def told_first(mention: MentionView) -> tuple:
    """The order in which two tellings follow each other; on one day the plan, then its end, then the event."""
    step = 0 if mention.status in AHEAD else 1 if mention.status in OFF else 2
    return mention.published, step, mention.earliest, mention.latest, mention.key


def compare_revived(old: MentionView, new: MentionView) -> tuple[float | None, str]:
    """What was put off, or refused, and then set anew; the nearer, the likelier."""
    reach = DELAY_REACH if old.status == Status.POSTPONED else REVIVAL_REACH
    since = new.latest - old.published
    if since < timedelta(0):
        return None, "over before it was put off"
    if since > reach:
        return APART, "long after it was put off"
    words = "put off, then set anew" if old.status == Status.POSTPONED else "off, then set anew"
    return 0.5 - 0.15 * since / reach, words


def compare_places(a: MentionView, b: MentionView) -> tuple[float | None, str]:
    if a.country and b.country and a.country != b.country:
        return None, "different countries"
    if a.city and b.city:
        if a.city == b.city:
            if a.venue_key and b.venue_key and a.venue_key != b.venue_key and a.group != "visit":
                return None, "different houses"
            return 1.0, f"same city: {a.city}"
        if a.spot and b.spot and kilometres(a.spot, b.spot) <= NEIGHBOURS_KM:
            return 0.8, "neighbouring cities"
        # A visit may take in several cities, a plan may still change its place; a meeting was in one.
        if a.group == b.group == "visit":
            return 0.4, "other stops of one country"
        return (0.2, "another city was planned") if {a.status, b.status} & set(PLANS) else (None, "different cities")
    if a.country and b.country:
        return 0.7, f"same country: {a.country}"
    return 0.5, "place not given in both"


def kilometres(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Distance of two (latitude, longitude) in degrees, on a sphere; good enough to tell neighbours."""
    (lat1, lon1), (lat2, lon2) = (map(radians, spot) for spot in (one, two))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(min(1.0, sqrt(half)))


# --- clusters ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions of one event, in canonical order, and per mention the reasons for its being here."""

    members: tuple[MentionView, ...]
    reasons: dict[str, tuple[str, ...]]

    @property
    def pinned(self) -> str:
        return next((member.pinned for member in self.members if member.pinned), "")


def canonical(mention: MentionView) -> tuple:
    """An order that does not depend on when an article came in."""
    return (mention.published or date.max, mention.article, mention.key)


def cluster(mentions: Iterable[MentionView]) -> list[Cluster]:
    """Join mentions that tell of one event; the same set in any order gives the same clusters.

    Best pairs first; two clusters join only if no pair across them is vetoed. Mentions pinned to one event are
    one cluster from the start, mentions pinned to different events never join.
    """
    ordered = sorted(mentions, key=canonical)
    home = {mention.key: number for number, mention in enumerate(ordered)}
    groups: dict[int, list[MentionView]] = {number: [mention] for number, mention in enumerate(ordered)}
    reasons: dict[str, tuple[str, ...]] = {}

    def join(left: int, right: int) -> None:
        for mention in groups[right]:
            home[mention.key] = left
        groups[left].extend(groups.pop(right))

    first_pinned: dict[str, int] = {}
    for mention in ordered:
        if mention.pinned:
            reasons[mention.key] = ("placed by an editor",)
            if mention.pinned in first_pinned:
                join(first_pinned[mention.pinned], home[mention.key])
            else:
                first_pinned[mention.pinned] = home[mention.key]

    pairs = {}
    for number, a in enumerate(ordered):
        for b in ordered[number + 1 :]:
            pairs[a.key, b.key] = compare(a, b)
    ranked = sorted((pair for pair, match in pairs.items() if match.joins), key=lambda p: (-pairs[p].score, p))
    for one, two in ranked:
        left, right = sorted((home[one], home[two]))
        if left != right and compatible(groups[left], groups[right], pairs):
            reasons.setdefault(one, pairs[one, two].reasons)
            reasons.setdefault(two, pairs[one, two].reasons)
            join(left, right)
    return [
        Cluster(tuple(sorted(members, key=canonical)), {m.key: reasons.get(m.key, ()) for m in members})
        for members in groups.values()
    ]


def compatible(left: Sequence[MentionView], right: Sequence[MentionView], pairs: dict) -> bool:
    pins = {mention.pinned for mention in (*left, *right) if mention.pinned}
    if len(pins) > 1:
        return False
    matches = [pairs.get((a.key, b.key)) or pairs[b.key, a.key] for a in left for b in right]
    if pins:
        # An editor's event may hold claims that disagree; one that fits is enough, unless an article told them apart.
        return any(not match.veto for match in matches) and not any(
            match.veto == "one article tells them apart" for match in matches
        )
    return not any(match.veto for match in matches)
