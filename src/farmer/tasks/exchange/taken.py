"""What the ledger takes from a card of a folder that is read and written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from farmer.details import Detail, Former
from farmer.ledger.newcomers import Newcomer
from farmer.model import Handle
from farmer.tasks.exchange.agreeing import ITEM_HANDLES, SAID_PARTS, TAG, ItemKey, name_parts
from farmer.tasks.exchange.card_owners import VCARD
from farmer.tasks.exchange.linked_cards import LinkedCard

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer

# What is kept of a field once it says something else.
_FORMER = ("name", "nickname", "company", "title", "birthday")


def take_from_card(change: Writer, each: LinkedCard, today: date) -> None:
    """Change what a card changed; what was there before is kept, but for notes and tags."""
    whose, merging = each.contact_id, each.merging
    for field in _FORMER:
        if field in merging.to_ledger and each.here.fields[field]:
            until = None if field == "birthday" else today
            change.add_former(whose, Former(field, each.here.fields[field], until), VCARD)
    fields: dict[str, Any] = {**merging.to_ledger}
    if SAID_PARTS in fields:
        fields |= name_parts(fields.pop(SAID_PARTS))._asdict()
    if fields:
        change.edit_contact(whose, fields)
    for key in merging.ledger_loses:
        _lose(change, whose, each.here.items[key], today)
    items = [each.says.items[key] for key in merging.ledger_gains]
    _gain(change, each, items, merging.ledger_gains)


def _lose(change: Writer, whose: int, item: Detail, today: date) -> None:
    if item.what in ITEM_HANDLES:
        handle = Handle(ITEM_HANDLES[item.what], item.value)
        change.edit_handle(whose, handle, {"until": today, "preferred": False})
    elif item.what == TAG:
        change.remove_tag(whose, item.value)
    else:
        change.remove_detail(whose, item)


def _gain(change: Writer, each: LinkedCard, items: list[Detail], keys: list[ItemKey]) -> None:
    whose = each.contact_id
    before = {address.handle for address in change.now.addresses(whose)}
    # A number is kept as it is compared: with its country's code where that is known.
    handles = [Handle(ITEM_HANDLES[key[0]], key[2]) for key in keys if key[0] in ITEM_HANDLES]
    for handle in handles:
        if handle in before:
            change.edit_handle(whose, handle, {"until": None})
    new = Newcomer(
        each.contact,
        tuple(handle for handle in handles if handle not in before),
        tags=tuple(item.value for item in items if item.what == TAG),
        source=VCARD,
        details=tuple(item for item in items if item.what not in (*ITEM_HANDLES, TAG)),
    )
    change.add_to_people([(whose, new)])
