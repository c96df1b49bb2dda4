"""What a file tells, made to fit into the ledger: what is too long is shortened, and told.

What a person types too long is refused, so that they can shorten it; a file cannot be asked.
"""

from __future__ import annotations

from dataclasses import fields, replace
from operator import attrgetter
from typing import Any, TypeVar

from farmer.formats.incoming import Incoming
from farmer.model import Contact, Fact, Touch
from farmer.text import NAME_LENGTH, NOTE_LENGTH, TAG_LENGTH

# The texts of a person but for their birthday, and how many letters of each are kept.
_LONGEST = {
    field.name: NOTE_LENGTH if field.name == "notes" else NAME_LENGTH
    for field in fields(Contact)
    if field.type == "str" and field.name != "birthday"
}
_TEXTS = attrgetter(*_LONGEST)
_SAID = {"notes": "note", "met_at": "place where you met"}
_Noted = TypeVar("_Noted", Touch, Fact)


def fitted(told: Incoming) -> tuple[Incoming, tuple[str, ...]]:
    """The person as the ledger can keep them, and the fields that are shortened, each once."""
    texts = zip(_LONGEST.items(), _TEXTS(told.contact), strict=True)
    cut: dict[str, Any] = {
        name: _cut(text, longest) for (name, longest), text in texts if len(text) > longest
    }
    tags = tuple(dict.fromkeys(tag[:TAG_LENGTH].rstrip("-.&") for tag in told.tags))
    touches = told.touches
    if any(len(each.touch.note) > NOTE_LENGTH for each in touches):
        touches = tuple(each._replace(touch=_noted(each.touch)) for each in touches)
    facts = tuple(map(_noted, told.facts))
    shortened = [_SAID.get(name, name) for name in cut]
    shortened += ["tag"] if tags != told.tags else []
    shortened += ["note"] if (touches, facts) != (told.touches, told.facts) else []
    if not shortened:
        return told, ()
    contact = replace(told.contact, **cut)
    fit = told._replace(contact=contact, touches=touches, facts=facts, tags=tags)
    return fit, tuple(dict.fromkeys(shortened))


def _noted(each: _Noted) -> _Noted:
    return each if len(each.note) <= NOTE_LENGTH else replace(each, note=_cut(each.note))


def _cut(text: str, longest: int = NOTE_LENGTH) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
