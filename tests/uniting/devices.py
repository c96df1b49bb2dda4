"""Machines that keep one ledger each, by the rules alone, and what each of them has seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from hypothesis import strategies as st

from farmer.uniting import records as rules
from farmer.uniting import stamps
from farmer.uniting.nouns import PERSON_TABLE, TableShape
from farmer.uniting.records import INTO, ROW, Register, RowRecord, join_all
from farmer.uniting.showing import show_rows, without

NOUNS = {
    PERSON_TABLE: TableShape({"name": ("name",), "company": ("company",)}),
    "touchpoint": TableShape(
        {"contact_id": ("contact_id",), "on": ("on",), "note": ("note",)},
        owners=("contact_id",),
        links=("contact_id",),
    ),
    "tag": TableShape(
        {"contact_id": ("contact_id",), "tag": ("tag",)},
        owners=("contact_id",),
        links=("contact_id",),
        key=("contact_id", "tag"),
    ),
}
YEAR = 365 * 86_400
TEN_DAYS = 864_000


@dataclass
class Edit:
    """One value that somebody wrote: what it was over, as far as that machine knew."""

    number: int
    uid: str
    register: str
    value: Any
    knew: frozenset[int]


@dataclass
class World:
    """What was ever done, on every machine; time goes on by a second with each step."""

    numbers: Any = field(default_factory=lambda: count(1))
    edits: list[Edit] = field(default_factory=list)
    # By row, what each of those who removed it had seen.
    removals: list[tuple[str, frozenset[int]]] = field(default_factory=list)
    forgotten: set[str] = field(default_factory=set)


class Device:
    """One machine, whose clock is wrong by so many seconds."""

    def __init__(self, world: World, name: str, wrong_by: int) -> None:
        self.world, self.name, self.wrong_by = world, name, wrong_by
        self.records: dict[str, RowRecord] = {}
        self.forgotten: set[str] = set()
        self.seen: frozenset[int] = frozenset()

    @property
    def rows(self) -> dict[Any, Any]:
        """What its tables hold."""
        return show_rows(self.records, NOUNS, self.forgotten)

    def shown(self, table: str) -> list[str]:
        """The uids of the rows that are there."""
        return sorted(each.uid for ident, each in self.rows.items() if ident[0] == table)

    def add(self, table: str, **columns: Any) -> str:
        """Add a row; what is known by a key is known by that."""
        number = next(self.world.numbers)
        key = "/".join(str(columns[name]) for name in NOUNS[table].key)
        uid = key or f"{table[0]}{number}"
        if uid in self.records:
            self._write(uid, ROW, (True,))
        else:
            stamp = stamps.stamp_after(stamps.NEVER, self._clock(number), f"{self.name}{number}")
            values = {ROW: (True,), **{name: (value,) for name, value in columns.items()}}
            registers = {name: Register(stamp, value) for name, value in values.items()}
            self.records[uid] = RowRecord(table, registers)
            for name, value in values.items():
                self._note(number, uid, name, value)
        return uid

    def write(self, uid: str, register: str, value: Any) -> None:
        """Give a register another value."""
        self._write(uid, register, (value,))

    def remove(self, uid: str) -> None:
        """Take a row out, with all that this machine knows of it."""
        self.records[uid] = self.records[uid].removed()
        self.world.removals.append((uid, self.seen))

    def forget(self, uid: str) -> None:
        """Forget a person, and whoever is one with them."""
        gone = {uid, *(each for each in self.records if self._ends_in(each) == uid)}
        self.forgotten |= gone
        self.world.forgotten |= gone
        self.records = without(self.records, NOUNS, self.forgotten)

    def take(self, other: Device) -> None:
        """Take in what another machine has."""
        self.forgotten |= other.forgotten
        self.records = rules.join_all(self.records, other.records)
        self.records = without(self.records, NOUNS, self.forgotten)
        self.seen |= other.seen

    def _ends_in(self, uid: str) -> str:
        from farmer.uniting.showing import links

        return links(self.records, self.forgotten).get(uid, uid)

    def _clock(self, number: int) -> int:
        return 2_000_000_000 + number + self.wrong_by

    def _write(self, uid: str, name: str, value: tuple[Any, ...]) -> None:
        number = next(self.world.numbers)
        record = self.records[uid]
        stamp = stamps.stamp_after(
            record.stamp_of(name), self._clock(number), f"{self.name}{number}"
        )
        self.records[uid] = record.with_value(name, stamp, value)
        self._note(number, uid, name, value)

    def _note(self, number: int, uid: str, name: str, value: tuple[Any, ...]) -> None:
        own = len(self.world.edits)
        self.world.edits.append(Edit(own, uid, name, value, self.seen))
        self.seen |= {own}


Step = tuple[int, str, int, int]
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(
            ["person", "touch", "tag", "company", "note", "remove", "merge", "part", "take", "take"]
        ),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=40,
)
CLOCKS = st.lists(st.integers(-YEAR, TEN_DAYS), min_size=3, max_size=3)


def live(clocks: list[int], steps: list[Step], *, forgetting: bool = False) -> list[Device]:
    """Three machines that begin with one ledger, after those steps; nobody has synced since."""
    world = World()
    devices = [Device(world, name, wrong) for name, wrong in zip("abc", clocks, strict=True)]
    for name in ("Ana", "Bo"):
        devices[0].add(
            "touchpoint", contact_id=devices[0].add(PERSON_TABLE, name=name), on=1, note=""
        )
    for device in devices[1:]:
        device.take(devices[0])
    for number, (which, what, one, other) in enumerate(steps):
        _step(devices, devices[which], what, one, other, number, forgetting=forgetting)
    return devices


def settle(devices: list[Device]) -> None:
    """Let every machine hear of everything."""
    for _ in range(2):
        for one in devices:
            for other in devices:
                if one is not other:
                    one.take(other)


def _step(
    devices: list[Device],
    at: Device,
    what: str,
    one: int,
    other: int,
    number: int,
    *,
    forgetting: bool,
) -> None:
    people, talks = at.shown(PERSON_TABLE), at.shown("touchpoint")
    if what == "take":
        at.take(devices[one % 3])
    elif what == "person":
        at.add(PERSON_TABLE, name=f"P{number}", company="")
    elif what == "part":
        _part(at, one, forgetting=forgetting)
    elif what in ("touch", "tag", "company", "merge") and people:
        whose = people[one % len(people)]
        _of_person(at, what, whose, people[other % len(people)], number)
    elif talks:
        talk = talks[one % len(talks)]
        at.write(talk, "note", f"n{number}") if what == "note" else at.remove(talk)


def _part(at: Device, one: int, *, forgetting: bool) -> None:
    """Make two of those one who were one, or forget somebody."""
    merged = sorted(
        uid
        for uid, record in at.records.items()
        if INTO in record.registers and record.registers[INTO].value[0]
    )
    people = at.shown(PERSON_TABLE)
    if forgetting and people and one > 3:
        at.forget(people[one % len(people)])
    elif merged:
        at.write(merged[one % len(merged)], INTO, None)


def _of_person(at: Device, what: str, whose: str, other: str, number: int) -> None:
    if what == "touch":
        at.add("touchpoint", contact_id=whose, on=number, note="")
    elif what == "tag":
        at.add("tag", contact_id=whose, tag=f"g{number % 2}")
    elif what == "company":
        at.write(whose, "company", f"firm {number}")
    elif whose != other:
        at.write(whose, INTO, other)


__all__ = ["CLOCKS", "NOUNS", "STEPS", "Device", "Step", "World", "join_all", "live", "settle"]
