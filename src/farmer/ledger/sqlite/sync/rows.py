"""Rows as records: what the log tells of each, and what other ledgers know of it too."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from farmer.ledger.sqlite.log.merges import MergesKept
from farmer.ledger.sqlite.sync.bodies import read_body, read_past
from farmer.ledger.sqlite.sync.log import Log, RowKey, State
from farmer.ledger.sqlite.sync.past import PastValues
from farmer.ledger.sqlite.sync.replay import Merges, Replay, ToldRow, born, key_uid, to_told
from farmer.ledger.sqlite.sync.runs import NotedRow
from farmer.ledger.sqlite.sync.tables import links_of, nouns_of, with_ids
from farmer.uniting.nouns import PERSON_TABLE
from farmer.uniting.records import RowRecord, join
from farmer.uniting.showing import Columns, ShownRow, show_rows
from farmer.uniting.stamps import NEVER, Stamp

NO_MERGES: Merges = {}


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

    @classmethod
    def of(cls, noted: NotedRow) -> Shared:
        """The same as it is kept."""
        row = (noted.table, noted.row_id) if noted.row_id else None
        return cls(row, noted.body or "", noted.as_of)


def select_owned(table: str, column: str) -> str:
    """The question for the rows of a table of which that column names one of several ids."""
    return f'SELECT id FROM "{table}" WHERE "{column}" IN (SELECT value FROM json_each(?))'  # noqa: S608


def select_kept(table: str, column: str) -> str:
    """The question for what that column of several rows of a table names."""
    return f"""SELECT DISTINCT "{column}" FROM "{table}"
        WHERE id IN (SELECT value FROM json_each(?)) AND "{column}" IS NOT NULL"""  # noqa: S608


class RowRecords(ABC):
    """Records of rows of one ledger, by uid, worked out from its log."""

    def __init__(self, db: sqlite3.Connection, log: Log, shared: Mapping[str, Shared]) -> None:
        """Of what the `log` tells, and what was noted of `shared` rows, by uid."""
        self.db = db
        self.nouns = nouns_of(db)
        self.log = log
        self.shared = shared
        # By table and column, to the rows of which table it leads.
        self.leads = links_of(db)
        self._uids_of = {
            table: {name: partial(self.uid_of, to) for name, to in links.items()}
            for table, links in self.leads.items()
        }
        self._given: dict[RowKey, list[str]] = {}
        for uid, each in shared.items():
            if each.row:
                self._given.setdefault(each.row, []).append(uid)
        self._merges: Mapping[int, Merges] = {}
        self.records: dict[str, RowRecord] = {}
        self.past = PastValues()
        # Which row each record is of here.
        self.rows: dict[str, RowKey] = {}

    @abstractmethod
    def uid_of(self, table: str, row_id: int) -> str:
        """The name of a row that has one of its own."""

    @abstractmethod
    def named(self) -> Mapping[str, RowKey]:
        """Every row that is there and has a name of its own, by that."""

    def read_rest(self) -> None:
        """Know the records of what was never a row here."""
        for uid, each in self.shared.items():
            if each.row is None and each.body:
                self._keep({uid: read_body(each.body, {})})

    def past_of(self, uid: str) -> dict[str, set[Stamp]]:
        """The stamps of values that a record has no longer, by register."""
        return self.past.of(uid, self.records[uid])

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
        asked = {
            uid
            for uid, record in self.records.items()
            if self.nouns[record.table].key and self.rows.get(uid) not in there
        }
        if not asked:  # as most often: then it is not worked out what all others show
            return []
        shown = show_rows(self.records, self.nouns, (), self.named().__contains__).values()
        return [each for each in shown if each.uid in asked]

    def find(self, table: str, columns: Columns, id_of: Callable[[str], int]) -> int | None:
        """The id of the row that is known by the same key; None where there is none."""
        noun = self.nouns[table]
        values = with_ids(noun, {name: columns[name] for name in noun.key}, id_of)
        where = " AND ".join(f'"{name}" = :{name}' for name in values)
        row = self.db.execute(f'SELECT id FROM "{table}" WHERE {where}', values).fetchone()  # noqa: S608
        return row[0] if row else None

    def read_row(self, row: RowKey) -> None:
        """Know the records of a row that is loaded."""
        if not self._read_as_it_came(row) and not self._read_as_noted(row):
            self._replay(row)

    def _read_as_it_came(self, row: RowKey) -> bool:
        """Know the record of a row of which nothing is told but that it came; whether it is one."""
        if row in self._given or not self.log.is_as_it_came(row):
            return False
        told = self.told(row, self.log.now(row))
        if told is None:
            return False
        noun = self.nouns[row[0]]
        uid = key_uid(row[0], noun, told) if noun.key else self.uid_of(*row)
        if uid in self.records:
            return False
        birth = self.log.birth(row)
        came = self.log.changes[birth.change_id].came if birth else NEVER
        self.records[uid] = born(row[0], told, came)
        self.rows[uid] = row
        return True

    def _read_as_noted(self, row: RowKey) -> bool:
        """Know the records of a row that is as it was when they were noted; whether it is."""
        known, as_of = self._known(row)
        if not known or self.log.now(row) is None or self.log.is_written_since(row, as_of):
            return False
        self._keep(known)
        self._note_past(known)
        self.rows.update(dict.fromkeys(known, row))
        return True

    def _replay(self, row: RowKey) -> None:
        """Know the records of a row by all that the log tells of it."""
        noun = self.nouns[row[0]]
        known, as_of = self._known(row)
        replay = Replay(row, noun, None if noun.key else self.uid_of(*row), self.records, known)
        steps = list(self.log.steps(row, as_of))
        first = steps[0].before if steps else self.log.now(row)
        if first is None and steps and not known and row in self._given and not noun.key:
            first = steps.pop(0).after  # it came with nothing but its name: nobody wrote it here
        told = self.told(row, first)
        if told is not None:
            replay.begin(told)
        for step in steps:
            merges = self._merges.get(step.change_id, NO_MERGES)
            nonce = self.log.changes[step.change_id].nonce
            before, after = self.told(row, step.before), self.told(row, step.after)
            if before is not None or after is not None:
                replay.take(step, before, after, nonce, merges)
        replay.finish(self.told(row, self.log.now(row)))
        self._keep(replay.records)
        for uid, past in replay.past.items():
            self.past.note_all(uid, past)
        self._note_past(known)
        self.rows.update(dict.fromkeys(replay.records, row))

    def _known(self, row: RowKey) -> tuple[dict[str, RowRecord], int]:
        """The records of a row that were noted, and up to which image of the log they go."""
        noted = {uid: self.shared[uid] for uid in self._given.get(row, ())}
        noted = {uid: each for uid, each in noted.items() if each.body}
        if not noted:
            return {}, 0
        as_of = max(each.as_of for each in noted.values())
        steps = list(self.log.steps(row, as_of))
        told = self.told(row, steps[0].before if steps else self.log.now(row)) or {}
        return {uid: read_body(each.body, told) for uid, each in noted.items()}, as_of

    def told(self, row: RowKey, state: State) -> ToldRow | None:
        """How a row was, or is, with the names of those that it names."""
        return to_told(self.nouns[row[0]], state, self._uids_of[row[0]])

    def _note_past(self, uids: Iterable[str]) -> None:
        """Know of what was noted the stamps that its values had had by then."""
        for uid in uids:
            self.past.note_all(uid, read_past(self.shared[uid].body))

    def _keep(self, records: Mapping[str, RowRecord]) -> None:
        for uid, record in records.items():
            known = self.records.get(uid)
            if known is None:
                self.records[uid] = record
            else:
                self.past.note_joined(uid, known, record)
                self.records[uid] = join(known, record)

    def _merges_of(self, people: Iterable[RowKey]) -> dict[int, Merges]:
        """By change, whom of `people`, who are loaded, it merged into whom."""
        found: dict[int, dict[str, str]] = {}
        told = MergesKept(self.db)
        for row in people:
            for step in self.log.steps(row):
                if step.forward and step.before is not None and step.after is None:
                    kept = told.by(row[1], step.number, step.change_id)
                    if kept is not None:
                        merges = found.setdefault(step.change_id, {})
                        merges[self.uid_of(*row)] = self.uid_of(PERSON_TABLE, kept)
        return dict(found)
