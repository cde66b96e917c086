"""What would come of articles: they are taken in, looked at, and the whole is rolled back."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db import transaction
from django.db.models import Max, Q

from articles.desk.excerpts import Marked, Paragraph, paragraphs
from articles.desk.items import note_of
from articles.ingest import Outcome, Parse, ingest_article
from articles.models import Article, Claim, Mention
from articles.near import find_near
from articles.readers import RawArticle
from timeline import edtf
from timeline.matching.reasons import keys_in, readable
from timeline.models import Event
from timeline.people import names_of

# Copies of one report are printed within weeks of each other.
NEAR_DAYS = timedelta(days=45)
MOST_COMPARED = 5000


@dataclass(frozen=True, slots=True)
class Found:
    """One engagement that would be found. `lands` says where: new, joins, or among (the articles looked at)."""

    kind: str
    status: str
    when: str
    who: str
    where: str
    lands: str
    event: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearCopy:
    """An article much like the one looked at; `pk` is None for one of the same batch."""

    title: str
    share: float
    pk: int | None


@dataclass(frozen=True, slots=True)
class Preview:
    number: int
    title: str
    published: date | None
    outlet: str
    state: str
    version: int
    found: tuple[Found, ...]
    unplaced: tuple[str, ...]
    text: tuple[Paragraph, ...]
    near: tuple[NearCopy, ...]

    @property
    def is_wanted(self) -> bool:
        """Whether the box is ticked beforehand: not for what is here already, word for word or nearly."""
        return self.state != "unchanged" and not any(copy.share > 0.9 for copy in self.near)


def remembering(parse: Parse) -> Parse:
    """The parser, reading each text once: what was read before the transaction is not read again within it."""
    return cache(parse)


def look(articles: list[RawArticle], parse: Parse, version: str) -> list[Preview]:
    """What taking in these articles, in this order, would do; nothing is stored."""
    parse = remembering(parse)
    for raw in articles:
        parse(raw.text, raw.published)
    copies = [near_copies(number, articles) for number in range(len(articles))]
    with transaction.atomic():
        last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
        outcomes = [ingest_article(raw, parse, version) for raw in articles]
        seen: set[int] = set()
        found = []
        for number, (raw, outcome, near) in enumerate(zip(articles, outcomes, copies, strict=True)):
            found.append(preview_of(number, raw, outcome, near, last, seen))
        transaction.set_rollback(True)
    return found


def preview_of(
    number: int, raw: RawArticle, outcome: Outcome, near: list[NearCopy], last: int, seen: set[int]
) -> Preview:
    article = outcome.article
    mentions = list(article.mentions.select_related("event").prefetch_related("claims"))
    run = article.runs.first()
    marks = [
        Marked(claim.start, claim.end, note_of(claim))
        for mention in mentions
        for claim in mention.claims.all()
        if not claim.broken
    ]
    people = named_in_reasons(mentions)
    found = tuple(found_of(mention, people, last, seen) for mention in mentions)
    seen |= {mention.event_id for mention in mentions if mention.event_id}
    return Preview(
        number=number,
        title=str(article),
        published=article.published,
        outlet=article.outlet.name if article.outlet_id else "",
        state=outcome.state,
        version=article.version,
        found=found,
        unplaced=tuple(
            f"“{article.text[item['start'] : item['end']]}”: {item['reason']}"
            for item in (run.unresolved if run else ())
        ),
        text=tuple(paragraphs(article.text, marks)),
        near=tuple(copy for copy in near if copy.pk != article.pk),
    )


def found_of(mention: Mention, people: Mapping[str, str], last: int = 0, seen: Container[int] = ()) -> Found:
    """A stored telling in words; events with a key above `last` are new, those in `seen` came with this batch.

    `people` are the names of those whose keys its reasons may hold.
    """
    values, event = mention.values, mention.event
    is_new = event is not None and event.pk > last
    claims: Iterable[Claim] = mention.claims.all()
    named = [claim.value["name"] for claim in claims if claim.field == "participant"]
    return Found(
        kind=values["kind"],
        status=values["status"],
        when=edtf.humanise(values["edtf"]) if values["edtf"] else "undated",
        who=", ".join(dict.fromkeys(named)),
        where=", ".join(filter(None, (values["city"], values["country"]))),
        lands=("among" if event.pk in seen else "new") if is_new else "joins",
        event=event.title if event else "",
        reasons=readable(mention.reasons, people),
    )


def named_in_reasons(mentions: Iterable[Mention]) -> dict[str, str]:
    """The names of the people whose keys these tellings' reasons hold; one query."""
    return names_of({key for mention in mentions for key in keys_in(mention.reasons)})


def near_copies(number: int, articles: list[RawArticle]) -> list[NearCopy]:
    """What is much like one of these articles, here already or among them."""
    raw = articles[number]
    stored = Article.objects.order_by("-pk")
    if raw.published:
        around = Q(published__range=(raw.published - NEAR_DAYS, raw.published + NEAR_DAYS))
        stored = stored.filter(around | Q(published=None))
    rows = {pk: (title, text) for pk, title, text in stored.values_list("pk", "title", "text")[:MOST_COMPARED]}
    here = [
        NearCopy(rows[near.key][0] or rows[near.key][1][:60], near.share, near.key)
        for near in find_near(raw.text, ((pk, text) for pk, (_, text) in rows.items()))
    ]
    earlier = {at: articles[at].text for at in range(number)}
    beside = [
        NearCopy(articles[near.key].title or articles[near.key].text[:60], near.share, None)
        for near in find_near(raw.text, earlier)
    ]
    return [*here, *beside][:5]
