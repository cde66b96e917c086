"""What was talked about: topics by their words, within a stretch of text."""

import re

from timeline.vocabulary import Topic

from .phrasebook import lower
from .types import FieldClaim, Span

WORDS = {
    Topic.TRADE: r"trade(?! union)|tariffs?|exports?|imports?|market access|most[- ]favou?red[- ]nation|mfn|wto"
    r"|world trade organi[sz]ation|gatt|intellectual property|soybeans?|subsid(?:y|ies)|overcapacity|dumping"
    r"|textiles?"
    r"|commercial ties|economic and commercial|rare earths?",
    Topic.TECHNOLOGY: r"semiconductors?|chips?|chipmakers?|artificial intelligence|a\.i\.|ai(?= )"
    r"|export controls?|huawei|tiktok|5g"
    r"|cyber\w*|hacking|quantum|technology|space cooperation|science and technology",
    Topic.TAIWAN: r"taiwan\w*|taipei|one[- ]china|cross-strait|shanghai communiqu[eé]",
    Topic.SOUTH_CHINA_SEA: r"south china sea|second thomas shoal|scarborough|spratl(?:y|ys|ies)|paracels?"
    r"|freedom of navigation"
    r"|mischief reef",
    Topic.KOREA: r"north korean?|korean peninsula|korean peninsular|dprk|pyongyang|denucleari[sz]ation"
    r"|six-(?:party|nation|way) talks",
    Topic.RUSSIA_UKRAINE: r"ukrain\w+|russia's (?:war|invasion|defen[cs]e)|war in ukraine|moscow's war",
    Topic.MIDDLE_EAST: r"middle east|israel\w*|gaza|hamas|iran\w*|iraq\w*|syria\w*|red sea|houthis?|strait of hormuz",
    Topic.MILITARY: r"military|militaries|defen[cs]e ministers?|armed forces|pla|people's liberation army"
    r"|pentagon|theat(?:er|re)"
    r" commands?|naval|navy|warships?|joint chiefs|arms sales|mil-to-mil|spy balloon|surveillance plane|ep-3",
    Topic.NUCLEAR: r"nuclear|non-?proliferation|missiles?|arms control|strategic stability|ballistic",
    Topic.CLIMATE: r"climate|emissions?|greenhouse|global warming|clean energy|methane|decarboni\w+"
    r"|paris agreement|carbon",
    Topic.FENTANYL: r"fentanyl|opioids?|counter-?narcotics|precursor chemicals?|drug trafficking|narcotics",
    Topic.HUMAN_RIGHTS: r"human[- ]rights|tibet\w*|xinjiang|uyghurs?|uighurs?|dissidents?|religious freedom"
    r"|dalai lama|tiananmen"
    r"|political prisoners?|democracy activists?|forced labou?r",
    Topic.FINANCE: r"currency|yuan|renminbi|exchange rates?|treasury bonds?|financial (?:stability|markets?"
    r"|sector|crisis|system)"
    r"|macroeconomic|central banks?|debt|debts",
    Topic.HEALTH: r"covid(?:-19)?|coronavirus|pandemic|sars|avian flu|bird flu|public health|vaccines?"
    r"|world health organi[sz]ation",
    Topic.PEOPLE_TO_PEOPLE: r"people-to-people|student exchanges?|cultural exchanges?|tourism|direct flights?"
    r"|scholars|table tennis"
    r"|ping-?pong|pandas?|journalist visas?|educational exchanges?|exchange students?",
    Topic.NORMALIZATION: r"normali[sz](?:e|es|ed|ing|ation)|diplomatic relations|liaison offices?"
    r"|shanghai communiqu[eé]"
    r"|diplomatic recognition",
}
# One flat alternation of plain beginnings over lower case: three times as fast as named groups without regard to case.
PATTERN = re.compile(rf"(?:{'|'.join(WORDS.values())})(?!\w)")
BY_TOPIC = {topic: re.compile(words) for topic, words in WORDS.items()}


def find_topics(text: str, span: Span) -> tuple[FieldClaim, ...]:
    """Claims for the field "topic", one for each topic named within the span, at its first words there."""
    found: dict[Topic, FieldClaim] = {}
    for match in PATTERN.finditer(lower(span.of(text))):
        start = span.start + match.start()
        if text[start - 1 : start].isalnum() or text[start - 1 : start] == "-":
            continue
        for topic in topics_of(match[0]):
            place = Span(start, span.start + match.end())
            found.setdefault(topic, FieldClaim("topic", str(topic), place, rule="topic-word", score=0.7))
    return tuple(found.values())


def topics_of(words: str) -> list[Topic]:
    """All topics whose words these are: the Shanghai Communique is about Taiwan and about normalization."""
    return [topic for topic, pattern in BY_TOPIC.items() if pattern.fullmatch(words)]
