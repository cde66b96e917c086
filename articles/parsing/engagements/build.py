"""From a story to the engagement it is: each value with the words and the rule behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from articles.parsing.engagements import calendar as cal
from articles.parsing.engagements.attach import REPORTING
from articles.parsing.engagements.calendar import STEP_VERBS, dates_the_step, hangs_on
from articles.parsing.engagements.drafts import Draft, is_known_days
from articles.parsing.engagements.mention import (
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
from articles.parsing.engagements.scene import Scene
from articles.parsing.engagements.stories import Frame, Story, stories_of
from articles.parsing.engagements.words import FACE_TO_FACE
from articles.parsing.types import DateExpression, Engagement, FieldClaim, Note, Participant, Place, Span, StatusStep
from timeline.vocabulary import Kind, Precision, Role, Setting, Side, Status


def tell(drafts: Sequence[Draft], frame: Frame) -> tuple[Engagement, ...]:
    """The engagements of an article, one for each draft, in the drafts' order."""
    stories = stories_of(drafts, frame)
    frame = replace(frame, topics=cache(frame.topics))  # engagements share sentences
    refs = {id(story): f"e{n}" for n, story in enumerate(stories, start=1)}
    return tuple(build(story, refs, stories, frame) for story in stories)


def build(story: Story, refs: dict[int, str], stories: Sequence[Story], frame: Frame) -> Engagement:
    """The engagement with all its values."""
    kind = choose_kind(story.draft)
    evidence = tuple(dict.fromkeys(m.evidence for m in story.draft.mentions))
    participants = choose_participants(story, stories)
    status = choose_status(story, frame, stories)
    setting = choose_setting(kind.value, story.place, participants, story.gathering)
    claims = [kind]
    if setting:
        claims.append(FieldClaim("setting", setting, story.place.span if story.place else kind.span, "place-and-sides"))
    if story.gathering:
        claims.append(FieldClaim("gathering", story.gathering, kind.span, "gathering"))
    return Engagement(
        ref=refs[id(story)],
        kind=Kind(kind.value),
        status=status,
        setting=setting,
        evidence=evidence,
        date=story.when,
        place=story.place,
        participants=participants,
        steps=steps_of(story, status, frame, scenes_of(stories)),
        claims=(*claims, *topics_of(evidence, frame)),
        gathering=story.gathering,
        parent=refs.get(id(story.parent)) if story.parent else None,
        background=story.background,
        confidence=confidence(story, participants),
    )


def choose_kind(draft: Draft) -> FieldClaim:
    """The kind of the mention that made it; a video call, a dialogue or ships named anywhere are more telling."""
    telling = [m for m in draft.mentions if m.kind in (Kind.VIDEO, Kind.DIALOGUE, Kind.MILITARY)]
    if draft.group == "meet" and draft.first.kind is Kind.MEETING:
        telling = []
    if draft.first.kind is Kind.TALKS and draft.group == "meet" and not telling:
        telling = [m for m in draft.mentions if m.kind is Kind.CALL]  # "talks" that turn out to be a call
    if draft.first.trigger.rule in FACE_TO_FACE:  # "agreed ... The talks lasted an hour"
        telling = telling or [m for m in draft.mentions if m.trigger.rule not in FACE_TO_FACE]
    chosen = (telling or draft.mentions)[0]
    return FieldClaim("kind", chosen.kind, chosen.trigger.span, chosen.trigger.rule)


def topics_of(evidence: Iterable[Span], frame: Frame) -> list[FieldClaim]:
    """The topics named in the evidence, each once."""
    found: dict[str, FieldClaim] = {}
    for span in evidence:
        for claim in frame.topics(frame.text, span):
            found.setdefault(claim.value, claim)
    return [found[value] for value in sorted(found)]


# ---------------------------------------------------------------- status


def choose_status(story: Story, frame: Frame, stories: Sequence[Story] = ()) -> Status:
    """The status of the words, set right by the calendar: what is to come was not held, what is over is not planned."""
    status, when, dct = story.draft.first.status, story.when, frame.dct
    if dct is None or when is None or story.lent_when:
        return status
    if when.rule == cal.STEP_DAY:
        return status
    if status in AHEAD and when.latest and when.latest < dct and when.precision is not Precision.OPEN:
        return Status.HELD
    if status is Status.HELD and when.earliest and when.earliest > dct:
        return Status.PLANNED
    if story.is_visit and status is not Status.ONGOING and cal.has_not_left(story.draft, when, frame.dateline, dct):
        return Status.ONGOING
    if story.is_visit and status in AHEAD and goes_on_from_meetings(story, stories, dct):
        return Status.ONGOING
    lasts = when.earliest and when.latest and when.earliest <= dct < when.latest and when.precision is Precision.RANGE
    return Status.ONGOING if status is Status.HELD and story.is_visit and lasts else status


def scenes_of(stories: Sequence[Story]) -> dict[int, Scene]:
    """The sentences that tell something, by their place in the article."""
    return {m.scene.index: m.scene for story in stories for m in story.draft.mentions}


def goes_on_from_meetings(visit: Story, stories: Sequence[Story], dct: date) -> bool:
    """As in "goes to Chicago today" of one who met his host yesterday: what is to come is the rest of the visit."""
    if any(m.reading.rule not in ("status:timetable", "status:ends", "told-as-fact") for m in visit.draft.mentions):
        return False
    held = [s.when for s in stories if s.parent is visit and s.phase == "held" and not s.background]
    return any(w is not None and is_known_days(w) and w.latest <= dct for w in held)


def steps_of(story: Story, status: Status, frame: Frame, scenes: Mapping[int, Scene]) -> tuple[StatusStep, ...]:
    """The steps of its life line that this article tells, in text order, each with its day.

    What was held is dated by the engagement itself; every other step by the words at it ("postponed on Friday"), by
    the verb that reports it ("announced on Wednesday"), else by the article's day.
    """
    steps: list[StatusStep] = []
    for m in story.draft.mentions:
        told = status if m is story.draft.first else m.status
        if told is None or any(s.status is told for s in steps) or (m.reading.rule == "told-as-fact" and steps):
            continue
        if told in (Status.HELD, Status.ONGOING):
            when = story.when
            day = when.edtf if when else None
            if when and told is Status.ONGOING and story.is_visit and is_known_days(when):
                day = str(when.earliest)  # under way from its first day on
            steps.append(StatusStep(told, m.reading.span, m.reading.rule, day, when.span if when else None))
        else:
            steps.append(StatusStep(told, m.reading.span, m.reading.rule, *step_day(m, frame, scenes)))
    return tuple(steps)


def step_day(mention: Mention, frame: Frame, scenes: Mapping[int, Scene]) -> tuple[str | None, Span | None]:
    """The day of a step: of the status word, of the reporting verb, of the article; (None, None) if all are unknown."""
    scene, tree = mention.scene, mention.scene.tree
    near: list[tuple[int, DateExpression]] = []
    for expression in scene.dates:
        top = tree.top(expression.span)
        verb = next((a for a in tree.ancestors(top.i) if a.is_verb), None) if top is not None else None
        if verb is None or not expression.edtf or (expression is mention.when and not dates_the_step(mention)):
            continue
        ahead = frame.dct and expression.earliest and expression.earliest > frame.dct
        if mention.status in OFF and not ahead and hangs_on(tree, expression.span, mention.reading.word):
            near.append((0, expression))
        elif (verb.low in REPORTING or verb.low in STEP_VERBS) and hangs_on(tree, expression.span, verb.i):
            near.append((1, expression))
    day = min(near, key=lambda item: item[0])[1] if near else said_before(mention, scenes)
    if day is not None and (frame.dct is None or day.earliest is None or day.earliest <= frame.dct):
        return day.edtf, day.span
    return (frame.dct.isoformat(), None) if frame.dct else (None, None)


def said_before(mention: Mention, scenes: Mapping[int, Scene]) -> DateExpression | None:
    """As in "officials said on Friday. The Pentagon was now considering a call": still what they said on Friday.

    Only in the past tense of reported speech, in a sentence that reports nothing by itself.
    """
    here, before = mention.scene, scenes.get(mention.scene.index - 1)
    verb = here.tree.words[mention.reading.word]
    shifted = verb.tag == "VBG" and any(k.low in ("was", "were") for k in here.tree.children(verb.i, "aux"))
    if not shifted or mention.status not in AHEAD or before is None or here.dates:
        return None
    if any(word.low in REPORTING for word in here.tree.words):
        return None
    said = [word.i for word in before.tree.words if word.low in REPORTING]
    days = [d for d in before.dates if any(hangs_on(before.tree, d.span, i) for i in said)]
    return days[0] if len(days) == 1 and days[0].edtf else None


# ---------------------------------------------------------------- participants


def choose_participants(story: Story, stories: Sequence[Story]) -> tuple[Participant, ...]:
    """All who take part, each once; a bare country or "officials" only where nobody of that side is named."""
    parties: dict[tuple[str, Side], Party] = {}
    for m in story.draft.mentions:
        for p in with_navy(m):
            parties.setdefault((identity(p), p.side), p)
    if story.is_visit:
        for p in hosts_met(story, stories):
            parties.setdefault((identity(p), p.side), p)
    everyone = list(parties.values())
    return tuple(participant(p, story) for p in everyone if not is_redundant(p, everyone))


def with_navy(mention: Mention) -> list[Party]:
    """A mention's parties, a ship of the United States with the navy it sails for (that is what USS says)."""
    out: list[Party] = []
    for p in mention.parties:
        if "USS " in p.actor.name and p.side is Side.US:
            out.append(replace(p, actor=replace(p.actor, name="US Navy"), rule="navy-of-ship"))
        out.append(p)
    return out


def hosts_met(story: Story, stories: Sequence[Story]) -> list[Party]:
    """Whom the visitor met: those of the other side in the visit's meetings."""
    visiting = {p.side for m in story.draft.mentions for p in m.visitors}
    return [
        replace(p, role=Role.HOST, rule="met-on-visit")
        for child in stories
        if child.parent is story
        for m in child.draft.mentions
        for p in m.parties
        if p.side not in visiting and not is_generic(p)
    ]


def is_redundant(party: Party, everyone: Sequence[Party]) -> bool:
    """True for "China" or "officials" beside somebody named of the same side."""
    if party.side is Side.OTHER or is_person(party):
        return False
    mates = [p for p in everyone if p.side is party.side and p is not party]
    if is_generic(party):
        return any(not is_generic(p) for p in mates) or first_of(party, everyone) is not party
    return party.actor.kind == "country" and any(is_person(p) for p in mates)


def first_of(party: Party, everyone: Sequence[Party]) -> Party:
    return next(p for p in everyone if p.side is party.side)


def participant(party: Party, story: Story) -> Participant:
    actor = party.actor
    return Participant(
        name=actor.name,
        side=actor.side,
        role=party.role if story.is_visit else Role.PARTY,
        span=actor.span,
        rule=f"{party.rule}, {actor.rule}",
        key=actor.key,
        office=actor.office,
        body=not is_person(party),
        score=actor.score,
        warning=actor.warning,
    )


def choose_setting(
    kind: str, place: Place | None, participants: Sequence[Participant], gathering: str
) -> Setting | None:
    """Remote; with others or at a gathering; on the soil of one of the two; in a third country; None if not known."""
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
    score += 0.2 if story.when and not story.lent_when else 0.0
    score += 0.15 if (story.place and not story.lent_place) or story.is_remote else 0.0
    score += min(0.1, 0.05 * (len(story.draft.mentions) - 1))
    if any(p.warning for p in participants):
        score -= 0.1
    return round(max(0.05, min(score, 0.99)), 2)


# ---------------------------------------------------------------- notes


def taken_notes(drafts: Sequence[Draft], engagements: Sequence[Engagement], left: Sequence[Mention]) -> list[Note]:
    """For each engagement word that was taken, what became of it; for each left loose, why."""
    notes = [
        Note(
            m.trigger.span,
            m.trigger.rule,
            f"told in {e.ref}; {m.reading.rule}; {', '.join(map(party_words, m.parties))}",
        )
        for draft, e in zip(drafts, engagements[: len(drafts)], strict=True)
        for m in draft.mentions
    ]
    return notes + [Note(m.trigger.span, m.trigger.rule, "not taken: the sides are not told") for m in left]


def party_words(party: Party) -> str:
    return f"{party.actor.name} ({party.side}, {party.rule})"
