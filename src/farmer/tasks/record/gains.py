"""The GAINS exchange: what two people know of each other's goals, and what is still to ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.details import GAINS, MINE, THEIRS, Gain
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, find_person
from farmer.text import clean

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader

# What fills an empty slot at the next one-to-one.
QUESTIONS = {
    "goals": "What do you want to have reached a year from now?",
    "accomplishments": "What have you finished lately that you are proud of?",
    "interests": "What do you like to do when you are not working?",
    "networks": "Which groups, clubs or associations are you part of?",
    "skills": "What do people come to you for first?",
}


class Slot(NamedTuple):
    """One slot of one side: its text, and the day it was noted; empty and None where unknown."""

    slot: str
    text: str
    on: date | None


class GainsExchange(NamedTuple):
    """The GAINS of two people.

    Attributes:
        person: with whom.
        theirs: their five slots, as you know them.
        mine: yours, as you told them.
        ask: a question for each empty slot of theirs.
        tell: the slots of yours that they do not know.
    """

    person: Named
    theirs: tuple[Slot, ...]
    mine: tuple[Slot, ...]
    ask: tuple[str, ...]
    tell: tuple[str, ...]


def gains(
    desk: Desk, who: str, texts: Mapping[str, str], *, mine: bool = False, as_of: date
) -> GainsExchange:
    """The exchange with the person `who`, once the slots in `texts` were noted.

    Args:
        desk: where to work.
        who: the person.
        texts: by slot, what was learnt (or told); an empty text empties the slot.
        mine: whether they are your own slots, told to them.
        as_of: nothing noted later is shown.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to `who`.
    """
    side = MINE if mine else THEIRS
    noted = [Gain(side, slot, clean(text), desk.today) for slot, text in texts.items()]
    region = desk.settings.region
    if not noted:
        with desk.reading() as reader:
            person = find_person(who, reader.people(), parts=True, region=region)
            return exchange(reader, Named.of(person), person.id, as_of)
    with desk.deciding() as reader:
        person = find_person(who, reader.people(), region=region)
    whose = f"{person.name} knows of yours" if mine else f"of {person.name}"
    with desk.changing(f"gains {', '.join(texts)} {whose}") as change:
        for gain in noted:
            change.write_gains(person.id, gain)
        return exchange(change.now, Named.of(person), person.id, as_of)


def exchange(reader: Reader, person: Named, contact_id: int, as_of: date) -> GainsExchange:
    """The exchange with a person as the ledger has it."""
    known = {(gain.whose, gain.slot): gain for gain in reader.gains(contact_id, as_of)}

    def side(whose: str) -> tuple[Slot, ...]:
        found = ((slot, known.get((whose, slot))) for slot in GAINS)
        return tuple(Slot(s, g.text if g else "", g.on if g else None) for s, g in found)

    theirs, mine = side(THEIRS), side(MINE)
    return GainsExchange(
        person,
        theirs,
        mine,
        ask=tuple(QUESTIONS[slot.slot] for slot in theirs if not slot.text),
        tell=tuple(slot.slot for slot in mine if not slot.text),
    )
