"""What one ledger on two machines costs through a folder: 5,000 people and 100,000 touchpoints.

``python -m benchmarks.folder FOLDER`` makes the ledger there and measures; it takes some minutes.
All of it is in the log, as what was typed or imported is. The key is at hand, as from a keyring.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.ledgers import SIZES, TODAY, fill
from benchmarks.timing import Command, farmer, measure
from farmer.ledger import FileLedger
from farmer.model import Contact

_KEY = {"FARMER_KEY_COMMAND": f"echo {'5e' * 32}"}
_RUNS = 3


def main(place: Path) -> None:
    """Measure, and print a line each."""
    place.mkdir(parents=True, exist_ok=True)
    logged, kim, tablet, between = (
        place / name for name in ("logged.db", "kim.db", "tablet.db", "between")
    )
    make_logged(logged)
    for old in (kim, tablet):
        old.unlink(missing_ok=True)
    shutil.rmtree(between, ignore_errors=True)
    between.mkdir()
    shutil.copyfile(logged, kim)
    measure_both(kim, tablet, ["sync", str(between)], lambda: sum(map(_size, between.iterdir())))


def measure_both(kim: Path, tablet: Path, sync: Sequence[str], between: Callable[[], int]) -> None:
    """Sync the two by those words, and print a line each; `tablet` is a new machine.

    `between` is how large that is which carries it.
    """
    print("| what | wall clock | processor | memory | kim's | the other's | between |")
    print("|---|---|---|---|---|---|---|")

    def timed(what: str, ledger: Path, *before: Sequence[str]) -> None:
        took = []
        for _ in range(_RUNS if before else 1):
            for words in before:
                measure(on(ledger if words[0] != "there" else kim, *words))
            took.append(_clocked(on(ledger, *sync)))
        wall, cpu, memory = (sorted(each)[len(took) // 2] for each in zip(*took, strict=True))
        sizes = (_size(kim), _size(tablet), between())
        print(
            f"| {what} | {wall:.2f} s | {cpu:.2f} s | {memory:.0f} MB | "
            + " | ".join(f"{size / 1e6:.1f} MB" for size in sizes)
            + " |",
            flush=True,
        )

    timed("first sync of the first machine", kim)
    timed("first sync of a new machine", tablet)
    timed("the first again, nothing new", kim)
    timed("the other again, nothing new", tablet)
    for each in (kim, tablet):
        measure(on(each, "log", "Ana Ruiz", "--on", "2026-06-01"))
    timed("the first, one touchpoint typed", kim)
    timed("the other, one typed and one to take in", tablet)
    timed("the first, one to take in", kim)
    timed("the other, nothing new", tablet)


def make_logged(path: Path) -> None:
    """A ledger of that size at `path`, all of whose rows the log knows."""
    if path.exists():
        return
    people, touches = SIZES["large"]
    began = datetime.combine(TODAY, datetime.min.time(), UTC)
    with FileLedger(path).changing("invent people", began) as writer:
        writer.add_contact(Contact("Ana Ruiz", added_on=TODAY))
    with FileLedger(path).changing("invent touchpoints", began) as writer:
        fill(writer.connection, people, touches)


def on(ledger: Path, *words: str) -> Command:
    """A command there, which has the key at hand."""
    command = farmer(*words, ledger=str(ledger))
    return replace(command, environ={**command.environ, **_KEY})


def _clocked(command: Command) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and megabytes."""
    began = time.perf_counter()
    cpu, memory = measure(command)
    return time.perf_counter() - began, cpu, memory


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


if __name__ == "__main__":
    main(Path(sys.argv[1]))
