"""The strategies reach every verdict and every gate: properties over them are not hollow."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from farmer.model import ROLES, Role
from farmer.scoring import Assessment
from tests.scoring.diary import failing, judged
from tests.strategies import ENTAILED, History, histories

EXAMPLES = 700
FIXED = settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
GATES = {gate.id: gate for role in ROLES for gate in judged([], role=role).gates}


@cache
def reached() -> tuple[Assessment, ...]:
    """The judgements on a fixed number of examples, the same every time."""
    seen: list[Assessment] = []

    @settings(FIXED, max_examples=EXAMPLES)
    @given(history=histories())
    def draw(history: History) -> None:
        seen.append(history.judged())

    draw()
    return tuple(seen)


def test_at_least_a_tenth_of_the_examples_fall_in_each_verdict() -> None:
    shares = Counter(assessment.verdict for assessment in reached())
    assert len(reached()) == EXAMPLES
    assert set(shares) == {"not yet", "almost", "farmed"}
    assert min(shares.values()) >= EXAMPLES / 10, shares


@pytest.mark.parametrize("role", ROLES)
def test_every_verdict_is_reached_in_either_role(role: Role) -> None:
    assert {a.verdict for a in reached() if a.role == role} == {"not yet", "almost", "farmed"}


@pytest.mark.parametrize("gate", sorted(GATES))
def test_every_gate_is_once_the_only_one_failing(gate: str) -> None:
    """But for those it entails: what was never met was never met in five months either.

    Searched for, as 700 examples of a kind may be spoiled in some ways and never in another.
    """
    alone = {gate} | ENTAILED.get(gate, frozenset())
    searching = settings(FIXED, max_examples=20 * EXAMPLES, phases=[Phase.generate])
    find(histories(), lambda history: set(failing(history.judged())) == alone, settings=searching)


@pytest.mark.parametrize("gate", sorted(ENTAILED))
def test_a_gate_that_cannot_fail_alone_never_does(gate: str) -> None:
    """The entailments are facts about the method, not about the strategies."""
    fired = [set(failing(a)) for a in reached() if gate in failing(a)]
    assert fired
    assert all(gates >= ENTAILED[gate] for gates in fired)


@pytest.mark.parametrize("phase", ["none", "V", "C", "P"])
def test_every_phase_is_reached(phase: str) -> None:
    assert any(assessment.phase == phase for assessment in reached())
