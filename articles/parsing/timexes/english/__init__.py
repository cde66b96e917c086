"""The English grammar. Where two rules match the same words, the one named first is asked first."""

from articles.parsing.timexes.english import counted, days, deictic, lengths, months, seasons, weekdays
from articles.parsing.timexes.english.rules import Rule

RULES: list[Rule] = [
    *days.RULES,
    *months.RULES,
    *weekdays.RULES,
    *deictic.RULES,
    *counted.RULES,
    *seasons.RULES,
    *lengths.RULES,
]

__all__ = ["RULES", "Rule"]
