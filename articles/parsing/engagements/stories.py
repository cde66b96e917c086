"""What the article as a whole gives to its engagements: the visit around a meeting, the day and place of the news."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from articles.parsing.engagements import calendar as cal
from articles.parsing.engagements.drafts import Draft, days_apart, is_known_days, overlap, width
from articles.parsing.engagements.mention import CHINESE_SOIL, HOME, host_side, identity, is_person
from articles.parsing.engagements.parties import Party
from articles.parsing.engagements.tie import as_stay
from articles.parsing.types import DateExpression, FieldClaim, Place, PlaceMention, Span
from timeline.vocabulary import Kind, Precision, Role, Side

LEAD_SENTENCES = 3
NARRATIVE = 250  # characters: about the sentence before


@dataclass(frozen=True)
class Frame:
    """What the article as a whole gives: its day, the day it reports on, its dateline."""

    text: str
    dct: date | None
    main_day: DateExpression | None
    dateline: Place | None
    topics: Callable[[str, Span], Iterable[FieldClaim]]
    dates: tuple[DateExpression, ...] = ()


@dataclass
class Story:
    """An engagement in the making."""

    draft: Draft
    when: DateExpression | None
    place: Place | None
    gathering: str
    parent: "Story | None" = None
    lent_when: bool = False  # the date is not the words' own
    lent_place: bool = False

    @property
    def is_visit(self) -> bool:
        return self.draft.group == "visit"

    @property
    def is_remote(self) -> bool:
        return self.draft.group in ("call", "letter")

    @property
    def phase(self) -> str:
        return self.draft.phase

    @property
    def background(self) -> bool:
        return self.draft.background

    @property
    def start(self) -> int:
        return min(m.trigger.span.start for m in self.draft.mentions)

    def people(self) -> set[str]:
        return {identity(p) for m in self.draft.mentions for p in m.parties}

    def reports_now(self) -> bool:
        """True if the article reports it as new: held, not recalled, one and not "a series of visits"."""
        if self.phase != "held" or self.background:
            return False
        return not all(m.trigger.plural for m in self.draft.mentions)


def stories_of(drafts: Sequence[Draft], frame: Frame) -> list[Story]:
    """The drafts with all that the article lends them."""
    stories = [Story(d, cal.choose_date(d, frame.text), *choose_place(d)) for d in drafts]
    nest(stories, frame.dct)
    for story in stories:
        move_into_visit(story, frame)
    for visit in stories:
        if visit.is_visit:
            take_from_meetings(visit, [s for s in stories if s.parent is visit], frame)
    for story in stories:
        take_when(story, stories, frame)
        take_where(story, stories, frame)
    for story in stories:  # by now more of them have a place to lend
        if story.place is None and story.draft.group == "meet" and story.phase != "off" and not story.background:
            story.place = neighbour_place(story, stories)
    return stories + stays_told_by_meetings(stories, frame)


def stays_told_by_meetings(stories: Sequence[Story], frame: Frame) -> list[Story]:
    """The visits of those whose meetings in a city of the other side are told, but no visit.

    Only of persons named, for days that are known, and not where a gathering brought them there.
    """
    found: dict[frozenset[str], list[Story]] = {}
    for story in stories:
        guests = guests_of(story)
        if guests and not any(
            s.is_visit and s.phase == story.phase and near_or_open(s, story) for s in told_of(guests, stories)
        ):
            found.setdefault(frozenset(map(identity, guests)), []).append(story)
    return [stay_of_meetings(children, stories, frame) for children in merged(found) if makes_the_rounds(children)]


def makes_the_rounds(children: Sequence[Story]) -> bool:
    """One who sees host after host is on a visit; one who comes for talks or a dialogue may be there for it."""
    if any(m.kind is Kind.DIALOGUE or m.is_standing for c in children for m in c.draft.mentions):
        return False
    guests = {identity(p) for c in children for p in guests_of(c)}
    hosts = {identity(p) for c in children for m in c.draft.mentions for p in m.parties if is_person(p)} - guests
    return len(hosts) > 1 and len(guests) <= len(hosts) - (len(children) == 1)  # two who face two have come for talks


def told_of(guests: Sequence[Party], stories: Sequence[Story]) -> list[Story]:
    names = set(map(identity, guests))
    return [s for s in stories if names & {identity(p) for m in s.draft.mentions for p in (m.visitors or m.parties)}]


def near_or_open(visit: Story, meeting: Story) -> bool:
    return visit.when is None or meeting.when is None or near(visit.when, meeting.when)


def merged(found: dict[frozenset[str], list[Story]]) -> list[list[Story]]:
    """Meetings of the same travellers, or of some of them, at about the same time belong to one stay."""
    out: list[tuple[set[str], list[Story]]] = []
    for names, stories in found.items():
        for story in stories:
            home = next((x for x in out if x[0] & names and any(near(s.when, story.when) for s in x[1])), None)
            if home is None:
                out.append((set(names), [story]))
            else:
                home[0].update(names)
                home[1].append(story)
    return [stories for _, stories in out]


def guests_of(story: Story) -> list[Party]:
    """The people of one side who are named in a meeting on the soil of the other; none if it is not news."""
    place, when = story.place, story.when
    if story.draft.group != "meet" or story.parent is not None or story.gathering or not story.reports_now():
        return []
    if place is None or not place.city or when is None or not is_known_days(when):
        return []
    for side, soil in ((Side.US, CHINESE_SOIL), (Side.PRC, HOME[Side.US])):
        if place.country in soil:
            people = {identity(p): p for m in story.draft.mentions for p in m.of_side(side) if is_person(p)}
            return [p for p in people.values() if not is_resident(p)]
    return []


def is_resident(party: Party) -> bool:
    """An envoy who lives there is on no visit."""
    return any(word in party.actor.office.lower() for word in ("ambassador", "liaison", "consul", "chargé"))


def stay_of_meetings(children: Sequence[Story], stories: Sequence[Story], frame: Frame) -> Story:
    """A visit from the first of its meetings to the last."""
    guests = {identity(p): p for c in children for p in guests_of(c)}
    visitors = tuple(replace(p, role=Role.VISITOR, rule="stay-told-by-meetings") for p in guests.values())
    draft = Draft([as_stay(c.draft.first, visitors) for c in children])
    first, last = min(c.when.earliest for c in children), max(c.when.latest for c in children)
    when = cal.from_days(children[0].when.span, frame.text, first, last, "days-of-meetings")
    stay = Story(draft, when, children[0].place, "", lent_when=True, lent_place=True)
    for child in children:
        child.parent = stay
    return stay


# ---------------------------------------------------------------- place


def choose_place(draft: Draft) -> tuple[Place | None, str]:
    """Venue, city and country from the mentions, and the gathering on whose sidelines it took place."""
    places = [p for m in draft.mentions for p in m.where]
    gathering = next((p.gathering for p in places if p.gathering), "")
    if draft.group in ("call", "letter"):
        return None, gathering
    if draft.group == "visit":
        places = [p for p in places if on_visited_soil(draft, p)]
    best = max(
        places, key=lambda p: (p.kind != "gathering", bool(p.city), bool(p.country), bool(p.venue)), default=None
    )
    if best is None or not (best.country or best.city):
        return None, gathering
    venue = next((p for p in places if p.venue and p.country == best.country), None)
    names = (venue.venue_key, venue.venue) if venue else ("", "")
    return Place(best.span, best.rule, best.city, best.country, *names), gathering


def visiting_side(draft: Draft) -> Side | None:
    sides = {p.side for m in draft.mentions for p in m.visitors} - {Side.OTHER}
    return sides.pop() if len(sides) == 1 else None


def on_visited_soil(draft: Draft, place: PlaceMention) -> bool:
    side = visiting_side(draft)
    if side is Side.US:
        return place.country in CHINESE_SOIL
    return place.country in HOME[Side.US] if side is Side.PRC else True


# ---------------------------------------------------------------- visits and their meetings


OLD = timedelta(days=60)  # a visit so long ago holds no meeting that is reported without a day


def nest(stories: Sequence[Story], dct: date | None) -> None:
    """Tie each meeting to the visit it belongs to: same traveller, no other day or country."""
    visits = [s for s in stories if s.is_visit and s.phase != "off"]
    for story in stories:
        if story.draft.group in ("meet", "military") and not story.is_visit:
            fitting = [v for v in visits if belongs(story, v) and not (story.when is None and is_old(v, dct))]
            fitting = fitting or [v for v in visits if is_still_to_come_in(story, v, dct)]
            story.parent = min(
                fitting, key=lambda v: (v.phase != story.phase, abs(v.start - story.start)), default=None
            )


def is_still_to_come_in(story: Story, visit: Story, dct: date | None) -> bool:
    """As in "arrived on Tuesday. He will meet Qian": a meeting ahead, without a day, of one whose visit goes on."""
    travellers = {identity(p) for m in visit.draft.mentions for p in m.visitors if is_person(p)}
    if story.when is not None or story.phase != "ahead" or visit.phase != "held" or visit.background or dct is None:
        return False
    goes_on = visit.when is not None and visit.when.latest is not None and visit.when.latest >= dct
    elsewhere = story.place is not None and visit.place is not None and story.place.country != visit.place.country
    return goes_on and not elsewhere and bool(travellers & story.people())


def is_old(visit: Story, dct: date | None) -> bool:
    return bool(dct and visit.when and visit.when.latest and visit.when.latest < dct - OLD)


def belongs(story: Story, visit: Story) -> bool:
    """True if the meeting may be part of the visit."""
    travellers = {identity(p) for m in visit.draft.mentions for p in m.visitors}
    if not travellers & story.people() or story.phase == "off" or story.background != visit.background:
        return False
    if story.place and story.place.country and visit.place and story.place.country != visit.place.country:
        return False
    if story.when is None or visit.when is None:
        return story.phase == visit.phase
    if near(story.when, visit.when):
        return True
    # Told only by its end or by what is still to come of it, a visit began some days before.
    late = all(cal.edge_of(m) == "end" or m.reading.rule == "status:timetable" for m in visit.draft.mentions if m.when)
    return (
        late
        and is_known_days(story.when)
        and is_known_days(visit.when)
        and (0 <= (visit.when.earliest - story.when.latest).days <= 9)
    )


def move_into_visit(story: Story, frame: Frame) -> None:
    """The article's own weekday, said of what is to come in a later visit, is that of the visit's week."""
    visit, when = story.parent, story.when
    if visit is None or when is None or visit.when is None or when.rule != "weekday" or when.earliest != frame.dct:
        return
    later = when.earliest + timedelta(days=7)
    if visit.when.earliest and visit.when.latest and visit.when.earliest <= later <= visit.when.latest:
        story.when = cal.from_days(when.span, frame.text, later, later, "weekday-of-visit")


def near(a: DateExpression, b: DateExpression) -> bool:
    """The two overlap, or, both known to the day, lie within a week: a stay is seldom told with its last day."""
    if overlap(a, b):
        return True
    if not (is_known_days(a) and is_known_days(b)):
        return False
    return min(abs((a.earliest - b.latest).days), abs((b.earliest - a.latest).days)) <= 4


def take_from_meetings(visit: Story, children: Sequence[Story], frame: Frame) -> None:
    """A visit without days of its own has those of its meetings; a country gains their city."""
    whens = [c.when for c in children if c.when and is_known_days(c.when)]
    if visit.when is None or (visit.when.precision is Precision.DAY and whens):
        if visit.when is None and whens:
            first, last = min(x.earliest for x in whens), max(x.latest for x in whens)
            length = next((m.duration for m in visit.draft.mentions if m.duration), None)
            if length and any(cal.edge_of(m) == "end" for m in visit.draft.mentions):
                first = last - timedelta(days=length - 1)
            visit.when, visit.lent_when = (
                cal.from_days(whens[0].span, frame.text, first, last, "days-of-meetings"),
                True,
            )
        elif visit.when is not None:
            visit.when = cal.stay_of(visit.draft, frame.text, whens) or visit.when
        elif children and children[0].when is not None and visit.when is None:
            visit.when, visit.lent_when = children[0].when, True
    place = next((c.place for c in children if c.place and c.place.city), None)
    if visit.place is None:
        visit.place, visit.lent_place = place, True
    elif not visit.place.city and place:
        visit.place = replace(visit.place, city=place.city)


# ---------------------------------------------------------------- lending


def take_when(story: Story, stories: Sequence[Story], frame: Frame) -> None:
    """The day of its visit, of the sentence before, of the lead; else an open interval."""
    if story.when is not None:
        return
    story.lent_when = True
    nth = next((n for m in story.draft.mentions if (n := cal.ordinal_day(m))), None)
    if nth and frame.main_day is not None and story.reports_now():
        last = frame.main_day.earliest
        story.when = cal.from_days(frame.main_day.span, frame.text, last - timedelta(days=nth - 1), last, "ordinal-day")
        return
    if story.phase == "off":
        story.when = step_day(story, frame)
        if story.when is None and frame.dct and story.draft.first.scene.index < LEAD_SENTENCES:
            first = frame.dct - timedelta(days=cal.NEWS_DAYS)
            span = story.draft.first.reading.span
            story.when = cal.derived(span, frame.text, f"[{first}..{frame.dct}]", cal.STEP_DAY)
        return
    if story.reports_now():
        story.when = day_before_it(story, stories, frame)
    if story.when is None and story.parent is not None and story.parent.when is not None:
        story.when = story.parent.when
    if story.when is None and story.reports_now() and frame.main_day is not None:
        length = next((m.duration for m in story.draft.mentions if m.duration), 1)
        last = frame.main_day.earliest
        first = last - timedelta(days=length - 1)
        story.when = (
            cal.from_days(frame.main_day.span, frame.text, first, last, "lead-and-duration")
            if 1 < length <= cal.NEWS_DAYS + 1 and story.draft.group == "meet"
            else frame.main_day
        )
    if story.when is None:
        in_lead = story.draft.first.scene.index < LEAD_SENTENCES and story.reports_now()
        story.when = cal.undated(story.draft, frame.text, frame.dct, in_lead=in_lead)


def step_day(story: Story, frame: Frame) -> DateExpression | None:
    """When it was called off: the last day told, in its own sentence or just before it."""
    near: list[tuple[int, DateExpression]] = []
    for m in story.draft.mentions:
        for d in frame.dates:
            gap = m.evidence.start - d.span.start
            if gap <= NARRATIVE and d.span.start < m.evidence.end and d.latest and width(d) <= 31:
                near.append((abs(gap), d))
    past = [(gap, d) for gap, d in near if frame.dct and d.latest <= frame.dct]
    return replace(min(past, key=lambda item: item[0])[1], rule=cal.STEP_DAY) if past else None


def day_before_it(story: Story, stories: Sequence[Story], frame: Frame) -> DateExpression | None:
    """The day of the engagement told just before, if the sentence goes on with it: "in the afternoon he met"."""
    first = story.draft.first
    words = first.scene.words(first.evidence).lower()
    if not any(
        cue in words for cue in ("morning", "afternoon", "evening", "earlier in the day", "later in the day", "hours ")
    ):
        return None
    earlier = [
        s for s in stories
        if s is not story and s.when and not s.lent_when and s.when.precision is Precision.DAY and s.phase == "held"
        and 0 <= first.scene.index - s.draft.first.scene.index <= 2 and s.start < story.start
    ]  # fmt: skip
    return max(earlier, key=lambda s: s.start).when if earlier else None


def take_where(story: Story, stories: Sequence[Story], frame: Frame) -> None:
    """The place of its visit, of the dateline, of the host; a visit goes to the other side's soil."""
    if story.place is not None or story.is_remote:
        return
    story.lent_place = True
    span = story.draft.first.trigger.span
    if story.is_visit:
        country = {Side.US: "CN", Side.PRC: "US"}.get(visiting_side(story.draft))
        story.place = Place(span, "visited-side", "", country) if country else None
        return
    if story.parent is not None and story.parent.place is not None:
        story.place = story.parent.place
    elif story.reports_now():
        story.place = host_place(story, frame) or frame.dateline or neighbour_place(story, stories)


def host_place(story: Story, frame: Frame) -> Place | None:
    """As in "received by Premier Zhao": on the host's soil, in the city of the dateline if that is there."""
    for m in story.draft.mentions:
        side = host_side(m)
        if side is None:
            continue
        soil = HOME[side]
        if frame.dateline is not None and frame.dateline.country in soil:
            return frame.dateline
        return Place(m.trigger.span, "host", "", "CN" if side is Side.PRC else "US")
    return None


def neighbour_place(story: Story, stories: Sequence[Story]) -> Place | None:
    """The place of another engagement of the same people at the same time."""
    for other in stories:
        if other is story or other.place is None or "off" in (other.phase, story.phase) or other.is_remote:
            continue
        if other.background or (other.phase == "ahead" and story.phase == "held"):
            continue
        if other.people() & story.people() and other.when and story.when and days_apart(other.when, story.when) <= 1:
            return other.place
    return None
