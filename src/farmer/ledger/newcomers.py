"""Who comes in by an import, with all that is known of them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from farmer.model import Contact, Fact, Handle, Touch
from farmer.sources import BREAK, FILE


def key_of(source_id: str) -> str:
    """The key of the person in the id of a touch with them; empty for any other id."""
    identity, found, _ = source_id.partition(BREAK)
    return identity + found if found else ""


class Origin(NamedTuple):
    """As which entry of a source a touchpoint is known.

    Attributes:
        source: the kind of file.
        source_id: the source's own id of it.
        told: what the source last said of it; empty where that cannot change.
    """

    source: str
    source_id: str
    told: str = ""


class Sourced(NamedTuple):
    """A touchpoint that a source has an id for; one that several know is there for each of them."""

    contact_id: int
    source: str
    source_id: str
    kind: str
    on: date
    touch_id: int
    told: str


class ImportedTouch(NamedTuple):
    """A touch found in somebody's file, and as what the file knows it.

    Attributes:
        source, source_id: the file's kind, and its own id of the touch: the pair lets the same file
            be imported twice without a second touchpoint.
        told: as of an `Origin`.
        also: as what other sources know it.
    """

    touch: Touch
    source: str
    source_id: str
    told: str = ""
    also: tuple[Origin, ...] = ()


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
