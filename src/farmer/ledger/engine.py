"""SQLAlchemy's engine on one ledger, with transactions that SQLite really keeps.

Left alone, the driver begins transactions late and commits before changes of schema. Here every
transaction is a ``BEGIN IMMEDIATE``: it takes the write lock at once or is refused, and everything
in it, schema included, is committed or taken back together.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as Driver

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from farmer.ledger.connect import open_to_write
from farmer.ledger.refusals import refusal_for


@contextmanager
def engine_on(path: Path, *, foreign_keys: bool = True) -> Iterator[Engine]:
    """An engine on the file at `path`, which must exist.

    Rebuilding a table drops it, which with `foreign_keys` enforced would delete what refers to
    it; the switch does nothing inside a transaction, so it is set before one begins.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: open_to_write(path, foreign_keys=foreign_keys),
        poolclass=NullPool,
    )
    event.listen(engine, "begin", _begin)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def refusing_wrapped(path: Path) -> Iterator[None]:
    """Turn the engine's errors, as SQLAlchemy wraps them, into refusals.

    The original is not chained: it quotes the values of the statement.
    """
    try:
        yield
    except DBAPIError as error:
        refusal = refusal_for(error.orig, path) if error.orig else None
        if refusal is None:
            raise
        raise refusal from None


def driver_of(connection: Connection) -> Driver:
    """The standard library's connection underneath, for the read queries."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, Driver)
    return driver


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
