"""Locking and unlocking: nothing is lost, whatever happens, and nothing plain stays behind."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from farmer.errors import LedgerUnavailable
from farmer.ledger import FileLedger, keys, waiting
from farmer.ledger.file import convert
from farmer.ledger.file.backup import back_up
from farmer.ledger.file.checkup import INDEX_STALE
from farmer.ledger.keys import new_key, to_key
from farmer.ledger.refusals import LedgerBusy, LedgerLocked, NotFinished, WrongKey
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.schema.steps import STEPS
from tests.ledger.making import DAY, NOW, begin, contact, everything
from tests.ledger.revisions import of_revision

pytest.importorskip("sqlcipher3", reason="the extra “encrypted” is not installed")

SECRET = "ab" * 32
# What is in a plain ledger of the village, and in no locked one.
MARKS = (b"Ana Ruiz", b"SQLite format 3", b"Carla Voss")
# What a team told, as it lies beside a plain ledger; in one of these sizes, that of whole pages.
TOLD = b'{"form": 1, "received": ["Carla Voss"]}'
TOLD_IN_PAGES = TOLD[:-1] + b', "more": "' + b"." * (2 * 4096 - len(TOLD) - 12) + b'"}'


@pytest.fixture(autouse=True)
def key_at_hand() -> None:
    """Whoever is asked knows the key."""
    keys.keys_from(lambda _, salt: to_key(SECRET, salt))


def lock(ledger: Path) -> Path:
    FileLedger(ledger).lock(new_key(SECRET))
    return ledger


def unlocked(ledger: Path) -> list[str]:
    """Everything in a copy of the ledger that was unlocked."""
    copy = ledger.with_name("copy.db")
    shutil.copy(ledger, copy)
    if driver.salt_of(copy) is not None:
        FileLedger(copy).unlock()
    told = everything(copy)
    copy.unlink()
    return sorted(told)


def tell(ledger: Path, told: bytes = TOLD) -> Path:
    """Have something from a team beside the ledger; where it lies."""
    FileLedger(ledger).write_beside(told)
    return FileLedger(ledger).team_file


def plain_files(folder: Path) -> list[str]:
    """The names of files in which something plain is found."""
    return [
        file.name for file in folder.iterdir() if any(mark in file.read_bytes() for mark in MARKS)
    ]


def test_a_ledger_goes_there_and_back_whole(ledger: Path) -> None:
    """Rows, log, schema, index, sequences, marks: all of it, in a file that says none of it."""
    before = sorted(everything(begin(ledger)))
    back_up(ledger, "merge", "2026-06-15")
    done = FileLedger(ledger).lock(new_key(SECRET))
    assert [Path(file).name for file in done.done] == [
        "ledger.db",
        "ledger.before-merge.2026-06-15.db",
    ]
    assert not plain_files(ledger.parent)
    assert ledger.stat().st_mode & 0o777 == 0o600
    with FileLedger(ledger).reading() as reader:
        assert [person.name for person in reader.people()] == ["Ana Ruiz", "Bo Li"]
    assert unlocked(ledger) == before
    FileLedger(ledger).unlock()
    assert sorted(everything(ledger)) == before
    assert len(plain_files(ledger.parent)) == 2
    assert ledger.stat().st_mode & 0o777 == 0o600


def test_a_locked_ledger_is_written_stepped_through_backed_up_and_forgotten_in(
    ledger: Path,
) -> None:
    """As a plain one is; every file that comes of it is locked with the same key."""
    lock(begin(ledger))
    with FileLedger(ledger).changing("add Cy", NOW) as writer:
        writer.add_contact(contact("Cy Ode"))
    FileLedger(ledger).undo(NOW)
    FileLedger(ledger).redo()
    backup = back_up(ledger, "merge", "2026-06-15")
    assert driver.salt_of(backup) == driver.salt_of(ledger)
    assert FileLedger(ledger).forget(1, DAY, NOW).backups == (str(backup),)
    assert not plain_files(ledger.parent)
    assert not any("Ana" in line for line in unlocked(ledger) + unlocked(backup))
    assert any("Cy Ode" in line for line in unlocked(ledger))


@pytest.mark.parametrize("revision", STEPS.revisions[:-1])
def test_an_older_ledger_that_is_locked_is_brought_up_to_date(ledger: Path, revision: str) -> None:
    """The backup that is made before is locked too."""
    lock(of_revision(ledger, revision))
    told: list[str] = []
    with FileLedger(ledger, told.append).reading() as reader:
        assert [person.name for person in reader.people()] == ["Ana Ruiz"]
    assert "brought up to date" in told[0]
    assert len(list(ledger.parent.glob("ledger.before-*"))) == 1
    assert not plain_files(ledger.parent)


def lock_as_before(ledger: Path, passphrase: str) -> Path:
    """Lock a ledger as farmer did before it used scrypt, which is as SQLCipher does."""
    salt = secrets.token_bytes(16)
    key = hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, 256_000, 32)
    FileLedger(ledger).lock((salt, key))
    keys.keys_from(lambda _, salt: to_key(passphrase, salt))
    return ledger


@pytest.mark.parametrize("told", [TOLD, TOLD_IN_PAGES], ids=["short", "of whole pages"])
def test_what_a_team_told_is_as_private_as_the_ledger(ledger: Path, told: bytes) -> None:
    """Sealed with it, written so, opened with it, of whole pages so that sizes tell little."""
    begin(ledger)
    file = tell(ledger, told)
    lock(ledger)
    assert plain_files(ledger.parent) == []
    sealed = file.read_bytes()
    assert len(sealed) % 4096 == 0
    assert FileLedger(ledger).read_beside().rstrip() == told
    tell(ledger, told)
    assert plain_files(ledger.parent) == []
    assert file.read_bytes()[16:] != sealed[16:]
    assert file.stat().st_mode & 0o077 == 0
    FileLedger(ledger).unlock()
    assert file.read_bytes() == told


def test_what_a_team_told_is_sealed_anew_with_the_ledger(ledger: Path) -> None:
    file = tell(begin(ledger))
    before = driver.salt_of(lock(ledger))
    FileLedger(ledger).lock(new_key(SECRET), before)
    assert driver.salt_of(file) == driver.salt_of(ledger) != before
    assert FileLedger(ledger).read_beside().rstrip() == TOLD


def test_what_a_team_told_does_not_open_with_another_key_or_when_it_was_changed(
    ledger: Path,
) -> None:
    file = tell(lock(begin(ledger)))
    sealed = file.read_bytes()
    for number in (16, 28, len(sealed) - 1):
        changed = sealed[:number] + bytes([sealed[number] ^ 1]) + sealed[number + 1 :]
        file.write_bytes(changed)
        with pytest.raises(WrongKey, match="or is damaged"):
            FileLedger(ledger).read_beside()
    file.write_bytes(sealed)
    keys.keys_from(lambda _, salt: to_key("cd" * 32, salt))
    for use in (FileLedger.read_beside, tell_again):
        with pytest.raises(WrongKey):
            use(FileLedger(ledger))
    assert file.read_bytes() == sealed


def tell_again(ledger: FileLedger) -> None:
    ledger.write_beside(TOLD)


def test_what_a_killed_lock_left_plain_of_a_team_is_overwritten_by_who_writes_it(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = FileLedger(lock(begin(ledger))).team_file
    file.write_bytes(TOLD)
    assert FileLedger(ledger).readable_beside() == (str(file),)
    wiped: list[bytes] = []
    is_wiped = convert.is_wiped

    def noted(left: Path) -> bool:
        wiped.append(left.read_bytes())
        return is_wiped(left)

    monkeypatch.setattr(convert, "is_wiped", noted)
    tell(ledger, b'{"form": 1}')
    assert wiped == [TOLD]
    assert plain_files(ledger.parent) == []
    assert FileLedger(ledger).readable_beside() == ()


def test_a_ledger_that_was_locked_before_opens_with_its_passphrase(ledger: Path) -> None:
    """Here, and in any program of SQLCipher; a composed accent is the same as a single letter."""
    from sqlcipher3 import dbapi2

    lock_as_before(begin(ledger), "café con leche")
    keys.keys_from(lambda _, salt: to_key("cafe\u0301 con leche", salt))
    with FileLedger(ledger).reading() as reader:
        assert len(reader.people()) == 2
    with closing(dbapi2.connect(str(ledger))) as db:
        db.execute("PRAGMA key = 'café con leche'")
        assert db.execute("SELECT count(*) FROM contact").fetchone() == (2,)
    keys.keys_from(lambda _, salt: to_key("cafe con leche", salt))
    with pytest.raises(WrongKey):
        FileLedger(ledger).unlock()


def test_a_ledger_is_opened_without_farmer_as_the_document_says(ledger: Path) -> None:
    """Its lines derive the key that SQLCipher is told."""
    from sqlcipher3 import dbapi2

    FileLedger(begin(ledger)).lock(new_key("cafe\u0301 con leche"))
    told = Path(__file__).parents[2].joinpath("docs/locking.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", told, re.DOTALL)
    said = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        input="café con leche\n",
        cwd=ledger.parent,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    with closing(dbapi2.connect(str(ledger))) as db:
        db.execute(said[said.index("PRAGMA") :])
        assert db.execute("SELECT count(*) FROM contact").fetchone() == (2,)


def test_the_key_of_a_passphrase_takes_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """By scrypt, with the figures that the documents name; a known pair, worked out elsewhere."""
    salt, key = new_key("pear")
    assert salt.startswith(b"farmer\x01")
    assert key == hashlib.scrypt(b"pear", salt=salt, n=131072, r=8, p=1, maxmem=2**28, dklen=32)
    assert new_key("pear")[0] != salt
    for trouble in (MemoryError(), ValueError("memory limit exceeded")):
        monkeypatch.setattr(hashlib, "scrypt", Mock(side_effect=trouble))
        with pytest.raises(LedgerLocked, match="cannot be derived"):
            new_key("pear")
    monkeypatch.delattr(hashlib, "scrypt")
    with pytest.raises(LedgerLocked, match="cannot be derived"):
        to_key("pear", salt)
    assert to_key(SECRET, salt) == bytes.fromhex(SECRET)


def test_a_ledger_gets_another_key_without_being_plain_in_between(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger and the backups that have its old one; the old file is overwritten as well."""
    before = sorted(everything(begin(ledger)))
    backup = back_up(ledger, "merge", "2026-06-15")
    lock_as_before(ledger, "pear")
    old = {path: driver.salt_of(path) for path in (ledger, backup)}
    seen: list[bytes] = []
    wipe = convert.is_wiped

    def watched(left: Path) -> bool:
        seen.extend(path.read_bytes()[:16] for path in ledger.parent.iterdir())
        return wipe(left)

    monkeypatch.setattr(convert, "is_wiped", watched)
    done = FileLedger(ledger).lock(new_key("pear"), old[ledger])
    assert [Path(file) for file in done.done] == [ledger, backup]
    assert done.remaining == ()
    assert driver.salt_of(ledger) == driver.salt_of(backup) not in old.values()
    assert seen
    assert not any(begins.startswith(b"SQLite") for begins in seen)
    assert sorted(path.name for path in ledger.parent.iterdir()) == sorted(
        path.name for path in (ledger, backup)
    )
    assert unlocked(ledger) == unlocked(backup) == before


def test_hexadecimal_digits_are_a_key_and_words_are_derived_from() -> None:
    """64 of them, in either case."""
    salt = bytes(16)
    assert to_key(SECRET, salt) == to_key(SECRET.upper(), salt) == bytes.fromhex(SECRET)
    assert len({to_key("x" * 64, salt), to_key("x", salt), to_key("x", b"\1" * 16)}) == 3


@pytest.mark.parametrize("wrong", ["cd" * 32, "cd"])
def test_a_wrong_key_is_said_and_changes_nothing(
    ledger: Path, wrong: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """For readers, writers and stepping; SQLCipher itself is silent."""
    before = lock(begin(ledger)).read_bytes()
    keys.keys_from(lambda _, salt: to_key(wrong, salt))
    for use in (
        lambda: FileLedger(ledger).reading().__enter__(),
        lambda: FileLedger(ledger).changing("add", NOW).__enter__(),
        lambda: FileLedger(ledger).undo(NOW),
        lambda: back_up(ledger, "merge", "2026-06-15"),
        lambda: FileLedger(ledger).unlock(),
    ):
        with pytest.raises(WrongKey, match=r"ledger\.db does not open with that key"):
            use()
    assert ledger.read_bytes() == before
    assert capfd.readouterr() == ("", "")


def test_without_a_key_a_glance_sees_nothing(ledger: Path) -> None:
    """Completion's way to look."""
    lock(begin(ledger))
    keys.keys_from(None)
    with FileLedger(ledger).glancing() as reader:
        assert not reader.exists
    with pytest.raises(LedgerLocked), FileLedger(ledger).reading():
        pass


def test_a_locked_page_that_was_changed_is_damage(ledger: Path) -> None:
    """Every page is signed."""
    lock(begin(ledger))
    with ledger.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096)
    with pytest.raises(LedgerUnavailable):
        FileLedger(ledger).unlock()


def test_a_link_is_followed_and_another_name_left_alone(ledger: Path, tmp_path: Path) -> None:
    """A symbolic link goes on pointing there; a snapshot by a hard link keeps its content."""
    snapshot = tmp_path / "snapshot.db"
    begin(ledger)
    link = tmp_path / "link.db"
    link.symlink_to(ledger)
    snapshot.hardlink_to(ledger)
    done = FileLedger(link).lock(new_key(SECRET))
    assert link.is_symlink()
    assert driver.salt_of(ledger) is not None
    assert done.remaining == (str(link),)
    assert snapshot.read_bytes().startswith(b"SQLite format 3")


def test_what_is_named_like_a_backup_is_left(ledger: Path) -> None:
    """Whatever it is."""
    begin(ledger)
    odd = ledger.with_name("ledger.before-tea.2026-06-01.db")
    odd.write_text("milk", encoding="utf-8")
    assert FileLedger(ledger).lock(new_key(SECRET)).left == (str(odd),)
    assert odd.read_text(encoding="utf-8") == "milk"
    assert FileLedger(ledger).unlock().left == (str(odd),)


def test_a_backup_that_cannot_be_converted_is_left_and_the_ledger_is_not(ledger: Path) -> None:
    """A damaged one, and one that was locked with another key."""
    begin(ledger)
    damaged, strange = (back_up(ledger, step, "2026-06-15") for step in ("import", "merge"))
    with damaged.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (damaged.stat().st_size - 4096))
    broken = damaged.read_bytes()
    FileLedger(strange).lock(new_key("cd" * 32))
    assert FileLedger(ledger).own_key() is None
    keys.keys_from(lambda _, salt: to_key(SECRET, salt))  # as in a command of its own
    assert FileLedger(ledger).lock(new_key(SECRET)).left == (str(damaged), str(strange))
    assert damaged.read_bytes() == broken
    assert FileLedger(ledger).unlock().left == (str(strange),)
    assert sorted(file.name for file in ledger.parent.iterdir()) == sorted(
        file.name for file in (ledger, damaged, strange)
    )


def test_a_copy_that_is_not_the_same_is_thrown_away(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the ledger is what it was."""
    before = begin(ledger).read_bytes()
    monkeypatch.setattr(convert, "_is_same", lambda *_: False)
    with pytest.raises(LedgerUnavailable, match="did not come out the same"):
        lock(ledger)
    assert ledger.read_bytes() == before
    assert [file.name for file in ledger.parent.glob("*ledger*")] == ["ledger.db"]


BROKEN_INDEX = {
    "words gone": "DELETE FROM search_data WHERE id > 10",
    "all words gone": "DELETE FROM search_data",
    "no words": "UPDATE search_data SET block = x'00'",
    "other words": "UPDATE search_content SET c0 = 'Somebody'",
    "a row gone": "DELETE FROM search_content WHERE id = (SELECT min(id) FROM search_content)",
    "lengths gone": "DELETE FROM search_docsize",
    "of another version": "UPDATE search_config SET v = 99",
    "no index": "PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = 'search'",
    "no trigger": 'DROP TRIGGER "touchpoint_search_insert"',
}


@pytest.mark.parametrize("broken", BROKEN_INDEX)
def test_a_broken_search_index_keeps_nobody_from_locking(ledger: Path, broken: str) -> None:
    """It is made of what is written: the copy gets one that fits, and so do the backups."""
    begin(ledger)
    with closing(sqlite3.connect(ledger)) as db:
        db.executescript(BROKEN_INDEX[broken])
    backup = ledger.with_name("ledger.saved.2026-06-01.db")
    shutil.copy(ledger, backup)
    assert FileLedger(ledger).examine(DAY).troubles == (INDEX_STALE,)
    lock(ledger)
    for path in (ledger, backup):
        assert FileLedger(path).examine(DAY).troubles == ()
        assert not any(mark in path.read_bytes() for mark in MARKS)
    FileLedger(ledger).unlock()
    assert FileLedger(ledger).examine(DAY).troubles == ()


def test_a_passphrase_that_came_too_late_locks_nothing(ledger: Path) -> None:
    """Somebody else locked the ledger while it was typed."""
    key = new_key("cd" * 32)
    before = lock(begin(ledger)).read_bytes()
    with pytest.raises(LedgerBusy):
        FileLedger(ledger).lock(key)
    assert ledger.read_bytes() == before


def test_nobody_gets_between(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the ledger is read by another program, it is not locked; nor written while it is."""
    monkeypatch.setattr(waiting, "_patience", lambda: 0.1)
    begin(ledger)
    with closing(sqlite3.connect(ledger, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM contact").fetchone()
        # A connection of another process: this one's second would share its locks.
        refused = in_another_process("FileLedger(ledger).lock(new_key('ab' * 32))", ledger)
        assert LedgerBusy.__name__ in refused
    assert driver.salt_of(ledger) is None


PROGRAM = """
import sys
from pathlib import Path
from farmer.ledger import FileLedger, keys
from farmer.ledger.keys import new_key, to_key
from farmer.ledger.sqlite import driver
from farmer.ledger.waiting import wait_by
from tests.ledger.making import NOW, contact
wait_by(lambda: float(sys.argv[2]))
keys.keys_from(lambda _, salt: to_key("ab" * 32, salt))
ledger = Path(sys.argv[1])
print("ready", flush=True)
"""


def in_another_process(statement: str, ledger: Path, patience: float = 0.1) -> str:
    """What is said on stderr by a process in which `statement` is run."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM + statement, str(ledger), str(patience)],
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stderr


@pytest.mark.parametrize(
    "statement",
    [
        "FileLedger(ledger).undo(NOW)",
        "with FileLedger(ledger).changing('add', NOW) as writer: writer.add_contact(contact('Cy'))",
        "with FileLedger(ledger).reading() as reader: assert len(reader.people()) == 2",
    ],
)
def test_who_waited_meanwhile_finds_the_locked_ledger(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    """They have the old file open by then, which is empty."""
    begin(ledger)
    waiting: list[str] = []
    waits = threading.Thread(
        target=lambda: waiting.append(in_another_process(statement, ledger, patience=20))
    )
    put = convert.put_in_place

    def slowly(part: Path, path: Path, *, overwrite: bool) -> bool:
        waits.start()
        time.sleep(2)
        return put(part, path, overwrite=overwrite)

    monkeypatch.setattr(convert, "put_in_place", slowly)
    lock(ledger)
    waits.join()
    assert waiting == [""]
    assert driver.salt_of(ledger) is not None


# Converts one copy of the ledger after another, each killed at a line that none was killed at.
KILLED = """
import os, shutil, signal, sys
from itertools import count
from pathlib import Path
from farmer import files
from farmer.ledger import FileLedger, keys
from farmer.ledger.file import beside, convert, lock
from farmer.ledger.keys import to_key
from farmer.ledger.sqlite import driver

ledger, folder, verb = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
keys.keys_from(lambda _, salt: to_key("ab" * 32, salt))
driver.cipher("")
watched = {beside.__file__, lock.__file__, convert.__file__, files.__file__}


def kill_at(number):
    seen = set()

    def trace(frame, event, _):
        if frame.f_code.co_filename not in watched:
            return None
        if event == "line":
            seen.add((frame.f_code.co_filename, frame.f_lineno))
            if len(seen) > number:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)


for number in count():
    home = folder / str(number)
    home.mkdir()
    copy = home / "ledger.db"
    shutil.copy(ledger, copy)
    shutil.copy(ledger, home / "ledger.before-merge.2026-06-01.db")
    shutil.copy(ledger.with_name("ledger.team.json"), home)
    child = os.fork()
    if child == 0:
        kill_at(number)
        if verb == "unlock":
            FileLedger(copy).unlock()
        else:
            key = b"farmer\1" + b"new salt!", bytes.fromhex("ab" * 32)
            FileLedger(copy).lock(key, FileLedger(copy).own_key() and driver.salt_of(copy))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        sys.exit(os.waitstatus_to_exitcode(status))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked on this system")
@pytest.mark.parametrize("verb", ["lock", "unlock", "lock anew"])
def test_killed_at_any_line_it_leaves_a_whole_ledger_and_is_finished_by_the_next(
    ledger: Path, tmp_path: Path, verb: str
) -> None:
    """No kill loses anything; the same command again leaves one kind, and nothing else."""
    before = unlocked(begin(ledger))
    tell(ledger)
    if verb != "lock":
        lock(ledger)
    subprocess.run([sys.executable, "-c", KILLED, str(ledger), str(tmp_path), verb], check=True)
    homes = [home for home in tmp_path.iterdir() if home.is_dir()]
    assert len(homes) > 50
    # Many lines leave the same: one of each kind is looked at.
    stages = {stage(home): home for home in homes}
    for home in stages.values():
        copy = home / "ledger.db"
        assert unlocked(copy) == before, home
        assert FileLedger(copy).read_beside().rstrip() == TOLD, home
        assert_told(copy)
        for finish in (lock_again, FileLedger.unlock):
            again = shutil.copytree(home, tmp_path / "again")
            finish(FileLedger(again / "ledger.db"))
            assert len(plain_files(again)) == (0 if finish is lock_again else 3), home
            assert unlocked(again / "ledger.db") == before
            assert FileLedger(again / "ledger.db").read_beside().rstrip() == TOLD
            names = sorted(file.name for file in again.iterdir())
            wanted = ["ledger.before-merge.2026-06-01.db", "ledger.db", "ledger.team.json"]
            assert names == wanted, home
            shutil.rmtree(again)
    assert len(stages) >= 5  # before, after, between the files, and with what is left over


def stage(home: Path) -> tuple[tuple[str, int, bytes], ...]:
    """What lies there: whatever nobody can foresee aside, the names, sizes and kinds of files."""
    return tuple(
        sorted(
            (re.sub("[0-9a-f]{16}", "", path.name), path.stat().st_size, path.read_bytes()[:6])
            for path in home.iterdir()
        )
    )


def lock_again(ledger: FileLedger) -> None:
    """As the command does it: with the key that a ledger has already, for its backups as well."""
    own = ledger.own_key() or new_key(SECRET)
    ledger.lock(own)
    assert ledger.salts() == {own[0]}


def assert_told(ledger: Path) -> None:
    """What a kill left beside the ledger is told of, and what is plain beside a locked one."""
    file = FileLedger(ledger)
    found = file.look_around()
    beside = {str(ledger.with_name(name)) for name in plain_files(ledger.parent)}
    if driver.salt_of(ledger) is not None:
        assert beside <= set(found.readable) == set(file.readable_beside())
        assert found.still_locked == ()
    else:
        others = {str(file.team_file), *(each.path for each in file.backups())}
        assert set(found.still_locked) == others - beside
        assert found.readable == ()
    others = {str(path) for path in ledger.parent.iterdir() if path.name.startswith(".")}
    assert others == set(found.left_over)


@pytest.mark.parametrize(
    ("where", "step"), [(os, "fsync"), (Path, "unlink"), (Path, "chmod"), (Path, "replace")]
)
@pytest.mark.parametrize("verb", ["lock", "unlock"])
@pytest.mark.parametrize("stopped", [OSError(5, "Input/output error"), KeyboardInterrupt()])
def test_what_goes_wrong_after_the_swap_does_not_say_that_nothing_happened(
    ledger: Path, where: object, step: str, verb: str, stopped: BaseException
) -> None:
    """A refusal means an untouched ledger; otherwise it is said how far it came.

    Every call of each step fails once: what a disk refuses, and Ctrl-C.
    """
    back_up(begin(ledger), "merge", "2026-06-01")
    tell(ledger)
    if verb == "unlock":
        lock(ledger)
    once = FileLedger.unlock if verb == "unlock" else lock_again
    before = whole(ledger.parent)
    for number in count():
        put_back(ledger.parent, before)
        said, calls = failing(where, step, number, stopped, lambda: once(FileLedger(ledger)))
        if calls <= number:
            break
        if said is None or isinstance(said, NotFinished):
            assert (driver.salt_of(ledger) is None) is (verb == "unlock")
        else:
            assert whole(ledger.parent) == before
        assert_told(ledger)
        once(FileLedger(ledger))
        assert len(plain_files(ledger.parent)) == (3 if verb == "unlock" else 0)
        assert whole(ledger.parent).keys() == before.keys()
    assert number > 1 or (step, verb) == ("chmod", "unlock")  # which wipes nothing


def whole(folder: Path) -> dict[str, bytes]:
    """Every file in it."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def put_back(folder: Path, files: dict[str, bytes]) -> None:
    """Have these files in it, and no others."""
    for file in folder.iterdir():
        file.unlink()
    for name, content in files.items():
        folder.joinpath(name).write_bytes(content)


def failing(
    where: object, step: str, number: int, error: BaseException, action: Callable[[], object]
) -> tuple[BaseException | None, int]:
    """What `action` ends with where that call of a step fails, and how many calls there were."""
    call, calls = getattr(where, step), count()

    def fails(*given: Any, **named: Any) -> Any:
        if next(calls) == number:
            raise error
        return call(*given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(where, step, fails)
        try:
            action()
        except (LedgerUnavailable, KeyboardInterrupt) as refusal:
            return refusal, next(calls)
    return None, next(calls)


def test_random_bytes_are_no_reason_to_ask(ledger: Path) -> None:
    """A file that cannot be a ledger is refused as ever."""
    asked: list[str] = []

    def ask(place: str, salt: bytes) -> bytes:
        asked.append(place)
        return salt

    keys.keys_from(ask)
    for size in (10, 4095, 5000, 10240):
        ledger.write_bytes(secrets.token_bytes(size))
        with pytest.raises(LedgerUnavailable), FileLedger(ledger).reading():
            pass
    assert asked == []
