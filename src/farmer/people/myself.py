"""Whether somebody a file tells of is the user, whose own card most address books hold."""

from __future__ import annotations

from collections.abc import Iterable

from farmer.handles import any_handle, in_region
from farmer.model import Handle
from farmer.text import fold


class Myself:
    """The user, by names and addresses; nobody where there are none."""

    def __init__(self, me: Iterable[str], region: str | None) -> None:
        known = tuple(me)
        handles = filter(None, map(any_handle, known))
        self._names = {fold(each) for each in known}
        self._handles = {in_region(handle, region) for handle in handles}

    def is_meant(self, name: str, handles: Iterable[Handle]) -> bool:
        """Whether it is one of the names, letter case and accents aside, or addresses."""
        return fold(name) in self._names or not self._handles.isdisjoint(handles)
