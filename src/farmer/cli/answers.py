"""Saying the answer: the one place that chooses between terminal, pipe and JSON."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from farmer.cli.world import on_terminal
from farmer.render import View

Result = TypeVar("Result")


def answer(command: str, result: Result, view: View[Result], *, json: bool, as_of: date) -> None:
    """Show the result of `command` on stdout, in the form that suits it."""
    if json:
        from farmer.render.envelope import result_envelope

        print(result_envelope(command, as_of, result))
    elif on_terminal():
        from farmer.render.terminal import Screen

        view.draw(result, Screen())
    else:
        from farmer.render.lines import to_lines

        for line in to_lines(view.lines(result)):
            print(line)
