"""The page before a meeting."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from farmer.ledger import FileLedger
from farmer.model import Contact, Event, Touch
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


@pytest.mark.parametrize(
    ("kinds", "known"),
    [
        (("meeting", "meeting"), True),
        (("card", "call"), True),
        (("message", "message"), False),
        (("meeting", "letter"), False),
        (("attempt", "like"), False),
    ],
)
def test_what_an_older_farmer_logged_in_one_line_is_read_for_what_it_says(
    farmer: Farmer, ledger: Path, kinds: tuple[str, str], known: bool
) -> None:
    """It made an unnamed event of everybody in the line, whatever the kind."""
    on = date(2026, 6, 1)
    with FileLedger(ledger).changing("log", datetime(2026, 6, 1, 12, tzinfo=UTC)) as writer:
        event = writer.add_event(Event(on))
        for name, kind in zip(("Ana Ruiz", "Bo Li"), kinds, strict=True):
            writer.add_touch(writer.add_contact(Contact(name, added_on=on)), Touch(on, kind), event)
    mutual = farmer("farmer prepare Ana --json").data["mutual"]
    assert [line["how"] for line in mutual] == ["at a get-together"] * known
