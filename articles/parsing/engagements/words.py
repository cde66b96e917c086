"""The words that engagements are told with. Tables only: what each means to a rule is said where the rule is."""

from timeline.vocabulary import Kind


def any_of(words: str) -> frozenset[str]:
    """A table of words, written as a line of them."""
    return frozenset(words.split())


IRREGULAR = {
    "meet": "met met meeting", "hold": "held held holding", "speak": "spoke spoken speaking",
    "sit": "sat sat sitting", "fly": "flew flown flying", "go": "went gone going", "come": "came come coming",
    "write": "wrote written writing", "send": "sent sent sending", "pay": "paid paid paying",
    "take": "took taken taking", "have": "had had having", "make": "made made making", "give": "gave given giving",
    "put": "put put putting", "begin": "began begun beginning", "shake": "shook shaken shaking",
    "leave": "left left leaving", "lead": "led led leading", "set": "set set setting", "say": "said said saying",
    "tell": "told told telling", "bring": "brought brought bringing", "see": "saw seen seeing",
    "call": "called called calling", "host": "hosted hosted hosting", "seek": "sought sought seeking",
    "get": "got gotten getting", "undertake": "undertook undertaken undertaking", "win": "won won winning",
    "freeze": "froze frozen freezing", "withdraw": "withdrew withdrawn withdrawing", "break": "broke broken breaking",
    "let": "let let letting", "be": "was been being were is are am", "do": "did done doing does",
    "dine": "dined dined dining", "convene": "convened convened convening", "spend": "spent spent spending", "forgo": "forwent forgone forgoing",
    "think": "thought thought thinking", "rebuff": "rebuffed rebuffed rebuffing", "shelve": "shelved shelved shelving",
    "find": "found found finding", "know": "knew known knowing", "head": "headed headed heading",
    "greet": "greeted greeted greeting", "keep": "kept kept keeping", "visit": "visited visited visiting",
    "land": "landed landed landing", "tour": "toured toured touring", "join": "joined joined joining",
    "confer": "conferred conferred conferring", "end": "ended ended ending", "open": "opened opened opening",
    "travel": "traveled travelled traveling travelling", "cancel": "canceled cancelled canceling cancelling",
    "plan": "planned planned planning", "defer": "deferred deferred deferring", "axe": "axed axed axing",
    "scrap": "scrapped scrapped scrapping", "drop": "dropped dropped dropping", "wrap": "wrapped wrapped wrapping",
    "stop": "stopped stopped stopping", "expect": "expected expected expecting", "talk": "talked talked talking",
    "attend": "attended attended attending", "slate": "slated slated slating", "depart": "departed departed departing",
    "return": "returned returned returning", "telephone": "telephoned telephoned telephoning",
    "phone": "phoned phoned phoning", "host ": "", "rule": "ruled ruled ruling", "turn": "turned turned turning",
    "delay": "delayed delayed delaying", "push": "pushed pushed pushing", "back": "backed backed backing",
    "stay": "stayed stayed staying", "chair": "chaired chaired chairing", "cut": "cut cut cutting",
    "reject": "rejected rejected rejecting", "refer": "referred referred referring", "kick": "kicked kicked kicking",
    "discuss": "discussed discussed discussing", "consult": "consulted consulted consulting",
    "last": "lasted lasted lasting", "pass": "passed passed passing", "spur": "spurred spurred spurring",
}  # fmt: skip


def forms(verb: str) -> set[str]:
    """The inflected forms of a verb: from the table, else by the regular rules."""
    if verb in IRREGULAR:
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o", "z")) else "s")
        if verb.endswith("y") and verb[-2] not in "aeiou":
            third = verb[:-1] + "ies"
        return {verb, third, *IRREGULAR[verb].split()}
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return {verb, third, verb + "ed", verb + "ing"}


def inflected(*verbs: str) -> dict[str, str]:
    """Every form of the verbs, pointing at its dictionary form."""
    return {form: verb for verb in verbs for form in sorted(forms(verb))}


# Nouns that name an engagement, with the kind a reader would call it.
NOUNS: dict[str, Kind] = {
    **dict.fromkeys(("visit", "visits", "trip", "trips", "tour", "tours", "journey", "journeys", "stopover", "stay"), Kind.VISIT),
    **dict.fromkeys(("invitation", "invitations"), Kind.VISIT),
    **dict.fromkeys(("arrival", "arrivals", "mission", "missions", "swing", "pilgrimage"), Kind.VISIT),
    **dict.fromkeys(("meeting", "meetings", "encounter", "encounters", "audience", "session", "sessions"), Kind.MEETING),
    **dict.fromkeys(("sit-down", "tete-a-tete", "get-together"), Kind.MEETING),
    **dict.fromkeys(("luncheon", "lunch", "dinner", "banquet", "breakfast"), Kind.MEETING),
    **dict.fromkeys(("talk", "talks", "negotiation", "negotiations", "consultation", "consultations"), Kind.TALKS),
    **dict.fromkeys(("discussion", "discussions", "conversation", "conversations", "round", "rounds"), Kind.TALKS),
    **dict.fromkeys(("summit", "summits", "mini-summit"), Kind.SUMMIT),
    **dict.fromkeys(("dialogue", "dialogues", "dialog", "dialogs"), Kind.DIALOGUE),
    **dict.fromkeys(("call", "calls", "phonecall", "phone-call", "telephone-call"), Kind.CALL),
    **dict.fromkeys(("videoconference", "teleconference", "video-conference", "video-call"), Kind.VIDEO),
    **dict.fromkeys(("exercise", "exercises", "drill", "drills", "maneuvers", "manoeuvres"), Kind.MILITARY),
    **dict.fromkeys(("letter", "letters"), Kind.LETTER),
    **dict.fromkeys(("engagement", "engagements", "interaction", "interactions", "exchange"), Kind.MEETING),
}  # fmt: skip

# "session", "round", "exercise", "letter", "call", "tour", "dinner" are engagements only in certain company.
WEAK_NOUNS = any_of(
    "session sessions round rounds exercise exercises drill drills letter letters call calls tour tours "
    "mission missions swing stay dinner lunch luncheon banquet audience talk dialogue dialogues dialog "
    "dialogs encounter encounters conversation conversations arrival arrivals journey journeys summit "
    "summits maneuvers manoeuvres"
)
PLURALS = any_of("visits trips tours meetings summits calls rounds dialogues encounters sessions journeys letters")

MEET_VERBS = inflected("meet", "confer", "huddle", "dine")
TALK_VERBS = inflected("speak", "talk", "consult", "negotiate", "converse", "chat", "engage")
TELL_VERBS = inflected("tell", "inform", "assure")
CALL_VERBS = inflected("phone", "telephone")
VISIT_VERBS = inflected("visit", "tour")
TRAVEL_VERBS = inflected(
    "travel", "go", "fly", "head", "come", "return", "arrive", "land", "journey", "jet", "touch", "depart", "leave", "stop"
)  # fmt: skip
HOST_VERBS = inflected("host", "receive", "welcome", "greet", "entertain", "fete")
WRITE_VERBS = inflected("write")
ATTEND_VERBS = inflected("attend", "join", "participate", "take")
SHAKE_VERBS = inflected("shake")

# Where a verb or a light verb sets the first or the last day of a stay.
STARTING = inflected("arrive", "land", "begin", "start", "open", "kick", "embark", "launch", "touch")
ENDING = inflected("leave", "depart", "end", "conclude", "finish", "wrap", "complete", "wind", "cap", "close")
MEALS = any_of("luncheon lunch dinner banquet breakfast")
# Verbs whose simple present speaks of a timetable: "he leaves on Tuesday".
TIMETABLE = inflected(
    "arrive", "leave", "depart", "travel", "go", "fly", "head", "come", "return", "begin", "start", "open", "visit"
)

# Verbs that only carry a noun of engagement: their subject takes part, their dates and places are the engagement's.
LIGHT_VERBS = inflected(
    "hold", "have", "conduct", "pay", "make", "begin", "start", "open", "resume", "continue", "conclude", "end", "finish",
    "wrap", "host", "attend", "join", "undertake", "kick", "complete", "enter", "stage", "convene", "launch", "lead",
    "chair", "take", "close", "embark", "carry", "cap", "arrange", "schedule", "plan", "set", "slate", "cut", "extend", "reopen",
    "restart", "relaunch", "organize", "organise", "exchange", "wind", "do", "participate", "engage", "co-chair", "cochair", "arrive",
    "give", "place", "sign", "send", "receive", "prepare", "occur", "happen", "last", "come", "run", "get", "go", "leave",
    "follow", "depart", "return", "mark", "be", "see", "bring", "postpone", "cancel", "delay", "scrap", "defer",
)  # fmt: skip
# Of these the subject does not itself take part ("the White House arranged a call").
NOT_TAKING_PART = any_of("arrange schedule plan set slate organize organise prepare see mark follow bring")

EXPECTED_WORDS = any_of("expected due scheduled slated")
BE_FORMS = any_of("was were is are been be")
SPEND_VERBS = inflected("spend")
STAY_LENGTHS = any_of("day days night nights week weeks weekend")
TALK_LENGTHS = any_of("hour hours minute minutes time afternoon evening morning")
INVITE_VERBS = inflected("invite")
# Rules that see a visit only where a place of the other side is named.
NEED_PLACE = any_of("verb:expected-in verb:be-in verb:spend-days verb:invited-to noun:invitation")

# Verbs whose subject is to take part in what they want, seek or give up.
WILLING = inflected(
    "propose", "offer", "suggest", "request", "seek", "want", "plan", "schedule", "cancel", "postpone", "scrap", "suspend",
    "refuse", "decline", "reject", "resume", "demand", "accept", "discuss",
)  # fmt: skip
# What is expected, planned, set.
PLANNING = inflected(
    "expect", "plan", "schedule", "slate", "agree", "prepare", "intend", "arrange", "confirm", "pledge", "promise",
    "anticipate", "decide", "commit", "await", "determine", "set", "bind",
)  # fmt: skip
PLANNING |= dict.fromkeys(
    ("due", "set", "ready", "scheduled", "slated", "expected", "likely", "about", "poised", "going", "bound"), "expect"
)

CHAIR_VERBS = inflected("chair", "co-chair", "head", "lead", "attend", "represent", "join")
CHAIRED = any_of(
    "track tracks session sessions side sides team teams delegation delegations dialogue talks meeting round meetings "
    "discussions negotiations group"
)
PHONE_WORDS = frozenset(["phone", "telephone", "hotline"])
VIDEO_WORDS = any_of("video videoconference virtual virtually videolink video-link teleconference")
MILITARY_NOUNS = any_of("port ship warship naval navy fleet destroyer frigate carrier")
