"""What was tried, how often, and what was lost: the table of docs/reliability.md."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.torture.crowding import crowd
from tests.torture.killing import kill
from tests.torture.refusing import without_room
from tests.torture.village import scenarios

DOCUMENT = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGINS, ENDS = "<!-- written by make torture -->\n", "<!-- end -->\n"
WRITERS, CHANGES = 8, 200


@dataclass(frozen=True)
class Line:
    """One line of the table, and what was lost, in words; nothing ought to be."""

    what: str
    tried: str
    lost: list[str]


def lines(kills: int, changes: int) -> Iterator[Line]:
    """Everything tried, one after another: each command is killed so many times."""
    for scenario in scenarios():
        with _folder() as folder:
            killed = kill(scenario, folder, kills)
        tried = (
            f"{killed.kills} kills: {killed.before} times as before, {killed.after} as after; "
            f"a hot journal {killed.journals} times"
        )
        yield Line(f"killed: {scenario.name}", tried, killed.lost)
    for scenario in scenarios():
        with _folder() as folder:
            full = without_room(scenario, folder)
        tried = f"{full.tries} sizes of a file that cannot grow; {full.done} times room enough"
        yield Line(f"disk full: {scenario.name}", tried, full.lost)
    with _folder() as folder:
        busy = crowd(folder, WRITERS, changes)
    tried = f"{WRITERS} writers, {busy.changes} changes, {busy.reads} reads; {busy.there} there"
    yield Line("many at once", tried, busy.lost)


def write(kills: int, changes: int = CHANGES) -> list[str]:
    """Try everything, write the table, and return what was lost."""
    rows, lost = [], []
    for line in lines(kills, changes):
        row = f"| {line.what} | {line.tried} | {len(line.lost) or 'nothing'} |"
        sys.stdout.write("\n".join([row, *line.lost, ""]))
        sys.stdout.flush()
        rows.append(row)
        lost += line.lost
    before, rest = DOCUMENT.read_text(encoding="utf-8").split(BEGINS)
    _, after = rest.split(ENDS)
    day = datetime.now(UTC).date().isoformat()
    head = (
        f"On {day}, Python {sys.version.split()[0]}, {sys.platform}, `make torture KILLS={kills}`:"
    )
    table = [head, "", "| what | tried | lost |", "|---|---|---|", *rows, ""]
    DOCUMENT.write_text(before + BEGINS + "\n".join(table) + ENDS + after, encoding="utf-8")
    return lost


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "place"
