"""Offering to read articles again after a name was corrected. Who can read them registers here: this app cannot."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html

from timeline.decide import plural
from timeline.models import ChangeSet

READ_ARTICLES = "articles.change_article"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who can read articles again.

    `touched` gives the primary keys of the articles that name what an act corrected, in a fixed order; `opened` gives,
    for an editor, the function that reads one of them again and says in words what came of it.
    """

    touched: Callable[[ChangeSet], list[int]]
    opened: Callable[[Any], Callable[[int], str]]


registered: list[Reader] = []


def register(reader: Reader) -> None:
    registered[:] = [reader]


def reader() -> Reader | None:
    return registered[0] if registered else None


def offer_relink(request, change_set: ChangeSet | None) -> None:
    """Say how many articles an act on names touches, with the way to read them again."""
    if change_set is None or not reader() or not request.user.has_perm(READ_ARTICLES):
        return
    count = len(reader().touched(change_set))
    if count:
        words = f"{plural(count, 'article')} {'mentions' if count == 1 else 'mention'} what you corrected."
        address = reverse("admin:timeline_changeset_relink", args=[change_set.pk])
        messages.info(
            request,
            format_html('{} <a href="{}">Read {} again now</a>', words, address, "it" if count == 1 else "them"),
        )
