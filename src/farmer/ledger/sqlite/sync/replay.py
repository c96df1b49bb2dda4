"""From a row's steps to its record: each value with its stamp, as every copy works it out alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from farmer.ledger.outside import name_of_key
from farmer.ledger.sqlite.sync.log import RowKey, RowStep, State
from farmer.ledger.sqlite.sync.past import PastValues
from farmer.uniting.nouns import PERSON_TABLE, TableShape
from farmer.uniting.records import INTO, ROW, Register, RegisterValue, RowRecord, join
from farmer.uniting.stamps import NEVER, Stamp, stamp_after

ToldRow = dict[str, RegisterValue]  # a state by registers, other rows named by their uids
# Who was merged into whom by a change, by uid.
Merges = Mapping[str, str]
HERE: RegisterValue = (True,)
Stamping = Callable[[Stamp], Stamp]


class Replay:
    """One row's steps, told one after another; what is known by a key may be several records."""

    def __init__(
        self,
        row: RowKey,
        noun: TableShape,
        uid: str | None,
        before: Mapping[str, RowRecord],
        known: Mapping[str, RowRecord],
    ) -> None:
        """Begin where `known` records of the row end; `uid` is its name, if it has one.

        `before` has the records of rows that were there earlier, known by the same key.
        """
        self._before = before
        self._table = row[0]
        self._noun = noun
        self._named = uid
        self._at: str | None = uid
        self.records: dict[str, RowRecord] = dict(known)
        self.past = PastValues()
        for each in known.keys() & before.keys():
            self.past.note_joined(each, before[each], known[each])
            self.records[each] = join(before[each], known[each])

    def begin(self, told: ToldRow) -> None:
        """Know the row as it was before anything that the log tells."""
        self._at = self._identity(told)
        if self._at not in self.records and self.records:
            self._at = min(self.records)  # of somebody who is one with whose it is now
        elif self._at not in self.records and not self._recall(self._at):
            self._born(self._at, told, NEVER)

    def take(
        self,
        step: RowStep,
        before: ToldRow | None,
        after: ToldRow | None,
        nonce: str,
        merges: Merges,
    ) -> None:
        """Know one step more: the row from one state to another, by the change of that `nonce`."""

        def stamp(replaced: Stamp) -> Stamp:
            return stamp_after(replaced, step.seconds, nonce)

        if after is None:
            self._gone(step, stamp, merges)
        elif before is None:
            self._came(after, stamp)
        else:
            self._changed(before, after, stamp, merges)

    def finish(self, told: ToldRow | None) -> None:
        """Know the row as it is now: a column that came by a migration is in no step."""
        if told is not None:
            self._fill(told)

    def _fill(self, told: ToldRow) -> None:
        record = self.records[self._at or ""]
        missing = {
            name: Register(NEVER, told[name]) for name in told.keys() - record.registers.keys()
        }
        if missing:
            self.records[self._at or ""] = replace(
                record, registers={**record.registers, **missing}
            )

    def _identity(self, told: ToldRow) -> str:
        if self._named is not None:
            return self._named
        return key_uid(self._table, self._noun, told)

    def _recall(self, uid: str) -> RowRecord | None:
        """What was known by the same key before, if anything was."""
        record = self._before.get(uid)
        if record is not None:
            self.records[uid] = record
        return record

    def _gone(self, step: RowStep, stamp: Stamping, merges: Merges) -> None:
        assert self._at is not None
        record = self.records[self._at]
        if not (step.forward and merges):
            self.records[self._at] = record.removed()
        elif self._table == PERSON_TABLE and self._at in merges:
            self._write(self._at, INTO, stamp, (merges[self._at],))

    def _came(self, told: ToldRow, stamp: Stamping) -> None:
        uid = self._identity(told)
        self._at = uid
        record = self.records.get(uid) or self._recall(uid)
        if record is None:
            self._born(uid, told, stamp(NEVER))
            return
        if INTO in record.registers and record.registers[INTO].value[0]:
            self._write(uid, INTO, stamp, (None,))
        elif record.is_gone:
            self._write(uid, ROW, stamp, HERE)
        for name, value in told.items():
            if name not in record.registers or record.registers[name].value != value:
                self._write(uid, name, stamp, value)

    def _changed(self, before: ToldRow, after: ToldRow, stamp: Stamping, merges: Merges) -> None:
        assert self._at is not None
        self._fill(after)
        differing = [name for name in after if name in before and before[name] != after[name]]
        if any(
            name in self._noun.key and not self._is_moved(name, before, after, merges)
            for name in differing
        ):
            if not merges:
                self.records[self._at] = self.records[self._at].removed()
            self._came(after, stamp)
            return
        for name in differing:
            if not self._is_moved(name, before, after, merges):
                self._write(self._at, name, stamp, after[name])

    def _is_moved(self, name: str, before: ToldRow, after: ToldRow, merges: Merges) -> bool:
        """Whether a value is another only because two people became one, or two again."""
        recorded = self.records[self._at or ""].registers.get(name)
        if recorded and recorded.value == after[name]:
            return recorded.value != before[name]
        if not merges:
            return False
        names = self._noun.key if name in self._noun.key else (name,)
        was = [merges.get(each, each) for one in names if one in before for each in before[one]]
        now = [each for one in names if one in after for each in after[one]]
        return sorted(map(str, was)) == sorted(map(str, now))

    def _born(self, uid: str, told: ToldRow, stamp: Stamp) -> None:
        self.records[uid] = born(self._table, told, stamp)

    def _write(self, uid: str, name: str, stamp: Stamping, value: RegisterValue) -> None:
        record = self.records[uid]
        if name in record.registers:
            self.past.note(uid, name, [record.registers[name].stamp])
        self.records[uid] = record.with_value(name, stamp(record.stamp_of(name)), value)


def born(table: str, told: ToldRow, stamp: Stamp) -> RowRecord:
    """The record of a row of which all was written at once."""
    registers = {name: Register(stamp, value) for name, value in told.items()}
    return RowRecord(table, {ROW: Register(stamp, HERE), **registers})


def key_uid(table: str, noun: TableShape, told: Mapping[str, RegisterValue]) -> str:
    """The uid of what is known by its key instead of a name of its own."""
    values = [str(told[name][0]) for name in noun.key]
    return name_of_key(table, sorted(values) if set(noun.key) == set(noun.owners) else values)


def to_told(
    noun: TableShape, state: State, uid_of: Mapping[str, Callable[[int], str]]
) -> ToldRow | None:
    """A state by registers, with the uids of the rows that it names."""
    if state is None:
        return None

    named = {
        column: uid_of[column](state[column])
        for column in uid_of.keys() & state.keys()
        if state[column] is not None
    }
    said = {**state, **named}
    return {
        name: (said[columns[0]],) if len(columns) == 1 else tuple(map(said.get, columns))
        for name, columns in noun.registers.items()
        if columns[0] in said and (len(columns) == 1 or said.keys() >= set(columns))
    }
