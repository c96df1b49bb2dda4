"""The trouble that `shim.c` makes below a program, and the C compiler that it takes."""

from __future__ import annotations

import atexit
import errno
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
# Instead of an error's number: the process is killed; half of a write is done.
KILLED, HALF = 0, -1
EVER = 1_000_000
# Memory is refused in pieces of at least so many bytes: what Python and SQLite ask the system for.
PIECE_BYTES = 600


@dataclass(frozen=True)
class Trouble:
    """Which call goes wrong, and how.

    Attributes:
        kinds: the calls that may, by their letters in `shim.c`.
        at: the first of them that does, from 1.
        how: the error's number, KILLED or HALF.
        times: how many of them do, one after another.
    """

    kinds: str
    at: int
    how: int
    times: int = 1

    def environ(self, folder: Path) -> dict[str, str]:
        """What tells the shim of it, for the files below `folder`."""
        return {
            "TORTURE_FOLDER": str(folder),
            "TORTURE_KINDS": self.kinds,
            "TORTURE_AT": str(self.at),
            "TORTURE_HOW": str(self.how),
            "TORTURE_TIMES": str(self.times),
            "TORTURE_BYTES": str(PIECE_BYTES),
        }

    def __str__(self) -> str:
        how = {KILLED: "killed", HALF: "half"}.get(self.how) or errno.errorcode[self.how]
        return f"{how} at {self.kinds} {self.at}{f' × {self.times}' if self.times > 1 else ''}"


def recording(folder: Path, log: Path) -> dict[str, str]:
    """What tells the shim to keep a record of what is done below `folder`."""
    return {
        "TORTURE_FOLDER": str(folder),
        "TORTURE_LOG": str(log),
        "TORTURE_BYTES": str(PIECE_BYTES),
    }


@cache
def built() -> Path | None:
    """The shim, compiled; None where that cannot be done."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        return None
    folder = tempfile.mkdtemp(prefix="farmer-torture-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    library = Path(folder) / "shim.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return library
