"""The disk whose power goes: what it may hold, and that a careless program is found out."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

if sys.platform == "win32":
    pytest.skip("it takes fork and SIGKILL", allow_module_level=True)

from tests.torture.disk import SECTOR_BYTES, Disk
from tests.torture.record import Event, read_record
from tests.torture.shim import built, recording
from tests.torture.village import Files

OLD, NEW = b"o" * 2 * SECTOR_BYTES, b"n" * 2 * SECTOR_BYTES
HALVES = (b"o" * SECTOR_BYTES + b"n" * SECTOR_BYTES, b"n" * SECTOR_BYTES + b"o" * SECTOR_BYTES)


def event(
    kind: str, name: str = "", other: str = "", *, inode: int = 2, content: bytes = b""
) -> Event:
    return Event(kind, inode, 0, name, other, content)


def left_after(events: Sequence[Event], files: Files) -> list[Files]:
    disk = Disk(files, dict(enumerate(files, 1)))
    for each in events:
        disk.follow(each)
    found = []
    for state in disk.states(Random(1), 200):
        if state not in found:
            found.append(state)
    return found


def test_what_was_overwritten_and_not_synced_is_old_or_new_sector_by_sector() -> None:
    left = left_after([event("w", inode=1, content=NEW)], {"a": OLD})
    assert {state["a"] for state in left} == {OLD, NEW, *HALVES}


def test_what_was_synced_is_there() -> None:
    written = [event("w", inode=1, content=NEW), event("s", inode=1)]
    assert left_after(written, {"a": OLD}) == [{"a": NEW}]


def test_what_a_file_grew_by_may_be_anything_until_it_is_synced() -> None:
    grown = Event("w", 1, len(OLD), "", "", NEW)
    left = left_after([grown], {"a": OLD})
    assert {state["a"][: len(OLD)] for state in left} == {OLD}
    assert OLD in [state["a"] for state in left]
    assert any(b"\xa5" in state["a"] for state in left)


def test_a_cut_that_was_not_synced_may_not_have_happened() -> None:
    left = left_after([event("t", inode=1)], {"a": OLD})
    assert [state["a"] for state in left] == [OLD, b""]


def test_a_new_file_may_be_lost_as_long_as_its_folder_was_not_synced() -> None:
    made = [event("c", "new"), event("w", content=NEW), event("s")]
    assert left_after(made, {}) == [{}, {"new": NEW}]
    assert left_after([*made, event("S", ".")], {}) == [{"new": NEW}]


def test_a_renamed_file_leads_to_the_old_or_the_new_and_without_a_sync_to_half_of_it() -> None:
    made = [event("c", "part"), event("w", content=NEW), event("S", ".")]
    moved = event("m", "part", "a")
    assert {len(state["a"]) for state in left_after([*made, moved], {"a": OLD})} >= {0, len(NEW)}
    careful = left_after([*made, event("s"), moved], {"a": OLD})
    assert {state["a"] for state in careful} == {OLD, NEW}
    assert left_after([*made, event("s"), moved, event("S", ".")], {"a": OLD}) == [{"a": NEW}]


def test_what_was_taken_away_may_be_back() -> None:
    assert left_after([event("u", "a")], {"a": OLD}) == [{"a": OLD}, {}]
    assert left_after([event("u", "a"), event("S", ".")], {"a": OLD}) == [{}]


def test_two_steps_in_a_folder_may_come_to_the_disk_in_any_order() -> None:
    left = left_after([event("u", "a"), event("u", "b")], {"a": OLD, "b": OLD})
    assert sorted(sorted(state) for state in left) == [[], ["a"], ["a", "b"], ["b"]]


def test_a_file_in_a_folder_that_is_lost_is_lost() -> None:
    made = [event("d", "f"), event("c", "f/new"), event("w", content=NEW), event("s")]
    assert left_after([*made, event("S", "f")], {}) == [{}, {"f/new": NEW}]
    assert left_after([*made, event("S", "f"), event("S", ".")], {}) == [{"f/new": NEW}]


COMMITTING = """
import ctypes, os, sqlite3, sys
ctypes.CDLL(None).torture_begin()
db = sqlite3.connect("a.db", isolation_level=None)
db.execute(f"PRAGMA synchronous = {sys.argv[1]}")
db.execute("INSERT INTO t VALUES ('new')")
os._exit(0)
"""


@pytest.mark.parametrize(("synchronous", "rows"), [("FULL", {1, 2}), ("EXTRA", {2})])
def test_sqlite_keeps_what_is_committed_only_where_it_syncs_the_folder_too(
    synchronous: str, rows: set[int], tmp_path: Path
) -> None:
    shim = built()
    if shim is None:
        pytest.skip("no C compiler (cc), or not Linux")
    folder = tmp_path / "place"
    folder.mkdir()
    path, log = folder / "a.db", tmp_path / "log"
    with closing(sqlite3.connect(path)) as db:
        db.executescript("CREATE TABLE t (a); INSERT INTO t VALUES ('old')")
    disk = Disk({"a.db": path.read_bytes()}, {path.stat().st_ino: "a.db"})
    subprocess.run(
        [sys.executable, "-c", COMMITTING, synchronous],
        check=True,
        cwd=folder,
        env={**os.environ, "LD_PRELOAD": str(shim), **recording(folder, log)},
    )
    for each in read_record(log):
        disk.follow(each)
    found = set()
    for state in disk.states(Random(1), 20):
        for name in os.listdir(folder):  # noqa: PTH208
            (folder / name).unlink()
        for name, content in state.items():
            (folder / name).write_bytes(content)
        with closing(sqlite3.connect(path)) as db:
            found.add(db.execute("SELECT count(*) FROM t").fetchone()[0])
    assert found == rows
