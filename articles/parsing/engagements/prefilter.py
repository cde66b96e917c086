"""Which sentences the dependency parser must see: that is where the speed comes from."""

import re
from collections.abc import Sequence

from articles.parsing.engagements import words as w
from articles.parsing.types import ActorMention, Span
from timeline.vocabulary import Side

_FORMS = sorted(
    {
        *w.NOUNS,
        *w.MEET_VERBS,
        *w.TALK_VERBS,
        *w.CALL_VERBS,
        *w.VISIT_VERBS,
        *w.TRAVEL_VERBS,
        *w.HOST_VERBS,
        *w.WRITE_VERBS,
    }
    | {"sat", "sit", "sitting", "shook", "shaking", "shake", "hands", "visiting"},
    key=len,
    reverse=True,
)
# Phrases of presence and of meeting whose words alone are too common.
_PHRASES = (
    r"(?:expected|due|scheduled|slated) (?:here|there|in|at|back)\b"
    r"|(?:stay|remain)(?:s|ed|ing)? (?:here|there|in|until)\b"
    r"|(?:is|are|was|were|been|be) (?:back |home |also |now )?(?:in|here|at|from)\b"
    r"|call(?:s|ed|ing)? (?:(?:\w{1,20} )?on\b|(?-i:[A-Z]))"
    r"|(?:saw|sees?|seen|spen[dt]s?|spending|invit\w{1,6}|chair\w{0,3}|led|lead|headed|represented|flanked|joined"
    r"|accompanied|hosts? (?:was|were|is|are)|(?:his|her|their|the) hosts?|partner|attend\w{0,3})\b"
    r"|t(?:ook|ak\w{1,3}) (?:part|place)\b|working groups?\b"
)
TRIGGER = re.compile(rf"(?<![A-Za-z])(?:(?:{'|'.join(map(re.escape, _FORMS))})(?![A-Za-z])|{_PHRASES})", re.IGNORECASE)
SIDE_WORD = re.compile(
    r"(?<![A-Za-z])(?:U\.S\.|US|USA|USS|America|American|Americans|United States?|Washington|China|Chinese|Sino"
    r"|Beijing|Peking|PRC|PLA|Hong Kong|Navy|[Ss]ix[- ](?:party|nation|way)|permanent members)(?![A-Za-z])"
)


def choose_sentences(text: str, sentences: Sequence[Span], actors: Sequence[ActorMention]) -> list[int]:
    """Indexes of the sentences with a word of engagement and, there or next to it, one of the two sides.

    Also those that name people of both sides: "told", "faced", "signed" are too common to be looked for by themselves.
    """
    sided = [False] * len(sentences)
    people: dict[int, set[Side]] = {}
    n = 0
    for actor in sorted((a for a in actors if a.side is not Side.OTHER), key=lambda a: a.span):
        while n < len(sentences) and sentences[n].end <= actor.span.start:
            n += 1
        if n < len(sentences) and sentences[n].start <= actor.span.start:
            sided[n] = True
            if actor.kind in ("person", "office"):
                people.setdefault(n, set()).add(actor.side)
    for n, span in enumerate(sentences):
        sided[n] = sided[n] or bool(SIDE_WORD.search(text, span.start, span.end))
    return [
        n
        for n, span in enumerate(sentences)
        if len(people.get(n, ())) == 2
        or (
            (sided[n] or (n and sided[n - 1]) or (n + 1 < len(sentences) and sided[n + 1]))
            and TRIGGER.search(text, span.start, span.end)
        )
    ]
