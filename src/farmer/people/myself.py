"""Whether somebody a file tells of is the user, whose own card most address books hold."""

from __future__ import annotations

from collections.abc import Iterable

from farmer.handles import any_handle, in_region
from farmer.model import Contact, Handle
from farmer.people.agreement import (
    agreement,
    has_only_initials,
    is_address,
    name_key,
    names_of,
)


class Myself:
    """The user, by names and addresses; nobody where there are none."""

    def __init__(self, me: Iterable[str], region: str | None) -> None:
        known = tuple(me)
        handles = filter(None, map(any_handle, known))
        self._written = [each for each in known if each.strip()]
        self._names = {name_key(each) for each in self._written if not is_address(each)}
        self._handles = {in_region(handle, region) for handle in handles}

    @property
    def is_known(self) -> bool:
        """Whether anything is known of the user at all."""
        return bool(self._names or self._handles)

    def is_meant(self, name: str, handles: Iterable[Handle]) -> bool:
        """Whether it is one of the names, in whatever way it is written, or addresses."""
        return name_key(name) in self._names or not self._handles.isdisjoint(handles)

    def has_card(self, name: str, handles: Iterable[Handle]) -> bool:
        """Whether a card is the user's own, and not of whoever shares an address with them."""
        if not self.is_meant(name, handles):
            return False
        told = names_of(Contact(name))
        mine = [names_of(Contact(each)) for each in self._written if not is_address(each)]
        return not mine or any(
            agreement(each, told) or has_only_initials(told, each) for each in mine
        )
