"""Correcting people: one of them in full, several in what they can share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from farmer.errors import InvalidValue, NotFound
from farmer.handles import all_in, any_handle, in_region
from farmer.ids import Id
from farmer.model import Contact, Handle
from farmer.people.meant import Person, handles_like
from farmer.tasks.correct.correction import (
    PERSON,
    Correction,
    check_options,
    check_unchanged,
    columns,
    longer_note,
)
from farmer.tasks.desk import Desk
from farmer.tasks.person import (
    Named,
    check_nameable,
    find_person,
    tell_namesake,
    tell_sharing,
)
from farmer.tasks.record.add import check_not_forgotten
from farmer.tasks.whom import Whom, members
from farmer.text import clean_name
from farmer.wording import say_some

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader

_ADDRESSES = "email, --phone or --url"
_OPTIONS = (*PERSON, "add-note", _ADDRESSES, "drop", "through")
# What belongs to one person: two people cannot be given it in one breath.
_OF_ONE = ("name", "nickname", "birthday", "note", _ADDRESSES, "drop")


def edit_people(
    desk: Desk, whom: Whom, told: Correction, *, anyway: bool = False
) -> list[tuple[Contact, Contact]]:
    """Correct everybody named in one change; returns each as they were, and as they are.

    `anyway` adds an address too of whom the ledger was told to forget.

    Raises:
        WasForgotten: for such an address that they do not have yet, unless `anyway`.
        Unknown, Ambiguous, NotFound: where a name, tag or address is not settled.
        InvalidValue: for a value that cannot be.
    """
    check_options(told.options, _OPTIONS, "people")
    region = desk.settings.region
    with desk.deciding() as reader:
        everybody = reader.people()
        people = members(whom, reader, everybody, region)
        _check_of_one(told, people)
        fields = columns(told.texts, PERSON, desk.today)
        if "name" in fields:
            check_nameable(fields["name"])
            others = [person for person in everybody if person not in people]
            tell_namesake(desk, fields["name"], others)
        if told.through is not None:
            fields["met_through_id"] = _introducer(told.through, everybody, people, region)
        found = [_contact(reader, person) for person in people]
        corrected = [_corrected(contact, fields, told) for contact in found]
        dropped = _dropped(told.drop, people, region)
        handles = all_in(region, told.handles)
        if handles and not anyway:
            known = {handle for person in people for handle in person.handles}
            check_not_forgotten(set(handles) - known, reader.forgotten(), "edit")
    written = [*fields, *(["notes"] if told.add_note is not None else [])]
    with desk.changing(_words(people, told)) as change:
        for contact in corrected:
            assert contact.id is not None  # it was just read
            change.edit_contact(contact.id, {name: getattr(contact, name) for name in written})
            for handle in dropped:
                change.remove_handle(contact.id, handle)
            change.add_handles(contact.id, handles)
    for person in people:
        tell_sharing(desk, Named.of(person), set(handles) - set(person.handles), everybody)
    return list(zip(found, corrected, strict=True))


def _contact(reader: Reader, person: Person) -> Contact:
    contact = reader.contact(person.id)
    assert contact is not None  # the person was just read
    return contact


def _corrected(contact: Contact, fields: dict[str, object], told: Correction) -> Contact:
    """The contact with its new values, which its constructor refuses where they cannot be."""
    check_unchanged(told, contact.notes)
    longer = {"notes": longer_note(contact.notes, told.add_note)} if told.add_note else {}
    return replace(contact, **fields, **longer)  # type: ignore[arg-type]


def _check_of_one(told: Correction, people: Sequence[Person]) -> None:
    shared = [option for option in told.options if option in _OF_ONE]
    if len(people) > 1 and shared:
        raise InvalidValue(
            f"--{shared[0]} is for one person, and {len(people)} are named.",
            "Correct one at a time.",
        )


def _introducer(
    through: str, everybody: Sequence[Person], people: Sequence[Person], region: str | None
) -> int | None:
    if not through.strip():
        return None
    introducer = find_person(through, everybody, region=region)
    if introducer in people:
        raise InvalidValue(f"{introducer.name} cannot introduce themselves.", "Name another.")
    return introducer.id


def _dropped(drop: Sequence[str], people: Sequence[Person], region: str | None) -> list[Handle]:
    found = []
    for typed in drop:
        handle = any_handle(typed)
        theirs = handles_like(in_region(handle, region), people[0], region) if handle else []
        if not theirs:
            raise NotFound(
                f"{people[0].name} has no address {clean_name(typed)}.",
                f"See their addresses: farmer show {Id('c', people[0].id)}",
            )
        found += theirs
    return found


def _words(people: Sequence[Person], told: Correction) -> str:
    names = say_some([person.name for person in people], "person", "people")
    said = {name: text for name, text in told.texts.items() if name != "note"}
    options = [f"{name} {said[name]}".strip() if name in said else name for name in told.options]
    return f"edit {names}: {', '.join(options).replace(_ADDRESSES, 'addresses')}"
