"""Whether two versions give the same answers, on a hundred random ledgers.

``python -m benchmarks.answers SRC``: of the farmer in that folder and of this one, every reading
command is asked in a pipe, as JSON and as on terminals of several widths.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from hashlib import sha256
from io import StringIO
from pathlib import Path

from benchmarks.ledgers import fill, make_ledger
from farmer.ledger.sqlite.functions import enable_functions

LEDGERS = 100
COMMANDS = (
    *("check Ana", "check p3@3.example", "check c5 --why", "check Nobody", "show c2"),
    *("list --limit 0", "list --sort score", "today", "stale --limit 0", "stale --long"),
    *("find spoke", "find spoke --limit 3", "stats", "gains Ana", "prepare Ana", "calendar"),
)
FORMS = ((), ("--json",), ("--pretty",))
WIDTHS = (60, 80, 100, 140)


def make_ledgers(place: Path) -> None:
    """Ledgers of six people and more, with up to twenty touchpoints each."""
    empty = make_ledger(place / "empty.db", "empty")
    for number in range(LEDGERS):
        path = place / f"{number}.db"
        shutil.copy(empty, path)
        people = 6 + number
        with closing(sqlite3.connect(path)) as db, db:
            enable_functions(db)
            fill(db, people, people * (number % 21))


def tell(place: Path) -> Iterator[str]:
    """A line for each answer: the ledger, the command, its status and what it said."""
    from farmer.cli import run

    for number in range(LEDGERS):
        os.environ["FARMER_LEDGER"] = str(place / f"{number}.db")
        for at, command in enumerate(COMMANDS):
            os.environ["COLUMNS"] = str(WIDTHS[(number + at) % len(WIDTHS)])
            for form in FORMS:
                out, err = StringIO(), StringIO()
                with redirect_stdout(out), redirect_stderr(err):
                    status = run([*command.split(), *form])
                said = sha256(f"{out.getvalue()}\0{err.getvalue()}".encode()).hexdigest()
                yield f"{number} {' '.join((command, *form))} {status} {said}"


def main(words: list[str]) -> int:
    """Ask both versions, each of ledgers of its own schema, and say where they differ."""
    if words == ["--tell"]:
        place = Path.cwd()
        make_ledgers(place)
        print(*tell(place), sep="\n")
        return 0
    told = [_told_by(Path(source).resolve()) for source in (words[0], "src")]
    differ = [before for before, after in zip(*told, strict=True) if before != after]
    print(*differ, f"{len(told[0])} answers, {len(differ)} of them differ", sep="\n")
    return bool(differ)


def _told_by(source: Path) -> list[str]:
    """What the farmer in that folder says of ledgers that it laid out itself."""
    root = Path(__file__).parents[1]
    with tempfile.TemporaryDirectory() as place:
        answered = subprocess.run(
            [sys.executable, "-m", "benchmarks.answers", "--tell"],
            cwd=place,
            env={
                **os.environ,
                "FARMER_TODAY": "2026-06-15",
                "HOME": place,
                "PYTHONPATH": f"{source}:{root}",
            },
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return answered.stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
