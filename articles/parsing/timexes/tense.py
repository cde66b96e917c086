"""Does the clause around a date look back or ahead? A reading of its verbs, where no real parse is at hand."""

from collections.abc import Sequence

from articles.parsing.timexes.lexicon import FULL_MONTHS, FULL_WEEKDAYS, PREPOSITIONS, word_list
from articles.parsing.timexes.tokens import Token

_REACH = 40  # tokens: a clause is seldom longer, and hostile text must not cost more

_MODALS = frozenset(word_list("will shall would may might could should must can 'll won't wouldn't cannot can't"))
_BE_NOW = frozenset(word_list("is are am 's 're isn't aren't"))
_BE_THEN = frozenset(word_list("was were wasn't weren't been"))
_PAST_AUX = frozenset(word_list("was were had did wasn't weren't hadn't didn't couldn't"))
_HAVE = frozenset(word_list("has have 've hasn't haven't"))
_AUXILIARIES = _MODALS | _PAST_AUX | _HAVE | _BE_NOW
# Who says it, after the comma, says nothing of when: "could meet on Friday, officials said".
_REPORTING = frozenset(word_list("said told announced reported added says acknowledged confirmed indicated warned"))
_LEANING = frozenset(word_list("ending beginning starting opening concluding"))
_END = "end"
# After these a date lies ahead, even when they are past forms: "was scheduled for", "is due on".
_SCHEDULED = frozenset(
    word_list(
        "scheduled expected due planned slated planning upcoming forthcoming preparing poised likely tentatively "
        "earmarked plans plan hopes intends wants expects aims schedule penciled pencilled foreseen awaited looming"
    )
)
# With "to" and a verb these look ahead, at a few words' distance: "agreed in Geneva to meet in April".
_PLANNING_TO = frozenset(
    word_list(
        "scheduled expected due planned plans plan planning slated set agreed agree agrees agreeing hopes hoped "
        "hope hoping intends intended intend wants wanted want vowed vows promised promises pledged pledges "
        "decided decides invited invites invitation agreement decision pledge promise offer offered offers likely "
        "poised preparing prepares prepared ready supposed aims aimed seeking seeks expect "
        "proposal proposed proposes threatened threatens refused unwilling willing declined deal"
    )
)
# These only right before "to": "is to meet", "has yet to decide".
_AUX_TO = frozenset(word_list("is are am was were be has have had about going bound able unable free yet need needs"))
_AHEAD_PRESENT = frozenset(
    word_list(
        "begins starts opens reopens ends leaves arrives returns resumes expires reconvenes convenes kicks departs "
        "closes meets travels heads flies comes goes visits hosts takes holds attends lasts runs continues remains"
    )
)
_AHEAD_PLURAL = frozenset(
    word_list(
        "begin start open reopen leave arrive return resume reconvene convene meet gather depart travel fly head go "
        "come"
    )
)
_IRREGULAR_PAST = frozenset(
    word_list(
        "said told met held went came began left took made gave got saw found brought sent led ran spoke wrote won "
        "lost paid flew fell rose grew drew broke chose drove fought heard kept knew laid lay meant put read rang "
        "sat sold shot shut sank stood stole struck swore taught thought threw understood woke wore became bought "
        "built caught dealt felt forgot forgave froze gone hid hit hurt let lit quit rode sang seen shook showed "
        "slept spent spread stuck swept undertook withdrew done born known shown taken given written spoken driven "
        "tore bore beat bent bit bled blew bound bred burst cast clung crept cut dug fed fled flung hung leapt lent "
        "mistook overcame overthrew oversaw rebuilt retook sought shone slid split sprang spun stung swam swung "
        "wound withheld withstood set underwent upheld foresaw outlined"
    )
)
_NOT_PAST = frozenset(
    word_list(
        "need indeed speed seed feed breed united red bed hundred sacred naked wicked rugged exceed proceed "
        "succeed embed weed deed reed creed shed sled ted fred alfred mohammed ahmed hatred wed allied armed "
        "alleged advanced so-called detailed limited unprecedented unidentified masked concerned related"
    )
)
# Before a noun: "the proposed talks", "their canceled trip" tell nothing about the date's own clause.
_DETERMINERS = frozenset(
    word_list(
        "the a an this that these those his her its their our your my any all each every some no one two three of"
    )
)
_BEFORE_ADJECTIVES = _DETERMINERS - {"that", "this", "these", "those", "all", "one", "two", "three"}
_BETWEEN_AUX_AND_VERB = frozenset(word_list("be been being also not only now then never already still to"))
# "urged voters to turn out Sunday": what was asked for may have happened since.
_BIDDING = frozenset(word_list("asked urged told ordered called warned instructed summoned appealed pressed advised"))
_NEGATIONS = frozenset(word_list("not neither nor never nobody couldn't"))
_ENDS = frozenset([*"!?;:—_"])
_BEFORE_FULL_STOPS = frozenset(
    word_list("mr mrs ms dr gen sen rep gov lt col capt maj sgt adm prof rev hon st no vs jr sr inc corp co ltd dept")
)
# "postponed until Tuesday", "has until Friday": the end lies ahead though the verb is past.
_PUTS_OFF = frozenset(
    word_list("postponed postpone moved delayed rescheduled deferred adjourned extended off back pushed shifted")
)
_LEAVES_TIME = frozenset(
    word_list(
        "postponed postpone delayed extended extends given gave gives deferred adjourned off has have deadline "
        "pushed suspended recessed remanded set valid wait remain stay"
    )
)


class Clauses:
    """Reads the tense of clauses of one text; each word is judged once."""

    def __init__(self, tokens: Sequence[Token]):
        self._tokens = tokens
        self._told: dict[int, str | None] = {}

    def tense(self, first: int, last: int) -> str | None:
        """ "past", "present", "future" or "either" of the clause that holds the tokens; None if no verb tells.

        "either" is a plan seen from the past ("was to meet on Friday"): the day may have passed or not.

        The governing verb mostly stands before the date; where the sentence opens with the date, after it.
        """
        return (
            _tense_of_lead(self._tokens, first)
            or self._beside(first - 1, last + 1)
            or self._look_back(first - 1)
            or self._look_ahead(last + 1)
            or ("future" if first and self._tokens[first - 1].low == "by" else None)
        )

    def _beside(self, before: int, after: int) -> str | None:
        """The verbs that touch the date; "planned for Friday was canceled" may be either."""
        left, right = self._right_before(before), self._right_after(after)
        return "either" if left == "future" and right == "past" else left or right

    def _right_before(self, index: int) -> str | None:
        """ "opened in the spring", "left Monday": the verb that the date follows, over a preposition or article."""
        for back in range(index, max(-1, index - 3), -1):
            token = self._tokens[back]
            if token.low in PREPOSITIONS or token.low in ("the", "early", "late"):
                continue
            if token.low in ("is", "are"):
                return "future"  # "the next round is on Tuesday"
            return self._at(back) if token.low in _SCHEDULED or is_past_form(token, self._low(back - 1)) else None
        return None

    def _low(self, index: int) -> str:
        return _low_at(self._tokens, index)

    def _right_after(self, index: int) -> str | None:
        """ "The ministry on Friday condemned": between subject and verb the verb is the next word."""
        if index >= len(self._tokens) or self._tokens[index].kind != "word":
            return None
        token = self._tokens[index]
        return self._at(index) if token.low in _AUXILIARIES or is_past_form(token) else None

    def _at(self, index: int) -> str | None:
        """What the word tells, or `_END` at the edge of a clause."""
        if index not in self._told:
            if _is_end(self._tokens, index):
                self._told[index] = _END
            else:
                self._told[index] = _tense_at(self._tokens, index) if self._tokens[index].kind == "word" else None
        return self._told[index]

    def _look_back(self, index: int) -> str | None:
        tokens, known, at = self._tokens, self._told, self._at
        leaning = False  # "a visit ending", "a trip starting": with a present verb the day is still to come
        for back in range(index, max(-1, index - _REACH), -1):
            told = known[back] if back in known else at(back)
            if told:
                return "future" if leaning and told == "present" else _unless_end(told)
            leaning = leaning or tokens[back].low in _LEANING
        return None

    def _look_ahead(self, index: int) -> str | None:
        tokens, known, at = self._tokens, self._told, self._at
        after_comma = False
        for ahead in range(index, min(len(tokens), index + _REACH)):
            told = known[ahead] if ahead in known else at(ahead)
            if told and not (after_comma and tokens[ahead].low in _REPORTING):
                return _unless_end(told)
            after_comma = after_comma or (tokens[ahead].low == "," and ahead > index)
        return None


def _unless_end(told: str) -> str | None:
    return None if told == _END else told


def _tense_of_lead(tokens: Sequence[Token], first: int) -> str | None:
    """What the words right before the date say: "as early as", "ahead of", "until"."""
    lows = [token.low for token in tokens[max(0, first - 16) : first]]
    if lows[-1:] == ["as"] and len(lows) > 2 and lows[-2] in ("early", "soon", "late") and lows[-3] == "as":
        return "future"
    while lows and lows[-1] in ("early", "late", "the"):
        lows.pop()
    if lows[-1:] == ["since"]:
        return "past"
    if lows[-1:] == ["effective"]:
        return "future"
    if lows[-1:] == ["to"] and _PUTS_OFF.intersection(lows[-4:]):
        return "future"
    if lows[-2:] == ["ahead", "of"] or lows[-2:] == ["later", "than"]:
        return "future"
    if lows[-1:] in (["until"], ["till"]) and _LEAVES_TIME.intersection(lows):
        return "future"
    return None


def _is_end(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.low == ".":
        before, after = _low_at(tokens, index - 1), tokens[index + 1].word if index + 1 < len(tokens) else ""
        is_abbreviation = before in _BEFORE_FULL_STOPS or (len(before) == 1 and before.isalpha())
        return not (is_abbreviation or after == "," or after[:1].islower())
    if token.low == "-":
        return index > 0 and tokens[index - 1].low == "-"
    return token.low in _ENDS or token.kind == "gap"


def _tense_at(tokens: Sequence[Token], index: int) -> str | None:
    """What the word at `index` says of its clause; None if it is no verb that tells."""
    low, word = tokens[index].low, tokens[index].word
    before, after = _low_at(tokens, index - 1), _low_at(tokens, index + 1)
    if low in _MODALS or low.endswith(("'ll", "’ll")):
        return _modal(tokens, index)
    if low == "set":
        return "future" if after in ("for", "to") or before in _BE_NOW | _BE_THEN | {"be"} else "past"
    if low == "deadline" and after in ("is", "of", "for", ":"):
        return "future"
    if low in ("invited", "asked", "urged") and after == "to" and before in ("been", "was", "were"):
        return "either"
    if low == "invitation" and after in ("to", "for"):
        return "future"
    if low in _SCHEDULED:
        return "either" if before in _BE_THEN else "future"
    if low == "to":
        return _infinitive(tokens, index)
    if low in _PAST_AUX:
        return _auxiliary_before_plan(tokens, index) or "past"
    if low in _BE_NOW:
        return _be(tokens, index)
    if low in _HAVE:
        return "past"
    if is_past_form(tokens[index], before):
        return _participle(tokens, index)
    if low == word and before not in _DETERMINERS and _is_timetable_verb(low, before, after):
        return "future"
    return None


def _is_timetable_verb(low: str, before: str, after: str) -> bool:
    """Present forms of what is still to come: "the forum opens", "the senators start", "resume on Tuesday"."""
    if low in _AHEAD_PRESENT:
        return True
    if low not in _AHEAD_PLURAL or before == "to":
        return False
    has_plural_subject = before.endswith("s") or before in ("they", "we", "and")
    return has_plural_subject or after in ("on", "next") or after in FULL_WEEKDAYS or after in FULL_MONTHS


def _low_at(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].low if 0 <= index < len(tokens) else ""


def _modal(tokens: Sequence[Token], index: int) -> str | None:
    """Ahead, but "could not be reached" and "neither could be found" look back."""
    if tokens[index].word in ("May", "Will"):
        return None
    if _low_at(tokens, index + 1) == "have" and tokens[index].low != "will":
        return "past"
    if tokens[index].low in ("could", "couldn't"):
        around = {token.low for token in tokens[max(0, index - 10) : index + 2]}
        return "past" if around & _NEGATIONS else "future"
    return "future"


def _auxiliary_before_plan(tokens: Sequence[Token], index: int) -> str | None:
    """ "was due on Friday", "had been scheduled", "were to meet": past forms that look ahead."""
    for ahead in range(index + 1, min(len(tokens), index + 4)):
        low = tokens[ahead].low
        if low in _SCHEDULED or (low == "to" and ahead == index + 1) or (low == "set" and tokens[index].low != "had"):
            return "either"
        if low not in _BETWEEN_AUX_AND_VERB and not low.endswith("ly"):
            return None
    return None


def _be(tokens: Sequence[Token], index: int) -> str:
    for ahead in range(index + 1, min(len(tokens), index + 4)):
        low = tokens[ahead].low
        if low in _SCHEDULED or low == "to" or (low == "set" and ahead <= index + 2):
            return "future"
        if low.endswith("ing") and ahead == index + 1:
            return "future"
    return "present"


def is_past_form(token: Token, before: str = "") -> bool:
    """ "met", "visited", and not an adjective before a noun."""
    low = token.low
    if low != token.word:
        return False
    is_flexed = low.endswith("ed") and len(low) > 3 and low not in _NOT_PAST
    return (is_flexed or low in _IRREGULAR_PAST) and before not in _BEFORE_ADJECTIVES


def _participle(tokens: Sequence[Token], index: int) -> str:
    """ "held" is past, "will be held" is not."""
    for back in range(index - 1, max(-1, index - 5), -1):
        low = tokens[back].low
        if low in _MODALS or low.endswith(("'ll", "’ll")):
            return _modal(tokens, back) or "past"
        if low == "to":
            return _infinitive(tokens, back) or ("future" if _low_at(tokens, back + 1) == "be" else "past")
        if low not in _BETWEEN_AUX_AND_VERB and low not in _HAVE and not low.endswith("ly"):
            break
    return "past"


def _infinitive(tokens: Sequence[Token], index: int) -> str | None:
    """ "agreed to meet" looks ahead, "came to power" is no infinitive at all."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or following.kind != "word" or following.word[0].isupper() or following.low in _DETERMINERS:
        return None
    if _low_at(tokens, index - 1) in _AUX_TO:
        return "either" if _low_at(tokens, index - 1) in ("was", "were") else "future"
    for back in range(index - 1, max(-1, index - 7), -1):
        if _is_end(tokens, back):
            return None
        if tokens[back].low in _PLANNING_TO:
            return "future"
        if tokens[back].low in _BIDDING and (back < index - 1 or _low_at(tokens, back - 1) in _BE_THEN):
            return "either"
    return None
