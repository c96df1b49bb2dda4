"""A line typed by the person at the terminal, completed from a list while it is typed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from farmer.text import begins, fold

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completion


def ask_line(question: str, choices: Sequence[str] = (), *, default: str = "") -> str:
    """What is typed after `question`, without spaces around it; empty for nothing.

    The question goes to stderr, where all of them go. `choices` complete what was typed at their
    beginning, then that of one of their words, whatever its case and accents. Ctrl-C and Ctrl-D
    stop the command.
    """
    from prompt_toolkit import PromptSession
    from prompt_toolkit.output import create_output

    session: PromptSession[str] = PromptSession(output=create_output(stdout=sys.stderr))
    try:
        return session.prompt(
            question, default=default, completer=_completer(choices), complete_while_typing=True
        ).strip()
    except EOFError:
        raise KeyboardInterrupt from None


def completions(typed: str, choices: Sequence[str]) -> list[str]:
    """What `typed` may become: first the choices that begin so, then those of which a word does."""
    found = [choice for choice in choices if typed and begins(typed, choice)]
    return sorted(found, key=lambda choice: not fold(choice).startswith(fold(typed)))


def _completer(choices: Sequence[str]):  # type: ignore[no-untyped-def]
    from prompt_toolkit.completion import Completer, Completion
    from prompt_toolkit.document import Document

    class Choices(Completer):
        def get_completions(self, document: Document, _event: object) -> Iterator[Completion]:
            typed = document.text_before_cursor
            for choice in completions(typed, choices):
                yield Completion(choice, start_position=-len(typed))

    return Choices()
