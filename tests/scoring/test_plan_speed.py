"""The plan is found in a fraction of the time that starting any command takes (method C5)."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from farmer.model import ROLES, Role
from farmer.scoring import Assessment, Fact
from tests.scoring.diary import facts, judged

WORST: dict[str, list[Fact]] = {
    "a stranger": [],
    "three promises broken": facts("broken", 0, 0, 0),
    "five times asked": facts("asked_them", 0, 0, 0, 0, 0),
}
BARE = """
import typer
app = typer.Typer()
@app.command()
def greet(name: str = "you") -> None:
    typer.echo("Hello " + name)
app()
"""
ATTEMPTS = 5


def bare_start() -> float:
    """Seconds of processor time that a Typer program of one command takes, at best."""
    spent = []
    for _ in range(ATTEMPTS):
        before = os.times()
        subprocess.run([sys.executable, "-c", BARE], check=True, capture_output=True)
        after = os.times()
        spent.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    return min(spent)


def planning(assessment: Assessment) -> float:
    """Seconds of processor time that one plan takes, at best."""
    spent = []
    for _ in range(ATTEMPTS):
        before = time.process_time()
        plan = assessment.plan
        spent.append(time.process_time() - before)
        assert plan is None or plan.actions
    return min(spent)


@pytest.fixture(scope="module")
def quarter_of_a_start() -> float:
    """A quarter of what starting a bare Typer program costs."""
    return bare_start() / 4


@pytest.mark.skipif(sys.platform == "win32", reason="no processor time of child processes there")
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("case", WORST)
def test_the_worst_cases_cost_less_than_a_quarter_of_a_bare_start(
    case: str, role: Role, quarter_of_a_start: float
) -> None:
    assert planning(judged([], WORST[case], role)) < quarter_of_a_start
