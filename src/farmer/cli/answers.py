"""Saying the answer: the one place that chooses between terminal, pipe and JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import ClassVar, TypeVar

from farmer import written
from farmer.cli.invocation import current
from farmer.cli.world import (
    can_page,
    colours,
    fall_silent,
    has_blocks,
    is_closed,
    on_terminal,
    pager,
    today,
)
from farmer.errors import ExitStatus, FarmerError
from farmer.render import Verbatim, View
from farmer.shell import quoted

Result = TypeVar("Result")


class AnswerLost(FarmerError):
    """The command is done, but its answer cannot be written: a full disk behind stdout."""

    code: ClassVar[str] = "answer-lost"
    status: ClassVar[ExitStatus] = ExitStatus.ANSWER_LOST

    def __init__(self, reason: str) -> None:
        done = what_was_done()
        if done:
            super().__init__(f"{done}, but the answer could not be shown: {reason}.", how_to_see())
        else:
            super().__init__(
                f"The answer could not be shown: {reason}.",
                "Nothing was changed. Run it again where there is room.",
            )


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
            texts = view.reading if view.reading and is_read(json=json) else view.texts
            for text in texts(result):
                _pour(text)
        elif is_read(json=json):
            _draw(result, view)
        else:
            from farmer.render.lines import to_lines

            for line in to_lines(view.lines(result)):
                print(line)


def is_told_whole(*, json: bool) -> bool:
    """Whether a person or a program is told everything, and not only lines for a pipe."""
    return json or is_read(json=json)


def is_read(*, json: bool) -> bool:
    """Whether a person reads the answer, on a terminal or where they asked for that form."""
    form = current().form
    return not json and (form in ("pretty", "plain") or (not form and on_terminal()))


def _draw(result: Result, view: View[Result]) -> None:
    """Draw on the terminal, or where there is more than it has room for in a pager."""
    from farmer.render.terminal import Screen

    plain = current().form == "plain"
    screen = Screen("never" if plain else colours(), blocks=not plain and has_blocks())
    if not (current().paged and can_page()):
        view.draw(result, screen)
        return
    drawn = screen.held(lambda: view.draw(result, screen))
    if not (screen.is_filled_by(drawn) and _is_paged(drawn)):
        print(drawn, end="")


def _is_paged(drawn: str) -> bool:
    from farmer.cli.paging import is_paged

    words = pager()
    return bool(words) and is_paged(drawn, words)


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
    """Write to stdout now, not while closing; a reader who has seen enough is no error.

    Raises:
        AnswerLost: where it cannot be written there.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        fall_silent(sys.stdout)
    except OSError as error:
        fall_silent(sys.stdout)
        raise AnswerLost((error.strerror or "it cannot be written to").lower()) from None


def is_delivered(text: str) -> bool:
    """Whether `text`, written to stdout, got to somebody, as far as can be told."""
    if is_closed(sys.stdout):
        return False
    try:
        print(text, flush=True)
    except OSError:
        fall_silent(sys.stdout)
        return False
    return True


def what_was_done() -> str:
    """What this run has written for good, as the beginning of a sentence; empty for nothing."""
    changed, files = written.so_far()
    if written.done():
        return written.done()
    if changed:
        return "The change was made"
    if not files:
        return ""
    others = f" and {len(files) - 1} more" if len(files) > 1 else ""
    return f"{files[-1]}{others} {'were' if others else 'was'} written"


def how_to_see() -> str:
    """What to type in order to see what was done, before it is done again."""
    changed, _ = written.so_far()
    if not changed or written.done():
        return "There is no need to repeat it."
    ledger = current().ledger
    at = f" --ledger {quoted(ledger)}" if ledger else ""
    return f"Do not repeat it; see it with: farmer undo history{at}"
