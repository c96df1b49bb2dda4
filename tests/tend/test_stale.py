"""Who is going cold, as it is seen in the morning."""

from __future__ import annotations

from tests.conftest import Farmer


def test_log_today_and_look_again_in_sixty_days(farmer: Farmer) -> None:
    """What was warm when it was logged is due when the half of two turns has passed."""
    farmer('farmer log "Gwen Ito" --by me --new', today="2026-01-10")
    farmer("farmer log Gwen --by them", today="2026-02-10")
    assert farmer("farmer stale", today="2026-02-10").out == ""
    assert farmer("farmer stale --as-of 2026-04-11", today="2026-02-10").out == ""
    later = farmer("farmer stale --as-of 2026-05-11", today="2026-02-10")
    assert [row[1:4] for row in later.rows] == [["Gwen Ito", "due", "90"]]
    assert farmer("farmer stale --exit-code", today="2026-08-20").status == 12
