"""A ledger without an ending, or reached through a link, is looked after as any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import KEY_COMMAND, Farmer

SECRET_NOTE = b"a word in confidence"


@pytest.fixture(params=["people", ".people", ".people.db", "linked.db"])
def looked_after(
    request: pytest.FixtureRequest, isolation: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    path = isolation / str(request.param)
    if request.param == "linked.db":
        (isolation / "real").mkdir(mode=0o700)
        (isolation / "real" / "l.db").touch()
        path.symlink_to(isolation / "real" / "l.db")
    monkeypatch.setenv("FARMER_LEDGER", str(path))
    return path


def test_its_copies_are_listed_and_the_forgotten_are_taken_out_of_them(
    farmer: Farmer, looked_after: Path, isolation: Path
) -> None:
    farmer(f'farmer log "Ana Ruiz" --note "{SECRET_NOTE.decode()}" --new')
    farmer('farmer add "Bo Li"')
    farmer("farmer backup")
    assert farmer("farmer restore 1 --yes").status == 0
    assert len(farmer("farmer restore").rows) == 2
    assert farmer("farmer forget Ana --yes").status == 0
    files = [path for path in isolation.rglob("*") if path.is_file()]
    assert not [path for path in files if SECRET_NOTE in path.read_bytes()]


def test_its_copies_are_locked_with_it(
    farmer: Farmer,
    looked_after: Path,
    isolation: Path,
    extra: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    farmer('farmer add "Ana Ruiz"')
    farmer("farmer backup")
    assert farmer("farmer lock").status == 0
    plain = [path for path in isolation.rglob("*") if path.is_file()]
    assert not [path for path in plain if path.read_bytes().startswith(b"SQLite")]
    assert farmer("farmer lock open").status == 0
    assert len(farmer("farmer restore").rows) == 1
