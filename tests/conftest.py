"""What all tests share."""

from importlib import import_module

from django.apps import apps
from django.db.models.signals import post_migrate


def groups_again(sender, **_):
    """A browser test empties the database when it ends, the groups that a migration made with it: make them anew."""
    if sender.label == "articles":
        import_module("timeline.migrations.0003_roles").make_groups(apps, None)


def pytest_configure(config):
    post_migrate.connect(groups_again, weak=False)
