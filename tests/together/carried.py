"""Machines of one member whose ledger a team's book carries, in the place of a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.conftest import TODAY, Outcome
from tests.keep.killing import Steps
from tests.keep.machines import Machines
from tests.servers import Team

Row = tuple[object, ...]
_ALL = "SELECT keeper, machine, number, push, piece FROM farmer_team.own ORDER BY 1, 2, 3"
PUT = (
    "INSERT INTO farmer_team.own (keeper, machine, number, push, piece) VALUES (%s, %s, %s, %s, %s)"
)
_NOTHING = {"taken": {"came": {}, "changed": 0, "removed": {}}, "sent": 0}


def in_book(team: Team) -> list[Row]:
    """What is carried, as the book's owner sees it."""
    with psycopg.connect(team.address("owner")) as db:
        return db.execute(_ALL).fetchall()


def put_back(team: Team, rows: list[Row]) -> None:
    """Have the server be as it was at a backup."""
    with psycopg.connect(team.address("owner")) as db:
        db.execute("DELETE FROM farmer_team.own")
        db.cursor().executemany(PUT, rows)


@dataclass(frozen=True)
class Exchange:
    """What a sync says of one's own machines, as a sync with a folder says it."""

    said: Outcome

    @property
    def status(self) -> int:
        """How it ended."""
        return self.said.status

    @property
    def out(self) -> str:
        """What it printed."""
        return self.said.out

    @property
    def err(self) -> str:
        """What it refused."""
        return self.said.err

    @property
    def data(self) -> Any:
        """What came and went."""
        return self.said.data["carried"]["exchanged"] or _NOTHING


@dataclass(frozen=True)
class CarriedMachines(Machines):
    """Those that are in a team as Kim; whatever would sync with a folder syncs by the book."""

    team: Team

    def typed(self, machine: str, command: str, today: str = TODAY) -> Any:
        """The same as in a folder."""
        if command.startswith('sync "'):
            return Exchange(super().typed(machine, "team sync --json", today))
        return super().typed(machine, command, today)

    def sync_words(self, source: Path) -> list[str]:
        """What is typed to sync."""
        return ["team", "sync"]

    @property
    def lasting(self) -> Steps:
        """What makes something last on the server."""
        return ((psycopg.Connection, "commit"), (psycopg.Cursor, "executemany"))

    def files(self) -> list[Path]:
        """No file of another machine is half there: a push is there or is not."""
        return []
