"""Relations that name another card of the same file by its id, as RFC 6350 has it: by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from farmer.formats.cards import Card, cut
from farmer.formats.contentlines import Property, escaped, unescaped

# Whether any relation of a file does; cards are cut once more only then.
_REFERS = re.compile(rb"(?im)^(?:[\w-]+\.)*RELATED[^\r\n]*urn:uuid:")
_ENCODED = re.compile(r"ENCODING|CHARSET", re.IGNORECASE)


def names_of_cards(data: bytes) -> dict[str, str]:
    """By the id of each card, whom it is of; of an id that several people have, nobody.

    Empty where no relation in `data` refers to a card.
    """
    names: dict[str, str] = {}
    if _REFERS.search(data):
        for card in cut(data):
            uid, name = _key(_told(card, "UID")), unescaped(_told(card, "FN")).strip()
            if uid and name:
                names[uid] = name if names.get(uid, name) == name else ""
    return names


def name_related(card: Card, names: Mapping[str, str]) -> None:
    """Put names in the place of ids; what refers to no card, or to the card itself, stays."""
    own = _key(_told(card, "UID"))
    for place, each in enumerate(card.properties):
        uid = _key(each.text(card.charset)) if each.name == "RELATED" else ""
        if uid and uid != own and names.get(uid) and not _ENCODED.search(each.head):
            card.properties[place] = _naming(each, names[uid])


def _naming(line: Property, name: str) -> Property:
    return replace(line, head=f"{line.head};CHARSET=UTF-8", value=escaped(name).encode())


def _told(card: Card, name: str) -> str:
    found = (each.text(card.charset) for each in card.properties if each.name == name)
    return next(found, "")


def _key(uid: str) -> str:
    return uid.strip().casefold().removeprefix("urn:uuid:")
