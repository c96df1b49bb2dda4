"""The file beside the ledger, changed by two commands at once."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from farmer.errors import LedgerUnavailable
from farmer.team import path_of
from farmer.team.place import Place, Sharing, change, get, keep
from farmer.team.refusals import NoTeam


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    ledger = str(tmp_path / "ledger.db")
    keep(ledger, Place("postgresql://kim@/firm", False, "b", "kim", "k", "m"))
    return ledger


def more(ledger: str, whom: str) -> None:
    change(ledger, lambda now: replace(now, shares=(*now.shares, Sharing(whom, "*"))))


@pytest.mark.skipif(os.name == "nt", reason="Windows locks no folder")
def test_commands_that_change_it_at_once_lose_nothing_of_each_other_s(ledger: str) -> None:
    wanted = [f"@t{n}" for n in range(100)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda whom: more(ledger, whom), wanted))
    assert sorted(each.whom for each in get(ledger).shares) == sorted(wanted)


@pytest.mark.skipif(os.name == "nt", reason="Windows locks no folder")
def test_a_command_that_is_killed_while_it_changes_it_holds_nobody_up(ledger: str) -> None:
    before = path_of(ledger).read_bytes()
    dies = (
        "import os, signal; from farmer.team.place import change;"
        f"change({ledger!r}, lambda now: os.kill(os.getpid(), signal.SIGKILL))"
    )
    assert subprocess.run([sys.executable, "-c", dies], check=False).returncode < 0
    assert path_of(ledger).read_bytes() == before
    more(ledger, "@clients")
    assert len(get(ledger).shares) == 1


def test_nothing_is_written_where_nothing_changes(ledger: str) -> None:
    before = path_of(ledger).stat()
    change(ledger, lambda now: now)
    assert path_of(ledger).stat().st_ino == before.st_ino


def test_what_cannot_be_made_of_it_leaves_it(ledger: str) -> None:
    def broken(now: Place) -> Place:
        raise LedgerUnavailable("The disk is full.", "Make room.")

    before = path_of(ledger).read_bytes()
    with pytest.raises(LedgerUnavailable):
        change(ledger, broken)
    assert path_of(ledger).read_bytes() == before


def test_a_ledger_without_a_team_has_none_to_change(tmp_path: Path) -> None:
    with pytest.raises(NoTeam):
        change(str(tmp_path / "other.db"), lambda now: now)


@pytest.mark.skipif(os.name == "nt", reason="Windows locks no folder")
def test_a_disk_that_refuses_is_said_and_what_was_there_is_as_it_was(
    ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the file cannot be written, or its folder not be opened to keep others waiting."""
    before = path_of(ledger).read_bytes()
    opens = os.open

    def refuses(path: object, *how: int) -> int:
        if path == path_of(ledger).parent:
            raise OSError(errno.EIO, "Input/output error")
        return opens(str(path), *how)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuses)
        with pytest.raises(LedgerUnavailable, match="cannot be written: input/output error"):
            change(ledger, lambda now: replace(now, me="lee"))
    assert path_of(ledger).read_bytes() == before
