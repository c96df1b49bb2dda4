"""A server that asks for a password: where it comes from, and where it never is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import traceback
from pathlib import Path

import pytest

from farmer.cli import passphrase, team_password
from farmer.team import book
from tests.cli.test_terminal import Terminal
from tests.conftest import Outcome
from tests.keyrings import Memory
from tests.servers import Server, Team
from tests.together.conftest import Typing

pytest.importorskip("psycopg", reason="the extra “team” is not installed")

RIGHT = "quiet-Lantern-77"
OLD = "loud-Lantern-76"


@pytest.fixture
def asking(postgres: Server, team: Team) -> Team:
    """The team, whose server asks Kim for `RIGHT`."""
    postgres.ask_passwords(team, kim=RIGHT)
    deadline = time.monotonic() + 10
    while not _is_asked(team):  # the server reads its rules when it comes to it
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return team


def _is_asked(team: Team) -> bool:
    import psycopg

    try:
        with psycopg.connect(team.address("kim")):
            return False
    except psycopg.OperationalError:
        return True


@pytest.fixture
def typing_passwords(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What somebody types at a terminal, when they are asked; what is left was not asked for."""
    typed: list[str] = []
    monkeypatch.setattr(team_password, "can_ask", lambda: True)
    monkeypatch.setattr(passphrase, "getpass", lambda *_, **__: typed.pop(0))
    return typed


def join(by: Typing, team: Team, *options: str, **environ: str) -> Outcome:
    return by("kim", f"farmer team join '{team.address('kim')}' {' '.join(options)}", **environ)


def sync(by: Typing, *options: str) -> Outcome:
    by("kim", 'farmer add "Nobody Inparticular"')
    return by("kim", f"farmer team sync {' '.join(options)}")


def test_where_nobody_knows_it_one_sentence_says_what_to_do(
    by: Typing, asking: Team, tmp_path: Path
) -> None:
    refused = join(by, asking, "--json")
    assert refused.status == 6
    assert refused.envelope["error"]["code"] == "password-wanted"
    assert "--keyring" in refused.envelope["error"]["hint"]
    assert not (tmp_path / "kim" / "ledger.team.json").exists()


def test_libpq_is_asked_first(
    by: Typing, asking: Team, isolation: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PGPASSWORD and ~/.pgpass do as they always did, whatever the keyring has."""
    address = f"team {asking.address('kim')}"
    memory.kept["farmer", address] = OLD
    monkeypatch.setenv("PGPASSWORD", RIGHT)
    assert join(by, asking).status == 0
    monkeypatch.delenv("PGPASSWORD")
    assert sync(by).status == 6
    passwords = isolation / ".pgpass"
    passwords.write_text(f"*:*:*:kim:{RIGHT}\n", "utf-8")
    passwords.chmod(0o600)
    assert sync(by).status == 0
    assert memory.kept["farmer", address] == OLD


def test_the_keyring_keeps_it_until_the_team_is_left(
    by: Typing, asking: Team, memory: Memory, typing_passwords: list[str]
) -> None:
    """It is typed once, and asked for no more."""
    typing_passwords += [RIGHT]
    assert join(by, asking, "--keyring").status == 0
    assert list(memory.kept.values()) == [RIGHT]
    assert sync(by).status == 0
    assert by("kim", "farmer team leave --yes").status == 0
    assert memory.kept == {}


def test_without_the_option_nothing_is_kept_and_it_is_asked_for_once_a_command(
    by: Typing, asking: Team, memory: Memory, typing_passwords: list[str]
) -> None:
    typing_passwords += [RIGHT, RIGHT]
    assert join(by, asking).status == 0  # which connects twice, to set the team's key
    assert typing_passwords == [RIGHT]
    assert sync(by).status == 0
    assert typing_passwords == []
    assert memory.kept == {}


def test_the_keyring_keeps_what_a_script_has(
    by: Typing, asking: Team, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert join(by, asking, "--keyring", PGPASSWORD=RIGHT).status == 0
    monkeypatch.delenv("PGPASSWORD")
    assert sync(by).status == 0
    assert list(memory.kept.values()) == [RIGHT]


def test_a_wrong_one_is_asked_for_anew_at_a_terminal_only(
    by: Typing, asking: Team, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert join(by, asking, "--keyring", PGPASSWORD=RIGHT).status == 0
    monkeypatch.delenv("PGPASSWORD")
    for each in memory.kept:
        memory.kept[each] = OLD
    refused = sync(by, "--json")
    assert (refused.status, refused.envelope["error"]["code"]) == (6, "password-refused")
    assert list(memory.kept.values()) == [OLD]
    typed = ["no", RIGHT]
    monkeypatch.setattr(team_password, "can_ask", lambda: True)
    monkeypatch.setattr(passphrase, "getpass", lambda *_, **__: typed.pop(0))
    assert sync(by).status == 0
    assert list(memory.kept.values()) == [RIGHT]


def test_three_wrong_ones_are_enough(
    by: Typing, asking: Team, memory: Memory, typing_passwords: list[str]
) -> None:
    typing_passwords += ["a", "b", "c", RIGHT]
    assert join(by, asking, "--keyring").status == 6
    assert typing_passwords == [RIGHT]
    assert memory.kept == {}


def test_without_a_keyring_nothing_is_joined_with_one(
    by: Typing, asking: Team, extra: None, tmp_path: Path
) -> None:
    refused = join(by, asking, "--keyring", PGPASSWORD=RIGHT)
    assert refused.status == 2
    assert "does not keep the password" in refused.err
    assert not (tmp_path / "kim" / "ledger.team.json").exists()


def test_a_server_that_asks_for_none_has_none_to_keep(
    by: Typing, asking: Team, memory: Memory
) -> None:
    refused = by("lee", f"farmer team join '{asking.address('lee')}' --keyring")
    assert refused.status == 2
    assert "no password" in refused.err
    assert memory.kept == {}


def test_it_is_nowhere_to_be_read(
    by: Typing, asking: Team, isolation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the screen, in the list of processes, in a file, a refusal or a bug's traceback."""
    by("kim", 'farmer add "Nobody Inparticular"')
    shown = [_joined_at_a_terminal(asking)]
    said = {each: _typed("team sync", each) for each in (RIGHT, OLD)}
    assert said[RIGHT].startswith("sent")
    assert "does not take your password" in said[OLD]
    shown += [*said.values(), _typed("team sync --json", OLD), _typed("team", RIGHT)]
    shown += [_typed(each, RIGHT) for each in ("doctor", "where --json", "config")]
    shown.append(_arguments_of_one_that_waits())
    monkeypatch.setattr(book.TeamBook, "own", lambda *_: 1 / 0)
    monkeypatch.setenv("PGPASSWORD", RIGHT)
    with pytest.raises(ZeroDivisionError) as bug:
        by("kim", "farmer team sync")
    shown.append("".join(traceback.format_exception(bug.value)))
    files = [path for each in (isolation, tmp_path) for path in each.rglob("*") if path.is_file()]
    assert tmp_path / "kim" / "ledger.team.json" in files
    shown += [path.read_bytes().decode("utf-8", "replace") for path in files]
    assert not [each for each in shown if RIGHT in each or OLD in each]


def _joined_at_a_terminal(team: Team) -> str:
    """What is on the screen where one password is typed wrong and one right."""
    terminal = Terminal("team", "join", team.address("kim"))
    for each in (OLD, RIGHT):
        terminal.expect("Password of")
        time.sleep(0.3)  # as a person would
        terminal.shown = terminal.shown.replace("Password of", "Asked for that of")
        terminal.type(f"{each}\n")
    assert terminal.end() == 0
    return terminal.plain


def _typed(command: str, password: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "farmer", *command.split()],
        env={**os.environ, "PGPASSWORD": password},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return ran.stdout + ran.stderr


def _arguments_of_one_that_waits() -> str:
    """The command line of a program that is connected, where the system shows it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "farmer", "team", "sync", "--wait"],
        env={**os.environ, "PGPASSWORD": RIGHT},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(1)
    try:
        assert process.poll() is None
        shown = Path(f"/proc/{process.pid}/cmdline")
        return shown.read_text("utf-8") if shown.exists() else ""
    finally:
        process.kill()
        process.wait()
