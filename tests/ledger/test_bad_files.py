"""Files that are no ledger, or that the world got at: refused in a sentence and left alone."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from farmer.errors import ExitStatus, LedgerUnavailable
from farmer.ledger import FileLedger
from farmer.ledger.refusals import (
    LedgerDamaged,
    LedgerReadOnly,
    LedgerUnreadable,
    NotALedger,
)
from tests.ledger.making import NOW, begin, contact, content, raw

as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="the superuser may write what is read-only",
)


def read(ledger: Path) -> None:
    with FileLedger(ledger).reading() as reader:
        reader.people()


def write(ledger: Path) -> None:
    with FileLedger(ledger).changing("add Cy", NOW) as writer:
        writer.add_contact(contact("Cy"))


def take_back(ledger: Path) -> None:
    FileLedger(ledger).undo(NOW)


USES = (read, write, take_back)


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize(
    "found",
    [b"Dear diary,\nnothing happened.\n", bytes(range(256)) * 40, b"\0" * 700, b"SQLite format 3"],
)
def test_file_of_another_kind(ledger: Path, found: bytes, use: Callable[[Path], None]) -> None:
    ledger.write_bytes(found)
    with pytest.raises(LedgerUnavailable) as refused:
        use(ledger)
    assert str(ledger) in refused.value.message
    assert refused.value.status == ExitStatus.LEDGER_UNAVAILABLE
    assert refused.value.hint
    assert ledger.read_bytes() == found
    assert [path.name for path in ledger.parent.glob("ledger*")] == ["ledger.db"]


@pytest.mark.parametrize("use", USES)
def test_database_of_another_program(ledger: Path, use: Callable[[Path], None]) -> None:
    with closing(sqlite3.connect(ledger)) as db:
        db.execute("CREATE TABLE contact (id INTEGER)")
    before = ledger.read_bytes()
    with pytest.raises(NotALedger, match="not a farmer ledger"):
        use(ledger)
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("use", USES)
def test_folder(ledger: Path, use: Callable[[Path], None]) -> None:
    ledger.mkdir()
    with pytest.raises(NotALedger, match="a folder"):
        use(ledger)
    assert list(ledger.iterdir()) == []


def test_folder_of_the_ledger_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(LedgerUnavailable):
        write(tmp_path / "file" / "ledger.db")


@pytest.mark.parametrize("make", [Path.touch, lambda _: None])
def test_no_ledger_yet_is_none_and_stays_so(ledger: Path, make: Callable[[Path], None]) -> None:
    make(ledger)
    there = ledger.exists()
    with FileLedger(ledger).reading() as reader:
        assert not reader.exists
    assert not FileLedger(ledger).whereabouts().exists
    assert ledger.exists() == there


def test_ledger_that_lost_its_revision(ledger: Path) -> None:
    with raw(begin(ledger)) as db:
        db.execute("DROP TABLE alembic_version")
    with pytest.raises(LedgerDamaged):
        read(ledger)


def test_ledger_whose_pages_are_overwritten(ledger: Path) -> None:
    begin(ledger)
    with ledger.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (ledger.stat().st_size - 4096))
    before = ledger.read_bytes()
    for use in USES:
        with pytest.raises(LedgerDamaged):
            use(ledger)
    assert ledger.read_bytes() == before


def test_writing_to_a_file_opened_read_only(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What permission bits do to others than the superuser: SQLite opens the file for reading."""
    begin(ledger)
    before = content(ledger)
    really = sqlite3.connect

    def read_only(name: str, **options: object) -> sqlite3.Connection:
        return really(name.replace("mode=rw", "mode=ro"), **options)  # type: ignore[call-overload,no-any-return]

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", read_only)
        read(ledger)
        for use in (write, take_back):
            with pytest.raises(LedgerReadOnly) as refused:
                use(ledger)
            assert str(ledger) in refused.value.message
    assert content(ledger) == before


@as_root
@pytest.mark.parametrize("use", [write, take_back])
def test_read_only_file(ledger: Path, use: Callable[[Path], None]) -> None:
    begin(ledger)
    ledger.chmod(0o400)
    read(ledger)
    with pytest.raises(LedgerReadOnly):
        use(ledger)


@as_root
def test_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(0o500)
    with pytest.raises(LedgerUnreadable):
        write(folder / "ledger.db")


def fill_the_disk(ledger: Path) -> None:
    """Write until no page is left: SQLite can be told that there are no more."""
    with FileLedger(ledger).changing("import", NOW) as writer:
        writer.connection.execute("PRAGMA max_page_count = 1")
        for number in range(2000):
            writer.add_contact(contact(f"Guest {number} " + "x" * 150))


def test_full_disk_is_said_so_and_changes_nothing(ledger: Path) -> None:
    begin(ledger)
    before = content(ledger)
    with pytest.raises(LedgerUnavailable) as refused:
        fill_the_disk(ledger)
    assert refused.value.code == "disk-full"
    assert content(ledger) == before


CRASH = """
import os, signal, sys
from datetime import UTC, date, datetime
from pathlib import Path
from farmer.ledger import FileLedger
from farmer.model import Contact
with FileLedger(Path(sys.argv[1])).changing("add", datetime.now(UTC)) as writer:
    writer.connection.execute("PRAGMA cache_size = 5")
    writer.connection.execute("PRAGMA cache_spill = 5")
    for number in range(400):
        writer.add_contact(Contact(f"Guest {number} " + "x" * 150, added_on=date(2026, 1, 1)))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def crash(ledger: Path) -> Callable[[], Path]:
    """Kills a writer in the midst of it; the journal that it leaves."""

    def kill() -> Path:
        ran = subprocess.run([sys.executable, "-c", CRASH, str(ledger)], check=False)
        assert ran.returncode == -signal.SIGKILL
        return ledger.with_name("ledger.db-journal")

    return kill


@pytest.mark.parametrize("use", USES)
def test_crash_in_a_change_is_healed_by_whoever_comes_next(
    ledger: Path, crash: Callable[[], Path], use: Callable[[Path], None]
) -> None:
    before = content(begin(ledger))
    size = ledger.stat().st_size
    journal = crash()
    assert journal.stat().st_size > 0
    assert ledger.stat().st_size > size  # some of the change had reached the file
    use(ledger)
    assert not journal.exists()
    if use is read:
        assert content(ledger) == before


def test_crash_in_the_very_first_change_leaves_no_ledger(
    ledger: Path, crash: Callable[[], Path]
) -> None:
    crash()
    assert ledger.stat().st_size > 0
    with FileLedger(ledger).reading() as reader:
        assert not reader.exists
    write(ledger)
    assert len(content(ledger)["contact"]) == 1
