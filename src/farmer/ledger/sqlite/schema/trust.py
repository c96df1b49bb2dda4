"""Whether reading a ledger would run what its file says: anybody can write farmer's mark into one.

A view in the place of a table, a generated column or another virtual table would run what its
author wrote. It is asked whenever a ledger is opened, and so is quick, with little to import.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from farmer.ledger.refusals import AlteredLedger
from farmer.ledger.sqlite.schema.steps import MACHINES, NOTED, OF_OTHERS, TRACKED

# What farmer reads and writes by name, beside the tracked tables; a test holds both to the models.
UNTRACKED = (
    *("alembic_version", "change", "change_row", "forgotten", *OF_OTHERS),
    *(*NOTED, *MACHINES),
)
_INDEX = "CREATE VIRTUAL TABLE search USING fts5("
_TABLES = ", ".join(f"'{name}'" for name in (*TRACKED, *UNTRACKED))
# Names are compared as SQLite does, and a table with no page of its own is a virtual one. What
# makes a column a generated one is the word AS: only where it stands are the columns looked at.
_RUNS_CODE = f"""
SELECT 1 FROM sqlite_master AS it
WHERE CASE WHEN name COLLATE NOCASE IN ({_TABLES}) THEN
    type <> 'table' OR rootpage = 0 OR upper(sql) GLOB '*[^A-Z0-9_$]AS[^A-Z0-9_$]*'
    AND EXISTS (SELECT 1 FROM pragma_table_xinfo(it.name) AS its WHERE its.hidden > 1)
WHEN name COLLATE NOCASE = 'search' THEN
    type <> 'table' OR substr(sql, 1, {len(_INDEX)}) <> '{_INDEX}'
END
LIMIT 1
"""  # noqa: S608


def distrust(db: sqlite3.Connection, path: Path) -> None:
    """See to it that reading a table of the ledger runs nothing that its file says.

    For whoever only reads: of the SQLites in use some take JSON in a rule, and the index in a
    trigger, for something that only a trusted schema may do.

    Raises:
        AlteredLedger: where it would.
    """
    db.execute("PRAGMA trusted_schema = OFF")
    if db.execute(_RUNS_CODE).fetchone():
        raise altered(path)


def altered(path: Path) -> AlteredLedger:
    """The refusal of a ledger that is made in another way than farmer's."""
    return AlteredLedger(
        f"{path} is not made the way farmer makes a ledger.",
        "Somebody changed more than its rows. Name another with --ledger PATH, or restore a backup:"
        " farmer restore",
    )
