"""By which name other ledgers know whoever is forgotten, and what was noted here for theirs.

Older ledgers are asked too: what they do not have yet tells nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable

from farmer.ledger.outside import Birth, name_of_row
from farmer.ledger.sqlite import erasure
from farmer.ledger.sqlite.anytable import columns_of

_BIRTH = """
SELECT c.id, c."at", {nonce} FROM change_row AS r JOIN change AS c ON c.id = r.change_id
WHERE r.table_name = 'contact' AND r.row_id = ? AND r."before" IS NULL AND c.undone_at IS NULL
ORDER BY r.id LIMIT 1
"""
_GIVEN = "SELECT uid FROM shared_row WHERE table_name = 'contact' AND row_id = ?"
_OF_ROW = "SELECT id, uid FROM shared_row WHERE table_name = ? AND row_id = ?"
_NOTED = "SELECT id, uid, table_name, row_id, body FROM shared_row WHERE body IS NOT NULL"
_DROP = "DELETE FROM shared_row WHERE id = ?"
# The run that a row is in, from which character on its name is there, and the name.
_IN_RUN = """
SELECT id, 32 * (:row_id - first_id), substr(uids, 32 * (:row_id - first_id) + 1, 32)
FROM shared_run
WHERE table_name = :table AND :row_id BETWEEN first_id AND first_id + length(uids) / 32 - 1
"""
_BLANK = """
UPDATE shared_run SET uids = substr(uids, 1, :at) || printf('%32s', '') || substr(uids, :at + 33)
WHERE id = :number
"""


def uids_of_gone(db: sqlite3.Connection) -> set[str]:
    """What those who go are called in every copy of the ledger."""
    (mark,) = db.execute("PRAGMA user_version").fetchone()
    nonce = "coalesce(c.nonce, '')" if "nonce" in columns_of(db, "change") else "''"
    has_given = bool(columns_of(db, "shared_row"))
    found = set()
    for (contact_id,) in db.execute(erasure.GONE).fetchall():
        given = db.execute(_GIVEN, [contact_id]).fetchone() if has_given else None
        given = given or next(((uid,) for *_, uid in _in_runs(db, "contact", contact_id)), None)
        born = db.execute(_BIRTH.format(nonce=nonce), [contact_id]).fetchone()
        birth = Birth(*born) if born else None
        found.add(given[0] if given else name_of_row(mark, "contact", contact_id, birth))
    return found


def drop_noted(
    db: sqlite3.Connection, rows: Iterable[tuple[str, int]], uids: set[str]
) -> list[tuple[str, int]]:
    """Take out what was noted of those rows, and of what `uids` have in other ledgers.

    Returns:
        What was taken out, as table and id.
    """
    if not columns_of(db, "shared_row"):
        return []
    rows = list(rows)
    gone = {tuple(each) for row in rows for each in db.execute(_OF_ROW, row)}
    theirs = uids | {uid for _, uid in gone} | _drop_from_runs(db, rows)
    while more := {each for each in _hidden_of(db, theirs) if each not in gone}:
        gone |= more
        theirs |= {uid for _, uid in more}
    db.executemany(_DROP, [(number,) for number, _ in gone])
    return [("shared_row", number) for number, _ in gone]


def _drop_from_runs(db: sqlite3.Connection, rows: Iterable[tuple[str, int]]) -> set[str]:
    """Take those rows out of the runs in which they were noted; what they were called."""
    gone = set()
    for row in rows:
        for number, at, uid in _in_runs(db, *row):
            db.execute(_BLANK, {"number": number, "at": at})
            gone.add(uid)
    return gone


def _in_runs(db: sqlite3.Connection, table: str, row_id: int) -> list[tuple[int, int, str]]:
    """Where a row is noted in a run: the run, from which character on, and its name."""
    if not columns_of(db, "shared_run"):
        return []
    found = db.execute(_IN_RUN, {"table": table, "row_id": row_id})
    return [(number, at, uid) for number, at, uid in found if not uid.isspace()]


def _hidden_of(db: sqlite3.Connection, uids: set[str]) -> set[tuple[int, str]]:
    """What was noted of rows that are not there, and names one of `uids`."""
    found = set()
    for number, uid, table, row_id, body in db.execute(_NOTED).fetchall():
        if uid in uids or any(each in body for each in uids):
            there = f'SELECT 1 FROM "{table}" WHERE id = ?'  # noqa: S608
            if uid in uids or not db.execute(there, [row_id]).fetchone():
                found.add((number, uid))
    return found


def scrubbed_body(body: str, scrub: Callable[[str], str]) -> str:
    """What was noted of a row, each of its texts scrubbed."""
    noted = json.loads(body)
    if "values" not in noted:
        return body
    noted["values"] = {
        name: [scrub(value) if isinstance(value, str) else value for value in values]
        for name, values in noted["values"].items()
    }
    return json.dumps(noted, ensure_ascii=False, separators=(",", ":"))
