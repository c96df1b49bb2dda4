"""Writing roff for the man(7) macros: text that stays what it was, filled lines, tagged entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

# What roff would turn into its typographic cousin, or take for a command of its own. A hyphen is
# never a soft one here: most stand in options and dates, which people copy into a shell.
_ESCAPES = str.maketrans(
    {"\\": r"\(rs", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}
)
# Input lines stay below 80 bytes, whatever accents and quotes are in them.
_WIDTH = 70


def literal(text: str) -> str:
    """`text` as it will be read and copied."""
    return text.translate(_ESCAPES)


def bold(text: str) -> str:
    """`text` to be typed as it stands, and never hyphenated."""
    words = " ".join(rf"\%{literal(word)}" for word in text.split(" "))
    return rf"\fB{words}\fR"


def italic(text: str) -> str:
    """`text` to be replaced by a value."""
    return rf"\fI{literal(text)}\fR"


def paragraph(said: str) -> Iterator[str]:
    """A paragraph of its own."""
    yield ".PP"
    yield from filled(said)


def entry(tag: str, said: str, indent: str = "") -> Iterator[str]:
    """A tag, which is roff already, and what is said of it, indented."""
    yield f".TP{indent}"
    yield tag
    yield from filled(said)


def example(lines: Iterable[str]) -> Iterator[str]:
    """Lines that are neither filled nor broken."""
    yield ".RS 4"
    yield ".EX"
    yield from (_guarded(literal(line)) for line in lines)
    yield ".EE"
    yield ".RE"


def filled(said: str) -> Iterator[str]:
    """Prose, a sentence on a new line as roff likes it."""
    for sentence in re.split(r"(?<=[.?!]) (?=[A-Z“])", said):
        lines = wrap(marked(sentence), _WIDTH, break_long_words=False, break_on_hyphens=False)
        yield from (_guarded(line) for line in lines)


def marked(said: str) -> str:
    """`said` with its code and options in bold."""
    pieces = re.split(r"`([^`]+)`|(?<!\S)(--[a-z][a-z-]*)", said)
    return "".join(
        bold(piece) if at % 3 else literal(piece) for at, piece in enumerate(pieces) if piece
    )


def _guarded(line: str) -> str:
    """`line`, whose first character roff shall not take for a command's."""
    return rf"\&{line}" if line.startswith(".") else line
