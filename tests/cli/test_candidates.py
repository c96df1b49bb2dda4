"""Several people answer to a name: who they are, told so that one can be chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from farmer.cli.picker import picked
from farmer.errors import MOST_CANDIDATES
from tests.cli.test_terminal import Terminal
from tests.conftest import Farmer


@pytest.fixture
def anas(farmer: Farmer) -> Farmer:
    """Four of them: talked to last year, this year, never, and one who is archived."""
    farmer('farmer add "Ana Abel" --company "Voss & Co"')
    farmer('farmer add "Ana Bach"')
    farmer('farmer add "Ana Cole" --company Mill')
    farmer('farmer add "Ana Dahl"')
    farmer("farmer log c4 --by me --on 2026-06-14")
    farmer("farmer archive c4")
    farmer("farmer log c1 --by me --on 2025-03-04")
    farmer("farmer log c2 --kind call --by me --on 2026-03-04")
    return farmer


@pytest.mark.parametrize(
    "command", ["show Ana", "mark Ana kept", "prepare Ana", "edit Ana --company x"]
)
def test_what_tells_them_apart_is_said_and_who_is_archived_is_last(
    anas: Farmer, command: str
) -> None:
    refused = anas(f"farmer {command}")
    assert refused.status == 4
    assert (
        "4 people: c2 Ana Bach, last talk 4 Mar 2026; "
        "c1 Ana Abel (Voss & Co), last talk 4 Mar 2025; "
        "c3 Ana Cole (Mill), no talk recorded; c4 Ana Dahl, last talk 14 Jun 2026, archived."
    ) in refused.err
    assert "for example: c2" in refused.err


def test_a_program_gets_all_of_them(anas: Farmer) -> None:
    told = anas("farmer show Ana --json").envelope["error"]
    assert list(told["candidates"]) == ["c2", "c1", "c3", "c4"]
    assert told["candidates"]["c1"] == "c1 Ana Abel (Voss & Co)"
    assert told["told"]["c3"] == "no talk recorded"


@pytest.fixture
def crowd(farmer: Farmer) -> Farmer:
    """Twenty-five of them."""
    names = " ".join(f'"Ana {chr(97 + number) * 3}"' for number in range(25))
    farmer(f"farmer log {names} --at Gala --new")
    return farmer


def test_of_many_nine_are_named_and_the_rest_is_a_number(crowd: Farmer) -> None:
    refused = crowd("farmer show Ana")
    assert "any of 25 people" in refused.err
    assert refused.err.count("last talk") == MOST_CANDIDATES
    assert "; and 16 more." in refused.err
    assert len(crowd("farmer show Ana --json").envelope["error"]["candidates"]) == 25


def test_a_terminal_asks_about_nine_and_takes_the_id_of_any(crowd: Farmer) -> None:
    screen = Terminal("show", "Ana")
    screen.expect("And 16 more")
    screen.expect("Number")
    screen.type("10\n")
    screen.expect("from 1 to 9")
    screen.type("c25\n")
    assert screen.end() == 0
    assert "10. Ana" not in screen.plain
    assert "Ana yyy (c25)" in screen.plain


FZF = """#!/bin/sh
lines=$(cat)
echo "$lines" | wc -l | tr -d ' ' >&2
case "$FZF_TEST" in
  leave) exit 130 ;;
  enter) echo "$lines" | head -n 1 ;;
  *) echo "$lines" | grep "$FZF_TEST" ;;
esac
"""


@pytest.fixture
def fzf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of that name, which picks the line with a word in it."""
    path = tmp_path / "fzf"
    path.write_text(FZF, encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")


@pytest.mark.usefixtures("fzf")
def test_where_it_is_wanted_fzf_has_them_all(crowd: Farmer) -> None:
    crowd("farmer config set picker fzf")
    screen = Terminal("show", "Ana", FZF_TEST="yyy")
    assert screen.end() == 0
    assert "25\r\n" in screen.shown
    assert "Ana yyy (c25)" in screen.plain


@pytest.mark.usefixtures("fzf")
def test_who_leaves_fzf_has_stopped(crowd: Farmer) -> None:
    crowd("farmer config set picker fzf")
    screen = Terminal("mark", "Ana", "kept", FZF_TEST="leave")
    assert screen.end() == 130
    assert "nothing was written" in screen.plain


@pytest.mark.usefixtures("fzf")
@pytest.mark.parametrize(("likeliest", "taken"), [("c2", "c2"), (None, "c1"), ("c9", "c1")])
def test_enter_in_fzf_takes_the_likeliest(
    monkeypatch: pytest.MonkeyPatch, likeliest: str | None, taken: str
) -> None:
    """It stands first; nothing else changes its place."""
    monkeypatch.setenv("FZF_TEST", "enter")
    assert picked("Which?", {"c1": "Ana Abel", "c2": "Ana Bach"}, likeliest) == taken


@pytest.mark.usefixtures("fzf")
def test_it_is_not_used_unless_it_is_wanted(anas: Farmer) -> None:
    screen = Terminal("show", "Ana", FZF_TEST="Bach")
    screen.expect("1. c2 Ana Bach, last talk 4 Mar 2026")
    screen.type("1\n")
    assert screen.end() == 0


def test_where_it_is_not_installed_numbers_are_asked_for(
    anas: Farmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    anas("farmer config set picker fzf")
    monkeypatch.setenv("PATH", "/nowhere")
    screen = Terminal("show", "Ana")
    screen.expect("Number")
    screen.type("1\n")
    assert screen.end() == 0
