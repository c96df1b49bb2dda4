"""Corners that once were wrong: each a small story of what must not happen again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from farmer.cli import run
from tests.conftest import Farmer


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


@pytest.mark.parametrize("name", ["c99", "t1", "ana@ruiz.example", "linkedin.com/in/ana"])
def test_an_id_or_address_becomes_nobodys_name(farmer: Farmer, ledger: Path, name: str) -> None:
    """Nobody could be found by it again."""
    assert farmer(f"farmer log {name} --new").status == 3
    assert farmer(f"farmer add {name}").status == 3
    assert not ledger.exists()


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


def test_nobody_is_introduced_to_themselves(farmer: Farmer) -> None:
    """Both sides of an introduction are two people."""
    farmer('farmer add "Ana Ruiz"')
    assert farmer("farmer check Ana --to c1").status == 2


def test_an_import_names_those_whose_name_is_already_there(farmer: Farmer, tmp_path: Path) -> None:
    """A name alone is never merged, and never passed over in silence."""
    farmer('farmer add "Hana Weiss"')
    cards = tmp_path / "contacts.vcf"
    cards.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Hana Weiss\nN:Weiss;Hana;;;\nORG:Weiss & Co\nEND:VCARD\n",
        encoding="utf-8",
    )
    imported = farmer(f"farmer import {cards} --json").data
    assert imported["new"] == 1
    (doubt,) = imported["unsure"]
    assert doubt["candidates"] == [{"id": "c1", "name": "Hana Weiss"}]


def test_a_refusal_is_for_the_day_that_was_asked_about(farmer: Farmer) -> None:
    """The envelope's as_of is the asked day, or the rehearsed one."""
    asked = farmer("farmer check Nobody --as-of 2026-12-01 --json", today="2026-03-04")
    assert asked.envelope["as_of"] == "2026-12-01"
    assert (
        farmer("farmer check Nobody --json", today="2026-03-04").envelope["as_of"] == "2026-03-04"
    )


def test_what_was_added_later_does_not_show_earlier(farmer: Farmer) -> None:
    """Neither the day somebody was added nor the day they were met."""
    farmer('farmer log "Ana Ruiz" --at Mixer --new')
    then = farmer("farmer show Ana --as-of 2020-01-01 --json").data
    assert (then["added_on"], then["met_on"], then["met_at"]) == (None, None, "")


@pytest.mark.parametrize("path", ["", " ", "~nobody-of-that-name/ledger.db"])
def test_a_ledger_that_cannot_be_named_is_refused(path: str) -> None:
    """Not taken for the user's own."""
    assert run(["list", "--ledger", path]) in (2, 6)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "soon"])
def test_a_rehearsed_day_is_a_day(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    """FARMER_TODAY is held to what --on is."""
    monkeypatch.setenv("FARMER_TODAY", day)
    assert run(["list"]) == 2
    assert "FARMER_TODAY" in capsys.readouterr().err


def answered(command: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """`command` in a shell, with `farmer` being this one."""
    ours = f"{sys.executable} -m farmer"
    return subprocess.run(
        ["bash", "-c", command.replace("farmer", ours, 1)],
        capture_output=True, text=True, check=False, env={**os.environ, **environ},
    )  # fmt: skip


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_closed_pipe_does_not_turn_a_verdict_into_farmed(farmer: Farmer, unbuffered: str) -> None:
    """The status is the verdict's, whoever stopped listening."""
    farmer('farmer log "Ana Ruiz" --by me --new')
    command = "farmer check Ana | true; exit ${PIPESTATUS[0]}"
    assert answered(command, PYTHONUNBUFFERED=unbuffered).returncode == 11


def test_an_answer_that_cannot_be_written_is_said(farmer: Farmer) -> None:
    """A full disk behind stdout: a sentence, and the change has been made once."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    full = answered('farmer log "Ana Ruiz" --new > /dev/full')
    assert full.returncode == 2
    assert "could not be shown" in full.stderr
    assert "Traceback" not in full.stderr
    assert len(farmer("farmer list").rows) == 1


def test_a_closed_stdout_is_no_traceback(farmer: Farmer) -> None:
    """``>&-`` asks for no answer."""
    assert answered('farmer add "Ana Ruiz" >&-').returncode == 0


def test_a_small_encoding_escapes_what_it_cannot_say(farmer: Farmer) -> None:
    """José is shown somehow, and never half a list."""
    farmer('farmer add "José Núñez"')
    farmer('farmer add "Zoe Lind"')
    listed = answered("farmer list", PYTHONIOENCODING="ascii")
    assert listed.returncode == 0
    assert len(listed.stdout.splitlines()) == 2


def test_ledger_and_json_may_be_said_before_the_command(farmer: Farmer, tmp_path: Path) -> None:
    """Both places mean the same; the one after the command wins."""
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    assert farmer(f'farmer --ledger {first} --json add "Ana Ruiz"').data["person"]["id"] == "c1"
    assert len(farmer(f"farmer --ledger {first} list").rows) == 1
    assert farmer(f"farmer --ledger {first} list --ledger {second}").out == ""
    assert farmer("farmer --json check Nobody").envelope["error"]["code"] == "unknown-person"
