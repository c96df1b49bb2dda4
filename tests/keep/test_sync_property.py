"""Whatever three machines write, in whatever order they sync: all come to the same, once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.keep.machines import Machines

STEPS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(
            ["talk", "person", "company", "title", "tag", "untag", "undo", "sync", "sync", "cut"]
        ),
    ),
    min_size=4,
    max_size=12,
)


class _Life:
    """What was done, which talks are to be there in the end, and which were taken back."""

    def __init__(self, machines: Machines) -> None:
        self.machines = machines
        self.number = 0
        # By machine, what can be taken back: the note of a talk, or what is not looked for.
        self.done: dict[str, list[str]] = {each: [] for each in "abc"}
        self.taken_back: set[str] = set()
        self.written: set[str] = set()

    def step(self, machine: str, what: str) -> None:
        """Do one thing on a machine."""
        self.number += 1
        said = f"note{self.number}x"
        commands = {
            "talk": f"log Ana --on 2026-06-0{1 + self.number % 9} --note {said}",
            "person": f"log Kim{self.number} --new --on 2026-06-01 --note {said}",
            "company": f"edit Ana --company Works{self.number}",
            "title": f"edit Ana --title Title{self.number}",
            "tag": "tag Ana @chapter",
            "untag": "tag --remove Ana @chapter",
        }
        if what in commands:
            before = self.machines.ledger(machine).read_bytes()
            self.machines.on(machine, commands[what])
            if self.machines.ledger(machine).read_bytes() != before:
                self.done[machine].append(said if what in ("talk", "person") else "")
        elif what == "sync":
            self.sync(machine)
        elif what == "undo" and self.done[machine]:
            self.machines.on(machine, "undo")
            self.taken_back.add(self.done[machine].pop())
        elif what == "cut":
            self._cut(machine)

    def sync(self, machine: str) -> None:
        """Sync; what was done before is not undone by the next `undo` any more."""
        self.machines.sync(machine)
        self.written |= {each for each in self.done[machine] if each}
        self.done[machine] = []

    def _cut(self, machine: str) -> None:
        """Sync while the others' files are half copied, and once more when they are whole."""
        files = {file: file.read_bytes() for file in self.machines.files()}
        own = {
            each["name"]
            for each in self.machines.farmer(
                f'farmer sync --status --json --ledger "{self.machines.ledger(machine)}"'
            ).data["machines"]
            if each["is_own"]
        }
        others = {file: data for file, data in files.items() if file.stem not in own}
        for file, data in others.items():
            file.write_bytes(data[: len(data) - 1 - self.number * 977 % 6000])
        self.sync(machine)
        for file, data in others.items():
            file.write_bytes(data)


@pytest.fixture
def begun(machines: Machines, tmp_path: Path) -> tuple[Machines, Path]:
    """Three machines that have the same, and where that is kept."""
    machines.on("a", "log Ana --new --on 2026-05-01")
    machines.sync("a", "b", "c", "a", "b")
    kept = tmp_path / "kept"
    shutil.copytree(machines.home, kept)
    return machines, kept


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_all_machines_come_to_the_same_and_nothing_is_lost_or_twice(
    begun: tuple[Machines, Path], steps: list[tuple[str, str]]
) -> None:
    machines, kept = begun
    shutil.rmtree(machines.home)
    shutil.copytree(kept, machines.home)
    life = _Life(machines)
    for machine, what in steps:
        life.step(machine, what)
    for machine in "abcabc":
        life.sync(machine)
    people = [machines.people(each) for each in "abc"]
    assert people[0] == people[1] == people[2]
    notes = [has[-1] for each in people[0].values() for has in each if has[0] == "touchpoint"]
    for said in life.written:
        assert notes.count(said) == 1, said
    assert not life.taken_back - {""} & set(notes)
    assert [machines.sync(each)["sent"] for each in "abc"] == [0, 0, 0]
