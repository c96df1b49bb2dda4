"""The stamps of values that are no longer a record's: by them one is known to have been seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from farmer.uniting.records import RowRecord
from farmer.uniting.stamps import Stamp

# By register, the stamps of values that are no longer its.
PastStamps = Mapping[str, Set[Stamp]]


class PastValues(dict[str, dict[str, set[Stamp]]]):
    """By uid, and by register: of most rows there is nothing, as they are what they came as.

    The stamps of values that stand may be among them.
    """

    def note(self, uid: str, name: str, stamps: Iterable[Stamp]) -> None:
        """Know those stamps of a register as past."""
        self.setdefault(uid, {}).setdefault(name, set()).update(stamps)

    def note_all(self, uid: str, past: PastStamps) -> None:
        """Know those stamps of several registers as past."""
        for name, stamps in past.items():
            self.note(uid, name, stamps)

    def note_joined(self, uid: str, *records: RowRecord) -> None:
        """Know the stamps of records that are told of as one: of each value one stands."""
        for record in records:
            for name, register in record.registers.items():
                self.note(uid, name, [register.stamp])

    def of(self, uid: str, record: RowRecord) -> dict[str, set[Stamp]]:
        """Those of a record's registers, without the stamps of the values that stand in it."""
        return {
            name: stamps - {record.registers[name].stamp}
            for name, stamps in self.get(uid, {}).items()
            if name in record.registers
        }
