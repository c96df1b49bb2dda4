"""What of an import there is to write, once all of it is decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from farmer.ledger.newcomers import ImportedTouch
from farmer.model import Contact
from farmer.tasks.exchange.happenings import Happenings
from farmer.tasks.exchange.tally import Addition


class Gained:
    """Who is new, and what those gain who are known.

    Attributes:
        newcomers: who is new, as they were decided; until they are written they go by the ids -1,
            -2 ….
        gains: by the id of somebody known, and the kind of file, what they gain; of somebody new,
            what they gain from files of another kind.
        not_same: pairs of a newcomer and somebody known, of whom somebody said that they are two.
        same: pairs that turned out to be one person: who is kept, and who is gone.
        happenings: what became of talks.
    """

    def __init__(self, happenings: Happenings) -> None:
        self.newcomers: list[Addition] = []
        self.gains: dict[tuple[int, str], Addition] = {}
        self.not_same: list[tuple[int, int]] = []
        self.same: list[tuple[int, int]] = []
        self.happenings = happenings

    @property
    def is_anything(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.newcomers or self.gains or self.same or self.happenings.is_changed)

    def of(self, whose: int, contact: Contact, kind: str) -> Addition:
        """What somebody gains from files of a kind."""
        if whose < 0 and (newcomer := self.newcomers[-whose - 1]).source == kind:
            return newcomer
        return self.gains.setdefault((whose, kind), Addition(contact, kind))

    def give_talks(self, contact_of: Callable[[int], Contact]) -> None:
        """Give every new talk to whoever gains it, once all files are decided."""
        given: defaultdict[tuple[int, str], list[ImportedTouch]] = defaultdict(list)
        for whose, touch in self.happenings.added():
            given[whose, touch.source].append(touch)
        for (whose, source), touches in given.items():
            self.of(whose, contact_of(whose), source).touches += tuple(touches)

    def in_order(self) -> list[int]:
        """The newcomers as the files have them: their places in `newcomers`."""
        return sorted(range(len(self.newcomers)), key=lambda each: self.newcomers[each].place)
