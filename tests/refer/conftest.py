"""Who the stories of introductions are about."""

from __future__ import annotations

import pytest

from tests.conftest import Farmer


@pytest.fixture
def farmed(farmer: Farmer) -> Farmer:
    """Cleo, farmed for a year as a requester, and Gita, farmed as a target."""
    farmer('farmer add "Cleo Brandt" --company "Brandt Print"')
    farmer('farmer add "Gita Rao" --company "Rao Law"')
    for month in range(1, 13):
        by = "me" if month % 2 else "them"
        for who in ("Cleo", "Gita"):
            farmer(f"farmer log {who} --by {by} --on 2025-{month:02}-10")
    for month in (3, 6, 9, 11):
        farmer(f"farmer mark Cleo used --on 2025-{month:02}-01")
        farmer(f"farmer mark Cleo kept --on 2025-{month:02}-01")
        farmer(f"farmer mark Gita kept --on 2025-{month:02}-01")
        farmer(f"farmer mark Gita gave --on 2025-{month:02}-01")
    return farmer
