"""A backup takes the place of a ledger, and only one of the two is locked."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from farmer.ledger.sqlite import driver
from tests.cli.test_terminal import Terminal
from tests.conftest import KEY_COMMAND, Farmer

pytestmark = pytest.mark.usefixtures("extra")

OTHER_KEY = f'"{sys.executable}" -c "print(\'{"cd" * 32}\')"'


@pytest.fixture
def plain(farmer: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A plain backup, elsewhere, of a ledger that is locked now and says more."""
    farmer('farmer add "Ana Ruiz"')
    backup = tmp_path / "plain.db"
    farmer(f"farmer backup -o {backup}")
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    farmer('farmer add "Bo Li"')
    assert farmer("farmer lock").status == 0
    return backup


def test_a_locked_ledger_stays_locked_with_its_own_key(
    farmer: Farmer, ledger: Path, plain: Path
) -> None:
    """Nothing plain is beside it afterwards, and nothing has to be said of it."""
    salt = driver.salt_of(ledger)
    restored = farmer(f"farmer restore {plain} --yes --json")
    assert (restored.status, restored.err) == (0, "")
    protection = restored.data["difference"]["protection"]
    assert protection == {"was_locked": True, "is_locked": True, "own_key": True}
    assert driver.salt_of(ledger) == salt is not None
    assert [row[1] for row in farmer("farmer list").rows] == ["Ana Ruiz"]
    assert not any(b"Ana Ruiz" in file.read_bytes() for file in ledger.parent.iterdir())
    assert farmer("farmer doctor").status == 0
    kept = farmer(f"farmer list --ledger {restored.data['kept']}")
    assert [row[1] for row in kept.rows] == ["Ana Ruiz", "Bo Li"]


def test_a_backup_that_is_locked_otherwise_gets_the_key_of_the_ledger(
    farmer: Farmer, ledger: Path, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One key opens the ledger and what was it before; which is whose, only a person knows."""
    monkeypatch.setenv("FARMER_KEY_COMMAND", OTHER_KEY)
    assert farmer(f"farmer lock --ledger {plain}").status == 0
    salt = driver.salt_of(ledger)
    monkeypatch.delenv("FARMER_KEY_COMMAND")
    terminal = Terminal("restore", str(plain), "--yes")
    for name, key in (("plain.db: ", "cd"), ("ledger.db: ", "ab")):
        terminal.expect(name)
        time.sleep(0.3)  # as a person would
        terminal.type(f"{key * 32}\n")
    assert terminal.end() == 0
    assert driver.salt_of(ledger) == salt


def test_without_its_key_a_ledger_is_not_unlocked_unless_that_is_meant(
    farmer: Farmer, ledger: Path, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever lost the passphrase may say so; a script that says yes to everything does not."""
    monkeypatch.setenv("FARMER_KEY_COMMAND", OTHER_KEY)
    before = ledger.read_bytes()
    for meant in ("", " --yes", " --anyway"):
        refused = farmer(f"farmer restore {plain}{meant}")
        assert refused.status == 2
        assert "would not be locked then" in refused.err
        assert "--yes --anyway" in refused.err
    assert ledger.read_bytes() == before
    done = farmer(f"farmer restore {plain} --yes --anyway")
    assert done.status == 0
    assert "The ledger is not locked any more; to encrypt it: farmer lock" in done.err
    assert [row[1] for row in farmer("farmer list").rows] == ["Ana Ruiz"]


def test_at_a_terminal_one_question_is_for_all_of_it(
    farmer: Farmer, ledger: Path, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would be lost, and that it would not be locked."""
    monkeypatch.setenv("FARMER_KEY_COMMAND", OTHER_KEY)
    terminal = Terminal("restore", str(plain))
    terminal.expect("y or n")
    assert "would not be locked then" in " ".join(terminal.plain.split())
    terminal.type("y\n")
    assert terminal.end() == 0
    assert driver.salt_of(ledger) is None


def test_a_locked_backup_says_that_the_ledger_is_locked_now(
    farmer: Farmer, ledger: Path, plain: Path
) -> None:
    """Before it is done, and after."""
    locked = ledger.rename(ledger.with_name("locked.db"))
    plain.rename(ledger)
    asked = farmer(f"farmer restore {locked}")
    assert "The ledger would be locked then, with the passphrase of the backup." in asked.err
    done = farmer(f"farmer restore {locked} --yes")
    assert "The ledger is locked now, with the passphrase of the backup." in done.err
    assert driver.salt_of(ledger) == driver.salt_of(locked) is not None
    assert [row[1] for row in farmer("farmer list").rows] == ["Ana Ruiz", "Bo Li"]
