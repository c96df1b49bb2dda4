"""Waiting for whoever has the ledger: how long, what is said of it, and how it is ended."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from farmer.cli.patience import command_in, say_who
from farmer.ledger import FileLedger, holder, waiting
from farmer.ledger.holder import Holder, holder_of
from farmer.ledger.refusals import LedgerBusy
from farmer.ledger.waiting import wait_by
from tests.conftest import Farmer
from tests.ledger.making import NOW, begin

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and descriptors as POSIX has them")
linux = pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux tells of locks")

HOLD = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute(sys.argv[2])
db.execute("SELECT count(*) FROM contact").fetchone()
print("held", flush=True)
time.sleep(float(sys.argv[3]))
db.execute("ROLLBACK")
"""


@contextmanager
def held(ledger: Path, seconds: float, *words: str, how: str = "BEGIN EXCLUSIVE") -> Iterator[int]:
    """The ledger, while another process has it for so long; `words` end its command line."""
    command = [sys.executable, "-c", HOLD, str(ledger), how, str(seconds), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield process.pid
        finally:
            process.kill()


@linux
def test_waiting_says_so_once_and_for_which_command(farmer: Farmer, ledger: Path) -> None:
    """Its words and its number; whom it is about stays with it."""
    farmer('farmer add "Ana Ruiz"')
    line = ("farmer", "--ledger", "today", "promise", "kept", "Ana Ruiz")
    with held(ledger, 2.5, *line) as process:
        listed = farmer("farmer list")
    assert listed.status == 0
    assert len(listed.rows) == 1
    said = f"Waiting: farmer promise kept (process {process}) is writing to the ledger.\n"
    assert listed.err == said


@linux
def test_a_writer_waits_for_who_reads_too(farmer: Farmer, ledger: Path) -> None:
    """Which keeps the change from being committed."""
    farmer('farmer add "Ana Ruiz"')
    with held(ledger, 2.5, how="BEGIN") as process:
        added = farmer('farmer add "Bo Li"')
    assert added.status == 0
    assert f"another program (process {process}) is reading the ledger" in added.err
    assert len(farmer("farmer list").rows) == 2


def test_who_waits_for_a_moment_says_nothing(farmer: Farmer, ledger: Path) -> None:
    farmer('farmer add "Ana Ruiz"')
    with held(ledger, 0.4):
        for command in ("farmer list", 'farmer add "Bo Li"'):
            done = farmer(command)
            assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize("command", ["farmer list", 'farmer add "Bo Li"', "farmer undo"])
def test_patience_is_a_setting_of_readers_and_writers(
    farmer: Farmer, ledger: Path, command: str
) -> None:
    farmer('farmer add "Ana Ruiz"')
    assert farmer("farmer config set patience 0").status == 0
    with held(ledger, 30):
        began = time.monotonic()
        refused = farmer(command)
        assert time.monotonic() - began < 5
    assert refused.status == 6
    assert "writing" in refused.err
    assert "Waiting" not in refused.err


def test_a_broken_file_of_settings_shortens_no_patience(
    farmer: Farmer, ledger: Path, config: Path
) -> None:
    farmer('farmer add "Ana Ruiz"')
    config.write_text("patience = nonsense")
    with held(ledger, 0.5):
        assert farmer("farmer undo").status == 0


@pytest.mark.parametrize("words", [["list"], ["add", "Bo Li"]])
def test_ctrl_c_ends_the_waiting(farmer: Farmer, ledger: Path, words: list[str]) -> None:
    """At once, in a sentence, and nothing is written."""
    farmer('farmer add "Ana Ruiz"')
    with held(ledger, 60):
        waits = subprocess.Popen(
            [sys.executable, "-m", "farmer", *words], stderr=subprocess.PIPE, text=True
        )
        assert waits.stderr is not None
        assert waits.stderr.readline().startswith("Waiting: ")
        began = time.monotonic()
        waits.send_signal(signal.SIGINT)
        _, said = waits.communicate(timeout=30)
        assert time.monotonic() - began < 5
    assert waits.returncode == 130
    assert said == "Interrupted; nothing was written.\n"
    assert len(farmer("farmer list").rows) == 1


def test_without_anybody_to_tell_it_waits_in_silence(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(ledger)
    monkeypatch.setattr(waiting, "_tell", waiting._quietly)
    monkeypatch.setattr(waiting, "_patience", lambda: 0.1)
    with held(ledger, 30), pytest.raises(LedgerBusy), FileLedger(ledger).changing("x", NOW):
        pass


def test_it_is_told_once_a_run(ledger: Path) -> None:
    told: list[Holder | None] = []
    wait_by(lambda: 1.3, told.append)
    begin(ledger)
    with held(ledger, 30):
        for _ in range(2):
            with pytest.raises(LedgerBusy), FileLedger(ledger).reading():
                pass
    wait_by()
    assert len(told) == 1


def test_where_nobody_tells_of_locks_it_only_says_that_it_waits(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begin(ledger)
    monkeypatch.setattr(holder, "_LOCKS", ledger.with_name("nowhere"))
    say_who(holder_of(ledger))
    assert capsys.readouterr().err == "Waiting: another program is using the ledger.\n"


@linux
def test_nobody_holds_a_ledger_that_nobody_has_open(ledger: Path) -> None:
    """Nor does who has it open without a lock, nor this very process."""
    begin(ledger)
    assert holder_of(ledger) is None
    with closing(sqlite3.connect(ledger, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        assert holder_of(ledger) is None
    with held(ledger, 30) as process:
        found = holder_of(ledger)
        assert found is not None
        assert (found.process, found.writes) == (process, True)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("/usr/bin/python /home/x/bin/farmer import Connections.csv", "import"),
        ("python -m farmer log Ana", "log"),
        ("farmer", ""),
        ("farmer --ledger log show Ana", "show"),
        ("farmer --json request introduce r7", "request introduce"),
        ("farmer request r7", "request"),
        ("farmer nonsense log", ""),
        ("farmer.exe stale", "stale"),
        ("sqlite3 ledger.db", None),
        ("vim log", None),
        ("", None),
    ],
)
def test_only_words_of_the_table_are_taken_of_a_command_line(
    line: str, command: str | None
) -> None:
    assert command_in(line.split()) == command
