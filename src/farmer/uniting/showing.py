"""What records make the tables hold: who is there, under whom each row shows, what is there once.

All of it is derived. A row keeps the home for which it was recorded, so that a merge can be taken
back, and what was added meanwhile to who was merged away follows.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Set
from typing import Any, NamedTuple

from farmer.uniting.nouns import PERSON_TABLE, TableShape, TableShapes
from farmer.uniting.records import INTO, ROW, RowRecord
from farmer.uniting.stamps import Stamp

Columns = dict[str, Any]
Ident = tuple[Any, ...]  # a table and a uid, or a table and what its rows are known by


class ShownRow(NamedTuple):
    """A row as the table has it: its record's uid, and its columns, other rows by their uids."""

    uid: str
    columns: Columns


def show_rows(
    records: Mapping[str, RowRecord],
    nouns: TableShapes,
    forgotten: Container[str] = (),
    exists: Callable[[str], bool] = lambda _: False,
) -> dict[Ident, ShownRow]:
    """The rows that are there.

    Args:
        records: by uid.
        nouns: by table.
        forgotten: the uids of people who are nowhere any more.
        exists: whether a row of which no record is given is there.
    """
    return _Showing(records, nouns, forgotten, exists).rows()


def without(
    records: Mapping[str, RowRecord], nouns: TableShapes, people: Set[str]
) -> dict[str, RowRecord]:
    """The records but for those of `people`, and of what was recorded for them."""
    gone: dict[str, bool] = dict.fromkeys(people, True)

    def is_gone(uid: str) -> bool:
        if uid not in gone:
            record = records.get(uid)
            owners = owners_of(record, nouns[record.table]) if record else ()
            gone[uid] = any(map(is_gone, owners))
        return gone[uid]

    return {uid: record for uid, record in records.items() if not is_gone(uid)}


def owners_of(record: RowRecord, noun: TableShape) -> list[str]:
    """The uids of what a row cannot be without."""
    return [record.registers[name].value[0] for name in noun.owners]


def needed_by(record: RowRecord, noun: TableShape) -> list[str]:
    """The uids of what is there for as long as a row is."""
    return _named_in(record, (*noun.owners, *noun.keeps))


def linked_with(record: RowRecord, noun: TableShape) -> list[str]:
    """The uids of every row that a row names."""
    return _named_in(record, noun.links)


def _named_in(record: RowRecord, columns: Iterable[str]) -> list[str]:
    """The uids that stand in those columns, each of which is the first of its register."""
    registers = record.registers
    values = (registers[name].value[0] for name in columns if name in registers)
    return [uid for uid in values if uid]


def links(records: Mapping[str, RowRecord], forgotten: Container[str] = ()) -> dict[str, str]:
    """Who is one with whom, each with who remains in the end.

    Where each is said to be one with the other, the link that was made first gives way.
    """
    into: dict[str, tuple[Stamp, str]] = {}
    for uid, record in records.items():
        said = record.registers.get(INTO)
        if said and said.value[0] and uid not in forgotten and said.value[0] not in forgotten:
            into[uid] = (said.stamp, said.value[0])
    for uid in sorted(into):
        while ring := _ring(into, uid):
            del into[min(ring, key=lambda each: (into[each], each))]
    return {uid: _end(into, uid) for uid in into}


def _ring(into: Mapping[str, tuple[Stamp, str]], uid: str) -> list[str]:
    """The ring that one gets into from there; empty where there is none."""
    way: list[str] = []
    while uid in into:
        if uid in way:
            return way[way.index(uid) :]
        way.append(uid)
        uid = into[uid][1]
    return []


def _end(into: Mapping[str, tuple[Stamp, str]], uid: str) -> str:
    while uid in into:
        uid = into[uid][1]
    return uid


class _Showing:
    def __init__(
        self,
        records: Mapping[str, RowRecord],
        nouns: TableShapes,
        forgotten: Container[str],
        exists: Callable[[str], bool],
    ) -> None:
        self._records = records
        self._nouns = nouns
        self._forgotten = forgotten
        self._exists = exists
        self._links = links(records, forgotten)
        self._there: dict[str, bool] = {}
        self._needed = self._owners_needed()

    def rows(self) -> dict[Ident, ShownRow]:
        found: dict[Ident, list[ShownRow]] = {}
        for uid in sorted(self._records):
            if self._is_there(uid):
                shown = ShownRow(uid, self._columns(uid))
                ident = self._ident(shown)
                if ident:
                    found.setdefault(ident, []).append(shown)
        once = {ident: self._one_of(rows) for ident, rows in found.items()}
        return self._without_twins(once)

    def _owners_needed(self) -> set[str]:
        """What is there again because something of it is that no remover had seen."""
        needed: set[str] = set()
        asked = [record for record in self._records.values() if not record.is_gone]
        while asked:
            record = asked.pop()
            above = set(needed_by(record, self._nouns[record.table])) - needed
            needed |= above
            asked += [self._records[uid] for uid in above if uid in self._records]
        return needed

    def _owners(self, record: RowRecord) -> list[str]:
        return owners_of(record, self._nouns[record.table])

    def _is_there(self, uid: str) -> bool:
        if uid not in self._there:
            self._there[uid] = self._asked(uid)
        return self._there[uid]

    def _asked(self, uid: str) -> bool:
        if uid in self._forgotten or uid in self._links:
            return False
        record = self._records.get(uid)
        if record is None:
            return self._exists(uid)
        if self._is_bare(record) or (record.is_gone and uid not in self._needed):
            return False
        return all(self._is_there(self._now(owner)) for owner in self._owners(record))

    def _is_bare(self, record: RowRecord) -> bool:
        """Whether nothing is known but whom a row named, as exports tell of what is gone."""
        return not any(map(self._nouns[record.table].is_said_by, record.registers))

    def _now(self, uid: str) -> str:
        return self._links.get(uid, uid)

    def _columns(self, uid: str) -> Columns:
        record = self._records[uid]
        columns = _flat(record, self._nouns[record.table])
        recorded = dict(columns)
        for name in self._nouns[record.table].links:
            now = self._now(columns[name]) if columns[name] else None
            columns[name] = now if now and self._is_there(now) else None
        if columns.get("met_through_id") == uid:
            columns["met_through_id"] = None
        if columns.get("target_id") and columns["target_id"] == columns.get("person_id"):
            columns["target_id"], columns["target"] = None, self._name(recorded["target_id"])
        return columns

    def _name(self, uid: str) -> str:
        record = self._records.get(uid)
        columns = _flat(record, self._nouns[PERSON_TABLE]) if record else {}
        return str(columns.get("name", ""))

    def _ident(self, shown: ShownRow) -> Ident | None:
        """What it is known by; None for a row that says something of nobody but oneself."""
        table = self._records[shown.uid].table
        noun = self._nouns[table]
        if not noun.key:
            return table, shown.uid
        values = [shown.columns[name] for name in noun.key]
        if set(noun.key) == set(noun.owners):  # of two alike, in whatever order
            values = sorted(values)
            if len(values) > len(set(values)):
                return None
        return table, *values

    def _one_of(self, rows: list[ShownRow]) -> ShownRow:
        """Of several known by the same, that of who remains, with what others' texts add."""
        if len(rows) == 1:
            return rows[0]
        first, *others = sorted(rows, key=self._rank)
        if "slot" not in first.columns:
            return first
        texts = [first.columns["text"]]
        texts += [each.columns["text"] for each in others]
        said = list(dict.fromkeys(part for text in texts for part in text.split("; ")))
        return first._replace(columns={**first.columns, "text": "; ".join(said)})

    def _rank(self, shown: ShownRow) -> tuple[bool, Stamp, str]:
        record = self._records[shown.uid]
        home = self._owners(record)
        return any(uid in self._links for uid in home), record.registers[ROW].stamp, shown.uid

    def _without_twins(self, rows: dict[Ident, ShownRow]) -> dict[Ident, ShownRow]:
        """Without the talks of one person that a source tells of twice, and what is only of those.

        Two talks are one where an entry of a source is known as both.
        """
        first: dict[Ident, str] = {}
        gone: set[str] = set()
        for talk, entry in sorted(self._entries(rows), key=lambda it: self._rank(it[0])):
            kept = first.setdefault((talk.columns["contact_id"], *entry), talk.uid)
            if kept != talk.uid and kept not in gone:
                gone.add(talk.uid)
        gone |= self._events_of(rows, gone)
        return {
            ident: shown
            for ident, shown in rows.items()
            if shown.uid not in gone and shown.columns.get("touchpoint_id") not in gone
        }

    def _events_of(self, rows: Mapping[Ident, ShownRow], gone: Set[str]) -> set[str]:
        """The events of talks that are `gone`, and of no other."""
        left: set[str] = set()
        theirs: set[str] = set()
        for ident, shown in rows.items():
            if ident[0] == "touchpoint" and shown.columns.get("event_id"):
                (theirs if shown.uid in gone else left).add(shown.columns["event_id"])
        return theirs - left

    def _entries(self, rows: Mapping[Ident, ShownRow]) -> Iterator[tuple[ShownRow, Ident]]:
        for ident, shown in rows.items():
            if ident[0] == "origin":
                talk = rows.get(("touchpoint", shown.columns["touchpoint_id"]))
                if talk:
                    yield talk, (shown.columns["source"], shown.columns["source_id"])


def _flat(record: RowRecord, noun: TableShape) -> Columns:
    """The columns as they were recorded."""
    found: Columns = {}
    for name, columns in noun.registers.items():
        register = record.registers.get(name)
        if register is None:
            continue
        if len(columns) == 1:  # as most are
            (found[name],) = register.value
        else:
            found.update(zip(columns, register.value, strict=True))
    return found
