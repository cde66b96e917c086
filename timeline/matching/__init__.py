"""Which mentions tell of one event: pure scoring, and a clustering that does not depend on their order.

Two mentions are compared by who takes part, when, where and what kind; the reasons are kept, so that an editor can
see why two articles were taken together. What an editor pinned stays where it was pinned.
"""

from timeline.matching.clusters import Cluster, cluster
from timeline.matching.pairs import compare
from timeline.matching.views import MentionView

__all__ = ["Cluster", "MentionView", "cluster", "compare"]
