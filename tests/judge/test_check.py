"""The method's worked cases, typed into a ledger command by command."""

from __future__ import annotations

import json
from datetime import date, timedelta
from math import floor
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TODAY, Farmer

CASES = Path(__file__).parents[3] / "shared" / "cases.json"
ROWS = json.loads(CASES.read_text(encoding="utf-8")) if CASES.exists() else []
AS_OF = date.fromisoformat(TODAY)

pytestmark = pytest.mark.skipif(not ROWS, reason="no shared folder with the method's cases")


def day(row: dict[str, Any]) -> str:
    """When a touch or fact of a case happened."""
    return (AS_OF - timedelta(days=row["days_ago"])).isoformat()


def type_history(farmer: Farmer, case: dict[str, Any]) -> None:
    """Everything of the case, as a user records it."""
    farmer(f'farmer add "Ana Ruiz" --cadence {case["cadence_days"]}')
    for touch in case["touches"]:
        told = " ".join(
            f"--{name} {touch[name]}"
            for name in ("kind", "by", "minutes", "group", "depth")
            if name in touch
        )
        assert farmer(f"farmer log Ana --on {day(touch)} {told}").status == 0
    for fact in case["facts"]:
        word = fact["what"].removeprefix("work:").replace("_", "-")
        assert farmer(f"farmer mark Ana {word} --on {day(fact)}").status == 0


@pytest.mark.parametrize("case", ROWS, ids=lambda case: str(case["id"]))
def test_a_case_typed_in_comes_out_as_worked(farmer: Farmer, case: dict[str, Any]) -> None:
    """Verdict, score, phase, level, gates, points, plan, status and exit status."""
    type_history(farmer, case)
    expected = case["expect"]
    checked = farmer(f"farmer check Ana --as {case['role']} --json")
    judged = checked.data["asker"]["assessment"]
    assert checked.status == {"farmed": 0, "almost": 10, "not yet": 11}[expected["verdict"]]
    assert judged["verdict"] == expected["verdict"]
    assert judged["score"] == pytest.approx(expected["score"], abs=1e-4)
    assert judged["raw"] == pytest.approx(expected["uncapped"], abs=1e-4)
    assert (judged["phase"], judged["level"]) == (expected["phase"], expected["level"])
    fired = [gate["id"] for gate in judged["gates"] if gate["fired"]]
    assert fired == expected["hard"] + expected["soft"]
    points = {part["name"]: part["points"] for part in judged["components"]}
    assert points == pytest.approx(expected["points"], abs=1e-4)
    plan = checked.data["asker"]["plan"]
    assert plan["actions"] == expected["plan"]
    assert plan["days"] == expected["plan_days"]
    assert farmer("farmer show Ana --json").data["silence"]["status"] == expected["status"]
    piped = farmer(f"farmer check Ana --as {case['role']}")
    assert piped.rows[0][:3] == ["verdict", expected["verdict"], str(floor(expected["score"]))]


def test_the_pair_of_the_founding_article(farmer: Farmer) -> None:
    """Alex asks for Branson: his side is farmed, the target's is the weaker."""
    for who, case_id in (("Alex Marlow", "8"), ("Richard Branson", "1b")):
        case = next(row for row in ROWS if row["id"] == case_id)
        farmer(f'farmer add "{who}" --cadence {case["cadence_days"]}')
        for touch in case["touches"]:
            told = " ".join(f"--{k} {v}" for k, v in touch.items() if k not in ("days_ago",))
            farmer(f'farmer log "{who}" --on {day(touch)} {told}')
        for fact in case["facts"]:
            farmer(f'farmer mark "{who}" {fact["what"]} --on {day(fact)}')
    checked = farmer("farmer check Alex --to Branson --json")
    assert checked.status == 11
    assert floor(checked.data["score"]) == 22
    assert checked.data["weaker"] == "target"
    assert checked.data["asker"]["assessment"]["verdict"] == "farmed"


def test_the_stranger_who_asks_for_branson(farmer: Farmer) -> None:
    """Misner's founding story: both sides fail, and the stranger is refused."""
    farmer('farmer add "Richard Branson" --company Virgin --cadence 180')
    for day in ("2024-07-15", "2025-05-11"):
        farmer(f'farmer log Richard --at "Gala" --minutes 15 --group 6 --by none --on {day}')
    farmer("farmer log Richard --kind meal --group 8 --by none --on 2026-04-16")

    unknown = farmer('farmer check "Joe Marsh" --to "Richard Branson"')
    assert unknown.status == 3
    assert "stranger" in unknown.err
    assert "not yet" in unknown.err

    farmer('farmer log "Joe Marsh" --kind event --group 2 --minutes 3 --depth 0 --by them --new')
    asked = farmer('farmer check "Joe Marsh" --to "Richard Branson" --json')
    assert asked.status == 11
    assert asked.data["verdict"] == "not yet"
    assert asked.data["weaker"] == "requester"
    target = asked.data["target"]["assessment"]
    assert [gate["id"] for gate in target["gates"] if gate["fired"]] == ["S1", "S2", "S6", "S8"]


def test_a_referral_partners_year(farmer: Farmer) -> None:
    """Monthly one-to-ones, services used, referrals both ways: farmed, and profitable."""
    farmer('farmer add "Cleo Brandt" --company "Brandt Print"')
    for month in range(1, 13):
        by = "me" if month % 2 else "them"
        farmer(f"farmer log Cleo --by {by} --on 2025-{month:02}-10")
    for what, day in (
        ("used", "2025-03-01"),
        ("used", "2025-09-01"),
        ("kept", "2025-04-01"),
        ("kept", "2025-06-01"),
        ("ref-out-good", "2025-07-01"),
        ("ref-in-good", "2025-08-01"),
        ("ref-in-good", "2025-10-01"),
    ):
        assert farmer(f"farmer mark Cleo {what} --on {day}").status == 0
    checked = farmer("farmer check Cleo --json", today="2026-01-05")
    assert checked.status == 0
    judged = checked.data["asker"]["assessment"]
    assert (judged["verdict"], judged["phase"], judged["level"]) == ("farmed", "P", 5)


def test_a_burst_at_a_conference_is_not_a_relationship(farmer: Farmer) -> None:
    """Four days of talk, every evening together: one week, so not yet."""
    for day in range(1, 5):
        farmer(
            f'farmer log "Dana Hsu" --at "Summit" --group 2 --minutes 120 --depth 3 --by both '
            f"--on 2026-06-0{day} --new --fact gave --fact got --fact seen"
        )
    checked = farmer("farmer check Dana")
    assert checked.status == 11
    assert "one burst is not a relationship" in checked.out


def test_a_friend_whose_work_you_do_not_know(farmer: Farmer) -> None:
    """Two years of lunches, and not a word about what they do: liking is not vouching."""
    farmer('farmer log "Emil Voss" --kind meal --by me --on 2024-06-20 --new')
    for month in range(24):
        day = f"{2024 + (month + 6) // 12}-{(month + 6) % 12 + 1:02}-20"
        if day < "2026-06-15":
            by = "me" if month % 2 else "them"
            farmer(f"farmer log Emil --kind meal --depth 2 --by {by} --on {day}")
    for day in ("2024-09-01", "2025-01-01", "2025-06-01"):
        farmer(f"farmer mark Emil kept --on {day}")
        farmer(f"farmer mark Emil gave --on {day}")
        farmer(f"farmer mark Emil got --on {day}")
    checked = farmer("farmer check Emil --json")
    assert checked.status == 11
    assert checked.data["score"] == 39
    assert checked.data["asker"]["plan"]["actions"] == ["see"]

    farmer("farmer mark Emil told")
    assert farmer("farmer check Emil").status == 10
    farmer("farmer mark Emil seen")
    assert farmer("farmer check Emil").status == 0


def test_a_chapter_seen_weekly_and_never_one_to_one(farmer: Farmer) -> None:
    """Half a year of meetings of twenty-six: visible, and no more."""
    farmer('farmer add "Finn Aldous"')
    for week in range(26):
        day = f"{week * 7} days ago"
        farmer(f'farmer log Finn --at "Chapter" --minutes 60 --group 26 --by none --on "{day}"')
    farmer("farmer mark Finn told")
    farmer('farmer mark Finn kept --on "30 days ago"')
    checked = farmer("farmer check Finn --json")
    assert checked.status in (10, 11)
    judged = checked.data["asker"]["assessment"]
    fired = {gate["id"] for gate in judged["gates"] if gate["fired"]}
    assert {"S2", "S4", "S6"} <= fired
    assert judged["phase"] == "V"


def test_nobody_is_introduced_to_themselves(farmer: Farmer) -> None:
    """Both sides of an introduction are two people."""
    farmer('farmer add "Ana Ruiz"')
    assert farmer("farmer check Ana --to c1").status == 2
