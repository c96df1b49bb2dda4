"""The ledger that is tortured, and the commands that are interrupted in it."""

from __future__ import annotations

import csv
import shlex
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from farmer.ledger.sqlite.schema.steps import STEPS
from tests.ledger.revisions import of_revision

TODAY = "2026-06-15"
# Enough for a transaction of many pages, so that a kill finds one half written.
ROWS = 400


@dataclass(frozen=True)
class Scenario:
    """A command that is interrupted, typed where so many others were typed before it.

    ``begins`` makes the ledger that the commands before it are typed in; None for none at all.
    """

    name: str
    command: str
    before: Sequence[str] = ()
    begins: Callable[[Path], object] | None = None

    @property
    def words(self) -> list[str]:
        """The command as arguments."""
        return shlex.split(self.command)


@dataclass
class Place:
    """A folder with a ledger, files to read, and nothing else."""

    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def ledger(self) -> Path:
        """Where the ledger is, or will be."""
        return self.folder / "ledger.db"

    def remember(self) -> None:
        """Keep every file as it is now."""
        self.files = {
            path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file()
        }

    def restore(self) -> None:
        """Put every file back as it was remembered, and take all others away."""
        shutil.rmtree(self.folder)
        self.folder.mkdir(mode=0o700)
        for name, content in self.files.items():
            path = self.folder / name
            path.touch(0o600)
            path.write_bytes(content)


SETTLED = (
    'log "Ana Ruiz" "Joe Marsh" "Bo Li" --at "Chamber mixer" --on 2026-04-01 --note lease --new',
    "mark Ana kept --note lease",
    "tag Ana c2 @chapter",
    'add "Joe Marsch" --company Bank',
    'request add c2 --to Ana --need "a first talk"',
    'promise add Ana "send the lease"',
)


def scenarios() -> list[Scenario]:
    """Every command that changes something, each where it has something to change."""
    told = [
        Scenario("log, a ledger's first", 'log "Ana Ruiz" --new --by me'),
        Scenario("log", 'log Ana c2 Bo --at Dinner --note "a talk" --by me', SETTLED),
        Scenario("mark", "mark --with @chapter gave", SETTLED),
        Scenario("edit", 'edit Ana --company "Voss & Co" --cadence 30', SETTLED),
        Scenario("gains", "gains Ana --goals sailing --skills leases", SETTLED),
        Scenario("promise kept", "promise kept p1", SETTLED),
        Scenario("request decline", "request decline r1 --note no", SETTLED),
        Scenario("import", "import Connections.csv", SETTLED),
        Scenario("merge", 'merge "Joe Marsh" "Joe Marsch"', SETTLED),
        Scenario("undo of an import", "undo", (*SETTLED, "import Connections.csv")),
        Scenario("redo of an import", "redo", (*SETTLED, "import Connections.csv", "undo")),
        Scenario("restore", "restore 1 --yes", (*SETTLED, "backup", "import Connections.csv")),
        Scenario("forget", "forget Ana --yes", (*SETTLED, "import Connections.csv")),
    ]
    return told + [
        Scenario(f"migration of {revision}", "list", begins=partial(of_revision, revision=revision))
        for revision in STEPS.revisions[:-1]
    ]


def lay_out(folder: Path, rows: int = ROWS) -> Place:
    """A place with a file to import."""
    folder.mkdir(mode=0o700)
    with (folder / "Connections.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["First Name", "Last Name", "Company", "Position", "Connected On"])
        for number in range(rows):
            writer.writerow([f"Kim{number}", "Doe", f"Works {number}", "Partner", "01 Mar 2024"])
    return Place(folder)
