"""A review item as the page shows it: the question, the competing values, and the articles with the words marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from articles.desk.excerpts import Marked, Paragraph, excerpt, paragraphs
from articles.desk.words import field_words, value_words
from articles.models import Article, Claim, Mention, ReviewItem
from timeline import edtf
from timeline.matching.reasons import keys_in, readable
from timeline.models import Event
from timeline.people import names_of
from timeline.views.evidence import place_words

Reason = ReviewItem.Reason
# The words of these fields are marked where an item is about the event as a whole.
TELLING = ("date", "place", "participant", "kind", "status")
MOST_ARTICLES = 6
LONGEST_MARK = 60  # characters; a whole sentence in colour marks nothing


@dataclass(frozen=True, slots=True)
class Told:
    """One article of an item: what of it matters, and all of it."""

    article: Article
    short: list[Paragraph]
    whole: list[Paragraph]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the competing values, and the articles that say so."""

    words: str
    is_shown: bool
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An event in short."""

    event: Event
    when: str
    where: str
    people: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    question: str
    remarks: tuple[str, ...] = ()
    events: tuple[Shown, ...] = ()
    options: tuple[Option, ...] = ()
    told: tuple[Told, ...] = ()
    more_articles: int = 0
    edit_url: str = ""


def page_of(item: ReviewItem) -> Page:
    """All that the page shows of one item, in a number of queries that does not grow with its articles."""
    return article_page(item) if item.article_id else event_page(item)


# --- about events --------------------------------------------------------------------------------------------


def event_page(item: ReviewItem) -> Page:
    events = tuple(filter(None, (item.event, item.other)))
    mentions = list(
        Mention.objects.filter(event__in=events)
        .select_related("article__outlet")
        .prefetch_related("claims")
        .order_by("event", "article__published", "pk")
    )
    told, left = tellings(item, mentions)
    reasons = item.detail.get("reasons") or ()
    return Page(
        question=question_of(item),
        remarks=tuple(filter(None, ["; ".join(readable(reasons, names_of(keys_in(reasons))))])),
        events=tuple(shown(event) for event in events),
        options=options_of(item, mentions),
        told=told,
        more_articles=left,
        edit_url=reverse("admin:timeline_event_change", args=[item.event_id]),
    )


def question_of(item: ReviewItem) -> str:
    detail = item.detail
    if item.reason == Reason.UNDATED:
        return "No article gives a date. Do you know it?"
    if item.reason == Reason.DISAGREE:
        return f"Articles disagree on the {field_words(detail['field'])}. Which is right?"
    if item.reason == Reason.OFFICE:
        return f"{detail['warning'][:1].upper()}{detail['warning'][1:]}. Is it {detail['name']}?"
    if item.reason == Reason.DUPLICATE:
        return "Are these two one engagement?"
    if item.reason == Reason.LOW_SCORE:
        return f"The parser is not sure of this ({detail['score']:.0%}). Is it right?"
    return "These words are no longer in their article. Keep the values?"


def shown(event: Event) -> Shown:
    people = tuple(f"{p.name}, {p.office_title}" if p.office_title else p.name for p in event.participations.all())
    url = reverse("admin:timeline_event_change", args=[event.pk])
    when = edtf.humanise(event.edtf) if event.edtf else "undated"
    return Shown(event, when, place_words(event), people, url)


def options_of(item: ReviewItem, mentions: Iterable[Mention]) -> tuple[Option, ...]:
    if item.reason != Reason.DISAGREE:
        return ()
    tellers = {claim.pk: mention.article for mention in mentions for claim in mention.claims.all()}

    def option(value, claims, is_shown: bool) -> Option:
        articles = dict.fromkeys(tellers[pk] for pk in claims if pk in tellers)
        return Option(value_words(item.detail["field"], value), is_shown, tuple(articles))

    mine = option(item.detail["value"], item.detail["claims"], True)
    return (mine, *(option(other["value"], other["claims"], False) for other in item.detail["others"]))


def tellings(item: ReviewItem, mentions: list[Mention]) -> tuple[tuple[Told, ...], int]:
    """The articles that tell of the item's events, those that matter most first, and how many were left out."""
    marks: dict[int, list[Marked]] = {}
    articles: dict[int, Article] = {}
    weight: dict[int, int] = {}
    for mention in mentions:
        articles[mention.article_id] = mention.article
        found = list(marks_of(item, mention))
        marks.setdefault(mention.article_id, []).extend(found)
        matter = sum(mark.kind != "plain" for mark in found)
        weight[mention.article_id] = weight.get(mention.article_id, 0) + matter
    chosen = sorted(articles, key=lambda pk: -weight[pk])[:MOST_ARTICLES]
    return tuple(told(articles[pk], marks[pk]) for pk in chosen), len(articles) - len(chosen)


def marks_of(item: ReviewItem, mention: Mention) -> Iterable[Marked]:
    """The words behind the values in question, and, fainter, those behind the rest of the telling."""
    shown_by = set(item.detail.get("claims") or ())
    said_otherwise = {pk for other in item.detail.get("others") or () for pk in other["claims"]}
    for claim in mention.claims.all():
        if claim.broken:
            continue
        if claim.pk in said_otherwise:
            kind = "other"
        elif claim.pk in shown_by or (item.other_id and mention.event_id == item.other_id and claim.field == "kind"):
            kind = "shown"
        elif claim.field in TELLING and claim.end - claim.start <= LONGEST_MARK:
            kind = "plain"
        else:
            continue
        yield Marked(claim.start, claim.end, note_of(claim), kind)


def note_of(claim: Claim) -> str:
    return f"{claim.field}: {value_words(claim.field, claim.value)}"


def told(article: Article, marks: Iterable[Marked], note: str = "") -> Told:
    whole = paragraphs(article.text, marks)
    return Told(article, excerpt(whole), whole, note)


# --- about articles ------------------------------------------------------------------------------------------


def article_page(item: ReviewItem) -> Page:
    article = item.article
    if item.reason == Reason.UNPLACED:
        spans = item.detail.get("spans") or []
        marks = [Marked(span["start"], span["end"], span["reason"], "shown") for span in spans]
        remarks = tuple(f"“{article.text[s['start'] : s['end']]}”: {s['reason']}" for s in spans[:8])
        question = "This was seen but placed nowhere. Does an engagement hide in it?"
    else:
        marks = [
            Marked(claim.start, claim.end, note_of(claim), "plain")
            for mention in article.mentions.prefetch_related("claims")
            for claim in mention.claims.all()
            if claim.field in TELLING and not claim.broken
        ]
        remarks = remarks_on(item)
        question = {
            Reason.NO_DAY: "When was this published? Its “Monday” and “last week” hang on it.",
            Reason.CHANGED: "The outlet changed this text. Is all still right?",
        }[item.reason]
    return Page(
        question=question,
        remarks=remarks,
        told=(told(article, marks),),
        edit_url=reverse("admin:articles_article_change", args=[article.pk]),
    )


def remarks_on(item: ReviewItem) -> tuple[str, ...]:
    if item.reason == Reason.NO_DAY:
        words = (item.detail.get("guess") or {}).get("words")
        return (words,) if words else ()
    return changed_lines(item.article, item.detail.get("number"))


def changed_lines(article: Article, number: int | None) -> tuple[str, ...]:
    """The lines that went and came, at most twenty."""
    former = article.versions.filter(number=number).first() if number else None
    if former is None:
        return ()
    old, new = ([line for line in text.split("\n") if line.strip()] for text in (former.text, article.text))
    gone = [f"− {line}" for line in old if line not in set(new)]
    came = [f"+ {line}" for line in new if line not in set(old)]
    return tuple((gone + came)[:20])
