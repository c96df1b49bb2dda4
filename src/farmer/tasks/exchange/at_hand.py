"""The file that is being decided, and which of its people stay out."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from farmer.formats.incoming import Incoming
from farmer.model import Handle
from farmer.tasks.exchange.doubts import Doubtful
from farmer.tasks.exchange.schedules import Heard
from farmer.tasks.exchange.tally import FileTally
from farmer.text import words

# In a larger meeting nobody meets everybody: who is unknown there is not brought in.
ROOM = 12
THAT_IS_YOU = "that is you"
DATED_AHEAD = "its date is in the future"
STRANGER = "somebody whom the ledger does not know; --new brings them in"
OF_A_ROOM = f"somebody unknown in a meeting of more than {ROOM}"
NAMELESS = "an address that several people have, without a name"


class FileAtHand(NamedTuple):
    """The file at hand, and what is known from earlier ones of its kind."""

    number: int
    name: str
    kind: str
    introduces: bool
    tally: FileTally
    # By name and candidates, what is in doubt: each once, in however many mails it is.
    doubts: dict[tuple[str, tuple[int, ...]], Doubtful]
    # Which of its touches are known, and on which days there was one of each kind.
    seen: set[tuple[int, str]]
    days: set[tuple[int, str, date]]
    heard: Heard


def why_kept_out(file: FileAtHand, told: Incoming, *, exchanged: bool) -> str:
    """Why somebody unknown does not come in, or nothing where they do."""
    if not file.introduces:
        return STRANGER
    in_a_room = exchanged and any((each.touch.group or 0) > ROOM for each in told.touches)
    return OF_A_ROOM if in_a_room else ""


def telling(row: Incoming) -> tuple[int, int, int, str, tuple[str, ...], tuple[Handle, ...]]:
    """How much a row tells of somebody, most first, and then in whatever order, but always one."""
    contact = row.contact
    said = (contact.company, contact.title, contact.birthday, contact.nickname, contact.notes)
    return (
        -len(row.handles),
        -len(words(contact.name)),
        -sum(map(bool, said)),
        contact.name,
        (*said, row.key),
        row.handles,
    )
