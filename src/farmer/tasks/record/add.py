"""Adding a person on purpose: a namesake too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import InvalidValue, WasForgotten
from farmer.handles import all_in, email_handle, phone_handle, url_handle
from farmer.ledger.forgotten import address_mark
from farmer.model import Contact, Handle
from farmer.tasks.desk import Desk
from farmer.tasks.new_name import NewName, check_new
from farmer.tasks.person import (
    Named,
    find_person,
    tell_namesake,
    tell_sharing,
)
from farmer.text import clean, clean_name, clean_note, parse_tag

if TYPE_CHECKING:
    from farmer.ledger.forgotten import Digests

_PARSERS: dict[str, Callable[[str], Handle | None]] = {
    "email": email_handle,
    "phone": phone_handle,
    "url": url_handle,
}


class Added(NamedTuple):
    """The person that ``add`` recorded."""

    person: Named
    company: str
    title: str
    cadence_days: int
    handles: tuple[Handle, ...]
    tags: tuple[str, ...]


def add(
    desk: Desk,
    contact: Contact,
    handles: Iterable[Handle] = (),
    through: str | None = None,
    *,
    tags: Iterable[str] = (),
    anyway: bool = False,
) -> Added:
    """Add `contact`; `through` names the person who introduced them, `tags` their groups.

    `anyway` adds somebody too who was forgotten, as one of the addresses tells.

    Raises:
        WasForgotten: where they were, unless `anyway`.
        Unknown, Ambiguous: where nobody or several people answer to `through`.
        NotFound: for a name that is an id or an address.
        InvalidValue: for a word that is not a tag.
    """
    groups = tuple(dict.fromkeys(parse_tag(tag) for tag in tags))
    check_new(contact.name)
    new = NewName.of(contact.name, contact.company)
    region = desk.settings.region
    wanted = all_in(region, handles)
    with desk.deciding() as reader:
        people = reader.people()
        digests = reader.forgotten()
    if not anyway:
        check_not_forgotten(wanted, digests, "add")
    introducer = find_person(through, people, region=region).id if through else None
    newcomer = replace(
        cleaned(contact),
        name=new.name,
        company=new.company,
        met_through_id=introducer,
        added_on=desk.today,
    )
    tell_namesake(desk, newcomer.name, people)
    with desk.changing(f"add {newcomer.name}") as change:
        contact_id = change.add_contact(newcomer, wanted)
        for tag in groups:
            change.add_tag(contact_id, tag)
    new.tell(desk, contact.name)
    person = Named.by_id(contact_id, newcomer.name)
    tell_sharing(desk, person, wanted, people)
    days = newcomer.cadence_or(desk.settings.cadence_days)
    return Added(person, newcomer.company, newcomer.title, days, wanted, groups)


def check_not_forgotten(handles: Iterable[Handle], digests: Digests, command: str) -> None:
    """Refuse addresses of whom the ledger was told to forget.

    Raises:
        WasForgotten: for one of them; `command` is what is typed again to insist.
    """
    if any(address_mark(handle) in digests for handle in handles):
        raise WasForgotten(command)


def handle_of(kind: str, text: str) -> Handle:
    """`text` as a handle of that kind.

    Raises:
        InvalidValue: where it is no such address.
    """
    handle = _PARSERS[kind](text)
    if handle is None:
        named = {"email": "an e-mail address", "phone": "a phone number", "url": "a web address"}
        raise InvalidValue(f"“{clean(text)}” is not {named[kind]}.", "Check it and type it again.")
    return handle


def cleaned(contact: Contact) -> Contact:
    """`contact` with every text as it may be kept."""
    return replace(
        contact,
        name=clean_name(contact.name),
        nickname=clean_name(contact.nickname),
        company=clean_name(contact.company),
        title=clean_name(contact.title),
        met_at=clean_name(contact.met_at),
        notes=clean_note(contact.notes),
    )
