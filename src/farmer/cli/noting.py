"""Notes that are not typed on the line: from the standard input, or written in the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

import typer

from farmer.cli.questions import settled_whom
from farmer.cli.world import desk, editor, piped_in
from farmer.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Callable

    from farmer.tasks.correct.edit import Edited
    from farmer.tasks.correct.words import Written
    from farmer.tasks.whom import Whom

# A page about everybody of an evening.
MOST_NOTES_BYTES = 1 << 20


@overload
def read_dash(context: typer.Context, typed: str) -> str: ...
@overload
def read_dash(context: typer.Context, typed: None) -> None: ...
def read_dash(context: typer.Context, typed: str | None) -> str | None:
    """The text typed; what the standard input holds where that is a dash.

    Raises:
        InvalidValue: where it holds nothing: a program that failed emptied no note on purpose.
    """
    if typed != "-" or context.resilient_parsing:
        return typed
    from farmer.formats.decoding import to_text
    from farmer.text import clean_note

    text = to_text(piped_in(MOST_NOTES_BYTES))
    if not clean_note(text):
        raise InvalidValue(
            "The standard input holds no text.", 'Pipe one in; an empty note is typed: --note ""'
        )
    return text


def read_dashes(context: typer.Context, typed: list[str] | None) -> list[str] | None:
    """As `read_dash`, each of several."""
    return [read_dash(context, text) for text in typed] if typed else typed


def in_editor(
    ledger: str | None, whom: Whom, write: Callable[[Written, str], Edited], *, json: bool
) -> Edited:
    """What comes of the words of one person or record once they were written in the editor.

    Where they are as they were, nothing is written.
    """
    from farmer.tasks.correct.edit import Edited
    from farmer.tasks.correct.words import words_of
    from farmer.tasks.editor import edited
    from farmer.text import clean_note

    words = settled_whom(whom, lambda named: words_of(desk(ledger), named), json=json)
    with edited(words.text, editor(f"farmer edit {words.id} -e")) as text:
        if clean_note(text) == words.text:
            return Edited((), (), {}, {})
        return write(words, text)
