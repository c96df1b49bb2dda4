"""Making two records of one person one, or remembering that they are two people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from farmer.errors import Conflict, InvalidValue
from farmer.model import Contact
from farmer.people.meant import Person
from farmer.people.merged import NOBODY_SAID, MergedField, Merging, Stays, merged
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, find_person

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.reader import Reader


# What is kept as an id of the ledger's own, and what it is called where people read it.
THROUGH_ID, THROUGH = "met_through_id", "met_through"


class Merged(NamedTuple):
    """What ``merge`` did, or would do.

    Attributes:
        kept, gone: who remains, and who is one with them now.
        fields: what is known of the one who remains, whose each was, and what gives way to it.
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


class Both(NamedTuple):
    """Two people who are to be one, and the fields in which they differ."""

    kept: Named
    other: Named
    differing: tuple[MergedField, ...]


# Asked whose value of each differing field stays; of what is not answered, the usual one.
Choose = Callable[[Both], Stays]


def merge(
    desk: Desk,
    kept_name: str,
    other_name: str,
    *,
    dry_run: bool = False,
    choose: Choose = lambda _both: NOBODY_SAID,
) -> Merged:
    """Make the second person one with the first, with everything that is known of both.

    Where the two differ, `choose` is asked what stays, while the ledger is closed; what gives way
    is kept as what else was told of them.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to a name.
        InvalidValue: where both names are one person's.
        Conflict: where another command changed either of them while somebody was asked.
    """
    with desk.deciding() as reader:
        kept, other = _two(desk, reader, kept_name, other_name)
        names = {person.id: person.name for person in reader.people()}
        merging = _merging(reader, kept, other, NOBODY_SAID, names)
        moved = reader.belongings(other.id)
    backup = None
    if not dry_run:
        asked = Both(Named.of(kept), Named.of(other), _speaking(merging.differing, names))
        stays = _columns_of(choose(asked)) if asked.differing else NOBODY_SAID
        backup = desk.ledger.back_up("merge", desk.today)
        with desk.changing(f"merge {other.label} into {kept.label}") as change:
            # Asked again now that nobody else can write: another command may have corrected them.
            now = change.now
            if stays and _merging(now, kept, other, NOBODY_SAID, names) != merging:
                raise Conflict(
                    "Another command changed one of them meanwhile; nothing was merged.",
                    "Run it again.",
                )
            merging = _merging(now, kept, other, stays, names)
            moved = now.belongings(other.id)
            _make_one(change, kept.id, other.id, merging)
    fields = _speaking(merging.fields, names)
    return Merged(Named.of(kept), Named.of(other), fields, moved, False, backup, dry_run)


def make_one(change: Writer, kept_id: int, other_id: int) -> None:
    """Make the second person one with the first, as `merge` does where nobody is asked."""
    now = change.now
    kept, other = now.contact(kept_id), now.contact(other_id)
    assert kept is not None
    assert other is not None
    names = {person.id: person.name for person in now.people()} if other.met_through_id else {}
    _make_one(change, kept_id, other_id, merged(kept, other, NOBODY_SAID, names))


def _make_one(change: Writer, kept_id: int, other_id: int, merging: Merging) -> None:
    change.merge(kept_id, other_id)
    change.edit_contact(kept_id, _columns(merging.contact))
    for former in merging.former:
        change.add_former(kept_id, former)


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


def _merging(
    reader: Reader, kept: Person, other: Person, stays: Stays, names: Mapping[int, str]
) -> Merging:
    return merged(_contact(reader, kept), _contact(reader, other), stays, names)


def _columns(contact: Contact) -> dict[str, Any]:
    return {name: getattr(contact, name) for name in Contact.__dataclass_fields__ if name != "id"}


def _speaking(fields: Iterable[MergedField], names: Mapping[int, str]) -> tuple[MergedField, ...]:
    """The fields with a name in the place of an id of the ledger's own."""
    return tuple(
        replace(
            each,
            field=THROUGH,
            value=names.get(each.value, ""),
            other=None if each.other is None else names.get(each.other, ""),
        )
        if each.field == THROUGH_ID
        else each
        for each in fields
    )


def _columns_of(stays: Stays) -> Stays:
    return {THROUGH_ID if field == THROUGH else field: whose for field, whose in stays.items()}
