"""What a sync of a team costs: 5,000 people and 100,000 touchpoints told, on a server of its own.

``python -m benchmarks.team FOLDER`` makes the ledger there and measures; it takes some minutes.
Everything is told to one colleague, with the days that it rests on: the most that there can be.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.ledgers import TODAY, make_ledger
from farmer.ledger import FileLedger
from farmer.model import Touch
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from farmer.tasks.together.team import create, join
from farmer.tasks.together.team_sync import sync
from farmer.team.place import Sharing, change
from farmer.team.rows import EVIDENCE, STANDING
from tests.servers import running

_NOW = datetime.combine(TODAY, datetime.min.time(), UTC)


def _desk(ledger: Path, days: int = 0) -> Desk:
    return Desk(FileLedger(ledger), TODAY + timedelta(days=days), _NOW, print, Settings())


def _timed(what: str, run: Callable[[], Any]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    answer = run()
    took, worked = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what}: {took:.2f} s, processor {worked:.2f} s   {answer}")


def main(folder: Path) -> None:
    """Measure, and print a line each."""
    kim, lee = folder / "kim" / "ledger.db", folder / "lee" / "ledger.db"
    for path in (kim, lee):
        path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(make_ledger(folder / "large.db", "large"), kim)
    make_ledger(lee, "empty")
    with running() as server:
        team = server.team()
        create(team.address("owner"), ["kim", "lee"], run=True, insecure=False)
        key = join(_desk(kim), team.address("kim"), lambda: "", insecure=False).new_key
        join(_desk(lee), team.address("lee"), lambda: key, insecure=False)
        with FileLedger(kim).reading() as reader:
            people = [entry.id for entry in reader.roll(TODAY)]
        with FileLedger(kim).changing("put everybody into a group", _NOW) as writer:
            for person in people:
                writer.add_tag(person, "all")
        told = (Sharing("@all", "*"), Sharing("@all", "lee", EVIDENCE))
        change(str(kim), lambda now: replace(now, shares=told))
        _timed("Kim's first sync, of everything", lambda: sync(_desk(kim)))
        _timed("Lee's first sync, of everything", lambda: sync(_desk(lee)))
        _timed("Kim again, nothing new", lambda: sync(_desk(kim)))
        _timed("Lee again, nothing new", lambda: sync(_desk(lee)))
        _timed("Kim the day after, nothing new", lambda: sync(_desk(kim, 1)))
        with FileLedger(kim).changing("log", _NOW) as writer:
            writer.add_touch(people[0], Touch(TODAY, "meal"))
        _timed("Kim, one touch new", lambda: sync(_desk(kim, 1)))
        _timed("Lee, one person new", lambda: sync(_desk(lee, 1)))
        change(str(kim), lambda now: replace(now, shares=(Sharing("@all", "*", STANDING),)))
        _timed("Kim takes the days back", lambda: sync(_desk(kim, 1)))
        _timed("Lee gives them back", lambda: sync(_desk(lee, 1)))
    for place in folder.glob("*/ledger.team.json"):
        print(
            f"{place.parent.name}: the file beside the ledger has {place.stat().st_size >> 20} MB"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
