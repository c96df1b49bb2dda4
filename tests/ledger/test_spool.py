"""What is put aside comes back as it was, lies beside the ledger and is as private."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from farmer.ledger import FileLedger
from farmer.ledger.refusals import DiskFull
from tests.conftest import lock
from tests.ledger.making import begin

MUCH = ["the port 漢\r\n" * 1000] * 800
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")


def open_files(folder: Path) -> list[Path]:
    """What this process has open of files in a folder that have no name any more."""
    found = [each for each in Path("/proc/self/fd").iterdir() if each.is_symlink()]
    leads = {each: str(each.readlink()) for each in found}
    return [each for each, to in leads.items() if to.startswith(str(folder)) and "(deleted)" in to]


@pytest.mark.parametrize("pieces", [[], [""], ["a", "é", "\ud800"], MUCH])
def test_a_text_comes_back_as_often_as_it_is_read(ledger: Path, pieces: list[str]) -> None:
    with FileLedger(begin(ledger)).spooling() as spool:
        first, text, last = spool.put(["one"]), spool.put(pieces), spool.put(iter(["two"]))
        for _ in range(2):
            assert "".join(text) == "".join(pieces)
        assert ("".join(first), "".join(last)) == ("one", "two")


@ON_LINUX
@pytest.mark.parametrize("locked", [False, True])
def test_it_is_a_nameless_file_locked_as_the_ledger_is(
    ledger: Path, locked: bool, request: pytest.FixtureRequest
) -> None:
    begin(ledger)
    if locked:
        request.getfixturevalue("extra")
        lock(ledger)
    before = sorted(ledger.parent.iterdir())
    with FileLedger(ledger).spooling() as spool:
        spool.put(MUCH)
        [file] = open_files(ledger.parent)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert (b"the port" in file.read_bytes()) != locked
        assert sorted(ledger.parent.iterdir()) == before
    assert open_files(ledger.parent) == []


@ON_LINUX
def test_what_is_little_is_not_written_at_all(ledger: Path) -> None:
    with FileLedger(begin(ledger)).spooling() as spool:
        spool.put(["the port"])
        assert [file.stat().st_size for file in open_files(ledger.parent)] == [0]


def test_it_lies_beside_what_is_to_be_written(ledger: Path, tmp_path: Path) -> None:
    with FileLedger(begin(ledger)).spooling(tmp_path / "new" / "all.json") as spool:
        spool.put(MUCH)
        assert (tmp_path / "new").is_dir()
        if sys.platform == "linux":
            assert len(open_files(tmp_path / "new")) == 1


def test_where_no_file_can_be_made_memory_has_to_do(ledger: Path) -> None:
    begin(ledger)
    with FileLedger(ledger).spooling(Path(os.devnull) / "all.json") as spool:
        assert "".join(spool.put(MUCH)) == "".join(MUCH)


def test_no_room_for_it_is_a_refusal(ledger: Path) -> None:
    with FileLedger(begin(ledger)).spooling() as spool:
        spool._db.execute("PRAGMA max_page_count = 9")
        with pytest.raises(DiskFull):
            spool.put(MUCH)
