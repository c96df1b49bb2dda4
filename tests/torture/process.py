"""farmer in a process of its own, forked from this one: ready at once, and killed at will."""

from __future__ import annotations

import ctypes
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from farmer.cli import run
from tests.torture.village import SECRET, TODAY


@dataclass(frozen=True)
class Ended:
    """How a command ended: its status (negative: killed), and what it said."""

    status: int
    out: str
    err: str


def play(words: Sequence[str], folder: Path, environ: Mapping[str, str] | None = None) -> Ended:
    """Run a command on the ledger of `folder`.

    Where this process runs under the shim, that is told by `environ` what to do.
    """
    told, complained = (folder.with_name(f"{folder.name}.{end}") for end in ("out", "err"))
    child = os.fork()
    if child == 0:
        _become(words, folder, told, complained, environ or {})
    _, status = os.waitpid(child, 0)
    said = told.read_text(encoding="utf-8") if told.exists() else ""
    moaned = complained.read_text(encoding="utf-8") if complained.exists() else ""
    told.unlink(missing_ok=True)
    complained.unlink(missing_ok=True)
    return Ended(os.waitstatus_to_exitcode(status), said, moaned)


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
            FARMER_KEY_COMMAND=f"echo {SECRET}",
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
        if "TORTURE_FOLDER" in environ:
            ctypes.CDLL(None).torture_begin()
        status = run(words)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)
