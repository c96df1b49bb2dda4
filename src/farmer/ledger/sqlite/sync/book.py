"""One ledger's rows as records, by uid."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Set
from functools import cached_property

from farmer.ledger.outside import name_of_row
from farmer.ledger.sqlite.schema.steps import TRACKED
from farmer.ledger.sqlite.sync.by_name import RowsByName, RowsThere
from farmer.ledger.sqlite.sync.indexes import pieces
from farmer.ledger.sqlite.sync.log import RowKey, whole_log
from farmer.ledger.sqlite.sync.past import PastValues
from farmer.ledger.sqlite.sync.rows import NO_MERGES, RowRecords, Shared, select_kept, select_owned
from farmer.ledger.sqlite.sync.runs import noted_rows, undone_names
from farmer.uniting.nouns import PERSON_TABLE
from farmer.uniting.records import RowRecord
from farmer.uniting.stamps import NEVER

# What is another after whatever was changed, undone, redone or forgotten.
LOG_STATE = """
SELECT count(*), max(id), count(undone_at), max(undone_at), max(last_at),
    (SELECT max(id) FROM change_row), (SELECT max(id) FROM forgotten)
FROM change WHERE NOT recording
"""


class Book(RowRecords):
    """One ledger's rows, as what every copy of them is known by."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._state = _state_of(db)  # before anything else is read: that may be newer
        shared = {each.uid: Shared.of(each) for each in noted_rows(db)}
        super().__init__(db, whole_log(db, TRACKED), shared)
        (self.mark,) = db.execute("PRAGMA user_version").fetchone()
        self._undone = undone_names(db)
        self._uids: dict[RowKey, str] = {}
        self._found: dict[str, RowKey] = {}
        people = [row for row in self.log.rows() if row[0] == PERSON_TABLE]
        self.log.load(people)
        self._merges = self._merges_of(people)
        self._read_already: set[RowKey] = set()

    def is_still(self, db: sqlite3.Connection) -> bool:
        """Whether the ledger behind that connection is as it was when it was read."""
        return self._state == _state_of(db)

    def move_to(self, db: sqlite3.Connection) -> None:
        """Go on by another connection to the ledger."""
        self.db = db
        self.log.move_to(db)

    def uid_of(self, table: str, row_id: int) -> str:
        """The name of a row that has one of its own."""
        row = table, row_id
        if row not in self._uids:
            (given, *_) = self._given.get(row, [self._undone.get(row)])
            self._uids[row] = given or name_of_row(self.mark, *row, self.log.birth(row))
            self._found[self._uids[row]] = row
        return self._uids[row]

    @cached_property
    def by_name(self) -> RowsByName:
        """Every row that is or was there and has a name of its own."""
        rows = (row for row in self.log.rows() if not self.nouns[row[0]].key)
        self._found |= {
            uids[0]: row for row, uids in self._given.items() if not self.nouns[row[0]].key
        }
        return RowsByName(rows, self._found, self.uid_of)

    def named(self) -> Mapping[str, RowKey]:
        """Every row that is there and has a name of its own, by that."""
        return RowsThere(self.by_name, self.log.there())

    def noted_as(self, uids: Set[str]) -> set[RowKey]:
        """The rows of which records are noted, and all of them among those."""
        return {row for row, noted in self._given.items() if set(noted) <= uids}

    def expect(self, records: Mapping[str, RowRecord], past: PastValues) -> None:
        """Know which of those records are of no row here, without the names of all that are.

        A record has the stamps that its values ever had, that of its birth with them: so it is of
        no row that was born here if none of the stamps is of a change that was made here.
        """
        made_here = {change.nonce for change in self.log.changes.values()} | {NEVER.nonce}
        back = set(self._undone.values())
        for uid, record in records.items():
            stamps = [it.stamp for it in record.registers.values()] + [*record.seen.values()]
            stamps += [each for some in past.get(uid, {}).values() for each in some]
            if uid not in back and made_here.isdisjoint(stamp.nonce for stamp in stamps):
                self.by_name.strangers.add(uid)

    def leads_to(self, table: str) -> set[str]:
        """The tables that the rows of `table` name."""
        return set(self.leads[table].values())

    def links_within(self, table: str) -> list[str]:
        """The columns in which a row names another of its own table."""
        return [name for name, to in self.leads[table].items() if to == table]

    def read(self, rows: Iterable[RowKey]) -> None:
        """Know the records of those rows too.

        What is known by a key may have been there before, as another row: that one comes first.
        """
        there = self.log.there()
        before = {row for row in self.log.rows() - there if self.nouns[row[0]].key}
        wanted = {row for row in {*rows, *before} if self.log.is_known(row)} - self._read_already
        self._read_already |= wanted
        for some in pieces(sorted(wanted, key=lambda row: (row in there, row))):
            self.log.load(some)
            for row in some:
                self.read_row(row)
            self.log.unload(row for row in some if row[0] != PERSON_TABLE)

    def owned_by(self, owners: Set[RowKey]) -> set[RowKey]:
        """Every row that is there and could not be without one of `owners`, or keeps one there."""
        found: set[RowKey] = set()
        for table, noun in self.nouns.items():
            for column in (*noun.owners, *noun.keeps):
                ids = [row_id for of, row_id in owners if of == self.leads[table][column]]
                asked = select_owned(table, column)
                found |= {
                    (table, row_id) for (row_id,) in self.db.execute(asked, [json.dumps(ids)])
                }
        return found

    def kept_by(self, rows: Set[RowKey]) -> set[RowKey]:
        """Every row that is there for as long as one of `rows` is."""
        found: set[RowKey] = set()
        for table, noun in self.nouns.items():
            ids = json.dumps([row_id for of, row_id in rows if of == table])
            for column in noun.keeps:
                kept = self.db.execute(select_kept(table, column), [ids])
                found |= {(self.leads[table][column], row_id) for (row_id,) in kept}
        return found

    def merges_since(self, changes: Iterable[int]) -> dict[str, str]:
        """Who was merged into whom by those changes, whether they stand or not."""
        found: dict[str, str] = {}
        for change_id in changes:
            found |= self._merges.get(change_id, NO_MERGES)
        return found


def _state_of(db: sqlite3.Connection) -> tuple[object, ...]:
    return tuple(db.execute(LOG_STATE).fetchone())
