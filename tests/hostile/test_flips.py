"""One bit of a ledger falls over: no traceback, and no wrong answer that goes unnoticed."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from tests.conftest import Farmer
from tests.torture.commands import SETTLED

# As many more as somebody has time for.
FLIPS = int(os.environ.get("FLIPS", "60"))
MORE = (
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
PAGE_BYTES = 4096
STATUSES = {0, 3, 6, 10, 11}
# Each of these has to say that the ledger is damaged where one of those answers was wrong.
NOTICES = ("doctor", 'log Ana --note "a walk" --by me', "export")


@pytest.fixture
def whole(farmer: Farmer, ledger: Path) -> bytes:
    """A ledger of everything that a writer can do."""
    for command in (*SETTLED, *MORE):
        assert farmer(f"farmer {command}").status == 0, command
    ledger.parent.chmod(0o700)
    return ledger.read_bytes()


@pytest.mark.parametrize("part", range(6))
def test_whatever_bit_falls_over_is_noticed(
    farmer: Farmer, ledger: Path, whole: bytes, part: int
) -> None:
    right = [farmer(f"farmer {command}") for command in ASKED]
    for seed in range(part, FLIPS, 6):
        flipped = _flipped(whole, Random(seed))
        ledger.write_bytes(flipped)
        answers = {command: farmer(f"farmer {command}") for command in ASKED}
        assert {answer.status for answer in answers.values()} <= STATUSES, (seed, answers)
        unlike = {
            command: (answer, was)
            for (command, answer), was in zip(answers.items(), right, strict=True)
            if answer != was
        }
        # A search in a broken index is missed by nobody but whoever searches.
        searched = unlike and all(command.startswith("find") for command in unlike)
        for command in NOTICES if unlike and not searched else ():
            ledger.write_bytes(flipped)
            assert farmer(f"farmer {command}").status == 6, (seed, command, unlike)
            assert ledger.read_bytes() == flipped, (seed, command)
        if unlike:
            assert farmer("farmer doctor").out, (seed, unlike)


def _flipped(whole: bytes, random: Random) -> bytes:
    """With another bit, of any page alike: most of what is written is the schema."""
    page = random.randrange(0, len(whole), PAGE_BYTES)
    written = [place for place in range(page, page + PAGE_BYTES) if whole[place]]
    damaged = bytearray(whole)
    damaged[random.choice(written or [page])] ^= 1 << random.randrange(8)
    return bytes(damaged)
