"""Days of which a file says only that there was contact, as CRMs do of everybody.

They are decided last, once all that the files tell of is known: anything else of that person and
day, from wherever, tells of the same contact and more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.formats.incoming import Incoming, SourcedTouch
from farmer.ledger.newcomers import ImportedTouch

if TYPE_CHECKING:
    from farmer.people.decision import Decision
    from farmer.tasks.exchange.at_hand import FileAtHand
    from farmer.tasks.exchange.deciding import Deciding
    from farmer.tasks.exchange.gained import Gained


class Contacted(NamedTuple):
    """Somebody of a file as they were decided, with the days on which it says there was contact.

    Attributes:
        gained: whether the file tells anything else that is new of them.
    """

    file: FileAtHand
    whose: int
    told: Incoming
    decision: Decision
    gained: bool
    days: tuple[SourcedTouch, ...]


def count_or_wait(each: Contacted, waiting: list[Contacted], *, exchanged: bool) -> None:
    """Count somebody, or have them wait until it is known whether their days count."""
    if each.days:
        waiting.append(each)
    else:
        each.file.count_person(each.whose, each.decision, gained=each.gained, exchanged=exchanged)


def settle_last_contacts(deciding: Deciding, known: set[tuple[int, date]]) -> None:
    """Have those days count of which nothing else is told or known, and count who told of them.

    `known` are the days of the ledger on which anything is on record, with whom.
    """
    seen = known.union(_told_of(deciding.gained)) if deciding.contacted else known
    for file, whose, person, decision, gained, days in deciding.contacted:
        new = [each for each in days if (whose, each.touch.on) not in seen]
        seen.update((whose, each.touch.on) for each in new)
        if new:
            gain = deciding.gained.of(whose, person.contact, file.kind)
            gain.touches += tuple(ImportedTouch(touch, file.kind, own) for touch, own, _ in new)
            file.tally.touches += len(new)
        file.count_person(whose, decision, gained=gained or bool(new), exchanged=False)


def _told_of(gained: Gained) -> Iterator[tuple[int, date]]:
    """With whom, and on which day, there is anything by the files so far."""
    newcomers = ((-number, each) for number, each in enumerate(gained.newcomers, start=1))
    for whose, gain in (
        *newcomers,
        *((whose, gain) for (whose, _), gain in gained.gains.items()),
    ):
        yield from ((whose, each.touch.on) for each in gain.touches)
        yield from ((whose, event.on) for event, _ in gain.attended)
    yield from ((whose, each.touch.on) for whose, each in gained.happenings.added())
    yield from ((now.whose, now.touch.on) for _, now in gained.happenings.changed())
