"""Whether a file is made as a ledger is: anybody can write farmer's mark into a database.

That reading it runs nothing is looked at whenever a ledger is opened (`trust`). That the whole of
it is as the migrations make it, and every value of its column's type, takes longer: it is asked
before a file takes the ledger's place, by ``farmer doctor --all``, and when something went wrong.
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from pathlib import Path
from typing import NamedTuple

from farmer.ledger.refusals import LedgerDamaged
from farmer.ledger.sqlite.checksums import drop_checksums
from farmer.ledger.sqlite.opening import mark_of
from farmer.ledger.sqlite.schema.search_index import drop_search
from farmer.ledger.sqlite.schema.steps import (
    LOGGED,
    STEPS,
    Steps,
    is_current,
    revision_of,
)
from farmer.ledger.sqlite.schema.trust import altered, distrust

_OBJECTS = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'"
_OF_A_TABLE = "SELECT name, type FROM pragma_table_info(?) ORDER BY cid"
# What a column of a declared type may hold, besides nothing.
_STORED_AS = {"INTEGER": "integer", "BOOLEAN": "integer"}
_KEPT_WRONG = f"""
SELECT 1 FROM change_row WHERE table_name NOT IN ({", ".join(f"'{name}'" for name in LOGGED)})
    OR NOT json_valid(coalesce("before", '{{}}'))
LIMIT 1
"""  # noqa: S608


class _Shape(NamedTuple):
    """What a ledger is made of: each table and index with its parts, and the rest as it is today.

    The rest is triggers, views, the search index and checksums, which can be laid out anew.
    """

    kept: dict[tuple[str, str], list[str]]
    derived: dict[tuple[str, str], str]


def check_made_well(db: sqlite3.Connection, path: Path) -> str | None:
    """Refuse a ledger that no farmer made so, or that holds what none wrote; every row is read.

    Returns:
        Its revision; None for an empty file.

    Raises:
        LedgerUnavailable: where it is no ledger, a newer one, altered or damaged.
    """
    revision = revision_of(db, path, mark_of(db))
    if is_current(revision, path) is None or revision is None:
        return None
    check_shape(db, path, revision)
    check_values(db, path, revision)
    return revision


def check_shape(db: sqlite3.Connection, path: Path, revision: str) -> None:
    """Refuse a ledger that is not made as farmer made those of its `revision`.

    Raises:
        AlteredLedger: there; what it is made of is looked at, not what is in it.
    """
    distrust(db, path)
    kept, derived = _made(revision)
    found = {(row[0], row[1]): row[2] or "" for row in db.execute(_OBJECTS)}
    more = found.keys() - kept.keys() - derived.keys()
    if more or any(_parts(found.get(key, "")) != parts for key, parts in kept.items()):
        raise altered(path)


def check_values(db: sqlite3.Connection, path: Path, revision: str) -> None:
    """Read every row, and refuse a ledger with a value that its column never gets.

    It is asked of a ledger that has the right shape.

    Raises:
        LedgerDamaged: there.
    """
    tables = [name for kind, name in _made(revision).kept if kind == "table"]
    for table in tables:
        columns = db.execute(_OF_A_TABLE, [table]).fetchall()
        names = ", ".join(f'"{name}"' for name, _ in columns)
        kinds = [_python_type(declared) for _, declared in columns]
        for row in db.execute(f'SELECT {names} FROM "{table}"'):  # noqa: S608
            if not all(map(isinstance, row, kinds)):
                raise _unfit(path)
    if "change_row" in tables and db.execute(_KEPT_WRONG).fetchone():
        raise _unfit(path)


def lay_out_anew(db: sqlite3.Connection, revision: str, *, index_fits: bool) -> None:
    """Make triggers, views, index and checksums anew where they are not as farmer makes them.

    It is asked within a transaction of a ledger that has the right shape; whether its index fits
    what is written was looked at. Those of an older revision are only taken away: migrating it
    makes them.
    """
    from farmer.ledger.sqlite.schema.migrate import create_derived

    if revision == STEPS.head and index_fits and _is_laid_out(db):
        return
    for kind, name, _ in db.execute(_OBJECTS).fetchall():
        if kind in ("trigger", "view"):
            db.execute(f'DROP {kind} "{name}"')
    drop_search(db)
    drop_checksums(db)
    if revision == STEPS.head:
        create_derived(db)


def _is_laid_out(db: sqlite3.Connection) -> bool:
    derived = _made(STEPS.head).derived
    found = {(row[0], row[1]): row[2] for row in db.execute(_OBJECTS)}
    return all(found.get(key) == sql for key, sql in derived.items())


@cache
def _made(revision: str) -> _Shape:
    """What the migrations make up to a revision, in memory."""
    from farmer.ledger.sqlite.schema.migrate import create_derived, empty_ledger

    known = STEPS.revisions[: STEPS.revisions.index(revision) + 1]
    with empty_ledger(Steps(known, STEPS.folder)) as db:
        kept = {(kind, name): _parts(sql) for kind, name, sql in db.execute(_OBJECTS)}
    with empty_ledger(STEPS) as db:
        before = {(kind, name) for kind, name, _ in db.execute(_OBJECTS)}
        create_derived(db)
        after = {(kind, name): sql for kind, name, sql in db.execute(_OBJECTS)}
    return _Shape(kept, {key: sql for key, sql in after.items() if key not in before})


def _parts(sql: str) -> list[str]:
    """The columns and constraints of a table, in no order, for rebuilding one may change that.

    Line breaks and spaces do not count.
    """
    parts, depth = [""], 0
    for token in re.findall(r"'(?:[^']|'')*'|[^\s(),']+|\S", sql):
        depth += (token == "(") - (token == ")")
        if token == "," and depth == 1:
            parts.append("")
        else:
            parts[-1] += f" {token}"
    return sorted(parts)


def _python_type(declared: str) -> tuple[type, ...]:
    return (int if declared in _STORED_AS else str, type(None))


def _unfit(path: Path) -> LedgerDamaged:
    return LedgerDamaged(
        f"The ledger {path} holds what no farmer wrote.",
        "Put a backup in its place: farmer restore",
    )
