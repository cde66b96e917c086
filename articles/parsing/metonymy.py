"""Whether the name of a country or capital means the place or the government that sits there."""

import re
from functools import lru_cache

ARTICLE = (
    r"(?:the |mainland |neighbou?ring |communist |nearby |both |either |southern |northern |eastern |western "
    r"|central )?"
)
INSIDE = re.compile(
    rf"\b(?:in|inside|outside|near|throughout|within|around|across|via|through) {ARTICLE}\Z", re.IGNORECASE
)
VISITING = re.compile(
    r"\b(?:visit|visits|visited|visiting|tour|tours|toured|touring|enter|enters|entered|entering|reach|reaches"
    r"|reached"
    r"|leave|leaves|leaving|left|tour of|visit of|depart|departs|departed|departing|city of|capital|downtown"
    r"|quit|fled"
    rf"|flee|flees|fleeing|crossed|crossing|suburban|outskirts of|streets of"
    rf"|call at|calls at|called at|calling at|dock at|docked at|berthed at|anchored at) {ARTICLE}\Z",
    re.IGNORECASE,
)
TRAVEL = (
    r"(?:visit|trip|travel|tour|go|goes|going|went|gone|fly|flies|flying|flew|flown|flight|return|come|comes"
    r"|came|coming"
    r"|arriv|journey|mission|delegation|send|sent|sending|dispatch|invit|head|move|moving|welcom|voyage|left|leave"
    r"|leaving|depart|port call|way|route|bring|brought|took|take|taking|bound|leg|stop|accompan|escort|shuttle|back"
    r"|deport|extradit|sail|hop|rush|summon|pilgrimage|emissary|swing|outing|foray|excursion|transit|diversion|defect"
    r"|emigrat|relocat|posting|assign|lead|led|been|planned|scheduled|slated|due|moved|turned away)"
)
MOTION = re.compile(
    rf"\b{TRAVEL}\w{{0,6}}\b[^.;:\n\"]{{0,75}}?\b(?:to|into|for|toward|towards|from) {ARTICLE}\Z", re.IGNORECASE
)
ADMITTED = re.compile(
    rf"\b(?:let|lets|letting|allow\w{{0,3}}|admit\w{{0,4}})\b[^.;:\n\"]{{1,60}}? into {ARTICLE}\Z", re.IGNORECASE
)
# What goes "to China" or comes "from Washington" without anybody travelling.
NO_MOTION = re.compile(
    r"\b(?:ambassadors?|envoys?|messages?|letters?|responses?|approach|commitments?|threats?|aid|exports?"
    r"|sales|support"
    r"|linked|ties|according|addition|regard|respect|attention|contrary|due|related|relation|close|offen[cs]e"
    r"|concessions?"
    r"|access|compared|opposed|opposition|challenges?|damage|key|transfers?|supplies|hostile|friendly"
    r"|return (?:of|for)"
    r"|representatives?|appeals?|warnings?|signals?|favou?rable|reaction|pressure|demands?|interference|aggression"
    r"|invitations? from|requests?|criticism|imports?|goods|independence|reports?|statement|away) "
    rf"(?:to|for|from) {ARTICLE}\Z",
    re.IGNORECASE,
)
TOWARDS = re.compile(rf"\b(?:to|into|for|toward|towards|from) {ARTICLE}\Z", re.IGNORECASE)
# The last letters of all words that VISITING, INSIDE and TOWARDS end on: a cheap first look.
SPATIAL = re.compile(
    rf"(?:n|at|de|ar|ut|nd|ss|ia|gh|it|ts|ed|ng|ur|rs|er|ch|es|ve|ft|of|rt|al|wn|ee|to|or|ds|rd|om|ey|ow) {ARTICLE}\Z",
    re.IGNORECASE,
)
PLACE_AFTER = re.compile(
    r"(?:,? (?:D\.?C\.?)|(?:'s)? (?:trip|visit|tour|summit|talks|meetings?|leg|stop|stay|round|airport|hotels?"
    r"|university"
    r"|streets?|suburbs?|residents?|landmark|headquarters|conference|session|encounter|gathering|venue|Airport"
    r"|Hotel)\b"
    r"|'s (?:Great|Forbidden|Tiananmen|Diaoyutai|Zhongnanhai|Capital|Temple|Summer|Blair|National|Andrews|Capitol))"
)
TOGETHER = re.compile(rf"(?:, | and |, and | or ){ARTICLE}\Z")
NAME_BEFORE_LINK = re.compile(r"(?:[A-Z][\w'.]*(?: [A-Z][\w'.]*){0,2})\Z")
VERB = (
    r"(?:said|says|told|tells|insist\w*|claim\w*|accus\w+|warn\w*|agree\w*|reject\w*|refus\w+|want\w*|hop\w+|call\w*"
    r"|urg\w+|demand\w*|believ\w+|consider\w*|regard\w*|view\w*|see|sees|saw|seek\w*|sought|fear\w*|worr\w+"
    r"|suspect\w*"
    r"|den\w+|announc\w+|propos\w+|offer\w*|invit\w+|welcom\w+|condemn\w*|criti\w+|protest\w*|suspend\w*|cancel\w*"
    r"|postpon\w*|cut|impos\w+|lift\w*|respond\w*|retaliat\w+|pledg\w+|promis\w+|vow\w*|decid\w+|try|tries"
    r"|tried|trying"
    r"|voic\w+|express\w*|oppos\w+|support\w*|back\w*|resum\w+|restor\w+|normaliz\w+|establish\w*|plan\w*"
    r"|prepar\w+|hold"
    r"|holds|held|made|make|makes|took|take|takes|gave|give|gives|need\w*|remain\w*|sanction\w*|expel\w*|sent|send\w*"
    r"|ask\w*|know\w*|hosted?|hosts|met|lodged|summoned|blam\w+|threaten\w*|maintain\w*|recogni\w+|signal\w*"
    r"|confirm\w*"
    r"|stress\w*|inform\w*|notified|assured|asserts?|asserted|regularly|long|has|had|have|is|was|are|were|will|would"
    r"|does|did|could|should|may|might|must|cannot|withdrew|wished|walked|push\w*|press\w*|appear\w*|seem\w*|allow\w*"
    r"|let|kept|keeps|continu\w+|broke|severed|switched|sold|sells|raised|drew|put|puts|began|begins|ended|argu\w+"
    r"|contend\w*|prefer\w*)"
)
ADVERB = (
    r"(?:also|still|now|again|later|repeatedly|has|have|had|was|is|were|are|will|would|did not|does not|could"
    r"|should|may"
    r"|might|must|on \w{3,6}day|in turn|itself|already|once|soon|never|not|publicly|privately|strongly|quickly)"
)
CAPITALS = r"(?:Beijing|Peking|Washington|Moscow|Tokyo|Seoul|Pyongyang|London|Paris|Taipei|New Delhi|Manila|Hanoi)"
SPEAKS = re.compile(rf"(?: and {CAPITALS})? (?:{ADVERB} ){{0,3}}{VERB}\b")
OWNS = re.compile(r"'s (?!Great|Forbidden|Tiananmen|Diaoyutai|Zhongnanhai|Capital|Temple|Summer|National)")
ADDRESSED = re.compile(
    r"\b(?:told|tells|informed|warned|urged|accused|asked|blamed|pressed|pushed|invited|assured|between|with"
    r"|against|by"
    r"|notified|that|because|if|whether|but|while|although|embarrass|persuade|pressure|engage|challenge|confront"
    r"|demanded|criticized|criticised|from both|on|than|like|angered?|antagonize|contain|balance|help|let|offend"
    r"|according to|encourage|criticize|isolate|allow|when|as|said|forced?|irk|placate|appease|deter|counter|convince"
    r"|satisfy|calls?|both|much to|(?:ambassadors?|envoys?|messages?|letters?|signals?|warnings?|concessions?"
    r"|proposals?"
    r"|appeals?|offers?|response|demands?|pressure|interference|aggression|invitations?|requests?|criticism|reaction"
    r"|support|statement|protests?) (?:to|from)) \Z",
    re.IGNORECASE,
)
PARTNER_AFTER = re.compile(rf"-{CAPITALS}|,? and {CAPITALS}\b")
PARTNER_BEFORE = re.compile(rf"\b{CAPITALS}(?:-| and )\Z")


@lru_cache(maxsize=512)
def is_visited(text: str, start: int) -> bool:
    """Whether the words before a country or city show somebody to be, go or come there.

    Remembered for a while: actors and places ask it of the same words.
    """
    near = max(0, start - 40)
    if not SPATIAL.search(text, near, start):
        return False
    if INSIDE.search(text, near, start) or VISITING.search(text, near, start):
        return True
    if not TOWARDS.search(text, near, start) or NO_MOTION.search(text, near, start):
        return False
    return bool(MOTION.search(text, max(0, start - 120), start) or ADMITTED.search(text, max(0, start - 80), start))


def is_place(text: str, start: int, end: int) -> bool:
    """Whether a capital or country is meant as a place: visited, or beside another one that is, or of a "trip"."""
    if is_visited(text, start) or PLACE_AFTER.match(text, end):
        return True
    link = TOGETHER.search(text, max(0, start - 16), start)
    if not link:
        return False
    name = NAME_BEFORE_LINK.search(text, max(0, link.start() - 40), link.start())
    return bool(name) and name.start() > 0 and is_visited(text, name.start())


def is_government(text: str, start: int, end: int) -> bool:
    """Whether a capital stands for its government: it speaks, acts, owns, or is addressed, and nobody goes there."""
    if is_place(text, start, end):
        return False
    if SPEAKS.match(text, end) or OWNS.match(text, end) or PARTNER_AFTER.match(text, end):
        return True
    near = max(0, start - 32)
    return bool(ADDRESSED.search(text, near, start) or PARTNER_BEFORE.search(text, near, start))
