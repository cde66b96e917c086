"""What one sentence leaves open and its neighbours tell, in texts of our own."""

import pytest

from tests.articles.parsing.reading import read

SULLIVAN, BIDEN, YELLEN, WANG, XI, LI = (
    "Jake Sullivan",
    "Joe Biden",
    "Janet L. Yellen",
    "Wang Yi",
    "Xi Jinping",
    "Li Qiang",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Wang Yi received Jake Sullivan in Beijing on Tuesday. On Wednesday he saw Li Qiang in Beijing.",
            [
                ("meeting", "held", "2024-08-27", [SULLIVAN], [WANG], "Beijing"),
                ("meeting", "held", "2024-08-28", [SULLIVAN], [LI], "Beijing"),
                ("visit", "held", "2024-08-27/2024-08-28", [SULLIVAN], [WANG, LI], "Beijing"),
            ],
            id="he who sees somebody of one side is of the other",
        ),
        pytest.param(
            "Jake Sullivan told reporters in Tokyo that talks were needed. In Beijing on Wednesday he met Xi Jinping.",
            [("meeting", "held", "2024-08-28", [SULLIVAN], [XI], "Beijing")],
            id="a place in front is no name that he waits for",
        ),
        pytest.param(
            "Jake Sullivan is back from a week in Beijing, where he talked with Wang Yi.",
            [
                ("visit", "held", "2024-08-23/2024-08-29", [SULLIVAN], [WANG], "Beijing"),
                ("talks", "held", "2024-08-23/2024-08-29", [SULLIVAN], [WANG], "Beijing"),
            ],
            id="a place whose clause tells what happened there",
        ),
        pytest.param(
            "Jake Sullivan met Wang Yi in Beijing on Tuesday. Sullivan leaves for Tokyo on Friday.",
            [
                ("meeting", "held", "2024-08-27", [SULLIVAN], [WANG], "Beijing"),
                ("visit", "ongoing", "2024-08-27/2024-08-30", [SULLIVAN], [WANG], "Beijing"),
            ],
            id="one who met his hosts leaves from there",
        ),
        pytest.param(
            "BEIJING, Aug. 29 -- Jake Sullivan left for Tokyo on Wednesday after three days.",
            [("visit", "held", "2024-08-26/2024-08-28", [SULLIVAN], [], "CN")],
            id="left for elsewhere, told from there",
        ),
        pytest.param(
            "Jake Sullivan arrived in Beijing on Tuesday. He stays there until Friday.",
            [("visit", "ongoing", "2024-08-27/2024-08-30", [SULLIVAN], [], "Beijing")],
            id="stays until",
        ),
        pytest.param(
            "Wang Yi's trip to Washington was put off in July. He is now expected there next month.",
            [
                ("visit", "postponed", "2024-07", [], [WANG], "Washington"),
                ("visit", "planned", "2024-09", [], [WANG], "Washington"),
            ],
            id="expected there",
        ),
        pytest.param(
            "A US delegation left Beijing on Wednesday after two days of talks. The American team was led by Jake "
            "Sullivan; the Chinese by Wang Yi.",
            [
                ("visit", "held", "2024-08-27/2024-08-28", ["US delegation"], [WANG], "Beijing"),
                ("talks", "held", "2024-08-27/2024-08-28", [SULLIVAN], [WANG], "Beijing"),
            ],
            id="those who led the two teams",
        ),
        pytest.param(
            "China and the United States held a dialogue on climate in Beijing on Monday. Jake Sullivan chaired it for "
            "an hour. His hosts were Wang Yi and Li Qiang.",
            [("dialogue", "held", "2024-08-26", ["United States"], [WANG, LI], "Beijing")],
            id="the hosts of one side",
        ),
        pytest.param(
            "Jake Sullivan faced Wang Yi across a long table in Beijing on Monday.",
            [("meeting", "held", "2024-08-26", [SULLIVAN], [WANG], "Beijing")],
            id="faced across a table",
        ),
        pytest.param(
            "Jake Sullivan and Wang Yi signed an agreement on visas in Beijing on Monday.",
            [("meeting", "held", "2024-08-26", [SULLIVAN], [WANG], "Beijing")],
            id="signed together",
        ),
        pytest.param(
            "US and Chinese negotiators said on Monday that they had held talks in Geneva on Sunday.",
            [("talks", "held", "2024-08-25", ["US negotiators"], ["Chinese negotiators"], "Geneva")],
            id="they: the groups of both sides",
        ),
        pytest.param(
            "Jake Sullivan and Wang Yi agreed on Monday to go on. The talks in Beijing lasted eleven hours.",
            [("talks", "held", "2024-08-26", [SULLIVAN], [WANG], "Beijing")],
            id="talks of those who acted together in the sentence before",
        ),
        pytest.param(
            "Joe Biden telephoned Xi Jinping on Monday. It was their second call this year, after one in April.",
            [
                ("call", "held", "2024-08-26", [BIDEN], [XI], ""),
                ("call", "held", "2024-04", [BIDEN], [XI], ""),
            ],
            id="one: another of the kind just named",
        ),
        pytest.param(
            "Jake Sullivan arrived in Beijing on Monday. Wang Yi gave a dinner for his guest on Tuesday.",
            [
                ("visit", "ongoing", "2024-08-26/2024-08-27", [SULLIVAN], [WANG], "Beijing"),
                ("meeting", "held", "2024-08-27", [SULLIVAN], [WANG], "Beijing"),
            ],
            id="a dinner for the guest",
        ),
        pytest.param(
            "Jake Sullivan was the guest of Wang Yi in Beijing on Monday.",
            [("meeting", "held", "2024-08-26", [SULLIVAN], [WANG], "Beijing")],
            id="the guest of",
        ),
        pytest.param(
            "Jake Sullivan went over old ground for four hours with Wang Yi in Beijing on Monday.",
            [("meeting", "held", "2024-08-26", [SULLIVAN], [WANG], "Beijing")],
            id="for hours with",
        ),
        pytest.param(
            "Wang Yi is the highest Chinese official to come to Washington since March. He arrived on Tuesday.",
            [("visit", "ongoing", "2024-08-27", [], [WANG], "Washington")],
            id="who is described as the highest to come",
        ),
        pytest.param(
            "Treasury Secretary Janet Yellen arrived in Guangzhou on Monday. Li Qiang gave a dinner for the "
            "secretary on Tuesday.",
            [
                ("visit", "ongoing", "2024-08-26/2024-08-27", [YELLEN], [LI], "Guangzhou"),
                ("meeting", "held", "2024-08-27", [YELLEN], [LI], "Guangzhou"),
            ],
            id="a dinner for the secretary: the last one of that title",
        ),
        pytest.param(
            "A group of senators led by Steve Daines met Xi Jinping in Beijing on Tuesday. The senators were received "
            "on Wednesday by Wang Yi.",
            [
                ("meeting", "held", "2024-08-27", ["Steve Daines"], [XI], "Beijing"),
                ("meeting", "held", "2024-08-28", ["Steve Daines"], [WANG], "CN"),
            ],
            id="the senators: those led by somebody",
        ),
        pytest.param(
            "Jake Sullivan pressed Wang Yi in a meeting in Beijing on Tuesday to buy less oil.",
            [("meeting", "held", "2024-08-27", [SULLIVAN], [WANG], "Beijing")],
            id="pressed in a meeting",
        ),
        pytest.param(
            "Joe Biden and Xi Jinping talked by telephone in April and again on Aug. 19.",
            [
                ("call", "held", "2024-04", [BIDEN], [XI], ""),
                ("call", "held", "2024-08-19", [BIDEN], [XI], ""),
            ],
            id="and again: another one",
        ),
        pytest.param(
            "Gina Raimondo visited Beijing in August 2023. Janet Yellen followed in April.",
            [
                ("visit", "held", "2023-08", ["Gina M. Raimondo"], [], "Beijing"),
                ("visit", "held", "2024-04", [YELLEN], [], "Beijing"),
            ],
            id="followed: on a like visit",
        ),
        pytest.param(
            "The call keeps a promise made in July, when Jake Sullivan met Wang Yi in Vientiane.",
            [("meeting", "held", "2024-07", [SULLIVAN], [WANG], "Vientiane")],
            id="the date that a clause with when explains",
        ),
        pytest.param(
            "Jake Sullivan shook hands with Wang Yi at a dinner in Singapore on Tuesday.",
            [("meeting", "held", "2024-08-27", [SULLIVAN], [WANG], "Singapore")],
            id="on what occasion",
        ),
        pytest.param(
            "Wang Yi summoned the American ambassador, Nicholas Burns, on Tuesday.",
            [("meeting", "held", "2024-08-27", ["R. Nicholas Burns"], [WANG], "CN")],
            id="summoned",
        ),
        pytest.param(
            "Janet Yellen is due in Beijing on Friday at the head of a delegation.",
            [("visit", "planned", "2024-08-30", [YELLEN], [], "Beijing")],
            id="is due in a place on a day to come",
        ),
        pytest.param(
            "Jake Sullivan attended a banquet given by Wang Yi in Beijing on Monday.",
            [("meeting", "held", "2024-08-26", [SULLIVAN], [WANG], "Beijing")],
            id="a banquet given by",
        ),
        pytest.param(
            "Joe Biden is looking forward to meeting Xi Jinping in Lima in November.",
            [("meeting", "proposed", "2024-11", [BIDEN], [XI], "Lima")],
            id="looking forward to",
        ),
        pytest.param(
            "Joe Biden is weighing a visit to Beijing.",
            [("visit", "proposed", "2024-08-29/..", [BIDEN], [], "Beijing")],
            id="weighing a visit",
        ),
        pytest.param(
            "Chinese and American officials met in Geneva in May, in London in June and in Stockholm in July.",
            [
                ("meeting", "held", "2024-05", ["U.S. officials"], ["Chinese officials"], "Geneva"),
                ("meeting", "held", "2024-06", ["U.S. officials"], ["Chinese officials"], "London"),
                ("meeting", "held", "2024-07", ["U.S. officials"], ["Chinese officials"], "Stockholm"),
            ],
            id="place by place",
        ),
        pytest.param(
            "Jake Sullivan arrived in Beijing on Wednesday. He will meet Wang Yi before he leaves on Friday.",
            [
                ("visit", "ongoing", "2024-08-28/2024-08-30", [SULLIVAN], [WANG], "Beijing"),
                ("meeting", "planned", "2024-08-28/2024-08-30", [SULLIVAN], [WANG], "Beijing"),
            ],
            id="a meeting still to come in the visit",
        ),
        pytest.param(
            "Janet Yellen will travel to Beijing in October at the invitation of Li Qiang.",
            [("visit", "planned", "2024-10", [YELLEN], [LI], "Beijing")],
            id="the host by invitation",
        ),
        pytest.param(
            "Janet Yellen and Li Qiang negotiated for much of Monday in Beijing.",
            [("talks", "held", "2024-08-26", [YELLEN], [LI], "Beijing")],
            id="two who negotiate",
        ),
        pytest.param(
            "Jake Sullivan and Wang Yi spent twelve hours together in Bangkok in January.",
            [("meeting", "held", "2024-01", [SULLIVAN], [WANG], "Bangkok")],
            id="hours together",
        ),
        pytest.param(
            "Scott Bessent spent two days with He Lifeng in Stockholm in July.",
            [("talks", "held", "2024-07", ["Scott Bessent"], ["He Lifeng"], "Stockholm")],
            id="spent days with",
        ),
    ],
)
def test_neighbouring_sentences_fill_in(text, expected):
    assert read(text) == expected


def test_telling_somebody_at_a_meeting_is_that_meeting():
    text = (
        "Jake Sullivan and Wang Yi met in Beijing on Wednesday. Sullivan told Wang Yi on Tuesday "
        "that he would not be moved."
    )

    assert read(text) == [("meeting", "held", "2024-08-28", [SULLIVAN], [WANG], "Beijing")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Jake Sullivan faced questions about China on Monday.", id="faced questions"),
        pytest.param("Joe Biden signed a law against Chinese firms on Monday.", id="signed alone"),
        pytest.param("The dissident Wang Dan arrived in Washington on Monday.", id="a dissident travels"),
        pytest.param("Jake Sullivan sat with reporters on Monday to talk about Wang Yi.", id="sat with reporters"),
    ],
)
def test_acts_of_one_side_are_no_meeting(text):
    assert read(text) == []


def test_leaving_an_office_is_no_visit():
    assert read("Jake Sullivan, who met Wang Yi, leaves office in January.") == [
        ("meeting", "held", "2024-08-23/2024-08-29", [SULLIVAN], [WANG], ""),
    ]
