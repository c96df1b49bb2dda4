"""What is of one day stands in one order on all machines that sync, whatever their ids are."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from farmer.ledger.sqlite.schema import migrations
from farmer.ledger.sqlite.schema.steps import DATED
from farmer.ledger.sqlite.sync.runs import noted_rows
from tests.keep.lives import OF_ONE_DAY, QUIST, Begun, Step, begin
from tests.keep.machines import Machines
from tests.ledger.making import raw

_ID = re.compile(r"\b[ceflprst]\d+\b")
# So far apart that no two machines ever write in one second.
APART = st.permutations([0, -40, -300])
_WRITTEN = (*("talk",) * 6, *("fact",) * 3, "promise", "request", "note", "moved", *OF_ONE_DAY)
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from([*_WRITTEN, *OF_ONE_DAY, "remove", "undo", "redo", "sync", "sync"]),
        st.integers(0, 1),
        st.integers(0, 1),
    ),
    min_size=8,
    max_size=14,
)
# So that the steps of one day may come in any order.
INTRODUCED = (
    f"request add Ana{QUIST} --to Bo{QUIST} --need lease --on 2024-03-02",
    "request ask-target r1 --on 2024-03-02",
    "request target-said r1 yes --on 2024-03-03",
    "request introduce r1 --anyway urgent --on 2024-03-04",
)
# Each plays twenty commands and more.
TRIES = settings(
    max_examples=max(8, settings().max_examples // 12),
    phases=(Phase.explicit, Phase.generate),
)


def without_ids(said: Any) -> Any:
    """An answer, wherever an id stands in it only that one does."""
    if isinstance(said, dict):
        return {
            name: without_ids(value)
            for name, value in said.items()
            if name != "id" and not name.endswith("_id")
        }
    if isinstance(said, list):
        return list(map(without_ids, said))
    return _ID.sub("#", said) if isinstance(said, str) else said


def answers(machines: Machines, machine: str) -> dict[str, Any]:
    """What a machine says to whoever reads there, with the ids taken out."""
    with raw(machines.ledger(machine)) as db:
        names = sorted(name for (name,) in db.execute("SELECT name FROM contact"))
        needs = dict(db.execute("SELECT need, id FROM request ORDER BY need"))
        ended = db.execute(
            "SELECT need, last_step, outcome FROM v_requests ORDER BY need"
        ).fetchall()
    asked = [f'{command} "{name}"' for name in names for command in ("show", "check", "prepare")]
    asked += ["today", "stale", "request list --all", "promise list", "list", "week"]
    commands = {each: each for each in asked}
    commands |= {need: f"request show r{number}" for need, number in needs.items()}
    found = {name: said(machines, machine, command) for name, command in commands.items()}
    return {**found, "v_requests": list(map(list, ended))}


def said(machines: Machines, machine: str, command: str) -> tuple[int, Any]:
    """How a command ended, and what it said, with the ids taken out."""
    done = machines.typed(machine, f"{command} --json")
    return done.status, without_ids(json.loads(done.out))


def recorded(ledger: Path) -> dict[tuple[str, int], int]:
    """The second in which each row was recorded."""
    with raw(ledger) as db:
        return {
            (table, number): second
            for table in DATED
            for number, second in db.execute(f"SELECT id, recorded_at FROM {table}")
        }


def migrated(ledger: Path) -> dict[tuple[str, int], int]:
    """The same as it would be if a ledger of an earlier farmer had all that this one has."""
    step = import_module(f"{migrations.__name__}.versions.0020_recorded_in_one_order")
    with raw(ledger) as db:
        noted = [(each.table, each.row_id, each.body) for each in noted_rows(db)]
        # In the place of the ledger's: an earlier farmer noted each row by itself.
        db.execute("CREATE TEMP TABLE shared_row (table_name, row_id, body)")
        db.executemany("INSERT INTO temp.shared_row VALUES (?, ?, ?)", noted)
        for statement in step.WORKED_OUT:
            db.execute(statement)
        born = {
            (table, number): second
            for table, number, second in db.execute("SELECT table_name, row_id, second FROM born")
        }
        db.rollback()
    return {row: born.get(row, 0) for row in recorded(ledger)}


@pytest.fixture(params=["file", "folder"])
def begun(request: pytest.FixtureRequest, tmp_path: Path) -> Begun:
    machines: Machines = request.getfixturevalue(
        "machines" if request.param == "folder" else "machines_apart"
    )
    return begin(machines, request.param, tmp_path / "kept", INTRODUCED)


@TRIES
@given(wrong_by=APART, steps=STEPS)
def test_all_machines_answer_alike(begun: Begun, wrong_by: list[int], steps: list[Step]) -> None:
    life = begun.life(wrong_by)
    life.play(steps)
    life.settle()
    for each in life.devices:
        assert migrated(life.machines.ledger(each.name)) == recorded(
            life.machines.ledger(each.name)
        )
    first, *others = (answers(life.machines, each.name) for each in life.devices)
    for other in others:
        assert json.dumps(other, indent=1) == json.dumps(first, indent=1)


@pytest.mark.parametrize("earlier", ["a", "b"])
def test_last_said_is_what_was_typed_later_on_whichever_machine(
    machines: Machines, unlocked: None, earlier: str
) -> None:
    machines.on("a", "log Ana --new --on 2026-06-01")
    machines.on("a", "edit Ana --cadence 7")
    machines.sync("a", "b")
    day = {"a": "2026-06-16", "b": "2026-06-16", earlier: "2026-06-15"}
    for machine in "ba":
        machines.on(machine, f"log Ana --on 2026-06-10 --note from-{machine}", day[machine])
    machines.sync("a", "b", "a")
    later = {"a": "from-b", "b": "from-a"}[earlier]
    for machine in "ab":
        shown = machines.on(machine, "show Ana --json", "2026-07-15").data
        assert [each["note"] for each in shown["history"]] == [f"from-{earlier}", later, ""]
        stale = machines.on(machine, "stale --json", "2026-07-15").data["ties"][0]
        assert stale["last_said"] == later


@pytest.mark.parametrize("earlier", ["a", "b"])
def test_of_two_outcomes_of_a_day_the_later_stands_on_both(
    machines: Machines, unlocked: None, earlier: str
) -> None:
    for said in (
        "log Ana --new --on 2026-06-01",
        "log Bo --new --on 2026-06-01",
        "request add Ana --to Bo --need lease --on 2026-06-02",
        "request ask-target r1 --on 2026-06-02",
        "request target-said r1 yes --on 2026-06-03",
        "request introduce r1 --anyway urgent --on 2026-06-04",
    ):
        machines.on("a", said)
    machines.sync("a", "b")
    day = {"a": "2026-06-16", "b": "2026-06-16", earlier: "2026-06-15"}
    for machine, how in (("b", "no-fit"), ("a", "bad")):
        machines.on(machine, f"request outcome r1 {how} --on 2026-06-05", day[machine])
    machines.sync("a", "b", "a")
    later = {"a": "no-fit", "b": "bad"}[earlier]
    for machine in "ab":
        shown = machines.on(machine, "request show r1 --json").data
        assert shown["steps"][-1]["outcome"] == later
        with raw(machines.ledger(machine)) as db:
            assert db.execute("SELECT outcome FROM v_requests").fetchall() == [(later,)]
