"""A line typed by the person at the terminal, completed while it is typed; or one key."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from farmer.cli.world import tell
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


def press(question: str, keys: Mapping[str, str], *, enter: str) -> str:
    """What the one key means that is pressed after `question`; `keys` maps letters to words.

    Enter means the word `enter`, and another key nothing. Keys that were pressed before the
    question was there are not lost. Ctrl-C and Ctrl-D stop the command.
    """
    from prompt_toolkit import PromptSession
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.keys import Keys
    from prompt_toolkit.output import create_output

    bound = KeyBindings()
    bound.add(Keys.Any)(lambda _event: None)

    def bind(key: str, word: str) -> None:
        @bound.add(key)
        def _pressed(event: KeyPressEvent) -> None:
            event.app.exit(result=word)

    for letter, word in keys.items():
        bind(letter, word)
        bind(letter.upper(), word)
    bind("enter", enter)
    session: PromptSession[str] = PromptSession(
        output=create_output(stdout=sys.stderr), key_bindings=bound
    )
    try:
        said = session.prompt(f"{question} ")
    except EOFError:
        raise KeyboardInterrupt from None
    tell(said)
    return said


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
