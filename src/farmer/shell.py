"""Commands as a person would type them, for hints and next steps: safe to paste at a prompt.

A prompt expands more than a script does: ``!`` inside double quotes is history in bash and zsh, and
PowerShell takes typographic quotes for its own. So a text is written bare, else in whatever quotes
nothing in it can end or expand in bash, zsh, fish and PowerShell alike.
"""

from __future__ import annotations

# Beside letters and digits, what means nothing to a shell; the second ones not at the beginning.
_PLAIN, _PLAIN_INSIDE = "_.+", "@/-"
# What ends or escapes something within single quotes, in one of the shells.
_NOT_IN_SINGLE = frozenset("'\\‘’‚‛")
# The same within double quotes, and what is expanded there.
_NOT_IN_DOUBLE = frozenset('"\\$`!“”„')


def quoted(text: str) -> str:
    """`text` as one word of a command, at its end where it looks like an option.

    Where no quotes are safe in every shell, it is written for bash, zsh and fish.
    """
    word = _in_quotes(text) or "'" + text.replace("'", "'\\''") + "'"
    return f"-- {word}" if text.startswith("-") else word


def quoted_or_id(name: str, printed_id: str) -> str:
    """A person as one word anywhere in a command: by name, by id where no quotes are safe."""
    return printed_id if name.startswith("-") else _in_quotes(name) or printed_id


def _in_quotes(text: str) -> str | None:
    """`text` bare or quoted, the same for every shell; None where that cannot be."""
    if _is_plain(text):
        return text
    if _NOT_IN_SINGLE.isdisjoint(text):
        return f"'{text}'"
    return f'"{text}"' if _NOT_IN_DOUBLE.isdisjoint(text) else None


def _is_plain(text: str) -> bool:
    """Whether it needs no quotes."""
    inside = _PLAIN + _PLAIN_INSIDE
    return text[:1] not in _PLAIN_INSIDE and all(c.isalnum() or c in inside for c in text)
