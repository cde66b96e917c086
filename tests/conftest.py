"""What all tests share."""

from importlib import import_module
from operator import attrgetter

import pytest
from django.apps import apps
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save


def groups_again(sender, **_):
    """A browser test empties the database when it ends, the groups that a migration made with it: make them anew."""
    if sender.label == "articles":
        import_module("timeline.migrations.0003_roles").make_groups(apps, None)


ABOUT = {
    "timeline.Event": "pk",
    "timeline.Event_topics": "pk",
    "timeline.Participation": "event_id",
    "articles.Claim": "mention.event_id",
}


def columns_follow(sender, instance, action="post_", **_):
    """Tests write events, participants, topics and claims as they like; the app does so in `refresh_events` alone."""
    path = ABOUT.get(sender._meta.label)
    if path and action.startswith("post_"):
        from timeline.reading import refresh_columns, refresh_words  # its models are loaded by now, not when this was

        event = attrgetter(path)(instance)
        refresh_columns([event] if event else [])
        refresh_words([event] if event else [])


@pytest.fixture
def only_the_app_writes():
    """What the columns for reading say is then what the app itself has stored."""
    for signal in FOLLOWED:
        signal.disconnect(columns_follow)
    yield
    for signal in FOLLOWED:
        signal.connect(columns_follow, weak=False)


FOLLOWED = (post_save, post_delete, m2m_changed)


def pytest_configure(config):
    for signal in FOLLOWED:
        signal.connect(columns_follow, weak=False)
    post_migrate.connect(groups_again, weak=False)
