"""Sessions in documents: blocks of commands below a comment that says on which day they are typed.

A `console` block shows each command after a ``$`` with what a terminal then shows; a `sh` block has
commands alone, one a line. A document's sessions share one throw-away ledger, from top to bottom,
and find the files that it shows: a `text` block that begins with ``# name``.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
from pathlib import Path
from unittest import mock

from farmer.cli import run
from farmer.errors import ExitStatus
from tests.samples import EDITOR, lay_out

SESSION = re.compile(r"(?:<!-- today: (\S+) -->\n)?```(console|sh)\n(.*?)```\n", re.DOTALL)
SHOWN_FILE = re.compile(r"```text\n(# (\S+)\n.*?)```\n", re.DOTALL)
# What a command may end with in a document: an answer, not a refusal.
ANSWERS = (ExitStatus.DONE, ExitStatus.ALMOST, ExitStatus.NOT_YET, ExitStatus.LISTED)


def retold(text: str) -> str:
    """`text` with the real output in every session."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        lay_out(folder)
        for content, name in SHOWN_FILE.findall(text):
            (folder / name).write_text(content, encoding="utf-8")
        return SESSION.sub(lambda session: _told(session, folder), text)


def _told(session: re.Match[str], folder: Path) -> str:
    today, language, block = session.groups()
    assert today, f"no comment says on which day this is typed:\n{block}"
    if language == "sh":
        for command in block.splitlines():
            play(command, today, folder)
        return session[0]
    commands = re.findall(r"^\$ (.*)$", block, re.MULTILINE)
    shown = "".join(f"$ {command}\n{play(command, today, folder)}" for command in commands)
    return f"<!-- today: {today} -->\n```console\n{shown}```\n"


def play(command: str, today: str, folder: Path) -> str:
    """What a terminal of 80 columns without colours shows for `command`, in a home of its own.

    ``… | xargs …`` hands the answer of the first command to the second, as a shell would.
    """
    home = ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA")
    world = {name: str(folder) for name in home} | {
        "FARMER_TODAY": today, "FARMER_LEDGER": str(folder / "ledger.db"), "TZ": "UTC",
        "COLUMNS": "80", "NO_COLOR": "1", "EDITOR": EDITOR,
    }  # fmt: skip
    with mock.patch.dict(os.environ, world, clear=True), contextlib.chdir(folder):
        *before, last = command.split(" | xargs ")
        given = [word for piped in before for word in _answer(piped, terminal=False).split()]
        shown = _answer(last, *given, terminal=True)
    return "".join(line.rstrip() + "\n" for line in shown.splitlines())


def _answer(command: str, *more: str, terminal: bool) -> str:
    program, *arguments = shlex.split(command, comments=True)
    assert program == "farmer", command
    shown = io.StringIO()
    with (
        mock.patch("farmer.cli.answers.on_terminal", return_value=terminal),
        contextlib.redirect_stdout(shown),
        contextlib.redirect_stderr(shown),
    ):
        status = run([*arguments, *more])
    assert status in ANSWERS, f"{command} ended with {status}:\n{shown.getvalue()}"
    return shown.getvalue()
