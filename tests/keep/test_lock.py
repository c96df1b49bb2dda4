"""Locking at the keyboard: where the passphrase comes from, and what is said where it does not."""

from __future__ import annotations

import hashlib
import secrets
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from farmer.cli import passphrase, run
from farmer.ledger import FileLedger, waiting
from farmer.ledger.keys import new_key
from farmer.ledger.sqlite import driver
from farmer.tasks.keep import keychain
from tests.cli.test_loading import HEAVY, loaded_by
from tests.cli.test_terminal import Terminal
from tests.conftest import KEY_COMMAND, SECRET, Farmer, Outcome

if TYPE_CHECKING:
    from tests.keyrings import Memory

pytestmark = pytest.mark.usefixtures("extra")

SESAME = "open sesame barley lentil"


def telling(words: str) -> str:
    """A program that prints them."""
    return f'"{sys.executable}" -c "print({words!r})"'


@pytest.fixture
def locked(farmer: Farmer, monkeypatch: pytest.MonkeyPatch) -> Farmer:
    """Types on a ledger that was locked with `SECRET`, which nobody tells any more."""
    farmer('farmer log "Ana Ruiz" --on 2026-06-01 --new')
    farmer("farmer tag Ana @chapter")
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    assert farmer("farmer lock").status == 0
    monkeypatch.delenv("FARMER_KEY_COMMAND")
    return farmer


def test_typed_twice_it_locks_and_typed_once_it_opens(farmer: Farmer, ledger: Path) -> None:
    """It is never shown; a script is told to bring its own."""
    farmer('farmer add "Ana Ruiz"')
    terminal = Terminal("lock")
    terminal.expect("New passphrase:")
    terminal.type(f"{SESAME}\n")
    terminal.expect("The same again:")
    terminal.type(f"{SESAME}\n")
    assert terminal.end() == 0
    assert "Nobody can open it without the passphrase" in terminal.plain
    terminal = Terminal("list")
    terminal.expect(f"Passphrase of {ledger}"[:60])
    terminal.type(f"{SESAME}\n")
    assert terminal.end() == 0
    assert "Ana Ruiz" in terminal.plain
    assert "sesame" not in terminal.plain
    refused = farmer("farmer list")
    assert refused.status == 6
    assert "nobody is here to type its passphrase" in refused.err
    assert farmer("farmer list --json").envelope["error"]["code"] == "ledger-locked"


def test_one_question_is_enough_for_a_command_that_opens_the_ledger_often(
    locked: Farmer,
) -> None:
    """A merge reads, backs up and writes."""
    terminal = Terminal("add", "Bo Li")
    terminal.expect("Passphrase of")
    terminal.type(f"{SECRET}\n")
    assert terminal.end() == 0
    assert terminal.plain.count("Passphrase of") == 1


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ([f"{SESAME}\n", "other\n"], 2, "The two are not the same"),
        (["\n"], 2, "The passphrase is empty"),
        (["open sesame\n"], 2, "could guess that passphrase within 3 hours"),
        (["\x03"], 130, "nothing was written"),
        (["\x04"], 130, "nothing was written"),
    ],
)
def test_a_passphrase_that_is_none_locks_nothing(
    farmer: Farmer, ledger: Path, typed: list[str], status: int, said: str
) -> None:
    """Different, empty, easy to guess, or given up."""
    farmer('farmer add "Ana Ruiz"')
    before = ledger.read_bytes()
    terminal = Terminal("lock")
    for question, keys in zip(("New passphrase:", "The same again:"), typed, strict=False):
        terminal.expect(question)
        time.sleep(0.3)  # as a person would
        terminal.type(keys)
    assert terminal.end() == status
    assert said in terminal.plain
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (telling("wrong"), "does not open with that key"),
        (telling(""), "printed no passphrase"),
        ("no-such-program --at-all", "“no-such-program” cannot be run"),
        (f'"{sys.executable}" -c "raise SystemExit(3)"', "ended with status 3"),
        (
            f'"{sys.executable}" -c "import sys; sys.stdout.buffer.write(bytes([255, 10]))"',
            "is not UTF-8",
        ),
        ('pass "farmer', "FARMER_KEY_COMMAND is not a command"),
    ],
)
def test_a_command_that_does_not_tell_the_key(
    locked: Farmer,
    ledger: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    said: str,
) -> None:
    """Status 6 and a sentence, for reading, writing and unlocking; nothing is changed."""
    before = ledger.read_bytes()
    monkeypatch.setenv("FARMER_KEY_COMMAND", command)
    for typed in ("farmer list", "farmer add Bo", "farmer undo", "farmer unlock"):
        refused = locked(typed)
        assert refused.status == 6
        assert said in refused.err
        assert refused.out == ""
        assert SECRET not in refused.err
    where = locked("farmer where --json")
    assert where.status == 0
    assert where.data["locked"]
    assert where.data["exists"]
    assert said in where.err
    assert ledger.read_bytes() == before


def test_a_command_that_prints_nothing_locks_nothing(
    farmer: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty passphrase is none."""
    farmer('farmer add "Ana Ruiz"')
    monkeypatch.setenv("FARMER_KEY_COMMAND", telling(""))
    assert farmer("farmer lock").status == 6
    assert ledger.read_bytes().startswith(b"SQLite format 3")


def test_the_first_line_is_the_passphrase(
    farmer: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its spaces; what follows is not, as with most password managers."""
    farmer('farmer add "Ana Ruiz"')
    monkeypatch.setenv("FARMER_KEY_COMMAND", telling(f" {SESAME} \nuser: me"))
    assert farmer("farmer lock").status == 0
    monkeypatch.setenv("FARMER_KEY_COMMAND", telling(f" {SESAME} "))
    assert farmer("farmer list --ids").out == "c1\n"


def test_the_keyring_keeps_the_key_until_the_ledger_is_unlocked(
    farmer: Farmer, ledger: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it keeps is not the passphrase, and follows the ledger wherever that is moved."""
    farmer('farmer add "Ana Ruiz"')
    monkeypatch.setenv("FARMER_KEY_COMMAND", telling(SESAME))
    assert farmer("farmer lock --keyring --json").data["keyring"]
    monkeypatch.delenv("FARMER_KEY_COMMAND")
    assert len(memory.kept) == 1
    assert "sesame" not in str(memory.kept)
    moved = ledger.rename(ledger.with_name("moved.db"))
    assert farmer(f"farmer --ledger {moved} list --ids").out == "c1\n"
    assert farmer(f"farmer --ledger {moved} unlock").status == 0
    assert not memory.kept


def test_a_locked_ledger_is_given_to_the_keyring_later(
    locked: Farmer, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another machine, or after all; only a key that opens it."""
    monkeypatch.setenv("FARMER_KEY_COMMAND", telling("wrong"))
    assert locked("farmer lock --keyring").status == 6
    assert not memory.kept
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    assert locked("farmer lock --keyring").status == 0
    monkeypatch.delenv("FARMER_KEY_COMMAND")
    assert locked("farmer list --ids").out == "c1\n"


def codes(answered: Outcome) -> set[str]:
    """Those of doctor's findings that are about locking."""
    return {found["code"] for found in answered.data["findings"]} & {
        "readable-beside", "still-locked", "left-over",
    }  # fmt: skip


def test_what_is_plain_beside_a_locked_ledger_is_told_until_lock_finishes(
    farmer: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a killed lock leaves it: by doctor, where and every command; without a key as well."""
    farmer('farmer add "Ana Ruiz"')
    farmer("farmer backup")
    plain = ledger.read_bytes()
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    assert farmer("farmer lock").status == 0
    assert farmer("farmer list").err == ""
    left = ledger.with_name(".ledger.db.0123456789abcdef.old")
    backup = ledger.with_name("ledger.before-merge.2026-06-01.db")
    for file in (left, backup):
        file.write_bytes(plain)
    for command in ("list", "where", "add Bo"):
        told = farmer(f"farmer {command}").err
        assert f"{left} and {backup} may be read without its key." in told or (
            f"{backup} and {left} may be read without its key." in told
        )
        assert told.count("farmer lock") == 1
    assert codes(farmer("farmer doctor --json")) == {"readable-beside"}
    assert farmer("farmer doctor").err == ""
    done = farmer("farmer lock --json").data
    assert (done["files"], done["cleared"]) == ([str(ledger), str(backup)], [])
    assert not left.exists()
    assert farmer("farmer where").err == farmer("farmer list").err == ""
    assert codes(farmer("farmer doctor --json")) == set()
    stray = ledger.with_name("ledger.saved.2026-06-01.db-journal")
    stray.write_bytes(plain)
    assert farmer("farmer lock --json").data["cleared"] == [str(stray)]


def test_what_is_still_locked_beside_a_plain_ledger_is_told(
    farmer: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a killed unlock leaves it; a command that reads has nothing to say of it."""
    farmer('farmer add "Ana Ruiz"')
    farmer("farmer backup")
    plain = ledger.read_bytes()
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    farmer("farmer lock")
    ledger.write_bytes(plain)
    (backup,) = ledger.parent.glob("ledger.saved*")
    assert f"The backup {backup} is locked" in farmer("farmer where").err
    assert codes(farmer("farmer doctor --json")) == {"still-locked"}
    assert farmer("farmer list").err == ""
    assert farmer("farmer lock open --json").data["files"] == [str(backup)]
    assert farmer("farmer where").err == ""
    assert codes(farmer("farmer doctor --json")) == set()


def test_a_key_of_a_ledger_that_could_not_be_locked_is_not_kept(
    farmer: Farmer, ledger: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing opens with it."""
    farmer('farmer add "Ana Ruiz"')
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    monkeypatch.setattr(waiting, "_patience", lambda: 0.1)
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(ledger)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        assert farmer("farmer lock --keyring").status == 6
        reader.communicate()
    assert not memory.kept
    assert farmer("farmer lock --keyring").status == 0
    assert len(memory.kept) == 1


# Another program that reads, until its input ends.
READER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN")
db.execute("SELECT * FROM contact").fetchone()
print("reading", flush=True)
sys.stdin.read()
"""


def test_without_a_keyring_nothing_is_locked_with_one(
    farmer: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, before anything is changed."""
    farmer('farmer add "Ana Ruiz"')
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    refused = farmer("farmer lock --keyring")
    assert refused.status == 2
    assert "keyring does not keep the key" in refused.err
    assert ledger.read_bytes().startswith(b"SQLite format 3")


def test_completion_never_asks(
    locked: Farmer,
    memory: Memory,
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It runs no command and opens no window: it looks into an open keyring, or offers nothing."""
    asked = ledger.with_name("asked")
    touch = f"open({str(asked)!r}, 'w'); print('{SECRET}')"
    monkeypatch.setenv("FARMER_KEY_COMMAND", f'"{sys.executable}" -c "{touch}"')

    def offered() -> str:
        capsys.readouterr()
        assert run(["__complete", "zsh", "check", "An"]) == 0
        told = capsys.readouterr()
        assert told.err == ""
        return told.out.partition("\t")[0]

    assert offered() == ""
    assert not asked.exists()
    assert locked("farmer lock --keyring").status == 0
    assert offered() == "Ana Ruiz"
    monkeypatch.setattr(keychain, "_MAY_ASK", (type(memory).__module__,))
    assert offered() == ""


@pytest.mark.parametrize(("closed", "asks"), [(True, True), (False, False)])
def test_a_wallet_that_is_closed_would_ask(
    memory: Memory, monkeypatch: pytest.MonkeyPatch, closed: bool, asks: bool
) -> None:
    """That of a Linux desktop, alone or as one of several keyrings."""
    collection = SimpleNamespace(is_locked=lambda: closed)
    service = SimpleNamespace(
        dbus_init=lambda: SimpleNamespace(close=lambda: None),
        get_collection_by_alias=lambda _bus, _alias: collection,
    )
    monkeypatch.setitem(sys.modules, "secretstorage", service)
    wallet = type("Keyring", (), {"__module__": "keyring.backends.SecretService"})()
    several = SimpleNamespace(backends=[memory, wallet])
    assert keychain._would_ask(wallet) is asks
    assert keychain._would_ask(several) is asks
    assert not keychain._would_ask(memory)


@pytest.mark.parametrize("easy", ["a", "password", "Kim Doe 1980", "gardenbook", "x" * 100])
def test_a_passphrase_that_can_be_guessed_locks_nothing(
    farmer: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch, easy: str
) -> None:
    """Whoever tells it. The ledger's own name is known to whoever has it."""
    named = ledger.with_name("gardenbook.db")
    farmer(f'farmer add "Ana Ruiz" --ledger {named}')
    monkeypatch.setenv("FARMER_KEY_COMMAND", telling(easy))
    refused = farmer(f"farmer lock --ledger {named}")
    assert refused.status == 2
    assert "could guess that passphrase within" in refused.err
    assert driver.salt_of(named) is None


def test_a_ledger_opens_with_whatever_passphrase_it_has(
    farmer: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have been locked before easy ones were refused."""
    farmer('farmer add "Ana Ruiz"')
    FileLedger(ledger).lock(new_key("password"))
    monkeypatch.setenv("FARMER_KEY_COMMAND", telling("password"))
    assert farmer("farmer list --ids").out == "c1\n"
    assert farmer("farmer lock open").status == 0


@pytest.fixture
def locked_before(farmer: Farmer, ledger: Path, memory: Memory) -> Farmer:
    """Types on a ledger and its backup that an older farmer locked, whose key the keyring has."""
    farmer('farmer add "Ana Ruiz"')
    farmer("farmer backup")
    salt = secrets.token_bytes(16)
    key = hashlib.pbkdf2_hmac("sha512", b"open sesame", salt, 256_000, 32)
    FileLedger(ledger).lock((salt, key))
    keychain.keep_key(salt, key)
    return farmer


def test_lock_derives_the_key_of_an_older_lock_anew(
    locked_before: Farmer, ledger: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From its own passphrase, however easy; the keyring follows, and the backups do."""
    monkeypatch.setenv("FARMER_KEY_COMMAND", telling("open sesame"))
    done = locked_before("farmer lock --json")
    assert (done.status, len(done.data["files"]), done.data["keyring"]) == (0, 2, True)
    (salt,) = FileLedger(ledger).salts()
    assert salt.startswith(b"farmer")
    assert list(memory.kept) == [("farmer", salt.hex())]
    assert locked_before("farmer lock").status == 5
    monkeypatch.delenv("FARMER_KEY_COMMAND")
    assert locked_before("farmer list --ids").out == "c1\n"
    assert locked_before("farmer lock").status == 5


def test_without_the_passphrase_an_older_lock_stays(
    locked_before: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A keyring has its key only; that is said, and what else there is to do is done."""
    before = ledger.read_bytes()
    left = ledger.with_name(".ledger.db.0123456789abcdef.old")
    left.write_bytes(b"plain")
    done = locked_before("farmer lock")
    assert done.status == 0
    assert "The passphrase is not at hand" in done.err
    assert not left.exists()
    assert ledger.read_bytes() == before
    monkeypatch.setattr(passphrase, "can_ask", lambda: True)
    monkeypatch.setattr(passphrase, "getpass", lambda *_, **__: "open says me")
    assert locked_before("farmer lock").status == 6
    assert ledger.read_bytes() == before


def test_the_passphrase_of_an_older_lock_is_asked_for_once(
    locked_before: Farmer, ledger: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.kept.clear()
    asked: list[str] = []

    def getpass(question: str, **_: object) -> str:
        asked.append(question)
        return "open sesame"

    monkeypatch.setattr(passphrase, "can_ask", lambda: True)
    monkeypatch.setattr(passphrase, "getpass", getpass)
    assert locked_before("farmer lock").status == 0
    assert asked == [f"Passphrase of {ledger}: "]
    (salt,) = FileLedger(ledger).salts()
    assert salt.startswith(b"farmer")


@pytest.mark.parametrize("missing", ["sqlcipher3", "zxcvbn"])
def test_what_locking_takes_is_said(
    farmer: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    """Where part of the extra is not there."""
    farmer('farmer add "Ana Ruiz"')
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.setenv("FARMER_KEY_COMMAND", telling(SESAME))
    refused = farmer("farmer lock")
    assert refused.status == 6
    assert "not installed" in refused.err
    assert "farmer-ledger[encrypted]" in refused.err
    assert driver.salt_of(ledger) is None


@pytest.mark.parametrize("command", ["list", "lock", "unlock", "add Bo"])
def test_without_the_extra_it_says_what_to_install(
    locked: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """And a plain ledger needs nothing of it."""
    before = ledger.read_bytes()
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    refused = locked(f"farmer {command}")
    assert refused.status == 6
    assert "farmer-ledger[encrypted]" in refused.err
    assert ledger.read_bytes() == before


def test_there_has_to_be_something_to_do(farmer: Farmer, monkeypatch: pytest.MonkeyPatch) -> None:
    """No ledger: status 3; a locked one, a plain one: status 5."""
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    for command in ("lock", "unlock"):
        assert farmer(f"farmer {command}").status == 3
    farmer('farmer add "Ana Ruiz"')
    assert farmer("farmer unlock").status == 5
    farmer("farmer lock")
    again = farmer("farmer lock")
    assert again.status == 5
    assert "locked already" in again.err


def test_a_plain_ledger_loads_nothing_of_it_and_a_locked_one_nothing_heavy(
    farmer: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is needed for a key is loaded with the first locked ledger."""
    farmer('farmer add "Ana Ruiz"')
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    assert not loaded_by("list") & {"sqlcipher3", "keyring", "secretstorage", "zxcvbn"}
    farmer("farmer lock")
    loaded = loaded_by("list")
    assert "sqlcipher3" in loaded
    assert not loaded & {*HEAVY, "keyring", "rich", "zxcvbn"}
    assert driver.salt_of(ledger) is not None
