"""One command as the help shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


def block(title: str, lines: list[str]) -> str:
    """Lines under a title, which stay as they are in the help."""
    return f"\b\n{title}:\n" + "\n".join(f"  {line}" for line in lines)


def _nothing() -> str:
    return ""


class Command(NamedTuple):
    """One command.

    Attributes:
        function: what runs it: a module of the room ``cli`` and a name in it, ``check:check``.
        summary: the first line of that function's docstring, which the list of commands shows.
        examples: lines to type, each of which works.
        more: what stands below the examples, made when it is shown.
        now: for a word from before, which still works: what is typed for it now.
    """

    function: str
    summary: str
    examples: tuple[str, ...]
    more: Callable[[], str] = _nothing
    now: str = ""
