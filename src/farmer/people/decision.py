"""What is known of those who could be meant, and what is to be done for one person of a file."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from farmer.model import Contact, Handle
from farmer.people.agreement import NameSet, agreement
from farmer.people.naming import compared
from farmer.people.parts import parts_told
from farmer.sources import BREAK


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done for one person of a file.

    Attributes:
        contact_id: whom they are in the ledger; None for somebody new.
        fill: the fields empty there that the file fills, with their values.
        new_handles: the addresses the ledger does not have yet.
        namesakes: of somebody new, those of the same name whom they may be nevertheless.
        sharing: those of plainly other names who have one of the new addresses, with the kinds of
            address that it is; they may be one person nevertheless.
        before: the firm and title whose place the file's take.
        differing: those of the file that are others, and are not taken.
        spelling: the file's name, where somebody said that it is theirs too.
        others: of somebody new, those whom somebody said they are not.
        same: who else is known and is surely the same, by something else that the file tells.
    """

    contact_id: int | None
    fill: dict[str, Any] = field(default_factory=dict)
    new_handles: tuple[Handle, ...] = ()
    namesakes: tuple[int, ...] = ()
    sharing: dict[int, tuple[Handle, ...]] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    differing: dict[str, str] = field(default_factory=dict)
    spelling: str = ""
    others: tuple[int, ...] = ()
    same: tuple[int, ...] = ()

    @property
    def new(self) -> bool:
        """Whether they are nobody known."""
        return self.contact_id is None

    @property
    def gains(self) -> bool:
        """Whether the person, known or new, gains anything but what passed with them."""
        return bool(self.fill or self.new_handles or self.spelling)

    @property
    def changes(self) -> bool:
        """Whether a known person would be changed."""
        return not self.new and self.gains

    def apart_from(self, not_same: Collection[tuple[int, int]]) -> Decision:
        """The same without those of whom it is known that they are two; the lower id is first."""
        whose = self.contact_id
        if whose is None or not self.sharing:
            return self
        sharing = {
            each: its
            for each, its in self.sharing.items()
            if (min(each, whose), max(each, whose)) not in not_same
        }
        return replace(self, sharing=sharing)

    def of_somebody_else(self, others: Collection[int]) -> Decision:
        """The same of somebody new, once somebody said that they are none of the `others`."""
        return replace(
            self,
            namesakes=tuple(each for each in self.namesakes if each not in others),
            sharing={each: its for each, its in self.sharing.items() if each not in others},
            others=tuple(others),
        )


@dataclass(frozen=True, slots=True)
class Acquainted:
    """Somebody who could be meant.

    `sourced` where a source has a touch with them; `firms` are all that they are known to be or to
    have been with, as these are compared.
    """

    contact: Contact
    handles: tuple[Handle, ...]
    names: NameSet
    sourced: bool
    firms: frozenset[str] = frozenset()

    @property
    def bare(self) -> bool:
        """Whether there is nothing but a name."""
        return not (self.handles or self.contact.company or self.sourced)


class Described(NamedTuple):
    """Somebody as a row of a file tells of them."""

    contact: Contact
    handles: tuple[Handle, ...]
    names: NameSet


def parts_gained(known: Contact, contact: Contact, *, preferred: bool) -> dict[str, str]:
    """The parts of a name that a file gives a known person, all together, of that name only.

    Where they have some already, these stay unless the file is `preferred`.
    """
    parts, theirs = parts_told(contact), parts_told(known)
    same = compared(known.name).letters == compared(contact.name).letters
    if same and any(parts) and parts != theirs and (preferred or not any(theirs)):
        return parts._asdict()
    return {}


# An id that is only counted up, which other lists count too.
_COUNTED = re.compile(r"(^|: )\d{1,11}$")


def _is_alike(person: Acquainted, told: Described) -> bool:
    """Whether something of the name, or an address, is as it was."""
    return bool(
        agreement(person.names, told.names)
        or person.names.given & told.names.given
        or not {*person.handles}.isdisjoint(told.handles)
    )


def may_be(person: Acquainted, told: Described, source_id: str) -> bool:
    """Whether an id that holds an address of theirs is that person's: names have to agree.

    A network's own profile is one account's: there the surname may have changed.
    """
    identity, by_occasion, _ = source_id.partition(BREAK)
    if all(identity != handle.value for handle in told.handles):
        return by_occasion != "" or _COUNTED.search(identity) is None or _is_alike(person, told)
    given = person.names.given & told.names.given
    return agreement(person.names, told.names) > 0 or bool(given and not by_occasion)
