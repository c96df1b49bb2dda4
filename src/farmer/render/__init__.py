"""Rendering: a result becomes Rich on a terminal, tab-separated lines in a pipe, or JSON.

Every command has one module here with two functions: ``lines`` for pipes and ``draw`` for
terminals. JSON is made from the result itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from farmer.render.terminal import Screen

Result = TypeVar("Result")
Cell = object
Row = Iterable[Cell]


@dataclass(frozen=True, slots=True)
class View(Generic[Result]):
    """How one kind of result is shown."""

    lines: Callable[[Result], Iterable[Row]]
    draw: Callable[[Result, Screen], None]
