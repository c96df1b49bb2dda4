"""Whose an address is, or was: it is found as a whole, or by a part that can be nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from farmer.handles import any_handle, in_region
from farmer.model import Handle
from farmer.people.meant import Person, handles_like
from farmer.text import fold

# What is in addresses and in few words: a domain, somebody at one, a page.
_SIGNS = "@./"


class AddressFound(NamedTuple):
    """An address of somebody, of now or of the past; `span` is where in it the part is."""

    person: Person
    value: str
    span: tuple[int, int]


def may_be_address(wanted: str) -> bool:
    """Whether it is an address, or a part of one that can be nothing else."""
    part = fold(wanted)
    is_part = " " not in part and any(sign in part for sign in _SIGNS)
    return is_part or any_handle(wanted) is not None


def find_addresses(
    wanted: str, people: Sequence[Person], region: str | None
) -> Iterator[AddressFound]:
    """Those of the `people` whose address is or has `wanted`; none where that is no part of one.

    A phone number written nationally is one of `region`.
    """
    if not may_be_address(wanted):
        return
    whole = any_handle(wanted)
    part = whole.value if whole else fold(wanted)
    meant = in_region(whole, region) if whole else None
    for person in people:
        like = handles_like(meant, person, region) if meant else []
        for handle in person.handles:
            if handle in like or part in handle.value:
                yield AddressFound(person, handle.value, _span(part, handle))


def _span(part: str, handle: Handle) -> tuple[int, int]:
    """Where the part is; all of it where the same number is written in another way."""
    at = handle.value.find(part)
    return (at, at + len(part)) if at >= 0 else (0, len(handle.value))
