"""The words that engagements are told with. Tables only: what each means to a rule is said where the rule is."""

from timeline.vocabulary import Kind


def any_of(words: str) -> frozenset[str]:
    """A table of words, written as a line of them."""
    return frozenset(words.split())


# Verbs whose forms the regular rules do not give: the verb, then its other forms.
_IRREGULAR = (
    "be was been being were is are am, begin began begun beginning, break broke broken breaking, bring brought "
    "brought bringing, cancel canceled cancelled canceling cancelling, come came come coming, confer conferred "
    "conferred conferring, cut cut cut cutting, defer deferred deferred deferring, do did done doing does, drop "
    "dropped dropped dropping, find found found finding, fly flew flown flying, forgo forwent forgone forgoing, "
    "freeze froze frozen freezing, get got gotten getting, give gave given giving, go went gone going, have had "
    "had having, hold held held holding, keep kept kept keeping, know knew known knowing, lead led led "
    "leading, leave left left leaving, let let let letting, make made made making, meet met met meeting, pay paid "
    "paid paying, plan planned planned planning, put put put putting, refer referred referred referring, say said "
    "said saying, scrap scrapped scrapped scrapping, see saw seen seeing, seek sought sought seeking, send sent "
    "sent sending, set set set setting, shake shook shaken shaking, sit sat sat sitting, speak spoke spoken "
    "speaking, spend spent spent spending, spur spurred spurred spurring, stop stopped stopped stopping, take "
    "took taken taking, tell told told telling, think thought thought thinking, travel traveled travelled "
    "traveling travelling, undertake undertook undertaken undertaking, win won won winning, wind wound wound winding, "
    "withdraw withdrew "
    "withdrawn withdrawing, wrap wrapped wrapped wrapping, write wrote written writing "
)
IRREGULAR = {row.split()[0]: frozenset(row.split()) for row in _IRREGULAR.split(",")}


def forms(verb: str) -> set[str]:
    """The inflected forms of a verb: from the table, else by the regular rules."""
    stem = verb[:-1] + "i" if verb.endswith("y") and verb[-2] not in "aeiou" else verb
    third = stem + ("es" if stem.endswith(("s", "sh", "ch", "x", "i", "o")) else "s")
    if verb in IRREGULAR:
        return {verb, third, *IRREGULAR[verb]}
    if verb.endswith("e"):
        return {verb, third, verb + "d", verb[:-1] + "ing"}
    return {verb, third, stem + "ed", verb + "ing"}


def inflected(verbs: str) -> dict[str, str]:
    """Every form of the verbs, pointing at its dictionary form."""
    return {form: verb for verb in verbs.split() for form in sorted(forms(verb))}


def each(words: str, value) -> dict:
    """A table in which all of the words mean the same."""
    return dict.fromkeys(words.split(), value)


# Nouns that name an engagement, with the kind a reader would call it.
NOUNS: dict[str, Kind] = {
    **each("visit visits trip trips tour tours journey journeys stopover stay", Kind.VISIT),
    **each("invitation invitations", Kind.VISIT),
    **each("arrival arrivals mission missions swing pilgrimage", Kind.VISIT),
    **each("meeting meetings encounter encounters audience session sessions", Kind.MEETING),
    **each("sit-down tete-a-tete get-together", Kind.MEETING),
    **each("luncheon lunch dinner banquet breakfast", Kind.MEETING),
    **each("talk talks negotiation negotiations consultation consultations", Kind.TALKS),
    **each("discussion discussions conversation conversations round rounds", Kind.TALKS),
    **each("summit summits mini-summit", Kind.SUMMIT),
    **each("dialogue dialogues dialog dialogs", Kind.DIALOGUE),
    **each("call calls phonecall phone-call telephone-call", Kind.CALL),
    **each("videoconference teleconference video-conference video-call", Kind.VIDEO),
    **each("exercise exercises drill drills maneuvers manoeuvres", Kind.MILITARY),
    **each("letter letters", Kind.LETTER),
    **each("engagement engagements interaction interactions exchange", Kind.MEETING),
}

# "session", "round", "exercise", "letter", "call", "tour", "dinner" are engagements only in certain company.
WEAK_NOUNS = any_of(
    "session sessions round rounds exercise exercises drill drills letter letters call calls tour tours "
    "mission missions swing stay dinner lunch luncheon banquet audience talk dialogue dialogues dialog "
    "dialogs encounter encounters conversation conversations arrival arrivals journey journeys summit "
    "summits maneuvers manoeuvres"
)
PLURALS = any_of("visits trips tours meetings summits calls rounds dialogues encounters sessions journeys letters")

MEET_VERBS = inflected("meet confer huddle dine")
TALK_VERBS = inflected("speak talk consult negotiate converse chat engage")
TELL_VERBS = inflected("tell inform assure")
CALL_VERBS = inflected("phone telephone")
VISIT_VERBS = inflected("visit tour")
TRAVEL_VERBS = inflected("travel go fly head come return arrive land journey jet touch depart leave stop follow")
HOST_VERBS = inflected("host receive welcome greet entertain fete")
WRITE_VERBS = inflected("write")
ATTEND_VERBS = inflected("attend join participate take")
SIT_VERBS = any_of("sit sat sits sitting")
SIGN_VERBS = any_of("sign signs signed signing")
HAND_VERBS = any_of("hand hands handed handing present presents presented")
FLANKING = any_of("flanked accompanied joined attended")
PRESSING = inflected("tell inform assure press urge warn ask remind thank question lobby")
HOSTS = any_of("host hosts partner partners")
# Acts that two people do at a meeting as often as they are the meeting; done by one side, they are none.
FACE_TO_FACE = any_of("verb:tell verb:face verb:sit-with verb:sign verb:hand verb:hours-with verb:guest-of verb:summon")
SHAKE_VERBS = inflected("shake")

# Where a verb or a light verb sets the first or the last day of a stay.
STARTING = inflected("arrive land begin start open kick embark launch touch")
ENDING = inflected("leave depart end conclude finish wrap complete wind cap close")
MEALS = any_of("luncheon lunch dinner banquet breakfast")
VAGUE_NOUNS = any_of("engagement engagements interaction interactions exchange")  # a meeting only between persons
# Verbs whose simple present speaks of a timetable: "he leaves on Tuesday".
TIMETABLE = inflected(
    "stay remain arrive leave depart travel go fly head come return begin start open visit end conclude"
)

# Verbs that only carry a noun of engagement: their subject takes part, their dates and places are the engagement's.
LIGHT_VERBS = inflected(
    "hold have conduct pay make begin start open resume continue conclude end finish wrap host attend "
    "join undertake kick complete enter stage convene launch lead chair take close embark carry cap "
    "arrange schedule plan set slate cut extend reopen restart relaunch organize organise exchange wind "
    "do participate engage co-chair cochair arrive give place sign send receive prepare occur happen last "
    "come run get go leave follow depart return mark be see bring postpone cancel delay scrap defer rearrange "
    "reinstate revive"
)
# Of these the subject does not itself take part ("the White House arranged a call").
NOT_TAKING_PART = any_of("arrange schedule plan set slate organize organise prepare see mark follow bring")

EXPECTED_WORDS = any_of("expected due scheduled slated")
BE_FORMS = any_of("was were is are been be")
STAY_VERBS = inflected("stay remain")
RETURN_FORMS = any_of("returned returns returning")
SPEND_VERBS = inflected("spend")
STAY_LENGTHS = any_of("day days night nights week weeks weekend")
TALK_LENGTHS = any_of("hour hours minute minutes time afternoon evening morning")
HOURS = any_of("hour hours minutes")
INVITE_VERBS = inflected("invite")
# Rules that see a visit only where a place of the other side is named.
NEED_PLACE = any_of(
    "verb:expected-in verb:back-from verb:be-in verb:stay-in verb:spend-days "
    "verb:invited-to verb:take-to verb:lead-to noun:invitation"
)

# Verbs whose subject is to take part in what they want, seek or give up.
WILLING = inflected(
    "propose offer suggest request seek want plan schedule cancel postpone scrap suspend refuse decline "
    "rearrange reinstate revive "
    "reject resume demand accept discuss consider mull weigh"
)
# What is expected, planned, set.
PLANNING = inflected(
    "expect plan schedule slate agree prepare intend arrange confirm pledge promise anticipate decide "
    "commit await determine set bind"
)
PLANNING |= each("due set ready scheduled slated expected likely about poised going bound", "expect")

CONVENING = inflected("convene reconvene hold assemble")
CHAIR_VERBS = inflected("chair co-chair head lead attend represent join")
CHAIRED = any_of(
    "track tracks session sessions side sides team teams delegation delegations dialogue talks meeting round meetings "
    "discussions negotiations group"
)
PHONE_WORDS = frozenset(["phone", "telephone", "hotline"])
VIDEO_WORDS = any_of("video videoconference virtual virtually videolink video-link teleconference")
MILITARY_NOUNS = any_of("port ship warship naval navy fleet destroyer frigate carrier")
SHIPS = any_of(
    "fleet ship ships warship warships destroyer destroyers frigate frigates vessel vessels tanker "
    "carrier cruiser cruisers submarine flotilla boats"
)
