"""The doors to the desk on the admin's first page."""

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html

from articles.models import ReviewItem
from timeline.decide import plural

register = template.Library()


@register.simple_tag
def desk_style():
    return format_html('<link rel="stylesheet" href="{}">', static("admin_desk/desk.css"))


@register.simple_tag(takes_context=True)
def desk_doors(context) -> list[dict]:
    """Where an editor's work begins, as far as this user may go there; one query."""
    user, doors = context["request"].user, []
    if user.has_perm("articles.view_reviewitem"):
        waiting = ReviewItem.objects.filter(state=ReviewItem.State.OPEN).count()
        words = f"{plural(waiting, 'item')} waiting" if waiting else "nothing waits"
        doors.append({"url": reverse("admin:articles_reviewitem_queue"), "label": "Review queue", "words": words})
    if user.has_perm("articles.add_article"):
        words = "paste or upload, see what is found, then take it in"
        doors.append({"url": reverse("admin:articles_article_desk"), "label": "Article desk", "words": words})
    return doors
