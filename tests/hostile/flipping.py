"""One bit of a ledger falls over, again and again: what is told, and what is missed.

``python -m tests.hostile.flipping [FLIPS]`` writes what came of it into docs/reliability.md.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from farmer.cli import run
from tests.conftest import TODAY, Farmer, Outcome
from tests.torture.commands import SETTLED

DOCUMENT = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGINS, ENDS = "<!-- written by make flips -->\n", "<!-- end of flips -->\n"
_MORE = (
    'edit Ana --company "Voss & Co" --cadence 30 --met-on 2025-05-01',
    'gains Ana --goals "a garden by the sea" --skills leases',
    'promise add Bo "write to the port office" --mine --due 2026-06-20',
    "promise kept p1",
    'log Bo Ana --on 2026-05-20 --kind call --note "spoke of the port office" --by them',
    'merge "Joe Marsh" "Joe Marsch"',
    'add "Di Moss" --email di@moss.example',
    'forget "Di Moss" --yes',
    "mark Ana gave --on 2026-06-01",
    "undo",
)
ASKED = (
    *("list", "show Ana", "check Ana", "check Ana --to Bo", "stale --limit 0", "today"),
    *("find port", "stats", "request list", "undo history"),
)
# Each of these has to say that the ledger is damaged where one of those answers was wrong.
NOTICES = ("doctor", 'log Ana --note "a walk" --by me', "export")
_PAGE_BYTES = 4096
# Side by side, for so many cores.
_WORKERS = 2
_STATUSES = {0, 3, 6, 10, 11}
# What came of a flip: nothing, an answer that was another one or a refusal, and what nobody told.
UNSEEN, TOLD, SEARCH, MISSED = "unseen", "told", "search", "missed"


def write_everything(farmer: Farmer, ledger: Path) -> bytes:
    """A ledger of everything that a writer can do."""
    for command in (*SETTLED, *_MORE):
        assert farmer(f"farmer {command}").status == 0, command
    ledger.parent.chmod(0o700)
    return ledger.read_bytes()


def ask(farmer: Farmer) -> list[Outcome]:
    """What the reading commands answer."""
    return [farmer(f"farmer {command}") for command in ASKED]


def flip(
    farmer: Farmer, ledger: Path, whole: bytes, right: Sequence[Outcome], seed: int
) -> tuple[str, list[str]]:
    """What came of one flip, and each thing that is wrong with it, in words.

    A search in a broken index is missed by nobody but whoever searches; doctor tells of it.
    """
    flipped = _flipped(whole, Random(seed))
    ledger.write_bytes(flipped)
    answers = ask(farmer)
    wrong = [
        f"{seed}: {command} ended with {answer.status}"
        for command, answer in zip(ASKED, answers, strict=True)
        if answer.status not in _STATUSES or "Traceback" in answer.out + answer.err
    ]
    unlike = [
        command for command, answer, was in zip(ASKED, answers, right, strict=True) if answer != was
    ]
    if not unlike:
        return UNSEEN, wrong
    searched = all(command.startswith("find") for command in unlike)
    for command in () if searched else NOTICES:
        ledger.write_bytes(flipped)
        if farmer(f"farmer {command}").status != 6:
            wrong.append(f"{seed}: {command} missed that {', '.join(unlike)} changed")
        if ledger.read_bytes() != flipped:
            wrong.append(f"{seed}: {command} wrote")
    if not farmer("farmer doctor").out:
        wrong.append(f"{seed}: doctor said nothing of {', '.join(unlike)}")
    return (SEARCH if searched else TOLD), wrong


def _flipped(whole: bytes, random: Random) -> bytes:
    """With another bit, of any page alike: most of what is written is the schema."""
    page = random.randrange(0, len(whole), _PAGE_BYTES)
    written = [place for place in range(page, page + _PAGE_BYTES) if whole[place]]
    damaged = bytearray(whole)
    damaged[random.choice(written or [page])] ^= 1 << random.randrange(8)
    return bytes(damaged)


def _typed(command: str) -> Outcome:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run(shlex.split(command)[1:])
    return Outcome(status, out.getvalue(), err.getvalue())


def main(flips: int) -> list[str]:
    """Flip that many bits, one at a time, write what came of it, and return what was wrong."""
    came: Counter[str] = Counter()
    wrong: list[str] = []
    with ProcessPoolExecutor(_WORKERS) as pool:
        parts = [range(part, flips, _WORKERS) for part in range(_WORKERS)]
        for counted, found in pool.map(_flip_each, parts):
            came += counted
            wrong += found
    _put_down(flips, came)
    return wrong


def _flip_each(seeds: Iterable[int]) -> tuple[Counter[str], list[str]]:
    """One bit for each seed, in a home of this process's own."""
    came: Counter[str] = Counter()
    wrong: list[str] = []
    with TemporaryDirectory() as home:
        ledger = Path(home) / "ledger.db"
        os.environ |= {"HOME": home, "FARMER_LEDGER": str(ledger), "FARMER_TODAY": TODAY}
        os.environ |= {"FARMER_CONFIG": str(Path(home) / "config.toml"), "TZ": "UTC"}
        whole = write_everything(_typed, ledger)
        right = ask(_typed)
        for seed in seeds:
            kind, found = flip(_typed, ledger, whole, right, seed)
            came[MISSED if found else kind] += 1
            wrong += found
    return came, wrong


def _put_down(flips: int, came: Counter[str]) -> None:
    day = datetime.now(UTC).date().isoformat()
    line = (
        f"On {day}, `make flips FLIPS={flips}`, Python {sys.version.split()[0]}, plain ledgers: of "
        f"{flips} bits,\n{came[UNSEEN]} changed no answer, {came[TOLD]} changed one or had it "
        f"refused, and the doctor, the next change\nand the next export all said so; "
        f"{came[SEARCH]} broke what `find` searches alone, of which the doctor tells.\n"
        f"Tracebacks, and wrong answers that one of the three missed: {came[MISSED] or 'none'}.\n"
    )
    before, rest = DOCUMENT.read_text(encoding="utf-8").split(BEGINS)
    _, after = rest.split(ENDS)
    DOCUMENT.write_text(before + BEGINS + line + ENDS + after, encoding="utf-8")


if __name__ == "__main__":
    unnoticed = main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
    sys.stdout.write("".join(f"{line}\n" for line in unnoticed))
    sys.exit(bool(unnoticed))
