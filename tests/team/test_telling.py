"""What is told arrives as it was told; what is not as it should be is not told on."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.model import ROLES
from farmer.scoring.foretold import foretell
from farmer.scoring.standing import standing
from farmer.team.telling import ToldStanding, Unreadable, from_text, to_text
from tests.strategies import AS_OF, History, mixed_histories


def told_of(history: History, name: str = "Carla Voss") -> ToldStanding:
    state = standing(history.touches, history.facts, AS_OF)
    ahead = {role: foretell(state, role) for role in ROLES}
    return ToldStanding(name, "Voss & Co", ("a" * 32,), "2026-05", ahead)


@given(mixed_histories())
def test_it_arrives_as_it_was_told(history: History) -> None:
    assert from_text(to_text(told_of(history))) == told_of(history)


@given(mixed_histories())
def test_no_day_word_or_fact_travels(history: History) -> None:
    """The days in it are the telling's, firsts of months, and those on which a verdict falls."""
    said = json.loads(to_text(told_of(history)))
    assert set(said) == {"form", "name", "company", "addresses", "spoke", "ahead"}
    for ahead in said["ahead"].values():
        steps = ahead["steps"]
        for before, (on, verdict, _) in pairwise(steps):
            assert on.endswith("-01") or verdict != before[1]
    assert len(to_text(told_of(history))) < 8_000


def broken(**changes: Any) -> str:
    state = standing([], [], AS_OF)
    told = ToldStanding("Bo", "", (), "", {role: foretell(state, role) for role in ROLES})
    return json.dumps({**json.loads(to_text(told)), **changes})


STEPS = {"until": "2027-06-15", "steps": [["2026-06-15", "farmed", 80]]}


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}", "[]", "null", "7", "[" * 5_000, '"name"'),
        broken(form=2),
        broken(name=""),
        broken(name=7),
        broken(company=None),
        broken(addresses=[7]),
        broken(addresses=None),
        broken(spoke="May"),
        broken(spoke="2026-13"),
        broken(ahead={}),
        broken(ahead={"requester": STEPS}),
        broken(ahead={"requester": STEPS, "target": {**STEPS, "until": "soon"}}),
        broken(ahead={r: {**STEPS, "steps": [["2026-06-15", "best", 80]]} for r in ROLES}),
        broken(ahead={r: {**STEPS, "steps": [["2026-06-15", "farmed", 101]]} for r in ROLES}),
        broken(ahead={r: {**STEPS, "steps": [["2026-06-15", "farmed", True]]} for r in ROLES}),
        broken(ahead={r: {**STEPS, "steps": [["2026-06-15"]]} for r in ROLES}),
    ],
)
def test_what_is_not_as_it_should_be_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        from_text(text)


def test_what_is_as_it_should_be_is_read() -> None:
    """So that the table above fails for what it says, and not for all."""
    assert from_text(broken(ahead=dict.fromkeys(ROLES, STEPS))).name == "Bo"


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        from_text(text)


def test_what_steers_a_terminal_does_not_get_through() -> None:
    told = from_text(broken(name="Bo\x1b[2J\nLi", company="A\x07\x1b]0;x"))
    assert "\x1b" not in told.name + told.company
    assert "\n" not in told.name
