"""Machines with a ledger each, and a folder that something carries between them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import TODAY, Farmer, Outcome
from tests.keep.killing import Steps
from tests.ledger.making import raw

_SELF = "SELECT company, title, notes, archived FROM contact WHERE id = ?"
_THEIRS = {
    "touchpoint": '"on", kind, "by", note',
    "fact": '"on", what, note',
    "tag": "tag",
    "handle": "kind, value",
    "promise": "text, due_on, ended",
    "gains": "slot, text",
}


@dataclass(frozen=True)
class Machines:
    """What is typed on machines that meet in a folder."""

    farmer: Farmer
    home: Path
    folder: Path

    def ledger(self, machine: str) -> Path:
        """Where a machine's ledger is."""
        return self.home / f"{machine}.db"

    def on(self, machine: str, command: str, today: str = TODAY) -> Outcome:
        """Type a command on a machine."""
        done = self.typed(machine, command, today)
        assert done.status == 0, (command, done.err, done.out)
        return done

    def typed(self, machine: str, command: str, today: str = TODAY) -> Outcome:
        """The same where it may be refused."""
        return self.farmer(f'farmer {command} --ledger "{self.ledger(machine)}"', today)

    def sync(self, *machines: str) -> Any:
        """Sync on each, one after the other; what the last one says."""
        for machine in machines:
            done = self.on(machine, f'sync "{self.folder}" --json')
        return done.data

    def go_apart(self) -> None:
        """Let a and b have the same, and then each something of its own, that b has to take in."""

        self.on("a", "log Ana --new --on 2026-06-01")
        self.on("a", "log Bo --new --on 2026-06-01")
        self.sync("a", "b")
        self.on("a", "log Ana --on 2026-06-03 --note lease")
        self.on("a", "forget Bo --yes")
        self.sync("a")
        self.on("b", "log Cy --new --on 2026-06-03")
        self.on("b", "edit Ana --title Partner")

    def sync_words(self, source: Path) -> list[str]:
        """What is typed to sync with that."""
        return ["sync", str(source)]

    @property
    def lasting(self) -> Steps:
        """What makes something last outside of the machine."""
        return ()

    def people(self, machine: str) -> dict[str, list[tuple[str, ...]]]:
        """Everybody on a machine by name, with what they have, but for numbers."""
        with raw(self.ledger(machine)) as db:
            names = dict(db.execute("SELECT id, name FROM contact"))
            found = {
                name: [("contact", *map(str, db.execute(_SELF, [number]).fetchone()))]
                for number, name in names.items()
            }
            assert len(found) == len(names)  # nobody twice
            for table, columns in _THEIRS.items():
                for number, *said in db.execute(f"SELECT contact_id, {columns} FROM {table}"):
                    found[names[number]].append((table, *map(str, said)))
        return {name: sorted(has) for name, has in sorted(found.items())}

    def files(self) -> list[Path]:
        """The sealed files in the folder."""
        return sorted(self.folder.glob("*.sealed"))
