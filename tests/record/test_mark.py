"""Evidence is marked, by the day it is of."""

from __future__ import annotations

from tests.conftest import Farmer


def test_a_fact_counts_from_its_day_on(farmer: Farmer) -> None:
    """With its note; before that day nothing is known of it."""
    farmer('farmer log "Ana Ruiz" --by them --on 2026-03-01 --new')
    marked = farmer('farmer mark Ana used --on 2026-05-04 --note "did our lease" --json').data
    assert (marked["on"], marked["note"]) == ("2026-05-04", "did our lease")
    assert [fact["id"] for fact in marked["facts"]] == ["f1"]
    known = farmer("farmer check Ana --json").data["asker"]["facts"]
    assert [(fact["on"], fact["what"], fact["note"]) for fact in known] == [
        ("2026-05-04", marked["what"], "did our lease")
    ]
    assert farmer("farmer check Ana --as-of 2026-05-03 --json").data["asker"]["facts"] == []


def test_a_group_is_marked_at_once_and_taken_back_at_once(known: Farmer) -> None:
    marked = known("farmer mark --with @chapter gave --json").data
    assert {fact["person"]["name"] for fact in marked["facts"]} == {"Bo Li", "Ana Ruiz"}
    known("farmer undo")
    assert known("farmer where --json").data["counts"]["facts"] == 0


def test_what_is_no_evidence_is_refused_with_what_is(known: Farmer) -> None:
    refused = known("farmer mark Ana kepd")
    assert (refused.status, "kept" in refused.err) == (2, True)
    assert known("farmer mark Ana kept --on tomorrow").status == 2
    assert known("farmer where --json").data["counts"]["facts"] == 0
