"""How well mentions of one event find each other: pairwise scores of `timeline.matching` on expected engagements.

    python benchmarks/matching.py [articles/samples/expected.json] [--misses]

The mentions are the expected ones, not the parser's, so that only matching is measured. Two mentions of different
articles with one `id` should be in one cluster, with different ids in different ones.
"""

import argparse
import csv
import json
import re
import sys
from datetime import date
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from timeline import edtf  # noqa: E402 - the project's folder must be on the path first
from timeline.matching import MentionView, cluster, compare  # noqa: E402


def rows(name: str) -> list[dict]:
    with (ROOT / "timeline/reference" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PEOPLE = {row["full_name"] for row in rows("officials.csv")}
SPOTS = {r["city"]: (float(r["latitude"]), float(r["longitude"])) for r in rows("venues.csv") if r["kind"] == "city"}


GROUP = re.compile(r"States|China|Chinese|American|Navy|[a-z]+s$|officials|team")


def people_and_bodies(event: dict, strangers: set[str]) -> dict:
    """The names of a side as people, and everything else as bodies."""
    sides = {"US": event["us"], "PRC": event["prc"]}
    known = PEOPLE | {name for name in strangers if not GROUP.search(name)}
    people = {side: frozenset(name for name in names if name in known) for side, names in sides.items()}
    bodies = frozenset(f"{side}:{name}" for side, names in sides.items() for name in names if name not in known)
    return {"us": people["US"], "prc": people["PRC"], "bodies": bodies}


def views_of(folder: dict) -> dict[str, tuple[MentionView, str]]:
    """Mentions by key, each with the id of its event."""
    found = {}
    for doc in folder["docs"]:
        for number, event in enumerate(doc["events"]):
            key = f"{doc['file']}#{number}"
            earliest, latest = edtf.bounds(event["date"]) if event["date"] else (None, None)
            found[key] = (
                MentionView(
                    key=key,
                    article=doc["file"],
                    kind=event["kind"],
                    status=event["status"],
                    published=date.fromisoformat(doc["published"]),
                    earliest=earliest,
                    latest=latest,
                    precision=edtf.precision_of(event["date"]) if event["date"] else "unknown",
                    **people_and_bodies(event, set(folder.get("strangers", []))),
                    spot=SPOTS.get(event["city"]),
                    visitors=visitors(event),
                    city=event["city"],
                    country=event["country"],
                    gathering=event.get("gathering", ""),
                    topics=frozenset(event["topics"]),
                ),
                event["id"],
            )
    return found


def visitors(event: dict) -> frozenset[str]:
    """A visitor comes from the side that is not at home."""
    if event["kind"] != "visit":
        return frozenset()
    return frozenset(event["prc"] if event["country"] == "US" else event["us"])


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("expected", nargs="?", type=Path, default=ROOT / "articles/samples/expected.json")
    ap.add_argument("--misses", action="store_true")
    options = ap.parse_args()
    found = views_of(json.loads(options.expected.read_text(encoding="utf-8")))
    ids = {key: event for key, (_, event) in found.items()}
    groups = cluster(view for view, _ in found.values())
    home = {member.key: number for number, group in enumerate(groups) for member in group.members}
    right = wrong = missed = 0
    for a, b in combinations(sorted(found), 2):
        together, same = home[a] == home[b], ids[a] == ids[b]
        right += together and same
        wrong += together and not same
        missed += same and not together
        if options.misses and together != same:
            match = compare(found[a][0], found[b][0])
            print(
                "JOINED" if together else "APART ",
                ids[a],
                "|",
                ids[b],
                "|",
                a,
                b,
                match.score,
                match.veto,
                match.reasons,
            )
    precision, recall = right / (right + wrong or 1), right / (right + missed or 1)
    print(f"{len(found)} mentions, {len(set(ids.values()))} events, {len(groups)} clusters")
    score = 2 * precision * recall / (precision + recall or 1)
    print(f"pairs: precision {precision:.3f}  recall {recall:.3f}  F1 {score:.3f}")


if __name__ == "__main__":
    main()
