"""A ledger worth looking after."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import KEY_COMMAND, Farmer
from tests.keep.machines import Machines


@pytest.fixture
def evening(farmer: Farmer) -> Farmer:
    """A ledger after an evening."""
    farmer('farmer log "Ana Ruiz" "Bo Li" --at Mixer --on 2026-06-01 --note "the port" --new')
    farmer("farmer mark Ana kept --note lease --on 2026-06-02")
    return farmer


@pytest.fixture
def machines(
    extra: None, farmer: Farmer, isolation: Path, monkeypatch: pytest.MonkeyPatch
) -> Machines:
    """Machines that know one passphrase, and an empty folder."""
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    folder = isolation / "between"
    folder.mkdir()
    return Machines(farmer, isolation, folder)


@pytest.fixture
def machines_apart(farmer: Farmer, isolation: Path) -> Machines:
    """Machines that take in each other's files."""
    return Machines(farmer, isolation, isolation / "between")
