"""A locked ledger in a team: what colleagues told is sealed as the ledger is."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from farmer.cli import passphrase
from farmer.ledger import FileLedger, keys
from farmer.ledger.sqlite import driver
from tests.cli.test_loading import HEAVY, loaded_by
from tests.conftest import KEY_COMMAND
from tests.servers import Team
from tests.together.conftest import Typing

pytest.importorskip("psycopg", reason="the extra “team” is not installed")
pytestmark = pytest.mark.usefixtures("extra", "unlocked")

# Another key, and no program that tells it.
OTHER = f'"{sys.executable}" -E -c "print(\'{"cd" * 32}\')"'
TOLD = (b"Carla Voss", b"a talk about audits", b"farmer_team", b"postgresql://", b"Bo Li")


@pytest.fixture
def told(firm: Typing, tmp_path: Path) -> Typing:
    """Lee locked the ledger, and was then told of Carla by Kim, with a word."""
    firm("kim", 'farmer log "Carla Voss" --new --on 2026-06-01 --note "a talk about audits"')
    firm("kim", "farmer team share Carla")
    firm("kim", "farmer team share Carla --to lee --words")
    firm("kim", "farmer team sync")
    firm("lee", 'farmer add "Bo Li"')
    firm("lee", "farmer team share Bo")
    assert firm("lee", "farmer lock", FARMER_KEY_COMMAND=KEY_COMMAND).status == 0
    synced = firm("lee", "farmer team sync --json")
    assert synced.data["received"] == {"kim": 1}
    assert plain_in(tmp_path / "lee") == []
    return firm


def plain_in(folder: Path) -> list[str]:
    """The files in which something is to be read."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(word in path.read_bytes() for word in TOLD)]


def says_carla(by: Typing) -> bool:
    shown = by("lee", "farmer team show Carla")
    return shown.status == 0 and "a talk about audits" in shown.out


def test_a_locked_ledger_joins_and_does_all_that_another_does(
    by: Typing, team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    key = by("kim", f"farmer team join '{team.address('kim')}' --json").data["new_key"]
    by("kim", 'farmer log "Carla Voss" --new --on 2026-06-01 --note "a talk about audits"')
    by("kim", "farmer team share Carla")
    by("kim", "farmer team share Carla --to lee --words")
    by("kim", "farmer team sync")
    by("lee", 'farmer add "Bo Li"')
    by("lee", "farmer lock")
    joined = by("lee", f"farmer team join '{team.address('lee')}'", FARMER_TEAM_KEY=key)
    assert joined.status == 0, joined.err
    for command in ("team share Bo", "team sync", "team", "today", "stale --of-us", "backup"):
        done = by("lee", f"farmer {command}")
        assert (done.status, done.err) == (0, ""), command
        assert plain_in(tmp_path / "lee") == [], command
    assert says_carla(by)
    assert by("lee", 'farmer reach "Carla Voss"').rows[0][:2] == ["keeper", "kim"]
    assert by("lee", "farmer find Carla").rows == []
    assert "Carla" not in by("lee", "farmer export --json").out
    assert by("lee", "farmer team leave --yes").status == 0
    assert not (tmp_path / "lee" / "ledger.team.json").exists()


def test_a_ledger_in_a_team_is_locked_and_unlocked(told: Typing, tmp_path: Path) -> None:
    file = tmp_path / "lee" / "ledger.team.json"
    sealed = file.read_bytes()
    assert says_carla(told)
    shown = told("lee", "farmer lock open --pretty")
    assert "and what your team told." in " ".join(shown.out.split())
    assert b"Carla Voss" in file.read_bytes()
    assert says_carla(told)
    assert told("lee", "farmer lock").status == 0
    assert file.read_bytes()[:16] not in (sealed[:16], b'{"form": 1, "add')
    assert plain_in(tmp_path / "lee") == []
    assert says_carla(told)


def test_what_a_killed_lock_left_plain_is_said_and_sealed_by_the_next(
    told: Typing, tmp_path: Path
) -> None:
    file = tmp_path / "lee" / "ledger.team.json"
    told("lee", "farmer lock open")
    plain = file.read_bytes()
    told("lee", "farmer lock")
    file.write_bytes(plain)
    assert f"{file} may be read without its key" in told("lee", "farmer today").err
    assert told("lee", "farmer lock --json").data["files"] == [str(file)]
    assert told("lee", "farmer today").err == ""
    assert plain_in(tmp_path / "lee") == []


def test_what_a_killed_unlock_left_sealed_is_read_and_said(told: Typing, tmp_path: Path) -> None:
    file = tmp_path / "lee" / "ledger.team.json"
    sealed = file.read_bytes()
    told("lee", "farmer lock open")
    FileLedger(tmp_path / "lee" / "ledger.db").team_file.write_bytes(sealed)
    assert says_carla(told)
    said = f"What your team told, {file} is locked; to decrypt it as well: farmer lock open"
    assert said in told("lee", "farmer where").err
    assert told("lee", "farmer lock open --json").data["files"] == [str(file)]
    assert file.read_bytes().startswith(b'{"form": 1')


def test_without_the_key_nothing_is_read_and_it_is_said(
    told: Typing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FARMER_KEY_COMMAND")
    before = (tmp_path / "lee" / "ledger.team.json").read_bytes()
    for command in ("team", "team sync", "reach Carla", "team leave --yes"):
        refused = told("lee", f"farmer {command} --json")
        assert refused.status == 6, command
        assert refused.envelope["error"]["code"] == "ledger-locked"
    assert told("lee", "farmer team", FARMER_KEY_COMMAND=OTHER).status == 6
    assert (tmp_path / "lee" / "ledger.team.json").read_bytes() == before


def test_the_key_is_asked_for_once(
    told: Typing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The ledger and what lies beside it have one salt, and one derivation is enough."""
    asked: list[str] = []

    def noted(secret: str, salt: bytes) -> bytes:
        asked.append(secret)
        return keys.to_key(secret, salt)

    monkeypatch.setattr(passphrase, "to_key", noted)
    for command in ("today", "team sync", "team show Carla", "team share Bo --stop"):
        assert told("lee", f"farmer {command}").status == 0
        assert len(asked) == 1, command
        asked.clear()


def test_a_restored_backup_does_not_part_it_from_what_the_team_told(
    told: Typing, tmp_path: Path
) -> None:
    """One of before the lock comes in locked as the ledger is; a locked one locks all of it."""
    lee = tmp_path / "lee"
    told("lee", "farmer lock open")
    told("lee", f"farmer backup -o '{tmp_path / 'plain.db'}'")
    told("lee", "farmer lock")
    told("lee", f"farmer backup -o '{tmp_path / 'locked.db'}'")
    assert told("lee", f"farmer restore '{tmp_path / 'plain.db'}' --yes").status == 0
    assert driver.salt_of(lee / "ledger.db") == driver.salt_of(lee / "ledger.team.json") is not None
    assert says_carla(told)
    told("lee", "farmer lock open")
    assert plain_in(lee) != []
    for each in lee.glob("ledger.before-restore*"):
        each.unlink()
    assert told("lee", f"farmer restore '{tmp_path / 'locked.db'}' --yes").status == 0
    assert driver.salt_of(lee / "ledger.db") == driver.salt_of(lee / "ledger.team.json") is not None
    assert b"Carla" not in (lee / "ledger.team.json").read_bytes()
    assert says_carla(told)


def test_with_a_ledger_of_another_key_it_says_so_and_opens_with_its_own(
    told: Typing, tmp_path: Path
) -> None:
    """As where somebody put a copy of before there by hand."""
    lee = tmp_path / "lee"
    shutil.copy(lee / "ledger.db", lee / "away.db")
    told("lee", "farmer lock open --ledger " + str(lee / "away.db"))
    keys.keys_from(lambda _, salt: bytes.fromhex("cd" * 32))
    FileLedger(lee / "away.db").lock(keys.new_key("cd" * 32))
    (lee / "away.db").replace(lee / "ledger.db")
    refused = told("lee", "farmer team", FARMER_KEY_COMMAND=OTHER)
    assert refused.status == 6
    assert "does not open with that key, or is damaged" in refused.err
    assert "farmer team join" in refused.err
    assert told("lee", "farmer list").status == 0


def test_a_copy_on_another_machine_is_the_same(told: Typing, tmp_path: Path) -> None:
    """Both files are; the ledger alone is in no team."""
    shutil.copytree(tmp_path / "lee", tmp_path / "new")
    assert "audits" in told("new", "farmer team show Carla").out
    (tmp_path / "new" / "ledger.team.json").unlink()
    assert told("new", "farmer team").status == 3
    assert told("new", "farmer list").status == 0


def test_a_plain_ledger_in_a_team_loads_nothing_to_unseal_and_a_locked_one_nothing_heavy(
    told: Typing,
) -> None:
    told("lee", "farmer list")
    for words in (("today",), ("reach", "Carla"), ("check", "Bo", "--to", "Carla")):
        assert "cryptography" in loaded_by(*words), words
        assert not loaded_by(*words) & {"psycopg", "keyring", *HEAVY}, words
    told("kim", "farmer list")
    for words in (("today",), ("reach", "Carla"), ("check", "Carla")):
        assert not loaded_by(*words) & {"cryptography", "sqlcipher3", "psycopg", *HEAVY}, words
