"""A locked ledger in trouble: its key is asked for, and what is damaged is called damaged."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from farmer.ledger.sqlite import driver
from tests.conftest import KEY_COMMAND, Farmer
from tests.ledger.making import content, raw

pytestmark = pytest.mark.usefixtures("extra")

PAGE = 4096
READING = ("list", "check Ana", "show Ana", "find port", "today", "stats", "undo history")
WRITING = (
    'add "Cy Ode"', "log Ana --note hello", "edit Bo --note x", "tag Bo @golf", "remove t1",
    "undo", "forget Bo --yes", "backup", "lock open",
)  # fmt: skip


@pytest.fixture
def locked(farmer: Farmer, monkeypatch: pytest.MonkeyPatch) -> Farmer:
    """Types on a locked ledger of many pages."""
    farmer('farmer log "Ana Ruiz" "Bo Li" --at Mixer --on 2026-06-01 --note "the port" --new')
    for day in range(1, 20):
        farmer(f'farmer log Ana --on 2026-05-{day:02d} --note "{"lease " * 600}{day}"')
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    assert farmer("farmer lock").status == 0
    return farmer


def spoil(ledger: Path, page: int) -> None:
    """Flip one bit of a page; the first is 1."""
    whole = bytearray(ledger.read_bytes())
    whole[(page - 1) * PAGE + 700] ^= 4
    ledger.write_bytes(whole)


def test_a_whole_ledger_is_salvaged_whole_and_stays_locked(
    locked: Farmer, ledger: Path, tmp_path: Path
) -> None:
    """With the same key; nothing plain of it is written."""
    new = tmp_path / "new.db"
    saved = locked(f"farmer doctor --salvage {new} --json")
    assert (saved.status, saved.data["lost"]) == (0, {})
    assert content(new) == content(ledger)
    assert driver.salt_of(new) == driver.salt_of(ledger) is not None
    assert not any(b"lease" in path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["new.db"]


def test_a_broken_index_is_no_damage(locked: Farmer, ledger: Path) -> None:
    """SQLCipher's SQLite looks at it among the pages."""
    ledger.parent.chmod(0o700)
    with raw(ledger) as db:
        db.execute("DELETE FROM search_data WHERE id > 10")
        assert "fts5" in db.execute("PRAGMA integrity_check").fetchone()[0].lower()
    (row,) = locked("farmer doctor").rows
    assert row[0] == "search-index"
    assert locked("farmer backup").status == 0
    assert locked("farmer restore 1 --yes").status == 0
    assert locked("farmer doctor").out == ""


def test_without_its_key_nothing_is_said_to_be_lost(
    locked: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said how the key is given."""
    monkeypatch.delenv("FARMER_KEY_COMMAND")
    refused = locked(f"farmer doctor --salvage {tmp_path / 'new.db'}")
    assert refused.status == 6
    assert "is locked" in refused.err
    assert "FARMER_KEY_COMMAND" in refused.err
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND.replace("ab", "cd"))
    wrong = locked(f"farmer doctor --salvage {tmp_path / 'new.db'}")
    assert wrong.status == 6
    assert "ledger.db does not open with that key" in wrong.err
    assert list(tmp_path.iterdir()) == []


def test_of_a_damaged_ledger_what_comes_through_is_as_it_was(
    locked: Farmer, ledger: Path, tmp_path: Path
) -> None:
    """Whatever page is damaged; what is on it is lost, what is on others is not."""
    whole, before = ledger.read_bytes(), content(ledger)
    rows = {(table, row) for table, found in before.items() for row in found}
    most = 0
    for page in range(2, len(whole) // PAGE + 1, 9):
        ledger.write_bytes(whole)
        spoil(ledger, page)
        new = tmp_path / f"{page}.db"
        saved = locked(f"farmer doctor --salvage {new}")
        if saved.status:
            assert "Nothing of it can be read" in saved.err
            continue
        came = {(table, row) for table, found in content(new).items() for row in found}
        assert came <= rows, page
        most = max(most, len(came)) if len(came) < len(rows) else most
        with raw(new) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert most > len(rows) / 2


def test_a_damaged_beginning_is_no_wrong_key(locked: Farmer, ledger: Path, tmp_path: Path) -> None:
    """The other pages are signed with the key; with another they are not."""
    spoil(ledger, 1)
    for command in ("list", 'add "Cy Ode"', "lock open", "backup"):
        refused = locked(f"farmer {command}")
        assert refused.status == 6
        assert "is damaged" in refused.err
    saved = locked(f"farmer doctor --salvage {tmp_path / 'new.db'}")
    assert "Nothing of it can be read any more" in saved.err
    assert "farmer restore" in saved.err
    assert codes(locked) == {"ledger-damaged"}


def codes(farmer: Farmer) -> set[str]:
    """Those of doctor's findings that are about damage."""
    found = farmer("farmer doctor --json").data["findings"]
    return {each["code"] for each in found if each["damaged"]}


def test_a_page_damaged_in_the_middle_is_damage_to_every_command(
    locked: Farmer, ledger: Path
) -> None:
    """Or does not matter to it; never a traceback, another program's file, or a wrong key."""
    whole = ledger.read_bytes()
    refusals = 0
    for page in range(2, len(whole) // PAGE + 1, 29):
        for command in (*READING, *WRITING):
            for path in ledger.parent.glob("*ledger*"):
                path.unlink()
            ledger.write_bytes(whole)
            spoil(ledger, page)
            outcome = locked(f"farmer {command}")
            assert outcome.status in (0, 11, 6), (page, command, outcome)
            if outcome.status == 6:
                refusals += 1
                assert "damaged" in outcome.err, (page, command, outcome)
        ledger.write_bytes(whole)
        spoil(ledger, page)
        assert codes(locked) == {"damaged"} or codes(locked) == {"ledger-damaged"}, page
    assert refusals > 9


def test_a_locked_ledger_that_was_cut_off_is_damaged(locked: Farmer, ledger: Path) -> None:
    """In the middle of a page too: its salt tells that it is one of farmer's."""
    ledger.write_bytes(ledger.read_bytes()[: PAGE * 9 + 100])
    for command in ("list", "add Cy", "doctor"):
        outcome = locked(f"farmer {command}")
        assert outcome.status == 6
        assert "not a farmer ledger" not in outcome.err
    assert codes(locked) <= {"damaged", "ledger-damaged"}


@pytest.mark.parametrize("left", [100, PAGE * 2, PAGE * 9 + 100])
def test_a_backup_takes_the_place_of_a_locked_ledger_that_was_cut_off(
    locked: Farmer, ledger: Path, left: int
) -> None:
    """However little is left of it; it stays locked with its own key."""
    salt = driver.salt_of(ledger)
    assert locked("farmer backup").status == 0
    ledger.write_bytes(ledger.read_bytes()[:left])
    assert locked("farmer restore 1 --yes").status == 0
    assert driver.salt_of(ledger) == salt
    assert locked("farmer list").status == 0


def test_of_a_locked_ledger_that_was_cut_off_the_rest_comes_through(
    locked: Farmer, ledger: Path, tmp_path: Path
) -> None:
    before = content(ledger)
    ledger.write_bytes(ledger.read_bytes()[: -PAGE * 20])
    new = tmp_path / "new.db"
    saved = locked(f"farmer doctor --salvage {new}")
    assert (saved.status, saved.err) == (0, "")
    assert content(new)["contact"] == before["contact"]


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let no file grow beyond `size`."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("part", [0.0, 0.02, 0.5])
def test_without_room_every_command_that_writes_says_so(
    locked: Farmer, ledger: Path, part: float
) -> None:
    """In a sentence, with status 6; the ledger is as it was, and nothing lies beside it."""
    whole = ledger.read_bytes()
    refusals = 0
    for command in WRITING:
        ledger.write_bytes(whole)
        before = {path.name for path in ledger.parent.iterdir()}
        with files_of_at_most(int(part * len(whole))):
            assert locked("farmer list").status == 0
            outcome = locked(f"farmer {command}")
        assert outcome.status in (0, 6), (command, outcome)
        if outcome.status == 6:
            refusals += 1
            assert outcome.err.strip()
            assert locked("farmer list").status == 0
            assert {path.name for path in ledger.parent.iterdir()} == before, command
    assert refusals == len(WRITING) if part == 0 else refusals > 4
