"""The reader's filter. Its URL is its only state: list, chart, counts and exports all come from `narrow`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet

from timeline import cells
from timeline.filters.fields import DayField, WantedField, find_person, find_place
from timeline.models import Event, EventWords
from timeline.vocabulary import Channel, Kind, Level, Setting, Side, Status, Topic, choices

OPEN_REACH = 180  # days; the chart's script is told the same
SIDES = [
    (Side.US.value, "the United States"),
    (Side.PRC.value, "China"),
    (Side.OTHER.value, "neither: third place or call"),
]
REVIEWS = [("published", "reviewed"), ("unreviewed", "not yet reviewed")]
LANES = [("channel", "channel"), ("kind", "kind"), ("place", "place"), ("person", "person")]
ORDERS = [("newest", "newest first"), ("oldest", "oldest first")]


def possibly_within(events: QuerySet, start: date | None, end: date | None) -> QuerySet:
    """Events that may fall between two days, both inclusive: "1971-07" answers for any day of July.

    An open end reaches OPEN_REACH: whoever asks for 2023 does not want every visit once planned "after May 1974".
    """
    reach = timedelta(days=OPEN_REACH)
    if end:
        before = Q(earliest__lte=end) | Q(earliest=None, latest__lte=shifted(end, reach))
        events = events.filter(before)
    if start:
        after = Q(latest__gte=start) | Q(latest=None, earliest__gte=shifted(start, -reach))
        events = events.filter(after)
    return events


def shifted(day: date, by: timedelta) -> date:
    """A day so much later or earlier, or the calendar's last or first."""
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta(0) else date.min


@dataclass(frozen=True, slots=True)
class Chip:
    """One active condition, and the URL query of the view without it."""

    label: str
    without: str


class Several(forms.MultipleChoiceField):
    """Any of these; the values come out in the vocabulary's order, so that equal filters have equal URLs."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, choices, **kwargs):
        super().__init__(choices=choices, required=False, **kwargs)
        self.error_messages["invalid_choice"] = "“%(value).40s” is none of the values one can choose."

    def clean(self, value):
        asked = set(super().clean([text for text in value or [] if text]))
        return [stored for stored, _ in self.choices if stored in asked]


class EventFilterForm(forms.Form):
    """All across fields, any of one field; of the people asked for, all take part.

    Without `sure`, an event counts if it may fall between `from` and `to` (both inclusive, see `possibly_within`); with
    it, if it surely does. `lanes` and `order` change how it is shown, not what.
    """

    words = forms.CharField(required=False, max_length=200)
    people = WantedField(find_person)
    side = Several(SIDES, label="Hosted by")
    kind = Several(choices(Kind), label="Kind")
    channel = Several(choices(Channel), label="Channel")
    setting = Several(choices(Setting), label="Setting")
    status = Several(choices(Status), label="Status")
    place = WantedField(find_place)
    topic = Several(choices(Topic), label="Topic")
    level = Several(choices(Level), label="Level")
    review = Several(REVIEWS, label="Review")
    sure = forms.BooleanField(required=False)
    shelf = forms.BooleanField(required=False)
    lanes = forms.ChoiceField(choices=LANES, required=False)
    order = forms.ChoiceField(choices=ORDERS, required=False)

    # Those of one value an event; one number of the event holds them all (timeline.cells).
    PLAIN = ("kind", "channel", "status", "side", "level", "setting", "review")
    FACETS = ("kind", "channel", "status", "side", "topic", "level", "setting", "review")

    def __init__(self, data):
        super().__init__(data)
        self.fields["from"] = DayField(last=False)  # a Python keyword, so not a class attribute
        self.fields["to"] = DayField(last=True)

    def clean(self):
        start, end = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if start and end and start > end:
            self.add_error("to", "The end lies before the beginning.")

    # --- what is asked ---------------------------------------------------------------------------------------

    @property
    def window(self) -> tuple[date | None, date | None]:
        """The days asked for, both inclusive; None is no bound."""
        cleaned = getattr(self, "cleaned_data", {}) if self.is_valid() else {}
        return cleaned.get("from"), cleaned.get("to")

    @property
    def lanes_by(self) -> str:
        return (self.is_valid() and self.cleaned_data["lanes"]) or "channel"

    @property
    def newest_first(self) -> bool:
        return not self.is_valid() or self.cleaned_data["order"] != "oldest"

    def narrow(self, events: QuerySet, *, without: tuple[str, ...] = ()) -> QuerySet:
        """The events asked for; none at all if any value is bad. `without` leaves fields out, for counting."""
        if not self.is_valid():
            return events.none()
        asked = {name: value for name, value in self.cleaned_data.items() if value and name not in without}
        for name in self.PLAIN:
            if name in asked:
                events = events.filter(cells.among(name, asked[name]))
        if "topic" in asked:
            tagged = Event.topics.through.objects.filter(topic__slug__in=asked["topic"])
            events = events.filter(pk__in=tagged.values("event"))
        for wanted in asked.get("people", ()):
            events = events.filter(wanted.condition)
        if "place" in asked:
            anywhere = Q()
            for wanted in asked["place"]:
                anywhere |= wanted.condition
            events = events.filter(anywhere)
        if "words" in asked:
            events = events.filter(saying(asked["words"].split()))
        if "shelf" in asked:
            events = events.filter(month=None)
        start, end = asked.get("from"), asked.get("to")
        return events.within(start, end) if asked.get("sure") else possibly_within(events, start, end)

    # --- the URL ---------------------------------------------------------------------------------------------

    def pairs(self, *, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        """Names and values in one fixed order; what is default or empty is left out."""
        if not self.is_valid():
            return [(name, value) for name in self.fields for value in self.raw(name) if name not in without]
        found = []
        for name in self.fields:
            value = self.cleaned_data[name]
            if not value or name in without or value in ("channel", "newest"):
                continue
            found += [(name, text) for text in self.tokens(name, value)]
        return found

    def tokens(self, name: str, value) -> list[str]:
        if name in ("people", "place"):
            return sorted(wanted.token for wanted in value)
        if name in ("from", "to"):
            return [self.data[name].strip()]
        if isinstance(value, bool):
            return ["1"]
        return [" ".join(value.split())] if isinstance(value, str) else list(value)

    def raw(self, name: str) -> list[str]:
        values = self.data.getlist(name) if hasattr(self.data, "getlist") else [self.data.get(name, "")]
        return [value for value in values if value]

    def query(self, *, without: tuple[str, ...] = (), **changes) -> str:
        """The canonical query string of this view, less some fields, with others set; an empty value unsets."""
        return urlencode([*self.pairs(without=(*without, *changes)), *((k, v) for k, v in changes.items() if v)])

    def chips(self) -> list[Chip]:
        """The active conditions, each with the way out of it."""
        if not self.is_valid():
            return []
        chips = []
        hidden = ("lanes", "order", "from", "to", "sure")
        for name, token in self.pairs(without=hidden):
            rest = [pair for pair in self.pairs() if pair != (name, token)]
            chips.append(Chip(self.label_of(name, token), urlencode(rest)))
        if any(self.window):
            chips.append(Chip(self.window_label(), self.query(without=("from", "to", "sure"))))
        return chips

    def label_of(self, name: str, token: str) -> str:
        if name in ("people", "place"):
            return next(wanted.label for wanted in self.cleaned_data[name] if wanted.token == token)
        if name == "words":
            return f"“{token}”"
        if name == "shelf":
            return "without a usable date"
        label = dict(self.fields[name].choices)[token]
        return f"hosted by {label.split(':')[0]}" if name == "side" else label

    def window_label(self) -> str:
        start, end = (self.data.get(name, "").strip() for name in ("from", "to"))
        words = f"{start} – {end}" if start and end else f"since {start}" if start else f"until {end}"
        return f"surely {words}" if self.cleaned_data["sure"] else words


def saying(words: Iterable[str]) -> Q:
    """All words, or parts of one, are in title, summary, city, participants' names, or what values were read from."""
    found = EventWords.objects.order_by()
    for word in words:
        found = found.filter(text__has=word.casefold())
    return Q(pk__in=found.values("event"))
