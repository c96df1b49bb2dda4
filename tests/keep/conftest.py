"""A ledger worth looking after."""

from __future__ import annotations

import pytest

from tests.conftest import Farmer


@pytest.fixture
def evening(farmer: Farmer) -> Farmer:
    """A ledger after an evening."""
    farmer('farmer log "Ana Ruiz" "Bo Li" --at Mixer --on 2026-06-01 --note "the port" --new')
    farmer("farmer mark Ana kept --note lease --on 2026-06-02")
    return farmer
