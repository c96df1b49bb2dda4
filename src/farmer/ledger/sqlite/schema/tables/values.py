"""From the model's nouns to the columns that they fill."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from farmer.ledger.sqlite.schema.tables.contact import ContactRow
from farmer.model import Contact, Promise, Touch

_CONTACT = tuple(name for name in ContactRow.model_fields if name not in ("id", "source"))
_TOUCH = ("on", "kind", "by", "minutes", "group", "depth", "note", "time")
_of_contact, _of_touch = attrgetter(*_CONTACT), attrgetter(*_TOUCH)
_PROMISE = ("text", "mine", "made_on", "due_on", "ended", "ended_on")


def contact_values(contact: Contact) -> dict[str, Any]:
    """A contact's columns but for its id and its source."""
    return dict(zip(_CONTACT, _of_contact(contact), strict=True))


def touch_values(touch: Touch) -> dict[str, Any]:
    """The columns that a touch fills."""
    return dict(zip(_TOUCH, _of_touch(touch), strict=True))


def promise_values(promise: Promise) -> dict[str, Any]:
    """The columns that a promise fills."""
    return {name: getattr(promise, name) for name in _PROMISE}
