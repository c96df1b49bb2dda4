"""Every test runs in a home of its own: no test can see or touch a real ledger."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from farmer.cli import run
from farmer.ledger import FileLedger, keys
from farmer.team.passwords import passwords_from
from tests.profiles import load_profile
from tests.servers import Server, Team, running

if TYPE_CHECKING:
    from tests.keyrings import Memory

load_profile()

TODAY = "2026-06-15"
# What a program prints for a locked ledger's key: digits, from which nothing has to be derived.
SECRET = "ab" * 32
# What a test does to Python's own variables is not for the program that knows the passphrase.
KEY_COMMAND = f'"{sys.executable}" -E -c "print(\'{SECRET}\')"'


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--locked``: lock the ledger after each command of a story.

    Not for tests of completion, which asks no program for a key, nor of locking itself.
    """
    parser.addoption("--locked", action="store_true", help="lock ledgers after each command")


@pytest.fixture(autouse=True)
def isolation(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, ledger, settings, clock, time zone, width and colour of this test alone."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in (
        "FORCE_COLOR",
        "NO_COLOR",
        "TERM",
        "LINES",
        "VISUAL",
        "EDITOR",
        "FARMER_KEY_COMMAND",
        "PGPASSWORD",
        "PGPASSFILE",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FARMER_LEDGER", str(home / "ledger.db"))
    monkeypatch.setenv("FARMER_CONFIG", str(home / "config.toml"))
    monkeypatch.setenv("FARMER_TODAY", TODAY)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("FARMER_PAGER", "cat")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    keys.keys_from(None)
    passwords_from(None)
    return home


@pytest.fixture
def ledger(isolation: Path) -> Path:
    """Where this test's ledger is, or will be."""
    return isolation / "ledger.db"


@pytest.fixture
def config(isolation: Path) -> Path:
    """Where this test's file of settings is, or will be."""
    return isolation / "config.toml"


@pytest.fixture
def extra() -> None:
    """What ``farmer-ledger[encrypted]`` brings; the test is skipped where it is not installed."""
    if find_spec("sqlcipher3") is None or find_spec("keyring") is None:
        pytest.skip("the extra “encrypted” is not installed")


@pytest.fixture
def memory(extra: None) -> Iterator[Memory]:
    """The system's keyring, for as long as this test lasts."""
    import keyring

    from tests.keyrings import Memory

    before = keyring.get_keyring()
    keyring.set_keyring(kept := Memory())
    yield kept
    keyring.set_keyring(before)


def lock(ledger: Path) -> None:
    """Lock the ledger that is there, if it is a plain one, with the key of `KEY_COMMAND`."""
    if ledger.is_file() and ledger.read_bytes()[:6] == b"SQLite":
        FileLedger(ledger).lock(keys.new_key(SECRET))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server of PostgreSQL, begun when a test first asks for one."""
    with running() as server:
        yield server


@pytest.fixture
def team(postgres: Server) -> Team:
    """The book of a team, of this test alone."""
    return postgres.team()


@pytest.fixture
def legible(pytestconfig: pytest.Config) -> None:
    """For a test that looks for words in the ledger's bytes: a locked one has none there."""
    if pytestconfig.getoption("locked"):
        pytest.skip("there are no words in the file of a locked ledger")


@pytest.fixture
def unlocked(pytestconfig: pytest.Config) -> None:
    """For a test of locking itself, or of what asks nobody for a key, such as completion."""
    if pytestconfig.getoption("locked"):
        pytest.skip("it is about a ledger that is not locked yet")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Files as people have them, where this machine has them; the test is skipped where not."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("no shared folder of example files beside the checkout")
    return folder


@dataclass(frozen=True)
class Outcome:
    """What a command did: its exit status, its answer and its words."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        """The tab-separated cells of the answer."""
        return [line.split("\t") for line in self.out.splitlines()]

    @property
    def envelope(self) -> Any:
        """The JSON envelope that the answer is."""
        return json.loads(self.out)

    @property
    def data(self) -> Any:
        """The envelope's data."""
        return self.envelope["data"]

    @property
    def told(self) -> Any:
        """An export but for the names of its rows, which know of what was done and undone."""
        return {key: rows for key, rows in self.envelope.items() if key != "names"}


Farmer = Callable[..., Outcome]


@pytest.fixture
def farmer(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
    ledger: Path,
) -> Farmer:
    """Types a command, as a user would, on the day given; returns what came of it."""
    locked = pytestconfig.getoption("locked")
    if locked:
        monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)

    def type_command(command: str, today: str = TODAY) -> Outcome:
        monkeypatch.setenv("FARMER_TODAY", today)
        capsys.readouterr()
        words = shlex.split(command)
        assert words.pop(0) == "farmer"
        status = run(words)
        if locked:
            lock(ledger)
        answer = capsys.readouterr()
        return Outcome(status, answer.out, answer.err)

    return type_command


@pytest.fixture
def known(farmer: Farmer) -> Farmer:
    """Two Bos, one of them in the chapter."""
    farmer('farmer add "Bo Li"')
    farmer('farmer add "Bo Ek"')
    farmer('farmer add "Ana Ruiz"')
    farmer("farmer tag c1 Ana @chapter @golf")
    return farmer
