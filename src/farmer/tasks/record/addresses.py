"""Which address of somebody is used first, and which is theirs no longer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from farmer.ledger.nouns import in_use_first
from farmer.model import Handle

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.reader import Reader


def current_addresses(reader: Reader, contact_id: int) -> list[Handle]:
    """The addresses that are somebody's now, that to be used first before the others."""
    found = in_use_first(reader.addresses(contact_id))
    return [each.handle for each in found if each.until is None]


def add_newest(change: Writer, contact_id: int, handles: Iterable[Handle]) -> None:
    """Add addresses, or take them back that were no longer theirs; they are used first from now.

    Of several of one kind it is the first; one that is somebody's only one needs no mark.
    """
    before = {each.handle: each for each in change.now.addresses(contact_id)}
    change.add_handles(contact_id, handles)
    first: dict[str, Handle] = {}
    for handle in handles:
        known = before.get(handle)
        if known is None or known.until is not None:
            first.setdefault(handle.kind, handle)
    for handle in first.values():
        others = [each for each in current_addresses(change.now, contact_id) if each != handle]
        if handle in before or any(each.kind == handle.kind for each in others):
            use_first(change, contact_id, handle)


def newest_first(change: Writer, contact_id: int, added: Iterable[Handle]) -> None:
    """Use what a file added before the others of its kind, unless one of these is marked."""
    known = [each for each in change.now.addresses(contact_id) if each.until is None]
    first: dict[str, Handle] = {}
    for handle in added:
        first.setdefault(handle.kind, handle)
    for handle in first.values():
        others = [each for each in known if each.handle.kind == handle.kind]
        if len(others) > 1 and not any(each.preferred for each in others):
            use_first(change, contact_id, handle)


def use_first(change: Writer, contact_id: int, handle: Handle) -> None:
    """Use an address of somebody before their others of its kind; it is theirs now."""
    for each in change.now.addresses(contact_id):
        if each.handle.kind == handle.kind and each.preferred and each.handle != handle:
            change.edit_handle(contact_id, each.handle, {"preferred": False})
    change.edit_handle(contact_id, handle, {"preferred": True, "until": None})


def no_longer_theirs(change: Writer, contact_id: int, handle: Handle, until: date) -> None:
    """Note that an address is not somebody's any more: it is known, and not used."""
    change.edit_handle(contact_id, handle, {"preferred": False, "until": until})
