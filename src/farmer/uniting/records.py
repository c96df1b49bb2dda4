"""A row as a record: registers, each with the stamp of its value, and what a removal had seen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from farmer.uniting.stamps import NEVER, Stamp, second_of_birth
from farmer.wording import FORGOTTEN

# What one register holds: the values of its columns. Another row is named by its uid.
RegisterValue = tuple[Any, ...]
# The register that says that the row is there, and the one that says who a person is one with.
ROW, INTO = "", "into"


class Register(NamedTuple):
    """A value, and since when it is that."""

    stamp: Stamp
    value: RegisterValue


@dataclass(frozen=True, slots=True)
class RowRecord:
    """One row in all copies of a ledger.

    Attributes:
        table: what it is a row of.
        registers: by name.
        seen: the stamps that whoever removed it had seen, by register; empty where nobody did.
    """

    table: str
    registers: Mapping[str, Register]
    seen: Mapping[str, Stamp] = field(default_factory=dict)

    @property
    def is_gone(self) -> bool:
        """Whether it was removed, and nobody wrote what the remover had not seen."""
        return bool(self.seen) and all(
            register.stamp <= self.seen.get(name, NEVER)
            for name, register in self.registers.items()
        )

    @property
    def is_merged(self) -> bool:
        """Whether it is of a person who is one with somebody else."""
        return INTO in self.registers and self.registers[INTO].value[0] is not None

    @property
    def recorded_at(self) -> int:
        """The second, since 1970, in which it was recorded wherever that was; 0 for unknown."""
        stamps = {name: register.stamp for name, register in self.registers.items()}
        return second_of_birth(stamps[ROW], stamps.values())

    def with_value(self, name: str, stamp: Stamp, value: RegisterValue) -> RowRecord:
        """The same with another value in a register."""
        return replace(self, registers={**self.registers, name: Register(stamp, value)})

    def removed(self) -> RowRecord:
        """The same taken out by somebody who has seen all of it."""
        stamps = {name: register.stamp for name, register in self.registers.items()}
        return replace(self, seen=_later(self.seen, stamps))

    def stamp_of(self, name: str) -> Stamp:
        """That of a register, or of the removal that it would have to come after."""
        register = self.registers.get(name)
        return max(register.stamp if register else NEVER, self.seen.get(name, NEVER))


def join(one: RowRecord, other: RowRecord) -> RowRecord:
    """What both tell of one row: of each register the later value.

    It is the same in whatever order, however often.
    """
    if one == other:
        return one
    registers = dict(one.registers)
    for name, register in other.registers.items():
        mine = registers.get(name)
        if mine is None or mine.stamp < register.stamp:
            registers[name] = register
        elif mine.stamp == register.stamp and mine.value != register.value:
            registers[name] = max(mine, register, key=_order)
    return RowRecord(one.table, registers, _later(one.seen, other.seen))


def join_all(one: Mapping[str, RowRecord], other: Mapping[str, RowRecord]) -> dict[str, RowRecord]:
    """The records of two ledgers, by uid, as those of one; in an order that no chance decides."""
    both = {uid: join(one[uid], other[uid]) for uid in one.keys() & other.keys()}
    joined = {**one, **other, **both}
    return {uid: joined[uid] for uid in sorted(joined)}


def apart(records: Mapping[str, RowRecord], people: Set[str]) -> dict[str, RowRecord]:
    """The records with nobody one with any of `people`: they are to be forgotten by themselves."""
    return {uid: _apart(uid, record, people) for uid, record in records.items()}


def _apart(uid: str, record: RowRecord, people: Set[str]) -> RowRecord:
    into = record.registers.get(INTO)
    if into is None or not (uid in people or into.value[0] in people):
        return record
    return record.with_value(INTO, into.stamp, (None,))


def _order(register: Register) -> tuple[Stamp, int, str]:
    """Its stamp; of one stamp, two values are one text of which forgetting took something out."""
    value = json.dumps(register.value)
    return register.stamp, value.count(FORGOTTEN), value


def _later(one: Mapping[str, Stamp], other: Mapping[str, Stamp]) -> dict[str, Stamp]:
    return {name: max(one.get(name, NEVER), other.get(name, NEVER)) for name in {**one, **other}}
