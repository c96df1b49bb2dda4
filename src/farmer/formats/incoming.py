"""What every reader yields: people as a file tells of them, and the lines it could not use.

A reader decides nothing about the ledger; whether somebody is new is the matcher's business.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from farmer.model import NAME_LENGTH, NOTE_LENGTH, Contact, Handle, Touch
from farmer.names import clean

# No address is longer; what is, is something else that strayed into the field.
ADDRESS_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class SourcedTouch:
    """A touch and the id under which its source knows it, so that it is never recorded twice."""

    touch: Touch
    source_id: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """One person of a file.

    Attributes:
        line: where in the file they begin, counted from 1.
        contact: what the file says of them.
        handles: their addresses, each once.
        touches: contacts with them that the file is evidence of.
        key: the source's own id of the person, empty where it has none.
    """

    line: int
    contact: Contact
    handles: tuple[Handle, ...]
    touches: tuple[SourcedTouch, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row or card that is nobody, or cannot be read.

    The reason never quotes the file: it ends up in logs and bug reports, and what it would quote
    is other people's personal data.
    """

    line: int
    reason: str


Reading = Iterator[Incoming | Skipped]


def kept(text: str, longest: int = NOTE_LENGTH) -> str:
    """`text` cleaned, and cut with an ellipsis where it is too long.

    What a person types too long is refused, so that they can shorten it; a file cannot be asked.
    """
    line = clean(text.encode("utf-8", "replace").decode("utf-8"), sys.maxsize)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def kept_name(text: str) -> str:
    """A name, company or title from a file, cleaned and cut to what the ledger keeps."""
    return kept(text, NAME_LENGTH)


def handles_from(
    found: Iterable[tuple[Callable[[str], Handle | None], str]],
) -> tuple[Handle, ...]:
    """The handles among pairs of a parser (of ``farmer.names``) and a text, in order, each once."""
    handles: dict[Handle, None] = {}
    for parse, text in found:
        if text and len(text) <= ADDRESS_LENGTH:
            handle = parse(kept(text))
            if handle is not None:
                handles[handle] = None
    return tuple(handles)
