"""Correcting people: one of them in full, several in what they can share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Self

from farmer.details import Former
from farmer.errors import InvalidValue, NotFound
from farmer.handles import all_in, any_handle, in_region, url_handle
from farmer.ids import Id
from farmer.model import Contact, Handle
from farmer.people.meant import Person, handles_like
from farmer.tasks.correct.correction import (
    PARTS,
    PERSON,
    Correction,
    check_options,
    check_unchanged,
    columns,
    longer_note,
)
from farmer.tasks.correct.naming import OtherNames, kept_said, other_names_of, part_columns
from farmer.tasks.correct.noting import noting_of
from farmer.tasks.correct.past import past_of, past_said, since
from farmer.tasks.desk import Desk
from farmer.tasks.person import (
    Named,
    find_person,
    tell_namesake,
    tell_sharing,
)
from farmer.tasks.record.add import check_not_forgotten
from farmer.tasks.record.addresses import add_newest, no_longer_theirs, use_first
from farmer.tasks.whom import Whom, members
from farmer.text import clean_name
from farmer.wording import say_some

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.reader import Reader

_ADDRESSES = "email, --phone or --url"
_OPTIONS = (
    *(*PERSON, "add-note", _ADDRESSES, "drop", "prefer", "no-longer", "through"),
    *("correction", "on", "also", "not-also", "set"),
)
# What belongs to one person: two people cannot be given it in one breath.
_OF_ONE = (
    *("name", *PARTS, "also", "not-also", "nickname", "birthday", "note"),
    *(_ADDRESSES, "drop", "prefer", "no-longer"),
)


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
    with desk.deciding() as reader:
        everybody = reader.people()
        people = members(whom, reader, everybody, desk.settings.region)
        _check_of_one(told, people)
        fields = _fields(desk, told, people, everybody)
        found = [_contact(reader, person) for person in people]
        if len(found) == 1:
            fields |= part_columns(found[0], fields)
        corrected = [_corrected(contact, fields, told) for contact in found]
        others = [_other_names(desk, reader, contact, fields, told) for contact in found]
        past = [_past(contact, fields, told, desk.today) for contact in found]
        noted = [noting_of(reader, person.id, told.own, desk.today) for person in people]
        addresses = _Addresses.of(told, people, desk)
        if addresses.added and not anyway:
            known = {handle for person in people for handle in person.handles}
            check_not_forgotten(set(addresses.added) - known, reader.forgotten(), "edit")
    written = [*fields, *(["notes"] if told.add_note is not None else [])]
    with desk.changing(_words(people, told)) as change:
        for contact, was, names, noting in zip(corrected, past, others, noted, strict=True):
            assert contact.id is not None  # it was just read
            change.edit_contact(contact.id, {name: getattr(contact, name) for name in written})
            for former in was:
                change.add_former(contact.id, former)
            names.write(change, contact.id)
            addresses.write(change, contact.id)
            noting.write(change, contact.id)
    for contact, names in zip(found, others, strict=True):
        if said := kept_said(contact, names):
            desk.notify(said)
    _tell(desk, people, everybody, past, addresses.added)
    return list(zip(found, corrected, strict=True))


class _Addresses(NamedTuple):
    """What becomes of the addresses; those that are theirs no longer, since the day `until`."""

    added: tuple[Handle, ...]
    dropped: list[Handle]
    preferred: list[Handle]
    gone: list[Handle]
    until: date

    @classmethod
    def of(cls, told: Correction, people: Sequence[Person], desk: Desk) -> Self:
        named = [
            _theirs(typed, people, desk.settings.region)
            for typed in (told.drop, told.prefer, told.no_longer)
        ]
        dropped, preferred, gone = named
        added = all_in(desk.settings.region, told.handles)
        return cls(added, dropped, preferred, gone, since(told, desk.today))

    def write(self, change: Writer, contact_id: int) -> None:
        for handle in self.dropped:
            change.remove_handle(contact_id, handle)
        for handle in self.gone:
            no_longer_theirs(change, contact_id, handle, self.until)
        add_newest(change, contact_id, self.added)
        for handle in self.preferred:
            use_first(change, contact_id, handle)


def _fields(
    desk: Desk, told: Correction, people: Sequence[Person], everybody: Sequence[Person]
) -> dict[str, object]:
    """The new value of each column of the people."""
    texts = {option: text for option, text in told.texts.items() if option in PERSON}
    fields = columns(texts, PERSON, desk.today)
    if "name" in fields:
        tell_namesake(desk, fields["name"], [each for each in everybody if each not in people])
    if told.through is not None:
        region = desk.settings.region
        fields["met_through_id"] = _introducer(told.through, everybody, people, region)
    return fields


def _other_names(
    desk: Desk, reader: Reader, contact: Contact, fields: Mapping[str, object], told: Correction
) -> OtherNames:
    if not {"name", "also", "not-also"}.intersection(told.options):
        return OtherNames((), ())
    name = str(fields.get("name", contact.name))
    return other_names_of(contact, reader.former(contact.id or 0), name, told, desk.today)


def _past(
    contact: Contact, fields: dict[str, object], told: Correction, today: date
) -> list[Former]:
    """What is kept of what was there before; nothing where that was a slip."""
    return [] if told.correction else past_of(contact, fields, since(told, today))


def _tell(
    desk: Desk,
    people: Sequence[Person],
    everybody: Sequence[Person],
    past: Sequence[list[Former]],
    added: tuple[Handle, ...],
) -> None:
    """Say what was kept, and who else has an address."""
    for person, was in zip(people, past, strict=True):
        if was:
            desk.notify(past_said(person.name, was))
        tell_sharing(desk, Named.of(person), set(added) - set(person.handles), everybody)


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


def _theirs(named: Sequence[str], people: Sequence[Person], region: str | None) -> list[Handle]:
    """Those of their addresses that were typed."""
    found = []
    for typed in named:
        read = filter(None, (any_handle(typed), url_handle(typed)))
        wanted = [in_region(handle, region) for handle in read]
        theirs = [each for one in wanted for each in handles_like(one, people[0], region)]
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
