"""``farmer assistant``: what there is, the lines to paste, and serving without what serves."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from farmer.assistant.tools import TOOLS
from farmer.tasks.together.assistant import CLIENTS
from tests.conftest import Farmer


def test_it_says_what_an_assistant_may_ask(farmer: Farmer) -> None:
    assert [row[0] for row in farmer("farmer assistant").rows] == [tool.name for tool in TOOLS]
    shown = farmer("farmer assistant --pretty").out
    assert "(only --record)" in shown
    assert "farmer assistant setup" in shown


@pytest.mark.parametrize("client", list(CLIENTS))
def test_the_lines_start_this_farmer_with_this_ledger(
    client: str, farmer: Farmer, ledger: Path, config: Path
) -> None:
    """Whole paths, and the variables that the program would not hand on."""
    told = farmer(f"farmer assistant setup {client} --with-words").out
    settings: Any = tomllib.loads(told) if client == "codex" else json.loads(told)
    ((_, servers),) = settings.items()
    server = servers["farmer"]
    assert Path(server["command"]).is_absolute()
    assert Path(server["command"]).exists()
    assert server["args"][-5:] == [
        "assistant", "serve", "--with-words", "--ledger", str(ledger),
    ]  # fmt: skip
    assert server["env"] == {"FARMER_CONFIG": str(config)}


def test_words_are_left_out_unless_they_are_asked_for(farmer: Farmer) -> None:
    assert "--with-words" not in farmer("farmer assistant setup claude").out
    pretty = farmer("farmer assistant setup claude --pretty").out
    assert "what was said does not" in pretty
    assert "claude mcp add" in pretty


def test_it_may_record_where_that_is_asked_for(farmer: Farmer) -> None:
    assert "changes nothing" in farmer("farmer assistant setup claude --pretty").out
    recording = farmer("farmer assistant setup claude --record --pretty").out
    assert '"--record"' in recording
    assert "changes nothing" not in recording


def test_an_unknown_program_is_refused_with_those_there_are(farmer: Farmer) -> None:
    refused = farmer("farmer assistant setup nonesuch")
    assert refused.status == 2
    assert "claude" in refused.err


def test_without_the_extra_it_says_how_to_install_it(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is missing of it."""
    for name in [each for each in sys.modules if each.startswith("farmer.assistant.serving")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("mcp", "mcp_types", "anyio"):
        monkeypatch.setitem(sys.modules, name, None)
    for command in ("farmer mcp", "farmer assistant serve"):
        refused = farmer(command)
        assert refused.status == 3
        assert "farmer-ledger[mcp]" in refused.err
        assert refused.out == ""
