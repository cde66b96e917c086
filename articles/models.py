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
    version = models.PositiveIntegerField(default=1, help_text="Grows when the outlet changed its text.")
    added = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-published", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="article_has_a_text")]

    def __str__(self):
        return self.title or self.text[:80].split("\n")[0]


class ArticleVersion(models.Model):
    """A text that an article had before the outlet changed it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    fingerprint = models.CharField(max_length=64)
    replaced = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["article", "number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="version_is_listed_once")]

    def __str__(self):
        return f"{self.article}, version {self.number}"


class ReviewItem(models.Model):
    """Something that wants a human, open until an editor dealt with it or its cause went away.

    `key` names the cause: what was accepted once comes back only if the facts behind it change. `damage` orders
    the queue, the most damaging first: public, uncertain, high in rank.
    """

    class Reason(models.TextChoices):
        UNDATED = "undated", "no usable date"
        DISAGREE = "disagree", "articles disagree"
        OFFICE = "office", "name against office"
        DUPLICATE = "duplicate", "possible duplicate"
        LOW_SCORE = "low-score", "low score"
        NO_DAY = "no-day", "article without a day"
        UNPLACED = "unplaced", "seen, but not placed"
        CHANGED = "changed", "article was changed"
        BROKEN = "broken", "evidence not found again"

    class State(models.TextChoices):
        OPEN = "open", "open"
        ACCEPTED = "accepted", "accepted"
        REJECTED = "rejected", "rejected"
        SETTLED = "settled", "its cause went away"

    key = models.CharField(max_length=120, unique=True)
    reason = models.CharField(max_length=12, choices=Reason)
    event = models.ForeignKey(Event, models.CASCADE, null=True, blank=True, related_name="review_items")
    other = models.ForeignKey(Event, models.CASCADE, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.CASCADE, null=True, blank=True, related_name="review_items")
    detail = models.JSONField(default=dict, blank=True)
    damage = models.FloatField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    found = models.DateTimeField(default=timezone.now, editable=False)

    # What acts change; the rest follows from the facts (see `articles.review`).
    BASE_FIELDS = ("state",)

    class Meta:
        ordering = ["-damage", "pk"]
        indexes = [models.Index(fields=["state", "-damage", "id"], name="review_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=False) | Q(article__isnull=False), name="review_item_is_about_something"
            )
        ]

    def __str__(self):
        return f"{self.get_reason_display()}: {self.event or self.article}"


class ParseRun(models.Model):
    """One reading of one article; the newest is the one whose claims stand."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="runs")
    parser_version = models.CharField(max_length=40)
    dct = models.DateField("counted from", null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    engagement_count = models.PositiveIntegerField(default=0)
    unresolved = models.JSONField(default=list, blank=True)
    day_guess = models.JSONField(
        default=dict, blank=True, help_text="Of an article without a day: best, earliest, latest, words."
    )

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
    parted = models.JSONField(
        default=list, blank=True, help_text="Names of claims that an editor put into another event, for good."
    )

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
    broken = models.BooleanField(default=False, help_text="Its words are no longer in the article's text.")

    class Meta:
        ordering = ["mention", "start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="claim_has_words"),
            models.CheckConstraint(condition=~Q(exact=""), name="claim_quotes_its_words"),
        ]

    def __str__(self):
        return f"{self.field}: “{self.exact}”"
