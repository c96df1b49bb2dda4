"""Writing into a ledger what it comes to with another: only rows that differ, and their records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from itertools import groupby
from typing import Any

from farmer.ledger.sqlite.anytable import delete_row, insert_row, update_row
from farmer.ledger.sqlite.checksums import adding_up_at_once
from farmer.ledger.sqlite.log.triggers import recording_at_once
from farmer.ledger.sqlite.schema.search_index import indexing_at_once
from farmer.ledger.sqlite.schema.steps import DATED
from farmer.ledger.sqlite.sync.bodies import body_of
from farmer.ledger.sqlite.sync.book import Book
from farmer.ledger.sqlite.sync.comparing import Comparison
from farmer.ledger.sqlite.sync.log import RowKey
from farmer.ledger.sqlite.sync.past import PastValues
from farmer.ledger.sqlite.sync.replay import ToldRow
from farmer.ledger.sqlite.sync.runs import note_apart, note_names
from farmer.ledger.sqlite.sync.tables import RECORDED_AT, with_ids
from farmer.uniting.nouns import PERSON_TABLE, TableShape
from farmer.uniting.records import RowRecord
from farmer.uniting.showing import Columns, Ident, ShownRow, links
from farmer.uniting.stamps import Stamp

_LAST_IMAGE = "SELECT coalesce(max(id), 0) FROM change_row"
_NEXT_ID = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0) + 1"
# So that the log tells who was kept, as after a merge.
_TOUCH = "UPDATE contact SET id = id WHERE id = ?"
_NOTE_ANEW = """
UPDATE shared_row SET row_id = :row_id, body = :body, as_of = :as_of WHERE uid = :uid
"""


class Writing:
    """One ledger being made what it comes to, in the change that is open."""

    def __init__(self, ours: Book, found: Comparison) -> None:
        self._ours = ours
        self._db = ours.db
        self._found = found
        # The ids that rows with a name of their own get here, and that were asked for.
        self._ids: dict[str, int] = {}
        self._there = ours.named()
        self._rows: dict[str, RowKey] = dict(ours.rows)

    def write(self) -> None:
        """Write all of it."""
        before, after = self._found.before, self._found.after
        gone = [ident for ident in before if ident not in after]
        for ident in gone:
            if ident[0] != PERSON_TABLE:
                self._remove(ident, before[ident])
        new = {ident: shown for ident, shown in after.items() if ident not in before}
        for table in self._tables():
            self._add(table, {i: shown for i, shown in new.items() if i[0] == table})
        for ident, shown in after.items():
            if ident in before and before[ident] != shown:
                self._change(ident, before[ident], shown)
        self._remove_people([before[ident].uid for ident in gone if ident[0] == PERSON_TABLE])
        self._note_records()

    def id_of(self, uid: str) -> int:
        """The number that a row with a name of its own has here."""
        known = self._had(uid)
        assert known is not None, uid
        return known

    def _had(self, uid: str) -> int | None:
        """The same; None where it is not here and never was."""
        if uid not in self._ids:
            row = self._there.get(uid) or self._ours.rows.get(uid)
            if row is not None and not self._ours.nouns[row[0]].key:
                self._ids[uid] = row[1]
        return self._ids.get(uid)

    def _tables(self) -> list[str]:
        """In an order in which each comes after those that its rows name."""
        done: list[str] = []
        while left := [table for table in self._ours.nouns if table not in done]:
            ready = [t for t in left if self._ours.leads_to(t) <= {*done, t}]
            done += ready or left
        return done

    def _add(self, table: str, rows: Mapping[Ident, ShownRow]) -> None:
        """Add rows of one table: those that were here under the ids that they had."""
        fresh = []
        (number,) = self._db.execute(_NEXT_ID, [table]).fetchone()
        for shown in sorted(rows.values(), key=self._place):
            had = self._had(shown.uid) if not self._ours.nouns[table].key else None
            if had is None:
                fresh.append((number, shown))
                self._ids[shown.uid] = number
                number += 1
            else:
                self._insert(table, [(had, shown)])
            self._rows[shown.uid] = (table, self.id_of(shown.uid))
        with ExitStack() as stack:
            if fresh:
                stack.enter_context(adding_up_at_once(self._db, table, "change_row"))
                stack.enter_context(recording_at_once(self._db, table))
                stack.enter_context(indexing_at_once(self._db, table))
            self._insert(table, fresh)
        own = self._ours.links_within(table)
        for shown in rows.values():
            late = {name: shown.columns[name] for name in own if shown.columns[name]}
            if late:
                values = {name: self.id_of(uid) for name, uid in late.items()}
                statement = update_row(table, list(values))
                self._db.execute(statement, {"id": self.id_of(shown.uid), **values})

    def _place(self, shown: ShownRow) -> tuple[int, str]:
        """In which order rows of a table came to the other ledger."""
        return self._found.numbered.get(shown.uid, ("", 0))[1], shown.uid

    def _insert(self, table: str, rows: Iterable[tuple[int, ShownRow]]) -> None:
        late = dict.fromkeys(self._ours.links_within(table))
        known = self._ours.nouns[table].key  # which may be there although nobody tells of it
        otherwise = " ON CONFLICT DO NOTHING" if known else ""
        values = (
            {
                "id": row_id,
                **self._local(table, {**shown.columns, **late}),
                **self._dated(table, shown),
            }
            for row_id, shown in rows
        )
        for columns, some in groupby(values, list):
            self._db.executemany(insert_row(table, columns) + otherwise, some)

    def _dated(self, table: str, shown: ShownRow) -> Columns:
        """When a row was recorded, where its table keeps that."""
        if table not in DATED:
            return {}
        return {RECORDED_AT: self._found.joined[shown.uid].recorded_at}

    def _change(self, ident: Ident, was: ShownRow, shown: ShownRow) -> None:
        columns = {n: value for n, value in shown.columns.items() if value != was.columns[n]}
        row_id = self._found_here(ident, was)
        if row_id is not None:
            values = self._local(ident[0], columns)
            if values:
                self._db.execute(update_row(ident[0], list(values)), {"id": row_id, **values})
            self._rows[shown.uid] = (ident[0], row_id)

    def _remove(self, ident: Ident, was: ShownRow) -> None:
        row_id = self._found_here(ident, was)
        if row_id is not None:
            self._db.execute(delete_row(ident[0]), {"id": row_id})

    def _remove_people(self, uids: Iterable[str]) -> None:
        """Take people out; who is one with somebody else is told to the log as a merge is."""
        into = links(self._found.joined)
        for uid in uids:
            kept = self._had(into.get(uid, ""))
            if kept is not None:
                self._db.execute(_TOUCH, [kept])
            self._db.execute(delete_row(PERSON_TABLE), {"id": self.id_of(uid)})

    def _found_here(self, ident: Ident, was: ShownRow) -> int | None:
        """The id of a row as it is now; None where it is not there."""
        if not self._ours.nouns[ident[0]].key:
            return self.id_of(was.uid)
        return self._ours.find(ident[0], was.columns, self.id_of)

    def _local(self, table: str, columns: Columns) -> Columns:
        return with_ids(self._ours.nouns[table], columns, self.id_of)

    def _note_records(self) -> None:
        """Note of what another ledger has too what its log could not tell.

        Of a row that is back, its name too: to the log it is born by this change.
        """
        (as_of,) = self._db.execute(_LAST_IMAGE).fetchone()
        before, after = self._found.before, self._found.after
        shown = {each.uid: each.columns for each in after.values()}
        back = {each.uid for ident, each in after.items() if ident not in before}
        fresh: list[dict[str, Any]] = []
        for uid, record in self._found.joined.items():
            if record == self._found.ours.get(uid) and uid not in back:
                continue
            table, row_id = self._rows.get(uid, (record.table, None))
            told = _told_by(self._ours.nouns[table], shown[uid]) if uid in shown else {}
            noted = {
                "uid": uid,
                "table_name": table,
                "row_id": row_id,
                "body": body_of(record, told, self._past_of(uid, record)),
                "as_of": as_of,
            }
            if uid not in self._ours.shared:
                fresh.append(noted)
            elif not self._db.execute(_NOTE_ANEW, noted).rowcount:
                note_apart(self._db, noted)
        fresh.sort(key=lambda each: (each["table_name"], each["row_id"] or 0))
        note_names(self._db, fresh)

    def _past_of(self, uid: str, record: RowRecord) -> dict[str, set[Stamp]]:
        """The stamps that its values had in either ledger."""
        past = PastValues()
        for told in (self._ours.past, self._found.past):
            past.note_all(uid, told.get(uid, {}))
        if uid in self._found.ours and uid in self._found.theirs:
            past.note_joined(uid, self._found.ours[uid], self._found.theirs[uid])
        return past.of(uid, record)


def _told_by(noun: TableShape, columns: Columns) -> ToldRow:
    """What a row says, as it is written; of two who are alike, it may name either first."""
    alike = set(noun.key) if set(noun.key) == set(noun.owners) else set()
    return {
        name: (columns[name],) if len(group) == 1 else tuple([columns[it] for it in group])
        for name, group in noun.registers.items()
        if name not in alike
    }
