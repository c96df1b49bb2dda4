"""What of Monica's export is not kept, so that it can be told."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.formats.incoming import kept
from farmer.formats.loosejson import mappings, text
from farmer.formats.monica_export import Entity, entities, instances, properties

# What is read of an account, and of a contact.
_OF_ACCOUNT = ("user", "contact", "activity", "relationship")
_OF_CONTACT = (
    *("contact_field", "address", "note", "call", "conversation", "activity", "gift"),
    *("relationship",),
)
# What is read of what a contact says, and what is Monica's own business.
_SAID = (
    *("first_name", "middle_name", "last_name", "nickname", "description", "job", "company"),
    *("birthdate", "tags", "is_partial", "is_dead", "is_active", "last_talked_to"),
    *("stay_in_touch_frequency", "first_met_date", "first_met_where", "first_met_through"),
    *("first_met_additional_info", "avatar", "distant_etag", "number_of_views", "is_starred"),
    *("last_consulted_at", "stay_in_touch_trigger_date", "vcard"),
)


def left_behind(account: Entity) -> list[str]:
    """The kinds of entries and properties that hold something and are not kept, each once."""
    found = dict.fromkeys(_kinds(account, _OF_ACCOUNT))
    for contact in entities(account, "contact"):
        said = properties(contact)
        found |= dict.fromkeys(name for name, value in said.items() if value and name not in _SAID)
        found |= dict.fromkeys(_kinds(contact, _OF_CONTACT))
        if any(properties(gift).get("status") == "idea" for gift in entities(contact, "gift")):
            found["gift idea"] = None
    return [name for each in found if (name := kept(each.replace("_", " ")))]


def types_of(account: Entity) -> dict[str, str]:
    """What an account calls the kinds of addresses, such as *Twitter*, by their ids."""
    types = instances(account, "contact_field_types")
    return {text(each.get("uuid")): kept(text(properties(each).get("name"))) for each in types}


def _kinds(owner: Entity, known: tuple[str, ...]) -> Iterator[str]:
    for collection in mappings(owner.get("data")):
        kind = text(collection.get("type"))
        if kind and kind not in known and collection.get("values"):
            yield kind
