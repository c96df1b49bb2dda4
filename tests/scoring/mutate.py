"""Move every number of the method one step up and one step down: some test must fail.

Run as ``python -m tests.scoring.mutate``. Each number of ``constants.py``, entries of mappings
and tuples too, is moved by one unit of its last written digit (7 to 6 and 8, 0.18 to 0.17 and
0.19) in a copy of the source, and the tests that need no example files are run against the copy.
A number that can be moved without a test failing is reported, and the run fails.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONSTANTS = Path("farmer/scoring/constants.py")
TESTS = ("weights", "clocks", "components", "boundaries", "cold", "worked", "plan_limits")

# Numbers that nothing can be observed to depend on, and why.
_AN_HOUR = "an hour weighs the same as more than an hour"
_A_YEAR = "54 weeks hold a year after the first talk; no gate or component grows in later ones"
UNOBSERVABLE = {
    "DEFAULT_MINUTES.meeting 60 to 61": _AN_HOUR,
    "DEFAULT_MINUTES.meal 75 to 74": _AN_HOUR,
    "DEFAULT_MINUTES.meal 75 to 76": _AN_HOUR,
    "DEFAULT_MINUTES.visit 60 to 61": _AN_HOUR,
    "DEFAULT_MINUTES.worked 120 to 119": _AN_HOUR,
    "DEFAULT_MINUTES.worked 120 to 121": _AN_HOUR,
    "PLAN_WEEKS 56 to 55": _A_YEAR,
    "PLAN_WEEKS 56 to 57": _A_YEAR,
}


@dataclass(frozen=True)
class Number:
    """One number in the source: what it is called, and where it stands."""

    name: str
    text: str
    start: int
    end: int

    def moved(self) -> Iterator[tuple[str, str]]:
        """What each move is called, and the number's new text."""
        value = Decimal(self.text)
        exponent = value.as_tuple().exponent
        step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        for new in (value - step, value + step):
            yield f"{self.name} {self.text} to {new}", f"({new})"


def numbers(source: str) -> Iterator[Number]:
    """Every number assigned to a constant, in order."""
    lines = source.splitlines(keepends=True)
    starts = [sum(len(line.encode()) for line in lines[:index]) for index in range(len(lines))]
    for statement in ast.parse(source).body:
        if not isinstance(statement, ast.AnnAssign) or statement.value is None:
            continue
        for path, node in _literals(statement.value, ast.unparse(statement.target)):
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
            yield Number(path, source.encode()[start:end].decode(), start, end)


def _literals(node: ast.expr, path: str) -> Iterator[tuple[str, ast.Constant]]:
    """The numbers in an expression, each with the path of keys and positions that leads there."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield path, node
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            label = "" if key is None else ast.unparse(key).strip("'")
            yield from _literals(value, f"{path}.{label}")
    elif isinstance(node, ast.Tuple):
        for index, item in enumerate(node.elts):
            yield from _literals(item, f"{path}[{index}]")
    else:
        for part in ast.iter_child_nodes(node):
            if isinstance(part, ast.expr):
                yield from _literals(part, path)


def passes(constants: bytes) -> bool:
    """Whether the tests pass with the constants module written so."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "src")
        shutil.copytree(ROOT / "src", copy)
        (copy / CONSTANTS).write_bytes(constants)
        options = [
            "-x",
            "-q",
            "--noconftest",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:hypothesispytest",
        ]
        command = [sys.executable, "-m", "pytest", *options]
        command += [f"tests/scoring/test_{name}.py" for name in TESTS]
        environment = {**os.environ, "PYTHONPATH": str(copy)}
        ended = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        if ended.returncode not in (0, 1):
            raise RuntimeError(ended.stdout + ended.stderr)
        return ended.returncode == 0


def main() -> int:
    """Report every move that no test notices; 1 if there is one, or a reason that is not needed."""
    began = time.monotonic()
    source = (ROOT / "src" / CONSTANTS).read_bytes()
    if not passes(source):
        sys.stderr.write("The tests fail with every number where it is.\n")
        return 1
    moves = {
        name: source[: number.start] + text.encode() + source[number.end :]
        for number in numbers(source.decode())
        for name, text in number.moved()
    }
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        survived = dict(zip(moves, pool.map(passes, moves.values()), strict=True))
    unseen = [name for name in moves if survived[name] and name not in UNOBSERVABLE]
    needless = [name for name in UNOBSERVABLE if not survived.get(name, False)]
    for name in unseen:
        sys.stdout.write(f"survived: {name}\n")
    for name in needless:
        sys.stdout.write(f"argued to be unobservable, but noticed or gone: {name}\n")
    killed = len(moves) - sum(survived.values())
    seconds = round(time.monotonic() - began)
    sys.stdout.write(f"{killed} of {len(moves)} moves noticed in {seconds} s.\n")
    return 1 if unseen or needless else 0


if __name__ == "__main__":
    raise SystemExit(main())
