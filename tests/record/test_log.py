"""An evening written down in one line."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Farmer


def test_an_evening_of_two_taken_back_whole(farmer: Farmer) -> None:
    """One command, one event, a touchpoint and a note each; one undo."""
    logged = farmer(
        'farmer log "Ana Ruiz" "Bo Li" --at "Chamber mixer" --note "Ana: opening a second office" '
        '--note "Bo: knows the port" --new --json'
    )
    assert [touch["note"] for touch in logged.data["touchpoints"]] == [
        "opening a second office",
        "knows the port",
    ]
    assert logged.data["event_id"] == "e1"
    undone = farmer("farmer undo")
    assert "log event with Ana Ruiz and Bo Li at Chamber mixer" in undone.out
    assert farmer("farmer list").out == ""


def test_the_same_event_again_takes_its_minutes_and_group(farmer: Farmer) -> None:
    """A weekly meeting is described once."""
    farmer('farmer log "Ana Ruiz" --at "Chapter" --minutes 90 --group 26 --new --on 2026-06-01')
    again = farmer('farmer log Ana --at "chapter" --on 2026-06-08 --json')
    touch = again.data["touchpoints"][0]
    assert (touch["minutes"], touch["group"]) == (90, 26)


@pytest.mark.parametrize("name", ["Ana Ruix", "Anna Ruiz", "ana ruis"])
def test_a_slip_never_makes_a_second_person(farmer: Farmer, name: str) -> None:
    """“Ana Ruix” beside “Ana Ruiz” is refused, with or without --new; add makes a namesake."""
    farmer('farmer add "Ana Ruiz"')
    quoted = shlex.quote(name)
    assert farmer(f"farmer log {quoted}").status == 3
    assert farmer(f"farmer log {quoted} --new").status == 5
    assert len(farmer("farmer list").rows) == 1
    assert farmer(f"farmer add {quoted}").status == 0
    assert len(farmer("farmer list").rows) == 2


def test_a_note_is_bound_by_id_and_by_address(farmer: Farmer) -> None:
    """“c1: …” is for c1, not for whoever was named first."""
    farmer('farmer add "Ana Ruiz" --email ana@ruiz.example')
    farmer('farmer add "Bo Li"')
    logged = farmer('farmer log c2 c1 --note "c1: secret" --note "c2: plain" --json').data
    assert {t["person"]["id"]: t["note"] for t in logged["touchpoints"]} == {
        "c1": "secret",
        "c2": "plain",
    }
    again = farmer('farmer log Bo ana@ruiz.example --note "ana@ruiz.example: hello" --json').data
    assert [touch["note"] for touch in again["touchpoints"]] == ["", "hello"]


@pytest.mark.parametrize(
    "note", ["10:30 start", "https://example.org/a:b", "Re: the lease", "met: Bo and his team"]
)
def test_a_colon_that_names_nobody_is_only_a_colon(farmer: Farmer, note: str) -> None:
    """Times, addresses and headings are about everybody."""
    logged = farmer(f'farmer log "Ana Ruiz" --note "{note}" --new --json').data
    assert logged["touchpoints"][0]["note"] == note


def test_a_note_for_somebody_who_was_not_there_is_refused(farmer: Farmer) -> None:
    """Carla is known, but was not named."""
    farmer('farmer add "Carla Voss"')
    assert farmer('farmer log "Ana Ruiz" --note "Carla: hello" --new').status == 2
    assert len(farmer("farmer list").rows) == 1


def test_two_commands_at_once_add_one_person(farmer: Farmer, ledger: Path) -> None:
    """Whoever comes second finds whom the first has added."""
    command = [sys.executable, "-m", "farmer", "log", "Ana Ruiz", "--new"]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [process.wait(60) for process in running] == [0, 0, 0, 0]
    counts = farmer("farmer where --json").data["counts"]
    assert (counts["contacts"], counts["touchpoints"]) == (1, 4)


def test_somebody_new_named_twice_was_there_once(farmer: Farmer) -> None:
    """In another letter case too."""
    logged = farmer('farmer log "José Pérez" "jose perez" --new --json').data
    assert len(logged["touchpoints"]) == 1


def test_a_place_is_kept_with_or_without_an_event_name(farmer: Farmer) -> None:
    """An unnamed event has it, and a named one gets it later."""
    assert farmer('farmer log "Ana Ruiz" --place "Café X" --new --json').data["event_id"] == "e1"
    first = farmer("farmer log Ana --at Mixer --json").data["event_id"]
    assert farmer("farmer log Ana --at mixer --place Hall --json").data["event_id"] == first
    other = farmer("farmer log Ana --at mixer --place Harbour --json").data["event_id"]
    assert other != first


def test_a_new_name_that_is_part_of_another_is_refused(known: Farmer) -> None:
    refused = known('farmer log "Zed Quill" Zed --new')
    assert (refused.status, "“Zed Quill” is nearly the same" in refused.err) == (5, True)
