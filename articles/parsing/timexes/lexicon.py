"""The words of English date expressions, and the classes the grammar knows them by."""


def word_list(words: str) -> list[str]:
    """A line of words as a list: long tables stay readable."""
    return words.split()


_MONTH_WORDS = (
    ("january", "jan"),
    ("february", "feb", "febr"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, start=1) for word in words}

_WEEKDAY_WORDS = (
    ("monday", "mon"),
    ("tuesday", "tue", "tues"),
    ("wednesday", "wed", "weds"),
    ("thursday", "thu", "thur", "thurs"),
    ("friday", "fri"),
    ("saturday", "sat"),
    ("sunday", "sun"),
)
WEEKDAYS = {word: number for number, words in enumerate(_WEEKDAY_WORDS) for word in words}

PLURAL_WEEKDAYS = {f"{words[0]}s": number for number, words in enumerate(_WEEKDAY_WORDS)}

# Full names are dates wherever they stand capitalised; short ones only beside a number (Jan, Mar, Mon, Sun are names).
FULL_MONTHS = frozenset(words[0] for words in _MONTH_WORDS)
FULL_WEEKDAYS = frozenset(words[0] for words in _WEEKDAY_WORDS)
CLEAR_SHORT_MONTHS = frozenset({"sept", "oct", "nov", "feb", "aug"})
NAME_LIKE_MONTHS = frozenset({"march", "april", "may", "june", "august"})

SEASONS = {"spring": 21, "springtime": 21, "summer": 22, "summertime": 22, "autumn": 23, "fall": 23, "winter": 24}
SEASONS |= {"wintertime": 24}

SINGLE_UNITS = {
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "night": "night",
    "week": "week",
    "weekend": "weekend",
    "fortnight": "fortnight",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
    "century": "century",
    "millennium": "millennium",
}
UNITS = SINGLE_UNITS | {f"{word}s": unit for word, unit in SINGLE_UNITS.items()}
UNITS |= {"centuries": "century", "millennia": "millennium", "min": "minute", "mins": "minute", "hrs": "hour"}
PLURAL_UNITS = frozenset(UNITS) - frozenset(SINGLE_UNITS)

CARDINALS = {
    word: number
    for number, word in enumerate(
        word_list(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty"
        )
    )
}
CARDINALS |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
CARDINALS |= {"ninety": 90, "hundred": 100, "dozen": 12}
TENS = frozenset(word_list("twenty thirty forty fifty sixty seventy eighty ninety"))

ORDINALS = {
    word: number
    for number, word in enumerate(
        word_list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        start=1,
    )
}
ORDINALS |= {"thirtieth": 30}

DECADE_WORDS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70}
DECADE_WORDS |= {"eighties": 80, "nineties": 90}

# TIMEX3's codes for parts of the day.
DAY_PARTS = {
    "morning": "MO",
    "mornings": "MO",
    "dawn": "MO",
    "daybreak": "MO",
    "midmorning": "MO",
    "afternoon": "AF",
    "afternoons": "AF",
    "midafternoon": "AF",
    "evening": "EV",
    "evenings": "EV",
    "dusk": "EV",
    "night": "NI",
    "nights": "NI",
    "overnight": "NI",
    "noon": "12:00",
    "midday": "12:00",
    "midnight": "24:00",
    "lunchtime": "MI",
}

# What a quantity that is no number says of itself: TIMEX3 writes X for it.
VAGUE_COUNTS = frozenset(word_list("several few couple many some dozens scores numerous various"))

SET_WORDS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "quarterly": "P3M",
    "annual": "P1Y",
    "annually": "P1Y",
    "yearly": "P1Y",
    "biannual": "P6M",
    "biannually": "P6M",
    "biennial": "P2Y",
    "biennially": "P2Y",
    "everyday": "P1D",
}


ZONES = frozenset(word_list("gmt utc est edt cst cdt mst mdt pst pdt bst cet cest bjt jst ist hkt et pt local zulu"))

PREPOSITIONS = frozenset(
    word_list(
        "on in at by until till since from to through between before after during of within over for about around "
        "near throughout past beyond as towards toward upto"
    )
)
# The prepositions a reader needs to place a date; what `Timex.signal` may hold.
SIGNALS = frozenset(
    word_list("on in at by until till since from to through between before after during within over for")
)

# A number before one of these counts things, so that it is no year.
COUNTED_NOUNS = frozenset(
    word_list(
        "people troops soldiers men women children officers workers jobs members dollars yuan euros yen pounds "
        "francs meters metres miles kilometers kilometres km kg tons tonnes acres hectares points votes seats "
        "square percent pct degrees feet yards shares barrels bpd cases deaths delegates participants students "
        "journalists companies firms countries homes houses units cars vehicles vessels ships planes aircraft "
        "missiles warheads tanks pages items hours days weeks months years minutes seconds cubic megawatts mw rpm "
        "cc hp gmt hrs words calories liters litres residents refugees protesters demonstrators passengers guests "
        "employees engineers athletes rupees rubles won pesos baht rand nautical strong others more"
    )
)
# A weekday or "today" after these words is part of a title.
TITLE_LEADS = frozenset({"usa", "ruby", "mail on", "bloody", "super"})
# What has a day and is spoken of has happened.
PAST_EVENTS = frozenset(
    word_list(
        "ruling decision attack attacks bombing bombings blast blasts crash shooting shootings killing killings "
        "verdict announcement explosion earthquake quake incident massacre raid strikes accident collision "
        "remarks statement"
    )
)
CAR_MAKES = frozenset(
    word_list(
        "ford toyota chevrolet chevy honda nissan mazda subaru buick cadillac dodge chrysler jeep bmw mercedes "
        "audi volkswagen porsche volvo hyundai kia pontiac lincoln lexus plymouth oldsmobile mercury ferrari "
        "jaguar saab fiat renault peugeot mitsubishi suzuki isuzu acura infiniti saturn gmc camry corolla accord "
        "civic mustang corvette model sedan pickup coupe tesla byd geely"
    )
)
