"""The threat model names the test that holds each promise, and that test is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAD = ["they can", "promise", "test"]
LINES = (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES if line[:1] == "|"]
PROMISES = [row for row in ROWS if row != HEAD and set("".join(row)) != {"-"}]


def named(text: str) -> list[str]:
    """The paths of tests in a text."""
    return re.findall(r"`(tests/[^`]*)`", text)


def test_every_table_is_of_promises() -> None:
    assert len(PROMISES) > 20
    assert {len(row) for row in ROWS} == {len(HEAD)}
    assert sum(row == HEAD for row in ROWS) == sum(line.startswith("### ") for line in LINES)


@pytest.mark.parametrize("row", PROMISES, ids=lambda row: row[0])
def test_every_promise_names_a_test_that_is_there(row: list[str]) -> None:
    they_can, promise, test = row
    assert they_can
    assert promise
    paths = named(test)
    assert paths, "no test is named"
    for path in paths:
        assert (ROOT / path).is_file(), path
        assert "def test_" in (ROOT / path).read_text(encoding="utf-8"), path


def test_every_path_of_a_test_that_is_named_anywhere_is_there() -> None:
    for path in named("\n".join(LINES)):
        assert (ROOT / path).exists(), path
