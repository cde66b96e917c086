"""Who met whom, when, where and whether it happened: engagements from a parsed article.

The way of a sentence: `scene` gathers what lies in it, `triggers` finds the words that name an engagement,
`parties` those who take part, `attach` its date and place, `status` whether it happened; `mentions` puts that
together, `tie` joins mentions that tell one engagement, `article` fills in what the article as a whole gives.
"""

from articles.parsing.engagements.article import Frame, tell
from articles.parsing.engagements.calendar import main_day
from articles.parsing.engagements.mentions import find_mentions
from articles.parsing.engagements.scene import set_scene
from articles.parsing.engagements.tie import tie

__all__ = ["Frame", "find_mentions", "main_day", "set_scene", "tell", "tie"]
