"""Sessions in documents: blocks of commands below a comment that says on which day they are typed.

A `console` block shows each command after a ``$`` with what a terminal then shows; a `sh` block has
commands alone, one a line. A document's sessions share one throw-away ledger, from top to bottom,
and find the files that it shows: a `text` block that begins with ``# name``. A `console` block that
begins with ``$ farmer mcp`` is what an assistant asks after a ``>``, and is told.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from textwrap import wrap
from unittest import mock

from farmer.assistant.session import Session
from farmer.assistant.tool import Allowed, Bench
from farmer.assistant.tools import call
from farmer.cli import run
from farmer.errors import ExitStatus
from farmer.ledger import open_ledger
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from tests.samples import EDITOR, lay_out

SESSION = re.compile(r"(?:<!-- today: (\S+) -->\n)?```(console|sh)\n(.*?)```\n", re.DOTALL)
SHOWN_FILE = re.compile(r"```text\n(# (\S+)\n.*?)```\n", re.DOTALL)
# What begins a talk with an assistant, and how wide its answers are.
SERVED, ASSISTANT_WIDTH = "$ farmer mcp", 110
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
    if block.startswith(SERVED):
        return f"<!-- today: {today} -->\n```console\n{_asked(block, today, folder)}```\n"
    commands = re.findall(r"^\$ (.*)$", block, re.MULTILINE)
    shown = "".join(f"$ {command}\n{play(command, today, folder)}" for command in commands)
    return f"<!-- today: {today} -->\n```console\n{shown}```\n"


def _asked(block: str, today: str, folder: Path) -> str:
    """Each question of an assistant, with the answer; a token, which is by chance, is “…”."""
    start = block.partition("\n")[0]
    allowed = Allowed("--with-words" in start, "--record" in start)
    session, token, shown = Session(), "", f"{start}\n"

    def bench() -> Bench:
        now = datetime.fromisoformat(f"{today}T12:00:00").replace(tzinfo=UTC)
        kept = open_ledger(str(folder / "ledger.db"), {})
        desk = Desk(kept, now.date(), now, lambda _words: None, Settings(), veiled="private")
        return Bench(desk, allowed, session)

    for tool, arguments in re.findall(r"^> (\w+) (.*)$", block, re.MULTILINE):
        told = call(tool, json.loads(arguments.replace("…", token)), bench, allowed).told
        token = told.get("token", token)
        answer = json.dumps(told, ensure_ascii=False).replace(token or "…", "…")
        lines = wrap(answer, ASSISTANT_WIDTH, break_long_words=False, break_on_hyphens=False)
        shown += f"> {tool} {arguments}\n" + "".join(f"{line}\n" for line in lines)
    return shown


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
