"""farmer in a process of its own, forked from this one: ready at once, and killed at will."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory

import farmer
from farmer.cli import run
from tests.torture.village import SECRET, TODAY

_DONE = {0, 10, 11, 12}


@dataclass(frozen=True)
class Ended:
    """How a command ended: its status (negative: killed), and what it said."""

    status: int
    out: str
    err: str

    @property
    def is_done(self) -> bool:
        """Whether it answered; a verdict has a status of its own."""
        return self.status in _DONE


def get_ready() -> None:
    """Import all of farmer and use it, before anything is forked: a child is ready at once."""
    for module in walk_packages(farmer.__path__, "farmer."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            import_module(module.name)
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        ledger = str(Path(folder) / "ledger.db")
        for words in (["add", "Ana Ruiz"], ["log", "Ana"], ["list"]):
            assert run([*words, "--ledger", ledger]) == 0
    gc.freeze()  # what is not looked at again is not copied into each child


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
