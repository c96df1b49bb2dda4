"""Printed commands: what is pasted at a prompt is one word, and says what was meant."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.errors import ExitStatus
from farmer.shell import quoted, quoted_or_id
from tests.conftest import Farmer

pexpect = pytest.importorskip("pexpect", reason="no pseudo-terminals on this system")

NAMES = [
    "Ana",
    "Ana Ruiz",
    "Kim !ssh Lee",
    "O'Neil",
    "O’Neil",
    "Pay $HOME `id` $(id)",
    "a;b & c | d > e",
    "~root",
    "*",
    "#1",
    "=ls",
    "^a^b",
    "{a,b}",
    "%1",
    "@chapter",
    "Renée 李小龍",
    '"quoted"',
    "back\\slash",
    "$'x'",
]
# These are read back by a shell, and no person is called so: farmer takes none of them for a name.
NAMELESS = ["a;b & c | d > e", "*", "#1", "%1", "@chapter", "'\"$!"]
HARD = ["it's $5!", "back\\slash's", "“it’s”!", "'\"$!"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ana", "Ana"),
        ("Ana Ruiz", "'Ana Ruiz'"),
        ("Kim !ssh Lee", "'Kim !ssh Lee'"),
        ("O'Neil", '"O\'Neil"'),
        ("O’Neil", '"O’Neil"'),
        ("@chapter", "'@chapter'"),
        ("", "''"),
        ("--json", "-- '--json'"),
    ],
)
def test_a_text_is_one_word(text: str, word: str) -> None:
    assert quoted(text) == word


@pytest.mark.parametrize("name", [*HARD, "--json", "-x"])
def test_a_name_that_no_quotes_hold_is_said_by_its_id(name: str) -> None:
    assert quoted_or_id(name, "c7") == "c7"


@pytest.mark.parametrize("name", ["O'Neil", "Ana Ruiz", "$x"])
def test_a_name_that_quotes_hold_is_said_as_it_is(name: str) -> None:
    assert quoted_or_id(name, "c7") == quoted(name)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20))
def test_every_text_is_read_back_by_a_script(text: str) -> None:
    assert shlex.split(quoted(text))[-1] == text


@pytest.fixture(params=["bash", "zsh", "fish"])
def prompt(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    """A shell as somebody types into it: interactive, its history on."""
    shell = request.param
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    bare = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"], "fish": ["-N", "-i"]}
    child = pexpect.spawn(
        path,
        bare[shell],
        encoding="utf-8",
        timeout=10,
        dimensions=(50, 500),
        env={**os.environ, "HOME": str(tmp_path), "TERM": "dumb", "LC_ALL": "C.UTF-8"},
    )
    yield child
    child.close(force=True)


@pytest.mark.parametrize("name", [*NAMES, *HARD])
def test_shells_read_it_back(prompt: Any, tmp_path: Path, name: str) -> None:
    """Pasted after another command, which a history expansion would bring back."""
    said = tmp_path / "said"
    prompt.sendline("echo ssh is in the history")
    prompt.sendline(f"printf %s {quoted(name)} > {said}; echo do''ne")
    prompt.expect("done")
    assert said.read_text(encoding="utf-8") == name


@pytest.mark.parametrize("name", NAMELESS)
def test_nobody_is_added_by_what_is_no_name(farmer: Farmer, name: str) -> None:
    refused = farmer(f"farmer add -- {shlex.quote(name)}")
    assert refused.status == ExitStatus.USAGE
    assert not farmer("farmer list --json").data["people"]


@pytest.mark.parametrize(
    "name", [*(name for name in [*NAMES, *HARD] if name not in NAMELESS), "--json", "-x"]
)
def test_printed_commands_are_about_whom_they_name(farmer: Farmer, name: str) -> None:
    added = farmer(f"farmer add --json -- {shlex.quote(name)}").data["person"]
    farmer(f"farmer log {added['id']} --on 2026-06-12")
    steps = farmer(f"farmer check {added['id']} --json").data["asker"]["steps"]
    due = farmer("farmer today --json").data["follow_ups"]
    commands = [step["command"] for step in [*steps, *due]]
    assert len(commands) > 2
    for command in commands:
        assert shlex.split(command)[2] in (added["name"], added["id"])
