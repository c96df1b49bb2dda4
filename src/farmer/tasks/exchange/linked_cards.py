"""What is to be done with each card of a folder that is written too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from farmer.details import Detail
from farmer.formats.card_text import CannotWrite, CardText
from farmer.formats.card_values import said_part
from farmer.formats.fitting import fitted
from farmer.formats.incoming import Incoming
from farmer.formats.vcard import card_properties
from farmer.formats.vcard import read as read_cards
from farmer.formats.vcard_details import detail_lines
from farmer.formats.vcard_out import handle_line, name_value
from farmer.handles import all_in
from farmer.ledger.remembered import AgreedCard
from farmer.model import Contact, Handle
from farmer.tasks.exchange.agreeing import (
    ITEM_HANDLES,
    SAID_NAME,
    SAID_PARTS,
    TAG,
    Agreement,
    CardMerging,
    ItemKey,
    Sayings,
    aligned,
    name_parts,
    of_card,
)
from farmer.tasks.exchange.card_files import CardFile, digest_of
from farmer.tasks.exchange.card_owners import LedgerSide, OwnedCards, uid_digest

_NO_AGREEMENT = AgreedCard(0, "")


@dataclass(frozen=True, slots=True)
class LinkedCard:
    """A card, the person whose it is, and what is to be done.

    Attributes:
        card: the file.
        contact: the person.
        agreement: what both last agreed on.
        says, here: what the card and the ledger say.
        merging: what each takes from the other.
        data, then: what the file is to hold, and what the card says then.
        unwritten: why the card cannot be written; empty where it can.
    """

    card: CardFile
    contact: Contact
    agreement: Agreement
    says: Sayings
    here: Sayings
    merging: CardMerging
    data: bytes
    then: Sayings
    unwritten: str = ""

    @property
    def contact_id(self) -> int:
        """The person's number."""
        return self.contact.id or 0

    @property
    def here_then(self) -> Sayings:
        """What the ledger says once it took what it takes."""
        merging, here = self.merging, self.here
        items = {key: item for key, item in here.items.items() if key not in merging.ledger_loses}
        items |= {key: self.says.items[key] for key in merging.ledger_gains}
        return Sayings({**here.fields, **merging.to_ledger}, items)

    def agreed(self, written: bytes, change_id: int | None) -> AgreedCard:
        """What they agree on once the ledger took what it takes, and the file holds `written`."""
        merging, now = self.merging, self.here_then
        is_written = written == self.data
        says = self.then if is_written else self.says
        settled = is_written and not (self.unwritten or merging.conflicts)
        state = state_of(digest_of(written), now) if settled else ""
        return AgreedCard(
            self.contact_id,
            uid_digest(self.card.uid),
            self.agreement.after(says, now),
            state,
            change_id if merging.changes_ledger else None,
        )


class CardReading(NamedTuple):
    """How cards are read and written: the user's country, fields to keep, who wins, the instant."""

    region: str | None
    keep: Mapping[str, str]
    prefer_card: bool
    now: datetime

    def told(self, data: bytes) -> Sayings | None:
        """What a card says; None where it is nobody's."""
        for row in read_cards(data, self.keep):
            if isinstance(row, Incoming):
                return of_card(fitted(row)[0], self.region)
        return None

    def items_of(self, lines: bytes) -> set[Detail]:
        """The addresses and details that lines of a card say."""
        card = b"BEGIN:VCARD\r\nFN:x\r\n" + lines.rstrip() + b"\r\nEND:VCARD\r\n"
        told = self.told(card)
        return {Detail(*key) for key in told.items} if told else set()

    def linked(self, owned: OwnedCards, side: LedgerSide) -> Iterator[LinkedCard]:
        """What is to be done with each card, but for those where all is as it was agreed."""
        for whose, card in owned.by_person.items():
            key = (whose, uid_digest(card.uid))
            before = side.agreed.get(key, _NO_AGREEMENT)
            here = side.here(whose)
            if before.state and before.state == state_of(card.digest, here):
                continue
            says = self.told(card.data)
            if says is not None:
                says = aligned(says, here)
                agreement = Agreement(card.uid, before.agreed)
                merging = agreement.merging(says, here, prefer_card=self.prefer_card)
                found = LinkedCard(
                    card, side.contacts[whose], agreement, says, here, merging, card.data, says
                )
                yield self._with_data(found)

    def _with_data(self, linked: LinkedCard) -> LinkedCard:
        if not linked.merging.writes_card:
            return linked
        try:
            data, then = self._written(linked)
            return replace(linked, data=data, then=then)
        except CannotWrite as reason:
            return replace(linked, unwritten=str(reason))

    def _written(self, linked: LinkedCard) -> tuple[bytes, Sayings]:
        """What the file is to hold, and what the card says then.

        Raises:
            CannotWrite: where it would not read back so.
        """
        names = [name for each in self.keep for name in card_properties(each)]
        text = CardText(linked.card.data, names)
        _put_fields(text, linked)
        self._put_items(text, linked)
        text.revise(self.now)
        told = self.told(text.data)
        merging = linked.merging
        items = (linked.says.items.keys() - {*merging.card_loses}) | {*merging.card_gains}
        fields = {**linked.says.fields, **merging.to_card}
        then = aligned(told, linked.here) if told else None
        if then is None or not _reads_as(then, fields, items):
            raise CannotWrite("it would not read back as it was meant")
        return text.data, then

    def _put_items(self, text: CardText, linked: LinkedCard) -> None:
        gains, loses = list(linked.merging.card_gains), list(linked.merging.card_loses)
        for kind in ITEM_HANDLES:
            new = [key for key in gains if key[0] == kind]
            old = [key for key in loses if key[0] == kind]
            if len(new) == len(old) == 1:
                value = _value(linked.here.items[new[0]], text.version)
                if text.swap(self._alone(linked, old[0]), value, self.items_of):
                    gains.remove(new[0])
                    loses.remove(old[0])
        for key in loses:
            if key[0] == TAG:
                text.drop_tag(key[2])
            else:
                text.drop(self._alone(linked, key), self.items_of)
        for key in gains:
            _add(text, linked.here.items[key])

    def _alone(self, linked: LinkedCard, key: ItemKey) -> Detail:
        """An item as `items_of` tells it, which knows no number of the ledger that it may be."""
        item = linked.says.items[key]
        kind = ITEM_HANDLES.get(item.what)
        if kind is None:
            return Detail(*key)
        (same,) = all_in(self.region, [Handle(kind, item.value)])
        return Detail(same.kind, "", same.value)


def _put_fields(text: CardText, linked: LinkedCard) -> None:
    changed = linked.merging.to_card
    parts = name_parts(linked.here.fields[SAID_PARTS])
    value = name_value(changed.get(SAID_NAME, linked.here.fields[SAID_NAME]), parts)
    for field, told in changed.items():
        if field == SAID_NAME:
            text.put_name(told, value)
        elif field == SAID_PARTS:
            text.put_parts(value)
        else:
            text.put(field, told, linked.says.fields[field])


def _reads_as(told: Sayings, fields: Mapping[str, str], items: Iterable[ItemKey]) -> bool:
    same = all(told.fields[each] == fields[each] for each in fields if each != SAID_PARTS)
    return same and told.items.keys() == {*items}


def _value(item: Detail, version: str) -> str:
    if item.what == "url":
        return handle_line(item.what, item.value, version).partition(":")[2]
    return said_part(item.value, version)


def _add(text: CardText, item: Detail) -> None:
    if item.what == TAG:
        text.add_tag(item.value)
    elif item.what in ITEM_HANDLES:
        text.add(handle_line(item.what, item.value, text.version))
    else:
        for line in detail_lines([item._asdict()], text.version, text.free_group()):
            text.add(line)


def state_of(digest: str, here: Sayings) -> str:
    """A digest of a file's content, by its own digest, and of all that the ledger says."""
    said = [f"{each}={value}" for each, value in sorted(here.fields.items())]
    said += ["\0".join((*key, *item)) for key, item in sorted(here.items.items())]
    return hashlib.sha256("\n".join((digest, *said)).encode()).hexdigest()[:32]
