"""An article that comes again with another text: the old text is kept, the new one stands, its claims move along."""

import re

from articles.anchoring import Quote, find_again, quote
from articles.models import Article, ArticleVersion, Claim, Mention
from articles.near import NEAR, likeness, shingles
from articles.readers import RawArticle
from timeline.changes import Change

# Names that the reader of .jsonl files makes up name a line, not an article.
MADE_UP = re.compile(r":\d{1,9}\Z")


def find_former(raw: RawArticle) -> Article | None:
    """The stored article of which this is a newer text, if there is one.

    The same address names the same article. The same outlet with the same file name, or with the same title and
    day, does so only if much of the text is the same: outlets use "1.txt" and "News in brief" again and again.
    """
    articles = Article.objects.select_related("outlet").order_by("pk")
    if raw.url and (same := articles.filter(url=raw.url[:1000]).first()):
        return same
    if not raw.outlet:
        return None
    of_outlet = articles.filter(outlet__name=raw.outlet)
    candidates = []
    if raw.file_name and not MADE_UP.search(raw.file_name):
        candidates += of_outlet.filter(file_name=raw.file_name[:300])
    if raw.title and raw.published:
        candidates += of_outlet.filter(title=raw.title, published=raw.published)
    mine = shingles(raw.text)
    return next((article for article in candidates if likeness(mine, shingles(article.text)) >= NEAR), None)


def had_before(mark: str) -> Article | None:
    """The article that had a text of this fingerprint before its outlet changed it: an old copy brings nothing new."""
    former = ArticleVersion.objects.select_related("article").filter(fingerprint=mark).first()
    return former.article if former else None


def replace_text(article: Article, raw: RawArticle, mark: str, change: Change) -> None:
    """Give an article its new text; the old becomes a version, and all spans are found again or marked broken.

    What is known of the article stays; what was not known is added.
    """
    mentions = list(article.mentions.prefetch_related("claims"))
    change.touches(*{mention.event_id for mention in mentions if mention.event_id})
    old = article.text
    change.create(ArticleVersion(article=article, number=article.version, text=old, fingerprint=article.fingerprint))
    added = {
        name: value
        for name, value in (("title", raw.title), ("url", raw.url[:1000]), ("published", raw.published))
        if value and not getattr(article, name)
    }
    change.update(article, text=raw.text, fingerprint=mark, version=article.version + 1, **added)
    for mention in mentions:
        move_mention(mention, old, raw.text, change)


def move_mention(mention: Mention, old: str, new: str, change: Change) -> None:
    """Find a telling's words in the new text, those of each claim by themselves."""
    claims = list(mention.claims.all())
    for claim in claims:
        move_claim(claim, new, change)
    standing = [claim for claim in claims if not claim.broken]
    found = find_again(new, quote(old, mention.start, mention.end))
    if found:
        start, end = found.start, found.end
    elif standing:
        start, end = min(claim.start for claim in standing), max(claim.end for claim in standing)
    else:
        start, end = min(mention.start, len(new) - 1), min(mention.end, len(new))
    if (start, end) != (mention.start, mention.end):
        change.update(mention, start=start, end=end)


def move_claim(claim: Claim, new: str, change: Change) -> None:
    found = find_again(new, Quote(claim.start, claim.end, claim.exact, claim.prefix, claim.suffix))
    if found is None:
        if not claim.broken:
            change.update(claim, broken=True)
        return
    now = (found.start, found.end, found.exact, found.prefix, found.suffix, False)
    if (claim.start, claim.end, claim.exact, claim.prefix, claim.suffix, claim.broken) != now:
        names = ("start", "end", "exact", "prefix", "suffix", "broken")
        change.update(claim, **dict(zip(names, now, strict=True)))
