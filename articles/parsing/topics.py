"""What was talked about: topics by their words, within a stretch of text."""

import re

from timeline.vocabulary import Topic

from .types import FieldClaim, Span

WORDS = {
    Topic.TRADE: r"trade(?! unions?\b)|tariffs?|exports?|imports?|market access|most[- ]favou?red[- ]nation|MFN|WTO"
    r"|World Trade Organi[sz]ation|GATT|intellectual property|soybeans?|subsid(?:y|ies)|overcapacity|dumping"
    r"|textiles?"
    r"|commercial ties|economic and commercial|rare earths?",
    Topic.TECHNOLOGY: r"semiconductors?|chips?|chipmakers?|artificial intelligence|A\.?I\.?(?= )"
    r"|export controls?|Huawei|TikTok|5G"
    r"|cyber\w*|hacking|quantum|technology|space cooperation|science and technology",
    Topic.TAIWAN: r"Taiwan\w*|Taipei|one[- ]China|cross-strait|Shanghai Communiqu[eé]",
    Topic.SOUTH_CHINA_SEA: r"South China Sea|Second Thomas Shoal|Scarborough|Spratl(?:y|ys|ies)|Paracels?"
    r"|freedom of navigation"
    r"|Mischief Reef",
    Topic.KOREA: r"North Korean?|Korean Peninsula|Korean Peninsular|DPRK|Pyongyang|denucleari[sz]ation"
    r"|six-(?:party|nation|way) talks",
    Topic.RUSSIA_UKRAINE: r"Ukrain\w+|Russia's (?:war|invasion|defen[cs]e)|war in Ukraine|Moscow's war",
    Topic.MIDDLE_EAST: r"Middle East|Israel\w*|Gaza|Hamas|Iran\w*|Iraq\w*|Syria\w*|Red Sea|Houthis?|Strait of Hormuz",
    Topic.MILITARY: r"military|militaries|defen[cs]e ministers?|armed forces|PLA|People's Liberation Army"
    r"|Pentagon|theat(?:er|re)"
    r" commands?|naval|navy|warships?|joint chiefs|arms sales|mil-to-mil|spy balloon|surveillance plane|EP-3",
    Topic.NUCLEAR: r"nuclear|non-?proliferation|missiles?|arms control|strategic stability|ballistic",
    Topic.CLIMATE: r"climate|emissions?|greenhouse|global warming|clean energy|methane|decarboni\w+"
    r"|Paris Agreement|carbon",
    Topic.FENTANYL: r"fentanyl|opioids?|counter-?narcotics|precursor chemicals?|drug trafficking|narcotics",
    Topic.HUMAN_RIGHTS: r"human[- ]rights|Tibet\w*|Xinjiang|Uyghurs?|Uighurs?|dissidents?|religious freedom"
    r"|Dalai Lama|Tiananmen"
    r"|political prisoners?|democracy activists?|forced labou?r",
    Topic.FINANCE: r"currency|yuan|renminbi|exchange rates?|treasury bonds?|financial (?:stability|markets?"
    r"|sector|crisis|system)"
    r"|macroeconomic|central banks?|debt|debts",
    Topic.HEALTH: r"COVID(?:-19)?|coronavirus|pandemic|SARS|avian flu|bird flu|public health|vaccines?"
    r"|World Health Organi[sz]ation",
    Topic.PEOPLE_TO_PEOPLE: r"people-to-people|student exchanges?|cultural exchanges?|tourism|direct flights?"
    r"|scholars|table tennis"
    r"|ping-?pong|pandas?|journalist visas?|educational exchanges?|exchange students?",
    Topic.NORMALIZATION: r"normali[sz](?:e|es|ed|ing|ation)|diplomatic relations|liaison offices?"
    r"|Shanghai Communiqu[eé]"
    r"|diplomatic recognition",
}
PATTERN = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{topic.name}>{words})" for topic, words in WORDS.items()) + r")(?!\w)",
    re.IGNORECASE,
)
# Words of more than one topic are claimed for each.
BOTH = {
    "shanghai communiqu": (Topic.TAIWAN, Topic.NORMALIZATION),
    "denucleari": (Topic.KOREA, Topic.NUCLEAR),
    "export control": (Topic.TECHNOLOGY, Topic.TRADE),
}
NOT_TOPIC = re.compile(r"\b(?:Republic of China \(Taiwan\)|foreign (?:ministry|minister))\b", re.IGNORECASE)


def find_topics(text: str, span: Span) -> tuple[FieldClaim, ...]:
    """Claims for the field "topic", one for each topic named within the span, at its first words there."""
    found: dict[Topic, FieldClaim] = {}
    for match in PATTERN.finditer(text, span.start, span.end):
        for topic in topics_of(match):
            place = Span(match.start(), match.end())
            found.setdefault(topic, FieldClaim("topic", str(topic), place, rule="topic-word", score=0.7))
    return tuple(found.values())


def topics_of(match: re.Match) -> tuple[Topic, ...]:
    words = match[0].lower()
    several = next((topics for start, topics in BOTH.items() if words.startswith(start)), None)
    return several or (Topic[match.lastgroup],)
