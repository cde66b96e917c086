from datetime import date

from articles.parsing.guess import KnownEvent, guess_dct
from articles.parsing.lexicon import default_lexicon
from articles.parsing.pipeline import parse_article


def guess(text, known=()):
    lexicon = default_lexicon()
    return guess_dct(parse_article(text, dct=None, lexicon=lexicon), text, lexicon=lexicon, known=known)


SULLIVAN_IN_BEIJING = KnownEvent(
    frozenset(("jake-sullivan", "wang-yi")), "Beijing", date(2024, 8, 27), date(2024, 8, 28)
)


def test_guess_takes_a_weekday_after_the_last_full_date():
    found = guess("On Aug. 26, 2024, the visit was announced. Jake Sullivan met Wang Yi in Beijing on Thursday.")

    assert found.best == date(2024, 8, 29)


def test_guess_without_grounds_is_none():
    found = guess("Jake Sullivan met somebody.")

    assert (found.best, found.words) == (None, "Nothing in the text tells when it was written.")


def test_guess_gives_its_grounds():
    found = guess("On Aug. 26, 2024, Jake Sullivan met Wang Yi in Beijing.")

    assert "the last date it names is 2024-08-26" in found.words


def test_guess_takes_the_datelines_day_in_the_year_of_an_office():
    text = "BEIJING, Aug. 30 (Xinhua) -- On May 8, 2024, Wang Yi spoke. He met Jake Sullivan on Wednesday."

    found = guess(text)

    assert (found.best, found.grounds[-1]) == (date(2024, 8, 30), "its dateline says Aug. 30")


def test_guess_checks_the_year_by_a_weekday_with_its_date():
    text = (
        "BEIJING, Aug. 30 (Xinhua) -- Secretary of State Antony Blinken met Foreign Minister Wang Yi in Beijing on "
        "{}, Aug. 29."
    )

    assert [guess(text.format(day)).best for day in ("Thursday", "Tuesday", "Friday")] == [
        date(2024, 8, 30),
        date(2023, 8, 30),
        None,
    ]


def test_guess_takes_the_day_of_an_event_that_others_date():
    found = guess("Jake Sullivan and Wang Yi held talks in Beijing on Thursday.", [SULLIVAN_IN_BEIJING])

    assert (found.best, found.earliest, found.latest) == (date(2024, 8, 29), date(2024, 8, 28), date(2024, 9, 4))


def test_guess_leaves_events_elsewhere_and_of_others_alone():
    elsewhere = guess("Jake Sullivan and Wang Yi held talks in Vienna on Thursday.", [SULLIVAN_IN_BEIJING])
    others = guess("Joe Biden and Xi Jinping held talks in Beijing on Thursday.", [SULLIVAN_IN_BEIJING])

    assert [g.best for g in (elsewhere, others)] == [None, None]
