"""The article desk: bring articles, see what would be found in them, then take them in, as one act."""

from dataclasses import replace

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.desk.intake import packed, read_all, unpacked
from articles.desk.preview import look, remembering
from articles.desk.queue import number_of
from articles.errors import IngestError
from articles.ingest import database_parser, ingest_article
from articles.models import Article
from articles.readers import FIRST_YEAR, LAST_YEAR, Failure, RawArticle
from timeline.changes import CannotUndo, record, undo
from timeline.decide import plural
from timeline.models import ChangeSet
from timeline.roles import why_not_undo

TEMPLATE = "admin/articles/article/desk.html"


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, as a list."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files if file]


class DeskForm(forms.Form):
    """A text, files, and what is known of those that do not tell it themselves."""

    text = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "placeholder": "Paste an article here"}),
    )
    files = FilesField(
        required=False, help_text="Any number of .txt, .md, .html; or .csv and .jsonl with a column “text”."
    )
    title = forms.CharField(required=False, max_length=400, help_text="Of the pasted text.")
    outlet = forms.CharField(required=False, max_length=200, help_text="Of all that do not name theirs.")
    published = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="The day of all that do not tell theirs: “Monday” and “last week” are counted from it.",
    )
    url = forms.CharField(
        label="Address",
        required=False,
        max_length=1000,
        validators=Article._meta.get_field("url").validators,
        help_text="Of the pasted text. A text that comes again from the same address is a new version.",
    )

    def clean_published(self):
        day = self.cleaned_data["published"]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(f"The day must lie within {FIRST_YEAR} to {LAST_YEAR}.")
        return day

    def clean(self):
        data = super().clean()
        if not (data.get("text") or "").strip() and not data.get("files"):
            raise ValidationError("Paste a text or choose files.")
        return data

    def read(self) -> tuple[list[RawArticle], list[Failure]]:
        """The articles, completed by what was typed, and what could not be read.

        Errors: IngestError if it is more than the desk takes.
        """
        data = self.cleaned_data
        items = read_all(data["text"], data["files"])
        articles = [complete(item, data) for item in items if isinstance(item, RawArticle)]
        return articles, [item for item in items if isinstance(item, Failure)]


def complete(raw: RawArticle, data: dict) -> RawArticle:
    """An article with what was typed where it tells nothing itself."""
    known = {}
    if data["published"] and not raw.published:
        known |= {"published": data["published"], "published_basis": "given by an editor"}
    if data["outlet"] and not raw.outlet:
        known["outlet"] = data["outlet"]
    if not raw.file_name:  # pasted
        known |= {name: data[name] for name in ("title", "url") if data[name]}
    return replace(raw, **known)


@require_http_methods(["GET", "POST"])
def desk(request):
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    act = request.POST.get("act")
    if act == "take":
        return take_in(request)
    if act == "undo":
        return undo_intake(request)
    form = DeskForm(request.POST or None, request.FILES or None)
    context = {"form": form, "taken": taken(request)}
    if request.method == "POST" and form.is_valid():
        try:
            articles, failures = form.read()
            context |= {"failures": failures, "previews": look(articles, *database_parser()) if articles else []}
            context["packed"] = packed(articles)
        except IngestError as error:
            form.add_error(None, str(error))
    return page(request, context)


def page(request, context):
    about = {"title": "Article desk", "opts": Article._meta, **context}
    return render(request, TEMPLATE, {**admin.site.each_context(request), **about})


def take_in(request):
    """Store the ticked articles, all as one act."""
    try:
        articles = unpacked(request.POST.get("packed", ""))
    except IngestError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:articles_article_desk"))
    wanted = {number_of(value) for value in request.POST.getlist("keep")}
    chosen = [raw for number, raw in enumerate(articles) if number in wanted]
    if not chosen:
        messages.info(request, "No article was ticked: nothing was taken in.")
        return HttpResponseRedirect(reverse("admin:articles_article_desk"))
    parse, version = database_parser()
    parse = remembering(parse)
    for raw in chosen:
        parse(raw.text, raw.published)  # before the act, for it keeps all other writers waiting
    summary = chosen[0].title or chosen[0].text[:60] if len(chosen) == 1 else plural(len(chosen), "article")
    with record("ingest", by=request.user, summary=summary) as change:
        outcomes = [ingest_article(raw, parse, version, by=request.user) for raw in chosen]
    states = [outcome.state for outcome in outcomes]
    counts = ", ".join(f"{states.count(state)} {state}" for state in ("new", "changed", "unchanged") if state in states)
    events = sum(outcome.events_new for outcome in outcomes)
    messages.success(request, f"Taken in: {plural(len(chosen), 'article')} ({counts}); {plural(events, 'new event')}.")
    query = f"?taken={change.change_set.pk}" if change.change_set else ""
    return HttpResponseRedirect(reverse("admin:articles_article_desk") + query)


def taken(request) -> dict | None:
    """What was taken in just now: the act, and its articles."""
    pk = number_of(request.GET.get("taken"))
    act = ChangeSet.objects.filter(pk=pk, act__in=("ingest", "new version")).first() if pk else None
    if act is None:
        return None
    articles = Article.objects.filter(
        pk__in=[entry["pk"] for entry in act.rows if entry["model"] == "articles.article"]
    ).order_by("pk")
    return {"act": act, "articles": articles}


def undo_intake(request):
    act = ChangeSet.objects.filter(pk=number_of(request.POST.get("taken"))).first()
    refusal = "That act is not in the log." if act is None else why_not_undo(request.user, act)
    try:
        if not refusal:
            undo(act, by=request.user)
    except CannotUndo as error:
        refusal = str(error)
    if refusal:
        messages.error(request, f"Not undone: {refusal}")
    else:
        messages.success(request, f"Undone: {act.summary}.")
    return HttpResponseRedirect(reverse("admin:articles_article_desk"))
