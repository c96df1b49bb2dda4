"""Which pairs will be silent? ``python -m benchmarks.going_cold TRACE…`` (method C6).

Prints the area under the ROC curve of each rule on each trace: 0.5 is a coin, 1 a prophet. A trace
is a file of ``src,dst,unix_time``; ``NAME.csv:30,90`` asks it about 30 and 90 days, else 30.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.roc import area
from benchmarks.rules import RULES
from benchmarks.traces import questions, read_trace

HORIZON = 30


def measure(path: Path, horizon: int) -> dict[str, float]:
    """The area of every rule on one trace."""
    asked = list(questions(read_trace(path), horizon))
    spoke = [question.spoke for question in asked]
    return {
        name: area([rule(question) for question in asked], spoke) for name, rule in RULES.items()
    }


def settings(words: Iterable[str]) -> list[tuple[Path, int]]:
    """The traces and horizons that are asked for."""
    found = []
    for word in words:
        name, _, horizons = word.partition(":")
        found += [(Path(name), int(each)) for each in (horizons or str(HORIZON)).split(",")]
    return found


def main(words: Iterable[str]) -> None:
    """Print the table, the best on the mean first."""
    asked = settings(words)
    columns = [measure(path, horizon) for path, horizon in asked]
    heads = [f"{path.stem[:14]} {horizon}" for path, horizon in asked]
    print(f"{'':32}", *(f"{head:>17}" for head in heads), f"{'mean':>6}", sep="  ")
    means = {name: sum(column[name] for column in columns) / len(columns) for name in RULES}
    for name in sorted(RULES, key=lambda each: -means[each]):
        cells = (f"{column[name]:17.3f}" for column in columns)
        print(f"{name:32}", *cells, f"{means[name]:6.3f}", sep="  ")


if __name__ == "__main__":
    main(sys.argv[1:])
