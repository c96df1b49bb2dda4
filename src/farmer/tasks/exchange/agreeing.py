"""A card and the ledger, both changed since they last agreed: what each takes from the other.

What both last agreed on is known by digests (`AgreedCard`), which tell whether a value is still
that one. A value that only one side has changed goes over; one that both have is a conflict.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from farmer.details import CHILD, Detail
from farmer.formats.incoming import Incoming
from farmer.handles import all_in, may_be_one_number
from farmer.model import PRIVATE, Contact, Handle, HandleKind
from farmer.people.parts import NameParts
from farmer.tasks.exchange.edited import detail_key

SAID_NAME, SAID_PARTS = "name", "parts"
SAID_FIELDS = (SAID_NAME, SAID_PARTS, "nickname", "company", "title", "birthday", "notes")
TAG = "tag"
# What items are addresses.
ITEM_HANDLES: dict[str, HandleKind] = {"email": "email", "phone": "phone", "url": "url"}
_BETWEEN, _END = "\x1f", "\0"
_ITEM = "item"

ItemKey = tuple[str, str, str]


class Sayings(NamedTuple):
    """What one side says of a person.

    Attributes:
        fields: by name of ``SAID_FIELDS``; parts of a name as one text.
        items: addresses, tags and details, by what two of them are one.
    """

    fields: Mapping[str, str]
    items: Mapping[ItemKey, Detail]


def sayings(
    contact: Contact,
    handles: Iterable[Handle],
    tags: Iterable[str],
    details: Iterable[Detail],
    region: str | None,
) -> Sayings:
    """What is said of a person; of children nothing."""
    parts = [getattr(contact, part) for part in NameParts._fields]
    fields = {each: getattr(contact, each) for each in SAID_FIELDS if each != SAID_PARTS}
    fields[SAID_PARTS] = _BETWEEN.join(parts) if any(parts) else ""
    items: dict[ItemKey, Detail] = {}
    for handle in handles:
        (same,) = all_in(region, [handle])
        items[same.kind, "", same.value] = Detail(handle.kind, "", handle.value)
    items |= {(TAG, "", tag): Detail(TAG, "", tag) for tag in tags if tag != PRIVATE}
    items |= {detail_key(each): each for each in details if each.what != CHILD}
    return Sayings(fields, items)


def of_card(told: Incoming, region: str | None) -> Sayings:
    """What a card says."""
    return sayings(told.contact, told.handles, told.tags, told.details, region)


def name_parts(text: str) -> NameParts:
    """The parts of a name from the one text that they are in a saying."""
    return NameParts(*text.split(_BETWEEN)) if text else NameParts()


def aligned(card: Sayings, here: Sayings) -> Sayings:
    """What a card says, with its numbers under those of the ledger that they may be."""
    phones = [Handle("phone", key[2]) for key in here.items if key[0] == "phone"]
    items = {}
    for key, item in card.items.items():
        if key[0] == "phone" and key not in here.items:
            mine = Handle("phone", key[2])
            others = (each for each in phones if may_be_one_number(mine, each))
            key = next((("phone", "", each.value) for each in others), key)
        items[key] = item
    return card._replace(items=items)


def short_digest(text: str) -> str:
    """What stands for a text in what is kept of cards."""
    return hashlib.sha256(text.encode()).hexdigest()[:20]


@dataclass(slots=True)
class CardMerging:
    """What each side takes from the other.

    Attributes:
        to_card, to_ledger: the fields that are to change there, with their values.
        conflicts: the fields that both changed.
        card_gains, card_loses, ledger_gains, ledger_loses: the items that are to change there.
    """

    to_card: dict[str, str] = field(default_factory=dict)
    to_ledger: dict[str, str] = field(default_factory=dict)
    conflicts: list[str] = field(default_factory=list)
    card_gains: list[ItemKey] = field(default_factory=list)
    card_loses: list[ItemKey] = field(default_factory=list)
    ledger_gains: list[ItemKey] = field(default_factory=list)
    ledger_loses: list[ItemKey] = field(default_factory=list)

    @property
    def writes_card(self) -> bool:
        """Whether the card is to be written."""
        return bool(self.to_card or self.card_gains or self.card_loses)

    @property
    def changes_ledger(self) -> bool:
        """Whether the ledger is to be changed."""
        return bool(self.to_ledger or self.ledger_gains or self.ledger_loses)


class Agreement:
    """What a card and the ledger last agreed on, by tokens; of none where they never did."""

    def __init__(self, uid: str, tokens: frozenset[str] = frozenset()) -> None:
        self._uid = uid
        self._tokens = tokens

    def has(self, kind: str, value: str) -> bool:
        """Whether that was agreed on."""
        return self.token(kind, value) in self._tokens

    def token(self, kind: str, value: str) -> str:
        """What stands for a value that is agreed on."""
        return f"{kind}:{short_digest(_END.join((self._uid, kind, value)))}"

    def merging(self, card: Sayings, here: Sayings, *, prefer_card: bool = False) -> CardMerging:
        """What each side takes from the other; of what both changed the card's if preferred."""
        found = CardMerging()
        for each in SAID_FIELDS:
            self._merge_field(found, each, card.fields[each], here.fields[each], prefer_card)
        _name_leads(found, card)
        for key in card.items.keys() | here.items.keys():
            known = self.has(_ITEM, _BETWEEN.join(key))
            if key not in here.items:
                (found.card_loses if known else found.ledger_gains).append(key)
            elif key not in card.items:
                (found.ledger_loses if known else found.card_gains).append(key)
        for keys in (found.card_gains, found.card_loses, found.ledger_gains, found.ledger_loses):
            keys.sort()
        return found

    def _merge_field(
        self, found: CardMerging, each: str, card: str, here: str, prefer_card: bool
    ) -> None:
        card_same, here_same = self.has(each, card), self.has(each, here)
        if card == here or (card_same and here_same):
            return
        if card_same or (not here_same and not card):
            found.to_card[each] = here
        elif here_same or not here or prefer_card:
            found.to_ledger[each] = card
        else:
            found.conflicts.append(each)

    def after(self, card: Sayings, here: Sayings) -> frozenset[str]:
        """What they agree on once they are so: what they still differ in is known as before."""
        kept: set[str] = set()
        for each in SAID_FIELDS:
            theirs, ours = card.fields[each], here.fields[each]
            both = {self.token(each, theirs), self.token(each, ours)}
            derived = each == SAID_PARTS and not ours
            if theirs == ours or both <= self._tokens or derived:
                kept |= both
            else:
                kept |= {token for token in self._tokens if token.startswith(f"{each}:")}
        for key in card.items.keys() | here.items.keys():
            token = self.token(_ITEM, _BETWEEN.join(key))
            if key in card.items and key in here.items:
                # A number without its country is known again by itself, once the other is gone.
                alone = (key[0], "", card.items[key].value) if key[0] == "phone" else key
                kept |= {token, self.token(_ITEM, _BETWEEN.join(alone))}
            elif token in self._tokens:
                kept.add(token)
        return frozenset(kept)


def _name_leads(found: CardMerging, card: Sayings) -> None:
    """Have the parts of a name go the way that the name goes."""
    way = next((w for w in (found.to_card, found.to_ledger) if SAID_NAME in w), None)
    if way is None and SAID_NAME not in found.conflicts:
        return
    for each in (found.to_card, found.to_ledger):
        each.pop(SAID_PARTS, None)
    found.conflicts[:] = [each for each in found.conflicts if each != SAID_PARTS]
    if way is found.to_ledger:
        found.to_ledger[SAID_PARTS] = card.fields[SAID_PARTS]
