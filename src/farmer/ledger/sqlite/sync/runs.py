"""What was noted of rows of other ledgers: of each by itself, or of a run of them that came alike.

A run is of rows with ids one behind the other: it says once what is known of all of them, and the
name of each.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Any, NamedTuple

from farmer.ledger.sqlite.checksums import adding_up_at_once
from farmer.ledger.sqlite.log.triggers import recording_at_once
from farmer.ledger.sqlite.schema.steps import OF_OTHERS
from farmer.ledger.sqlite.sync.bodies import is_plain

# So many rows are in a run at most: it fits a page of the file.
_MOST = 120
_LENGTH = 32  # of a name
_COLUMNS = ("id", "table_name", "first_id", "body", "as_of", "uids")
_RUNS = f"SELECT {', '.join(_COLUMNS)} FROM shared_run"  # noqa: S608
_ROWS = "SELECT id, uid, table_name, row_id, body, as_of FROM shared_row"
NOTED_RUNS = f"{_RUNS} ORDER BY id"
NOTED_ROWS = f"{_ROWS} ORDER BY id"
_THESE = "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
_BY_THEMSELVES = """
SELECT uid FROM shared_row WHERE table_name IN (SELECT table_name FROM shared_run)
"""
# What was known of rows that came with a sync which was undone.
_UNDONE = """
SELECT "before" FROM change_row JOIN change ON change.id = change_row.change_id
WHERE table_name = ? AND "before" IS NOT NULL AND undone_at IS NOT NULL
"""
_NOTE = """
INSERT INTO shared_row (uid, table_name, row_id, body, as_of)
VALUES (:uid, :table_name, :row_id, :body, :as_of)
"""
_NOTE_RUN = """
INSERT INTO shared_run (table_name, first_id, body, as_of, uids)
VALUES (:table_name, :row_id, :body, :as_of, :uids)
"""


class NotedRow(NamedTuple):
    """What was noted of a row of another ledger.

    Attributes:
        number: which note it is; below 0 for a place in a run.
        uid: what it is called there.
        table, row_id: which row it is here; no id for what never was one.
        body: its record, as text; None where only the name is known.
        as_of: the last image of the log that the record is of.
    """

    number: int
    uid: str
    table: str
    row_id: int | None
    body: str | None
    as_of: int


def noted_rows(db: sqlite3.Connection) -> Iterator[NotedRow]:
    """All that is noted, those in runs first."""
    by_themselves = {uid for (uid,) in db.execute(_BY_THEMSELVES)}
    for run in db.execute(NOTED_RUNS):
        yield from (each for each in _in_run(run) if each.uid not in by_themselves)
    yield from map(NotedRow._make, db.execute(NOTED_ROWS))


def noted_as(db: sqlite3.Connection, numbers: Collection[int]) -> Iterator[NotedRow]:
    """What is noted under those numbers, those in runs first."""
    runs = sorted({-number // _MOST for number in numbers if number < 0})
    if runs:
        wanted = set(numbers)
        for run in db.execute(f"{_RUNS} {_THESE}", [json.dumps(runs)]):
            yield from (each for each in _in_run(run) if each.number in wanted)
    rows = [number for number in numbers if number > 0]
    yield from map(NotedRow._make, db.execute(f"{_ROWS} {_THESE}", [json.dumps(rows)]))


def undone_names(db: sqlite3.Connection) -> dict[tuple[str, int | None], str]:
    """By table and id, by which names rows were known that came with a sync which was undone."""
    found: dict[tuple[str, int | None], str] = {}
    for (before,) in db.execute(_UNDONE, ["shared_run"]):
        run = json.loads(before)
        for each in _in_run([run[name] for name in _COLUMNS]):
            found[each.table, each.row_id] = each.uid
    for (before,) in db.execute(_UNDONE, ["shared_row"]):
        row = json.loads(before)
        found[row["table_name"], row["row_id"]] = row["uid"]
    return found


def note_names(db: sqlite3.Connection, noted: Iterable[Mapping[str, Any]]) -> None:
    """Note names of rows, and their records, of which none is noted yet."""
    with ExitStack() as stack:
        stack.enter_context(adding_up_at_once(db, *OF_OTHERS, "change_row"))
        for table in OF_OTHERS:
            stack.enter_context(recording_at_once(db, table))
        for run in _runs(noted):
            if _is_as_it_came(run[0]):
                uids = "".join([each["uid"] for each in run])
                db.execute(_NOTE_RUN, {**run[0], "uids": uids})
            else:
                note_apart(db, run[0])


def note_apart(db: sqlite3.Connection, noted: Mapping[str, Any]) -> None:
    """Note the name of a row, and its record, by itself: a run that has it holds no longer."""
    db.execute(_NOTE, noted)


def _runs(noted: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """The same, those that may be in one run together and each other by itself."""
    run: list[Mapping[str, Any]] = []
    for each in noted:
        if run and not _goes_on(run, each):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _goes_on(run: Sequence[Mapping[str, Any]], each: Mapping[str, Any]) -> bool:
    first = run[0]
    return (
        len(run) < _MOST
        and each["row_id"] == (first["row_id"] or 0) + len(run)
        and all(each[name] == first[name] for name in ("table_name", "body", "as_of"))
        and _is_as_it_came(first)
    )


def _is_as_it_came(noted: Mapping[str, Any]) -> bool:
    """Whether its row says all that is known of it, but when that was written."""
    return noted["row_id"] is not None and is_plain(noted["body"])


def _in_run(run: Sequence[Any]) -> Iterator[NotedRow]:
    number, table, first_id, body, as_of, uids = run
    for place in range(len(uids) // _LENGTH):
        uid = uids[place * _LENGTH : (place + 1) * _LENGTH]
        if not uid.isspace():
            at = -(number * _MOST + place)
            yield NotedRow(at, uid, table, first_id + place, body, as_of)
