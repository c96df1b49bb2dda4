"""The command reference as a page of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docs.reference.tree import Command, Input, sections

_PIPE = r"\|"  # within a cell
_HEAD = """\
<!-- Written by `python -m docs.reference` from the help; correct the help, not this page. -->
# Commands

What `farmer COMMAND --help` says, on one page. A command ends with 0 when it is done;
[exit-codes.md](exit-codes.md) lists every status, and what `--json` answers.
"""


def page(farmer: Command) -> str:
    """Every command: its sentence, usage, arguments, options, words and examples."""
    parts = [_HEAD, *_index(farmer), "## For every command", *_general(farmer)]
    for title, commands in sections(farmer):
        parts.append(f"## {title}")
        for command in commands:
            parts += _described(command, farmer.shared)
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _index(farmer: Command) -> Iterator[str]:
    for title, commands in sections(farmer):
        yield f"**{title}**"
        yield _table(("command", "what it does"), [_line(command) for command in commands])


def _line(command: Command) -> tuple[str, str]:
    return f"[`{command.path}`](#{command.path.replace(' ', '-')})", _prose(command.summary)


def _general(farmer: Command) -> Iterator[str]:
    yield "These may be said before a command or after it."
    yield _inputs("option", farmer.shared)
    if alone := farmer.own(farmer.shared):
        yield "And before any command:"
        yield _inputs("option", alone)


def _described(command: Command, shared: tuple[Input, ...]) -> Iterator[str]:
    yield f"{'#' * (1 + len(command.path.split()))} {command.path}"
    yield _prose(command.summary)
    yield _block([command.usage])
    yield from (_prose(said) for said in command.details)
    if command.arguments:
        yield _inputs("argument", command.arguments)
    if own := command.own(shared):
        yield _inputs("option", own)
    if lacking := command.lacking(shared):
        yield lacking
    for glossary in command.glossaries:
        rows = [(f"`{word}`", _prose(meaning)) for word, meaning in glossary.words]
        yield _table((glossary.title.casefold(), "meaning"), rows)
    if command.examples:
        yield "Examples:"
        yield _block(command.examples)
    if command.also:
        yield f"Also: {', '.join(f'`{words}`' for words in command.also)}."


def _inputs(heading: str, inputs: Iterable[Input]) -> str:
    return _table((heading, "meaning"), [(_typed(given), _prose(given.said)) for given in inputs])


def _typed(given: Input) -> str:
    *others, last = given.names or ("",)
    whole = f"{last} {given.metavar}".strip()
    return ", ".join(f"`{name}`" for name in [*others, whole])


def _table(headings: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    lines = [headings, ("---", "---"), *rows]
    return "\n".join(_row(*cells) for cells in lines)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', _PIPE) for cell in cells)} |"


def _block(lines: Iterable[str]) -> str:
    return "\n".join(["```", *lines, "```"])


def _prose(said: str) -> str:
    """`said` with Markdown's own characters as they are, and options as code."""
    coded = re.sub(r"(?<!\S)--[a-z][a-z-]*", r"`\g<0>`", said)
    pieces = re.split(r"(`[^`]+`)", coded)
    return "".join(
        piece if at % 2 else re.sub(r"([\\*<\[])", r"\\\1", piece)
        for at, piece in enumerate(pieces)
    )
