"""Where the ledger is, and being let in: by permissions, and by whoever is writing."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from farmer.errors import LedgerUnavailable
from farmer.files import create_private
from farmer.ledger import FileLedger, open_ledger, refusals, waiting
from farmer.ledger.refusals import DiskFull, refusing
from farmer.ledger.sqlite.opening import open_to_write
from tests.ledger.making import NOW, begin, contact

NOBODY = 65534


def add_ana(path: Path) -> None:
    with FileLedger(path).changing("add Ana Ruiz", NOW) as change:
        change.add_contact(contact("Ana Ruiz"))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_patience", lambda: 0.05)


@pytest.fixture
def guarded(ledger: Path) -> Iterator[Path]:
    """A ledger whose permissions count, as they do not for root: root becomes somebody else.

    In a folder of its own, since pytest's are closed to anybody else.
    """
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions as POSIX has them")
    add_ana(ledger)
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        path = Path(shutil.copy(ledger, name))
        if root:
            os.chown(path, NOBODY, NOBODY)
            os.chown(name, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        yield path
        path.parent.chmod(0o700)
        if root:
            os.seteuid(0)


def test_the_ledger_is_as_asked_for_else_as_the_environment_says_else_the_users() -> None:
    default = Path(open_ledger(None, {}).place)
    assert default.parts[-2:] == ("farmer", "ledger.db")
    assert open_ledger(None, {"FARMER_LEDGER": "/a/b.db"}).place == "/a/b.db"
    assert open_ledger(None, {"FARMER_LEDGER": ""}).place == str(default)
    assert open_ledger("/c.db", {"FARMER_LEDGER": "/a/b.db"}).place == "/c.db"
    assert open_ledger("~/c.db", {}).place == str(Path.home() / "c.db")


@pytest.mark.parametrize("file", [0o400, 0o600])
def test_a_read_only_folder_is_read_and_not_written(guarded: Path, file: int) -> None:
    guarded.chmod(file)
    guarded.parent.chmod(0o500)
    with FileLedger(guarded).reading() as reader:
        assert reader.counts()["contacts"] == 1
    with pytest.raises(LedgerUnavailable) as written:
        add_ana(guarded)
    with pytest.raises(LedgerUnavailable) as undone:
        FileLedger(guarded).undo(NOW)
    assert {written.value.code, undone.value.code} <= {"ledger-read-only", "ledger-unreadable"}


def test_an_unreadable_ledger(guarded: Path) -> None:
    guarded.chmod(0)
    with pytest.raises(refusals.LedgerUnreadable), FileLedger(guarded).reading():
        pass
    guarded.parent.chmod(0)
    with pytest.raises(refusals.LedgerUnreadable), FileLedger(guarded).reading():
        pass


def test_a_folder_that_cannot_be_made(guarded: Path) -> None:
    for path in (guarded / "ledger.db", guarded.parent / "closed" / "ledger.db"):
        guarded.parent.chmod(0o500)
        with pytest.raises(LedgerUnavailable):
            add_ana(path)


@pytest.mark.usefixtures("impatient")
def test_a_locked_ledger_says_who_holds_it(ledger: Path) -> None:
    begin(ledger)
    with closing(sqlite3.connect(ledger, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(refusals.LedgerBusy, match="Another program"):
            add_ana(ledger)
        with pytest.raises(refusals.LedgerBusy), FileLedger(ledger).reading():
            pass
        with pytest.raises(refusals.LedgerBusy):
            FileLedger(ledger).undo(NOW)
        other.execute("ROLLBACK")
    add_ana(ledger)


def test_a_change_is_on_the_disk_once_it_is_committed(ledger: Path) -> None:
    """3 is EXTRA: SQLite syncs the folder too, once the journal is gone."""
    create_private(ledger)
    with closing(open_to_write(ledger)) as db:
        assert db.execute("PRAGMA synchronous").fetchone()[0] == 3


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_no_room_beside_the_ledger_is_said_to_be_that(ledger: Path, number: int) -> None:
    with pytest.raises(DiskFull, match="no room"), refusing(ledger):
        raise OSError(number, "whatever")


def test_what_fails_while_a_connection_is_closed_is_no_second_message() -> None:
    """SQLAlchemy logs it, and where nobody listens Python prints the traceback."""
    program = (
        "import logging, farmer.ledger.sqlite.schema.engine\n"
        "logging.getLogger('sqlalchemy.pool.impl.NullPool').error('not rolled back')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
