"""Commands as a person would type them, for hints and next steps: safe to paste at a prompt.

A prompt expands more than a script does: ``!`` inside double quotes is history in bash and zsh, and
PowerShell takes typographic quotes for its own. So a text is written bare, else in whatever quotes
nothing in it can end or expand in bash, zsh, fish and PowerShell alike; on Windows, where cmd knows
no other, in double ones first.

Which shell will read it cannot be known, so where no quotes serve all the system decides.
"""

from __future__ import annotations

import os

# Beside letters and digits, what means nothing to a shell; the second ones not at the beginning.
_PLAIN, _PLAIN_INSIDE = "_.+", "@/-"
# Whatever of these begins a text in single quotes of PowerShell's, any of them ends it.
_SINGLE = "'‘’‚‛"
# What ends or escapes something within single quotes, in one of the shells.
_NOT_IN_SINGLE = frozenset(_SINGLE + "\\")
# The same within double quotes, and what is expanded there.
_NOT_IN_DOUBLE = frozenset('"\\$`!“”„')
# There a backslash is part of every path and escapes nothing but a quote; cmd expands ``%``.
_NOT_IN_DOUBLE_ON_WINDOWS = (_NOT_IN_DOUBLE - {"\\"}) | {"%"}


def quoted(text: str) -> str:
    """`text` as one word of a command, at its end where it looks like an option.

    Where no quotes are safe in every shell, it is written for those of the system: on Windows for
    PowerShell, elsewhere for bash, zsh and fish.
    """
    word = for_windows(text) if os.name == "nt" else for_unix(text)
    return f"-- {word}" if text.startswith("-") else word


def quoted_or_id(name: str, printed_id: str) -> str:
    """A person as one word anywhere in a command: by name, by id where no quotes are safe.

    PowerShell before 7.3 hands a program no double quotes, however they are written.
    """
    if name.startswith("-") or '"' in name or _in_quotes(name) is None:
        return printed_id
    return quoted(name)


def for_unix(text: str) -> str:
    """`text` as one word for bash, zsh and fish, and wherever that can be for PowerShell."""
    return _in_quotes(text) or "'" + text.replace("'", "'\\''") + "'"


def for_windows(text: str) -> str:
    """`text` as one word for PowerShell, and wherever that can be for cmd."""
    if _is_plain(text):
        return text
    if _NOT_IN_DOUBLE_ON_WINDOWS.isdisjoint(text) and not text.endswith("\\"):
        return f'"{text}"'
    return "'" + "".join(c * 2 if c in _SINGLE else c for c in text) + "'"


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
