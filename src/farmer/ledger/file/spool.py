"""What is read of a ledger, put aside until it may be given out: as private as the ledger itself.

It is a database without a name beside it, locked with its key if it is locked; what is little
stays in memory. So the ledger can be closed before anybody is fed who may be slow to take it, and
nothing is left where the command is killed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from farmer.files import create_private_folders, part_of
from farmer.ledger.refusals import refusing
from farmer.ledger.sqlite import driver

# Text is put aside in blocks of about so many letters.
_BLOCK = 1 << 16
_LAY_OUT = (
    # It is thrown away: nothing of it has to outlast a power cut.
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "BEGIN",
    "CREATE TABLE block (id INTEGER PRIMARY KEY, text BLOB NOT NULL)",
)
_PUT = "INSERT INTO block (text) VALUES (?)"
_TEXT = "SELECT text FROM block WHERE id BETWEEN ? AND ? ORDER BY id"


class Spool:
    """Texts that are put aside; whatever goes wrong with them is told as LedgerUnavailable."""

    def __init__(self, db: sqlite3.Connection, place: Path) -> None:
        """In an empty database, which `place` is said to be where something is wrong with it."""
        self._db = db
        self._place = place
        self._last = 0
        for statement in _LAY_OUT:
            db.execute(statement)

    def put(self, text: Iterable[str]) -> Spooled:
        """Put aside a text, and give back where it is."""
        first = self._last + 1
        for block in _blocks(text):
            with refusing(self._place):
                self._db.execute(_PUT, [block.encode("utf-8", "surrogatepass")])
            self._last += 1
        return Spooled(self, first, self._last)

    def blocks(self, first: int, last: int) -> Iterator[str]:
        """The text from one block to another."""
        with refusing(self._place):
            for (block,) in self._db.execute(_TEXT, [first, last]):
                yield block.decode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Spooled:
    """A text that was put aside, to be read as often as it is wanted while the spool is there."""

    spool: Spool
    first: int
    last: int

    def __iter__(self) -> Iterator[str]:
        return self.spool.blocks(self.first, self.last)


@contextmanager
def spooling(ledger: Path, beside: Path) -> Iterator[Spool]:
    """Where to put aside what is read of a ledger: `beside` that file, in memory if it must be.

    Raises:
        LedgerUnavailable: where it cannot be laid out.
    """
    with ExitStack() as stack:
        with refusing(beside):
            db = stack.enter_context(closing(_empty(ledger, beside, stack)))
            spool = Spool(db, beside)
        yield spool


def _empty(ledger: Path, beside: Path, stack: ExitStack) -> sqlite3.Connection:
    try:
        create_private_folders(beside.parent)
        part = stack.enter_context(part_of(beside))
    except OSError:
        return sqlite3.connect(":memory:", isolation_level=None)
    db = driver.connect_copy(part, ledger)
    with suppress(OSError):  # Windows keeps the name of what is open
        part.unlink()
    return db


def _blocks(text: Iterable[str]) -> Iterator[str]:
    pieces: list[str] = []
    letters = 0
    for piece in text:
        pieces.append(piece)
        letters += len(piece)
        if letters >= _BLOCK:
            yield "".join(pieces)
            pieces, letters = [], 0
    if pieces:
        yield "".join(pieces)
