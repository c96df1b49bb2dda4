"""When there was contact last, as CRMs say of everybody: that there was, not of what kind.

It becomes a `message`, the least that two people who were in contact have exchanged, with nobody
said to have begun. What a program calls its last *activity* may be a note or a task of the user's
alone, and an *engagement* is a click on a newsletter: neither is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from farmer.formats.incoming import Incoming, Skipped, SourcedTouch, Unread
from farmer.formats.instants import parse_clocked
from farmer.formats.leftover import is_nothing
from farmer.model import Touch
from farmer.sources import LAST_CONTACT

# What Notion writes between the first and the last day of a span.
_TO = "→"
# The kinds of files that tell of it.
TOLD_BY = ("monica", "table")


class LastContact(NamedTuple):
    """What the cells of a person tell of it: a touch a day, and whether any cell is no such day."""

    touches: tuple[SourcedTouch, ...]
    unread: bool

    @classmethod
    def of(cls, cells: Sequence[str], today: date, *, month_first: bool) -> LastContact:
        """What `cells` tell; a day after `today` is none on which there was contact."""
        told = [cell.split(_TO)[-1].strip() for cell in cells if not is_nothing(cell)]
        read = [parse_clocked(cell, month_first=month_first) for cell in told]
        days = {clocked.at.date() for clocked in read if clocked is not None}
        past = sorted(day for day in days if day <= today)
        return cls(tuple(map(touch_of, past)), None in read or len(past) < len(days))

    def beside(
        self, rows: Iterable[Incoming | Skipped | Unread]
    ) -> Iterator[Incoming | Skipped | Unread]:
        """The rows that tell of the person, who has the touches now."""
        for each in rows:
            if isinstance(each, Incoming):
                yield each._replace(touches=self.touches)
                yield from [Unread(each.line, "last contact")] if self.unread else []
            else:
                yield each


def touch_of(on: date) -> SourcedTouch:
    """The touch of a day on which there was contact, of what kind nobody says."""
    return SourcedTouch(Touch(on, "message", note=LAST_CONTACT), f"last contact {on.isoformat()}")


def apart(person: Incoming) -> tuple[Incoming, tuple[SourcedTouch, ...]]:
    """The person without such touches, and these."""
    vague = tuple(_among(person.touches))
    if not vague:
        return person, ()
    rest = tuple(each for each in person.touches if each not in vague)
    return person._replace(touches=rest), vague


def _among(touches: Iterable[SourcedTouch]) -> Iterable[SourcedTouch]:
    return (each for each in touches if each.touch.note == LAST_CONTACT)
