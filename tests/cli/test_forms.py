"""The form of an answer: left to where it goes, or asked for."""

from __future__ import annotations

from unittest import mock

import pytest

from farmer.cli.commands import COMMANDS
from farmer.render.palette import PALETTE
from tests.conftest import Farmer


@pytest.fixture
def one(farmer: Farmer) -> Farmer:
    """A ledger of one tie that has gone cold."""
    farmer('farmer log "Ana Ruiz" --by me --on 2025-06-01 --note "the new trains" --new')
    return farmer


@pytest.mark.parametrize("line", ["stale --pretty", "--pretty stale", "stale --plain"])
def test_a_pipe_may_have_what_a_terminal_shows(one: Farmer, line: str) -> None:
    said = one(f"farmer {line}").out
    assert said.startswith("name ")
    assert "Ana Ruiz" in said
    assert "\t" not in said
    assert "\x1b" not in said


def test_pretty_has_the_colours_that_are_set_and_plain_has_none(one: Farmer) -> None:
    one("farmer config set colours always")
    assert f"\x1b[38;5;{PALETTE['red']}m" in one("farmer stale --pretty").out
    assert "\x1b" not in one("farmer stale --plain").out


def test_plain_draws_with_letters_where_pretty_has_blocks(
    one: Farmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert "▄··" in one("farmer show Ana --pretty").out
    plain = one("farmer show Ana --plain").out
    assert "4.." in plain
    assert "▄" not in plain


def test_a_terminal_may_have_what_a_pipe_gets(one: Farmer) -> None:
    lines = one("farmer stale").out
    with mock.patch("farmer.cli.answers.on_terminal", return_value=True):
        assert one("farmer stale --tsv").out == lines
        assert one("farmer --tsv stale").out == lines
        assert one("farmer stale").out != lines


def test_json_is_json_on_a_terminal_too(one: Farmer) -> None:
    with mock.patch("farmer.cli.answers.on_terminal", return_value=True):
        assert one("farmer stale --json --no-pager").data["total"] == 1


@pytest.mark.parametrize("line", ["stale --pretty --tsv", "--plain stale --tsv"])
def test_two_forms_are_refused(one: Farmer, line: str) -> None:
    refused = one(f"farmer {line}")
    assert (refused.status, refused.out) == (2, "")
    assert "--tsv are two" in refused.err


@pytest.mark.parametrize("line", ["--json stale --pretty", "stale --plain --json"])
def test_two_forms_are_refused_in_json_where_that_is_one(one: Farmer, line: str) -> None:
    refused = one(f"farmer {line}")
    assert (refused.status, refused.envelope["error"]["code"]) == (2, "invalid-value")
    assert refused.envelope["command"] == "stale"


def test_the_form_of_one_command_is_not_that_of_the_next(one: Farmer) -> None:
    first = one("farmer stale").out
    one("farmer stale --pretty --no-pager")
    assert one("farmer stale").out == first


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_them(farmer: Farmer, command: str) -> None:
    """Shown by the program's help, understood by all."""
    assert farmer(f"farmer {command} --plain --no-pager --help").status == 0


def test_the_help_of_the_program_has_them(farmer: Farmer) -> None:
    said = farmer("farmer --help --all").out
    for option in ("--pretty", "--plain", "--tsv", "--no-pager"):
        assert option in said
        assert option not in farmer("farmer stale --help").out


def test_who_asks_for_a_form_reads_ten_and_a_pipe_gets_all(farmer: Farmer) -> None:
    names = " ".join(f'"Ana {letter * 2}"' for letter in "abcdefghijkl")
    farmer(f"farmer log {names} --at Gala --on 2025-06-01 --new")
    assert len(farmer("farmer stale").rows) == 12
    read = farmer("farmer stale --plain").out.splitlines()
    assert len([line for line in read if line.startswith("Ana ")]) == 10
    assert "2 more: --limit 0 shows all" in "\n".join(read)
    whole = farmer("farmer stale --plain --limit 0").out
    assert whole.count("Ana ") == 12
    assert "more:" not in whole
    assert len(farmer("farmer stale --limit 3").rows) == 3
    assert len(farmer("farmer list --limit 0").rows) == 12
