from datetime import date

from articles.parsing.explain import explain
from articles.parsing.lexicon import default_lexicon
from articles.parsing.pipeline import parse_article

TEXT = "Jake Sullivan met Wang Yi in Beijing on Tuesday. Xi Jinping met Russian President Vladimir Putin."


def lines():
    return list(explain(TEXT, parse_article(TEXT, dct=date(2024, 8, 29), lexicon=default_lexicon())))


def test_explain_shows_each_sentence_with_its_dates_and_rules():
    found = lines()

    assert "1. Jake Sullivan met Wang Yi in Beijing on Tuesday." in found
    assert "     date   'Tuesday' = 2024-08-27 (weekday)" in found


def test_explain_says_why_something_was_not_taken():
    assert "     word   'met': verb:meet · not taken: with a third side only" in lines()


def test_explain_shows_the_words_behind_every_value():
    found = lines()

    assert "     place  Beijing, CN from 'Beijing' (city)" in found
    assert any("Wang Yi (PRC" in line and "from 'Wang Yi'" in line for line in found)
