"""Every next step that a command prints fits the verdict of the day, and works as it is pasted."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Farmer

DAY = "2026-01-05"
NEED = "a lease for the mill"
# What is printed of a request, and of the two in it.
ASKING = (
    "request show r1",
    "request list",
    "today",
    "check Ana --to Bo",
    "check Bo --as target",
    "prepare Ana",
    "prepare Bo",
    f"ask Bo --for '{NEED}'",
)
# Steps of a request, of which what comes next is printed after each.
GIVEN = (
    f"request add Ana --to Bo --need '{NEED}' --on 2026-01-02",
    "request ask-target r1 --on 2026-01-03",
    "request target-said r1 yes --on 2026-01-04",
    "request introduce r1 --anyway 'they know it'",
    "request outcome r1 no-fit",
    "request thanked r1",
)
LATER = (*GIVEN[:2], "request target-said r1 later --until 2026-03-01 --on 2026-01-04")
DECLINED = (GIVEN[0], "request decline r1", "request reopen r1")
OLD = (GIVEN[0].replace("2026-01-02", "2025-11-01"), *GIVEN[1:3])
MINE = (
    f"ask Bo --for '{NEED}' --record --on 2026-01-02",
    f"ask Bo --for '{NEED}' --sent",
    "request introduce r1",
    "request met r1",
    "request outcome r1 bad",
)
CONTACTS = {"not yet": 1, "almost": 8, "farmed": 12}


def _known(farmer: Farmer, who: str, verdict: str) -> None:
    farmer(f"farmer add '{who}'")
    fact = "--fact gave" if verdict == "farmed" else ""
    for month in range(CONTACTS[verdict]):
        farmer(f"farmer log '{who}' --on 2025-{12 - month:02}-20 --by both --fact kept {fact}")
    if verdict == "farmed":
        for month in (3, 6, 9, 11):
            farmer(f"farmer mark '{who}' used --on 2025-{month:02}-01")


def _printed(answer: Any) -> Iterator[tuple[str, str]]:
    """Each sentence about what comes next, and each command, wherever in an answer."""
    if isinstance(answer, dict):
        for key, value in answer.items():
            if key in ("next", "sentence", "command") and isinstance(value, str):
                yield key, value
            elif key == "commands":
                yield from (("command", each) for each in value)
            else:
                yield from _printed(value)
    elif isinstance(answer, list):
        for each in answer:
            yield from _printed(each)


@pytest.mark.parametrize("story", [GIVEN, LATER, DECLINED, OLD, MINE], ids=lambda s: s[-1])
@pytest.mark.parametrize("verdict", CONTACTS)
def test_what_is_printed_next_fits_the_verdict_and_is_not_refused(
    farmer: Farmer, ledger: Path, tmp_path: Path, verdict: str, story: tuple[str, ...]
) -> None:
    _known(farmer, "Ana Ruiz", "not yet" if verdict == "not yet" else "farmed")
    _known(farmer, "Bo Lang", verdict)
    checked = farmer("farmer check Ana --to Bo --json", today=DAY).data
    assert checked["verdict"] == verdict
    before = tmp_path / "before.db"
    for step in story:
        assert farmer(f"farmer {step}", today=DAY).status in (0, 10, 11), step
        shutil.copy(ledger, before)
        printed = {
            (key, said): command
            for command in ASKING
            for key, said in _printed(farmer(f"farmer {command} --json", today=DAY).data)
        }
        for (key, said), command in printed.items():
            if verdict != "farmed":
                assert "in person" not in said, (command, said)
                assert not said.startswith("Introduce "), (command, said)
            if key == "command" and said:
                typed = farmer(said, today=DAY)
                assert typed.status in (0, 10, 11), (step, command, said, typed.err)
                assert shlex.split(said)[0] == "farmer"
                shutil.copy(before, ledger)
