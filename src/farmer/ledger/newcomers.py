"""Who comes in by an import, with all that is known of them."""

from __future__ import annotations

from typing import NamedTuple

from farmer.model import Contact, Fact, Handle, Touch
from farmer.sources import BREAK, FILE


def key_of(source_id: str) -> str:
    """The key of the person in the id of a touch with them; empty for any other id."""
    identity, found, _ = source_id.partition(BREAK)
    return identity + found if found else ""


class ImportedTouch(NamedTuple):
    """A touch found in somebody's file, with the file's kind and its own id for the touch.

    The pair lets the same file be imported twice without a second touchpoint.
    """

    touch: Touch
    source: str
    source_id: str


class Newcomer(NamedTuple):
    """A person to be added by an import, with everything known about them.

    `source` is the kind of file that all of it is from, but for the touches, which say their own.
    """

    contact: Contact
    handles: tuple[Handle, ...] = ()
    touches: tuple[ImportedTouch, ...] = ()
    facts: tuple[Fact, ...] = ()
    tags: tuple[str, ...] = ()
    source: str = FILE
