"""A wish is no evidence: no cadence, snooze, tag, archive or setting changes what is judged."""

from __future__ import annotations

from typing import Any

import pytest

from farmer.model import ROLES
from tests.conftest import Farmer


def judged(farmer: Farmer) -> list[Any]:
    """What `check` says of Ana in each role, and `list` of everybody.

    That somebody is archived is said, with no next step, and is no judgement.
    """
    sides = [farmer(f"farmer check Ana --as {role} --json").data["asker"] for role in ROLES]
    for side in sides:
        del side["archived"], side["steps"]
    lines = farmer("farmer list --json").data["people"]
    lines += farmer("farmer list --archived --json").data["people"]
    return [*sides, [(line["verdict"], line["score"], line["phase"]) for line in lines]]


@pytest.mark.parametrize(
    "wish",
    [
        "farmer edit Ana --cadence 1",
        "farmer edit Ana --cadence 3650",
        "farmer snooze Ana --until 2026-12-01",
        "farmer tag Ana @chapter",
        "farmer archive Ana",
        "farmer config set cadence yearly",
        "farmer config set cadence 7",
    ],
)
def test_no_wish_changes_a_verdict(farmer: Farmer, wish: str) -> None:
    """A tie on the edge of going cold, where a cadence would tell first."""
    for day in ("2025-03-01", "2025-08-02", "2025-11-03", "2026-01-20"):
        farmer(f'farmer log "Ana Ruiz" --on {day} --by both --new --fact kept --fact seen')
    before = judged(farmer)
    assert before[0]["assessment"]["score"] > 40
    assert farmer(wish).status == 0
    assert judged(farmer) == before
