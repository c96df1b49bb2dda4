"""The ids of what a list has, for other commands: ``--ids``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from farmer.render import Row, View
from farmer.render.terminal import Screen

Result = TypeVar("Result")


def ids_of(found: Callable[[Result], Iterable[str]]) -> View[Result]:
    """The ids that are `found` in a result, one a line.

    On a terminal too: what is piped should look the same when it is tried out.
    """

    def lines(result: Result) -> Iterator[Row]:
        return ((one,) for one in found(result))

    def draw(result: Result, screen: Screen) -> None:
        for one in found(result):
            screen.say(one)

    return View(lines, draw)
