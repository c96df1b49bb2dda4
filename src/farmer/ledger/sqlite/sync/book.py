"""One ledger's rows as records, by uid."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Set
from functools import partial
from typing import Any, NamedTuple

from farmer.ledger.outside import name_of_row
from farmer.ledger.sqlite.log.merges import kept_by
from farmer.ledger.sqlite.sync.log import Log, RowKey
from farmer.ledger.sqlite.sync.replay import HERE, Merges, Replay, ToldRow, to_told
from farmer.ledger.sqlite.sync.tables import links_of, nouns_of
from farmer.uniting.nouns import PERSON_TABLE, TableShape
from farmer.uniting.records import ROW, Register, RowRecord, join
from farmer.uniting.showing import Columns, ShownRow, show_rows
from farmer.uniting.stamps import Stamp

SHARED_ROWS = "SELECT uid, table_name, row_id, body, as_of FROM shared_row"
# By which names rows were known that came with a sync which was undone.
_UNDONE_ROWS = """
SELECT json_extract("before", '$.uid'), json_extract("before", '$.table_name'),
    json_extract("before", '$.row_id')
FROM change_row JOIN change ON change.id = change_row.change_id
WHERE table_name = 'shared_row' AND "before" IS NOT NULL AND undone_at IS NOT NULL
"""
_OWNED = 'SELECT id FROM "{table}" WHERE "{column}" IN (SELECT value FROM json_each(?))'
_NO_MERGES: Merges = {}


class Shared(NamedTuple):
    """What was noted of a row that another ledger has too, when it came or was changed from there.

    Attributes:
        row: which it is here; None where it never was.
        body: its record, as text; empty where only its name is known.
        as_of: the last image of the log that the record is of.
    """

    row: RowKey | None
    body: str
    as_of: int


class Book:
    """One ledger's rows, as what every copy of them is known by."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.nouns = nouns_of(db)
        self._to = links_of(db)
        self.log = Log(db, tuple(self.nouns))
        (self.mark,) = db.execute("PRAGMA user_version").fetchone()
        self.shared = {
            uid: Shared((table, row_id) if row_id else None, body or "", as_of)
            for uid, table, row_id, body, as_of in db.execute(SHARED_ROWS)
        }
        self._given: dict[RowKey, list[str]] = {}
        for uid, each in self.shared.items():
            if each.row:
                self._given.setdefault(each.row, []).append(uid)
        self._undone = {(of, row_id): uid for uid, of, row_id in db.execute(_UNDONE_ROWS)}
        self._uids: dict[RowKey, str] = {}
        self._named: dict[str, RowKey] | None = None
        self._merges: dict[int, Merges] = self._find_merges()
        self._read_already: set[RowKey] = set()
        self.records: dict[str, RowRecord] = {}
        self.past: dict[tuple[str, str], set[Stamp]] = {}
        # Which row each record is of here.
        self.rows: dict[str, RowKey] = {}

    def uid_of(self, table: str, row_id: int) -> str:
        """The name of a row that has one of its own."""
        row = table, row_id
        if row not in self._uids:
            (given, *_) = self._given.get(row, [self._undone.get(row)])
            self._uids[row] = given or name_of_row(self.mark, *row, self.log.birth(row))
        return self._uids[row]

    def named(self) -> dict[str, RowKey]:
        """Every row that is there and has a name of its own, by that."""
        if self._named is None:
            there = (row for row in self.log.there() if not self.nouns[row[0]].key)
            self._named = {self.uid_of(*row): row for row in there}
        return self._named

    def leads_to(self, table: str) -> set[str]:
        """The tables that the rows of `table` name."""
        return set(self._to[table].values())

    def links_within(self, table: str) -> list[str]:
        """The columns in which a row names another of its own table."""
        return [name for name, to in self._to[table].items() if to == table]

    def read(self, rows: Iterable[RowKey]) -> None:
        """Know the records of those rows too.

        What is known by a key may have been there before, as another row: that one comes first.
        """
        there = self.log.there()
        before = {row for row in self.log.rows() - there if self.nouns[row[0]].key}
        wanted = {row for row in {*rows, *before} if self.log.is_known(row)} - self._read_already
        self._read_already |= wanted
        self.log.load(wanted)
        for row in sorted(wanted, key=lambda row: (row in there, row)):
            self._read(row)

    def read_rest(self) -> None:
        """Know the records of what was never a row here."""
        for uid, each in self.shared.items():
            if each.row is None and each.body:
                self._keep({uid: read_body(each.body, {})}, {})

    def owned_by(self, owners: Set[RowKey]) -> set[RowKey]:
        """Every row that is there and could not be without one of `owners`."""
        found: set[RowKey] = set()
        for table, noun in self.nouns.items():
            for column in noun.owners:
                ids = [row_id for of, row_id in owners if of == self._to[table][column]]
                asked = _OWNED.format(table=table, column=column)
                found |= {
                    (table, row_id) for (row_id,) in self.db.execute(asked, [json.dumps(ids)])
                }
        return found

    def notice_gone(self) -> None:
        """Know as taken out what is known by a key, is there for several records, and is not."""
        while gone := [
            shown.uid for shown in self._said_to_be_there() if not self._is_found(shown)
        ]:
            for uid in gone:
                self.records[uid] = self.records[uid].removed()

    def _is_found(self, shown: ShownRow) -> bool:
        table = self.records[shown.uid].table
        return self.find(table, shown.columns, lambda uid: self.named()[uid][1]) is not None

    def _said_to_be_there(self) -> list[ShownRow]:
        """What is known by a key and ought to be there, but not as the row that it came as."""
        there = self.log.there()
        shown = show_rows(self.records, self.nouns, (), self.named().__contains__).values()
        return [
            each
            for each in shown
            if self.nouns[self.records[each.uid].table].key and self.rows.get(each.uid) not in there
        ]

    def find(self, table: str, columns: Columns, id_of: Callable[[str], int]) -> int | None:
        """The id of the row that is known by the same key; None where there is none."""
        noun = self.nouns[table]
        values = with_ids(noun, {name: columns[name] for name in noun.key}, id_of)
        where = " AND ".join(f'"{name}" = :{name}' for name in values)
        row = self.db.execute(f'SELECT id FROM "{table}" WHERE {where}', values).fetchone()  # noqa: S608
        return row[0] if row else None

    def merges_since(self, changes: Iterable[int]) -> dict[str, str]:
        """Who was merged into whom by those changes, whether they stand or not."""
        found: dict[str, str] = {}
        for change_id in changes:
            found |= self._merges.get(change_id, _NO_MERGES)
        return found

    def _read(self, row: RowKey) -> None:
        noun = self.nouns[row[0]]
        known, as_of = self._known(row)
        replay = Replay(row, noun, None if noun.key else self.uid_of(*row), self.records, known)
        steps = list(self.log.steps(row, as_of))
        first = steps[0].before if steps else self.log.now(row)
        if first is None and steps and not known and row in self._given and not noun.key:
            first = steps.pop(0).after  # it came with nothing but its name: nobody wrote it here
        told = self._told(row, first)
        if told is not None:
            replay.begin(told)
        for step in steps:
            merges = self._merges.get(step.change_id, _NO_MERGES)
            nonce = self.log.changes[step.change_id].nonce
            before, after = self._told(row, step.before), self._told(row, step.after)
            if before is not None or after is not None:
                replay.take(step, before, after, nonce, merges)
        replay.finish(self._told(row, self.log.now(row)))
        self._keep(replay.records, replay.past)
        self.rows.update(dict.fromkeys(replay.records, row))

    def _known(self, row: RowKey) -> tuple[dict[str, RowRecord], int]:
        """The records of a row that were noted, and up to which image of the log they go."""
        noted = {uid: self.shared[uid] for uid in self._given.get(row, ())}
        noted = {uid: each for uid, each in noted.items() if each.body}
        if not noted:
            return {}, 0
        as_of = max(each.as_of for each in noted.values())
        if self.nouns[row[0]].key:  # of which one row may stand for several records
            return {uid: read_body(each.body, {}) for uid, each in noted.items()}, as_of
        steps = list(self.log.steps(row, as_of))
        told = self._told(row, steps[0].before if steps else self.log.now(row)) or {}
        return {uid: read_body(each.body, told) for uid, each in noted.items()}, as_of

    def _told(self, row: RowKey, state: Any) -> ToldRow | None:
        links = {name: partial(self.uid_of, to) for name, to in self._to[row[0]].items()}
        return to_told(self.nouns[row[0]], state, links)

    def _keep(
        self, records: Mapping[str, RowRecord], past: Mapping[tuple[str, str], set[Stamp]]
    ) -> None:
        for uid, record in records.items():
            known = self.records.get(uid)
            self.records[uid] = record if known is None else join(known, record)
        for which, stamps in past.items():
            self.past.setdefault(which, set()).update(stamps)

    def _find_merges(self) -> dict[int, Merges]:
        """By change, whom it merged into whom."""
        found: dict[int, dict[str, str]] = {}
        people = [row for row in self.log.rows() if row[0] == PERSON_TABLE]
        self.log.load(people)
        for row in people:
            for step in self.log.steps(row):
                if step.forward and step.before is not None and step.after is None:
                    kept = kept_by(self.db, row[1], step.number, step.change_id)
                    if kept is not None:
                        merges = found.setdefault(step.change_id, {})
                        merges[self.uid_of(*row)] = self.uid_of(PERSON_TABLE, kept)
        return dict(found)


def with_ids(noun: TableShape, columns: Columns, id_of: Callable[[str], int]) -> Columns:
    """Columns with the ids that the rows which they name have in a ledger."""
    told = {
        name: id_of(value) if name in noun.links and value is not None else value
        for name, value in columns.items()
    }
    if noun.key and set(noun.key) == set(noun.owners) <= told.keys():
        told |= zip(noun.key, sorted(told[name] for name in noun.key), strict=True)
    return told


def read_body(body: str, told: ToldRow) -> RowRecord:
    """The record that is kept as such a text; what the row says is in the row alone."""
    kept = json.loads(body)
    told_apart = {name: tuple(value) for name, value in kept["values"].items()}
    values = {ROW: HERE, **told, **told_apart}
    common = Stamp(*kept["stamp"])
    others = {name: Stamp(*stamp) for name, stamp in kept["stamps"].items()}
    names = (*values, *(name for name in others if name not in values))
    registers = {
        name: Register(others.get(name, common), values.get(name, (None,))) for name in names
    }
    seen = {name: Stamp(*stamp) for name, stamp in kept["seen"].items()}
    return RowRecord(kept["table"], registers, seen)


def body_of(record: RowRecord, told: ToldRow) -> str:
    """A record as text, without what its row says, if there is one."""
    common = max(register.stamp for register in record.registers.values())
    return json.dumps(
        {
            "table": record.table,
            "stamp": common,
            "stamps": {
                name: register.stamp
                for name, register in record.registers.items()
                if register.stamp != common
            },
            "values": {
                name: register.value
                for name, register in record.registers.items()
                if name != ROW and told.get(name) != register.value
            },
            "seen": record.seen if record.seen else {},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
