"""What every row of a ledger is called in all its copies, and when it got its values.

It is the same that `Book` tells, read a thousand rows at a time, or fewer where they were changed
often: of most rows the log tells nothing but when they came, and what it does not tell otherwise is
not worked out.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import NamedTuple

from farmer.ledger.sqlite.anytable import all_rows
from farmer.ledger.sqlite.read.selection import TABLES
from farmer.ledger.sqlite.sync.bodies import Apart, since_and_apart, since_and_apart_of
from farmer.ledger.sqlite.sync.indexes import Indexes, Numbers, pieces
from farmer.ledger.sqlite.sync.log import RowKey, piece_of_log
from farmer.ledger.sqlite.sync.replay import Merges, key_uid
from farmer.ledger.sqlite.sync.rows import RowRecords, Shared, select_owned
from farmer.ledger.sqlite.sync.runs import noted_as
from farmer.uniting.nouns import PERSON_TABLE
from farmer.uniting.records import RowRecord
from farmer.uniting.showing import links, owners_of
from farmer.uniting.stamps import NEVER, Stamp

_THESE = "WHERE id IN (SELECT value FROM json_each(?))"
_CHANGED_BY = f"SELECT id, change_id FROM change_row {_THESE}"  # noqa: S608
_NOWHERE = """
SELECT id FROM shared_row WHERE row_id IS NULL AND body IS NOT NULL AND table_name = ? ORDER BY id
"""


class RowName(NamedTuple):
    """What a row is called, or was.

    Attributes:
        table, row_id: which it is; no id for what is not there.
        uid: its name; None where it follows from what the row says, and of whom.
        since: when the newest of its values was written.
        apart: what else there is to know of it, as `since_and_apart_of` says; nothing for most.
    """

    table: str
    row_id: int | None
    uid: str | None
    since: Stamp
    apart: Apart


def names_of(db: sqlite3.Connection) -> Iterator[RowName]:
    """Of every row that is or was there, table by table, each in the order of its rows."""
    names = _Names(db)
    for table in TABLES.values():
        yield from names.of(table)


class _Piece(RowRecords):
    """The records of a few rows of one table."""

    def __init__(
        self,
        db: sqlite3.Connection,
        indexes: Indexes,
        table: str,
        ids: Iterable[int],
        nowhere: Iterable[int] = (),
    ) -> None:
        images = {(table, row_id): indexes.images[table].of(row_id) for row_id in ids}
        noted = [n for _, row_id in images for n in indexes.noted[table].of(row_id)]
        shared = {each.uid: Shared.of(each) for each in noted_as(db, [*noted, *nowhere])}
        super().__init__(db, piece_of_log(db, indexes.changes, images), shared)
        self._rows = images.keys()
        self._indexes = indexes
        self._owners: Mapping[str, RowKey] = {}

    def uid_of(self, table: str, row_id: int) -> str:
        """The name of a row that has one of its own."""
        return self._indexes.uid_of(table, row_id)

    def named(self) -> Mapping[str, RowKey]:
        """Whose rows these may be."""
        return self._owners

    def merges(self) -> dict[int, Merges]:
        """By change, who of those people was merged into whom."""
        return self._merges_of(sorted(self._rows))

    def read_all(self, merges: Mapping[int, Merges]) -> None:
        """Know the records of all of them; those that are gone come first."""
        self._merges = merges
        there = self.log.there()
        for row in sorted(self._rows, key=lambda row: (row in there, row)):
            self.read_row(row)
        self.read_rest()

    def derived(self, row: RowKey) -> str | None:
        """The name that follows from what a row says; None where it has one of its own."""
        told, noun = self.told(row, self.log.now(row)), self.nouns[row[0]]
        return key_uid(row[0], noun, told) if noun.key and told else None

    def owners(self) -> set[int]:
        """The ids of those whose the rows are, or were."""
        return {
            state[name]
            for row in self._rows
            for state in self.log.states(row)
            for name in self.nouns[row[0]].owners
        }

    def find_standing(self, owners: Mapping[str, RowKey], merged: Mapping[str, RowRecord]) -> None:
        """Find by which row each record stands that came as another, or that none does.

        `owners` are there, and have the rows; `merged` are the records of who is one with another.
        """
        self._owners = owners
        own = self.records.keys()
        self.records = {**self.records, **merged}
        self.notice_gone()
        self.records = {uid: self.records[uid] for uid in own}
        now = links(merged)
        there = self.log.there()
        for uid, record in self.records.items():
            key = [record.registers.get(name) for name in self.nouns[record.table].key]
            if not record.is_gone and self.rows.get(uid) not in there and all(key):
                self._stand(uid, now)

    def _stand(self, uid: str, now: Mapping[str, str]) -> None:
        record = self.records[uid]
        noun = self.nouns[record.table]
        columns = {name: record.registers[name].value[0] for name in noun.key}
        columns |= {name: now.get(columns[name], columns[name]) for name in noun.owners}
        if self._owners.keys() >= {columns[name] for name in noun.owners}:
            row_id = self.find(record.table, columns, lambda each: self._owners[each][1])
            if row_id is not None:
                self.rows[uid] = record.table, row_id

    def names(self) -> Iterator[RowName]:
        """What they are called, by row; those that are not there come last."""
        there = self.log.there()
        rows = {uid: row if (row := self.rows.get(uid)) in there else None for uid in self.records}
        for uid in sorted(rows, key=lambda uid: (rows[uid] is None, rows[uid] or ("", 0), uid)):
            row, record = rows[uid], self.records[uid]
            told = self.told(row, self.log.now(row)) if row else None
            noun = self.nouns[record.table]
            since, apart = since_and_apart_of(record, noun, told, self.past_of(uid))
            given = None if row and self.derived(row) == uid else uid
            yield RowName(record.table, row[1] if row else None, given, since, apart)


class _Names:
    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._indexes = Indexes(db)
        self._merges: dict[int, Merges] = {}
        # The records of whoever is one with somebody else.
        self._merged: dict[str, RowRecord] = {}
        people = {*self._indexes.odd(PERSON_TABLE), *self._indexes.gone(PERSON_TABLE)}
        for some in self._indexes.images[PERSON_TABLE].pieces_of(sorted(people)):
            for change, merges in self._piece(PERSON_TABLE, some).merges().items():
                self._merges[change] = {**self._merges.get(change, {}), **merges}

    def of(self, table: str) -> Iterator[RowName]:
        """Those of the rows of one table."""
        if self._piece(table).nouns[table].key:
            yield from self._keyed(table)
        else:
            yield from self._named(table)

    def _piece(self, table: str, ids: Iterable[int] = (), nowhere: Iterable[int] = ()) -> _Piece:
        return _Piece(self._db, self._indexes, table, ids, nowhere)

    def _named(self, table: str) -> Iterator[RowName]:
        odd = self._indexes.odd(table)
        for some in self._indexes.images[table].pieces_of(self._all(table)):
            piece = self._piece(table, odd.intersection(some))
            piece.read_all(self._merges)
            known = {each.row_id: each for each in piece.names()}
            plain = self._plain(table, [row_id for row_id in some if row_id not in known])
            yield from ((known.get(row_id) or plain[row_id]) for row_id in some)
        yield from self._gone(table)

    def _gone(self, table: str) -> Iterator[RowName]:
        """Those of rows that are not there, or never were."""
        left = self._indexes.images[table].pieces_of(self._indexes.gone(table))
        gone = ((some, list[int]()) for some in left)
        never = ((list[int](), some) for some in pieces(self._nowhere(table)))
        for ids, numbers in chain(gone, never):
            piece = self._piece(table, ids, numbers)
            piece.read_all(self._merges)
            if table == PERSON_TABLE:
                self._merged |= {uid: it for uid, it in piece.records.items() if it.is_merged}
            yield from piece.names()

    def _nowhere(self, table: str) -> list[int]:
        return [number for (number,) in self._db.execute(_NOWHERE, [table])]

    def _keyed(self, table: str) -> Iterator[RowName]:
        """Those of rows known by what they say: of who has more than came once, all together."""
        odd = {*self._indexes.odd(table), *self._indexes.gone(table)}
        nowhere = self._nowhere(table)
        owners = self._owners(table, odd, nowhere)
        theirs = self._owned_by(table, [row_id for _, row_id in owners.values()])
        piece = self._piece(table, odd.union(theirs), nowhere)
        piece.read_all(self._merges)
        piece.find_standing(owners, self._merged)
        known: dict[int | None, list[RowName]] = {}
        for each in piece.names():
            known.setdefault(each.row_id, []).append(each)
        for some in pieces(self._all(table)):
            plain = self._plain(table, [row_id for row_id in some if row_id not in known])
            for row_id in some:
                yield from known.get(row_id) or [plain[row_id]]
        yield from known.get(None, [])

    def _owners(self, table: str, odd: Set[int], nowhere: Sequence[int]) -> dict[str, RowKey]:
        """By uid, whose such rows are or were, and who has them now; those who are there."""
        piece = self._piece(table, (), nowhere)
        piece.read_all(self._merges)
        (of,) = {piece.leads[table][name] for name in piece.nouns[table].owners}
        ids: set[int] = set()
        for some in pieces(sorted(odd)):
            ids |= self._piece(table, some).owners()
        now = links(self._merged)
        told = {uid for it in piece.records.values() for uid in owners_of(it, piece.nouns[table])}
        ids |= self._called(of, {now.get(uid, uid) for uid in told} | set(now.values()))
        there = [row_id for some in pieces(sorted(ids)) for row_id in self._indexes.there(of, some)]
        return {self._indexes.uid_of(of, row_id): (of, row_id) for row_id in there}

    def _called(self, table: str, uids: Set[str]) -> set[int]:
        """The ids of the rows of those names."""
        return (
            {i for i in self._all(table) if self._indexes.uid_of(table, i) in uids}
            if uids
            else set()
        )

    def _owned_by(self, table: str, owners: Sequence[int]) -> Iterator[int]:
        columns = self._piece(table).nouns[table].owners
        for some in pieces(owners):
            for column in columns:
                asked = select_owned(table, column)
                yield from (row_id for (row_id,) in self._db.execute(asked, [json.dumps(some)]))

    def _all(self, table: str) -> Iterator[int]:
        return (row_id for (row_id,) in self._db.execute(all_rows(table, "id")))

    def _plain(self, table: str, ids: Sequence[int]) -> dict[int, RowName]:
        """Those of rows of which nothing is to be known but when they came."""
        images = _first(self._indexes.images[table], ids)
        noted = _first(self._indexes.noted[table], ids)
        changes = dict(self._db.execute(_CHANGED_BY, [json.dumps(list(images.values()))]))
        told = noted_as(self._db, noted.values())
        bodies = {each.number: (each.uid, each.body) for each in told if each.body is not None}
        piece = self._piece(table, noted)
        is_keyed = bool(piece.nouns[table].key)
        found = {}
        for row_id in ids:
            uid = None if is_keyed else self._indexes.uid_of(table, row_id)
            if row_id in noted:
                given, body = bodies[noted[row_id]]
                uid = given if piece.derived((table, row_id)) != given else None
                found[row_id] = RowName(table, row_id, uid, *since_and_apart(body))
            else:
                born = changes.get(images.get(row_id, 0))
                since = self._indexes.changes[born].came if born else NEVER
                found[row_id] = RowName(table, row_id, uid, since, {})
        return found


def _first(numbers: Numbers, ids: Iterable[int]) -> dict[int, int]:
    return {row_id: found[0] for row_id in ids if (found := numbers.of(row_id))}
