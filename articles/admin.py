"""The editor's side of articles: paste or upload one, and see what was found in it."""

from dataclasses import replace

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from articles.desk import queue, views
from articles.desk.excerpts import Marked, paragraphs
from articles.desk.items import LONGEST_MARK, note_of
from articles.desk.preview import found_of, named_in_reasons
from articles.errors import IngestError
from articles.ingest import correct_article, database_parser, fingerprint, ingest_article
from articles.models import Article, Mention, Outlet, ReviewItem
from articles.readers import RawArticle, clean, read_content
from articles.removal import delete_articles
from timeline.admin.base import HistoryMixin
from timeline.admin.reference import EditedAdmin


class NewArticleForm(forms.ModelForm):
    """A pasted text or an uploaded file, and what is known of it."""

    upload = forms.FileField(
        required=False, help_text="A .txt, .md or .html file; what it tells of itself fills the fields left empty here."
    )
    text = forms.CharField(required=False, strip=False, widget=forms.Textarea(attrs={"rows": 16, "cols": 100}))

    url = forms.CharField(required=False, max_length=1000, validators=Article._meta.get_field("url").validators)

    class Meta:
        model = Article
        fields = ("text", "upload", "title", "outlet", "published", "published_basis", "url", "language")

    def clean(self):
        data = super().clean()
        upload, text = data.get("upload"), (data.get("text") or "")
        if bool(upload) == bool(text.strip()):
            raise ValidationError("Paste a text or upload a file: one of the two.")
        try:
            self.raw = self.read_upload(upload) if upload else self.read_paste(text)
        except IngestError as error:
            raise ValidationError(f"This cannot be read: it {error}.") from error
        return data

    def read_upload(self, upload) -> RawArticle:
        if upload.size > settings.MAX_ARTICLE_BYTES:
            raise IngestError(f"is too large ({upload.size / 1e6:.1f} MB)")
        return read_content(upload.read(), upload.name)

    def read_paste(self, text: str) -> RawArticle:
        return read_content(text.encode("utf-8", "replace"), "pasted.txt")

    def raw_article(self) -> RawArticle:
        """The article with what was typed above what the file tells of itself."""
        data = self.cleaned_data
        typed = {
            name: data[name] for name in ("title", "published", "published_basis", "url", "language") if data[name]
        }
        if data["outlet"]:
            typed["outlet"] = data["outlet"].name
        name = "" if self.raw.file_name == "pasted.txt" else self.raw.file_name
        return replace(self.raw, file_name=name, **typed)

    def _post_clean(self):
        """The model's own checks would want the text in the form; `ingest_article` stores it instead."""


class ArticleForm(forms.ModelForm):
    class Meta:
        model = Article
        fields = ("title", "outlet", "published", "published_basis", "url", "language")

    def clean_title(self):
        return clean(self.cleaned_data["title"])


FOUND = ("engagements", "marked_text", "unplaced", "former_texts")


@admin.register(Article)
class ArticleAdmin(HistoryMixin):
    list_display = ("title_or_start", "outlet", "published", "found", "added")
    list_filter = ("outlet", ("published", admin.EmptyFieldListFilter), "language")
    search_fields = ("title", "text", "file_name")
    list_select_related = ("outlet",)
    autocomplete_fields = ("outlet",)
    list_per_page = 50

    class Media:
        css = {"all": ("admin_desk/desk.css",)}

    def get_urls(self):
        desk = self.admin_site.admin_view(views.desk)
        return [path("desk/", desk, name="articles_article_desk"), *super().get_urls()]

    def get_form(self, request, obj=None, **kwargs):
        kwargs["form"] = ArticleForm if obj else NewArticleForm
        return super().get_form(request, obj, **kwargs)

    def get_fieldsets(self, request, obj=None):
        known = ("title", "outlet", "published", "published_basis", "url", "language")
        if obj is None:
            return ((None, {"fields": ("text", "upload")}), ("What is known of it", {"fields": known}))
        return ((None, {"fields": known}), ("Found in it", {"fields": FOUND}))

    def get_readonly_fields(self, request, obj=None):
        return FOUND if obj else ()

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(mention_count=Count("mentions", distinct=True))

    @admin.display(ordering="title", description="Article")
    def title_or_start(self, article):
        return str(article)

    @admin.display(description="Engagements", ordering="mention_count")
    def found(self, article):
        return article.mention_count

    @admin.display(description="Engagements")
    def engagements(self, article):
        mentions = article.mentions.select_related("event").prefetch_related("claims")
        people = named_in_reasons(mentions)
        rows = [(found_of(mention, people), mention.event_id) for mention in mentions]
        return format_html("{}", render_to_string("admin/articles/_engagements.html", {"rows": rows}))

    @admin.display(description="Text")
    def marked_text(self, article):
        marks = [
            Marked(claim.start, claim.end, note_of(claim))
            for mention in article.mentions.prefetch_related("claims")
            for claim in mention.claims.all()
            if not claim.broken and claim.end - claim.start <= LONGEST_MARK
        ]
        return self.as_text(paragraphs(article.text, marks))

    @admin.display(description="Former texts")
    def former_texts(self, article):
        versions = article.versions.order_by("-number")
        rows = [(v.number, v.replaced.strftime("%Y-%m-%d"), self.as_text(paragraphs(v.text, ()))) for v in versions]
        return (
            format_html_join("", "<details><summary>Version {}, until {}</summary>{}</details>", rows)
            or "none: the outlet has not changed it"
        )

    def as_text(self, found):
        text = render_to_string("admin/articles/_paragraphs.html", {"paragraphs": found})
        return format_html('<div class="desk">{}</div>', text)

    @admin.display(description="Seen, but not placed")
    def unplaced(self, article):
        run = article.runs.first()
        if not run or not run.unresolved:
            return "nothing"
        rows = ((article.text[item["start"] : item["end"]], item["reason"]) for item in run.unresolved)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>“{}”: {}</li>", rows))

    def save_form(self, request, form, change):
        if change:
            return super().save_form(request, form, change)
        return Article()

    def save_model(self, request, obj, form, change):
        parse, version = database_parser()
        if change:
            values = {name: form.cleaned_data[name] for name in form.changed_data}
            stored = Article.objects.get(pk=obj.pk)
            outcome = correct_article(stored, values, parse, version, by=request.user)
        else:
            raw = form.raw_article()
            known = Article.objects.filter(fingerprint=fingerprint(raw.text)).exists()
            outcome = ingest_article(raw, parse, version, by=request.user)
            obj.__dict__.update(outcome.article.__dict__)
            if known:
                messages.warning(request, "This text was here already; what you added to it was kept.")
        messages.info(request, f"Parsed: {outcome.summary()}.")

    def get_deleted_objects(self, objs, request):
        """What goes with articles is theirs alone: no permission beyond the one to delete them is asked for."""
        tellings = Mention.objects.filter(article__in=objs).count()
        return [str(article) for article in objs], {"articles": len(objs), "tellings": tellings}, set(), []

    def delete_model(self, request, obj):
        delete_articles([obj], by=request.user)

    def delete_queryset(self, request, queryset):
        delete_articles(queryset, by=request.user)

    def save_related(self, request, form, formsets, change):
        """There is nothing related that the form itself would hold."""

    def response_add(self, request, obj, post_url_continue=None):
        """On to the article, so that what was found is seen at once."""
        request.POST = request.POST.copy()
        request.POST["_continue"] = "1"
        return super().response_add(request, obj, post_url_continue)


@admin.register(Outlet)
class OutletAdmin(EditedAdmin):
    search_fields = ("name",)


@admin.register(ReviewItem)
class ReviewItemAdmin(admin.ModelAdmin):
    """What waits for a human; the list looks, the queue decides."""

    list_display = ("reason", "about", "damage", "state", "found")
    list_filter = ("state", "reason")
    list_select_related = ("event", "article")
    list_per_page = 50
    list_display_links = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        def view(function):
            return self.admin_site.admin_view(function)

        return [
            path("queue/", view(queue.queue), name="articles_reviewitem_queue"),
            path("queue/undo/", view(queue.undo_last), name="articles_reviewitem_undo"),
            path("queue/<int:pk>/", view(queue.act), name="articles_reviewitem_act"),
            *super().get_urls(),
        ]

    @admin.display(description="About")
    def about(self, item):
        url = f"{reverse('admin:articles_reviewitem_queue')}?item={item.pk}"
        return format_html('<a href="{}">{}</a>', url, item.event if item.event_id else item.article)
