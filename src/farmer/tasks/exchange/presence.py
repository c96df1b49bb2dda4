"""Who was at which occasion: told by a guest list, or by the user of everybody in a file.

Being in the same room is no talk: it is a touch that weighs nothing, once for each person and
occasion, whoever tells of it, until somebody says that the two talked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from farmer.formats.incoming import Attendance, Incoming, Party
from farmer.ledger.newcomers import ImportedTouch
from farmer.model import ATTENDED, Event, Touch
from farmer.sources import BREAK
from farmer.tasks.exchange.owner import identity_of
from farmer.text import fold


class Marks(NamedTuple):
    """What the user says of everybody in a file: their tags, without the @, and where they were."""

    tags: tuple[str, ...] = ()
    attended: tuple[Attendance, ...] = ()

    def put_on(self, told: Incoming) -> Incoming:
        """The person with what is said of everybody."""
        if not (self.tags or self.attended):
            return told
        tags = tuple(dict.fromkeys((*told.tags, *self.tags)))
        return told._replace(tags=tags, attended=(*told.attended, *self.attended))


class Presences:
    """Who is known to have been where."""

    def __init__(self, known: Iterable[tuple[int, str, date]]) -> None:
        """Those of the ledger: whose, the occasion's name, and its day."""
        self._known = {(whose, fold(event), on) for whose, event, on in known}

    def unseen(
        self, whose: int, told: Incoming, source: str, seen: Collection[tuple[int, str]]
    ) -> Iterator[tuple[Event, ImportedTouch]]:
        """What is new of where somebody was; from now on it is known.

        `seen` are the ids under which the source told of touches before, and of whom.
        """
        for attendance, source_id in zip(told.attended, attended_ids(told), strict=True):
            event, on = attendance
            there = (whose, fold(event), on)
            if there not in self._known and (whose, source_id) not in seen:
                self._known.add(there)
                yield Event(on, event), ImportedTouch(Touch(on, ATTENDED), source, source_id)


def attended_ids(told: Incoming) -> list[str]:
    """The ids by which a file knows where somebody was."""
    if not told.attended:
        return []
    identity = identity_of(Party(told.contact.name, told.handles))
    return [f"{identity}{BREAK}{each.on.isoformat()} {fold(each.event)}" for each in told.attended]
