"""The page before a meeting."""

from __future__ import annotations

from tests.conftest import Farmer


def test_what_was_promised_is_on_the_page_before_a_meeting(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" "Bo Li" --by them --on 2026-06-01 --new')
    farmer('farmer promise add Ana "send the lease"')
    farmer('farmer promise add Ana "call the port" --mine')
    farmer('farmer promise add Bo "a boat"')
    page = farmer("farmer prepare Ana --json").data
    assert [promise["text"] for promise in page["promises"]] == ["call the port", "send the lease"]
    farmer("farmer promise kept p1")
    assert len(farmer("farmer prepare Ana --json").data["promises"]) == 1
