"""The JSON that Monica, a personal relationship manager, exports an account as (since 4.0).

The lines told are numbers of contacts. What may be on record with a contact is read in
`farmer.formats.monica_history`, how an export is laid out in `farmer.formats.monica_export`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from farmer.details import Detail
from farmer.formats.decoding import to_text
from farmer.formats.incoming import (
    How,
    Incoming,
    Reading,
    Skipped,
    Unread,
    Unused,
    handles_from,
    kept,
    kept_note,
)
from farmer.formats.loosejson import mapping, parsed, text, texts, whole
from farmer.formats.monica_export import Entity, day, entities, id_of, instances, properties
from farmer.formats.monica_history import MonicaHistory, Past
from farmer.formats.monica_left import left_behind, types_of
from farmer.formats.noting import postal, related
from farmer.formats.tagging import tags_from
from farmer.handles import email_handle, phone_handle, url_handle
from farmer.model import CADENCE, Contact, Handle
from farmer.people.parts import NameParts, put_right

SQL = "an SQL dump, which only another Monica can read: export the account as JSON"
UNREADABLE = "the file is broken, or no export of Monica's"
YOURSELF = "that is you"
PARTIAL = "known to Monica only as somebody's relative"
NO_NAME = "the contact has no name"

_JSON = re.compile(r'\s*\{\s*"version"\s*:\s*"[^"]*",\s*"app_version"\s*:')
_DUMP = re.compile(r"\s*# \*+\r?\n# .* dump of data\r?\n# Export date: ")

_Parser = Callable[[str], Handle | None]


def recognises(beginning: str) -> bool:
    """Whether a file that begins so is an export, be it as JSON or as SQL, which is refused."""
    return bool(_JSON.match(beginning) or _DUMP.match(beginning))


def read(data: bytes, how: How) -> Reading:
    """Every contact of an account with all that was between them and its owner."""
    account = mapping(parsed(data).get("account"))
    if not account:
        yield Skipped(1, SQL if _DUMP.match(to_text(data)) else UNREADABLE)
        return
    history = MonicaHistory(account, how.today)
    users = map(properties, entities(account, "user"))
    owners = {text(each.get("me_contact")) for each in users} - {""}
    parsers = _parsers(account)
    related_to = _relations(account)
    types = types_of(account)
    for number, contact in enumerate(entities(account, "contact"), start=1):
        reason = YOURSELF if id_of(contact) in owners else _not_a_person(contact)
        if reason:
            yield Skipped(number, reason)
            continue
        past = history.of(contact)
        yield from (Skipped(number, left_out) for left_out in past.left_out)
        person = _incoming(number, contact, past, parsers)
        yield person._replace(details=(*related_to[person.key], *_addresses(contact)))
        for field in _fields(contact):
            kind, said = text(field.get("type")), text(field.get("data"))
            if said and parsers.get(kind, _profile)(said) is None:
                yield Unread(number, types.get(kind) or "address")
    yield from (Unused(1, each) for each in left_behind(account))


def _not_a_person(contact: Entity) -> str:
    """Why `contact` is nobody to bring in, or nothing where they are somebody."""
    if properties(contact).get("is_partial"):
        return PARTIAL
    return "" if _name(contact) else NO_NAME


def _incoming(number: int, contact: Entity, past: Past, parsers: dict[str, _Parser]) -> Incoming:
    said = properties(contact)
    cadence = whole(said.get("stay_in_touch_frequency"))
    met_on = mapping(said.get("first_met_date"))
    person = Contact(
        _name(contact),
        nickname=kept(text(said.get("nickname"))),
        company=kept(text(said.get("company"))),
        title=kept(text(said.get("job"))),
        met_at=kept(text(said.get("first_met_where"))),
        met_on=None if _is_vague(met_on) else day(met_on.get("date")),
        cadence_days=cadence if cadence in CADENCE else None,
        notes=kept_note("\n".join(_notes(contact))),
        birthday=_birthday(mapping(said.get("birthdate"))),
        archived=bool(said.get("is_dead")) or said.get("is_active") in (False, 0),
        **put_right(NameParts("", *_said_parts(said)))._asdict(),
    )
    handles = handles_from(
        (parsers.get(text(field.get("type")), _profile), text(field.get("data")))
        for field in _fields(contact)
    )
    tags = tags_from(texts(said.get("tags")))
    return Incoming(number, person, handles, past.touches, id_of(contact), past.facts, tags)


def _fields(contact: Entity) -> list[Mapping[str, object]]:
    """Their addresses of every kind."""
    return [properties(each) for each in entities(contact, "contact_field")]


def _relations(account: Entity) -> defaultdict[str, list[Detail]]:
    """By the id of each contact, who is close to them; those known only as relatives too."""
    names = {id_of(each): _name(each) for each in entities(account, "contact")}
    found: defaultdict[str, list[Detail]] = defaultdict(list)
    for contact in entities(account, "contact"):
        through = names.get(text(properties(contact).get("first_met_through")), "")
        found[id_of(contact)] += related("met through", through) if through else []
    for each in map(properties, entities(account, "relationship")):
        label, name = text(each.get("type")), names.get(text(each.get("contact_is")), "")
        found[text(each.get("of_contact"))] += related(label, name) if label and name else []
    return found


def _addresses(contact: Entity) -> Iterator[Detail]:
    for said in map(properties, entities(contact, "address")):
        parts = ("street", "city", "province", "postal_code", "country")
        yield from postal(text(said.get("name")), [text(said.get(part)) for part in parts])


def _name(contact: Entity) -> str:
    said = properties(contact)
    return kept(" ".join(_said_parts(said)))


def _said_parts(said: Mapping[str, object]) -> list[str]:
    """The given, middle and family name."""
    parts = ("first_name", "middle_name", "last_name")
    return [kept(text(said.get(part))) for part in parts]


def _notes(contact: Entity) -> Iterator[str]:
    """What the owner wrote about them: in a line, and day by day."""
    description = text(properties(contact).get("description"))
    if description:
        yield description
    met = text(properties(contact).get("first_met_additional_info"))
    if met:
        yield met
    for note in entities(contact, "note"):
        body, on = text(properties(note).get("body")), day(note.get("created_at"))
        if body:
            yield f"{on}: {body}" if on else body


def _birthday(birthdate: Entity) -> str:
    on = day(birthdate.get("date"))
    if on is None or birthdate.get("is_age_based"):
        return ""
    return f"--{on:%m-%d}" if birthdate.get("is_year_unknown") else on.isoformat()


def _is_vague(special_date: Entity) -> bool:
    return bool(special_date.get("is_age_based") or special_date.get("is_year_unknown"))


def _parsers(account: Entity) -> dict[str, _Parser]:
    """How the addresses of each type are read, by the type's id; all others are profiles."""
    known: dict[str, _Parser] = {"email": email_handle, "phone": phone_handle}
    types = {
        id_of(each): text(properties(each).get("type"))
        for each in instances(account, "contact_field_types")
    }
    return {uuid: known[kind] for uuid, kind in types.items() if kind in known}


def _profile(address: str) -> Handle | None:
    """The profile at `address`; a bare user name is none, because it does not say where."""
    return url_handle(address) if "/" in address else None
