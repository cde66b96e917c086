"""From the tied mentions of an article to its engagements: what they inherit, which visit holds which meeting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from articles.parsing.engagements import calendar as cal
from articles.parsing.engagements.mentions import (
    AHEAD,
    CHINESE_SOIL,
    HOME,
    OFF,
    Mention,
    identity,
    is_generic,
    is_person,
)
from articles.parsing.engagements.parties import Party
from articles.parsing.engagements.tie import Draft, phase
from articles.parsing.types import (
    DateExpression,
    Engagement,
    FieldClaim,
    Participant,
    Place,
    PlaceMention,
    Span,
    StatusStep,
)
from timeline.vocabulary import Kind, Precision, Role, Setting, Side, Status


@dataclass
class Story:
    """An engagement in the making."""

    draft: Draft
    when: DateExpression | None
    place: Place | None
    gathering: str
    parent: "Story | None" = None
    inherited_when: bool = False
    inherited_place: bool = False

    @property
    def is_visit(self) -> bool:
        return self.draft.group == "visit"

    @property
    def phase(self) -> str:
        return self.draft.phase

    @property
    def background(self) -> bool:
        return any(m.background for m in self.draft.mentions)


@dataclass(frozen=True)
class Frame:
    """What the article as a whole gives: its day, the day it reports on, its dateline."""

    text: str
    dct: date | None
    main_day: DateExpression | None
    dateline: Place | None
    topics: object  # find_topics(text, span) -> claims


def tell(drafts: Sequence[Draft], frame: Frame) -> tuple[Engagement, ...]:
    """The engagements of an article, in text order, each whole."""
    stories = [Story(d, cal.choose_date(d, frame.text), *choose_place(d)) for d in drafts]
    nest(stories)
    inherit(stories, frame)
    refs = {id(s): f"e{n}" for n, s in enumerate(stories, start=1)}
    return tuple(build(s, refs, stories, frame) for s in stories)


# ---------------------------------------------------------------- place


def choose_place(draft: Draft) -> tuple[Place | None, str]:
    """Venue, city and country from the mentions, and the gathering on whose sidelines it took place."""
    places = [p for m in draft.mentions for p in m.where]
    gathering = next((p.gathering for p in places if p.gathering), "")
    if draft.group == "call":
        return None, gathering
    if draft.group == "visit":
        places = [p for p in places if on_visited_soil(draft, p)]
    best = max(places, key=lambda p: (bool(p.city), bool(p.country), bool(p.venue)), default=None)
    if best is None or not (best.country or best.city):
        return None, gathering
    venue = next((p for p in places if p.venue and p.country == best.country), None)
    return (
        Place(
            best.span,
            best.rule,
            best.city,
            best.country,
            venue.venue_key if venue else "",
            venue.venue if venue else "",
        ),
        gathering,
    )


def on_visited_soil(draft: Draft, place: PlaceMention) -> bool:
    sides = {p.side for m in draft.mentions for p in m.visitors} - {Side.OTHER}
    if Side.US in sides:
        return place.country in CHINESE_SOIL
    return place.country in HOME[Side.US] if Side.PRC in sides else True


# ---------------------------------------------------------------- visits and their meetings


def nest(stories: Sequence[Story]) -> None:
    """Tie each meeting to the visit it belongs to: same traveller, same phase, no other day or country."""
    visits = [s for s in stories if s.is_visit]
    for story in stories:
        if story.is_visit or story.draft.group not in ("meet", "military"):
            continue
        story.parent = next((v for v in visits if belongs(story, v)), None)


def belongs(story: Story, visit: Story) -> bool:
    """True if the meeting may be part of the visit."""
    people = {identity(p) for m in visit.draft.mentions for p in m.visitors}
    present = {identity(p) for m in story.draft.mentions for p in m.parties}
    if not people & present or story.phase != visit.phase or story.background != visit.background:
        return False
    if story.place and story.place.country and visit.place and story.place.country != visit.place.country:
        return False
    if story.when is None or visit.when is None:
        return True
    return bool(overlapping(story.when, visit.when))


def overlapping(a: DateExpression, b: DateExpression) -> bool:
    from articles.parsing.engagements.tie import overlap

    return overlap(a, b)


# ---------------------------------------------------------------- inheritance


def inherit(stories: Sequence[Story], frame: Frame) -> None:
    """Fill what a mention leaves open from its visit, its meetings, the lead and the dateline; else leave it open."""
    for visit in (s for s in stories if s.is_visit):
        children = [s for s in stories if s.parent is visit]
        if visit.when is None:
            visit.when = hull([c.when for c in children if c.when], frame.text)
        if visit.place is None:
            visit.place = next((c.place for c in children if c.place), None)
        elif not visit.place.city:
            better = next((c.place for c in children if c.place and c.place.city), None)
            visit.place = replace(visit.place, city=better.city) if better else visit.place
    for story in stories:
        parent = story.parent
        if story.when is None and parent is not None and parent.when is not None:
            story.when, story.inherited_when = parent.when, True
        if story.place is None and parent is not None and story.draft.group != "call":
            story.place, story.inherited_place = parent.place, True
        if story.when is None and reports_now(story) and frame.main_day is not None:
            story.when, story.inherited_when = frame.main_day, True
        if story.place is None and reports_now(story) and story.draft.group in ("meet", "military") and frame.dateline:
            story.place, story.inherited_place = frame.dateline, True
        if story.when is None:
            story.when = cal.undated(story.draft, frame.text, frame.dct)
            story.inherited_when = True


def reports_now(story: Story) -> bool:
    """True if the article reports it as new: held, not recalled, one and not "a series of visits"."""
    draft = story.draft
    return story.phase == "held" and not story.background and not all(m.trigger.plural for m in draft.mentions)


def hull(whens: Sequence[DateExpression], text: str) -> DateExpression | None:
    """From the first day of the meetings to the last."""
    firsts = [w.earliest for w in whens if w.earliest]
    lasts = [w.latest for w in whens if w.latest]
    if not firsts or not lasts:
        return None
    if len(whens) == 1:
        return whens[0]
    first, last = min(firsts), max(lasts)
    edtf = str(first) if first == last else f"{first}/{last}"
    return cal.derived(whens[0].span, text, edtf, "meetings-of-visit")


# ---------------------------------------------------------------- building


def build(story: Story, refs: dict[int, str], stories: Sequence[Story], frame: Frame) -> Engagement:
    """The engagement with all its values."""
    draft = story.draft
    kind, rule_span, rule = choose_kind(draft)
    status, steps = choose_status(draft, story, frame)
    evidence = tuple(dict.fromkeys(m.evidence for m in draft.mentions))
    place = story.place
    participants = choose_participants(story, stories)
    setting = choose_setting(kind, place, participants, story.gathering)
    claims = [FieldClaim("kind", kind, rule_span, rule)]
    if setting:
        claims.append(FieldClaim("setting", setting, place.span if place else rule_span, "place-and-sides"))
    if story.gathering:
        claims.append(FieldClaim("gathering", story.gathering, rule_span, "gathering"))
    topics: dict[str, FieldClaim] = {}
    for span in evidence:
        for claim in frame.topics(frame.text, span):
            topics.setdefault(claim.value, claim)
    claims.extend(topics[v] for v in sorted(topics))
    return Engagement(
        refs[id(story)],
        kind,
        status,
        setting,
        evidence,
        story.when,
        place,
        participants,
        steps,
        tuple(claims),
        story.gathering,
        refs.get(id(story.parent)) if story.parent else None,
        story.background,
        confidence(story, participants),
    )


def choose_kind(draft: Draft) -> tuple[Kind, Span, str]:
    """The kind of the mention that made it; a video call or a summit named anywhere is more telling."""
    telling = [m for m in draft.mentions if m.kind in (Kind.VIDEO, Kind.SUMMIT, Kind.DIALOGUE)]
    if draft.group == "meet" and draft.first.kind is Kind.MEETING:
        telling = [m for m in telling if m.kind is Kind.SUMMIT and m is draft.first]
    if draft.group == "call":
        telling = [m for m in draft.mentions if m.kind is Kind.VIDEO]
    chosen = (telling or draft.mentions)[0]
    return chosen.kind, chosen.trigger.span, chosen.trigger.rule


def choose_status(draft: Draft, story: Story, frame: Frame) -> tuple[Status, tuple[StatusStep, ...]]:
    """The status of the draft, set right by the calendar, and the steps of its life line."""
    status = draft.first.status
    steps = tuple(StatusStep(m.status, m.reading.span, m.reading.rule) for m in draft.mentions if m.status is not None)
    when, dct = story.when, frame.dct
    if dct and when and status in AHEAD and when.latest and when.latest < dct and not story.inherited_when:
        status = Status.HELD if draft.first.reading.rule not in ("status:may",) else status
    if dct and when and status is Status.HELD and when.earliest and when.earliest > dct:
        status = Status.PLANNED
    if (
        dct
        and when
        and status is Status.HELD
        and when.latest
        and when.earliest
        and when.earliest <= dct < when.latest
        and story.is_visit
        and when.precision is Precision.RANGE
    ):
        status = Status.ONGOING
    return status, tuple(dict.fromkeys(steps))


def choose_participants(story: Story, stories: Sequence[Story]) -> tuple[Participant, ...]:
    """All who take part, each once; a bare country or "officials" only where nobody of that side is named."""
    parties: dict[tuple[str, Side], Party] = {}
    for m in story.draft.mentions:
        for p in m.parties:
            parties.setdefault((identity(p), p.side), p)
    if story.is_visit:
        for child in stories:
            if child.parent is story:
                visitor_sides = {p.side for p in parties.values() if p.role is Role.VISITOR}
                for m in child.draft.mentions:
                    for p in m.parties:
                        if p.side not in visitor_sides and not is_generic(p):
                            parties.setdefault((identity(p), p.side), replace(p, role=Role.HOST, rule="met-on-visit"))
    kept = [p for p in parties.values() if is_person(p) or not named_side(parties.values(), p)]
    return tuple(participant(p, story) for p in kept)


def named_side(parties, party: Party) -> bool:
    """True if a person of the same side is named, which makes a generic party redundant."""
    if party.side is Side.OTHER or not (is_generic(party) or party.actor.kind in ("country", "group")):
        return False
    return any(is_person(p) and p.side is party.side for p in parties) or (
        (is_generic(party) and any(not is_generic(p) and p.side is party.side for p in parties))
        or (party.actor.kind == "country" and next(p for p in parties if p.side is party.side) is not party)
    )


def participant(party: Party, story: Story) -> Participant:
    actor = party.actor
    role = party.role
    if not story.is_visit and role is not Role.PARTY:
        role = Role.PARTY
    return Participant(
        actor.name, actor.side, role, actor.span, f"{party.rule} · {actor.rule}", actor.key, actor.office,
        not is_person(party), actor.score, actor.warning,
    )  # fmt: skip


def choose_setting(
    kind: Kind, place: Place | None, participants: Sequence[Participant], gathering: str
) -> Setting | None:
    if kind in (Kind.CALL, Kind.VIDEO, Kind.LETTER):
        return Setting.REMOTE
    if gathering or any(p.side is Side.OTHER for p in participants):
        return Setting.MULTILATERAL
    if place and place.country:
        return Setting.BILATERAL if place.country in (*CHINESE_SOIL, *HOME[Side.US]) else Setting.THIRD_COUNTRY
    return None


def confidence(story: Story, participants: Sequence[Participant]) -> float:
    """0 to 1: the share of the fields that the words of a mention give directly, less for doubts."""
    people = [p for p in participants if not p.body]
    score = 0.35
    score += 0.2 if {p.side for p in people} >= {Side.US, Side.PRC} or (story.is_visit and people) else 0.05
    score += 0.2 if story.when and not story.inherited_when else 0.0
    score += 0.15 if (story.place and not story.inherited_place) or story.draft.group == "call" else 0.0
    score += min(0.1, 0.05 * (len(story.draft.mentions) - 1))
    if any(p.warning for p in participants):
        score -= 0.1
    return round(max(0.05, min(score, 0.99)), 2)


def place_of(dateline_place: PlaceMention | None) -> Place | None:
    return (
        None
        if dateline_place is None
        else Place(dateline_place.span, "dateline", dateline_place.city, dateline_place.country)
    )


__all__ = ["OFF", "Frame", "Mention", "phase", "place_of", "tell"]
