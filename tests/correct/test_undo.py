"""Back and forward through the changes."""

from __future__ import annotations

from tests.conftest import Farmer


def test_undo_does_not_step_over_a_forgetting_by_itself(known: Farmer) -> None:
    known("farmer forget Ana --yes")
    refused = known("farmer undo")
    assert (refused.status, "cannot be undone" in refused.err) == (5, True)
    assert known("farmer undo --past-forgetting").rows[0][0].startswith("tag")


def test_what_was_taken_back_is_done_again_and_the_history_tells_of_it(farmer: Farmer) -> None:
    """The newest first, by what was typed; a person's own history is theirs alone."""
    farmer('farmer log "Ana Ruiz" --new')
    farmer('farmer log "Bo Li" --new')
    farmer("farmer mark Ana kept")
    assert farmer("farmer undo --json").data["words"].startswith("mark")
    assert farmer("farmer where --json").data["counts"]["facts"] == 0
    assert farmer("farmer undo redo").status == 0
    assert farmer("farmer where --json").data["counts"]["facts"] == 1
    assert farmer("farmer undo redo").status == 5
    every = farmer("farmer undo history --json").data
    assert (every["total"], every["changes"][0]["words"].split()[0]) == (3, "mark")
    hers = farmer("farmer undo history Ana --json").data
    assert [change["words"].split()[0] for change in hers["changes"]] == ["mark", "log"]
