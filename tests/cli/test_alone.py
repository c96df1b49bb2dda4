"""Nobody let in: no command asks the network, and every file is its owner's alone."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

from farmer.cli.commands import COMMANDS
from tests.conftest import Farmer
from tests.samples import EDITOR, lay_out


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whatever asks for a socket, or for somebody's address, is refused and remembered."""
    asked: list[str] = []

    def refuse(*args: Any, **_: Any) -> NoReturn:
        asked.append(repr(args))
        raise OSError("there is no network here")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)
    return asked


@pytest.fixture
def village(farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Farmer:
    """A ledger with somebody in it, and the files that examples read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", EDITOR)
    lay_out(tmp_path)
    farmer('farmer log "Ana Ruiz" "Joe Marsh" --at Mixer --on 2026-06-01 --note lease --new')
    farmer('farmer request add Joe --to Ana --need "a talk"')
    farmer("farmer tag Ana Joe @chapter")
    return farmer


def test_no_command_asks_the_network(village: Farmer, no_network: list[str]) -> None:
    """Every example of every command, refused or not.

    Serving an assistant is not among them: its loop of events wakes itself by a pair of sockets.
    Joining a team is not either: of all commands it alone is typed with the address of a server.
    """
    left_out = ("farmer lock", "farmer mcp", "farmer assistant serve", "farmer team join")
    for command in COMMANDS.values():
        for example in command.examples:
            if "--keyring" not in example and not example.startswith(left_out):
                village(example)
    assert no_network == []


def test_what_is_refused_is_noticed(no_network: list[str]) -> None:
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("localhost", 9))
    assert no_network


@pytest.mark.skipif(os.name == "nt", reason="permission bits are POSIX")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_whatever_the_umask_every_file_is_its_owners_alone(
    farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, umask: int
) -> None:
    """The ledger, its folder, backups, exports, pages and settings, from the first byte."""
    home = tmp_path / "a" / "b"
    monkeypatch.setenv("FARMER_LEDGER", str(home / "ledger.db"))
    monkeypatch.setenv("FARMER_CONFIG", str(home / "settings" / "config.toml"))
    lay_out(tmp_path)
    before = os.umask(umask)
    try:
        for command in (
            'log "Ana Ruiz" --note lease --new',
            f"import {tmp_path / 'Connections.csv'}",
            "backup",
            f"backup -o {home / 'copies' / 'copy.db'}",
            f"export -o {home / 'out' / 'all.json'}",
            f"export --format csv -o {home / 'out' / 'tables'}",
            f"calendar --write {home / 'out' / 'farmer.ics'}",
            f"report -o {home / 'out' / 'garden.html'}",
            "config set region GB",
            "restore 1 --yes",
            f"doctor --salvage {home / 'new.db'}",
        ):
            assert farmer(f"farmer {command}").status == 0, command
    finally:
        os.umask(before)
    found = [path for path in (tmp_path / "a").rglob("*") if not path.is_symlink()]
    assert len(found) > 12
    wrong = {
        str(path.relative_to(tmp_path)): oct(path.stat().st_mode & 0o777)
        for path in [tmp_path / "a", *found]
        if path.stat().st_mode & 0o777 != (0o700 if path.is_dir() else 0o600)
    }
    assert wrong == {}
