"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket that no other has."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest

# Nothing has to outlast a power cut; what is committed outlasts a server that is killed.
_FAST = ("fsync=off", "full_page_writes=off", "shared_buffers=16MB")
_NOBODY = 65534
MEMBERS = ("kim", "lee", "ana")
_numbers = count(1)


@dataclass(frozen=True)
class Team:
    """A database, with a book mostly: the members are `MEMBERS`, and ``sid`` has the role alone."""

    socket: Path
    name: str

    def address(self, login: str) -> str:
        """How a member names it."""
        return f"postgresql://{login}@/{self.name}?host={quote(str(self.socket), safe='')}"


@dataclass(frozen=True)
class Server:
    """A server that runs, whose superuser is ``owner``; `settings` are more than the tests' own."""

    programs: Path
    data: Path
    socket: Path
    settings: tuple[str, ...] = ()

    def database(self) -> Team:
        """A new database, without a book."""
        import psycopg

        name = f"firm{next(_numbers)}"
        maintenance = Team(self.socket, "postgres").address("owner")
        with psycopg.connect(maintenance, autocommit=True) as db:
            db.execute(f"CREATE DATABASE {name}")
        return Team(self.socket, name)

    def team(self) -> Team:
        """A new database with a book in it."""
        import psycopg

        from farmer.team.book import create

        team = self.database()
        create(team.address("owner"), MEMBERS)
        with psycopg.connect(team.address("owner"), autocommit=True) as db:
            if not db.execute("SELECT 1 FROM pg_roles WHERE rolname = 'sid'").fetchone():
                db.execute("CREATE ROLE sid LOGIN IN ROLE farmer_member")
        return team

    def ask_passwords(self, team: Team, **passwords: str) -> None:
        """Ask each member named for theirs in that database, by SCRAM, and nobody else anywhere."""
        import psycopg

        with psycopg.connect(team.address("owner"), autocommit=True) as db:
            db.execute("SET password_encryption = 'scram-sha-256'")
            for login, password in passwords.items():
                db.execute(f"ALTER ROLE {login} PASSWORD '{password}'".encode())
        rules = self.data / "pg_hba.conf"
        asked = f"local {team.name} {','.join(passwords)} scram-sha-256\n"
        rules.write_text(asked + rules.read_text("utf-8"), "utf-8")
        self._control("reload")

    def start(self) -> None:
        """Begin to answer."""
        here = ("listen_addresses=", f"unix_socket_directories={self.socket}")
        settings = (*_FAST, *here, *self.settings)
        options = " ".join(f'-c "{each}"' for each in settings)
        log = str(self.data.parent / "log")
        until = time.monotonic() + 30
        while True:
            try:
                return self._control("start", "-w", "-l", log, "-o", options)
            except subprocess.CalledProcessError:  # while what was killed has not ended
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def stop(self, how: str = "fast") -> None:
        """Answer no more; ``immediate`` is what a power cut does."""
        self._control("stop", "-w", "-m", how)

    def kill(self) -> None:
        """End its first process by force; the others notice, and end when they can."""
        (pid, *_) = (self.data / "postmaster.pid").read_text("utf-8").splitlines()
        os.kill(int(pid), signal.SIGKILL)

    def _control(self, *words: str) -> None:
        run_unprivileged(self.programs / "pg_ctl", "-D", str(self.data), *words)


def programs() -> Path | None:
    """Where PostgreSQL's programs are: the newest of the distribution's, else those of the path."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3])
    )
    in_path = shutil.which("initdb")
    named = os.environ.get("FARMER_TEST_POSTGRES")
    if named:
        return Path(named)
    if found:
        return found[-1].parent
    return Path(in_path).resolve().parent if in_path else None


def run_unprivileged(*words: str | Path) -> None:
    """Run a program as nobody in particular: PostgreSQL refuses to be run as root."""
    rights = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    subprocess.run(
        [str(word) for word in words],
        check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **rights,
    )  # type: ignore[call-overload] # the rights of another user # fmt: skip


def give_to_server(path: Path, content: bytes) -> None:
    """Write a file for the server alone, as it asks of its key."""
    path.touch(0o600)
    path.write_bytes(content)
    if os.geteuid() == 0:
        os.chown(path, _NOBODY, _NOBODY)


@contextmanager
def running() -> Iterator[Server]:
    """A server for as long as this lasts; the test is skipped where there can be none."""
    if os.name == "nt":
        pytest.skip("the server of these tests is on a Unix socket")
    found = programs()
    if found is None:
        # What keeps members apart is tried here alone: no change may land that was not tried.
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up("no PostgreSQL on this machine (Debian: apt install postgresql)")
    pytest.importorskip("psycopg", reason="the extra “team” is not installed")
    # A socket's path has a hundred letters at most, which a test's own folder may be longer than.
    folder = Path(tempfile.mkdtemp(prefix="farmer-"))
    if os.geteuid() == 0:
        os.chown(folder, _NOBODY, _NOBODY)
    server = Server(found, folder / "data", folder)
    try:
        made = ("-A", "trust", "-U", "owner", "-E", "UTF8", "--locale=C", "--no-sync")
        run_unprivileged(found / "initdb", "-D", str(server.data), *made)
        server.start()
        yield server
        server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
