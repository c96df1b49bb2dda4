"""Crafted histories with the answers expected of them, kept as data beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from farmer.scoring import Assessment, Fact, Touch
from tests.scoring.diary import ago
from tests.strategies import History

FOLDER = Path(__file__).parents[3] / "shared"

Row = dict[str, Any]


def rows_of(name: str) -> list[ParameterSet]:
    """Every row of that file as a test of its own; one skipped test where there is no file."""
    file = FOLDER / name
    if not file.is_file():
        why = f"no {name} in a folder of example files beside the checkout"
        return [pytest.param({}, id="none", marks=pytest.mark.skip(reason=why))]
    rows: list[Row] = json.loads(file.read_text("utf-8"))
    return [pytest.param(row, id=row["id"]) for row in rows]


def history_of(row: Row) -> History:
    """The history of a row, its days counted back from today."""
    return History(
        tuple(Touch(on=ago(t.pop("days_ago")), **t) for t in map(dict, row["touches"])),
        tuple(Fact(ago(fact["days_ago"]), fact["what"]) for fact in row["facts"]),
        row["role"],
        row["cadence_days"],
    )


def answers(history: History) -> Row:
    """All that rows say of a history, under their names for it."""
    assessment, tie = history.judged(), history.silence()
    plan = assessment.plan
    return {
        "verdict": assessment.verdict,
        "score": assessment.score,
        "uncapped": assessment.raw,
        "phase": assessment.phase,
        "level": assessment.level,
        "hard": _gates(assessment, hard=True),
        "soft": _gates(assessment, hard=False),
        "points": {part.name: part.points for part in assessment.components},
        "status": tie.status,
        "own": tie.rhythm_days,
        "drifting": tie.drifting,
        "warmth": tie.warmth,
        "plan": None if plan is None else list(plan.actions),
        "plan_days": None if plan is None else plan.days,
    }


def assert_answers(row: Row, digits: int) -> None:
    """Everything a row expects is what is found, numbers to so many digits."""
    found = answers(history_of(row))
    near = 0.5 * 10.0**-digits + 1e-12
    expected: Row = row["expect"]
    assert set(expected) <= set(found)
    for name, value in expected.items():
        if isinstance(value, float | dict):
            assert found[name] == pytest.approx(value, abs=near, rel=0), name
        else:
            assert found[name] == value, name


def _gates(assessment: Assessment, *, hard: bool) -> list[str]:
    return [gate.id for gate in assessment.failing if gate.hard == hard]
