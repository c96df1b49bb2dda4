"""Uniting loses nothing and doubles nothing, whatever the clocks say: the rules by themselves.

Each property is shown to see the mistake that it is there for: it fails where a part is missing.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from farmer.uniting import records as rules
from farmer.uniting import showing, stamps
from farmer.uniting.nouns import PERSON_TABLE
from farmer.uniting.records import INTO, ROW, Register, RowRecord, apart, join, join_all
from farmer.uniting.showing import links, show_rows
from farmer.uniting.stamps import NEVER, Stamp
from tests.uniting.devices import CLOCKS, NOUNS, STEPS, Device, Step, live, settle

TRIES = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    report_multiple_bugs=False,
)


def converges(clocks: list[int], steps: list[Step]) -> None:
    """Every machine that has heard of everything has the same records and shows the same."""
    devices = live(clocks, steps, forgetting=True)
    settle(devices)
    for other in devices[1:]:
        assert other.records == devices[0].records
        assert other.rows == devices[0].rows


def loses_no_talk(clocks: list[int], steps: list[Step]) -> None:
    """A talk is there unless somebody took it out, or whoever it was with was forgotten."""
    devices = live(clocks, steps, forgetting=True)
    settle(devices)
    world = devices[0].world
    removed = {uid for uid, _ in world.removals}
    with_ = {e.uid: e.value[0] for e in world.edits if e.register == "contact_id"}
    added = {e.uid for e in world.edits if e.register == "on"}
    there = set(devices[0].shown("touchpoint"))
    assert {uid for uid in added - removed if with_[uid] not in world.forgotten} <= there
    assert not {uid for uid in there if with_[uid] in world.forgotten}


def keeps_what_nobody_replaced(clocks: list[int], steps: list[Step]) -> None:
    """The value that stands is one that nobody who had seen it wrote over."""
    devices = live(clocks, steps)
    settle(devices)
    edits = devices[0].world.edits
    for uid, name in {(each.uid, each.register) for each in edits}:
        registers = devices[0].records[uid].registers
        told = [e for e in edits if (e.uid, e.register) == (uid, name)]
        seen = {number for each in told for number in each.knew}
        assert name in registers
        assert registers[name].value in [e.value for e in told if e.number not in seen]


def removes_what_was_seen(clocks: list[int], steps: list[Step]) -> None:
    """What was taken out is gone just if every value it has had been seen by who took it out."""
    devices = live(clocks, steps)
    settle(devices)
    world = devices[0].world
    for uid, record in devices[0].records.items():
        seen = {number for gone, knew in world.removals if gone == uid for number in knew}
        edits = [e for e in world.edits if e.uid == uid]
        standing = [e for e in edits if e.value == record.registers[e.register].value]
        last = {
            e.register: max(f.number for f in standing if f.register == e.register) for e in edits
        }
        unseen = [name for name, number in last.items() if number not in seen]
        if any(gone == uid for gone, _ in world.removals):
            assert record.is_gone == (not unseen)
        else:
            assert not record.is_gone


PROPERTIES = (converges, loses_no_talk, keeps_what_nobody_replaced, removes_what_was_seen)


@pytest.mark.parametrize("holds", PROPERTIES)
def test_the_rules_hold(holds: Callable[[list[int], list[Step]], None]) -> None:
    TRIES(given(CLOCKS, STEPS)(holds))()


def wallclock(replaced: Stamp, seconds: int, nonce: str) -> Stamp:
    """The time alone, whatever was seen."""
    return Stamp(seconds, 0, nonce)


def wholerow(one: RowRecord, other: RowRecord) -> RowRecord:
    """The whole row of who wrote last."""
    return max(one, other, key=lambda r: (max(it.stamp for it in r.registers.values()), repr(r)))


def forgetful(one: RowRecord) -> bool:
    """Taken out is taken out."""
    return bool(one.seen)


def no_tombstone(one: RowRecord) -> RowRecord:
    """Taken out, and nothing kept of it."""
    return one


def first_come(one: RowRecord, other: RowRecord) -> RowRecord:
    """What one has itself stands."""
    return one


# One machine takes out a talk in which another one writes on; each writes something of Ana.
UNSEEN: list[Step] = [
    *((0, "remove", 0, 0), (1, "note", 0, 0)),
    *((0, "company", 0, 0), (1, "merge", 0, 1)),
]
MUTATIONS: dict[str, tuple[Any, str, Any, Callable[[list[int], list[Step]], None]]] = {
    "wallclock": (stamps, "stamp_after", wallclock, keeps_what_nobody_replaced),
    "wholerow": (rules, "join", wholerow, keeps_what_nobody_replaced),
    "notomb": (RowRecord, "removed", no_tombstone, removes_what_was_seen),
    "forgetful removal": (RowRecord, "is_gone", property(forgetful), removes_what_was_seen),
    "first come": (rules, "join", first_come, converges),
    "homeless": (showing._Showing, "_now", lambda self, uid: uid, loses_no_talk),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_property_sees_the_mistake_it_is_there_for(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, what, instead, holds = MUTATIONS[name]
    monkeypatch.setattr(where, what, instead)
    with pytest.raises(AssertionError):
        _tried(holds)


def _tried(holds: Callable[[list[int], list[Step]], None]) -> None:
    holds([0, 0, 0], UNSEEN)
    TRIES(given(CLOCKS, STEPS)(holds))()


STAMPS = st.builds(Stamp, st.integers(0, 3), st.integers(0, 2), st.sampled_from(["", "a", "b"]))
REGISTERS = st.dictionaries(
    st.sampled_from([ROW, "name", "company"]),
    st.builds(Register, STAMPS, st.tuples(st.sampled_from(["x", "y", None]))),
)
RECORDS = st.builds(
    RowRecord,
    st.just(PERSON_TABLE),
    REGISTERS,
    st.dictionaries(st.sampled_from([ROW, "name", "company"]), STAMPS),
)


@given(RECORDS, RECORDS, RECORDS)
def test_joining_is_the_same_in_any_order_and_however_often(
    one: RowRecord, two: RowRecord, three: RowRecord
) -> None:
    assert join(one, two) == join(two, one)
    assert join(one, join(two, three)) == join(join(one, two), three)
    assert join(join(one, two), two) == join(one, two)


@given(STAMPS, st.integers(0, 10))
def test_who_has_seen_a_value_always_comes_after_it(seen: Stamp, seconds: int) -> None:
    assert stamps.stamp_after(seen, seconds, "") > seen
    assert stamps.stamp_after(NEVER, seconds, "n") > NEVER


def three() -> tuple[Device, Device, Device]:
    """Machines with Ana (c) and Bo, who have a talk each, and clocks that are right."""
    one, two, last = live([0, 0, 0], [])
    return one, two, last


def ids(device: Device) -> tuple[str, str]:
    """Ana and Bo."""
    names = {
        r.registers["name"].value[0]: uid
        for uid, r in device.records.items()
        if r.table == PERSON_TABLE
    }
    return names["Ana"], names["Bo"]


def test_of_two_who_were_each_made_one_with_the_other_the_later_link_stands() -> None:
    one, two, _ = three()
    ana, bo = ids(one)
    one.write(ana, INTO, bo)
    two.write(bo, INTO, ana)
    one.take(two)
    two.take(one)
    assert one.rows == two.rows
    assert one.shown(PERSON_TABLE) == [ana]
    assert len(one.shown("touchpoint")) == 2


def test_what_was_added_to_who_was_merged_away_follows_and_comes_back() -> None:
    one, two, _ = three()
    ana, bo = ids(one)
    one.write(ana, INTO, bo)
    new = two.add("touchpoint", contact_id=ana, on=9, note="meanwhile")
    one.take(two)
    assert one.rows[("touchpoint", new)].columns["contact_id"] == bo
    one.write(ana, INTO, None)
    two.take(one)
    assert two.rows[("touchpoint", new)].columns["contact_id"] == ana
    assert two.shown(PERSON_TABLE) == sorted([ana, bo])


def test_somebody_taken_out_comes_back_with_just_what_the_remover_had_not_seen() -> None:
    one, two, _ = three()
    ana, _ = ids(one)
    (old,) = (
        t
        for t in one.shown("touchpoint")
        if one.rows[("touchpoint", t)].columns["contact_id"] == ana
    )
    new = two.add("touchpoint", contact_id=ana, on=9, note="unseen")
    one.remove(old)
    one.remove(ana)
    one.take(two)
    assert ana in one.shown(PERSON_TABLE)
    assert new in one.shown("touchpoint")
    assert old not in one.shown("touchpoint")


def test_who_was_one_with_somebody_forgotten_elsewhere_is_themselves_again() -> None:
    one, two, _ = three()
    ana, bo = ids(one)
    one.write(ana, INTO, bo)
    two.forget(bo)
    one.take(two)
    assert one.shown(PERSON_TABLE) == [ana]
    assert len(one.shown("touchpoint")) == 1


def test_nobody_is_one_with_who_is_to_be_forgotten_apart() -> None:
    one, _, _ = three()
    ana, bo = ids(one)
    one.write(ana, INTO, bo)
    assert links(one.records) == {ana: bo}
    assert links(apart(one.records, {bo})) == {}
    assert links(apart(one.records, {ana})) == {}


def test_what_both_wrote_of_the_same_is_there_once() -> None:
    one, two, _ = three()
    ana, bo = ids(one)
    one.add("tag", contact_id=ana, tag="golf")
    two.add("tag", contact_id=ana, tag="golf")
    two.add("tag", contact_id=bo, tag="golf")
    one.take(two)
    assert len(one.shown("tag")) == 2
    one.write(ana, INTO, bo)
    assert len(one.shown("tag")) == 1


def test_order_does_not_matter() -> None:
    """P10 for whole ledgers: three that are joined in whatever order come to one."""
    steps: list[Step] = [
        (i % 3, w, i, i + 1)
        for i, w in enumerate(
            ["person", "touch", "company", "merge", "note", "tag", "remove", "part"] * 3
        )
    ]
    devices = live([0, -1000, 1000], steps)
    orders = [random.Random(n).sample(devices, 3) for n in range(6)]
    found = []
    for order in orders:
        joined: dict[str, RowRecord] = {}
        for each in order:
            joined = join_all(joined, each.records)
        found.append(show_rows(joined, NOUNS))
    assert all(each == found[0] for each in found)
