"""The documents cannot lie: what they show is run, what they link to is there.

``python -m tests.test_documents`` writes the sessions' real output into the README.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from farmer.cli import run
from farmer.cli.app import COMMANDS
from farmer.errors import ExitStatus
from farmer.render.config import said
from farmer.settings import KEYS, default_of

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DOCUMENTS = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
SESSION = re.compile(r"<!-- today: (\S+) -->\n```console\n\$ (.*)\n((?:.*\n)*?)```\n")


def play(command: str, today: str, ledger: Path) -> str:
    """What a terminal of 80 columns without colours shows for `command`."""
    world = {
        "FARMER_TODAY": today, "FARMER_LEDGER": str(ledger), "COLUMNS": "80", "NO_COLOR": "1",
        "FARMER_CONFIG": str(ledger.with_name("config.toml")),
    }  # fmt: skip
    shown = io.StringIO()
    with (
        mock.patch.dict(os.environ, world),
        mock.patch("farmer.cli.answers.on_terminal", return_value=True),
        contextlib.redirect_stdout(shown),
    ):
        run(shlex.split(command)[1:])
    return "".join(line.rstrip() + "\n" for line in shown.getvalue().splitlines())


def sessions(text: str) -> Iterator[re.Match[str]]:
    """Every session of a document."""
    return SESSION.finditer(text)


def test_the_readmes_sessions_are_real(ledger: Path) -> None:
    """Each command is run on the day it claims, and shows what the README shows."""
    played = 0
    for session in sessions(README.read_text(encoding="utf-8")):
        today, command, output = session.groups()
        assert play(command, today, ledger).strip() == output.strip()
        played += 1
    assert played == 3


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Every relative link is a file that is there."""
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_that_are_named_exist(document: Path) -> None:
    """No document speaks of a command that farmer does not have."""
    text = document.read_text(encoding="utf-8")
    named = re.findall(r"(?:^(?:\$ )?|`)farmer ([a-z]+)\b", text, re.MULTILINE)
    assert set(named) <= set(COMMANDS)


def test_every_exit_status_is_documented() -> None:
    """The table has a row for each."""
    table = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    for status in ExitStatus:
        assert f"| {status.value} |" in table


def test_every_setting_and_variable_is_documented() -> None:
    """A row for each setting, with its default; a row for each variable that the code names."""
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for key in KEYS:
        (row,) = re.findall(rf"^\| `{key}` \|.*$", text, re.MULTILINE)
        assert (said(default_of(key)) or "none") in row
    for path in (ROOT / "src").rglob("*.py"):
        for name in re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", path.read_text(encoding="utf-8")):
            assert f"| `{name}` |" in text, name


def test_the_readmes_library_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """The Python block is executed as it stands."""
    (block,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("not yet [")


def update() -> None:
    """Write the real output of every session into the README."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.db"

        def real(session: re.Match[str]) -> str:
            today, command, _ = session.groups()
            output = play(command, today, ledger)
            return f"<!-- today: {today} -->\n```console\n$ {command}\n{output}```\n"

        README.write_text(SESSION.sub(real, README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    update()
