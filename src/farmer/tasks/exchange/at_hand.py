"""The file that is being decided: what of it is new, and which of its people stay out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from farmer.formats.encodings import ReadAs
from farmer.formats.guests import INVITED, NOT_SEEN, UNKNOWN_ANSWER
from farmer.formats.incoming import Incoming, KeptColumn, Schedule, Skipped, Unread, Unused
from farmer.ledger.newcomers import ImportedTouch
from farmer.model import WRITTEN, Handle
from farmer.people.decision import Decision
from farmer.tasks.exchange.doubts import Doubtful
from farmer.tasks.exchange.happenings import TALK_KINDS
from farmer.tasks.exchange.owner import DECLINED, JUST_YOU, NOT_YOURS, OTHERS_DECLINED
from farmer.tasks.exchange.presence import Marks
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
# What there may be so much of that a list of it would be too long to be read.
_COUNTED = (
    *(NOT_YOURS, DECLINED, OTHERS_DECLINED, JUST_YOU, STRANGER, OF_A_ROOM, NAMELESS),
    *(INVITED, NOT_SEEN, UNKNOWN_ANSWER),
)


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
    marks: Marks

    def note(self, row: Schedule | Skipped | Unread | Unused | KeptColumn | ReadAs) -> None:
        """Take in what is about the file, and nobody in particular."""
        match row:
            case Schedule():
                self.heard.schedules.append(row)
            case Skipped(line, reason):
                self.skip(line, reason)
            case Unread():
                self.tally.unread.append(row)
            case Unused() if row.column not in self.tally.unused:
                self.tally.unused.append(row.column)
            case KeptColumn():
                self.tally.kept_columns.add(row.column)
            case ReadAs():
                self.tally.read_as = row

    def skip(self, line: int, reason: str) -> None:
        """Count what is left out, or list it."""
        if reason in _COUNTED:
            self.tally.passed_over[reason] += 1
        else:
            self.tally.skipped.append(Skipped(line, reason))

    def unseen_touches(
        self, whose: int, told: Incoming, *, exchanged: bool
    ) -> Iterator[ImportedTouch]:
        """The touches not known yet; of what was written, and connections, one a day."""
        for sourced in told.touches:
            touch, source_id = sourced.touch, sourced.source_id
            if sourced.entry is not None or touch.kind in TALK_KINDS:
                continue
            day = (whose, touch.kind, touch.on)
            once = touch.kind == "connect" or (exchanged and touch.kind in WRITTEN)
            if (once and day in self.days) or (whose, source_id) in self.seen:
                continue
            self.seen.add((whose, source_id))
            self.days.add(day)
            self.tally.connections += touch.kind == "connect"
            yield ImportedTouch(touch, self.kind, source_id)

    def count_person(
        self, whose: int, decision: Decision, *, gained: bool, exchanged: bool
    ) -> None:
        """Count the people of exchanges once each, those of an address book row by row."""
        tally = self.tally
        if decision.new or (exchanged and whose < 0):
            return
        if whose > 0 and gained:
            tally.updated.add(whose)
        elif exchanged:
            tally.heard_of.add(whose)
        else:
            tally.rows_again += whose not in tally.updated


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
