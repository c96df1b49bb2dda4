"""farmer with real streams in any state, without waiting for Python to start each time.

One process has everything loaded and nothing begun. For each command it forks; the fork gets its
descriptors as a shell would have laid them out, and the streams that Python would have made.
"""

from __future__ import annotations

import json
import os
import pty
import selectors
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

STDIN = ("empty", "closed", "binary")
STDOUT = ("read", "closed", "full", "gone")
STDERR = ("read", "closed", "full", "gone")
BINARY = b"\xff\xfe\x00Ana\x80\n" * 20
PATIENCE_SECONDS = 60


class Ran(NamedTuple):
    """How it ended: its status, and what came through the streams that somebody reads."""

    status: int
    out: str
    err: str


class Walker:
    """The process that waits for commands."""

    def __init__(self, environ: Mapping[str, str], folder: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.walking"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **environ, "PYTHONPATH": str(Path.cwd()), "WALKED": folder},
        )

    def run(self, words: Sequence[str], stdin: str, stdout: str, stderr: str) -> Ran:
        """Run one command; a `stdout` of ``terminal`` is one."""
        ours, theirs = self._process.stdin, self._process.stdout
        assert ours is not None
        assert theirs is not None
        ours.write(json.dumps([list(words), stdin, stdout, stderr]).encode() + b"\n")
        ours.flush()
        return Ran(*json.loads(theirs.readline()))

    def end(self) -> None:
        """No more commands come."""
        self._process.communicate()


def main() -> None:
    """Fork for each line that comes."""
    _load()
    os.chdir(os.environ.pop("WALKED"))
    for line in sys.stdin.buffer:
        answer = _run(*json.loads(line))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _load() -> None:
    from importlib import import_module

    from farmer.cli.commands import COMMANDS

    for command in COMMANDS.values():
        import_module(f"farmer.cli.{command.function.partition(':')[0]}")
    for module in (
        "farmer.cli.exits",
        "sqlmodel",
        "alembic",
        "rich.table",
        "farmer.ledger.sqlite.change",
    ):
        import_module(module)


def _run(words: list[str], stdin: str, stdout: str, stderr: str) -> Ran:
    out, ours_out = _output(stdout)
    err, ours_err = _output(stderr)
    child = os.fork()
    if not child:
        _become(words, stdin, out, err)
    for theirs in (out, err):
        if theirs is not None:
            os.close(theirs)
    said = _read({"out": ours_out, "err": ours_err})
    _, status = os.waitpid(child, 0)
    return Ran(os.waitstatus_to_exitcode(status), said["out"], said["err"])


def _output(state: str) -> tuple[int | None, int | None]:
    """What the command writes to, and what is read of it."""
    if state == "closed":
        return None, None
    if state == "full":
        return os.open("/dev/full", os.O_WRONLY), None
    ours, theirs = pty.openpty() if state == "terminal" else os.pipe()
    if state == "gone":
        os.close(ours)
        return theirs, None
    return theirs, ours


def _read(ends: Mapping[str, int | None]) -> dict[str, str]:
    """Everything, from both at once: who waits for one may keep the other waiting."""
    said = dict.fromkeys(ends, b"")
    with selectors.DefaultSelector() as selector:
        for name, end in ends.items():
            if end is not None:
                selector.register(end, selectors.EVENT_READ, name)
        while selector.get_map():
            ready = selector.select(PATIENCE_SECONDS)
            assert ready, "it never ended"
            for key, _ in ready:
                data = b""
                with suppress(OSError):  # a terminal says so when its other end is closed
                    data = os.read(key.fd, 65536)
                said[key.data] += data
                if not data:
                    selector.unregister(key.fd)
                    os.close(key.fd)
    return {name: data.decode("utf-8", "replace") for name, data in said.items()}


def _become(words: list[str], stdin: str, out: int | None, err: int | None) -> None:
    """Be farmer, as if it had been started so."""
    status = 1
    try:
        _lay(0, _input(stdin))
        _lay(1, out)
        _lay(2, err)
        os.closerange(3, 64)
        sys.stdin, sys.stdout, sys.stderr = _stream(0, "r"), _stream(1, "w"), _stream(2, "w")
        sys.argv = ["farmer", *words]
        from farmer.cli import main as farmer

        farmer()
    except BaseException:
        with suppress(BaseException):
            traceback.print_exc(file=sys.stderr or sys.stdout)
    os._exit(status)


def _input(state: str) -> int | None:
    if state == "binary":
        ours, theirs = os.pipe()
        os.write(theirs, BINARY)
        os.close(theirs)
        return ours
    return None if state == "closed" else os.open(os.devnull, os.O_RDONLY)


def _lay(number: int, handle: int | None) -> None:
    if handle is None:
        with suppress(OSError):
            os.close(number)
    else:
        os.dup2(handle, number)


def _stream(number: int, mode: str) -> Any:
    """As Python makes it when it starts: none where the descriptor is closed."""
    try:
        os.fstat(number)
    except OSError:
        return None
    stream: IO[str] = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
    if number == 2:
        stream.reconfigure(line_buffering=True)  # type: ignore[attr-defined]
    return stream


if __name__ == "__main__":
    main()
