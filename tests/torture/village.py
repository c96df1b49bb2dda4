"""The ledger that is tortured, and the commands that are interrupted in it."""

from __future__ import annotations

import csv
import shlex
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from farmer.ledger import FileLedger, keys
from farmer.ledger.sqlite.schema.steps import STEPS
from tests.ledger.revisions import of_revision

TODAY = "2026-06-15"
# What a program prints for a locked ledger's key: digits, from which nothing has to be derived.
SECRET = "ab" * 32
# Enough for a transaction of many pages, so that a kill finds one half written.
ROWS = 400


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


SETTLED = (
    'log "Ana Ruiz" "Joe Marsh" "Bo Li" --at "Chamber mixer" --on 2026-04-01 --note lease --new',
    "mark Ana kept --note lease",
    "tag Ana c2 @chapter",
    'add "Joe Marsch" --company Bank',
    'request add c2 --to Ana --need "a first talk"',
    'promise add Ana "send the lease"',
)
_IMPORTED = (*SETTLED, "import Connections.csv")


def every_scenario() -> Iterator[Scenario]:
    """Every command that writes, each where it has something to write, plain and locked."""
    for scenario in _plain():
        yield scenario
        if scenario.before or scenario.begins:
            yield replace(scenario, locked=True)
    yield from _keeping()


def _plain() -> Iterator[Scenario]:
    yield Scenario("log, a ledger's first", 'log "Ana Ruiz" --new --by me')
    yield Scenario(
        "log, in a new folder", 'log "Ana Ruiz" --new --by me --ledger data/farmer/ledger.db'
    )
    yield from (Scenario(name, command, SETTLED) for name, command in _RECORDED.items())
    yield Scenario("undo of an import", "undo", _IMPORTED)
    yield Scenario("redo of an import", "undo redo", (*_IMPORTED, "undo"))
    yield Scenario("restore", "restore 1 --yes", (*SETTLED, "backup", "import Connections.csv"))
    yield Scenario("forget", "forget Ana --yes", _IMPORTED, erased=b"Ana Ruiz")
    for name, command in _WRITTEN.items():
        yield Scenario(f"{name}, new", command, SETTLED)
        yield Scenario(name, command, (*SETTLED, command, 'log Bo --kind call --note "a talk"'))
    for revision in STEPS.revisions[:-1]:
        begins = partial(of_revision, revision=revision)
        yield Scenario(f"migration of {revision}", "list", begins=begins)


def _keeping() -> Iterator[Scenario]:
    """What makes no difference between plain and locked, or makes one into the other."""
    backed_up = (*SETTLED, "backup")
    yield Scenario("lock", "lock", backed_up, erased=b"SQLite format 3")
    yield Scenario("lock open", "lock open", backed_up, locked=True)
    yield Scenario("config set, new", "config set region FR")
    yield Scenario("config set", "config set region FR", ("config set region DE",))


_RECORDED = {
    "log": 'log Ana c2 Bo --at Dinner --note "a talk" --by me',
    "add": 'add "Ida Holm" --company "Voss & Co"',
    "mark": "mark --with @chapter gave",
    "edit": 'edit Ana --company "Voss & Co" --cadence 30',
    "gains": "gains Ana --goals sailing --skills leases",
    "promise add": 'promise add Bo "call the bank"',
    "promise kept": "promise kept p1",
    "request add": 'request add Bo --to Ana --need "a lease"',
    "request ask-target": "request ask-target r1",
    "request decline": "request decline r1 --note no",
    "import": "import Connections.csv",
    "merge": 'merge "Joe Marsh" "Joe Marsch"',
    "archive": "archive Bo",
    "tag": "tag Bo @golf",
    "snooze": "snooze Bo --until 2026-07-01",
    "remove": "remove f1",
    "backup": "backup",
    "backup -o": "backup -o copies/copy.db",
}
_WRITTEN = {
    "export -o": "export --format json -o out.json",
    "report -o": "report -o page.html",
    "calendar --write": "calendar --write due.ics",
}


_played: dict[tuple[str, ...], Files] = {}


def settle(scenario: Scenario, folder: Path, play: Callable[[Sequence[str], Path], int]) -> Place:
    """A place as it is before the scenario's command, remembered; `play` types a command."""
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
    commands: tuple[str, ...], place: Place, play: Callable[[Sequence[str], Path], int]
) -> None:
    """Type the commands, as far as they were not typed for another scenario."""
    if not commands:
        return
    if commands not in _played:
        _type_before(commands[:-1], place, play)
        assert play(shlex.split(commands[-1]), place.folder) == 0, commands[-1]
        _played[commands] = place.now()
    place.restore(_played[commands])


def lay_out(folder: Path, rows: int = ROWS) -> Place:
    """A place with a file to import."""
    folder.mkdir(mode=0o700)
    with (folder / "Connections.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["First Name", "Last Name", "Company", "Position", "Connected On"])
        for number in range(rows):
            writer.writerow([f"Kim{number}", "Doe", f"Works {number}", "Partner", "01 Mar 2024"])
    return Place(folder)
