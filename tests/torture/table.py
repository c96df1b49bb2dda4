"""What was tried, how often, and what was lost: the table of docs/reliability.md."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tests.torture.commands import every_scenario
from tests.torture.crowding import crowd
from tests.torture.cutting import cut, recorded
from tests.torture.failing import KINDS, fail
from tests.torture.stage import Stage
from tests.torture.village import Scenario

DOCUMENT = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGINS, ENDS = "<!-- written by make torture -->\n", "<!-- end -->\n"
WRITERS, CHANGES = 8, 200
# Side by side, for so many cores.
_WORKERS = 2
# For each try of another kind the power is cut at so many points of a command, which costs little;
# at each there are so many states of the disk by chance.
_POINTS, _CHANCES = 8, 4
_CUT = "power cut"
_COLUMNS = (_CUT, *KINDS)


@dataclass(frozen=True)
class Tried:
    """A scenario, how often each kind of trouble was tried, and what was lost, in words."""

    name: str
    locked: bool
    tries: dict[str, int]
    lost: list[str]
    unsaid: list[str]


def tried(scenario: Scenario, tries: int, seed: int) -> Tried:
    """Try everything with one scenario: each kind of trouble so many times."""
    counts: dict[str, int] = {}
    lost: list[str] = []
    unsaid: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        done = recorded(scenario, Path(folder) / "place", _stage())
        cuts = cut(scenario, done, _stage(), points=_POINTS * tries, chances=_CHANCES, seed=seed)
        counts[_CUT] = cuts.states
        lost += [f"{_CUT} {line}" for line in cuts.lost]
        for kind in KINDS:
            failed = fail(scenario, done, _stage(), kind, tries, seed)
            counts[kind] = failed.tries
            lost += failed.lost
            unsaid += failed.unsaid
    return Tried(scenario.name, scenario.locked, counts, lost, unsaid)


def write(tries: int, seed: int = 0) -> list[str]:
    """Try everything, write the table, and return what was lost."""
    began = datetime.now(UTC)
    found = []
    with ProcessPoolExecutor(_WORKERS) as pool:
        for each in pool.map(_tried, ((each, tries, seed) for each in every_scenario())):
            _tell(each)
            found.append(each)
    with tempfile.TemporaryDirectory() as folder:
        busy = crowd(Path(folder) / "place", WRITERS, CHANGES)
    minutes = round((datetime.now(UTC) - began).total_seconds() / 60)
    head = (
        f"On {began.date().isoformat()}, Python {sys.version.split()[0]}, {sys.platform}, "
        f"`make torture TRIES={tries}`, {minutes} minutes; plain + locked:"
    )
    crowded = (
        f"Many at once: {WRITERS} writers, {busy.changes} changes, {busy.reads} reads; "
        f"{busy.there} there. Lost: {len(busy.lost) or 'nothing'}."
    )
    _put_down([head, "", *_lines(found), "", crowded])
    return [line for each in found for line in (*each.lost, *each.unsaid)] + busy.lost


def _lines(found: Sequence[Tried]) -> Iterator[str]:
    """The table: a line for each command, its plain and its locked ledger together."""
    yield f"| command | {' | '.join(_COLUMNS)} | lost | no sentence |"
    yield "|---" * (len(_COLUMNS) + 3) + "|"
    for name in dict.fromkeys(each.name for each in found):
        alike = [each for each in found if each.name == name]
        cells = [" + ".join(str(each.tries[kind]) for each in alike) for kind in _COLUMNS]
        yield f"| {name} | {' | '.join([*cells, *_outcome(alike)])} |"
    cells = [str(sum(each.tries[kind] for each in found)) for kind in _COLUMNS]
    yield f"| *together* | {' | '.join([*cells, *_outcome(found)])} |"


def _outcome(found: Sequence[Tried]) -> tuple[str, str]:
    """How much was lost, and how often something else was said than a sentence."""
    lost, unsaid = sum(len(each.lost) for each in found), sum(len(each.unsaid) for each in found)
    return str(lost or "nothing"), str(unsaid or "never")


def _put_down(lines: Sequence[str]) -> None:
    before, rest = DOCUMENT.read_text(encoding="utf-8").split(BEGINS)
    _, after = rest.split(ENDS)
    written = "\n".join([*lines, ""])
    DOCUMENT.write_text(before + BEGINS + written + ENDS + after, encoding="utf-8")


def _tell(each: Tried) -> None:
    kind = "locked" if each.locked else "plain"
    lines = [f"{each.name}, {kind}: {each.tries}", *each.lost, *each.unsaid]
    sys.stdout.write("\n".join([*lines, ""]))
    sys.stdout.flush()


def _tried(asked: tuple[Scenario, int, int]) -> Tried:
    return tried(*asked)


@cache
def _stage() -> Stage:
    """This process's own; it ends when this one does."""
    return Stage()
