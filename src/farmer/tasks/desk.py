"""What a task needs of the world: the ledger, the day, the instant, whom to tell, the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from farmer.ledger import connect
from farmer.ledger.connect import OpenLedger
from farmer.settings import Settings

if TYPE_CHECKING:
    from farmer.ledger.writing import Writer


class Desk(NamedTuple):
    """Where a task works.

    Attributes:
        ledger: the ledger's path.
        today: the calendar day, in the user's time zone.
        now: the instant, in UTC.
        notify: tells the user something in passing, beside the result.
        settings: what the user has set.
    """

    ledger: Path
    today: date
    now: datetime
    notify: Callable[[str], None]
    settings: Settings

    @contextmanager
    def reading(self) -> Iterator[OpenLedger | None]:
        """The ledger, to read; None, having said so, where there is none yet."""
        with connect.reading(self.ledger, self.notify) as db:
            if db is None:
                self.notify("There is no ledger yet; farmer log or farmer import begins one.")
            yield db

    @contextmanager
    def deciding(self) -> Iterator[OpenLedger | None]:
        """The ledger, to read what a change depends on; None where the change will begin it."""
        with connect.reading(self.ledger, self.notify) as db:
            yield db

    @contextmanager
    def changing(self, words: str) -> Iterator[Writer]:
        """One change, told in `words`: wholly written when the block ends, or not at all."""
        from farmer.ledger.writing import changing

        with changing(self.ledger, words, self.now) as writer:
            yield writer
