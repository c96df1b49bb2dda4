"""A little of what `make torture` does much of."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("it takes fork and SIGKILL", allow_module_level=True)

from farmer.cli.commands import COMMANDS
from farmer.ledger.sqlite.schema.steps import STEPS
from tests.torture.commands import every_scenario
from tests.torture.crowding import crowd
from tests.torture.cutting import cut, recorded
from tests.torture.failing import KINDS, fail
from tests.torture.shim import built
from tests.torture.stage import Stage
from tests.torture.village import Scenario

# Of what is alike, one; everything of everything is tried by `make torture`.
CUT = {
    *(
        "log, a ledger's first",
        "log, in a new folder",
        "log",
        "import",
        "merge",
        "undo of an import",
    ),
    *("redo of an import", "restore", "sync", "forget", "backup", "backup -o", "migration of 0001"),
    "sync with a folder",
    *(f"migration of {STEPS.revisions[-2]}", "lock", "lock open", "config set, new", "config set"),
    *("export -o, new", "report -o", "calendar --write", "assistant skill --to, new"),
    *("team share --never", "team answer"),
}
FAILED = {
    *("log, a ledger's first", "log", "import", "restore", "sync", "forget", "backup -o"),
    "sync with a folder",
    "export -o",
    *("migration of 0003", "lock", "lock open", "config set"),
    *("team share", "team answer"),
}

# What is only read, printed, written by an editor, or at a terminal alone: triage writes there what
# edit, tag, archive and recall write.
READING = {
    *("check", "show", "prepare", "today", "stale", "list", "find", "stats", "duplicates", "draft"),
    *("promise", "promise list", "undo history", "where", "completion"),
    *("request", "request list", "request show", "request review"),
    *("config", "config list", "config get", "config edit"),
    *("triage", "reach", "suggest"),
    *("assistant", "assistant serve", "assistant setup"),
    # These of a team's write to a server, and are killed in tests/together.
    *("team", "team create", "team join", "team show", "team sync", "team leave"),
}


def _named(names: set[str]) -> dict[str, Scenario]:
    return {
        f"{each.name}, {'locked' if each.locked else 'plain'}": each
        for each in every_scenario()
        if each.name in names and (not each.locked or each.name in ("log", "lock open"))
    }


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    if built() is None:
        pytest.skip("no C compiler (cc), or not Linux: the power was not cut, no disk was broken")
    with Stage() as ready:
        yield ready


@pytest.mark.parametrize("scenario", _named(CUT).values(), ids=_named(CUT))
def test_what_was_answered_is_there_after_a_power_cut_and_every_file_is_whole(
    scenario: Scenario, stage: Stage, tmp_path: Path, encrypted: None
) -> None:
    done = recorded(scenario, tmp_path / "place", stage)
    report = cut(scenario, done, stage, points=8, chances=1)
    assert report.states > 2
    assert report.lost == []


@pytest.mark.parametrize("scenario", _named(FAILED).values(), ids=_named(FAILED))
def test_a_broken_or_full_disk_a_kill_and_no_memory_leave_all_or_nothing_and_a_sentence(
    scenario: Scenario, stage: Stage, tmp_path: Path, encrypted: None
) -> None:
    done = recorded(scenario, tmp_path / "place", stage)
    for kind in KINDS:
        report = fail(scenario, done, stage, kind, tries=2)
        assert report.tries == 2
        assert report.lost == []
        assert report.unsaid == []


def test_every_writing_command_is_interrupted() -> None:
    """A new one has to be added to the matrix, or to those that only read."""
    tried = {
        _command(each.words) for each in every_scenario() if not each.name.startswith("migration")
    }
    assert set(COMMANDS) == tried | READING | {old for old, it in COMMANDS.items() if it.now}
    assert not tried & READING


def _command(words: list[str]) -> str:
    """The command of the table that the words begin with: of two words where there is one."""
    two = " ".join(words[:2])
    return two if two in COMMANDS else words[0]


def test_everything_that_many_write_at_once_is_there(tmp_path: Path) -> None:
    report = crowd(tmp_path / "place", writers=4, changes=8)
    assert report.there == report.changes == 32
    assert report.lost == []


@pytest.fixture
def encrypted(request: pytest.FixtureRequest) -> None:
    """What locks ledgers, for the scenarios that do."""
    scenario: Scenario = request.getfixturevalue("scenario")
    if scenario.locked or scenario.words[0] == "lock":
        request.getfixturevalue("extra")
