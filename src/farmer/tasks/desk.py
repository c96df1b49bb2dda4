"""What a task needs of the world: the ledger, the day, the instant, whom to tell, the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import Ambiguous
from farmer.settings import Settings
from farmer.sources import ASSISTANT, HAND

if TYPE_CHECKING:
    from pathlib import Path

    from farmer.ledger import FileLedger
    from farmer.ledger.ledger import Ledger, Writer
    from farmer.ledger.reader import Reader


class Desk(NamedTuple):
    """Where a task works.

    Attributes:
        ledger: the ledger, opened when it is read or changed.
        today: the calendar day, in the user's time zone.
        now: the instant, in UTC.
        notify: tells the user something in passing, beside the result.
        settings: what the user has set.
        settings_file: where that is kept, or would be; None where it does not matter.
        at_clock: whether it is asked about today because the clock says so. Then records of the day
            after read as today's: it was today where they were made, east of here. They do not
            where somebody names the day.
        veiled: the tag of those who are not there for whoever asks, nor is anybody who is only
            known of; None where everybody is there.
        source: where what is recorded comes from (`farmer.sources`).
    """

    ledger: Ledger
    today: date
    now: datetime
    notify: Callable[[str], None]
    settings: Settings
    settings_file: Path | None = None
    at_clock: bool = True
    veiled: str | None = None
    source: str = HAND

    @property
    def clock_day(self) -> date | None:
        """Today, if it is asked about because the clock says so."""
        return self.today if self.at_clock else None

    @property
    def file(self) -> FileLedger:
        """The ledger as the file that it is, for what only a file can do.

        Raises:
            TypeError: for a ledger that is none, as those of tests are.
        """
        from farmer.ledger import FileLedger

        if not isinstance(self.ledger, FileLedger):
            raise TypeError(f"the ledger {self.ledger.place} is not a file")
        return self.ledger

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One moment of the ledger; where there is none yet, that is said."""
        with self.deciding() as reader:
            if not reader.exists:
                self.notify("There is no ledger yet. Begin one with farmer log or farmer import.")
            yield reader

    def reading_of_us(self) -> AbstractContextManager[Reader]:
        """The same, for what a team tells as well: whoever only reads that needs no ledger."""
        from farmer.team import is_in_team

        return self.deciding() if is_in_team(self.ledger.place) else self.reading()

    @contextmanager
    def deciding(self) -> Iterator[Reader]:
        """One moment of the ledger, to read what a change depends on, which may begin it.

        Whoever cannot be told apart by name in it is told apart by when you last talked.
        """
        with self.ledger.reading(self.clock_day, self.veiled) as reader:
            try:
                yield reader
            except Ambiguous as several:
                if several.are_people:
                    _tell_apart(several, reader, self.today)
                raise

    def tell_apart(self, several: Ambiguous) -> None:
        """The same of a name that was found to be several people's outside of a moment."""
        with self.ledger.reading(self.clock_day, self.veiled) as reader:
            _tell_apart(several, reader, self.today)

    def changing(self, words: str) -> AbstractContextManager[Writer]:
        """One change, told in `words`: wholly written when the block ends, or not at all.

        Where an assistant makes it, the words say so.
        """
        by = ", by assistant" if self.source == ASSISTANT else ""
        return self.ledger.changing(words + by, self.now, self.today)

    @contextmanager
    def rehearsing(self, words: str) -> Iterator[Writer]:
        """A change to see what would come of it: nothing of it is written when the block ends."""
        with suppress(_RehearsedError), self.changing(words) as change:
            yield change
            raise _RehearsedError


class _RehearsedError(Exception):
    """Takes back a change that was made to see what comes of it."""


def _tell_apart(several: Ambiguous, reader: Reader, on: date) -> None:
    """Say of each when you last talked: whom you know first, whoever is in no list last."""
    from farmer.ids import parse_id
    from farmer.model import LIVE
    from farmer.wording import say_date

    numbers = {each: one.number for each in several.candidates if (one := parse_id(each))}
    talks = reader.newest_touches(on, LIVE)
    away = {
        person.id: "only known of" if person.known_of else "archived"
        for person in reader.people()
        if person.archived
    }
    told = {}
    for each, number in numbers.items():
        talk = talks.get(number)
        last = f"last talk {say_date(talk.on)}" if talk else "no talk recorded"
        told[each] = f"{last}, {away[number]}" if number in away else last

    def place(each: str) -> tuple[bool, int]:
        talk = talks.get(numbers[each])
        return numbers[each] in away, -talk.on.toordinal() if talk else 0

    several.tell_apart({each: told[each] for each in sorted(told, key=place)})
