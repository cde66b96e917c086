"""Chains of articles that tell one event from its proposal to its end: every step with its day, and the last state."""

import json
from datetime import date
from pathlib import Path

import pytest

from articles.claiming import claims_of, houses_of, summary_of
from articles.parsing.lexicon import default_lexicon
from articles.parsing.pipeline import parse_article
from timeline import edtf
from timeline.decide import ClaimView, Values, decide
from timeline.matching import Cluster, MentionView, cluster

FILE = Path(__file__).parents[1] / "data" / "chains" / "chains.jsonl"
CHAINS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines() if line.strip()]


def told(chain: dict) -> list[Values]:
    """The events that reading a chain's articles gives, the one with the most articles first."""
    views, claims = [], {}
    for number, article in enumerate(chain["articles"]):
        published = date.fromisoformat(article["published"])
        report = parse_article(article["text"], dct=published, lexicon=default_lexicon())
        for engagement in report.engagements:
            key, summary = f"{number}/{engagement.ref}", summary_of(engagement)
            views.append(view_of(key, str(number), published, summary))
            claims[key] = [
                ClaimView(
                    0, row.field, row.value, key, str(number), published, summary["status"], row.score,
                    engagement.confidence, engagement.background, row.span.start,
                )
                for row in claims_of(engagement)
            ]  # fmt: skip
    groups: list[Cluster] = sorted(cluster(views), key=lambda group: -len({m.article for m in group.members}))
    return [decide([claim for member in group.members for claim in claims[member.key]], []) for group in groups]


def view_of(key: str, article: str, published: date, summary: dict) -> MentionView:
    days = {name: date.fromisoformat(summary[name]) if summary[name] else None for name in ("earliest", "latest")}
    sets = {name: frozenset(summary[name]) for name in ("us", "prc", "bodies", "visitors", "topics")}
    houses = houses_of(summary, published, default_lexicon())
    plain = {
        name: summary[name] for name in ("kind", "status", "precision", "city", "country", "venue_key", "gathering")
    }
    return MentionView(key=key, article=article, published=published, houses=houses, **days, **sets, **plain)


def missing(chain: dict, event: Values) -> list[str]:
    """What of a chain's expected steps the event does not show."""
    shown = {(step.status, step.day) for step in event.steps}
    wanted = {(step["status"], step["day"]) for step in chain["steps"]}
    missed = [f"{status} {day}" for status, day in sorted(wanted - shown) if not nearly(status, day, shown)]
    if event.status != chain["last"]:
        missed.append(f"last: {event.status} instead of {chain['last']}")
    return missed


def nearly(status: str, day: str, shown: set[tuple[str, str]]) -> bool:
    """A step whose bounds are the same, however it is written."""
    return any(status == s and d and edtf.bounds(d) == edtf.bounds(day) for s, d in shown)


def measure() -> tuple[int, int, int, list[str]]:
    """Steps right, steps in all, last states right, and what is missing, a line a chain."""
    right = total = last = 0
    lines = []
    for chain in CHAINS:
        events = told(chain)
        missed = missing(chain, events[0]) if events else ["no event"]
        steps_missed = len([m for m in missed if not m.startswith("last")])
        total += len(chain["steps"])
        right += max(0, len(chain["steps"]) - steps_missed) if events else 0
        last += bool(events) and events[0].status == chain["last"]
        if missed:
            steps = [(step.status, step.day) for step in events[0].steps] if events else []
            lines.append(f"{chain['id']}: {'; '.join(missed)} | shown {steps}")
    return right, total, last, lines


@pytest.mark.slow
def test_every_step_has_its_day_and_the_last_state_is_right():
    right, total, last, lines = measure()

    assert (right, last) == (total, len(CHAINS)) == (115, 40), "\n".join(
        [f"{right} of {total} steps, {last} last states", *lines]
    )


if __name__ == "__main__":
    right, total, last, lines = measure()
    print(*lines, f"{right} of {total} steps, {last} of {len(CHAINS)} last states", sep="\n")
