"""Corners that once were wrong: each a small story of what must not happen again."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from farmer.cli import run
from tests.conftest import Farmer


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


def test_a_small_encoding_escapes_what_it_cannot_say(farmer: Farmer) -> None:
    """José is shown somehow, and never half a list."""
    farmer('farmer add "José Núñez"')
    farmer('farmer add "Zoe Lind"')
    listed = answered("farmer list", PYTHONIOENCODING="ascii")
    assert listed.returncode == 0
    assert len(listed.stdout.splitlines()) == 2


# What Python and the system say where there is no memory.
WITHOUT_MEMORY = (
    MemoryError(),
    SystemError("error return without exception set"),
    OSError(12, "no memory"),
    SyntaxError("invalid syntax", ("<string>", 1, 1, "Annotated[")),
)


@pytest.mark.parametrize("error", WITHOUT_MEMORY)
def test_without_memory_one_sentence_says_so(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    farmer('farmer add "Ana Ruiz"')
    monkeypatch.setattr("farmer.tasks.tend.list_.list_people", broken)
    said = farmer("farmer list")
    assert (said.status, said.out) == (6, "")
    assert "not enough memory" in said.err
    assert "Traceback" not in said.err
    told = farmer("farmer list --json")
    assert (told.status, told.envelope["error"]["code"]) == (6, "out-of-memory")


@pytest.mark.parametrize("error", WITHOUT_MEMORY)
def test_an_answer_stands_where_there_is_no_memory_left_for_a_warning(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def broken(*_: object) -> bool:
        raise error

    farmer('farmer add "Ana Ruiz"')
    monkeypatch.setattr("farmer.ledger.FileLedger.open_to_others", broken)
    said = farmer("farmer list")
    assert (said.status, len(said.rows), said.err) == (0, 1, "")


def test_another_error_of_pythons_own_is_a_bug(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise SystemError("bad argument to internal function")

    monkeypatch.setattr("farmer.tasks.tend.list_.list_people", broken)
    with pytest.raises(SystemError):
        run(["list"])


def test_a_time_zone_that_is_nonsense_is_utc(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FARMER_TODAY")
    monkeypatch.setenv("TZ", "<+99>-99")
    time.tzset()
    try:
        assert farmer("farmer today", today="").status == 0
    finally:
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()
