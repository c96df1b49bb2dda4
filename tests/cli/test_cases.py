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
