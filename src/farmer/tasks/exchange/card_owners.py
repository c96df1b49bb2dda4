"""Whose card is whose in a folder that is written too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from farmer.ids import Id
from farmer.model import PRIVATE, Contact, Handle
from farmer.tasks.exchange.agreeing import Sayings, sayings, short_digest
from farmer.tasks.exchange.card_files import CardFile
from farmer.tasks.outside_ids import outside_ids

if TYPE_CHECKING:
    from farmer.details import Detail
    from farmer.ledger.reader import Reader

# The kind of file that cards are of.
VCARD = "vcard"


class LedgerSide:
    """What the ledger says of everybody, of one moment."""

    def __init__(self, reader: Reader, source_id: int, region: str | None) -> None:
        self._region = region
        tags: defaultdict[int, list[str]] = defaultdict(list)
        details: defaultdict[int, list[Detail]] = defaultdict(list)
        for whose, tag in sorted(reader.tags_recorded()):
            tags[whose].append(tag)
        for whose, detail, _ in reader.details_recorded():
            details[whose].append(detail)
        handles: defaultdict[int, list[Handle]] = defaultdict(list)
        for row in reader.table("contacts.handles"):
            if not row["until"]:
                handles[row["contact_id"]].append(Handle(row["kind"], row["value"]))
        self.contacts: dict[int, Contact] = {}
        self._told: dict[int, tuple[list[Handle], list[str], list[Detail]]] = {}
        for contact, _ in reader.everybody():
            number = contact.id or 0
            self.contacts[number] = contact
            self._told[number] = (handles[number], tags[number], details[number])
        self.agreed = {(a.contact_id, a.uid): a for a in reader.agreed_cards(source_id)}
        self.known = {contact_id for contact_id, _ in self.agreed}
        self._whose: defaultdict[str, set[int]] = defaultdict(set)
        for whose, kind, value in reader.identifiers():
            if kind == VCARD:
                self._whose[value].add(whose)
        ids = outside_ids(reader)
        self._own = {str(ids.of(Id("c", each))): each for each in self.contacts}

    def is_private(self, contact_id: int) -> bool:
        """Whether nothing of somebody goes into a card."""
        return PRIVATE in self._told[contact_id][1]

    def whose(self, uid: str) -> int | None:
        """Whose card has that id; None where it is nobody's, or not only one person's."""
        own = self._own.get(uid.strip().casefold().removeprefix("urn:uuid:"))
        found = self._whose.get(uid, set()) | ({own} if own else set())
        return next(iter(found)) if len(found) == 1 else None

    def here(self, contact_id: int) -> Sayings:
        """What the ledger says of somebody."""
        return sayings(self.contacts[contact_id], *self._told[contact_id], self._region)


class OwnedCards(NamedTuple):
    """The cards of a folder by whose they are.

    Attributes:
        by_person: the card of everybody who has one that may be written.
        apart: by its path, why a card is read only.
        strangers: those of whom the ledger knows nobody yet.
    """

    by_person: Mapping[int, CardFile]
    apart: Mapping[str, str]
    strangers: tuple[CardFile, ...]


def link_cards(cards: Iterable[CardFile], side: LedgerSide) -> OwnedCards:
    """Whose each card is."""
    found: defaultdict[int, list[CardFile]] = defaultdict(list)
    strangers = []
    for card in cards:
        whose = side.whose(card.uid)
        if whose is None:
            strangers.append(card)
        else:
            found[whose].append(card)
    apart: dict[str, str] = {}
    for whose, theirs in found.items():
        if len(theirs) > 1:
            apart |= {card.path: "the person has another card there" for card in theirs}
        elif side.is_private(whose):
            apart[theirs[0].path] = f"the person is @{PRIVATE}"
    by_person = {whose: theirs[0] for whose, theirs in found.items() if theirs[0].path not in apart}
    return OwnedCards(by_person, apart, tuple(strangers))


def uid_digest(uid: str) -> str:
    """What stands for a card's id in what is kept of it."""
    return short_digest(uid)
