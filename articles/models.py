"""What was written: articles, what the parser read in them, and the claims that came of it."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from timeline.models import Event


class Outlet(models.Model):
    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="outlet_has_a_name")]

    def __str__(self):
        return self.name


class Article(models.Model):
    """One article, whole. `text` is what all spans count in: NFC, never changed after it was stored.

    `fingerprint` is the same for copies that differ only in white space, quotes or encoding, so that the same
    text twice is one article. `published` is the article's day (TIMEX3's document creation time).
    """

    public_id = models.CharField(max_length=16, unique=True, editable=False)
    outlet = models.ForeignKey(Outlet, models.PROTECT, null=True, blank=True, related_name="articles")
    title = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=1000, blank=True, validators=[URLValidator(schemes=["http", "https"])])
    published = models.DateField(null=True, blank=True)
    published_basis = models.CharField("how the day is known", max_length=300, blank=True)
    language = models.CharField(max_length=8, default="en")
    text = models.TextField()
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    file_name = models.CharField(max_length=300, blank=True)
    added = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-published", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="article_has_a_text")]

    def __str__(self):
        return self.title or self.text[:80].split("\n")[0]


class ParseRun(models.Model):
    """One reading of one article; the newest is the one whose claims stand."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="runs")
    parser_version = models.CharField(max_length=40)
    dct = models.DateField("counted from", null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    engagement_count = models.PositiveIntegerField(default=0)
    unresolved = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.article}: {self.made_at:%Y-%m-%d %H:%M}, parser {self.parser_version}"


class Mention(models.Model):
    """One engagement as one article tells it: what ties its claims together, and the event it was placed in.

    `key` names it within the article, the same for the same finding on every reading. `pinned` is an editor's
    placing, which no later matching changes. `reasons` says why it was placed there.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions")
    run = models.ForeignKey(ParseRun, models.CASCADE, related_name="mentions")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="mentions")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="children")
    key = models.CharField(max_length=40)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    background = models.BooleanField(default=False)
    confidence = models.FloatField(default=0.5)
    pinned = models.BooleanField(default=False)
    values = models.JSONField(default=dict, help_text="The engagement in short, for matching.")
    reasons = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["article", "start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="mention_is_listed_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mention_has_words"),
        ]

    def __str__(self):
        return f"{self.values.get('kind', '')} {self.values.get('edtf') or 'undated'}"


class Claim(models.Model):
    """This article, at this span, by this rule, says this value of this engagement.

    `start` and `end` are half-open offsets in code points of the article's text (W3C text-position selector);
    `exact`, `prefix` and `suffix` repeat the words (text-quote selector), so that a span can be found again.
    """

    mention = models.ForeignKey(Mention, models.CASCADE, related_name="claims")
    field = models.CharField(max_length=20)
    value = models.JSONField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=40, blank=True)
    suffix = models.CharField(max_length=40, blank=True)
    rule = models.CharField(max_length=80)
    score = models.FloatField(default=1)

    class Meta:
        ordering = ["mention", "start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="claim_has_words"),
            models.CheckConstraint(condition=~Q(exact=""), name="claim_quotes_its_words"),
        ]

    def __str__(self):
        return f"{self.field}: “{self.exact}”"
