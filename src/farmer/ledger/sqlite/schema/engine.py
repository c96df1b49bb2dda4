"""SQLAlchemy's engine on one ledger, with transactions that SQLite really keeps.

Left alone, the driver begins transactions late and commits before changes of schema. Here every
transaction is a ``BEGIN IMMEDIATE``: it takes the write lock at once or is refused, and everything
in it, schema included, is committed or taken back together.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import StatementError
from sqlalchemy.pool import NullPool

from farmer.ledger.refusals import engine_errors, refusal_for
from farmer.ledger.sqlite.driver import module_of
from farmer.ledger.sqlite.opening import open_to_write

# What fails while a connection is closed would be told on stderr, as a traceback, beside farmer's
# own sentence about why it is closed.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())


@contextmanager
def engine_on(path: Path, *, foreign_keys: bool = True) -> Iterator[Engine]:
    """An engine on the file at `path`, which must exist.

    Rebuilding a table drops it, which with `foreign_keys` enforced would delete what refers to
    it; the switch does nothing inside a transaction, so it is set before one begins.
    """
    engine = create_engine(
        "sqlite://",
        module=module_of(path),  # whose errors SQLAlchemy is to know
        creator=lambda: open_to_write(path, foreign_keys=foreign_keys),
        poolclass=NullPool,
        hide_parameters=True,  # they are other people's data, and would be quoted in tracebacks
    )
    event.listen(engine, "begin", _begin)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def refusing_engine(path: Path) -> Iterator[None]:
    """Turn what SQLite says about `path`, bare or wrapped by SQLAlchemy, into refusals.

    The original is not chained: it quotes the values of the statement. Trouble with other files,
    which the block may open too, is not the ledger's.
    """
    try:
        yield
    except engine_errors(StatementError) as error:
        original = error.orig if isinstance(error, StatementError) else error
        if isinstance(original, MemoryError):  # wrapped too, and nobody would know it
            raise original from None
        refusal = refusal_for(original, path) if original else None
        if refusal is None:
            raise
        raise refusal from None


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The connection underneath, for the read queries: SQLCipher's speaks as the other does."""
    return cast(sqlite3.Connection, connection.connection.driver_connection)


def _begin(connection: Connection) -> None:
    driver_of(connection).execute("BEGIN IMMEDIATE")  # which waits for other commands
