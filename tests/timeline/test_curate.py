"""Merging, splitting, rejecting; and any sequence of acts, undone, leaves everything as it was."""

import contextlib
import json
import os
import random
from datetime import date
from unittest import mock

import pytest
from django.core.serializers import serialize
from django.db import transaction

from articles.ingest import ingest_article
from articles.models import Article, Claim, Mention, Outlet, ParseRun
from articles.readers import RawArticle
from tests.articles.reports import parse_lines
from tests.timeline.factories import make_person
from timeline.changes import CannotUndo, undo
from timeline.curate import (
    Refused,
    Verdict,
    confirm_event,
    decide_values,
    delete_event,
    make_event,
    merge_events,
    reject_events,
    restore_events,
    set_publication,
    split_event,
)
from timeline.models import ChangeSet, Decision, Event, Participation, Person
from timeline.vocabulary import Side

TRIP = "visit | held | 2024-08-27/2024-08-29 | Jake Sullivan | | Beijing"
TALKS = "talks | held | 2024-08-27/2024-08-28 | Jake Sullivan | Wang Yi | Beijing"
XI = "meeting | held | 2024-08-29 | Jake Sullivan | Xi Jinping | Beijing"
VIENNA = "talks | held | 2023-05-10/2023-05-11 | Jake Sullivan | Wang Yi | Vienna"
LATER = "visit | planned | 2024-09 | Antony Blinken | | Beijing"


@pytest.fixture(autouse=True)
def people(db):
    make_person("jake-sullivan", "Jake Sullivan", Side.US, family_name="Sullivan")
    make_person("antony-blinken", "Antony Blinken", Side.US, family_name="Blinken")
    make_person("wang-yi", "Wang Yi")
    make_person("xi-jinping", "Xi Jinping")


def ingest(text, published=date(2024, 8, 29)):
    return ingest_article(RawArticle(text=text, published=published), parse_lines, "test")


def export() -> str:
    """Everything there is, but for what only ever grows (revisions, times of change) and the log itself."""
    models = (Outlet, Article, ParseRun, Mention, Claim, Person, Event, Participation, Decision)
    rows = [json.loads(serialize("json", model.objects.order_by("pk"))) for model in models]
    for row in (row for rows_of_model in rows for row in rows_of_model):
        for name in ("revision", "updated"):
            row["fields"].pop(name, None)
        if row["model"] == "timeline.participation":
            row["pk"] = None  # computed rows: their numbers mean nothing
    participations = rows[-2]
    participations.sort(key=lambda row: (row["fields"]["event"], row["fields"]["position"]))
    return json.dumps(rows, indent=1, ensure_ascii=False)


def events(*kinds):
    return [Event.objects.live().get(kind=kind) for kind in kinds]


def test_merge_moves_everything_and_leads_the_old_address_on():
    ingest(f"{TALKS}\n{VIENNA}")
    vienna, beijing = Event.objects.order_by("earliest")
    decide_values(vienna, {"gathering": Verdict("set", "Strategic channel")})

    merge_events(beijing, [vienna])

    vienna.refresh_from_db()
    beijing.refresh_from_db()
    assert (vienna.state, vienna.merged_into) == ("merged", beijing)
    assert (beijing.mentions.count(), beijing.gathering) == (2, "Strategic channel")


def test_unmerge_restores_exactly():
    ingest(f"{TALKS}\n{VIENNA}")
    before = export()
    merge_events(*[Event.objects.order_by("pk")[0], Event.objects.order_by("pk")[1:]])
    assert export() != before

    undo(ChangeSet.objects.get(act="merge"))

    assert export() == before


def test_merged_events_stay_merged_when_read_again():
    ingest(f"{TALKS}\n{VIENNA}")
    vienna, beijing = Event.objects.order_by("earliest")
    merge_events(beijing, [vienna])

    ingest(f"{TALKS}\n{VIENNA}")
    ingest(f"Another.\n{VIENNA}")

    assert Event.objects.live().count() == 1
    assert beijing.mentions.count() == 3


def test_rejected_event_does_not_come_back():
    ingest(XI)
    (meeting,) = events("meeting")
    reject_events([meeting])

    ingest(XI)
    ingest(f"Another.\n{XI}")

    assert not Event.objects.live().exists()
    assert meeting.mentions.count() == 2
    restore_events(Event.objects.all())
    assert Event.objects.live().get().article_count == 2


def test_split_takes_the_chosen_tellings_and_keeps_them():
    ingest(TALKS)
    ingest(f"Another.\n{TALKS}")
    (talks,) = events("talks")

    fresh = split_event(talks, [talks.mentions.last()])
    ingest(f"Another.\n{TALKS}")

    talks.refresh_from_db()
    assert (talks.article_count, fresh.article_count) == (1, 1)
    assert fresh.title == "Sullivan – Wang Yi talks, Beijing"


@pytest.mark.parametrize("chosen", [[], "all"])
def test_split_of_none_or_all_is_refused(chosen):
    ingest(TALKS)
    (talks,) = events("talks")

    with pytest.raises(Refused):
        split_event(talks, talks.mentions.all() if chosen == "all" else [])


MIXED = "meeting | held | 2024-08-29 | Jake Sullivan | Wang Yi, Xi Jinping | Beijing"


def claims_named(event, *words):
    """The event's claims that were read from these words."""
    return [claim for m in event.mentions.order_by("pk") for claim in m.claims.order_by("pk") if claim.exact in words]


def people_of(event):
    return sorted(event.participations.values_list("name", flat=True))


def test_split_takes_single_claims_out_of_a_telling():
    ingest(MIXED)
    (meeting,) = events("meeting")

    fresh = split_event(
        meeting, taken=claims_named(meeting, "Wang Yi"), shared=claims_named(meeting, "Jake Sullivan", "Beijing")
    )

    meeting.refresh_from_db()
    assert people_of(meeting) == ["Jake Sullivan", "Xi Jinping"]
    assert people_of(fresh) == ["Jake Sullivan", "Wang Yi"]
    assert (fresh.kind, fresh.status, fresh.city, fresh.edtf) == ("meeting", "held", "Beijing", "")
    assert (meeting.article_count, fresh.article_count) == (1, 1)


def test_claims_taken_out_stay_out_when_read_again():
    ingest(MIXED)
    (meeting,) = events("meeting")
    fresh = split_event(
        meeting, taken=claims_named(meeting, "Wang Yi"), shared=claims_named(meeting, "Jake Sullivan", "2024-08-29")
    )
    before = export()

    ingest(MIXED)
    assert export() == before

    ingest_article(RawArticle(text=MIXED, published=date(2024, 8, 29)), parse_lines, "another parser")
    assert (people_of(meeting), people_of(fresh)) == (["Jake Sullivan", "Xi Jinping"], ["Jake Sullivan", "Wang Yi"])
    assert Event.objects.live().count() == 2


def test_split_of_claims_is_undone_exactly():
    ingest(MIXED)
    (meeting,) = events("meeting")
    before = export()
    split_event(meeting, taken=claims_named(meeting, "Wang Yi"), shared=claims_named(meeting, "Beijing"))
    assert export() != before

    undo(ChangeSet.objects.get(act="split"))

    assert export() == before


def test_taking_all_claims_of_a_telling_takes_the_telling():
    ingest(MIXED)
    ingest(f"Another.\n{MIXED}")
    (meeting,) = events("meeting")
    telling = meeting.mentions.order_by("pk").last()

    fresh = split_event(meeting, taken=telling.claims.all())

    telling.refresh_from_db()
    assert (telling.event, telling.parted, Mention.objects.count()) == (fresh, [], 2)


def test_split_refuses_claims_of_another_event():
    ingest(f"{MIXED}\n{VIENNA}")
    (meeting,), (vienna,) = events("meeting"), events("talks")

    with pytest.raises(Refused):
        split_event(meeting, taken=vienna.mentions.get().claims.all())
    with pytest.raises(Refused):
        split_event(meeting, taken=meeting.mentions.get().claims.all())


def test_merge_refuses_what_is_not_live():
    ingest(f"{TALKS}\n{XI}")
    talks, meeting = events("talks", "meeting")
    reject_events([meeting])

    with pytest.raises(Refused, match="rejected"):
        merge_events(talks, [Event.objects.get(pk=meeting.pk)])


def test_only_events_made_by_hand_can_be_deleted():
    ingest(XI)
    (meeting,) = events("meeting")

    with pytest.raises(Refused, match="reject it instead"):
        delete_event(meeting)
    delete_event(make_event())


def test_confirming_makes_all_that_is_shown_the_editors_word():
    ingest(XI)
    (meeting,) = events("meeting")
    before = (meeting.edtf, meeting.kind, meeting.city, meeting.title)

    confirm_event(meeting)

    assert (meeting.edtf, meeting.kind, meeting.city, meeting.title) == before
    assert all(why["decision"] for field, why in meeting.why.items() if field != "steps")
    confirm_event(meeting)
    assert ChangeSet.objects.filter(act="decide").count() == 1


# --- any sequence of acts ----------------------------------------------------------------------------------------


class Editor:
    """Takes random acts on whatever is there."""

    def __init__(self, rnd: random.Random):
        self.rnd = rnd
        self.papers = 0

    def act(self):
        name = self.rnd.choice(
            (
                "ingest",
                "set",
                "clear",
                "accept",
                "reject",
                "merge",
                "unmerge",
                "split",
                "part",
                "delete",
                "restore",
                "make",
            )
        )
        with contextlib.suppress(Refused, CannotUndo, IndexError):  # nothing there to do it to, or not now
            getattr(self, name)()

    def event(self, **where):
        return self.rnd.choice(list(Event.objects.filter(**{"state": "live", **where}).order_by("pk")))

    def ingest(self):
        self.papers += self.rnd.random() < 0.8
        rnd = random.Random(self.papers)  # the same paper again now and then
        lines = rnd.sample([TRIP, TALKS, XI, VIENNA, LATER], rnd.randint(1, 3))
        ingest(f"Paper {self.papers}.\n" + "\n".join(lines), date(2024, 8, 20 + self.papers % 10))

    def set(self):
        values = {
            "date": "2024-08-30",
            "kind": "summit",
            "status": {"status": "cancelled", "date": "2024-09-01"},
            "place": {"city": "Vienna", "country": "AT", "venue_key": ""},
            "title": "Talks",
            "participant:wang-yi": {"name": "Wang Yi", "key": "wang-yi", "side": "PRC", "role": "host"},
            "participant:Pat": {"name": "Pat", "key": None, "side": "US", "role": "party"},
        }
        field = self.rnd.choice(list(values))
        decide_values(self.event(), {field: Verdict("set", values[field])})

    def clear(self):
        field = self.rnd.choice(["date", "gathering", "participant:wang-yi", "place"])
        decide_values(self.event(), {field: Verdict("clear")})

    def accept(self):
        event = self.event()
        confirm_event(event)
        set_publication([event], "published")

    def reject(self):
        reject_events([self.event()])

    def restore(self):
        restore_events([self.event(state="rejected")])

    def merge(self):
        merge_events(self.event(), [self.event()])

    def unmerge(self):
        undo(self.rnd.choice(list(ChangeSet.objects.filter(act="merge", undone_by=None))))

    def split(self):
        event = self.event(article_count__gt=1)
        split_event(event, [self.rnd.choice(list(event.mentions.order_by("pk")))])

    def part(self):
        event = self.event(article_count__gt=0)
        claims = [claim for mention in event.mentions.order_by("pk") for claim in mention.claims.order_by("pk")]
        chosen = self.rnd.sample(claims, self.rnd.randint(1, min(3, len(claims))))
        split_event(event, taken=chosen[:2], shared=chosen[2:])

    def make(self):
        decide_values(make_event(), {"title": Verdict("set", "By hand")})

    def delete(self):
        delete_event(self.event(article_count=0))


def undo_everything(rnd: random.Random) -> None:
    """Undo all acts, trying them in random order until none is left; what builds upon another goes first."""
    while pending := list(ChangeSet.objects.filter(undone_by=None, undoes=None)):
        rnd.shuffle(pending)
        refusals = []
        for change_set in pending:
            try:
                undo(change_set)
            except CannotUndo as refusal:
                refusals.append(f"{change_set.pk} {change_set.act} {change_set.summary}: {refusal}")
        assert len(refusals) < len(pending), refusals


def run_sequence(seed: int) -> None:
    """The same acts for the same seed, on events of the same addresses; an error names the seed."""
    names = random.Random(seed)
    with mock.patch("timeline.curate.get_random_string", lambda n, letters: "".join(names.choices(letters, k=n))):
        try:
            act_and_undo(random.Random(seed))
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error


def act_and_undo(rnd: random.Random) -> None:
    ingest(f"First.\n{TRIP}\n{TALKS}")
    ChangeSet.objects.all().delete()
    before = export()
    editor = Editor(rnd)
    for _ in range(rnd.randint(3, 10)):
        editor.act()
    undo_everything(rnd)
    assert export() == before


@pytest.mark.parametrize("seed", range(12))
def test_undoing_all_leaves_everything_as_it_was(seed):
    run_sequence(seed)


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(int(os.environ.get("SEQUENCES", "300")) // 100))
def test_undoing_hundreds_of_sequences_leaves_everything_as_it_was(hundred):
    for seed in range(100 * hundred, 100 * hundred + 100):
        with contextlib.suppress(RolledBack), transaction.atomic():
            run_sequence(1000 + seed)
            raise RolledBack


class RolledBack(Exception):
    """Ends a sequence without a trace."""
