"""Who comes in by an import, with all that is known of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from farmer.details import CHANGING, Detail
from farmer.model import Contact, Fact, Handle, Touch
from farmer.sources import BREAK, FILE, LINK, MEMORY, TYPED


def key_of(source_id: str) -> str:
    """The key of the person in the id of a touch with them; empty for any other id."""
    identity, found, _ = source_id.partition(BREAK)
    return identity + found if found else ""


# How the words of every import begin.
IMPORT_OF = "import of "


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
        event_id: of the occasion it was at, where there is one.
    """

    touch: Touch
    source: str
    source_id: str
    told: str = ""
    also: tuple[Origin, ...] = ()
    event_id: int | None = None


class Newcomer(NamedTuple):
    """A person to be added by an import, with everything known about them.

    `source` is the kind of file that all of it is from, but for the touches, which say their own;
    `identifiers` are the ids by which it knows the person.
    """

    contact: Contact
    handles: tuple[Handle, ...] = ()
    touches: tuple[ImportedTouch, ...] = ()
    facts: tuple[Fact, ...] = ()
    tags: tuple[str, ...] = ()
    source: str = FILE
    identifiers: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()


# What a later file of the kind that brought it may change.
_BROUGHT = ("name", "nickname", "birthday", *CHANGING)


class Position(NamedTuple):
    """What of somebody a file may change: as it is, or as it was before a change."""

    contact_id: int
    name: str
    company: str
    title: str
    nickname: str
    birthday: str


def brought(
    present: Iterable[tuple[Position, str | None]], before: Iterable[tuple[Position, str]]
) -> dict[tuple[int, str], str]:
    """By whose and which field, the kind of file that brought what is there now, or its titles.

    Args:
        present: what is known of people, and where they came from.
        before: what was known before each change, the newest first, and the words of the change.
    """
    former: defaultdict[int, list[tuple[Position, str]]] = defaultdict(list)
    for was, words in before:
        former[was.contact_id].append((was, words))
    found = {}
    for each, source in present:
        changed: dict[str, str] = {}
        for was, words in former.get(each.contact_id, ()):
            for field in _BROUGHT:
                if getattr(was, field) != getattr(each, field):
                    changed.setdefault(field, words)
        for field in _BROUGHT:
            by = _file(source, changed.get(field))
            if by and getattr(each, field):
                found[each.contact_id, field] = by
    return found


def _file(source: str | None, words: str | None) -> str:
    """The file that a field is from: by the words of the change that brought it, else its source.

    Empty where it was typed.
    """
    if words is None:
        return "" if source in (None, *TYPED, MEMORY, LINK) else str(source)
    return words.removeprefix(IMPORT_OF) if words.startswith(IMPORT_OF) else ""
