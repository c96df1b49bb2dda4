"""Left in peace until a day."""

from __future__ import annotations

from tests.conftest import Farmer


def test_who_is_snoozed_is_left_in_peace_but_what_is_owed_is_not(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" --by them --on 2025-01-10 --new', "2025-01-10")
    farmer('farmer promise add Ana "call the port" --mine --due 2026-06-14', "2026-06-10")
    assert farmer('farmer snooze Ana --until "in 3 months"').status == 0
    due = farmer("farmer today --json").data
    assert (len(due["ties"]), len(due["promises"])) == (0, 1)
    quiet = farmer("farmer stale --json").data
    assert (quiet["ties"], quiet["snoozed"][0]["until"]) == ([], "2026-09-15")
    assert farmer("farmer stale Ana --json").data["total"] == 1
    assert farmer("farmer today --json", "2026-09-15").data["ties"]
    farmer("farmer snooze Ana --until today")
    assert farmer("farmer today --json").data["ties"]
    late = farmer("farmer snooze Ana --until 2026-06-14")
    assert (late.status, "14 Jun 2026 has passed" in late.err) == (2, True)
