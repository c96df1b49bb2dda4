"""What came of a folder of cards that is read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from farmer.ids import Id
from farmer.people.parts import NameParts
from farmer.shell import quoted
from farmer.tasks.exchange.agreeing import SAID_PARTS, name_parts
from farmer.tasks.exchange.linked_cards import LinkedCard
from farmer.tasks.person import Named

NEW_CARD = "new card"
# What each field is called where it is not by its own name.
_CALLED = {"notes": "note", SAID_PARTS: "parts of the name"}
_OPTIONS = {"notes": "note"}
_PART_FIELDS = {
    "prefix": "prefix",
    "given": "given-name",
    "middle": "middle-name",
    "family": "family-name",
    "suffix": "suffix",
}


class CardTouched(NamedTuple):
    """What went from one side to the other: the card's path, whose it is, and which fields."""

    path: str
    person: Named
    fields: tuple[str, ...]


class CardConflict(NamedTuple):
    """A field that stays as it is on both sides.

    Attributes:
        path, person, field: of which card, whose, and what.
        here, card: what the ledger and the card say.
        reason: why the card's stays; empty where both were changed.
        command: has the ledger say what the card says; empty where it is not known.
    """

    path: str
    person: Named
    field: str
    here: str
    card: str
    reason: str = ""
    command: str = ""


class TwoWayRead(NamedTuple):
    """What came of both ways.

    Attributes:
        taken: what the ledger took from cards.
        written: what was written into cards, or would be.
        conflicts: what stays as it is on both sides.
        apart: why a card is read only, by its path.
        gone: who had a card that is not there any more; they stay in the ledger.
        without_card: how many people of the ledger have none.
        troubles: why a card was not written.
    """

    taken: tuple[CardTouched, ...] = ()
    written: tuple[CardTouched, ...] = ()
    conflicts: tuple[CardConflict, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    gone: tuple[Named, ...] = ()
    without_card: int = 0
    troubles: tuple[str, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.taken or self.written or self.conflicts or self.gone)


def taken_of(each: LinkedCard) -> CardTouched:
    """What the ledger takes from a card."""
    merging = each.merging
    items = (*merging.ledger_gains, *merging.ledger_loses)
    return _touched(each, merging.to_ledger, items)


def written_of(each: LinkedCard) -> CardTouched:
    """What a card takes from the ledger."""
    merging = each.merging
    return _touched(each, merging.to_card, (*merging.card_gains, *merging.card_loses))


def conflicts_of(each: LinkedCard) -> Iterator[CardConflict]:
    """What stays as it is on both sides."""
    person = Named.by_id(each.contact_id, each.contact.name)
    for field in each.merging.conflicts:
        here, card = each.here.fields[field], each.says.fields[field]
        command = f"farmer edit {Id('c', each.contact_id)} {_options(field, card)}"
        yield CardConflict(
            each.card.path,
            person,
            _CALLED.get(field, field),
            _shown(here),
            _shown(card),
            "",
            command,
        )
    if each.unwritten:
        fields = ", ".join(written_of(each).fields)
        yield CardConflict(each.card.path, person, fields, "", "", each.unwritten)


def _touched(
    each: LinkedCard, fields: Iterable[str], items: Iterable[tuple[str, str, str]]
) -> CardTouched:
    named = [_CALLED.get(field, field) for field in fields]
    if "name" in named and _CALLED[SAID_PARTS] in named:
        named.remove(_CALLED[SAID_PARTS])
    named += [key[1] if key[0] == "own" else key[0] for key in items]
    person = Named.by_id(each.contact_id, each.contact.name)
    return CardTouched(each.card.path, person, tuple(dict.fromkeys(named)))


def _options(field: str, value: str) -> str:
    if field != SAID_PARTS:
        return f"--{_OPTIONS.get(field, field)} {quoted(value)}"
    told = name_parts(value)
    return " ".join(
        f"--set {quoted(f'{_PART_FIELDS[part]}={getattr(told, part)}')}"
        for part in NameParts._fields
        if getattr(told, part)
    )


def _shown(value: str) -> str:
    return " ".join(filter(None, name_parts(value))) if "\x1f" in value else value
