import pytest

from articles.parsing.normalize import find_dateline, find_furniture


@pytest.mark.parametrize(
    "line",
    [
        "[ Envoys meet in OsloOpens in new window ]",
        "- Sign up for our morning newsletter",
        "Subscribe to our channel",
        "Get breaking World news",
        "For the news of the day, sign up for alerts sent to you.",
        "Read more: what the envoys said",
        "Share this article",
        "Advertisement",
        "Follow us on Telegram",
        "Listen to our weekly podcast",
        "Reporting by A. Writer; Editing by B. Reader",
        "5 min read",
    ],
)
def test_find_furniture_takes_the_outlets_lines(line):
    text = f"The envoys met.\n  {line}\nThey dined."

    assert [span.of(text) for span in find_furniture(text)] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Read carefully, the text says more.",
        "Follow-up talks will be held in Oslo.",
        "Subscribers of the paper read of the summit on Friday.",
        "Sharing the podium, the two ministers signed.",
        "Photographs of the meeting were shown on television.",
        "Getting the news out was hard, the envoy said.",
    ],
)
def test_find_furniture_leaves_the_articles_lines(line):
    assert find_furniture(line) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OSLO, Nov. 8 (Xinhua) -- Envoys met.", ("Oslo", "", "Nov. 8", "Xinhua")),
        ("OSLO (AP) _ Envoys met.", ("Oslo", "", "", "AP")),
        ("OSLO, (Reuters) – Envoys met.", ("Oslo", "", "", "Reuters")),
        ("OSLO, April 1 (AFP) - Envoys met.", ("Oslo", "", "April 1", "AFP")),
        ("SEOUL, South Korea (AP) -- Envoys met.", ("Seoul", "South Korea", "", "AP")),
        ("Oslo (CNN) Envoys met.", ("Oslo", "", "", "CNN")),
        (
            "Headline\nBy A. Writer\nOSLO — Envoys of the two sides met on Friday for a short talk.",
            ("Oslo", "", "", ""),
        ),
        (
            "HO CHI MINH CITY, 8 November 2010 (Reuters) - Envoys met.",
            ("Ho Chi Minh City", "", "8 November 2010", "Reuters"),
        ),
        ("新华社北京6月19日电 双方举行会谈。", ("北京", "", "6月19日", "新华社")),
    ],
)
def test_find_dateline_reads(text, expected):
    found = find_dateline(text)

    assert (found.city, found.region, found.date_words, found.agency) == expected


@pytest.mark.parametrize(
    "text",
    ["", "The envoys met - and parted.", "TRADE WAR: what next", "Foreign Ministry (MFA) officials met.", "A - B"],
)
def test_find_dateline_finds_none_in(text):
    assert find_dateline(text) is None


def test_find_dateline_spans_city_and_day():
    text = "\n\nOSLO, Nov. 8 (Xinhua) -- Envoys met."

    found = find_dateline(text)

    assert (found.city_span.of(text), found.date_span.of(text)) == ("OSLO", "Nov. 8")
    assert found.span.of(text) == "OSLO, Nov. 8 (Xinhua) -- "
