"""No room, no right: one sentence, the right exit, and nothing changed."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.killing import contents, damage, settled, undisturbed
from tests.torture.process import Ended, play
from tests.torture.village import Place, Scenario

# How much of what the ledger becomes may be written: the disk is full somewhere in the middle.
PARTS = (0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95, 0.99)
REFUSED = 6


@dataclass
class Refusals:
    """What came of so many tries; `done` of them had room enough after all."""

    tries: int = 0
    done: int = 0
    lost: list[str] = field(default_factory=list)


def without_room(scenario: Scenario, folder: Path, parts: Sequence[float] = PARTS) -> Refusals:
    """Type the command where no file may grow beyond a part of what the ledger becomes."""
    place = settled(scenario, folder)
    was = contents(place.ledger)
    undisturbed(scenario, place)
    size = place.ledger.stat().st_size
    report = Refusals()
    for part in parts:
        place.restore()
        with _files_of_at_most(int(part * size)):
            ended = play(scenario.words, place.folder)
        _examine(report, place, ended, was, f"with room for {part:.0%}")
    return report


@contextmanager
def _files_of_at_most(size: int) -> Iterator[None]:
    """Let no file of this process or its children grow beyond `size`."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def _examine(
    report: Refusals, place: Place, ended: Ended, was: list[str], circumstances: str
) -> None:
    report.tries += 1
    if ended.status == 0:
        report.done += 1
        return
    if ended.status != REFUSED or "Traceback" in ended.err or not ended.err.strip():
        report.lost.append(f"{circumstances}: {ended.status}, {ended.err.strip()}")
    if contents(place.ledger) != was:
        report.lost.append(f"{circumstances}: the ledger is changed")
    if play(["list"], place.folder).status != 0:
        report.lost.append(f"{circumstances}: the next command does not work")
    report.lost += damage(place.ledger) if place.ledger.exists() else []
