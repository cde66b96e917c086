"""What an editor can do about a review item: in words for the page, and as one act that can be undone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from articles.desk.words import field_words, value_words
from articles.errors import IngestError
from articles.ingest import correct_article, database_parser
from articles.models import Article, Claim, Mention, ReviewItem
from articles.readers import read_day
from timeline import edtf
from timeline.changes import CannotUndo, record, undo
from timeline.curate import (
    Refused,
    Verdict,
    confirm_event,
    confirmations,
    decide_values,
    merge_events,
    reject_events,
    set_publication,
)
from timeline.models import ChangeSet, Event
from timeline.roles import may_decide, may_publish, why_not_merge
from timeline.vocabulary import Role

Reason = ReviewItem.Reason
Act = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to do. `name` is accept, reject, edit or a number; `effect` says what it will do.

    `state` is what becomes of the item; `asks` is the label of the value an editor has to type first.
    """

    name: str
    label: str
    effect: str
    act: Act
    state: str = ReviewItem.State.ACCEPTED
    asks: str = ""
    hint: str = ""
    start: str = ""  # what the field holds before anybody typed
    is_whole: bool = False  # `act` is an act of its own, gives its ChangeSet, and by it the item settles itself


def accept(label: str, effect: str, act: Act) -> Choice:
    return Choice("accept", label, effect, act)


def reject(label: str, effect: str, act: Act) -> Choice:
    return Choice("reject", label, effect, act, ReviewItem.State.REJECTED)


def nothing(**_) -> None:
    """To look and leave it so is a verdict, too."""


def choices_of(item: ReviewItem, by=None) -> list[Choice]:
    """All that can be done about an item, the accepting choice first."""
    return list(CHOICES[item.reason](item, by))


def take(item: ReviewItem, name: str, *, by=None, value: str = "") -> ChangeSet:
    """Do what a choice says and close the item, as one act.

    Errors: Refused, in words for the editor; nothing is stored then.
    """
    if by and not may_decide(by):
        raise Refused("You may look at the queue, but not decide.")
    if item.state != ReviewItem.State.OPEN:
        raise Refused(f"This was dealt with already: {item.get_state_display()}.")
    choice = next((choice for choice in choices_of(item, by) if choice.name == name), None)
    if choice is None:
        raise Refused("That cannot be done about this item.")
    if choice.asks and not value.strip():
        raise Refused(f"{choice.asks}: type a value first.")
    arguments = {"by": by, "value": value.strip()} if choice.asks else {"by": by}
    if choice.is_whole:
        return choice.act(**arguments)
    about = item.event.title if item.event_id else str(item.article)
    said = f"{choice.label}: “{value.strip()}”" if choice.asks else choice.label
    with record("review", by=by, summary=f"{said} – {about}") as change:
        if ReviewItem.objects.select_for_update().get(pk=item.pk).state != ReviewItem.State.OPEN:
            raise Refused("Somebody dealt with this just now.")
        if item.event_id:
            change.touches(*filter(None, (item.event_id, item.other_id)))
        choice.act(**arguments)
        change.update(item, state=choice.state)
    return change.change_set


# --- undated -------------------------------------------------------------------------------------------------


def undated(item: ReviewItem, by) -> Iterator[Choice]:
    event = item.event
    yield accept(
        "Leave undated",
        "keeps the event without a date and does not ask again.",
        partial(decide_values, event, {"date": Verdict("clear")}),
    )
    yield reject_event(event)
    yield set_date(event)


def reject_event(event: Event) -> Choice:
    return reject(
        "No engagement",
        "rejects the event: readers no longer see it, and no later reading brings it back.",
        partial(reject_events, [event]),
    )


def set_date(event: Event) -> Choice:
    def act(*, value: str, by) -> None:
        decide_values(event, {"date": Verdict("set", checked_edtf(value))}, by=by)

    hint = "EDTF: 2024-08-29 · 2022-11 · 2024-08-27/2024-08-29 · [2024-08-26..2024-09-01] for once within"
    return Choice(
        "edit", "Set the date", "makes what you type the date.", act, asks="Date", hint=hint, start=event.edtf
    )


def checked_edtf(value: str) -> str:
    try:
        return edtf.validate(value)
    except ValueError as error:
        raise Refused(str(error)) from error


# --- disagreeing claims --------------------------------------------------------------------------------------


def disagreeing(item: ReviewItem, by) -> Iterator[Choice]:
    event, field, value = item.event, item.detail["field"], item.detail["value"]
    words = field_words(field)
    yield accept(
        f"Keep {value_words(field, value)}",
        f"confirms the {words} as it is shown.",
        partial(decide_values, event, {field: Verdict("confirm", claimed(field, value))}),
    )
    others = item.detail["others"]
    if len(others) == 1:
        other = others[0]["value"]
        yield reject(
            f"Take {value_words(field, other)}",
            f"sets the {words} to what the other side says.",
            partial(decide_values, event, {field: Verdict("set", claimed(field, other))}),
        )
    else:
        for number, other in enumerate(others[:8], start=2):
            yield Choice(
                str(number),
                f"Take {value_words(field, other['value'])}",
                f"sets the {words} to this.",
                partial(decide_values, event, {field: Verdict("set", claimed(field, other["value"]))}),
            )
    if field == "date":
        yield set_date(event)


def claimed(field: str, value: Any) -> Any:
    """A claim's value as a decision takes it."""
    return list(value) if field == "topics" and not isinstance(value, list) else value


# --- name against office -------------------------------------------------------------------------------------


def garbled(item: ReviewItem, by) -> Iterator[Choice]:
    event, ident, name = item.event, item.detail["ident"], item.detail["name"]
    confirming = confirmations(event).get(f"participant:{ident}")
    if confirming:
        yield accept(
            f"It is {name}",
            "confirms the person; the mark goes away.",
            partial(decide_values, event, {f"participant:{ident}": confirming}),
        )
    yield reject(
        f"Take {name} out",
        "removes the person from this event.",
        partial(decide_values, event, {f"participant:{ident}": Verdict("clear")}),
    )

    def act(*, value: str, by) -> None:
        row = next((p for p in event.participations.all() if p.name == name), None)
        person = {"name": value, "side": row.side if row else "other", "role": row.role if row else Role.PARTY}
        renamed = {f"participant:{ident}": Verdict("clear"), f"participant:{value}": Verdict("set", person)}
        decide_values(event, renamed, by=by)

    hint = "Somebody else's name; kept as a new person until linked on the event's page."
    yield Choice("edit", "Name another person", "replaces the person.", act, asks="Name", hint=hint)


# --- duplicates ----------------------------------------------------------------------------------------------


def alike(item: ReviewItem, by) -> Iterator[Choice]:
    stays, goes = sorted((item.event, item.other), key=lambda event: (-event.article_count, event.pk))
    if not (by and why_not_merge(by, (stays, goes))):
        yield accept(
            "Merge",
            f"makes them one: “{stays.title}” stays, the other's address leads there.",
            partial(merge_events, stays, [goes]),
        )
    yield reject(
        "Keep apart",
        "leaves both, pins what tells of them, and does not ask again.",
        partial(keep_apart, (stays, goes)),
    )


def keep_apart(events: tuple[Event, ...], *, by=None) -> None:
    """Pin what tells of each event to it: pinned to different events, tellings never join."""
    with record("keep apart", by=by) as change:
        for mention in Mention.objects.filter(event__in=events, pinned=False):
            change.update(mention, pinned=True)
        change.touches(*events)


# --- low score -----------------------------------------------------------------------------------------------


def doubtful(item: ReviewItem, by) -> Iterator[Choice]:
    event = item.event
    publish = not by or may_publish(by)

    def act(*, by) -> None:
        confirm_event(event, by=by)
        if publish:
            set_publication([event], Event.Publication.PUBLISHED, by=by)

    label = "Right: publish" if publish else "Right"
    yield accept(label, f"confirms all that it shows{' and publishes it' if publish else ''}.", act)
    yield reject_event(event)


# --- articles ------------------------------------------------------------------------------------------------


def dayless(item: ReviewItem, by) -> Iterator[Choice]:
    guess = item.detail.get("guess") or {}
    article = item.article
    if best := guess.get("best"):
        yield accept(
            f"It is from {best}",
            "sets the article's day and reads it again, so that “Monday” and the like are resolved.",
            partial(set_day, article, date.fromisoformat(best), "guessed from the text, accepted by an editor"),
        )
    yield reject("Leave without a day", "does not ask again; what is relative stays undated.", nothing)

    def act(*, value: str, by) -> None:
        try:
            day = read_day(value)
        except IngestError as error:
            raise Refused(str(error)) from error
        set_day(article, day, "set by an editor", by=by)

    yield Choice(
        "edit",
        "Set the day",
        "sets the article's day and reads it again.",
        act,
        asks="Day",
        hint="Like 2024-08-29.",
        start=best or "",
    )


def set_day(article: Article, day: date, basis: str, *, by=None) -> None:
    parse, version = database_parser()
    correct_article(article, {"published": day, "published_basis": basis}, parse, version, by=by)


def unplaced(item: ReviewItem, by) -> Iterator[Choice]:
    yield accept(
        "Seen", "leaves it so, and asks again only if the article or the parser finds something else.", nothing
    )


def changed(item: ReviewItem, by) -> Iterator[Choice]:
    yield accept("Seen", "keeps the new text.", nothing)
    effect = "undoes the change: old text, old claims."
    act = partial(take_back, item.article)
    yield Choice("reject", "Back to the old text", effect, act, ReviewItem.State.REJECTED, is_whole=True)


def take_back(article: Article, *, by=None) -> ChangeSet:
    """Undo the act that brought the article's newest text."""
    acts = ChangeSet.objects.filter(
        act="new version", undone_by=None, subjects__model="articles.article", subjects__object_pk=article.pk
    )
    newest = acts.order_by("-pk").first()
    if newest is None:
        raise Refused("The act that changed the text is not in the log any more.")
    try:
        return undo(newest, by=by)
    except CannotUndo as error:
        raise Refused(str(error)) from error


# --- broken evidence -----------------------------------------------------------------------------------------


def broken(item: ReviewItem, by) -> Iterator[Choice]:
    event = item.event
    claims = list(Claim.objects.filter(pk__in=item.detail["claims"], broken=True))
    verdicts = {f: v for f, v in confirmations(event).items() if f in fields_of(claims)}
    if verdicts:
        words = ", ".join(sorted({field_words(field) for field in verdicts}))
        yield accept(
            "Keep the values",
            f"confirms {words} as your word, since no article bears it out any more.",
            partial(confirm_without_claims, event, verdicts, claims),
        )
    yield reject(
        "Drop the claims",
        "forgets what the old text said; the event shows what is left.",
        partial(drop_claims, claims),
    )


def fields_of(claims: list[Claim]) -> set[str]:
    """The fields of decisions that these claims speak of."""
    found = set()
    for claim in claims:
        if claim.field == "participant":
            found.add(f"participant:{claim.value.get('key') or claim.value['name']}")
        else:
            found.add("topics" if claim.field == "topic" else claim.field)
    return found


def confirm_without_claims(event: Event, verdicts: dict[str, Verdict], claims: list[Claim], *, by=None) -> None:
    with record("confirm", by=by):
        decide_values(event, verdicts, by=by)
        drop_claims(claims, by=by)


def drop_claims(claims: list[Claim], *, by=None) -> None:
    events = {claim.mention.event_id for claim in claims} - {None}
    with record("drop claims", by=by) as change:
        change.touches(*events)
        change.delete_many(claims)


CHOICES: dict[str, Callable[[ReviewItem, Any], Iterator[Choice]]] = {
    Reason.UNDATED: undated,
    Reason.DISAGREE: disagreeing,
    Reason.OFFICE: garbled,
    Reason.DUPLICATE: alike,
    Reason.LOW_SCORE: doubtful,
    Reason.NO_DAY: dayless,
    Reason.UNPLACED: unplaced,
    Reason.CHANGED: changed,
    Reason.BROKEN: broken,
}
