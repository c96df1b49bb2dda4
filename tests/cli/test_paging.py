"""Long answers at a terminal are read page by page, after the manner of git; pipes get none."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_terminal import Terminal
from tests.conftest import Farmer

pytest.importorskip("pty", reason="no pseudo-terminals on this system")

# One that says that it was asked, and with which options for less.
PAGER = (
    "import os, sys; text = sys.stdin.read(); "
    "print('PAGED', len(text.splitlines()), os.environ.get('LESS')); sys.stdout.write(text)"
)


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """A pager's command."""
    path = tmp_path / "pager.py"
    path.write_text(PAGER, encoding="utf-8")
    return f"{sys.executable} {path}"


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is set, but what a test sets."""
    for name in ("FARMER_PAGER", "PAGER", "LESS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def long(farmer: Farmer) -> Farmer:
    """A ledger of sixty people: more than the fifty lines of the terminal."""
    names = " ".join(f"Ana-{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60))
    farmer(f"farmer log {names} --at Gala --new")
    return farmer


def test_a_long_answer_is_paged_with_the_options_of_git(long: Farmer, pager: str) -> None:
    shown = terminal("list", PAGER=pager)
    assert "PAGED 62 FRX" in shown
    assert shown.count("Ana-") == 60


def test_farmers_own_pager_wins_and_less_keeps_its_options(long: Farmer, pager: str) -> None:
    shown = terminal("list", PAGER="cat", FARMER_PAGER=pager, LESS="-S")
    assert "PAGED 62 -S" in shown


@pytest.mark.parametrize(
    ("words", "environ"),
    [
        (("list", "--no-pager"), {}),
        (("--no-pager", "list"), {}),
        (("list", "--limit", "20"), {}),
        (("list", "--json"), {}),
        (("list", "--tsv"), {}),
        (("list",), {"TERM": "dumb"}),
        (("list",), {"FARMER_PAGER": ""}),
        (("list",), {"FARMER_PAGER": "cat"}),
    ],
)
def test_there_are_no_pages(
    long: Farmer, pager: str, words: tuple[str, ...], environ: dict[str, Any]
) -> None:
    """Where they are not wanted, not needed, not for a person, or not possible."""
    shown = terminal(*words, **{"PAGER": pager, **environ})
    assert "PAGED" not in shown
    assert "Ana-aa" in shown


def test_a_pipe_is_never_paged(long: Farmer, pager: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FARMER_PAGER", pager)
    assert "PAGED" not in long("farmer list").out
    assert "PAGED" not in long("farmer list --pretty").out


@pytest.mark.parametrize("broken", ["no-such-pager", "false", "'never closed"])
def test_a_pager_that_fails_loses_nothing(long: Farmer, broken: str) -> None:
    assert terminal("list", PAGER=broken).count("Ana-") == 60


def test_a_reader_who_leaves_early_is_no_error(long: Farmer) -> None:
    assert "Ana-aa" in terminal("list", PAGER="head -n 3")


def test_the_status_is_the_answers_not_the_pagers(farmer: Farmer, pager: str) -> None:
    farmer('farmer log "Ana Ruiz" --by me --new')
    shown = Terminal("check", "Ana", "--explain", PAGER=pager)
    assert shown.end() == 11
    assert "PAGED" in shown.plain


def terminal(*words: str, **environ: Any) -> str:
    """What is shown in the end."""
    shown = Terminal(*words, **environ)
    assert shown.end() == 0
    return shown.plain
