"""The words that say whether an engagement took place, is to come, or is off."""

from articles.parsing.engagements import words as w
from articles.parsing.engagements.words import any_of
from timeline.vocabulary import Status

PROPOSING = w.inflected(
    "invite propose hope want seek try consider offer suggest urge wish mull weigh explore request push "
    "ask discuss encourage press aim contemplate facilitate pursue demand look envisage float raise work "
    "attempt need pave lobby"
)
PROPOSING |= w.each("possible eager willing hopeful keen open interested desire", "propose")
DECLINING = w.inflected("decline refuse reject rebuff snub shun spurn deny")
DECLINING |= w.each("unwilling reluctant unable", "decline")
POSTPONING = w.inflected("postpone delay defer suspend shelve reschedule")
CANCELLING = w.inflected("cancel scrap abort abandon axe drop scuttle derail forgo scratch nix")
PHRASAL = {
    ("called", "off"): Status.CANCELLED,
    ("calling", "off"): Status.CANCELLED,
    ("call", "off"): Status.CANCELLED,
    ("calls", "off"): Status.CANCELLED,
    ("put", "off"): Status.POSTPONED,
    ("putting", "off"): Status.POSTPONED,
    ("puts", "off"): Status.POSTPONED,
    ("pushed", "back"): Status.POSTPONED,
    ("put", "back"): Status.POSTPONED,
    ("turned", "down"): Status.DECLINED,
    ("turn", "down"): Status.DECLINED,
    ("ruled", "out"): Status.DECLINED,
    ("rule", "out"): Status.DECLINED,
    ("broke", "off"): Status.CANCELLED,
}
OVERTURE_NOUNS = {
    **w.each(
        "prospect prospects possibility chance invitation proposal request hope hopes idea resumption offer "
        "call suggestion bid desire effort efforts",
        Status.PROPOSED,
    ),
    **w.each(
        "plan plans preparation preparations arrangement arrangements date dates agreement groundwork", Status.PLANNED
    ),
    **w.each("postponement delay suspension", Status.POSTPONED),
    **w.each("cancellation collapse", Status.CANCELLED),
    **w.each("refusal rejection", Status.DECLINED),
}
FUTURE_ADJECTIVES = any_of(
    "upcoming coming forthcoming imminent planned scheduled impending future expected pending next likely "
    "anticipated eventual projected"
)
OPEN_ADJECTIVES = any_of("possible proposed potential prospective tentative hypothetical suggested")
PAST_ADJECTIVES = any_of("recent last latest previous earlier past first landmark rare historic successful recently")
WILL = any_of("will 'll shall wo")
WOULD = frozenset(["would", "'d"])
MAY = any_of("may might could can should must")
REPORTED = any_of("said told says announced added reported")
CONTINUING = w.inflected("last continue end conclude run finish wrap")
OFF_PARTICLE_VERBS = any_of("called put pushed ruled turned broke")
