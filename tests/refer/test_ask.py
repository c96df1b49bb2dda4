"""Before you ask somebody yourself."""

from __future__ import annotations

from tests.conftest import Farmer


def test_my_own_ask_is_refused_then_earned(farmed: Farmer) -> None:
    """The same honesty for the user; asked too early it is a withdrawal all the same."""
    farmed('farmer add "Ana Ruiz"')
    early = farmed('farmer ask Ana --for "the port authority" --json', today="2026-01-05")
    assert early.status == 11
    assert early.data["request"]["state"] == "asked"
    earned = farmed('farmer ask Gita --for "the port authority" --sent --json', today="2026-01-05")
    assert earned.status == 0
    assert earned.data["request"]["state"] == "sent"
    history = farmed("farmer show Gita --json", today="2026-01-06").data["history"]
    assert [line["what"] for line in history if line["id"] == "r2"] == ["asked_them"]
    for step in ("introduce r2", "met r2", "outcome r2 good", "thanked r2"):
        assert farmed(f"farmer request {step}", today="2026-01-08").status == 0
    history = farmed("farmer show Gita --json", today="2026-01-09").data["history"]
    assert {line["what"] for line in history if line["id"] == "r2"} == {"asked_them", "ref_in_good"}
