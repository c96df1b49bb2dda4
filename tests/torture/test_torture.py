"""A little of what `make torture` does much of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("it takes fork and SIGKILL", allow_module_level=True)

from tests.torture.crowding import crowd
from tests.torture.killing import kill
from tests.torture.refusing import without_room
from tests.torture.village import Scenario, scenarios

KILLS = 2
PARTS = (0.1, 0.55, 0.95)
NAMED = {scenario.name: scenario for scenario in scenarios()}


@pytest.mark.parametrize("scenario", NAMED.values(), ids=NAMED)
def test_killed_at_any_moment_a_change_is_whole_or_not_at_all(
    scenario: Scenario, tmp_path: Path
) -> None:
    report = kill(scenario, tmp_path / "place", KILLS)
    assert report.kills == KILLS
    assert report.lost == []


@pytest.mark.parametrize("scenario", NAMED.values(), ids=NAMED)
def test_without_room_nothing_is_changed_and_one_sentence_says_so(
    scenario: Scenario, tmp_path: Path
) -> None:
    report = without_room(scenario, tmp_path / "place", PARTS)
    assert report.done < report.tries
    assert report.lost == []


def test_everything_that_many_write_at_once_is_there(tmp_path: Path) -> None:
    report = crowd(tmp_path / "place", writers=4, changes=8)
    assert report.there == report.changes == 32
    assert report.lost == []
