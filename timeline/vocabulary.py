"""The words of the field, shared by the parser, the database and the pages.

Plain string enumerations without Django, so that the parser can use them. The values are what is stored,
exported and put into URLs; never rename one without a migration.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What a reader would call the engagement."""

    VISIT = "visit"
    MEETING = "meeting"
    TALKS = "talks"
    SUMMIT = "summit"
    DIALOGUE = "dialogue"
    CALL = "call"
    VIDEO = "video"
    MILITARY = "military"
    LETTER = "letter"
    OTHER = "other"


class Setting(StrEnum):
    """Where the sides stand to each other: the modes of PLOVER's CONSULT."""

    BILATERAL = "bilateral"  # on the soil of one of the two
    THIRD_COUNTRY = "third-country"
    MULTILATERAL = "multilateral"  # at or on the sidelines of a gathering of many
    REMOTE = "remote"


class Status(StrEnum):
    """The steps of an engagement's life line."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    ONGOING = "ongoing"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DECLINED = "declined"


class Side(StrEnum):
    US = "US"
    PRC = "PRC"
    OTHER = "other"


class Role(StrEnum):
    """In a visit one side is visitor and the other host; elsewhere all are parties."""

    VISITOR = "visitor"
    HOST = "host"
    PARTY = "party"


class Precision(StrEnum):
    """How finely a date is known; the finest that the text supports, never finer."""

    DAY = "day"
    RANGE = "range"  # lasted from one known day to another
    WITHIN = "within"  # once (or for a while), some time between two days
    MONTH = "month"
    SEASON = "season"  # also quarters and halves of a year
    YEAR = "year"
    DECADE = "decade"
    OPEN = "open"  # one end is not known
    UNKNOWN = "unknown"


class Channel(StrEnum):
    """The line of contact an office belongs to; an event's is that of its highest office present."""

    LEADERS = "leaders"
    FOREIGN = "foreign-affairs"
    ECONOMIC = "economic"
    MILITARY = "military"
    CLIMATE = "climate"
    LEGISLATIVE = "legislative"
    OTHER = "other"


class Level(StrEnum):
    """How high it reached on both sides: that of the lower side's highest office taking part."""

    LEADERS = "leaders"  # heads of state, party and government
    MINISTERS = "ministers"  # their deputies, ministers, heads of chambers
    DEPUTIES = "deputies"  # deputy ministers, ambassadors, members of parliament with an office
    OFFICIALS = "officials"


class Topic(StrEnum):
    """What was talked about, as far as the words near the engagement say."""

    TRADE = "trade"
    TECHNOLOGY = "technology"
    TAIWAN = "taiwan"
    SOUTH_CHINA_SEA = "south-china-sea"
    KOREA = "korea"
    RUSSIA_UKRAINE = "russia-ukraine"
    MIDDLE_EAST = "middle-east"
    MILITARY = "military"
    NUCLEAR = "nuclear"
    CLIMATE = "climate"
    FENTANYL = "fentanyl"
    HUMAN_RIGHTS = "human-rights"
    FINANCE = "finance"
    HEALTH = "health"
    PEOPLE_TO_PEOPLE = "people-to-people"
    NORMALIZATION = "normalization"


# Keyed by class too: members of different enumerations with one value are equal as strings.
LABELS = {
    (Kind, Kind.VIDEO): "video call",
    (Kind, Kind.MILITARY): "military contact",
    (Setting, Setting.THIRD_COUNTRY): "third country",
    (Channel, Channel.FOREIGN): "foreign affairs",
    (Level, Level.DEPUTIES): "deputy ministers",
    (Level, Level.OFFICIALS): "other officials",
    (Topic, Topic.SOUTH_CHINA_SEA): "South China Sea",
    (Topic, Topic.TAIWAN): "Taiwan",
    (Topic, Topic.KOREA): "Korea",
    (Topic, Topic.RUSSIA_UKRAINE): "Russia and Ukraine",
    (Topic, Topic.MIDDLE_EAST): "Middle East",
    (Topic, Topic.HUMAN_RIGHTS): "human rights",
    (Topic, Topic.PEOPLE_TO_PEOPLE): "people to people",
}


def label(value: StrEnum) -> str:
    """The words a page shows for a value."""
    return LABELS.get((type(value), value), str(value))


def choices(enum: type[StrEnum]) -> list[tuple[str, str]]:
    """(stored, shown) pairs, as Django's fields and forms want them."""
    return [(member.value, label(member)) for member in enum]
