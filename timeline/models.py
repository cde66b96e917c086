"""What happened: people and their offices, places, events, and what editors decided.

An event's values are never edited in place: `timeline.decide` computes them from the articles' claims and the
editors' decisions, and `timeline.services.refresh_events` stores the outcome here, so that it can be queried.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from timeline.cells import MonthNumber, cell_expression
from timeline.querysets import EventQuerySet
from timeline.trigrams import TrigramField
from timeline.vocabulary import Channel, Kind, Level, Precision, Role, Setting, Side, Status, choices


def among(field: str, enum) -> Q:
    """The check that a column holds one of the vocabulary's values."""
    return Q(**{f"{field}__in": [member.value for member in enum]})


class Origin(models.TextChoices):
    REFERENCE = "reference", "reference data"
    ARTICLE = "article", "found in an article"
    EDITOR = "editor", "an editor's"


class Referenced(models.Model):
    """A row of the reference data. Once an editor changed it, it is hers: loading the data again leaves it alone."""

    origin = models.CharField(max_length=10, choices=Origin, default=Origin.EDITOR, editable=False)

    class Meta:
        abstract = True


class Person(Referenced):
    """Somebody who takes part. `key` is public and never changes."""

    key = models.SlugField(max_length=120, unique=True)
    full_name = models.CharField(max_length=200)
    family_name = models.CharField(max_length=100, blank=True)
    given_name = models.CharField(max_length=100, blank=True)
    name_zh = models.CharField("name in Chinese", max_length=100, blank=True)
    aliases = models.JSONField(default=list, blank=True, help_text="Other spellings, without titles.")
    side = models.CharField(max_length=8, choices=choices(Side))
    ids = models.CharField("identifiers elsewhere", max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["full_name"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(condition=~Q(full_name=""), name="person_has_a_name"),
            models.CheckConstraint(condition=among("side", Side), name="person_side_is_known"),
        ]

    def __str__(self):
        return self.full_name


class Office(Referenced):
    """A post that people hold in turn. `rank` 1 is the head of state, party or government."""

    title = models.CharField(max_length=200)
    body = models.CharField(max_length=200, blank=True)
    side = models.CharField(max_length=8, choices=choices(Side))
    channel = models.CharField(max_length=20, choices=choices(Channel), default=Channel.OTHER)
    rank = models.PositiveSmallIntegerField(default=5)
    phrases = models.JSONField(default=list, blank=True, help_text="How newspapers write it: “treasury secretary”.")

    class Meta:
        ordering = ["rank", "title"]
        constraints = [
            models.UniqueConstraint(fields=["side", "title", "body"], name="office_is_listed_once"),
            models.CheckConstraint(condition=Q(rank__gte=1, rank__lte=9), name="office_rank_between_1_and_9"),
        ]

    def __str__(self):
        return self.title


class Term(Referenced):
    """The days on which a person held an office; bounds inclusive, an empty end is still in office."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="terms")
    office = models.ForeignKey(Office, models.PROTECT, related_name="terms")
    start = models.CharField(max_length=10, blank=True, help_text="EDTF: a day, a month or a year.")
    end = models.CharField(max_length=10, blank=True)
    earliest = models.DateField(null=True, blank=True, editable=False)
    latest = models.DateField(null=True, blank=True, editable=False)
    aliases = models.JSONField(default=list, blank=True, help_text="Right only in this term: “Secretary Clinton”.")
    source = models.CharField(max_length=400, blank=True)
    confidence = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["earliest", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "office", "start"], name="term_is_listed_once"),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True) | Q(latest__isnull=True) | Q(earliest__lte=F("latest")),
                name="term_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.office} ({self.start or '…'}–{self.end or 'today'})"


class Venue(Referenced):
    """A house, a site, or, of kind `city`, the city as a whole."""

    key = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    aliases = models.JSONField(default=list, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2")
    latitude = models.FloatField(null=True, blank=True, help_text="degrees, WGS 84")
    longitude = models.FloatField(null=True, blank=True, help_text="degrees, WGS 84")
    kind = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["city", "name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="venue_has_a_name")]

    def __str__(self):
        return self.name


class Topic(models.Model):
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Event(models.Model):
    """One engagement, as shown. `public_id` is in URLs and exports and never changes.

    `edtf` is EDTF level 1, plus `[a..b]` for "once, within"; `earliest` and `latest` are its bounds, inclusive,
    civil days at the venue; null is an open or unknown end.
    """

    class State(models.TextChoices):
        LIVE = "live", "live"
        REJECTED = "rejected", "rejected by an editor"  # kept, so that the next parse does not bring it back
        MERGED = "merged", "merged into another"
        EMPTY = "empty", "no article tells it any more"

    class Publication(models.TextChoices):
        UNREVIEWED = "unreviewed", "parsed, not yet reviewed"
        PUBLISHED = "published", "reviewed and published"
        WITHDRAWN = "withdrawn", "withdrawn"

    public_id = models.CharField(max_length=16, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.LIVE)
    publication = models.CharField(max_length=12, choices=Publication, default=Publication.UNREVIEWED)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged_from")

    title = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=choices(Kind), default=Kind.OTHER)
    setting = models.CharField(max_length=16, choices=choices(Setting), blank=True)
    status = models.CharField(max_length=12, choices=choices(Status), default=Status.HELD)
    edtf = models.CharField("date (EDTF)", max_length=64, blank=True)
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=choices(Precision), default=Precision.UNKNOWN)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, blank=True)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, blank=True, related_name="events")
    gathering = models.CharField(max_length=120, blank=True, help_text="Where it took place on the sidelines of one.")
    channel = models.CharField(max_length=20, choices=choices(Channel), default=Channel.OTHER)
    topics = models.ManyToManyField(Topic, blank=True, related_name="events")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="children")
    confidence = models.FloatField(default=0, help_text="0 to 1; how sure the parser is that this took place so.")
    why = models.JSONField(default=dict, blank=True, help_text="Per field: what decided it, and who disagrees.")
    article_count = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0, help_text="Grows with each change of a shown value.")
    created = models.DateTimeField(default=timezone.now, editable=False)
    updated = models.DateTimeField(auto_now=True)

    # What lists, counts and downloads read instead of joining: follows from participants and topics, and is computed
    # with them (timeline.reading).
    hosted = models.CharField("hosts' side", max_length=8, blank=True, editable=False)
    level = models.CharField(max_length=12, choices=choices(Level), blank=True, editable=False)
    us = models.TextField("for the United States", blank=True, editable=False)
    prc = models.TextField("for China", blank=True, editable=False)
    others = models.TextField("others taking part", blank=True, editable=False)
    topic_slugs = models.TextField(blank=True, editable=False)
    # What the database computes by itself: all plain facets in one number (timeline.cells), the month in which it
    # begins (or ends, where only that is known), and the first day for sorting, undated ones last.
    cell = models.GeneratedField(
        expression=cell_expression(), output_field=models.IntegerField(), db_persist=True, editable=False
    )
    month = models.GeneratedField(
        expression=MonthNumber(Coalesce("earliest", "latest")),
        output_field=models.IntegerField(null=True),
        db_persist=True,
        editable=False,
    )
    onset = models.GeneratedField(
        expression=Coalesce("earliest", Value(date(9999, 12, 31))),
        output_field=models.DateField(),
        db_persist=True,
        editable=False,
    )

    objects = EventQuerySet.as_manager()

    # What acts change; the rest is computed from claims and decisions.
    BASE_FIELDS = ("public_id", "state", "publication", "merged_into", "created")

    class Meta:
        ordering = ["earliest", "pk"]
        permissions = [
            ("decide_event", "Can decide what events show: correct, merge, split, reject, restore"),
            ("publish_event", "Can publish and withdraw events"),
        ]
        indexes = [
            # Each holds all that its question needs, so that the wide rows themselves are not read: lists newest and
            # oldest first, the facets' counts, the overview strip, topics, and the chart's counts by kind of lane.
            models.Index(fields=["earliest", "id", "cell", "latest"], name="event_newest"),
            models.Index(fields=["onset", "id", "cell", "earliest", "latest"], name="event_oldest"),
            models.Index(fields=["cell", "earliest", "latest", "month"], name="event_cells"),
            models.Index(fields=["month", "cell", "earliest", "latest"], name="event_months"),
            models.Index(fields=["topic_slugs", "cell", "earliest", "latest"], name="event_topics"),
            models.Index(fields=["channel", "month", "cell", "earliest", "latest"], name="event_channel_months"),
            models.Index(fields=["kind", "month", "cell", "earliest", "latest"], name="event_kind_months"),
            models.Index(fields=["country", "month", "cell", "earliest", "latest"], name="event_country_months"),
            models.Index(fields=["city", "month", "cell", "earliest", "latest"], name="event_city_months"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest__isnull=True) | Q(latest__isnull=True) | Q(earliest__lte=F("latest")),
                name="event_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=among("kind", Kind), name="event_kind_is_known"),
            models.CheckConstraint(condition=among("status", Status), name="event_status_is_known"),
            models.CheckConstraint(condition=Q(setting="") | among("setting", Setting), name="event_setting_is_known"),
            models.CheckConstraint(condition=among("precision", Precision), name="event_precision_is_known"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="event_is_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(state="live"), name="a_merged_event_is_not_live"
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="event_confidence_between_0_and_1"
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.edtf or 'undated'})"

    def get_absolute_url(self):
        return reverse("timeline:event", args=[self.public_id])


class EventWords(models.Model):
    """The words that an event is found by: title, summary, city, names, and what its values were read from.

    In lower case (casefolded), one line each. On SQLite a full-text table of trigrams, which finds any part of a word
    (see the migration); its key is what SQLite calls a row's.
    """

    event = models.OneToOneField(
        Event, models.CASCADE, primary_key=True, db_column="rowid", db_constraint=False, related_name="words"
    )
    text = TrigramField()

    class Meta:
        verbose_name_plural = "words of events"

    def __str__(self):
        return f"words of event {self.event_id}"


class Participation(models.Model):
    """Somebody taking part in an event: a person of the table, or a body, delegation or country by name."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="participations")
    name = models.CharField(max_length=200)
    side = models.CharField(max_length=8, choices=choices(Side))
    role = models.CharField(max_length=8, choices=choices(Role), default=Role.PARTY)
    office = models.ForeignKey(Office, models.SET_NULL, null=True, blank=True, related_name="participations")
    office_title = models.CharField(max_length=200, blank=True, help_text="As held on the day.")
    warning = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Principals come first.")

    class Meta:
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["person", "event"], name="participation_person_event"),
            models.Index(fields=["office_title", "event"], name="participation_office_title"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"], condition=Q(person__isnull=False), name="person_takes_part_once"
            ),
            models.UniqueConstraint(
                fields=["event", "name"], condition=Q(person__isnull=True), name="body_takes_part_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="participant_has_a_name"),
            models.CheckConstraint(condition=among("side", Side), name="participant_side_is_known"),
            models.CheckConstraint(condition=among("role", Role), name="participant_role_is_known"),
        ]

    def __str__(self):
        return self.name


class ChangeSet(models.Model):
    """One act of an editor or of the machine: who, when, and every row it changed, before and after.

    `rows` is a list of {"model", "pk", "before": {field: value} or null, "after": {...} or null}.
    """

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    actor_name = models.CharField(max_length=150, blank=True, help_text="Kept when the account is gone.")
    act = models.CharField(max_length=40)
    summary = models.CharField(max_length=400, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    rows = models.JSONField(default=list)
    events = models.ManyToManyField(Event, through="ChangedEvent", blank=True, related_name="change_sets")
    undone_by = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="undoes")

    class Meta:
        ordering = ["-pk"]
        permissions = [("undo_changeset", "Can undo acts")]

    def __str__(self):
        return f"{self.act} by {self.actor_name or 'the machine'}, {self.made_at:%Y-%m-%d %H:%M}"


class ChangedEvent(models.Model):
    """Which events an act was about; kept when an event made by hand is deleted, for it may come back.

    `before` and `after` hold the shown values that became others by it (see `timeline.shown`).
    """

    change_set = models.ForeignKey(ChangeSet, models.CASCADE, related_name="links")
    event = models.ForeignKey(Event, models.DO_NOTHING, db_constraint=False, related_name="change_links")
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change_set", "event"], name="event_is_in_an_act_once")]

    def __str__(self):
        return f"{self.change_set_id}: {self.event_id}"


class ChangedSubject(models.Model):
    """Which person, office, venue, topic, article or outlet an act was about; `model` is its label in lower case."""

    change_set = models.ForeignKey(ChangeSet, models.CASCADE, related_name="subjects")
    model = models.CharField(max_length=40)
    object_pk = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["model", "object_pk"], name="changed_subject")]
        constraints = [
            models.UniqueConstraint(fields=["change_set", "model", "object_pk"], name="subject_is_in_an_act_once")
        ]

    def __str__(self):
        return f"{self.change_set_id}: {self.model} {self.object_pk}"


class Decision(models.Model):
    """What an editor said about one value of one event. The newest of a field counts; none is ever overwritten.

    `field` is date, kind, setting, status, place, gathering, title, summary, topics, parent, or
    `participant:<person key or name>`.
    """

    class Mode(models.TextChoices):
        SET = "set", "set to this value"
        CLEAR = "clear", "cleared"
        CONFIRM = "confirm", "confirmed as it was"

    event = models.ForeignKey(Event, models.CASCADE, related_name="decisions")
    field = models.CharField(max_length=220)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.SET)
    value = models.JSONField(null=True, blank=True)
    note = models.TextField(blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    author_name = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["event", "field"], name="decision_event_field")]
        constraints = [models.CheckConstraint(condition=~Q(field=""), name="decision_names_a_field")]

    def __str__(self):
        return f"{self.field}: {self.get_mode_display()}"
