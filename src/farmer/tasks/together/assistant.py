"""What an assistant may ask, and the lines by which one is told of farmer."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from farmer.choices import Choices
from farmer.errors import NotFound
from farmer.shell import for_windows

# What is typed where the extra that serves is missing.
EXTRA = "Install farmer-ledger[mcp]: pipx install --force 'farmer-ledger[mcp]'"


class NoExtra(NotFound):
    """What talks to an assistant is not installed."""

    code = "no-extra"

    def __init__(self) -> None:
        super().__init__("What talks to an assistant is not installed.", EXTRA)


class ToolShown(NamedTuple):
    """A tool as people see it, and whether it is there only where words are told, or to record."""

    name: str
    title: str
    of_words: bool
    writes: bool


class ToolsShown(NamedTuple):
    """The answer of ``assistant``: the tools, and whether what serves them is installed."""

    tools: tuple[ToolShown, ...]
    installed: bool


class Start(NamedTuple):
    """How a program starts farmer: whole paths, for it knows no others."""

    command: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]


class Setup(NamedTuple):
    """The answer of ``assistant setup``.

    Attributes:
        client: the program that is told.
        place: where its lines go.
        lines: what to paste there.
        typed: what can be typed instead; empty where there is nothing.
        with_words: whether words are told.
        record: whether it may record.
    """

    client: str
    place: str
    lines: str
    typed: str
    with_words: bool
    record: bool


class _Client(NamedTuple):
    meaning: str
    place: str
    lines: Callable[[Start], str]
    typed: str = ""


def setup(client: str, start: Start, *, with_words: bool, record: bool) -> Setup:
    """The lines that tell a `client` how to start farmer; nobody's file is changed.

    Raises:
        InvalidValue: for a client that is not known.
    """
    name = CLIENTS.parse(client)
    known = _CLIENTS[name]
    words = " ".join(map(_word, (start.command, *start.arguments)))
    variables = "".join(
        f" --env {_word(f'{key}={value}')}" for key, value in start.environment.items()
    )
    typed = known.typed.format(variables=variables, words=words)
    return Setup(name, known.place, known.lines(start), typed, with_words, record)


def _word(text: str) -> str:
    """One word of a line to type: Windows has other quotes."""
    if os.name == "nt" and not text.startswith("-"):
        return for_windows(text)
    return shlex.quote(text)


def _as_json(key: str, **more: str) -> Callable[[Start], str]:
    def lines(start: Start) -> str:
        server: dict[str, Any] = {
            **more, "command": start.command, "args": list(start.arguments),
        }  # fmt: skip
        if start.environment:
            server["env"] = dict(start.environment)
        return json.dumps({key: {"farmer": server}}, indent=2, ensure_ascii=False)

    return lines


def _as_toml(start: Start) -> str:
    lines = ["[mcp_servers.farmer]", f"command = {_text(start.command)}"]
    lines.append(f"args = [{', '.join(map(_text, start.arguments))}]")
    if start.environment:
        pairs = (f"{key} = {_text(value)}" for key, value in start.environment.items())
        lines.append(f"env = {{ {', '.join(pairs)} }}")
    return "\n".join(lines)


def _text(words: str) -> str:
    """A text of TOML, which escapes as JSON does."""
    return json.dumps(words, ensure_ascii=False)


_CLIENTS: Mapping[str, _Client] = {
    "claude": _Client(
        "Claude's desktop program and Claude Code",
        "claude_desktop_config.json (Settings, Developer, Edit Config)",
        _as_json("mcpServers"),
        "claude mcp add --scope user farmer{variables} -- {words}",
    ),
    "codex": _Client(
        "Codex",
        "~/.codex/config.toml",
        _as_toml,
        "codex mcp add farmer{variables} -- {words}",
    ),
    "cursor": _Client("Cursor", "~/.cursor/mcp.json", _as_json("mcpServers")),
    "vscode": _Client(
        "Visual Studio Code",
        "mcp.json (“MCP: Open User Configuration”)",
        _as_json("servers", type="stdio"),
    ),
    "zed": _Client("Zed", "settings.json (“zed: open settings file”)", _as_json("context_servers")),
}
CLIENTS: Choices[str] = Choices(
    "program", {name: client.meaning for name, client in _CLIENTS.items()}
)


def start_of(
    command: Sequence[str],
    ledger: str,
    settings: str,
    environ: Mapping[str, str],
    *,
    with_words: bool,
    record: bool,
) -> Start:
    """How farmer is started by its whole `command` for the ledger and settings at those places.

    A program hands on few variables of its own: those that farmer goes by are told with it. Where
    the settings lie is among them, for they name the tag of those who are private.
    """
    first, *rest = command
    words = ["--with-words"] * with_words + ["--record"] * record
    told = {"FARMER_CONFIG": settings}
    if key := environ.get(_KEY):
        told[_KEY] = key
    return Start(first, (*rest, "assistant", "serve", *words, "--ledger", ledger), told)


_KEY = "FARMER_KEY_COMMAND"
