"""Before you ask somebody yourself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Farmer

DAY = "2026-01-05"
ASK = 'farmer ask Gita --for "the port authority"'


def test_my_own_ask_is_refused_then_earned(farmed: Farmer) -> None:
    """The same honesty for the user; asked too early it is a withdrawal all the same."""
    farmed('farmer add "Ana Ruiz"')
    early = farmed('farmer ask Ana --for "the port authority" --record --json', today=DAY)
    assert early.status == 11
    assert early.data["request"]["state"] == "asked"
    earned = farmed(f"{ASK} --sent --json", today=DAY)
    assert earned.status == 0
    assert earned.data["request"]["state"] == "sent"
    history = farmed("farmer show Gita --json", today="2026-01-06").data["history"]
    assert [line["what"] for line in history if line["id"] == "r2"] == ["asked_them"]
    for step in ("introduce r2", "met r2", "outcome r2 good", "thanked r2"):
        assert farmed(f"farmer request {step}", today="2026-01-08").status == 0
    history = farmed("farmer show Gita --json", today="2026-01-09").data["history"]
    assert {line["what"] for line in history if line["id"] == "r2"} == {"asked_them", "ref_in_good"}


@pytest.mark.parametrize("who", ["Gita", "Cleo", "Ana"])
def test_a_question_writes_nothing(farmed: Farmer, ledger: Path, who: str) -> None:
    """However often it is asked, and whatever the verdict."""
    farmed('farmer add "Ana Ruiz"')
    before = ledger.read_bytes()
    for _ in range(2):
        asked = farmed(f'farmer ask {who} --for "the port authority" --json', today=DAY)
        assert asked.envelope["farmer"] == 2
        assert asked.data["request"] is None
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("first", "again", "state"),
    [
        ("--record", "--record", "asked"),
        ("--record", "--sent", "sent"),
        ("--sent", "--record", "sent"),
        ("--sent", "--sent", "sent"),
        ("--record", "", "asked"),
    ],
)
def test_what_is_recorded_is_recorded_once(
    farmed: Farmer, first: str, again: str, state: str
) -> None:
    """And said, while it is open; something else is another request."""
    farmed(f"{ASK} {first}", today=DAY)
    second = farmed(f'farmer ask c2 --for "The  port authority" {again} --json', today=DAY)
    assert "You asked that already: r1" in second.err
    assert second.data["request"]["id"] == "r1"
    listed = farmed("farmer request list --json", today=DAY).data["requests"]
    assert [(request["id"], request["state"]) for request in listed] == [("r1", state)]
    other = farmed(f'farmer ask Gita --for "a buyer" {first} --json', today=DAY)
    assert (other.err, other.data["request"]["id"]) == ("", "r2")
    farmed("farmer request withdraw r1", today=DAY)
    anew = farmed(f"{ASK} --record --json", today=DAY)
    assert (anew.err, anew.data["request"]["id"]) == ("", "r3")


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("the port authority", "port authority"),
        ("a lease for the mill", "A lease for the mil"),
        ("a printer who does posters", "posters: a printer who does"),
    ],
)
def test_nearly_the_same_is_one_unless_it_is_meant(farmed: Farmer, first: str, again: str) -> None:
    """The one notion that request add has: no second request, and no step of the first."""
    farmed(f'farmer ask Gita --for "{first}" --record', today=DAY)
    asked = farmed(f'farmer ask Gita --for "{again}" --json', today=DAY)
    assert f"You asked that already: r1, “{first}”, asked." in asked.err
    assert asked.data["request"]["id"] == "r1"
    for way in ("--record", "--sent"):
        refused = farmed(f'farmer ask Gita --for "{again}" {way}', today=DAY)
        assert (refused.status, first in refused.err) == (5, True)
    (listed,) = farmed("farmer request list --json", today=DAY).data["requests"]
    assert listed["state"] == "asked"
    meant = farmed(f'farmer ask Gita --for "{again}" --anyway --json', today=DAY)
    assert (meant.err, meant.data["request"]) == ("", None)
    (command,) = meant.data["commands"]
    assert farmed(command, today=DAY).status == 0
    listed = farmed("farmer request list --json", today=DAY).data["requests"]
    assert [(each["need"], each["state"]) for each in listed] == [(first, "asked"), (again, "sent")]
    exact = farmed(f'farmer ask Gita --for "{again}" --record --json', today=DAY)
    assert exact.data["request"]["id"] == "r2"


@pytest.mark.parametrize("record", ["", "--record"])
@pytest.mark.parametrize(
    ("contacts", "verdict"), [(0, "not yet"), (1, "not yet"), (8, "almost"), (12, "farmed")]
)
def test_the_next_step_fits_the_verdict(
    farmer: Farmer, contacts: int, verdict: str, record: str
) -> None:
    farmer('farmer add "Ana Ruiz"')
    for month in range(contacts):
        fact = "--fact gave" if verdict == "farmed" else ""
        farmer(f"farmer log Ana --on 2025-{12 - month:02}-20 --by both --fact kept {fact}")
    asked = farmer(f'farmer ask Ana --for "a port" {record} --json', today=DAY).data
    assert asked["standing"]["assessment"]["verdict"] == verdict
    said = [asked["next"], *asked["commands"]]
    assert any("in person" in each for each in said) == (verdict == "farmed")
    assert any("sent" in each for each in said) == (verdict == "farmed")
    assert any("too early" in each for each in said) == (verdict != "farmed")


def test_the_next_step_is_that_of_the_day_and_not_of_the_day_it_was_asked(
    farmed: Farmer,
) -> None:
    """Asked too early, and farmed since; and the other way round."""
    farmed(f"{ASK} --record --on 2025-02-01", today="2025-02-01")
    early = farmed("farmer request show r1 --json", today="2025-02-01").data
    assert "too early" in early["next"]
    assert "in person" in farmed("farmer request show r1 --json", today=DAY).data["next"]
    late = farmed("farmer request list --json", today="2027-12-01").data["requests"]
    assert "too early" in late[0]["next"]


def test_what_can_be_pasted_records_what_was_asked(farmed: Farmer) -> None:
    (command,) = farmed(f"{ASK} --json", today=DAY).data["commands"]
    assert farmed(command, today=DAY).status == 0
    assert farmed("farmer request list --json", today=DAY).data["requests"][0]["state"] == "sent"
