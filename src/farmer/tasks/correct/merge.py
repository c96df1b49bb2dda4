"""Making two records of one person one, or remembering that they are two people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from farmer.errors import Conflict, InvalidValue
from farmer.model import Contact
from farmer.people.meant import Person
from farmer.people.merged import MergedField, merged
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, find_person

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


class Merged(NamedTuple):
    """What ``merge`` did, or would do.

    Attributes:
        kept, gone: who remains, and who is one with them now.
        fields: what is known of the one who remains, and whose each was.
        moved: how much the other had, by table; what both had is there once.
        not_same: whether it was only remembered that they are two people.
        backup: the ledger as it was before, or None where nothing was merged.
        dry_run: whether nothing was written.
    """

    kept: Named
    gone: Named
    fields: tuple[MergedField, ...]
    moved: Mapping[str, int]
    not_same: bool
    backup: str | None
    dry_run: bool


def merge(desk: Desk, kept_name: str, other_name: str, *, dry_run: bool = False) -> Merged:
    """Make the second person one with the first, with everything that is known of both.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to a name.
        InvalidValue: where both names are one person's.
    """
    with desk.deciding() as reader:
        kept, other = _two(desk, reader, kept_name, other_name)
        result, fields = merged(_contact(reader, kept), _contact(reader, other))
        moved = reader.belongings(other.id)
    backup = None
    if not dry_run:
        backup = desk.ledger.back_up("merge", desk.today)
        with desk.changing(f"merge {other.label} into {kept.label}") as change:
            # Asked again now that nobody else can write: another command may have corrected them.
            now = change.now
            result, fields = merged(_contact(now, kept), _contact(now, other))
            moved = now.belongings(other.id)
            change.merge(kept.id, other.id)
            change.edit_contact(kept.id, _columns(result))
    return Merged(Named.of(kept), Named.of(other), _speaking(fields), moved, False, backup, dry_run)


def tell_apart(desk: Desk, one_name: str, other_name: str) -> Merged:
    """Remember that two people are not the same: they are not proposed again.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to a name.
        InvalidValue: where both names are one person's.
    """
    with desk.deciding() as reader:
        one, other = _two(desk, reader, one_name, other_name)
        known = (min(one.id, other.id), max(one.id, other.id)) in reader.not_same()
    if not known:
        with desk.changing(f"{one.label} and {other.label} are not the same") as change:
            change.add_not_same(one.id, other.id)
    return Merged(Named.of(one), Named.of(other), (), {}, True, None, False)


def _two(desk: Desk, reader: Reader, one_name: str, other_name: str) -> tuple[Person, Person]:
    people = reader.people()
    region = desk.settings.region
    one = find_person(one_name, people, region=region)
    other = find_person(other_name, people, region=region)
    if one == other:
        raise InvalidValue(f"Both are {one.label}.", "Name two people, by id: farmer merge c3 c9")
    return one, other


def _contact(reader: Reader, person: Person) -> Contact:
    contact = reader.contact(person.id)
    if contact is None:
        raise Conflict(f"{person.name} was taken out meanwhile.", "See: farmer undo history")
    return contact


def _columns(contact: Contact) -> dict[str, Any]:
    return {
        name: getattr(contact, name)
        for name in Contact.__dataclass_fields__
        if name not in ("id", "name")
    }


def _speaking(fields: tuple[MergedField, ...]) -> tuple[MergedField, ...]:
    """The fields without the one that is an id of the ledger's own."""
    return tuple(each for each in fields if each.field != "met_through_id")
