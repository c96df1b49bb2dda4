"""The lines of docs/shell.md work: each is run, or read as its program would."""

from __future__ import annotations

import configparser
import json
import os
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Farmer

TEXT = (Path(__file__).parents[1] / "docs" / "shell.md").read_text(encoding="utf-8")
DUE = "1 going cold"

if os.name != "posix":
    pytest.skip("these are lines for other systems", allow_module_level=True)


def snippets(language: str) -> list[str]:
    """The blocks in a language."""
    found = re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    assert found, language
    return found


@pytest.fixture
def path(farmer: Farmer, isolation: Path) -> str:
    """A search path on which farmer is found, with a tie that goes cold, and a desktop's tools."""
    farmer('farmer log "Ana Ruiz" --by me --on 2025-06-01 --new')
    folder = isolation / "bin"
    folder.mkdir()
    (isolation / ".cache").mkdir()
    tools = {
        "farmer": f'exec "{sys.executable}" -m farmer "$@"',
        "notify-send": 'printf "%s: %s" "$1" "$2"',
        "osascript": 'printf "%s" "$2"',
    }
    for name, does in tools.items():
        (folder / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def run(path: str, command: str, *before: str, shell: str = "sh") -> str:
    """What a shell says to a command."""
    ran = subprocess.run(
        [*before, shell, "-c", command],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def test_a_new_shell_greets_on_a_terminal_only(path: str) -> None:
    """The condition holds in a pseudo-terminal, not in a pipe."""
    greeting = snippets("bash")[0]
    assert run(path, greeting, shell="bash") == ""
    shown = run(path, greeting.replace("[ -t 1 ]", "true"), shell="bash")
    assert shown == f"{DUE}\n"


def test_cron_writes_what_the_prompt_shows(path: str, isolation: Path) -> None:
    """The command of each line of a crontab, and what becomes of their files."""
    prompt = snippets("bash")[1]
    lines = [line for block in snippets("cron") for line in block.splitlines()]
    for line in lines:
        assert re.match(r"(\S+ ){5} ", line), line
        run(path, line.split(maxsplit=5)[5])
        assert line.split()[5] == "farmer"
    assert (isolation / ".cache" / "farmer.ics").read_text().startswith("BEGIN:VCALENDAR")
    shown = run(path, f'{prompt}\neval "printf %s \\"$PS1\\""', shell="bash")
    assert shown.startswith(DUE)


def test_a_status_bar_shows_one_line(path: str) -> None:
    """waybar reads JSON and runs a command; tmux takes its lines."""
    (bar,) = snippets("json")
    assert run(path, json.loads(bar)["custom/farmer"]["exec"]) == f"{DUE}\n"
    (lines,) = snippets("tmux")
    (asked,) = re.findall(r"#\((.*?)\)", lines)
    assert run(path, asked) == f"{DUE}\n"


@pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux here")
def test_tmux_takes_its_lines(path: str, isolation: Path) -> None:
    """A server of its own reads the file."""
    (lines,) = snippets("tmux")
    config, socket = isolation / "tmux.conf", isolation / "socket"
    config.write_text(lines, encoding="utf-8")
    tmux = f"tmux -S {socket} -f {config}"
    shown = run(path, f"{tmux} new -d; {tmux} show -g status-right; {tmux} kill-server")
    assert "farmer today --one-line" in shown


def test_timers_notify(path: str) -> None:
    """systemd's unit and launchd's property list hold the command that they run."""
    for unit in snippets("ini"):
        read = configparser.ConfigParser(interpolation=None)
        read.optionxform = str  # type: ignore[assignment,method-assign]
        read.read_string(unit)
        if read.has_section("Service"):
            assert "Ana Ruiz" in run(path, read["Service"]["ExecStart"])
    (listed,) = snippets("xml")
    agent = plistlib.loads(listed.encode())
    assert DUE in run(path, agent["ProgramArguments"][-1])
