"""Bash's half-typed lines: split as bash would, and candidates quoted so that bash reads them back.

Other shells hand over their words and quote what they insert; bash does neither.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Break a word too, but belong to the one that they begin.
_SPECIAL_PREFIXES = "@$"
_PLAIN = re.compile(r"[\w@%+=:,./-]")


class CommandLine(NamedTuple):
    """A command line up to the cursor.

    Attributes:
        words: the words before the one being typed, unquoted.
        typed: the word being typed, unquoted; empty after a space.
        quote: the quote that is open in it: ``"``, ``'`` or empty.
        kept: how many letters of `typed` bash takes for a word of their own, and so keeps: it
            breaks words at some characters, such as @ and =, where they are not quoted.
    """

    words: tuple[str, ...]
    typed: str
    quote: str
    kept: int


def split_line(line: str, breaks: str) -> CommandLine:
    """`line` split at unquoted spaces; `breaks` is bash's ``COMP_WORDBREAKS``."""
    words: list[str] = []
    word: str | None = None
    quote, kept, letters = "", 0, iter(line)
    for letter in letters:
        if letter == "\\" and quote != "'":
            escaped = next(letters, "")
            keeps = quote and escaped not in '"\\$`'
            word = (word or "") + (letter if keeps else "") + escaped
        elif quote:
            if letter == quote:
                quote = ""
            else:
                word = (word or "") + letter
        elif letter in "\"'":
            quote, word = letter, word or ""
            kept = len(word)
        elif letter.isspace():
            words += [word] if word is not None else []
            word, kept = None, 0
        else:
            word = (word or "") + letter
            if letter in breaks:
                kept = len(word) - (letter in _SPECIAL_PREFIXES)
    return CommandLine(tuple(words), word or "", quote, kept)


def quoted_for_bash(value: str, line: CommandLine) -> str | None:
    """What bash has to insert for `value` in place of what it takes for the typed word.

    None where bash would keep something that `value` does not begin with.
    """
    if value[: line.kept].casefold() != line.typed[: line.kept].casefold():
        return None
    rest = value[line.kept :]
    if line.quote == '"':
        return re.sub(r'([\\"$`])', r"\\\1", rest)
    if line.quote == "'":
        return rest.replace("'", "'\\''")
    return "".join(letter if _PLAIN.match(letter) else f"\\{letter}" for letter in rest)
