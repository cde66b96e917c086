"""What other articles date helps to guess the day of one that came without."""

from datetime import date

import pytest
from django.core.management import call_command

from articles.ingest import database_parser
from articles.known import known_events
from articles.parsing.guess import KnownEvent
from articles.parsing.lexicon import default_lexicon
from articles.parsing.pipeline import parse_article
from tests.timeline.factories import make_event, make_person
from timeline.vocabulary import Side

pytestmark = pytest.mark.django_db

TOLD = "Jake Sullivan and Wang Yi held talks in Beijing on Thursday."


@pytest.fixture
def talks():
    return make_event(make_person(), make_person("jake-sullivan", "Jake Sullivan", Side.US))


def test_known_events_are_those_of_the_articles_people_dated_to_a_fortnight(talks):
    report = parse_article(TOLD, dct=None, lexicon=default_lexicon())
    make_event(make_person("hu-jintao", "Hu Jintao"))
    make_event(make_person(), earliest="2024-01-01", latest="2024-12-31")
    make_event(make_person(), state="rejected")

    known = known_events(report)

    day = date(2024, 8, 27)
    assert known == [KnownEvent(frozenset({"jake-sullivan", "wang-yi"}), "Beijing", day, day)]


def test_the_parser_of_the_database_guesses_by_what_is_in_it(talks):
    call_command("load_reference", verbosity=0)
    parse, _ = database_parser()

    guess = parse(TOLD, None).day_guess

    assert (guess.best, guess.grounds[-2:]) == (
        date(2024, 8, 29),
        ("other articles date what it tells to 2024-08-27", "it reports what happened on Thursday"),
    )
