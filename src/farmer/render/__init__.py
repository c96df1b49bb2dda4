"""Rendering: a result becomes Rich on a terminal, tab-separated lines in a pipe, or JSON.

Every command has one module here with two functions: ``lines`` for pipes and ``draw`` for
terminals. JSON is made from the result itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from farmer.render.terminal import Screen

Result = TypeVar("Result")
Cell = object
Row = Iterable[Cell]


class View(NamedTuple, Generic[Result]):
    """How one kind of result is shown."""

    lines: Callable[[Result], Iterable[Row]]
    draw: Callable[[Result, Screen], None]


class Verbatim(NamedTuple, Generic[Result]):
    """How a result is shown that is a file for a program: nothing of it is wrapped or cleaned.

    Attributes:
        texts: the files.
        reading: the same for somebody at a terminal, where that is another thing.
    """

    texts: Callable[[Result], Iterable[str]]
    reading: Callable[[Result], Iterable[str]] | None = None
