"""People, offices, groups and countries found in sentences of our own; names and offices as in the reference files."""

from datetime import date
from itertools import pairwise

import pytest

from articles.parsing.actors import find_actors
from articles.parsing.lexicon import default_lexicon
from articles.parsing.sentences import split_sentences
from articles.parsing.types import Span
from timeline.vocabulary import Side


def actors_of(text, day="2024-08-29", entities=()):
    dct = date.fromisoformat(day) if day else None
    return find_actors(text, split_sentences(text), dct=dct, lexicon=default_lexicon(), entities=entities)


def named(text, day="2024-08-29", kind=None):
    """(words, key or name) of every mention, of one kind if asked."""
    return [(m.text, m.key or m.name) for m in actors_of(text, day) if kind in (None, m.kind)]


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        pytest.param(
            "US Secretary of State Antony Blinken saw Foreign Minister Qin Gang. Blinken thanked Qin.",
            "2023-06-19",
            [
                ("US Secretary of State Antony Blinken", "antony-blinken"),
                ("Foreign Minister Qin Gang", "qin-gang"),
                ("Blinken", "antony-blinken"),
                ("Qin", "qin-gang"),
            ],
            id="surname after the full name",
        ),
        pytest.param(
            "Premier Chou En-lai gave a dinner for President Nixon. Chou raised his glass to Nixon.",
            "1972-02-22",
            [
                ("Premier Chou En-lai", "zhou-enlai"),
                ("President Nixon", "richard-nixon"),
                ("Chou", "zhou-enlai"),
                ("Nixon", "richard-nixon"),
            ],
            id="old romanisation",
        ),
        pytest.param(
            "Vice Premier Teng Hsiaoping left for Houston.",
            "1979-02-02",
            [("Vice Premier Teng Hsiaoping", "deng-xiaoping")],
            id="old romanisation without its hyphen",
        ),
        pytest.param(
            "President Bush flew in; former President George Bush stayed at home.",
            "2005-11-19",
            [("President Bush", "george-w-bush"), ("former President George Bush", "george-h-w-bush")],
            id="two presidents of one name",
        ),
        pytest.param(
            "Secretary Clinton landed on Friday.", "2009-02-20", [("Secretary Clinton", "hillary-clinton")], id="term"
        ),
        pytest.param(
            "President Clinton left Xi'an on Friday.", "1998-06-26", [("President Clinton", "bill-clinton")], id="title"
        ),
        pytest.param(
            "Bill Clinton spoke first. Mrs. Clinton followed.",
            "2010-05-24",
            [("Bill Clinton", "bill-clinton"), ("Mrs. Clinton", "hillary-clinton")],
            id="gender",
        ),
        pytest.param(
            "Premier Li received the guest, and Li Ruogu, a banker, looked on.",
            "1985-03-02",
            [("Li Ruogu", "Li Ruogu")],
            id="nobody bears a title years before the term",
        ),
        pytest.param(
            "Vice Premier He met Bessent. He smiled.",
            "2025-05-12",
            [("Vice Premier He", "he-lifeng"), ("Bessent", "scott-bessent")],
            id="a surname that is a pronoun",
        ),
        pytest.param(
            "George Bush was back in Peking. Bush met Deng Xiaoping on Sunday. Bush and Li Peng dined.",
            "1989-02-27",
            [
                ("George Bush", "george-h-w-bush"),
                ("Bush", "george-h-w-bush"),
                ("Deng Xiaoping", "deng-xiaoping"),
                ("Bush", "george-h-w-bush"),
                ("Li Peng", "li-peng"),
            ],
            id="a surname that is a word, at the head of a sentence",
        ),
        pytest.param(
            "Vice Premier He landed in Geneva. Mr. He was early.",
            "2025-05-10",
            [("Vice Premier He", "he-lifeng"), ("Mr. He", "he-lifeng")],
            id="named by title at first",
        ),
        pytest.param(
            "White House National Security Adviser Anthony Lake left.",
            "1996-07-09",
            [("White House National Security Adviser Anthony Lake", "anthony-lake")],
            id="a body before the title",
        ),
        pytest.param(
            "President George W Bush left.",
            "2005-11-21",
            [("President George W Bush", "george-w-bush")],
            id="an initial without its stop",
        ),
        pytest.param("Mr. Chen was a lawyer.", "2012-05-05", [], id="a gentleman nobody has named"),
        pytest.param("Gen. Liang went to the Pentagon.", "2012-05-07", [("Gen. Liang", "liang-guanglie")], id="rank"),
    ],
)
def test_find_actors_names_people(text, day, expected):
    found = named(text, day, kind="person")

    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Washington Post and the Beijing Review carried it in May.",
        "The secretary of state of Iowa spoke to voters.",
        "It was a Bush-league mistake in a rice field.",
        "The rally was held at the Ronald Reagan Building.",
        "Trump-era rules and the anti-Xi camp were on the list.",
        "The Obama administration had ended.",
        "Hill stations and ford crossings were closed.",
    ],
)
def test_find_actors_takes_no_person_from(text):
    assert named(text, kind="person") == []


@pytest.mark.parametrize(
    ("text", "day", "words", "key"),
    [
        ("The treasury secretary flew to Guangzhou.", "2024-04-04", "The treasury secretary", "janet-yellen"),
        ("China's top diplomat flew to Vienna.", "2023-05-10", "China's top diplomat", "wang-yi"),
        ("China's foreign minister saw the envoy.", "2023-05-08", "China's foreign minister", "qin-gang"),
        ("The Chinese premier gave a dinner.", "1998-06-27", "The Chinese premier", "zhu-rongji"),
        (
            "The U.S. national security adviser came.",
            "1971-07-16",
            "The U.S. national security adviser",
            "henry-kissinger",
        ),
    ],
)
def test_find_actors_resolves_an_office_by_side_and_day(text, day, words, key):
    assert named(text, day, kind="office") == [(words, key)]


def test_find_actors_gives_an_office_beside_a_name_to_that_name():
    text = "The Pentagon chief, Lloyd Austin, spoke with Dong Jun, China's defense minister."

    found = named(text, "2024-04-16", kind="office")

    assert found == [("The Pentagon chief", "lloyd-austin"), ("China's defense minister", "dong-jun")]


def test_find_actors_keeps_a_foreign_office_apart():
    (found,) = actors_of("The Japanese foreign minister went home.")

    assert (found.kind, found.side, found.office) == ("office", Side.OTHER, "foreign minister")


def test_find_actors_does_not_take_an_envoy_elsewhere_for_the_one_to_china():
    (found, *_) = actors_of("The American ambassador to Kenya was hurt.", "1998-08-07")

    assert (found.key, found.side, found.name) == (None, Side.US, "US ambassador")


def test_find_actors_does_not_take_a_secretary_of_state_for_a_minister():
    found = named("Madeleine Albright told the foreign minister so.", "1998-08-07", kind="office")

    assert found == []


def test_find_actors_means_the_strangers_office_named_before():
    text = "Prime Minister Ichiro Tanabe of Japan was in Seoul. The premier goes home on Friday."

    found = [(m.text, m.name, m.side) for m in actors_of(text, "2006-11-06") if m.kind == "office"]

    assert found == [("The premier", "Ichiro Tanabe", Side.OTHER)]


@pytest.mark.parametrize(
    ("text", "name", "side", "office"),
    [
        ("Chinese negotiator Zhu Dexin arrived.", "Zhu Dexin", Side.PRC, "Chinese negotiator"),
        ("Ola Berg, the Norwegian envoy, left.", "Ola Berg", Side.OTHER, "the Norwegian envoy"),
        ("California Governor Paul Tennant was there.", "Paul Tennant", Side.US, "Governor"),
        ("Gao Wenli, a professor of American history at Fudan University in Shanghai, said so.", "Gao Wenli", Side.PRC,
         "a professor of American history at Fudan University in Shanghai"),
        ("Hong Kong's chief executive, Lam Siu-ming, flew to Washington.", "Lam Siu-ming", Side.PRC,
         "Hong Kong's chief executive"),
        ("Rear Adm. Jo Marsh, commander of the U.S. Pacific Fleet, waved.", "Jo Marsh", Side.US,
         "commander of the U.S. Pacific Fleet"),
    ],
)  # fmt: skip
def test_find_actors_keeps_a_stranger_with_office_and_side(text, name, side, office):
    found = [(m.name, m.side, m.office) for m in actors_of(text) if m.rule == "stranger"]

    assert found == [(name, side, office)]


def test_find_actors_takes_a_stranger_from_the_entity_recogniser_only_if_it_says_person():
    text = "Then Mara Quist came in."

    person = actors_of(text, entities=[(Span(5, 15), "PERSON")])
    place = actors_of(text, entities=[(Span(5, 15), "GPE")])

    assert ([m.name for m in person], place) == (["Mara Quist"], ())


def test_find_actors_knows_a_stranger_again_by_the_surname():
    found = named("South Korean envoy Han Jae-won spoke first. Later Han left.", kind="person")

    assert [name for _, name in found] == ["Han Jae-won", "Han Jae-won"]


def test_find_actors_warns_of_a_name_that_does_not_fit_the_office():
    text = "Chinese Foreign Minister Qing Gan saw the ambassador. Qing was brief."

    found = [(m.text, m.key, m.warning) for m in actors_of(text, "2023-05-11") if m.kind == "person"]

    warning = "the text says Qing Gan; Minister of Foreign Affairs that day was Qin Gang"
    assert found == [("Chinese Foreign Minister Qing Gan", "qin-gang", warning), ("Qing", "qin-gang", warning)]


def test_find_actors_does_not_bend_another_name_to_the_holder():
    found = [m.key for m in actors_of("Chinese Foreign Minister Zhou Bowen spoke.", "2023-05-11")]

    assert found == [None]


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Xi Jinping met Joe Biden. The two presidents talked.", "The two presidents", ["Xi Jinping", "Joe Biden"]),
        (
            "With Wang Yi at his side, Jake Sullivan rebuked Vladimir Putin. The two spoke for an hour.",
            "The two",
            ["Wang Yi", "Jake Sullivan"],
        ),
        (
            "Antony Blinken and Jake Sullivan flew to Beijing. They met Wang Yi.",
            "They",
            ["Antony J. Blinken", "Jake Sullivan"],
        ),
        ("Wang Yi saw Jake Sullivan. The pair talked for hours.", "The pair", ["Wang Yi", "Jake Sullivan"]),
        ("Jake Sullivan saw Wang Yi over Taiwan. Both sides agreed.", "Both sides", ["United States", "China"]),
        ("Wang Yi saw Jake Sullivan. They dined.", "They", ["Wang Yi", "Jake Sullivan"]),
    ],
)
def test_find_actors_resolves_a_pair(text, words, names):
    pairs = [(m.text, [a.name for a in m.antecedents]) for m in actors_of(text) if m.kind == "pair"]

    assert pairs == [(words, names)]


def test_find_actors_keeps_a_foreign_pair_foreign():
    first = "Japanese Prime Minister Ichiro Tanabe met Indian Foreign Minister Ravi Sethi."
    text = f"{first} The two talked. Both sides agreed."

    sides = {m.side for m in actors_of(text, "2006-11-06") if m.kind == "pair"}

    assert sides == {Side.OTHER}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("Lloyd Austin spoke with his Chinese counterpart, Dong Jun.", "dong-jun", id="named"),
        pytest.param("Lloyd Austin spoke with his Chinese counterpart.", "dong-jun", id="by office"),
        pytest.param("Lloyd Austin's Chinese counterpart was late.", "dong-jun", id="by name"),
        pytest.param("Wang Wentao met his US counterpart.", "gina-raimondo", id="the other way"),
    ],
)
def test_find_actors_resolves_a_counterpart(text, key):
    counterpart = [m for m in actors_of(text, "2024-08-29") if "counterpart" in m.text]

    assert [m.key for m in counterpart] == [key]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Sullivan landed on Tuesday. He saw Wang Yi first.", ["jake-sullivan"]),
        ("Before meeting Xi Jinping, Jake Sullivan saw Wang Yi. He then left.", ["jake-sullivan"]),
        ("Zhang Youxia rarely meets guests. Jake Sullivan's meeting with him was long.", ["zhang-youxia"]),
        ("Over what he called a fine dinner, Jake Sullivan relaxed.", ["jake-sullivan"]),
        ("Janet Yellen saw Li Qiang. She thanked him.", ["janet-yellen", "li-qiang"]),
    ],
)
def test_find_actors_resolves_pronouns(text, keys):
    assert [m.key for m in actors_of("Jake Sullivan is in Beijing. " + text) if m.kind == "pronoun"] == keys


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Senior Chinese officials came.", [("Chinese officials", Side.PRC)]),
        ("A high-level U.S. delegation came.", [("US delegation", Side.US)]),
        ("Chinese and American diplomats met.", [("Chinese diplomats", Side.PRC), ("US diplomats", Side.US)]),
        ("Officers from the United States and China met.", [("US Officers", Side.US), ("Chinese Officers", Side.PRC)]),
        ("The South Korean delegation came.", [("South Korean delegation", Side.OTHER)]),
    ],
)
def test_find_actors_finds_groups(text, expected):
    assert [(m.name, m.side) for m in actors_of(text) if m.kind == "group"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The USS Harmony called at the port.", [("USS Harmony", Side.US)]),
        ('China\'s missile destroyer "Qingdao" called at the port.', [("missile destroyer Qingdao", Side.PRC)]),
        ("U.S. Indo-Pacific Command and the southern theatre command spoke.",
         [("US Indo-Pacific Command", Side.US), ("Southern Theater Command", Side.PRC)]),
        ("The Vietnamese Communist Party met.", [("Vietnamese Communist Party", Side.OTHER)]),
    ],
)  # fmt: skip
def test_find_actors_finds_bodies_and_ships(text, expected):
    assert [(m.name, m.side) for m in actors_of(text) if m.kind == "body"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Beijing said it would not yield.", ["China"], id="a government speaks"),
        pytest.param("He told Washington so.", ["United States"], id="a government is told"),
        pytest.param("The envoy went to Beijing and stayed in Washington.", [], id="places"),
        pytest.param("U.S. tariffs hurt.", [], id="an adjective"),
        pytest.param("The U.S. agreed.", ["United States"], id="a noun"),
        pytest.param("U.S.-China talks resumed.", ["United States", "China"], id="a compound"),
        pytest.param("He read the China Daily near the South China Sea.", [], id="names of things"),
        pytest.param("They met in Bali, Indonesia.", [], id="after its city"),
    ],
)
def test_find_actors_takes_a_country_only_where_it_acts(text, expected):
    assert [m.name for m in actors_of(text) if m.kind == "country"] == expected


def test_find_actors_finds_nothing_in_nothing():
    assert actors_of("") == ()


def test_find_actors_works_without_a_day():
    found = actors_of("President Xi Jinping met Antony Blinken.", day=None)

    assert [m.key for m in found] == ["xi-jinping", "antony-blinken"]


def test_find_actors_keeps_spans_in_order_and_apart():
    text = "“Premier Zhu Rongji”—he said—met Mrs. Albright’s aides, U.S. officials and the two sides’ envoys in Peking."

    found = actors_of(text, "1999-04-08")

    assert all(m.span.of(text) == m.text for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
