"""The names of rows as an export has them, told and read back.

A row that has no number there is known by its place in its list, from 1.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any

from farmer.errors import UnfitNames
from farmer.ledger.sqlite.anytable import newest_id
from farmer.ledger.sqlite.read.selection import TABLES
from farmer.ledger.sqlite.read.whole import LEFT_OUT, rows_of
from farmer.ledger.sqlite.schema.steps import DATED
from farmer.ledger.sqlite.sync.bodies import body_of, plain_body, read_apart
from farmer.ledger.sqlite.sync.carrying import Received
from farmer.ledger.sqlite.sync.indexes import pieces
from farmer.ledger.sqlite.sync.names import RowName, names_of
from farmer.ledger.sqlite.sync.replay import ToldRow, key_uid, to_told
from farmer.ledger.sqlite.sync.runs import note_names
from farmer.ledger.sqlite.sync.tables import links_of, nouns_of
from farmer.uniting.records import ROW, RowRecord
from farmer.uniting.stamps import Stamp, second_of_birth

# A name of a row, as an export has it; and such a row, its columns by name.
NameRow = Mapping[str, Any]
RowOfTable = Mapping[str, Any]
StateOf = Callable[[str, Sequence[int]], Mapping[int, RowOfTable]]
_LISTS = {table: name for name, table in TABLES.items()}
# The lists of which the rows have no number, and the column in whose order they come.
_PLACED = {
    "contacts": "contact_id",
    "touchpoints": "touchpoint_id",
    "requests": "request_id",
    "not_same": "id",
}
_ROWS = 'SELECT * FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'
_LAST_IMAGE = "SELECT coalesce(max(id), 0) FROM change_row"


def exported_names(db: sqlite3.Connection, *, children: bool) -> Iterator[dict[str, Any]]:
    """The name of every row, without people's children unless they are wanted."""
    places: dict[str, Sequence[int] | None] = {}
    for name in names_of(db):
        if name.table not in places:
            places[name.table] = _places(db, name.table, children=children)
        left_out = name.table in LEFT_OUT and not children
        at = places[name.table]
        number = at[name.row_id] if at and name.row_id is not None else name.row_id
        if not left_out or number:
            yield _told(name, number)


def _told(name: RowName, number: int | None) -> dict[str, Any]:
    return {
        "of": _LISTS[name.table],
        "id": number,
        "uid": name.uid,
        "since": ".".join(map(str, name.since)),
        "apart": name.apart or None,
    }


def _places(db: sqlite3.Connection, table: str, *, children: bool) -> Sequence[int] | None:
    """By id, at which place each row is in its list; 0 for who is left out. None for numbers."""
    outer, dot, _ = _LISTS[table].partition(".")
    if not dot and outer != "not_same":
        return None
    left_out = "" if children else LEFT_OUT.get(table, "")
    where = f"NOT ({left_out})" if left_out else "TRUE"
    places = array("q", bytes(8 * (newest_id(db, table) + 1)))
    asked = f'SELECT id FROM "{table}" WHERE {where} ORDER BY "{_PLACED[outer]}", id'  # noqa: S608
    for place, (row_id,) in enumerate(db.execute(asked), 1):
        places[row_id] = place
    return places


class NamesRead:
    """The names that an export tells, and with the rows that they are of its records."""

    def __init__(self, db: sqlite3.Connection, names: Iterable[NameRow], state_of: StateOf) -> None:
        """Names for the ledger `db`; `state_of` gives those rows of a table that have an id."""
        self._nouns = nouns_of(db)
        self._leads = links_of(db)
        self._names = [
            RowName(
                TABLES[each["of"]],
                each["id"],
                each["uid"],
                Stamp(*each["since"]),
                each["apart"] or {},
            )
            for each in names
        ]
        self._state_of = state_of
        self._uids = {(it.table, it.row_id): it.uid for it in self._names if it.row_id and it.uid}

    def called(self, *, without_plain: bool = False) -> Iterator[tuple[str, RowName, ToldRow]]:
        """Each name with the uid that it comes to, and with what its row says.

        That is empty for what is no row, and `without_plain` also where the name says all.

        Raises:
            UnreadableFile: where a name does not fit its row.
        """
        for table, names in groupby(self._names, attrgetter("table")):
            for some in pieces(names):
                is_keyed = bool(self._nouns[table].key)
                wanted = [it for it in some if is_keyed or it.apart or not without_plain]
                ids = [it.row_id for it in wanted if it.row_id is not None]
                states = self._state_of(table, ids)
                for it in some:
                    told = self._told(table, states.get(it.row_id or 0))
                    yield it.uid or key_uid(table, self._nouns[table], told), it, told

    def record_of(self, name: RowName, told: ToldRow) -> tuple[RowRecord, dict[str, set[Stamp]]]:
        """The record of which such a name is, and the stamps of its past.

        Raises:
            UnreadableFile: where the name does not fit its row.
        """
        noun = self._nouns[name.table]
        for register, value in name.apart.get("values", {}).items():
            if register in noun.registers and len(value) != len(noun.registers[register]):
                raise UnfitNames
        record, past = read_apart(name.table, noun, name.since, name.apart, told)
        if not all(owner in record.registers for owner in noun.owners):
            raise UnfitNames
        return record, past

    def _told(self, table: str, state: RowOfTable | None) -> ToldRow:
        links = {name: partial(self._uid_of, to) for name, to in self._leads[table].items()}
        return to_told(self._nouns[table], dict(state) if state else None, links) or {}

    def _uid_of(self, table: str, row_id: int) -> str:
        if (table, row_id) not in self._uids:
            raise UnfitNames
        return self._uids[table, row_id]


def people_in(names: Iterable[NameRow]) -> set[str]:
    """The uids of everybody who is in an export."""
    return {each["uid"] for each in names if each["of"] == "contacts" and each["id"]}


def received_of(
    db: sqlite3.Connection, tables: Mapping[str, Any], names: Iterable[NameRow]
) -> Received:
    """What an export tells, for the ledger `db`.

    Raises:
        UnreadableFile: where a name does not fit its row.
    """
    rows = {table: {row["id"]: row for row in listed} for table, listed in rows_of(tables).items()}

    def states(table: str, ids: Sequence[int]) -> dict[int, RowOfTable]:
        return {row_id: _as_kept(rows[table][row_id]) for row_id in ids}

    read = NamesRead(db, names, states)
    received = Received()
    for uid, name, told in read.called():
        received.add(uid, name.row_id or 0, *read.record_of(name, told))
    return received


def _as_kept(row: RowOfTable) -> RowOfTable:
    """A row as a ledger keeps it: days as text, yes and no as numbers."""
    return {
        name: value.isoformat()
        if isinstance(value, date)
        else int(value)
        if isinstance(value, bool)
        else value
        for name, value in row.items()
    }


def recorded_at(names: Iterable[NameRow]) -> dict[str, dict[int, int]]:
    """By table and row, in which second since 1970 it was recorded, as an export tells it."""
    found: dict[str, dict[int, int]] = {}
    for name in names:
        if TABLES[name["of"]] in DATED and name["id"] is not None:
            since, stamps = Stamp(*name["since"]), (name["apart"] or {}).get("stamps", {})
            others = {register: Stamp(*stamp) for register, stamp in stamps.items()}
            second = second_of_birth(others.get(ROW, since), (since, *others.values()))
            found.setdefault(TABLES[name["of"]], {})[name["id"]] = second
    return found


def note_exported(db: sqlite3.Connection, names: Iterable[NameRow]) -> None:
    """Note the names of rows that have just been put in, as an export tells them.

    Raises:
        UnreadableFile: where a name does not fit its row.
    """
    read = NamesRead(db, names, partial(_states, db))
    (as_of,) = db.execute(_LAST_IMAGE).fetchone()
    note_names(
        db,
        (
            {
                "uid": uid,
                "table_name": name.table,
                "row_id": name.row_id,
                "body": _body(read, name, told),
                "as_of": as_of,
            }
            for uid, name, told in read.called(without_plain=True)
        ),
    )


def _body(read: NamesRead, name: RowName, told: ToldRow) -> str:
    if not name.apart and name.row_id:
        return plain_body(name.table, name.since)
    record, past = read.record_of(name, told)
    return body_of(record, told, past)


def _states(db: sqlite3.Connection, table: str, ids: Sequence[int]) -> dict[int, RowOfTable]:
    rows = db.execute(_ROWS.format(table=table), [json.dumps(ids)])
    columns = [column for column, *_ in rows.description]
    states = (dict(zip(columns, row, strict=True)) for row in rows)
    return {state["id"]: state for state in states}
