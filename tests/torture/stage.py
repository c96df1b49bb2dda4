"""A process under the shim in which farmer is ready: each command is played in a fork of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from tests.torture.process import Ended, get_ready, play
from tests.torture.shim import built

_ROOT = Path(__file__).parents[2]


class Stage:
    """Plays commands under the shim; to be closed."""

    def __init__(self) -> None:
        shim = built()
        assert shim is not None, "there is no C compiler"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.stage"],
            cwd=_ROOT,
            env={**os.environ, "LD_PRELOAD": str(shim)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def play(
        self, words: Sequence[str], folder: Path, environ: Mapping[str, str] | None = None
    ) -> Ended:
        """As `process.play`; the shim does what `environ` tells it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = json.dumps({"words": list(words), "folder": str(folder), "environ": environ or {}})
        self._process.stdin.write(asked + "\n")
        self._process.stdin.flush()
        return Ended(**json.loads(self._process.stdout.readline()))


def _serve() -> None:
    os.environ.pop("LD_PRELOAD")  # the programs that farmer runs are not to be troubled
    for line in sys.stdin:
        asked = json.loads(line)
        ended = play(asked["words"], Path(asked["folder"]), environ=asked["environ"])
        sys.stdout.write(json.dumps(vars(ended)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    get_ready()
    _serve()
