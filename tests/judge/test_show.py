"""Everything that is known of one person."""

from __future__ import annotations

from tests.conftest import Farmer


def test_what_was_added_later_does_not_show_earlier(farmer: Farmer) -> None:
    """Neither the day somebody was added nor the day they were met."""
    farmer('farmer log "Ana Ruiz" --at Mixer --new')
    then = farmer("farmer show Ana --as-of 2020-01-01 --json").data
    assert (then["added_on"], then["met_on"], then["met_at"]) == (None, None, "")


def test_all_that_was_recorded_of_somebody_is_shown_the_newest_first(known: Farmer) -> None:
    """Touchpoints and facts by their ids, and nobody else's."""
    known('farmer log Ana "Bo Ek" --on 2026-06-01 --note "Ana: the lease"')
    known("farmer mark Ana kept --on 2026-06-03")
    shown = known("farmer show Ana --json").data
    assert [line["id"] for line in shown["history"]] == ["f1", "t1"]
    assert (shown["tags"], shown["history"][1]["note"]) == (["chapter", "golf"], "the lease")
