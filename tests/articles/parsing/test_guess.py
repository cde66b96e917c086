from datetime import date

from articles.parsing.guess import guess_dct
from articles.parsing.lexicon import default_lexicon
from articles.parsing.pipeline import parse_article


def guess(text):
    lexicon = default_lexicon()
    return guess_dct(parse_article(text, dct=None, lexicon=lexicon), text, lexicon=lexicon)


def test_guess_takes_a_weekday_after_the_last_full_date():
    found = guess("On Aug. 26, 2024, the visit was announced. Jake Sullivan met Wang Yi in Beijing on Thursday.")

    assert found.best == date(2024, 8, 29)


def test_guess_without_grounds_is_none():
    found = guess("Jake Sullivan met somebody.")

    assert (found.best, found.words) == (None, "Nothing in the text tells when it was written.")


def test_guess_gives_its_grounds():
    found = guess("On Aug. 26, 2024, Jake Sullivan met Wang Yi in Beijing.")

    assert "the last date it names is 2024-08-26" in found.words
