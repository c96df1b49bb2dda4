"""Saying the answer: the one place that chooses between terminal, pipe and JSON."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import ClassVar, TypeVar

from farmer.cli.invocation import current
from farmer.cli.world import colours, has_blocks, on_terminal, today
from farmer.errors import FarmerError
from farmer.render import Verbatim, View

Result = TypeVar("Result")


class AnswerLost(FarmerError):
    """The command is done, but its answer cannot be written: a full disk behind stdout."""

    code: ClassVar[str] = "answer-lost"


def answer(
    result: Result, view: View[Result] | Verbatim[Result], *, json: bool, as_of: date | None = None
) -> None:
    """Show what the command has come to on stdout, in the form that suits it.

    Args:
        result: what the command has come to.
        view: how people and pipes see it.
        json: whether a program is listening.
        as_of: the day that it is true of; today where none is given.

    Raises:
        AnswerLost: where it cannot be written there.
    """
    with speaking():
        if json:
            from farmer.render.envelope import result_envelope

            print(result_envelope(current().command, as_of or today(), result))
        elif isinstance(view, Verbatim):
            for text in view.texts(result):
                _pour(text)
        elif on_terminal():
            from farmer.render.terminal import Screen

            view.draw(result, Screen(colours(), blocks=has_blocks()))
        else:
            from farmer.render.lines import to_lines

            for line in to_lines(view.lines(result)):
                print(line)


def _pour(text: str) -> None:
    """Write a file to stdout as it is: in UTF-8, with its own line ends, whatever the system's."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)  # a stream that somebody put there may have none
    if buffer is None:
        sys.stdout.write(text)
    else:
        buffer.write(text.encode("utf-8"))
        buffer.flush()


@contextmanager
def speaking() -> Iterator[None]:
    """Write to stdout now, not while closing; a reader who has seen enough is no error."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _fall_silent()
    except OSError as error:
        _fall_silent()
        reason = (error.strerror or "it cannot be written to").lower()
        raise AnswerLost(
            f"The answer could not be shown: {reason}.",
            "What was asked for has been done; do not repeat a change.",
        ) from None


def _fall_silent() -> None:
    """Send the rest to nowhere: Python would complain once more when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
