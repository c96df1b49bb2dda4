"""Commands timed side by side: what each costs in processor time, and in memory.

The commands of a row take turns, so that whatever else the machine does falls on all of them.
Processor time is counted instead of the clock's: it is what a command costs, whoever is waiting.
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import median, quantiles

RUNS = 9
# With these, every module of a checkout is compiled at every start, and every line written alone.
_NOBODYS = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")


@dataclass(frozen=True)
class Command:
    """A command line, what it finds in its environment, and whether it speaks to a terminal.

    ``afresh`` are files taken away before each run.
    """

    words: Sequence[str]
    environ: Mapping[str, str] = field(default_factory=dict)
    terminal: bool = False
    afresh: Sequence[str] = ()


@dataclass(frozen=True)
class Measured:
    """Processor seconds of each run, and the most memory that any of them held, in MB."""

    seconds: Sequence[float]
    megabytes: float

    @property
    def median(self) -> float:
        """Seconds of the middle run."""
        return median(self.seconds)

    @property
    def spread(self) -> float:
        """Half the distance between the quartiles, in seconds."""
        if len(self.seconds) < 2:
            return 0.0
        low, _, high = quantiles(self.seconds, n=4)
        return (high - low) / 2


@dataclass(frozen=True)
class Row:
    """One line of the table: what farmer does, against what, and the ratio that is wanted."""

    what: str
    ours: Command
    theirs: Command
    against: str
    target: float | None = None
    memory_target: float | None = None
    runs: int = RUNS


def table(title: str, rows: Iterable[Row]) -> None:
    """Measure every row and print it as it is known."""
    print(f"\n### {title}\n")
    print("| what | farmer | against | | ratio | wanted |")
    print("|---|---|---|---|---|---|")
    for row in rows:
        ours, theirs = interleaved(row.ours, row.theirs, row.runs)
        ratio = ours.median / theirs.median
        print(
            f"| {row.what} | {_said(ours)} | {row.against} | {_said(theirs)} "
            f"| {ratio:.2f} | {f'≤ {row.target}' if row.target else ''} |",
            flush=True,
        )
        if row.memory_target is not None:
            print(
                f"| {row.what}, memory | {ours.megabytes:.0f} MB | {row.against} "
                f"| {theirs.megabytes:.0f} MB | {ours.megabytes / theirs.megabytes:.2f} "
                f"| ≤ {row.memory_target} |",
                flush=True,
            )


def interleaved(ours: Command, theirs: Command, runs: int) -> tuple[Measured, Measured]:
    """Both measured in turns; the first turn only warms the disk's cache."""
    taken = [(measure(ours), measure(theirs)) for _ in range(runs + 1)][1:]
    return _measured([one for one, _ in taken]), _measured([other for _, other in taken])


def farmer(*words: str, ledger: str, terminal: bool = False, afresh: Sequence[str] = ()) -> Command:
    """farmer as it is installed here, on that ledger, on the day the ledgers were invented for."""
    environ = {"FARMER_LEDGER": ledger, "FARMER_TODAY": "2026-06-15"}
    program = os.path.join(os.path.dirname(sys.executable), "farmer")  # noqa: PTH118, PTH120
    return Command((program, *words), environ, terminal, afresh)


def python(*words: str) -> Command:
    """This Python with those arguments."""
    return Command((sys.executable, *words))


def _said(measured: Measured) -> str:
    return f"{measured.median * 1000:.0f} ± {measured.spread * 1000:.0f} ms"


def _measured(runs: Sequence[tuple[float, float]]) -> Measured:
    return Measured([seconds for seconds, _ in runs], max(memory for _, memory in runs))


def measure(command: Command) -> tuple[float, float]:
    """Processor seconds and megabytes of one run.

    Raises:
        RuntimeError: where it ends as a command does that went wrong.
    """
    for path in command.afresh:
        with suppress(FileNotFoundError):
            os.unlink(path)  # noqa: PTH108
    environ = {**_environ(), "COLUMNS": "100", "PYTHONHASHSEED": "0", **command.environ}
    ours, theirs = pty.openpty() if command.terminal else (-1, subprocess.DEVNULL)
    process = subprocess.Popen(
        command.words, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environ
    )
    if command.terminal:
        os.close(theirs)
        threading.Thread(target=_drain, args=(ours,), daemon=True).start()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3, 10, 11, 12):
        raise RuntimeError(f"{' '.join(command.words)} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _environ() -> dict[str, str]:
    """What users have around them: compiled modules, which installers leave and Python keeps."""
    return {name: said for name, said in os.environ.items() if name not in _NOBODYS}


def _drain(terminal: int) -> None:
    with suppress(OSError):
        while os.read(terminal, 65536):
            pass
    os.close(terminal)
