"""Who met whom, when, where and whether it happened: engagements from a parsed article.

The way of a sentence: `prefilter` chooses it, `scene` gathers what lies in it, `triggers` finds the words that name an
engagement, `parties` (with `phrases`) those who take part, `attach` its date and place, `status` whether it happened;
`mentions` puts that together, `tie` joins mentions that tell one engagement, `stories` (with `calendar`) fills in
what the article as a whole gives, `build` makes the result.
"""

from articles.parsing.engagements.build import taken_notes, tell
from articles.parsing.engagements.calendar import dated_by_headings, headings_of, main_day
from articles.parsing.engagements.mentions import find_mentions, last_pair
from articles.parsing.engagements.prefilter import choose_sentences
from articles.parsing.engagements.scene import Scene, set_scene
from articles.parsing.engagements.stories import Frame
from articles.parsing.engagements.surroundings import Surroundings, joint_subjects
from articles.parsing.engagements.tense import tense_from
from articles.parsing.engagements.tie import tie

__all__ = [
    "Frame",
    "Scene",
    "Surroundings",
    "choose_sentences",
    "dated_by_headings",
    "find_mentions",
    "headings_of",
    "joint_subjects",
    "last_pair",
    "main_day",
    "set_scene",
    "taken_notes",
    "tell",
    "tense_from",
    "tie",
]
