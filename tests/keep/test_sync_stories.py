"""Two laptops as people have them: what goes on at once, goes wrong, or takes a year."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from farmer.ledger.file import gathering, reading
from farmer.ledger.sqlite.schema.steps import HEAD, STEPS
from farmer.ledger.sqlite.sync import carrying
from tests.conftest import TODAY
from tests.keep.lives import rows_of
from tests.keep.machines import Machines
from tests.ledger.revisions import of_revision

# What a machine types while others do, each talk followed by a sync.
_EVENING = """
import sys
from farmer.cli import run
ledger, folder, who = sys.argv[1:]
for number in range(8):
    words = ["log", "Ana", "--on", f"2026-06-0{1 + number}", "--note", f"{who}{number}"]
    assert run([*words, "--ledger", ledger]) == 0
    assert run(["sync", folder, "--ledger", ledger]) == 0
"""


@pytest.fixture(params=["file", "folder"])
def two(request: pytest.FixtureRequest) -> Machines:
    """Ana and Bo, on two machines that have the same."""
    is_folder = request.param == "folder"
    both: Machines = request.getfixturevalue("machines" if is_folder else "machines_apart")
    both.on("a", "log Ana --new --on 2026-06-01 --note port")
    both.on("a", 'log "Bo Ekberg" --new --on 2026-06-02 --note quay')
    shutil.copyfile(both.ledger("a"), both.ledger("b"))
    settled(both)
    return both


def taken(both: Machines, at: str, other: str, today: str = TODAY) -> Any:
    """What a machine says that has synced, with the other's file or the folder."""
    if both.folder.is_dir():
        return both.on(at, f'sync "{both.folder}" --json', today).data["taken"]
    return both.on(at, f'sync "{both.ledger(other)}" --json', today).data


def settled(both: Machines, today: str = TODAY) -> None:
    """Let each hear of the other twice; both have the same then."""
    for at, other in ("ab", "ba") * 2:
        taken(both, at, other, today)
    assert rows_of(both.ledger("a")) == rows_of(both.ledger("b"))


def notes(both: Machines, machine: str, who: str) -> list[str]:
    """What was said in the talks with somebody."""
    return sorted(has[-1] for has in both.people(machine)[who] if has[0] == "touchpoint")


def test_four_machines_at_once_lose_no_talk(machines: Machines) -> None:
    machines.on("a", "log Ana --new --on 2026-06-01 --note port")
    machines.sync("a", "b", "c", "d")
    asked = [sys.executable, "-c", _EVENING]
    typing = [
        subprocess.Popen(
            [*asked, machines.ledger(each), machines.folder, each],
            env=os.environ,
            stdout=subprocess.DEVNULL,
        )
        for each in "abcd"
    ]
    assert [each.wait() for each in typing] == [0, 0, 0, 0]
    machines.sync(*"abcd", *"abcd")
    said = {f"{each}{number}" for each in "abcd" for number in range(8)}
    for machine in "abcd":
        assert notes(machines, machine, "Ana") == sorted({*said, "port"})


def test_both_ways_and_twice(two: Machines) -> None:
    two.on("a", "edit Ana --company Acme")
    two.on("a", "log Ana --on 2026-06-03 --note lease")
    two.on("b", "edit Ana --title Partner")
    two.on("b", "log Cy --new --on 2026-06-03")
    for at, other in ("ab", "ba", "ab"):
        taken(two, at, other)
    for at, other in ("ab", "ba") * 2:
        said = taken(two, at, other)
        assert (said["came"], said["changed"], said["removed"]) == ({}, 0, {})
        assert said["backup"] is None
    assert rows_of(two.ledger("a")) == rows_of(two.ledger("b"))
    assert sorted(two.people("a")) == ["Ana", "Bo Ekberg", "Cy"]


def test_whoever_begins_both_come_to_the_same(machines_apart: Machines) -> None:
    """One that takes the other in has the same records as the other that takes it in."""
    both = machines_apart
    both.on("a", "log Ana --new --on 2026-06-01 --note port")
    shutil.copyfile(both.ledger("a"), both.ledger("b"))
    both.on("a", "edit Ana --company Acme")
    both.on("a", "tag Ana @golf @port")
    both.on("b", "edit Ana --company Beta --title Partner")
    both.on("b", "promise add Ana lease")
    before = both.ledger("a").read_bytes(), both.ledger("b").read_bytes()
    taken(both, "a", "b")
    found = rows_of(both.ledger("a"))
    both.ledger("a").write_bytes(before[0])
    taken(both, "b", "a")
    assert rows_of(both.ledger("b")) == found


def test_a_second_ledger_comes_in_whole_and_once(two: Machines) -> None:
    """Begun on a third machine, before anybody thought of syncing: Ana may be another."""
    two.on("c", "log Ana --new --on 2026-06-05 --note harbour")
    two.on("c", "promise add Ana lease")
    for _ in range(2):
        taken(two, "c", "a")
        taken(two, "a", "c")
    settled(two)
    with pytest.raises(AssertionError):  # two of one name
        two.people("a")
    there = rows_of(two.ledger("b"))
    assert rows_of(two.ledger("c")).keys() == there.keys()
    assert sorted(r.values["note"] for r in there.values() if r.table == "touchpoint") == [
        ("harbour",), ("port",), ("quay",),
    ]  # fmt: skip
    two.on("b", "merge c1 c3")
    settled(two)
    taken(two, "c", "b")
    assert notes(two, "c", "Ana") == notes(two, "a", "Ana") == ["harbour", "port"]


def test_each_makes_them_one_the_other_way_round(two: Machines) -> None:
    two.on("a", "merge c1 c2")
    two.on("a", "log Ana --on 2026-06-03 --note lease")
    two.on("b", "merge c2 c1")
    two.on("b", "log Bo --on 2026-06-03 --note harbour")
    settled(two)
    (one,) = two.people("a")
    assert notes(two, "b", one) == ["harbour", "lease", "port", "quay"]


def test_what_one_takes_out_and_the_other_writes_on(two: Machines) -> None:
    two.on("a", "remove t1 t2")
    two.on("b", "edit t2 --note storage", "2025-06-15")
    settled(two)
    for machine in "ab":
        assert notes(two, machine, "Ana") == []
        assert notes(two, machine, "Bo Ekberg") == ["storage"]


@pytest.mark.parametrize(
    ("here", "there", "state"),
    [
        ("ask-target r1", "decline r1", "declined"),
        ("ask-target r1 --on 2026-06-09", "decline r1 --on 2026-06-08", "target asked"),
        ("withdraw r1", "decline r1", "declined"),
    ],
)
@pytest.mark.parametrize("first", ["ab", "ba"])
def test_a_request_stands_alike_whoever_hears_first(
    two: Machines, here: str, there: str, state: str, first: str
) -> None:
    two.on("a", "request add Ana --to Bo --need lease --on 2026-06-07", "2026-06-07")
    settled(two)
    two.on("a", f"request {here}", "2026-06-10")
    two.on("b", f"request {there}", "2026-06-10")
    taken(two, *first)
    settled(two)
    for ask in ("request show r1", "today", "stats"):
        said = [without_ids(two.on(each, f"{ask} --json").data) for each in "ab"]
        assert said[0] == said[1]
    assert two.on("a", "request show r1 --json").data["state"] == state


def without_ids(said: Any) -> Any:
    """The same without the numbers that are each ledger's own."""
    if isinstance(said, dict):
        return {name: without_ids(value) for name, value in said.items() if name != "id"}
    return [without_ids(each) for each in said] if isinstance(said, list) else said


def test_an_event_stays_for_whoever_else_was_there(two: Machines) -> None:
    """All whom one knew to be there were taken out, and with them the event."""
    two.on("a", "log Ana Bo --at Mixer --on 2026-06-03")
    settled(two)
    two.on("a", "remove t3 t4")
    two.on("b", "log Cy --new --at Mixer --on 2026-06-03 --note harbour")
    settled(two)
    for machine in "ab":
        assert notes(two, machine, "Bo Ekberg") == ["quay"]
        assert two.on(machine, "show Cy --json").data["history"][0]["event"] == "Mixer"
    two.on("b", "remove t5")
    settled(two)
    tables = {row.table for row in rows_of(two.ledger("a")).values()}
    assert "event" not in tables


def test_a_clock_that_is_seventy_years_ahead_never_rules(two: Machines) -> None:
    two.on("b", "edit Ana --company Acme", "2096-06-15")
    settled(two)
    two.on("a", "edit Ana --company Beta")
    two.on("a", "tag Ana @golf")
    settled(two)
    two.on("a", "tag Ana --remove @golf")
    settled(two)
    for machine in "ab":
        assert ("contact", "Beta", "", "", "0") in two.people(machine)["Ana"]
        assert not [has for has in two.people(machine)["Ana"] if has[0] == "tag"]


def test_a_ledger_that_was_put_back_gets_everything_again(two: Machines) -> None:
    """Also what it had written and sent itself; who was forgotten meanwhile stays forgotten."""
    backup = two.on("a", "backup --json").data["path"]
    two.on("a", "log Ana --on 2026-06-03 --note lease")
    two.on("b", "log Ana --on 2026-06-04 --note harbour")
    settled(two)
    two.on("b", "forget Bo --yes")
    settled(two)
    two.on("a", f'restore "{backup}" --yes')
    assert notes(two, "a", "Ana") == ["port"]
    settled(two)
    for machine in "ab":
        assert list(two.people(machine)) == ["Ana"]
        assert notes(two, machine, "Ana") == ["harbour", "lease", "port"]


def test_a_machine_that_was_away_for_a_year(two: Machines) -> None:
    """It comes back with what it was told before, and knows all that became of the rest."""
    two.on("b", "log Ana --on 2026-06-14 --note offline")
    two.on("b", "edit Bo --company Acme")
    for month in range(12):
        year, number = divmod(6 + month, 12)
        day = f"{2026 + year}-{number + 1:02}-20"
        two.on("a", f"log Ana --on {day} --note month{month}x", day)
        two.on("a", f"log Kim{month} --new --on {day}", day)
        two.on("a", f"edit Ana --title Title{month}", day)
        if two.folder.is_dir():
            taken(two, "a", "b", day)
    later = "2027-07-01"
    two.on("a", "merge Kim1 Kim2", later)
    two.on("a", "forget Kim3 --yes", later)
    two.on("a", "forget Bo --yes", later)
    settled(two, later)
    assert two.people("a") == two.people("b")
    assert notes(two, "b", "Ana") == sorted(["port", "offline", *(f"month{n}x" for n in range(12))])
    assert sorted(two.people("b")) == sorted(
        ["Ana", *(f"Kim{n}" for n in range(12) if n not in (2, 3))]
    )


@pytest.mark.parametrize("revision", ["0012", "0016", STEPS.revisions[-2]])
def test_copies_that_were_brought_up_to_date_apart_are_one(two: Machines, revision: str) -> None:
    """Each by its own farmer, with what it was told before and after."""
    for machine in "ab":
        for file in two.home.glob(f"{machine}.*"):
            file.unlink()
    for file in two.files():
        file.unlink()
    shutil.copyfile(of_revision(two.ledger("a"), revision), two.ledger("b"))
    for machine in "ab":
        two.on(machine, f"log Ana --on 2026-06-05 --note from-{machine}")
    two.on("b", "edit Ana --title Partner")
    settled(two)
    assert two.people("a") == two.people("b")
    assert [note for note in notes(two, "a", "Ana Ruiz") if note] == ["from-a", "from-b"]


def test_what_a_newer_farmer_sent_waits_for_the_upgrade(
    machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    machines.on("a", "log Ana --new --on 2026-06-01 --note port")
    machines.sync("a", "b", "a")
    machines.on("b", "log Ana --on 2026-06-03 --note lease")
    with monkeypatch.context() as newer:
        newer.setattr(gathering, "HEAD", f"{int(HEAD) + 1:04}")
        machines.sync("b")
    machines.on("a", "log Ana --on 2026-06-04 --note harbour")
    for _ in range(2):
        assert len(machines.sync("a")["newer"]) == 1
    assert notes(machines, "a", "Ana") == ["harbour", "port"]
    machines.sync("b")
    assert notes(machines, "b", "Ana") == ["harbour", "lease", "port"]
    monkeypatch.setattr(reading, "HEAD", f"{int(HEAD) + 1:04}")
    machines.sync("a")
    assert machines.people("a") == machines.people("b")


def test_what_an_older_farmer_does_not_know_of_stays(
    machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its records come without a column that a migration has brought."""
    machines.on("a", "log Ana --new --on 2026-06-01 --note port")
    machines.sync("a", "b", "a")
    machines.on("a", "snooze Ana --until 2026-12-01")
    machines.on("b", "edit Ana --company Acme")
    with monkeypatch.context() as older:
        older.setattr(carrying, "_sent", _sent_without("snoozed_until"))
        machines.sync("b")
    machines.sync("a", "b")
    for machine in "ab":
        (ana,) = (row for row in rows_of(machines.ledger(machine)).values() if "name" in row.values)
        assert ana.values["snoozed_until"] == ("2026-12-01",)
        assert ana.values["company"] == ("Acme",)


def _sent_without(register: str) -> Callable[..., Any]:
    sent = carrying._sent

    def without(*given: Any) -> Any:
        uid, number, body = sent(*given)
        record = json.loads(body)
        for part in ("values", "stamps", "past"):
            record.get(part, {}).pop(register, None)
        return [uid, number, json.dumps(record)]

    return without
