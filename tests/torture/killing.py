"""Killed at any moment: what was acknowledged is there, all else is there whole or not at all."""

from __future__ import annotations

import shlex
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from tests.torture.process import play
from tests.torture.village import Place, Scenario, lay_out

_INDEX = ('INSERT INTO "search', 'INSERT INTO "sqlite_', "INSERT INTO sqlite_")
# A reading command and a writing one: whatever comes next simply works.
NEXT = (("list",), ("add", "Zed Quist", "--json"))


@dataclass
class Report:
    """What came of killing one command so many times.

    Attributes:
        kills: how often it was killed before it had ended.
        before, after: how often the ledger was then as before it, and as after it.
        journals: how often a hot journal was left behind.
        lost: what ought not to be, in words.
    """

    kills: int
    before: int
    after: int
    journals: int
    lost: list[str]


def kill(scenario: Scenario, folder: Path, times: int, seed: int = 0) -> Report:
    """Kill the scenario's command so many times, at moments spread over all it takes."""
    place = settled(scenario, folder)
    was = contents(place.ledger)
    takes = undisturbed(scenario, place)
    becomes = contents(place.ledger)
    random = Random(f"{scenario.name} {seed}")
    report = Report(0, 0, 0, 0, [])
    while report.kills < times:
        place.restore()
        ended = play(scenario.words, place.folder, kill_after=random.uniform(0, 1.1) * takes)
        if ended.status >= 0:
            continue  # it was quicker this time
        report.kills += 1
        report.journals += (place.folder / "ledger.db-journal").exists()
        _examine(place, report, acknowledged=bool(ended.out), was=was, becomes=becomes)
    return report


def contents(ledger: Path) -> list[str]:
    """Every row of the ledger, its log included, as SQL; nothing where there is none yet.

    Without the search index, whose pages depend on its history, and without the schema, in which a
    migration leaves constraints in any order.
    """
    if not ledger.exists() or not ledger.stat().st_size:
        return []
    with closing(sqlite3.connect(ledger)) as db:
        lines = (line for line in db.iterdump() if line.startswith("INSERT"))
        return [line for line in lines if not line.startswith(_INDEX)]


def settled(scenario: Scenario, folder: Path) -> Place:
    """A place as it is before the scenario's command, remembered."""
    place = lay_out(folder)
    if scenario.begins is not None:
        scenario.begins(place.ledger)
    for command in scenario.before:
        ended = play(shlex.split(command), place.folder)
        assert ended.status == 0, (command, ended)
    place.remember()
    return place


def undisturbed(scenario: Scenario, place: Place) -> float:
    """Seconds that the command takes when nobody disturbs it; the ledger is left as it makes it."""
    taken = []
    for _ in range(3):
        place.restore()
        ended = play(scenario.words, place.folder)
        assert ended.status == 0, ended
        taken.append(ended.seconds)
    return median(taken)


def _examine(
    place: Place, report: Report, *, acknowledged: bool, was: list[str], becomes: list[str]
) -> None:
    """What the next commands find, and what the ledger is then."""
    reads = play(NEXT[0], place.folder)
    if reads.status != 0:
        report.lost.append(f"the next reading command ended with {reads.status}: {reads.err}")
    found = contents(place.ledger)
    if found == becomes:
        report.after += 1
    elif found == was:
        report.before += 1
        if acknowledged:
            report.lost.append("what was acknowledged is not there")
    else:
        report.lost.append("it is neither as before nor as after")
    writes = play(NEXT[1], place.folder)
    if writes.status != 0:
        report.lost.append(f"the next writing command ended with {writes.status}: {writes.err}")
    report.lost += damage(place.ledger)


def damage(ledger: Path) -> list[str]:
    """What SQLite itself finds wrong."""
    with closing(sqlite3.connect(ledger)) as db:
        found = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        return found + [str(row) for row in db.execute("PRAGMA foreign_key_check")]
