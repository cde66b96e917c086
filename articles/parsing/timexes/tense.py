"""Does the clause around a date look back or ahead? A reading of its verbs, where no real parse is at hand."""

from collections.abc import Sequence

from articles.parsing.timexes.lexicon import word_list
from articles.parsing.timexes.tokens import Token

_REACH = 40  # tokens: a clause is seldom longer, and hostile text must not cost more

_MODALS = frozenset(word_list("will shall would may might could should must can 'll won't wouldn't"))
_BE_FORWARD = frozenset(word_list("is are am 's 're"))
_PAST_AUX = frozenset(word_list("was were had did wasn't weren't hadn't didn't"))
_HAVE = frozenset(word_list("has have 've hasn't haven't"))
# After these a date lies ahead, even when they are past forms: "was scheduled for", "is due on".
_SCHEDULED = frozenset(
    word_list(
        "scheduled expected due planned slated set planning upcoming forthcoming preparing poised likely "
        "tentatively earmarked plans plan hopes intends wants expects aims schedule"
    )
)
# With "to" and a verb these look ahead: "agreed to meet in April".
_PLANNING_TO = frozenset(
    word_list(
        "scheduled expected due planned plans plan planning slated set agreed agree agrees agreeing hopes hoped "
        "hope hoping intends intended intend wants wanted want vowed vows promised promises pledged pledges "
        "decided decides invited invites invitation agreement decision pledge promise offer offered offers is are "
        "was were likely poised preparing prepares prepared ready about supposed aims aimed seeking seeks sought "
        "asked urged ordered told proposal proposed proposes threatened threatens refused unwilling willing "
        "declined bound going has have need needs try trying able unable free"
    )
)
_AHEAD_PRESENT = frozenset(
    word_list(
        "begins starts opens ends leaves arrives returns resumes expires reconvenes convenes kicks departs closes "
        "meets travels heads flies comes goes visits hosts takes holds attends begin start open leave arrive "
        "return resume"
    )
)
_IRREGULAR_PAST = frozenset(
    word_list(
        "said told met held went came began left took made gave got saw found brought sent led ran spoke wrote won "
        "lost paid flew fell rose grew drew broke chose drove fought heard kept knew laid lay meant put read rang "
        "sat sold shot shut sank stood stole struck swore taught thought threw understood woke wore became bought "
        "built caught dealt felt forgot forgave froze gone hid hit hurt let lit quit rode sang seen shook showed "
        "slept spent spread stuck swept told undertook withdrew done been born made known shown taken given "
        "written spoken driven"
    )
)
_NOT_PAST = frozenset(
    word_list(
        "need indeed speed seed feed breed united red bed led-in hundred sacred naked wicked rugged exceed proceed "
        "succeed agreed-upon embed weed deed reed creed shed sled ted fred alfred mohammed ahmed hatred wed"
    )
)
_NO_VERBS = frozenset(
    word_list("the a an this that these those his her its their our your my any all each every some no one two three")
)
_ENDS = frozenset(".!?;:\x00")
_NEVER_FLEXED = frozenset({"be", "been", "being", "also", "not", "only", "now", "then", "never", "already", "still"})


def clause_tense(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """ "past", "present" or "future" of the clause that holds tokens `first` to `last`; None if no verb tells.

    The governing verb mostly stands before the date; where the sentence opens with the date, after it.
    """
    before = _look_back(tokens, first - 1)
    return before or _look_ahead(tokens, last + 1)


def _is_end(token: Token) -> bool:
    return token.low in _ENDS or token.kind == "gap" or token.low in ("--", "—", "_")


def _look_back(tokens: Sequence[Token], index: int) -> str | None:
    stop = max(-1, index - _REACH)
    while index > stop:
        token = tokens[index]
        if _is_end(token):
            return None
        if token.kind == "word":
            tense = _tense_at(tokens, index)
            if tense:
                return tense
        index -= 1
    return None


def _look_ahead(tokens: Sequence[Token], index: int) -> str | None:
    stop = min(len(tokens), index + _REACH)
    while index < stop:
        token = tokens[index]
        if _is_end(token):
            return None
        if token.kind == "word":
            tense = _tense_ahead(tokens, index)
            if tense:
                return tense
        index += 1
    return None


def _tense_ahead(tokens: Sequence[Token], index: int) -> str | None:
    low = tokens[index].low
    if low in _MODALS or low.endswith(("'ll", "’ll")):
        return "future"
    if low in _BE_FORWARD:
        for following in tokens[index + 1 : index + 4]:
            if following.low in _SCHEDULED or following.low == "to" or following.low.endswith("ing"):
                return "future"
        return "present"
    if low in _HAVE:
        return "past"
    return _tense_at(tokens, index)


def _tense_at(tokens: Sequence[Token], index: int) -> str | None:
    low = tokens[index].low
    if low in _MODALS or low.endswith(("'ll", "’ll")):
        return "future" if low not in ("may",) or tokens[index].word == "may" else None
    if low in _SCHEDULED:
        return "future"
    if low == "to":
        return _infinitive(tokens, index)
    if low in _PAST_AUX:
        return "past"
    if _is_past_form(tokens[index]):
        return _participle(tokens, index)
    if low in _AHEAD_PRESENT and not tokens[index].word[0].isupper():
        return "future" if low.endswith("s") and index and tokens[index - 1].low not in _NO_VERBS else None
    if low in _HAVE:
        return "past"
    if low in _BE_FORWARD:
        following = tokens[index + 1].low if index + 1 < len(tokens) else ""
        return "future" if following == "to" or following.endswith("ing") else "present"
    return None


def _is_past_form(token: Token) -> bool:
    low = token.low
    if low in _IRREGULAR_PAST:
        return True
    return low.endswith("ed") and len(low) > 3 and low not in _NOT_PAST and low == token.word


def _participle(tokens: Sequence[Token], index: int) -> str:
    """ "held" is past, "will be held" is not."""
    for back in range(index - 1, max(-1, index - 5), -1):
        low = tokens[back].low
        if low in _MODALS or low.endswith(("'ll", "’ll")):
            return "future"
        if low == "to":
            return _infinitive(tokens, back) or "future"
        if low not in _NEVER_FLEXED and low not in _HAVE and not low.endswith("ly"):
            break
    return "past"


def _infinitive(tokens: Sequence[Token], index: int) -> str | None:
    """ "agreed to meet" looks ahead, "came to power" is no infinitive at all."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or following.kind != "word" or following.word[0].isupper() or following.low in _NO_VERBS:
        return None
    for back in range(index - 1, max(-1, index - 7), -1):
        if _is_end(tokens[back]):
            return None
        if tokens[back].low in _PLANNING_TO:
            return "future"
    return None
