"""The way out: an article is deleted with all that it told, as one act that can be undone."""

from collections.abc import Iterable

from articles.models import Article
from articles.placing import place_mentions
from articles.store import delete_mention
from timeline.changes import record
from timeline.decide import plural


def delete_articles(articles: Iterable[Article], *, by=None) -> int:
    """Delete articles, their readings and claims; events that nothing else tells step out of sight. The number."""
    articles = list(articles)
    summary = str(articles[0]) if len(articles) == 1 else plural(len(articles), "article")
    with record("delete article", by=by, summary=summary) as change:
        left: set[int] = set()
        for article in articles:
            mentions = list(article.mentions.all())
            left |= {mention.event_id for mention in mentions if mention.event_id}
        change.touches(*left)
        for article in articles:
            for mention in article.mentions.all():
                delete_mention(mention, change)
            change.delete_many(article.runs.all())
            change.delete_many(article.versions.all())
            change.delete(article)
        place_mentions((), left, change)
    return len(articles)
