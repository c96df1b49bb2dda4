"""Is a ledger what was written into it? SQLite answers for its pages, the checksums for their rows.

All of both is looked through when `farmer doctor` asks, and all rows before any is exported. A
change looks through all of a small ledger too. Of a large one it looks at what it wrote over and
at a few blocks more, others each time, so that it costs the same whatever the size.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from farmer.ledger.refusals import damaged, engine_errors, primary_code
from farmer.ledger.sqlite.checksums import (
    BLOCK_BITS,
    Block,
    broken_blocks,
    enable_checksums,
    has_checksums,
    is_broken,
    is_schema_broken,
    summed_up,
)
from farmer.ledger.sqlite.schema.search_index import is_laid_out_wrong
from farmer.ledger.sqlite.schema.steps import CHECKED

# A change looks through all of a ledger of so many rows, and through as many of a larger one.
MOST_ROWS = 2_000
_MOST_BLOCKS = MOST_ROWS >> BLOCK_BITS
# Since 3.44 SQLite answers for the search index among the pages. It can be laid out anew, so it is
# `is_stale` that looks at it, and no damage.
_OF_SEARCH = "fts5"
# What it finds in a row, and in no page: a value that cannot be, or that refers to nothing.
_OF_VALUES = re.compile(r"value in|failed in|refers to nothing")

# What is raised where that cannot be opened; SQLCipher's module has no code for some errors.
_OF_NO_PAGE = (sqlite3.SQLITE_ERROR, 0)
_TABLES = "SELECT printf('%Q', name) FROM sqlite_master WHERE type = 'table' AND rootpage > 0"

PLACE = "SELECT file FROM pragma_database_list WHERE name = 'main'"
ROWS = """
SELECT coalesce(sum("rows"), 0), count(*), (SELECT coalesce(max(id), 0) FROM change) FROM checksum
"""
OVERWRITTEN = """
SELECT DISTINCT table_name, row_id >> :bits FROM change_row
WHERE change_id = :change_id AND "before" IS NOT NULL LIMIT :most
"""
IN_TURN = """
SELECT table_name, block FROM checksum WHERE table_name <> ''
ORDER BY table_name, block LIMIT :most OFFSET :place
"""


class Damage(NamedTuple):
    """What is wrong with a ledger.

    Attributes:
        pages: what SQLite finds, in its words, which name tables and indexes and no content.
        blocks: where rows are not as they were written.
        schema: whether what lays out the rows is not.
    """

    pages: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    schema: bool = False


def damage_in(db: sqlite3.Connection, most: int = 1) -> Damage | None:
    """What is wrong with a ledger, `most` things that SQLite finds; None where nothing is.

    One of a revision without checksums is looked through by SQLite alone.
    """
    pages = (*_pages(db, most), *_dangling(db, most))
    if not pages:
        return _damage_in_rows(db)
    # Every page can be read, and SQLite names the table alone: the checksums tell where in it.
    of_values = all(_OF_VALUES.search(line) for line in pages)
    rows = _damage_in_rows(db) if of_values else None
    return Damage(pages, rows.blocks if rows else ())


def is_sound(db: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing wrong with the pages, nor with what they hold by its rules."""
    return not _pages(db, 1)


def check_change(db: sqlite3.Connection, path: Path) -> None:
    """Refuse to end the newest change on a ledger in which something is not as it was written.

    Raises:
        LedgerDamaged: there.
    """
    rows, blocks, change_id = db.execute(ROWS).fetchone()
    if rows <= MOST_ROWS:
        # What refers to nothing is the change's own fault, and is refused as that.
        found = any(_pages(db, 1)) or _damage_in_rows(db) is not None
    else:
        asked = {"bits": BLOCK_BITS, "change_id": change_id, "most": _MOST_BLOCKS}
        overwritten = db.execute(OVERWRITTEN, asked).fetchall()
        asked["place"] = change_id * _MOST_BLOCKS % blocks
        others = db.execute(IN_TURN, asked).fetchall()
        found = any(is_broken(db, Block(*each)) for each in (*overwritten, *others))
    if found:
        raise damaged(path)


def check_rows(db: sqlite3.Connection) -> None:
    """Refuse to give out rows that are not as they were written.

    Raises:
        LedgerDamaged: where any is; never for a revision without checksums.
    """
    if not has_checksums(db):
        return
    rows, *_ = db.execute(ROWS).fetchone()
    if damage_in(db) if rows <= MOST_ROWS else _damage_in_rows(db):
        raise damaged(Path(db.execute(PLACE).fetchone()[0]))


def check_revision(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a ledger whose revision is not the one that was written there.

    Raises:
        LedgerDamaged: there.
    """
    if has_checksums(db) and _is_schema_broken(db):
        raise damaged(path)


def _is_schema_broken(db: sqlite3.Connection) -> bool:
    """Whether anything is not laid out as it was, but the index, which can be laid out anew."""
    return is_schema_broken(db) and not is_laid_out_wrong(db)


def _damage_in_rows(db: sqlite3.Connection) -> Damage | None:
    try:
        if not has_checksums(db):
            return None
        enable_checksums(db)
        if _is_schema_broken(db):  # by which rows would be asked for
            return Damage(schema=True)
        tables = summed_up(db, CHECKED)
        blocks = tuple(chain.from_iterable(broken_blocks(db, table) for table in tables))
    except engine_errors(UnicodeDecodeError):  # a table or a column has another name
        return Damage(schema=True)
    return Damage(blocks=blocks) if blocks else None


def _pages(db: sqlite3.Connection, most: int) -> list[str]:
    """What SQLite finds; at once, for what fails while a generator is closed goes to nobody."""
    # A reader trusts no schema, and some SQLites take JSON in a rule for something that needs it.
    (trusted,) = db.execute("PRAGMA trusted_schema").fetchone()
    try:
        db.execute("PRAGMA trusted_schema = ON")
        lines = _looked_through(db, most)
        return [line for line in lines if line != "ok" and _OF_SEARCH not in line.lower()]
    except engine_errors(UnicodeDecodeError):  # it quotes names, which may be no text any more
        return ["it cannot be read to the end"]
    finally:
        db.execute(f"PRAGMA trusted_schema = {trusted}")


def _looked_through(db: sqlite3.Connection, most: int) -> list[str]:
    try:
        return [line for (line,) in db.execute(f"PRAGMA integrity_check({most})")]
    except engine_errors() as error:
        if primary_code(error) not in _OF_NO_PAGE:
            raise
    # An index that cannot be opened ends the whole check: then each table is looked through alone.
    return [
        line
        for (table,) in db.execute(_TABLES).fetchall()
        for (line,) in db.execute(f"PRAGMA integrity_check({table})")
    ]


def _dangling(db: sqlite3.Connection, most: int) -> Iterator[str]:
    try:
        rows = db.execute("PRAGMA foreign_key_check").fetchmany(most)
        yield from (f"{row[0]} {row[1]} refers to nothing" for row in rows)
    except engine_errors(UnicodeDecodeError):  # as the pages say already
        return
