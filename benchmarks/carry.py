"""What one ledger on two machines costs by a team's book: 5,000 people and 100,000 touchpoints.

``python -m benchmarks.carry FOLDER`` makes the ledger there and measures; it takes some minutes.
The server is one of its own, on a socket. The rows are those of `benchmarks.folder`.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import psycopg

from benchmarks.folder import make_logged, measure_both, on
from benchmarks.timing import measure
from farmer.team import place as places
from tests.servers import Team, running


def main(place: Path) -> None:
    """Measure, and print a line each."""
    place.mkdir(parents=True, exist_ok=True)
    logged, kim, tablet = (place / name for name in ("logged.db", "kim.db", "tablet.db"))
    make_logged(logged)
    for old in (kim, tablet):
        for left in place.glob(f"{old.stem}.*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    shutil.copyfile(logged, kim)
    with running() as server:
        team = server.team()
        for ledger in (kim, tablet):
            measure(on(ledger, "team", "join", team.address("kim"), "--carry"))
            os.environ["FARMER_TEAM_KEY"] = places.get(str(kim)).key
        measure_both(kim, tablet, ["team", "sync"], lambda: _carried(team))


def _carried(team: Team) -> int:
    with psycopg.connect(team.address("owner")) as db:
        pieces = db.execute("SELECT octet_length(piece) FROM farmer_team.own").fetchall()
    return sum(size for (size,) in pieces)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
