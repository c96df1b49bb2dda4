"""What one line tells of a talk."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from farmer.lines.spans import Stretch
from farmer.model import Promise


class Piece(NamedTuple):
    """A piece of a line, and what it was taken for: ``day``, ``name``, ``said`` …"""

    taken_for: str
    span: Stretch


class OfOne(NamedTuple):
    """What a line tells of one of those it names; `facts` are as they are stored."""

    by: str | None = None
    facts: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()


class Line(NamedTuple):
    """What a line was read as.

    Attributes:
        text: the whole line, which is the note.
        on: the day; None where it says none.
        kind, by, minutes: as in `farmer.model.Touch`; None where it does not say it.
        names: who was there, as typed, each with what is told of them alone.
        groups: tags of people who were there too, with their @.
        event: the event's name, empty for none.
        together: whether it says that they all met each other: “lunch with Ana and Bo”.
        facts, promises: what it tells of everybody named.
        tags: those that everybody named gets, with their @.
        parts: every piece of the line, in order: no word is left out.
    """

    text: str
    on: date | None
    kind: str | None
    by: str | None
    minutes: int | None
    names: dict[str, OfOne]
    groups: tuple[str, ...]
    event: str
    together: bool
    facts: tuple[str, ...]
    promises: tuple[Promise, ...]
    tags: tuple[str, ...]
    parts: tuple[Piece, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """What is only kept, because it is in the note: nothing follows from it."""
        return tuple(part.span.text for part in self.parts if part.taken_for == "said")
