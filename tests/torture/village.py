"""The folder that is tortured: a ledger, as commands left it, and files to read."""

from __future__ import annotations

import csv
import shlex
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from farmer.ledger import FileLedger, keys

TODAY = "2026-06-15"
# What a program prints for a locked ledger's key: digits, from which nothing has to be derived.
SECRET = "ab" * 32
# Enough for a transaction of many pages, so that a kill finds one half written.
ROWS = 400
NOTES = "Bo Li: a second office\nIda Holm (Voss & Co): leases; kept\n"

Files = dict[str, bytes]


@dataclass(frozen=True)
class Scenario:
    """A command that is interrupted, typed where so many others were typed before it.

    Attributes:
        name: what it is called in the table.
        command: what is typed.
        before: what was typed before it.
        begins: makes the ledger that the commands before it are typed in; None for none at all.
        locked: whether the ledger is locked then.
        erased: what no file holds any more once the command has answered.
    """

    name: str
    command: str
    before: Sequence[str] = ()
    begins: Callable[[Path], object] | None = None
    locked: bool = False
    erased: bytes = b""

    @property
    def words(self) -> list[str]:
        """The command as arguments."""
        return shlex.split(self.command)


@dataclass
class Place:
    """A folder with a ledger, files to read, and nothing else."""

    folder: Path
    files: Files = field(default_factory=dict)

    @property
    def ledger(self) -> Path:
        """Where the ledger is, or will be."""
        return self.folder / "ledger.db"

    def now(self) -> Files:
        """Every file as it is now, by its path from here."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def remember(self) -> None:
        """Keep every file as it is now."""
        self.files = self.now()

    def restore(self, files: Files | None = None) -> None:
        """Put every file back as it was remembered, or as given, and take all others away."""
        shutil.rmtree(self.folder)
        self.folder.mkdir(mode=0o700)
        for name, content in (self.files if files is None else files).items():
            path = self.folder / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(0o600)
            path.write_bytes(content)


_played: dict[tuple[str, ...], Files] = {}


def settle(scenario: Scenario, folder: Path, play: Callable[[Sequence[str], Path], bool]) -> Place:
    """A place as it is before the scenario's command, remembered.

    `play` types a command and says whether it was done.
    """
    place = lay_out(folder)
    if scenario.begins is not None:
        scenario.begins(place.ledger)
    _type_before(tuple(scenario.before), place, play)
    if scenario.locked:
        keys.keys_from(lambda _, salt: keys.to_key(SECRET, salt))
        FileLedger(place.ledger).lock(keys.new_key(SECRET))
    place.remember()
    return place


def _type_before(
    commands: tuple[str, ...], place: Place, play: Callable[[Sequence[str], Path], bool]
) -> None:
    """Type the commands, as far as they were not typed for another scenario."""
    if not commands:
        return
    if commands not in _played:
        _type_before(commands[:-1], place, play)
        assert play(shlex.split(commands[-1]), place.folder), commands[-1]
        _played[commands] = place.now()
    place.restore(_played[commands])


def lay_out(folder: Path, rows: int = ROWS) -> Place:
    """A place with files to read."""
    folder.mkdir(mode=0o700)
    (folder / "notes.txt").write_text(NOTES, encoding="utf-8")
    with (folder / "Connections.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["First Name", "Last Name", "Company", "Position", "Connected On"])
        for number in range(rows):
            writer.writerow([f"Kim{number}", "Doe", f"Works {number}", "Partner", "01 Mar 2024"])
    return Place(folder)
