"""Who calls whom a close friend? ``python -m benchmarks.survey SURVEY TRACE…``

The survey is a file with ``id1``, ``id2`` and ``close_friends``; the traces are of the same people,
a day of contact in them a meeting, in those called ``…calls`` a call. The contact part of farmer's
score (method C2: cultivation, tenure and freshness, of which no fact is known here) is compared
with counting days and with recency, by the area under the ROC curve.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from benchmarks.roc import area
from benchmarks.traces import read_trace
from farmer.model import Touch
from farmer.scoring import assess

_EPOCH = date(1970, 1, 1).toordinal()
CONTACT = ("cultivation", "tenure", "freshness")

Pair = tuple[str, str]


def main(words: Iterable[str]) -> None:
    """Print the areas."""
    survey, *traces = map(Path, words)
    friends = _friends(survey)
    touches = _touches(traces)
    end = max(touch.on for found in touches.values() for touch in found)
    scored: dict[str, list[float]] = {
        name: [] for name in ("contact part of the score", "days of contact", "recency")
    }
    for pair in friends:
        known = touches.get(pair, [])
        parts = {part.name: part.points for part in assess(known, [], end).components}
        scored["contact part of the score"].append(sum(parts[name] for name in CONTACT))
        scored["days of contact"].append(float(len({touch.on for touch in known})))
        last = max((touch.on for touch in known), default=None)
        scored["recency"].append(-float((end - last).days) if last else float("-inf"))
    print(f"{len(friends)} pairs, {sum(friends.values())} of them close friends")
    for name, scores in scored.items():
        print(f"{name:28}{area(scores, list(friends.values())):7.3f}")


def _friends(path: Path) -> dict[Pair, bool]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {_pair(row["id1"], row["id2"]): row["close_friends"] == "1" for row in rows}


def _touches(traces: Iterable[Path]) -> dict[Pair, list[Touch]]:
    found: defaultdict[Pair, list[Touch]] = defaultdict(list)
    for path in traces:
        kind = "call" if path.stem.endswith("calls") else "meeting"
        for pair, days in read_trace(path).items():
            found[_pair(*pair)] += [Touch(date.fromordinal(_EPOCH + day), kind) for day in days]
    return found


def _pair(one: str, other: str) -> Pair:
    first, second = sorted((one, other))
    return first, second


if __name__ == "__main__":
    main(sys.argv[1:])
