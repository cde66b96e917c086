from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """What was written: articles, what the parser read in them, and the claims that came of it."""

    name = "articles"
