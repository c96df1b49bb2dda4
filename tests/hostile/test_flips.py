"""One bit of a ledger falls over: no traceback, and no wrong answer that goes unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Farmer
from tests.hostile.flipping import ask, flip, write_everything

FLIPS = 60


@pytest.mark.parametrize("part", range(6))
def test_whatever_bit_falls_over_is_noticed(farmer: Farmer, ledger: Path, part: int) -> None:
    whole = write_everything(farmer, ledger)
    right = ask(farmer)
    for seed in range(part, FLIPS, 6):
        _, wrong = flip(farmer, ledger, whole, right, seed)
        assert wrong == []
