"""Commands in a process of their own that is killed before one of the steps that last."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import settings
from sqlalchemy.orm import Session

from farmer.cli import run
from farmer.ledger.file.sealed import Seal
from farmer.ledger.sqlite.driver import _PlainConnection

Steps = Sequence[tuple[type, str]]


def played(words: Sequence[str], killed_at: int, more: Steps = ()) -> int:
    """How many steps a command took; it is killed before that one, 0 for none.

    Of a command that was killed it says 0. What makes something last elsewhere is in `more`.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123
        count = 0

        def at_step() -> None:
            nonlocal count
            count += 1
            if count == killed_at:
                os._exit(9)

        _steps(at_step, more)
        run(list(words))
        os.write(writing, str(count).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as told:
        return int(told.read() or 0)


def places(count: int) -> list[int]:
    """The steps of `count` to be killed before, the first and the last among them.

    So many of them are tried; a thorough run tries all.
    """
    tried = min(settings().max_examples // 11, count)
    assert tried > 1
    return [1 + each * (count - 1) // (tried - 1) for each in range(tried)]


def _steps(at_step: Callable[[], None], more: Steps) -> None:
    """Have `at_step` called before whatever makes something last."""
    for owner, name in (
        (Seal, "_sealed"),
        (_PlainConnection, "execute"),
        (Session, "commit"),
        (Path, "replace"),
        (os, "fsync"),
        *more,
    ):
        before = getattr(owner, name)

        def stepping(*given: Any, _before: Any = before, _name: str = name) -> Any:
            if _name != "execute" or str(given[1]).startswith(("COMMIT", "DELETE", "INSERT")):
                at_step()
            return _before(*given)

        setattr(owner, name, stepping)
