"""Words are found again, wherever they were written down."""

from __future__ import annotations

from tests.conftest import Farmer


def test_words_are_found_in_notes_names_companies_and_events(farmer: Farmer) -> None:
    """Whatever their case and accents; all the words have to be there."""
    farmer('farmer add "José Pérez" --company "Harbour Law"')
    farmer('farmer log "Ana Ruiz" --at "Harbour dinner" --note "the Second Office" --new')
    assert {row[0] for row in farmer("farmer find harbour").rows} >= {"c1", "e1"}
    assert farmer("farmer find jose perez").rows[0][0] == "c1"
    (note,) = farmer('farmer find "second office" --json').data["matches"]
    assert (note["id"], note["person"]["name"], note["excerpt"]) == (
        "t1",
        "Ana Ruiz",
        "the Second Office",
    )
    assert farmer("farmer find second harbourmaster").out == ""


def test_what_is_taken_out_is_not_found_and_what_is_taken_back_is(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" --note "the lease" --new')
    farmer("farmer remove t1")
    assert farmer("farmer find lease --json").data["total"] == 0
    farmer("farmer undo")
    assert farmer("farmer find lease --json").data["total"] == 1
