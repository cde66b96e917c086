"""What the reader's templates need beyond Django's own filters."""

from django import template
from django.utils.safestring import mark_safe

from timeline import edtf
from timeline.places import place_in_words
from timeline.vocabulary import Kind, Status, label

register = template.Library()


@register.filter
def thousands(number: int) -> str:
    """12,345"""
    return f"{number:,}"


@register.filter
def when(value: str) -> str:
    """An EDTF date as a reader says it; "no usable date" for none."""
    return edtf.humanise(value) if value else "no usable date"


@register.filter
def kind_label(value: str) -> str:
    return label(Kind(value))


@register.filter
def status_label(value: str) -> str:
    return label(Status(value))


@register.filter
def place_words(value: dict) -> str:
    """A claimed place: "Great Hall of the People, Beijing, China"."""
    return place_in_words(value)


@register.filter
def at(mapping: dict, key):
    """mapping[key], or nothing."""
    return mapping.get(key, "")


@register.filter
def is_web(address: str) -> bool:
    """True for what may become a link: an article's address comes from outside, and `javascript:` is one too."""
    return address.startswith(("http://", "https://"))


@register.filter
def as_json_ld(text: str) -> str:
    """A data block for machines; `text` comes from `reference.json_ld`, which escapes what could end it."""
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
