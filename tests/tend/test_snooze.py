"""Left in peace until a day."""

from __future__ import annotations

import pytest

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


def fair(farmer: Farmer, name: str = "Spring fair", on: str = "2026-06-12") -> None:
    """An event at which Ana and Bo were."""
    farmer(f'farmer log "Ana Ruiz" "Bo Li" --at "{name}" --on {on} --new', on)


@pytest.mark.parametrize("typed", ["e1", "'Spring fair'", "'SPRING  fair'", "@fair", "E1"])
def test_who_was_at_an_event_or_has_a_tag_is_snoozed_in_one_change(
    farmer: Farmer, typed: str
) -> None:
    fair(farmer)
    farmer("farmer add 'Cy Ode'")
    farmer("farmer tag Ana Bo @fair")
    assert len(farmer("farmer today --json").data["follow_ups"]) == 2
    done = farmer(f"farmer snooze {typed} --until 2026-07-01")
    assert (done.status, [row[1] for row in done.rows]) == (0, ["Ana Ruiz", "Bo Li"])
    assert farmer("farmer today --json").data["follow_ups"] == []
    farmer("farmer undo")
    assert len(farmer("farmer today --json").data["follow_ups"]) == 2


def test_some_may_be_left_out_and_who_is_archived_is(farmer: Farmer) -> None:
    fair(farmer)
    left = farmer("farmer snooze e1 --except Ana")
    assert [row[1] for row in left.rows] == ["Bo Li"]
    farmer("farmer archive Bo")
    assert [row[1] for row in farmer("farmer snooze e1").rows] == ["Ana Ruiz"]
    farmer("farmer archive Ana")
    assert (gone := farmer("farmer snooze e1")).status == 3
    assert "nobody is left who is not archived" in gone.err


def test_of_two_events_of_a_name_none_is_guessed(farmer: Farmer) -> None:
    fair(farmer, on="2025-06-12")
    fair(farmer)
    refused = farmer('farmer snooze "Spring fair"')
    assert refused.status == 4
    assert (
        "any of 2 events: e2 Spring fair, 12 Jun 2026; e1 Spring fair, 12 Jun 2025" in refused.err
    )
    assert farmer("farmer snooze e2").status == 0


def test_a_person_of_that_name_is_meant_before_an_event(farmer: Farmer) -> None:
    fair(farmer, "Bo Li")
    assert [row[1] for row in farmer('farmer snooze "Bo Li"').rows] == ["Bo Li"]


@pytest.mark.parametrize("typed", ["e9", "'Winter fair'"])
def test_an_event_that_there_is_not_is_refused(farmer: Farmer, typed: str) -> None:
    fair(farmer)
    assert farmer(f"farmer snooze {typed}").status == 3


def test_who_was_at_an_event_is_logged_together(farmer: Farmer) -> None:
    fair(farmer)
    logged = farmer("farmer log e1 --kind message --by me --except Bo")
    assert logged.status == 0
    assert "message" in farmer("farmer show Ana").out
    assert "message" not in farmer("farmer show Bo").out
