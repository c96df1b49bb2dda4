"""What was recorded by mistake is taken out."""

from __future__ import annotations

from tests.conftest import Farmer


def test_several_are_taken_out_and_come_back_at_once(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" "Bo Li" --new')
    farmer("farmer mark Ana kept")
    assert farmer("farmer remove t1 f1 --json").status == 0
    counts = farmer("farmer where --json").data["counts"]
    assert (counts["touchpoints"], counts["facts"], counts["contacts"]) == (1, 0, 2)
    farmer("farmer undo")
    counts = farmer("farmer where --json").data["counts"]
    assert (counts["touchpoints"], counts["facts"]) == (2, 1)


def test_where_one_is_not_there_none_is_taken_out(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" --new')
    assert farmer("farmer remove t1 t9").status == 3
    assert farmer("farmer where --json").data["counts"]["touchpoints"] == 1
