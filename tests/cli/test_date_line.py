"""Flown west over the date line: it is yesterday again, and this morning's records are there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Farmer

EAST, WEST = "2026-06-16", "2026-06-15"
RECORDS = (
    'log "Ana Ruiz" "Bo Li" --at Mixer --note dinner --by me --fact kept --new',
    "log Ana --on 2026-06-10 --kind call",
    "mark Bo used",
    'promise add Ana "send the lease" --due 2026-06-19',
    'promise add Ana "call"',
    "promise kept p2",
    'gains Ana --goals "a second office"',
    'request add Bo --to Ana --need "a port"',
    "request ask-target r1",
    'log "Cy Day" --kind card --new',
)
READINGS = (
    *("show Ana", "show Bo", "show Cy", "check Ana", "check Bo --to Ana", "check Cy --as target"),
    *("list", "stale", "today", "prepare Ana", "prepare Bo", "gains Ana", "tag"),
    *("request list", "request show r1", "promise list --all", "stats", "find dinner"),
)


def answers(farmer: Farmer) -> dict[str, Any]:
    """What every reading command says in the west."""
    said = {each: farmer(f"farmer {each} --json", today=WEST) for each in READINGS}
    assert {each: answer.err for each, answer in said.items() if not answer.out} == {}
    found = {each: answer.data for each, answer in said.items()}
    for request in (found["request show r1"], *found["request list"]["requests"]):
        for step in request["steps"]:
            step["person_score"] = step["target_score"] = None  # as they were on the day itself
    return found


def record(farmer: Farmer, day: str) -> None:
    """Everything, on that day."""
    for typed in RECORDS:
        done = farmer(f"farmer {typed}", today=day)
        assert done.status == 0, done.err


def test_what_was_recorded_this_morning_in_the_east_reads_as_todays(
    farmer: Farmer, ledger: Path
) -> None:
    """Every reading command says what it would have said of records made here today."""
    record(farmer, EAST)
    flown = answers(farmer)
    ledger.unlink()
    record(farmer, WEST)
    assert flown == answers(farmer)


@pytest.mark.parametrize("record_id", ["t1", "t3", "t4", "f1", "f3", "p1", "e1", "r1", "s2"])
def test_what_is_taken_out_goes_with_the_day_that_every_list_has(
    farmer: Farmer, record_id: str
) -> None:
    record(farmer, EAST)
    shown = farmer(f"farmer remove {record_id} --dry-run --json", today=WEST).data["removed"]
    assert [each["on"] for each in shown] == ["2026-06-10" if record_id == "t3" else WEST]
    assert "16 Jun" not in farmer(f"farmer remove {record_id}", today=WEST).out
    assert "16 Jun" not in farmer("farmer undo", today=WEST).out


def test_where_a_day_is_named_nothing_later_counts(farmer: Farmer) -> None:
    """Today's too: what is asked about is that day, not the clock."""
    record(farmer, EAST)
    for as_of in (WEST, "today", "2026-06-14"):
        shown = farmer(f"farmer show Ana --as-of {as_of} --json", today=WEST).data["history"]
        assert [line["what"] for line in shown] == ["call"]
    there = farmer("farmer show Ana --as-of tomorrow --json", today=WEST).data["history"]
    assert len(there) == len(farmer("farmer show Ana --json", today=WEST).data["history"])
    assert len(there) > 1


def test_a_request_goes_on_in_the_west(farmer: Farmer) -> None:
    """Its last step is not ahead of the next."""
    record(farmer, EAST)
    assert farmer("farmer request target-said r1 yes", today=WEST).status == 0
    assert farmer("farmer promise broken p1", today=WEST).status == 0


def test_what_is_written_keeps_its_day(farmer: Farmer) -> None:
    """Read here as today's, and in the ledger as it was recorded; tomorrow is not typed."""
    record(farmer, EAST)
    farmer("farmer edit t1 --note lunch", today=WEST)
    shown = farmer("farmer show Ana --as-of 2026-06-16 --json", today="2026-06-20").data["history"]
    assert {line["on"] for line in shown if line["id"] == "t1"} == {"2026-06-16"}
    for command in ("log Ana", "mark Ana kept", "promise kept p1", "request withdraw r1"):
        assert farmer(f"farmer {command} --on tomorrow", today=WEST).status == 2


@pytest.mark.parametrize(("today", "impossible"), [(WEST, False), ("2026-06-14", True)])
def test_only_two_days_ahead_are_impossible(farmer: Farmer, today: str, impossible: bool) -> None:
    record(farmer, EAST)
    found = farmer("farmer doctor --json", today=today).data["findings"]
    assert ("impossible-date" in [each["code"] for each in found]) == impossible
    history = farmer("farmer show Ana --json", today=today).data["history"]
    assert (len(history) == 1) == impossible
