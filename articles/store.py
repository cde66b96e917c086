"""A report of the parser as rows: mentions with their claims, each with its words."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from articles.claiming import ClaimRow, as_json, claims_of, mention_key, summary_of
from articles.models import Article, Claim, Mention, ParseRun
from articles.parsing.types import Engagement, ParseReport, Span
from timeline.changes import Change
from timeline.splitting import name_of

CONTEXT = 32  # characters kept on either side of a quote, enough to find it again in a changed text


@dataclass(frozen=True, slots=True)
class Stored:
    """What a reading changed: the mentions now standing whose placing is to be looked at, and events that lost one."""

    changed: tuple[Mention, ...] = ()
    left_events: frozenset[int] = frozenset()
    engagements: int = 0


def store_report(article: Article, report: ParseReport, *, version: str, change: Change) -> Stored:
    """Replace an article's mentions and claims by those of a report; untouched where nothing changed.

    Placing the changed mentions is left to `articles.placing`. Every row written is recorded in `change`.
    """
    found = {}
    for engagement in report.engagements:
        summary = summary_of(engagement)
        key = mention_key(engagement, summary)
        while key in found:  # two engagements told in the very same words
            key = hashlib.sha256(key.encode()).hexdigest()[:16]
        found[key] = (engagement, summary)
    existing = {mention.key: mention for mention in article.mentions.prefetch_related("claims")}
    unresolved = [{"start": u.span.start, "end": u.span.end, "reason": u.reason} for u in report.unresolved]
    last = article.runs.first()
    keys_of_refs = {engagement.ref: key for key, (engagement, _) in found.items()}
    fresh = [key for key in found if not same_as_stored(existing.get(key), *found[key], existing, keys_of_refs)]
    lost = [mention for key, mention in existing.items() if key not in found]
    heirs = inherit(lost, {key: found[key][1] for key in fresh if key not in existing}, spans_of(found))
    taken_over = {heir.pk for heir in heirs.values()}
    # What an editor placed stays, also if this reading does not find it.
    gone = [mention for mention in lost if mention.pk in taken_over or not mention.pinned]
    same_run = last and last.unresolved == unresolved and last.dct == report.dct and last.parser_version == version
    if same_run and not fresh and not gone:
        return Stored(engagements=len(found))
    run = change.create(
        ParseRun(
            article=article,
            parser_version=version,
            dct=report.dct,
            engagement_count=len(found),
            unresolved=unresolved,
            day_guess=guess_of(report),
        )
    )
    rows = {}
    for key in fresh:
        rows[key] = write_mention(article, run, key, *found[key], existing.get(key) or heirs.get(key), change)
    for key, mention in existing.items():
        rows.setdefault(key, mention)
    for key in fresh:
        set_parent(rows[key], rows.get(keys_of_refs.get(found[key][0].parent)), change)
    left = {mention.event_id for mention in gone if mention.event_id}
    for mention in gone:
        if mention.pk not in taken_over:
            delete_mention(mention, change)
    for mention in article.mentions.exclude(run=run):
        change.update(mention, run=run)
    return Stored(tuple(rows[key] for key in fresh), frozenset(left), len(found))


def guess_of(report: ParseReport) -> dict:
    """The guessed day of an article that came without one, as JSON."""
    guess = report.day_guess
    if guess is None:
        return {}
    days = {name: getattr(guess, name) for name in ("best", "earliest", "latest")}
    return {name: day.isoformat() if day else None for name, day in days.items()} | {"words": guess.words}


def same_as_stored(mention, engagement, summary, existing, keys_of_refs) -> bool:
    """True if a stored mention says just what the new reading found."""
    if mention is None or mention.values != summary or mention.background != engagement.background:
        return False
    if round(mention.confidence, 6) != round(engagement.confidence, 6):
        return False
    parent = existing.get(keys_of_refs.get(engagement.parent))
    if mention.parent_id != (parent.pk if parent else None):
        return False
    stored = sorted((c.field, as_json(c.value), c.start, c.end, c.rule, c.score) for c in mention.claims.all())
    wanted = sorted(
        (c.field, as_json(c.value), c.span.start, c.span.end, c.rule[:80], c.score)
        for c in rows_for(mention, mention.article.text, engagement)
    )
    return stored == wanted


def rows_for(mention: Mention, text: str, engagement: Engagement) -> list[ClaimRow]:
    """What an engagement claims, without what an editor put into another event."""
    rows, parted = claims_of(engagement), set(mention.parted)
    return [row for row in rows if name_of(row.field, row.span.of(text), row.value) not in parted] if parted else rows


def spans_of(found: dict[str, tuple[Engagement, dict]]) -> dict[str, Span]:
    return {key: engagement.evidence[0] for key, (engagement, _) in found.items()}


def inherit(lost: Iterable[Mention], fresh: dict[str, dict], spans: dict[str, Span]) -> dict[str, Mention]:
    """Which new finding takes the place of which old one: same people and kind, nearest first.

    So an editor's placing survives a parser that reads a sentence a little differently; what she placed is also
    found again by its words, if somebody in it is the same.
    """
    heirs: dict[str, Mention] = {}
    free = dict(fresh)
    lost = sorted(lost, key=lambda m: (m.start, m.key))

    def take_over(mention: Mention, alike: list[str]) -> None:
        if alike:
            heirs[alike[0]] = mention
            del free[alike[0]]

    for mention in lost:
        take_over(mention, [key for key, summary in free.items() if same_people(mention, summary)])
    taken = {mention.pk for mention in heirs.values()}
    for mention in lost:
        if mention.pinned and mention.pk not in taken:
            take_over(mention, [key for key, summary in free.items() if same_place(mention, summary, spans[key])])
    return heirs


def same_people(mention: Mention, summary: dict) -> bool:
    """True if a finding is of the mention's kind, with the same people and bodies."""
    return all(summary[name] == mention.values.get(name) for name in ("kind", "us", "prc", "bodies"))


def same_place(mention: Mention, summary: dict, span: Span) -> bool:
    """True if a finding stands where the mention stood, and somebody takes part in both."""
    overlaps = span.start < mention.end and mention.start < span.end
    return overlaps and any(set(summary[name]) & set(mention.values.get(name, ())) for name in ("us", "prc", "bodies"))


def write_mention(
    article: Article,
    run: ParseRun,
    key: str,
    engagement: Engagement,
    summary: dict,
    mention: Mention | None,
    change: Change,
) -> Mention:
    main = engagement.evidence[0]
    values = {
        "run": run,
        "key": key,
        "start": main.start,
        "end": main.end,
        "background": engagement.background,
        "confidence": engagement.confidence,
        "values": summary,
    }
    if mention is None:
        mention = change.create(Mention(article=article, **values))
    else:
        change.update(mention, **values)
        change.delete_many(mention.claims.all())
    change.create_many([claim_row(mention, article.text, row) for row in rows_for(mention, article.text, engagement)])
    return mention


def delete_mention(mention: Mention, change: Change) -> None:
    """A telling that the new reading does not find: its claims go, and what stood under it stands alone."""
    for child in mention.children.all():
        change.update(child, parent=None)
    change.delete_many(mention.claims.all())
    change.delete(mention)


def claim_row(mention: Mention, text: str, row: ClaimRow) -> Claim:
    start, end = row.span.start, row.span.end
    return Claim(
        mention=mention,
        field=row.field,
        value=row.value,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        rule=row.rule[:80],
        score=row.score,
    )


def set_parent(mention: Mention, parent: Mention | None, change: Change) -> None:
    if mention.parent_id != (parent.pk if parent else None) and parent != mention:
        change.update(mention, parent=parent)
