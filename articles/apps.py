from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """What was written: articles, what the parser read in them, and the claims that came of it."""

    name = "articles"

    def ready(self):
        from articles import receivers, relink  # models are there only now

        receivers.connect()
        relink.connect()
