"""What is in the files of a place: whether each is as before a command or as after it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from farmer.errors import FarmerError
from farmer.ledger import keys
from farmer.ledger.file.exchange import SUFFIX
from farmer.ledger.file.sealed import Seal, SealedPosition, label_of, opened
from farmer.ledger.refusals import engine_errors
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.opening import open_to_read
from farmer.ledger.sqlite.schema.verify import damage_in
from tests.torture.village import SECRET, Files, Place

_TABLES = """
SELECT name FROM sqlite_master
WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'
  AND name <> 'checksum' ORDER BY name
"""
# By chance with each run: what tells changes apart that two copies of a ledger made in one second,
# the key to what a forgotten person is recognised by, and what is sealed.
_LEFT_OUT = {
    "change": {"nonce"},
    "forgotten": {"key", "digest"},
    "sync_folder": {"tag", "token"},
    "sync_machine": {"tag"},
}
# Whether it is locked, and its rows; what is wrong with it; None where there is none.
Content = tuple[bool, tuple[str, ...]] | str | None
BEFORE, AFTER = "before", "after"


class Witness:
    """Knows every file as it was before a command, and as it is after it."""

    def __init__(self, place: Place) -> None:
        """The command has just been done in `place`, undisturbed."""
        self._known: dict[int, Content] = {}
        self.after = {name: self.content(place, name) for name in _seen(place.now())}
        place.restore()
        self.before = {name: self.content(place, name) for name in _seen(place.files)}

    def moments(self, place: Place) -> Iterator[tuple[str, frozenset[str]]]:
        """Of each file that people see, whether it is as before, as after, both or neither.

        Opening a ledger takes back what was half-written, as every command does.
        """
        for name in sorted({*self.before, *self.after, *_seen(place.now())}):
            content = self.content(place, name)
            is_as = {BEFORE: self.before.get(name), AFTER: self.after.get(name)}
            yield name, frozenset(when for when, was in is_as.items() if was == content)

    def wrong(self, place: Place, *, done: bool) -> list[str]:
        """What ought not to be: a file that is neither, or where it is `done` not as after."""
        return [
            f"{name} is {' and '.join(sorted(found)) or 'neither as before nor as after'}"
            for name, found in self.moments(place)
            if not found or (done and AFTER not in found)
        ]

    def content(self, place: Place, name: str) -> Content:
        """What is in a file, its journal taken back."""
        path = place.folder / name
        if not path.exists():
            return None
        if path.suffix == SUFFIX:
            return "\n".join(sealed_in(path))
        if path.suffix != ".db":
            return path.read_bytes().decode("latin-1")
        return self._ledger(path)

    def _ledger(self, path: Path) -> Content:
        if not path.stat().st_size:
            return None
        try:
            know_the_key()
            with closing(open_to_read(path)):
                pass
        except engine_errors(FarmerError) as error:
            return f"cannot be read: {error}"
        found = hash(path.read_bytes())
        if found not in self._known:
            self._known[found] = _looked_into(path)
        return self._known[found]


def _looked_into(path: Path) -> Content:
    try:
        wrong, rows = damage(path), tuple(contents(path))
    except engine_errors() as error:
        return str(error)
    if wrong:
        return "; ".join(wrong)
    return (driver.salt_of(path) is not None, rows) if rows else None


def contents(ledger: Path) -> list[str]:
    """Every row of the ledger, its log included, after its table's name; nothing where none is yet.

    Without the search index, whose pages depend on its history, and without the schema, in which a
    migration leaves constraints in any order, nor the sums of both: `damage` looks at these.
    """
    if not ledger.exists() or not ledger.stat().st_size:
        return []
    with closing(_opened(ledger)) as db:
        tables = [table for (table,) in db.execute(_TABLES)]
        return [
            f"{table} {row}"
            for table in tables
            for row in db.execute(f'SELECT {_columns(db, table)} FROM "{table}"')
        ]


def _columns(db: sqlite3.Connection, table: str) -> str:
    names = [name for _, name, *_ in db.execute(f'PRAGMA table_info("{table}")')]
    return ", ".join(f'"{name}"' for name in names if name not in _LEFT_OUT.get(table, ()))


def damage(ledger: Path) -> list[str]:
    """What SQLite itself finds wrong, and what is not as it was written."""
    with closing(_opened(ledger)) as db:
        found = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [str(tuple(row)) for row in db.execute("PRAGMA foreign_key_check")]
        changed = None if found else damage_in(db)
        return found + ([str(changed)] if changed else [])


def sealed_in(path: Path) -> Iterator[str]:
    """The messages that can be read in a sealed file."""
    with opened(path) as stream:
        label = label_of(stream)
        if label is None:
            return
        seal = Seal(label, keys.to_key(SECRET, label.salt))
        edition = seal.edition(stream)
        assert edition is not None
        for read in seal.read(stream, SealedPosition(edition)):
            yield str(read.message)


def know_the_key() -> None:
    """Let this process open locked ledgers."""
    keys.keys_from(lambda _, salt: keys.to_key(SECRET, salt))


def _opened(ledger: Path) -> sqlite3.Connection:
    know_the_key()
    db = driver.connect(ledger, "rw")
    db.row_factory = None
    return db


def _seen(files: Files) -> list[str]:
    """The names of those that people see: no journal, and nothing that is being written."""
    hidden = (name for name in files if not name.rpartition("/")[2].startswith("."))
    return [name for name in hidden if not name.endswith("-journal")]
