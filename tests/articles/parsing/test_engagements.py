"""One phenomenon a row, in sentences of our own: what is told, whether it happened, who, when and where."""

from datetime import date

import pytest

from articles.parsing.lexicon import default_lexicon
from articles.parsing.pipeline import parse_article
from tests.articles.parsing.reading import DAY, read

SULLIVAN, BLINKEN, YELLEN, BIDEN = "Jake Sullivan", "Antony J. Blinken", "Janet L. Yellen", "Joe Biden"
WANG, XI, QIN, LIU = "Wang Yi", "Xi Jinping", "Qin Gang", "Liu He"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Jake Sullivan met Wang Yi in Beijing on Tuesday.",
            [("meeting", "held", "2024-08-27", [SULLIVAN], [WANG], "Beijing")],
            id="verb: subject met object",
        ),
        pytest.param(
            "Wang Yi was met on Tuesday by Jake Sullivan in Beijing.",
            [("meeting", "held", "2024-08-27", [SULLIVAN], [WANG], "Beijing")],
            id="passive",
        ),
        pytest.param(
            "Jake Sullivan and Wang Yi held talks in Beijing on Wednesday.",
            [("talks", "held", "2024-08-28", [SULLIVAN], [WANG], "Beijing")],
            id="light verb with a shared subject",
        ),
        pytest.param(
            "Talks between Jake Sullivan and Wang Yi took place in Beijing on Wednesday.",
            [("talks", "held", "2024-08-28", [SULLIVAN], [WANG], "Beijing")],
            id="noun: between",
        ),
        pytest.param(
            "Jake Sullivan told reporters in Beijing on Wednesday after talks with Wang Yi that gaps remained.",
            [("talks", "held", "2024-08-28", [SULLIVAN], [WANG], "Beijing")],
            id="noun: the clause's subject takes part",
        ),
        pytest.param(
            "Janet Yellen and He Lifeng plan to convene a working group in October, they said on Tuesday.",
            [("talks", "planned", "2024-10", [YELLEN], ["He Lifeng"], "")],
            id="a working group that convenes",
        ),
        pytest.param(
            "Janet Yellen and He Lifeng agreed on Tuesday to set up a working group on finance.",
            [],
            id="a working group that is only set up",
        ),
        pytest.param(
            "Lloyd Austin, who had been due to visit Beijing next week, will no longer do so.",
            [("visit", "cancelled", "2024-09-02/2024-09-08", ["Lloyd J. Austin III"], [], "Beijing")],
            id="will not do so",
        ),
        pytest.param(
            "Antony Blinken, who was due to visit Beijing next week, will do so.",
            [("visit", "planned", "2024-09-02/2024-09-08", [BLINKEN], [], "Beijing")],
            id="will do so",
        ),
        pytest.param(
            "China called off its trade talks with the United States on Monday. The working group of Katherine Tai and "
            "Wang Wentao, which had been about to meet, will not do so.",
            [("talks", "cancelled", "2024-08-26", ["Katherine C. Tai"], ["Wang Wentao"], "")],
            id="a group of two people that will not meet",
        ),
        pytest.param(
            "Six nations signed a joint statement in Beijing on Wednesday at the end of the talks that had resumed "
            "last Friday. Wu Dawei read it out.",
            [("talks", "held", "2024-08-23/2024-08-28", ["United States"], ["China"], "Beijing")],
            id="six nations at the end of talks that had resumed",
        ),
        pytest.param(
            "Six Gulf nations signed a joint statement in Riyadh on Wednesday at the end of talks with China.",
            [],
            id="other six nations",
        ),
        pytest.param(
            "Lloyd Austin will hold talks with Dong Jun.",
            [("talks", "planned", "2024-08-29/..", ["Lloyd J. Austin III"], ["Dong Jun"], "")],
            id="a name that is no month",
        ),
        pytest.param(
            "Janet Yellen's visit to Beijing was postponed on Monday.",
            [("visit", "postponed", "2024-08-26", [YELLEN], [], "Beijing")],
            id="possessive, and a postponement with its own day",
        ),
        pytest.param(
            "Antony Blinken will visit China next month.",
            [("visit", "planned", "2024-09", [BLINKEN], [], "CN")],
            id="will",
        ),
        pytest.param(
            "Antony Blinken is expected to travel to Beijing in October for talks.",
            [("visit", "planned", "2024-10", [BLINKEN], [], "Beijing")],
            id="expected, and talks that are only the purpose",
        ),
        pytest.param(
            "China has invited Antony Blinken to visit Beijing.",
            [("visit", "proposed", "2024-08-29/..", [BLINKEN], [], "Beijing")],
            id="invited: the object goes",
        ),
        pytest.param(
            "Joe Biden is trying to arrange a call with Xi Jinping.",
            [("call", "proposed", "2024-08-29/..", [BIDEN], [XI], "")],
            id="trying to arrange outweighs arranging",
        ),
        pytest.param(
            "Beijing has refused to schedule a meeting between Dong Jun and Lloyd Austin.",
            [("meeting", "declined", "2024-08-23/2024-08-29", ["Lloyd J. Austin III"], ["Dong Jun"], "")],
            id="refused",
        ),
        pytest.param(
            "Antony Blinken called off his trip to Beijing on Monday.",
            [("visit", "cancelled", "2024-08-26", [BLINKEN], [], "Beijing")],
            id="called off",
        ),
        pytest.param(
            "Joe Biden spoke by telephone with Xi Jinping on Tuesday.",
            [("call", "held", "2024-08-27", [BIDEN], [XI], "")],
            id="by telephone",
        ),
        pytest.param(
            "Joe Biden and Xi Jinping will meet by video on Friday.",
            [("video", "planned", "2024-08-30", [BIDEN], [XI], "")],
            id="by video",
        ),
        pytest.param(
            "Xi Jinping received Antony Blinken at the Great Hall of the People on Monday.",
            [("meeting", "held", "2024-08-26", [BLINKEN], [XI], "Beijing")],
            id="received, at a venue",
        ),
        pytest.param(
            "Joe Biden and Xi Jinping last met in November in Woodside, California.",
            [("meeting", "held", "2023-11", [BIDEN], [XI], "Woodside")],
            id="background: last met",
        ),
        pytest.param(
            "Antony Blinken met Wang Yi on Monday and Qin Gang on Tuesday.",
            [
                ("meeting", "held", "2023-06-19", [BLINKEN], [WANG], ""),
                ("meeting", "held", "2023-06-20", [BLINKEN], [QIN], ""),
            ],
            id="two objects with a day each",
        ),
        pytest.param(
            "Trips to Beijing by Janet Yellen and Gina Raimondo are planned for October.",
            [
                ("visit", "planned", "2024-10", [YELLEN], [], "Beijing"),
                ("visit", "planned", "2024-10", ["Gina M. Raimondo"], [], "Beijing"),
            ],
            id="plural visits: one for each traveller",
        ),
        pytest.param(
            "Jake Sullivan arrived in Beijing on Tuesday. He met Wang Yi on Wednesday. He leaves on Friday.",
            [
                ("visit", "ongoing", "2024-08-27/2024-08-30", [SULLIVAN], [WANG], "Beijing"),
                ("meeting", "held", "2024-08-28", [SULLIVAN], [WANG], "Beijing"),
            ],
            id="one stay from its ends, with the meeting in it",
        ),
        pytest.param(
            "Jake Sullivan met Xi Jinping in Beijing on Thursday as he wrapped up a three-day visit.",
            [
                ("meeting", "held", "2024-08-29", [SULLIVAN], [XI], "Beijing"),
                ("visit", "held", "2024-08-27/2024-08-29", [SULLIVAN], [XI], "Beijing"),
            ],
            id="a day and a length make a stretch",
        ),
        pytest.param(
            "Negotiators said on Monday that the six-party talks would resume in Beijing on Sept. 12.",
            [("talks", "planned", "2024-09-12", ["United States"], ["China"], "Beijing")],
            id="talks whose members are known",
        ),
        pytest.param(
            "The destroyer USS Benfold arrived in Qingdao on Monday for a port call.",
            [("military", "held", "2024-08-26", ["US Navy", "destroyer USS Benfold"], [], "Qingdao")],
            id="ships",
        ),
        pytest.param(
            "China and the United States agreed to hold calls between their theater commanders soon.",
            [("call", "planned", "2024-08-29/..", ["US theater commanders"], ["Chinese theater commanders"], "")],
            id="their: a group on each side",
        ),
        pytest.param(
            "Wang Wentao will lead a delegation to Washington next week.",
            [("visit", "planned", "2024-09-02/2024-09-08", [], ["Wang Wentao"], "Washington")],
            id="leads a delegation",
        ),
        pytest.param(
            "Lloyd Austin is expected in Beijing in October.",
            [("visit", "planned", "2024-10", ["Lloyd J. Austin III"], [], "Beijing")],
            id="expected in a place",
        ),
        pytest.param(
            "Xi Jinping sent a letter to Joe Biden on Monday.",
            [("letter", "held", "2024-08-26", [BIDEN], [XI], "")],
            id="letter",
        ),
        pytest.param(
            "Joe Biden called Xi Jinping on Monday to discuss Taiwan.",
            [("call", "held", "2024-08-26", [BIDEN], [XI], "")],
            id="called somebody",
        ),
        pytest.param(
            "Negotiators from China and the United States resumed talks in Geneva on Monday.",
            [("talks", "held", "2024-08-26", ["US Negotiators"], ["Chinese Negotiators"], "Geneva")],
            id="negotiators from both",
        ),
        pytest.param(
            "BEIJING -- Jake Sullivan, who landed in Beijing on Tuesday, met Wang Yi on Wednesday.",
            [
                ("visit", "ongoing", "2024-08-27/2024-08-28", [SULLIVAN], [WANG], "Beijing"),
                ("meeting", "held", "2024-08-28", [SULLIVAN], [WANG], "Beijing"),
            ],
            id="arrived and not yet left",
        ),
        pytest.param(
            "Jake Sullivan has been in Beijing since Tuesday.",
            [("visit", "ongoing", "2024-08-27/2024-08-29", [SULLIVAN], [], "Beijing")],
            id="there since a day",
        ),
        pytest.param(
            "Gina Raimondo flew from Shanghai to Tokyo on Tuesday after three days in China.",
            [("visit", "held", "2024-08-25/2024-08-27", ["Gina M. Raimondo"], [], "CN")],
            id="on the way out of the country",
        ),
        pytest.param(
            "The four-day tour of the United States by Wang Yi, which ended in Chicago on Tuesday, was his third.",
            [("visit", "held", "2024-08-24/2024-08-27", [], [WANG], "US")],
            id="a tour of a country, its end in a clause with which",
        ),
        pytest.param(
            "Jake Sullivan met Wang Yi in Beijing on Tuesday. On Wednesday he met Xi Jinping in Beijing.",
            [
                ("meeting", "held", "2024-08-27", [SULLIVAN], [WANG], "Beijing"),
                ("meeting", "held", "2024-08-28", [SULLIVAN], [XI], "Beijing"),
                ("visit", "held", "2024-08-27/2024-08-28", [SULLIVAN], [WANG, XI], "Beijing"),
            ],
            id="a stay told by its meetings",
        ),
        pytest.param(
            "Jake Sullivan met Wang Yi in Beijing on Wednesday. Xi Jinping will receive Sullivan on Thursday.",
            [
                ("meeting", "held", "2024-08-28", [SULLIVAN], [WANG], "Beijing"),
                ("meeting", "planned", "2024-08-29", [SULLIVAN], [XI], "Beijing"),
            ],
            id="to come the day after at the same place",
        ),
        pytest.param(
            "Wang Yi was to have come to Washington in June.",
            [("visit", "postponed", "2024-06", [], [WANG], "Washington")],
            id="was to have come",
        ),
        pytest.param(
            "Xi Jinping accepted an invitation to visit Washington next year.",
            [("visit", "planned", "2025", [], [XI], "Washington")],
            id="accepted an invitation to visit",
        ),
        pytest.param(
            "Talks between Janet Yellen and Liu He ended in Beijing on Wednesday, their second day.",
            [("talks", "held", "2024-08-27/2024-08-28", [YELLEN], [LIU], "Beijing")],
            id="a counted day beside the date",
        ),
        pytest.param(
            "China and the United States will arrange a call of their commanders, Samuel Paparo and Wu Yanan, Friday.",
            [("call", "planned", "2024-08-30", ["Samuel J. Paparo Jr."], ["Wu Yanan"], "")],
            id="those named behind their-group",
        ),
        pytest.param(
            "China has rejected a request for the USS Benfold to visit Hong Kong in September.",
            [("military", "declined", "2024-09", ["US Navy", "USS Benfold"], [], "Hong Kong")],
            id="a request for somebody to come",
        ),
        pytest.param(
            "China and the United States agreed on Monday to resume talks on fentanyl. "
            "They will take place in Geneva in October.",
            [("talks", "planned", "2024-10", ["United States"], ["China"], "Geneva")],
            id="when and where in the next sentence",
        ),
        pytest.param(
            "In a phone call on Thursday Joe Biden told Xi Jinping that competition must not become conflict.",
            [("call", "held", "2024-08-29", [BIDEN], [XI], "")],
            id="told on the telephone",
        ),
    ],
)
def test_engagements_are_read(text, expected):
    dct = date(2023, 6, 21) if QIN in text else DAY

    assert read(text, dct=dct) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Xi Jinping met Vladimir Putin in Beijing on Monday.", id="a third country's guest"),
        pytest.param("Joe Biden met his advisers on Monday to discuss China.", id="one side alone"),
        pytest.param("China and the United States are the two largest economies.", id="merely named together"),
        pytest.param("The tariffs met the demands of American steelmakers hurt by Chinese mills.", id="nobody is met"),
        pytest.param("Joe Biden did not meet Xi Jinping in Paris.", id="negated"),
        pytest.param("There are no plans for a visit to Beijing by Joe Biden.", id="no plans"),
        pytest.param("Antony Blinken arrived in Tokyo on Monday after criticising China.", id="a visit elsewhere"),
        pytest.param("Any meeting between Joe Biden and Xi Jinping needs months of work.", id="in general"),
        pytest.param("Joe Biden called Xi Jinping a dictator on Monday.", id="called names"),
        pytest.param("Antony Blinken called on Beijing to free the two men.", id="an appeal"),
        pytest.param("In the film an American president visits China.", id="a story"),
        pytest.param("", id="empty"),
        pytest.param("   \n\n ", id="blank"),
    ],
)
def test_engagements_of_one_side_are_none(text):
    assert read(text) == []


def test_engagements_without_a_day_keep_relative_dates_open():
    found = read("Jake Sullivan met Wang Yi in Beijing on Tuesday.", dct=None)

    assert found == [("meeting", "held", None, [SULLIVAN], [WANG], "Beijing")]


def test_engagement_postponed_in_february_dates_the_step():
    report = parse_article(
        "Antony Blinken's trip to Beijing was postponed in February.", dct=date(2023, 5, 11), lexicon=default_lexicon()
    )

    (engagement,) = report.engagements

    assert [(s.status, s.edtf) for s in engagement.steps] == [("postponed", "2023-02")]
    assert engagement.date.rule == "step-day"


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        pytest.param(
            "Wang Yi has cancelled his September visit to Washington, two diplomats said on Monday.",
            [("cancelled", "2024-08-26")],
            id="the day it was said, not the day it was planned for",
        ),
        pytest.param(
            "The six-party talks in Beijing were put off on Monday until the week of Sept. 9.",
            [("postponed", "2024-08-26")],
            id="put off on a day until another",
        ),
        pytest.param(
            "China and the United States agreed on Monday to resume talks on fentanyl.",
            [("planned", "2024-08-26")],
            id="agreed on a day to meet",
        ),
        pytest.param(
            "Lloyd Austin must decline an invitation to Beijing next month, he told his staff on Monday.",
            [("declined", "2024-08-26")],
            id="an invitation declined",
        ),
        pytest.param(
            "Jake Sullivan, who arrived in Beijing on Tuesday, will fly on to Tokyo tomorrow.",
            [("ongoing", "2024-08-27")],
            id="under way from the first day on",
        ),
        pytest.param(
            "China refused a call between Lloyd Austin and Xu Qiliang, officials said on Tuesday. The Pentagon was now "
            "considering a call with Dong Jun.",
            [("declined", "2024-08-27"), ("proposed", "2024-08-27")],
            id="the past tense of what was said on Tuesday",
        ),
        pytest.param(
            "China refused a call between Lloyd Austin and Xu Qiliang, officials said on Tuesday. The Pentagon is now "
            "considering a call with Dong Jun.",
            [("declined", "2024-08-27"), ("proposed", "2024-08-29")],
            id="the present tense is the article's own",
        ),
    ],
)
def test_steps_have_their_own_day(text, steps):
    report = parse_article(text, dct=DAY, lexicon=default_lexicon())

    assert [(s.status, s.edtf) for e in report.engagements for s in e.steps] == steps
