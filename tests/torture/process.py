"""farmer in a process of its own, forked from this one: ready at once, and killed at will."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from farmer.cli import run
from tests.torture.village import TODAY


@dataclass(frozen=True)
class Ended:
    """How a command ended: its status (negative: killed), what it said, and how long it took."""

    status: int
    out: str
    err: str
    seconds: float


def play(
    words: Sequence[str],
    folder: Path,
    kill_after: float | None = None,
    environ: Mapping[str, str] | None = None,
) -> Ended:
    """Run a command on the ledger of `folder`; kill it where it has not ended after so long."""
    told, complained = folder / ".out", folder / ".err"
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _become(words, folder, told, complained, environ or {})
    if kill_after is not None:
        time.sleep(kill_after)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    seconds = time.monotonic() - began
    said = told.read_text(encoding="utf-8") if told.exists() else ""
    moaned = complained.read_text(encoding="utf-8") if complained.exists() else ""
    told.unlink(missing_ok=True)
    complained.unlink(missing_ok=True)
    return Ended(os.waitstatus_to_exitcode(status), said, moaned, seconds)


def _become(
    words: Sequence[str], folder: Path, told: Path, complained: Path, environ: Mapping[str, str]
) -> None:
    """Be farmer, and nothing else any more."""
    status = 1
    try:
        os.environ.update(
            FARMER_LEDGER=str(folder / "ledger.db"),
            FARMER_CONFIG=str(folder / "config.toml"),
            FARMER_TODAY=TODAY,
            HOME=str(folder),
            **environ,
        )
        os.chdir(folder)
        for path, number in ((told, 1), (complained, 2)):
            os.dup2(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.stdin, sys.stdout, sys.stderr = (
            open(0, closefd=False),  # noqa: SIM115
            open(1, "w", encoding="utf-8", closefd=False),  # noqa: SIM115
            open(2, "w", encoding="utf-8", closefd=False),  # noqa: SIM115
        )
        status = run(words)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)
