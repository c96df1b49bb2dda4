"""How Monica's export is laid out.

Everything is an entity: an id, properties, and collections of further entities, each collection
under the name of their type.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from farmer.formats.loosejson import mapping, mappings, text, texts
from farmer.model import EARLIEST, LATEST

Entity = Mapping[str, object]


def id_of(entity: Entity) -> str:
    """The id; empty where there is none."""
    return text(entity.get("uuid"))


def properties(entity: Entity) -> Mapping[str, object]:
    """What an entity says of itself."""
    return mapping(entity.get("properties"))


def entities(owner: Entity, kind: str) -> list[Entity]:
    """Those of type `kind` that belong to `owner`, in full."""
    return [entity for values in _collections(owner, kind) for entity in mappings(values)]


def ids(owner: Entity, kind: str) -> list[str]:
    """The ids of those of type `kind` that `owner` shares with others, each once."""
    found = (each for values in _collections(owner, kind) for each in texts(values))
    return list(dict.fromkeys(filter(None, found)))


def instances(account: Entity, kind: str) -> list[Entity]:
    """The types that an account has given itself: of activities, of addresses."""
    return list(mappings(mapping(account.get("instance")).get(kind)))


def day(value: object) -> date | None:
    """The day on which an instant written ``2019-03-02T00:00:00.000000Z`` lies."""
    try:
        on = date.fromisoformat(text(value)[: len("2019-03-02")])
    except ValueError:
        return None
    return on if EARLIEST <= on <= LATEST else None


def _collections(owner: Entity, kind: str) -> list[object]:
    found = mappings(owner.get("data"))
    return [collection.get("values") for collection in found if collection.get("type") == kind]
