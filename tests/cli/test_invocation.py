"""What was asked is known from the parse: the command, the ledger, the day and the format."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import TODAY, Farmer

FEBRUARY = "2026-02-01"


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("check Nobody --json", "check"),
        ("check Nobody --as-of=2026-02-01 --json", "check"),
        ("--json check Nobody", "check"),
        ("--ledger log check Nobody --json", "check"),
        ("--ledger=log check Nobody --json", "check"),
        ("check --json -- log", "check"),
        ("request show r9 --json", "request show"),
        ("request --json show r9", "request show"),
        ("--json --ledger request request show r9", "request show"),
        ("config get nothing --json", "config get"),
        # What cannot be parsed: the command that was meant, as far as it can be made out.
        ("check --bad Nobody --json", "check"),
        ("check Nobody --json --on", "check"),
        ("list --limit many --json", "list"),
        ("--bad check Nobody --json", "check"),
        ("--as-of 2026-02-01 check Nobody --json", "check"),
        ("--bad --ledger log check Nobody --json", "check"),
        ("request --bad show r9 --json", "request show"),
        ("request show --json", "request show"),
        ("request shew r9 --json", "request"),
        ("chekc Nobody --json", ""),
        ("--json chekc Nobody", ""),
    ],
)
def test_a_refusal_says_the_command(
    farmer: Farmer, line: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the envelope, whatever else stands in the line and wherever --json does."""
    monkeypatch.chdir(tmp_path)
    refused = farmer(f"farmer {line}")
    assert "error" in refused.envelope
    assert refused.envelope["command"] == command


@pytest.mark.parametrize("line", ["check -- --json", "check Nobody --js", "show Nobody -- --json"])
def test_only_the_option_itself_asks_for_json(farmer: Farmer, line: str) -> None:
    """Not a name that looks like it, nor a part of it."""
    refused = farmer(f"farmer {line}")
    assert refused.out == ""
    assert refused.err


@pytest.mark.parametrize("said", [f"--as-of {FEBRUARY}", f"--as-of={FEBRUARY}"])
@pytest.mark.parametrize("wrong", ["", " --bad"])
def test_a_refusal_is_for_the_day_that_was_asked_for(farmer: Farmer, said: str, wrong: str) -> None:
    """However it is written, and where the rest of the line is wrong too."""
    assert farmer(f"farmer check Nobody {said}{wrong} --json").envelope["as_of"] == FEBRUARY


def test_a_day_that_is_none_leaves_today(farmer: Farmer) -> None:
    """Of the refusal of that very day."""
    assert farmer("farmer check Nobody --as-of smarch --json").envelope["as_of"] == TODAY


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
@pytest.mark.parametrize(
    "line",
    ["list --ledger {}", "list --ledger={}", "--ledger {} list", "--ledger={} request list"],
)
def test_an_open_ledger_is_warned_about(farmer: Farmer, tmp_path: Path, line: str) -> None:
    """The one that the command is about, however it is named."""
    path = tmp_path / "open.db"
    farmer(f'farmer add "Ana Ruiz" --ledger {path}')
    path.chmod(0o644)
    assert "Others may open the ledger" in farmer(f"farmer {line.format(path)}").err
    assert "Others may open" not in farmer("farmer list").err


@pytest.mark.parametrize("command", ["", "check", "request", "request show"])
def test_the_short_word_for_help(farmer: Farmer, command: str) -> None:
    """-h is --help, everywhere."""
    helped = farmer(f"farmer {command} -h")
    assert helped.status == 0
    assert helped.out == farmer(f"farmer {command} --help").out != ""


def test_a_refusal_is_for_the_day_that_was_asked_about(farmer: Farmer) -> None:
    """The envelope's as_of is the asked day, or the rehearsed one."""
    asked = farmer("farmer check Nobody --as-of 2026-12-01 --json", today="2026-03-04")
    assert asked.envelope["as_of"] == "2026-12-01"
    assert (
        farmer("farmer check Nobody --json", today="2026-03-04").envelope["as_of"] == "2026-03-04"
    )


def test_ledger_and_json_may_be_said_before_the_command(farmer: Farmer, tmp_path: Path) -> None:
    """Both places mean the same; the one after the command wins."""
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    assert farmer(f'farmer --ledger {first} --json add "Ana Ruiz"').data["person"]["id"] == "c1"
    assert len(farmer(f"farmer --ledger {first} list").rows) == 1
    assert farmer(f"farmer --ledger {first} list --ledger {second}").out == ""
    assert farmer("farmer --json check Nobody").envelope["error"]["code"] == "unknown-person"
