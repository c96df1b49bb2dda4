"""``farmer assistant``: what there is, the lines to paste, and serving without what serves."""

from __future__ import annotations

import json
import os
import shlex
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from farmer.assistant.tools import TOOLS
from farmer.tasks.together.assistant import CLIENTS, Start, setup
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


@pytest.mark.parametrize("client", list(CLIENTS))
def test_places_with_blanks_and_quotes_stay_whole(
    client: str, farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In what is pasted, and in what is typed; a place as it was typed means it as it was meant."""
    place = tmp_path / "O'Neil's “own” ledgers & more"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("FARMER_CONFIG", "my settings.toml")
    monkeypatch.setenv("FARMER_KEY_COMMAND", 'pass show "my ledger"')
    told = farmer(f"farmer assistant setup {client} --ledger 'a b.db' --json").data
    settings: Any = tomllib.loads(told["lines"]) if client == "codex" else json.loads(told["lines"])
    ((_, servers),) = settings.items()
    server = servers["farmer"]
    assert server["args"][-2:] == ["--ledger", str(place / "a b.db")]
    assert server["env"] == {
        "FARMER_CONFIG": str(place / "my settings.toml"),
        "FARMER_KEY_COMMAND": 'pass show "my ledger"',
    }
    if told["typed"] and os.name != "nt":
        _, command = " ".join(told["typed"].split("\n")).split(" -- ")
        assert shlex.split(command) == [server["command"], *server["args"]]
        assert f"FARMER_CONFIG={place / 'my settings.toml'}" in shlex.split(told["typed"])


def test_where_the_settings_lie_is_told_always(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """They name who is private, and a program does not hand on where a shell has them."""
    monkeypatch.delenv("FARMER_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "elsewhere"))
    lines = json.loads(farmer("farmer assistant setup cursor").out)
    told = Path(lines["mcpServers"]["farmer"]["env"]["FARMER_CONFIG"])
    assert told.is_absolute()
    assert str(told) == farmer("farmer config --json").data["path"]


def test_on_windows_it_is_typed_in_quotes_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    start = Start(
        r"C:\Program Files\farmer.exe", ("assistant", "serve", "--ledger", r"C:\a b.db"),
        {"FARMER_CONFIG": r"C:\c d.toml"},
    )  # fmt: skip
    with monkeypatch.context() as there:
        there.setattr(os, "name", "nt")
        typed = setup("claude", start, with_words=False, record=False).typed
    assert typed == (
        r'claude mcp add --scope user farmer --env "FARMER_CONFIG=C:\c d.toml" --'
        r' "C:\Program Files\farmer.exe" assistant serve --ledger "C:\a b.db"'
    )


def test_it_edits_nobodys_files(farmer: Farmer, tmp_path: Path) -> None:
    places = (tmp_path, Path.home(), Path.cwd())
    before = [sorted(place.glob("*")) for place in places]
    for client in CLIENTS:
        assert farmer(f"farmer assistant setup {client} --record --with-words").status == 0
    assert [sorted(place.glob("*")) for place in places] == before


@pytest.mark.parametrize(("answer", "told"), [("y", True), ("n", False)])
def test_at_a_terminal_it_asks_about_words_and_says_where_they_go(
    answer: str, told: bool, farmer: Farmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def yes_or_no(question: str) -> bool:
        asked.append(question)
        return answer == "y"

    monkeypatch.setattr("farmer.cli.assistant.can_ask", lambda: True)
    monkeypatch.setattr("farmer.cli.assistant.yes_or_no", yes_or_no)
    shown = farmer("farmer assistant setup claude").out
    assert ("--with-words" in shown) == told
    assert len(asked) == 1
    assert "whoever makes the assistant" in asked[0]


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
